"""Runs of the automatic plan: one at a time, safe to run twice, stopped on request, found again when lost."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import RUN_ARROWS, RequisitionState, RunState, StopWish
from hiring.models import InterviewLoop, InterviewSession, Requisition, ScheduleRun
from hiring.operations import automatic, schedule_parts, schedule_runs
from rubrics.ledger.models import Event
from tests.factories.pools import make_pool, narrow
from tests.factories.rubrics import NOON
from tests.hiring.operations.schedule_runs.conftest import begun, during_the_search, scheduled

pytestmark = pytest.mark.django_db


def test_worker_places_every_loop(run: ScheduleRun) -> None:
    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, run.left, scheduled()) == (RunState.DONE, 8, [], 8)


def test_how_good_the_plan_is_stays_on_record(run: ScheduleRun) -> None:
    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    part = run.parts.get()
    _second, cost, bound = part.progress["points"][-1]
    # A day for each of four candidates, and two interviews for each of four people: 1 + 3. Lateness weighs little.
    least = 4 * 30 + 4 * (1 + 3)
    assert (cost == bound, least < cost < least + 4) == (True, True)


def test_second_run_of_the_task_changes_nothing(run: ScheduleRun) -> None:
    schedule_runs.carry_out(run_id=run.pk, at=NOON)
    times = dict(InterviewSession.objects.values_list("pk", "during"))

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    assert dict(InterviewSession.objects.values_list("pk", "during")) == times
    assert Event.objects.filter(kind="schedule.done").count() == 1


def test_second_worker_leaves_a_part_at_work_alone(run: ScheduleRun) -> None:
    part = begun(run).parts.get()

    assert schedule_parts.take(part.pk, NOON) is not None
    assert schedule_parts.take(part.pk, NOON + timedelta(minutes=1)) is None
    assert schedule_parts.take(part.pk, NOON + timedelta(minutes=3)) is not None


def test_lost_runs_are_found(run: ScheduleRun) -> None:
    assert schedule_runs.overdue(NOON + timedelta(seconds=30)) == []
    assert schedule_runs.overdue(NOON + timedelta(minutes=2)) == [run.pk]

    begun(run)
    assert schedule_runs.overdue(NOON + timedelta(minutes=1)) == []
    assert schedule_runs.overdue(NOON + timedelta(minutes=3)) == [run.pk]


def test_part_whose_worker_was_lost_goes_on_with_what_was_found(
    run: ScheduleRun, loops: list[InterviewLoop], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = begun(run).parts.get()
    part.plan = schedule_parts.as_json(automatic.find(loops, NOON))
    part.state = RunState.RUNNING
    part.save()
    first = schedule_parts.from_json(part.plan).assignments[0]
    row = InterviewSession.objects.get(pk=first.session)
    automatic.write(row, first, by=run.asked_by, at=NOON)
    monkeypatch.setattr(automatic, "find", lambda *args, **kwargs: pytest.fail("It was found already."))

    schedule_runs.carry_out(run_id=run.pk, at=NOON + timedelta(minutes=3))

    run.refresh_from_db()
    assert (run.state, scheduled()) == (RunState.DONE, 8)
    row.refresh_from_db()
    assert row.sequence == 1


def test_run_that_breaks_off_says_so(run: ScheduleRun, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*args: object) -> None:
        raise MemoryError

    monkeypatch.setattr(automatic, "find", break_off)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.failure) == (
        RunState.FAILED,
        "The automatic plan broke off. What it scheduled stands; begin it again for the rest.",
    )


# --- stopping -----------------------------------------------------------------------------------------------


def test_run_that_nobody_works_at_is_stopped_at_once(run: ScheduleRun, coordinator: User) -> None:
    schedule_runs.stop(run=run, wish=StopWish.KEEP, by=coordinator, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed) == (RunState.STOPPED, 0)


def test_search_that_is_stopped_keeps_the_best_plan_so_far(
    run: ScheduleRun, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = {"run": run, "wish": StopWish.KEEP, "by": coordinator, "at": NOON}
    during_the_search(monkeypatch, lambda: schedule_runs.stop(**wish))  # type: ignore[arg-type]

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.STOPPED, 8, 8)


def test_search_that_is_stopped_books_nothing_where_that_is_wanted(
    run: ScheduleRun, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = {"run": run, "wish": StopWish.DISCARD, "by": coordinator, "at": NOON}
    during_the_search(monkeypatch, lambda: schedule_runs.stop(**wish))  # type: ignore[arg-type]

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.STOPPED, 0, 0)


def test_what_is_booked_stands_when_the_rest_is_not_wanted(
    run: ScheduleRun, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = automatic.write

    def write_and_stop(*args, **kwargs):  # type: ignore[no-untyped-def]
        write(*args, **kwargs)
        schedule_runs.stop(run=run, wish=StopWish.DISCARD, by=coordinator, at=NOON)

    monkeypatch.setattr(schedule_parts, "PAUSE", 0.0)
    monkeypatch.setattr(automatic, "write", write_and_stop)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.STOPPED, 1, 1)


def test_run_that_is_over_cannot_be_stopped(run: ScheduleRun, coordinator: User) -> None:
    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    with pytest.raises(schedule_runs.RunRefused, match="is over already"):
        schedule_runs.stop(run=run, wish=StopWish.KEEP, by=coordinator, at=NOON)


# --- parts --------------------------------------------------------------------------------------------------


def test_many_loops_are_dealt_out_with_people_of_their_own(run: ScheduleRun, parts: list[int]) -> None:
    dealt = list(run.parts.all())

    assert [part.pk for part in dealt] == parts
    assert [len(part.loops) for part in dealt] == [2, 2]
    assert sorted(person for part in dealt for person in part.people) == sorted(
        User.objects.filter(interviewer__isnull=False).values_list("pk", flat=True)
    )


def test_every_part_has_a_member_of_the_pool_that_its_loops_need(
    loops: list[InterviewLoop], run: ScheduleRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [User.objects.get(full_name=name) for name in ("Ann One", "Cid Three")]
    narrow(loops[0].sessions.order_by("planned__order").first(), make_pool("Backend", *few))
    monkeypatch.setattr(schedule_parts, "SIZE", 2)

    schedule_parts.deal(run, InterviewLoop.objects.all(), NOON)

    members = [{*part.people} & {person.pk for person in few} for part in run.parts.all()]
    assert [len(each) for each in members] == [1, 1]


def test_who_finishes_the_last_part_ends_the_run(run: ScheduleRun, parts: list[int]) -> None:
    schedule_runs.work(part_id=parts[0], at=NOON)
    run.refresh_from_db()
    assert (run.state, scheduled()) == (RunState.RUNNING, 4)

    schedule_runs.work(part_id=parts[1], at=NOON)
    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.DONE, 8, 8)


def test_what_the_parts_leave_open_is_tried_with_everybody(run: ScheduleRun, parts: list[int]) -> None:
    poor = run.parts.get(pk=parts[0])
    poor.people = poor.people[:1]
    poor.save()

    for part_id in parts:  # the last one is asked for while they are worked off
        schedule_runs.work(part_id=part_id, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.left, scheduled()) == (RunState.DONE, [], 8)
    assert run.parts.filter(people__isnull=True).count() == 1


def test_workers_are_asked_again_for_silent_parts_only(run: ScheduleRun, parts: list[int]) -> None:
    schedule_parts.take(parts[0], NOON)
    schedule_parts.take(parts[1], NOON)
    run.parts.filter(pk=parts[1]).update(alive_at=NOON + timedelta(minutes=2))
    asked = len(parts)

    schedule_runs.carry_out(run_id=run.pk, at=NOON + timedelta(minutes=3))

    assert parts[asked:] == parts[:1]


# --- beginning ----------------------------------------------------------------------------------------------


def test_person_without_the_right_begins_nothing_and_stops_nothing(
    run: ScheduleRun, requisition: Requisition, manager: User
) -> None:
    with pytest.raises(schedule_runs.RunRefused, match="do not schedule"):
        schedule_runs.begin(requisition=requisition, by=manager, at=NOON)
    with pytest.raises(schedule_runs.RunRefused, match="do not schedule"):
        schedule_runs.stop(run=run, wish=StopWish.KEEP, by=manager, at=NOON)


@pytest.mark.parametrize("state", sorted(set(RequisitionState) - {RequisitionState.OPEN}))
def test_requisition_that_is_not_open_gets_no_run(
    loops: list[InterviewLoop], requisition: Requisition, coordinator: User, state: str
) -> None:
    requisition.state = state

    with pytest.raises(schedule_runs.RunRefused, match="is not open"):
        schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)


def test_one_run_at_a_time(run: ScheduleRun, requisition: Requisition, coordinator: User) -> None:
    with pytest.raises(schedule_runs.RunRefused, match="at work already"):
        schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)


def test_arrows_name_every_state() -> None:
    assert set(RUN_ARROWS) == set(RunState)
