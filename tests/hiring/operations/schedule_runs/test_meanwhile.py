"""What others do while a run of the automatic plan is under way: no worker undoes it, or counts on what is gone."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import RunState, StopWish
from hiring.models import (
    Interviewer,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Requisition,
    SchedulePart,
    ScheduleRun,
)
from hiring.operations import automatic, proposals, requisitions, schedule_parts, schedule_runs
from hiring.operations.scheduling import cancel_session
from hiring.operations.session_rows import SchedulingRefused
from tests.factories import ApplicationFactory
from tests.factories.arrangements import agree, begin_loop
from tests.factories.rubrics import NOON
from tests.hiring.operations.schedule_runs.conftest import begun, during_the_search, scheduled

pytestmark = pytest.mark.django_db


def test_run_is_not_over_while_another_worker_tries_what_the_parts_left_open(
    run: ScheduleRun, parts: list[int]
) -> None:
    run.refresh_from_db()
    run.parts.update(state=RunState.DONE)
    last = schedule_parts.last(run, schedule_runs.loops_of(run), NOON)
    assert last is not None
    schedule_parts.take(last.pk, NOON)

    schedule_runs.conclude(run, NOON)

    run.refresh_from_db()
    assert run.state == RunState.RUNNING


def test_nobody_is_seated_either_when_the_rest_is_not_wanted(
    run: ScheduleRun, loops: list[InterviewLoop], coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(loops[0].sessions.first(), NOON + timedelta(days=7), by=coordinator)
    write = automatic.write

    def write_and_stop(*args, **kwargs):  # type: ignore[no-untyped-def]
        write(*args, **kwargs)
        schedule_runs.stop(run=run, wish=StopWish.DISCARD, by=coordinator, at=NOON)

    monkeypatch.setattr(schedule_parts, "PAUSE", 0.0)
    monkeypatch.setattr(automatic, "write", write_and_stop)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    assert PanelSeat.objects.filter(cancelled=False).count() == 1


def test_nothing_is_looked_for_anew_when_the_rest_is_not_wanted(
    run: ScheduleRun, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_and_stop(*args, **kwargs):  # type: ignore[no-untyped-def]
        monkeypatch.setattr(automatic, "write", write)
        schedule_runs.stop(run=run, wish=StopWish.DISCARD, by=coordinator, at=NOON)
        raise SchedulingRefused("Somebody was faster.")

    write = automatic.write
    monkeypatch.setattr(schedule_parts, "PAUSE", 0.0)
    monkeypatch.setattr(automatic, "write", refuse_and_stop)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.STOPPED, 0, 0)


def test_who_becomes_busy_while_seats_are_filled_does_not_break_the_run_off(
    run: ScheduleRun, loops: list[InterviewLoop], coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = loops[0].sessions.first()
    agree(session, NOON + timedelta(days=7), by=coordinator)
    session.refresh_from_db()
    offers = automatic.load.offers

    def offer_and_leave(*args):  # type: ignore[no-untyped-def]
        found = offers(*args)
        for profile in Interviewer.objects.all():
            profile.absences.create(during=session.during)
        return found

    monkeypatch.setattr(automatic.load, "offers", offer_and_leave)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert [each["session"] for each in run.left] == [session.pk]


def test_what_was_found_long_ago_is_not_booked_in_the_past(
    run: ScheduleRun, loops: list[InterviewLoop]
) -> None:
    part = begun(run).parts.get()
    part.plan = schedule_parts.as_json(automatic.find(loops, NOON))
    part.state = RunState.RUNNING
    part.save()
    late = NOON + timedelta(days=14)

    schedule_runs.carry_out(run_id=run.pk, at=late)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.DONE, 8, 8)
    assert not InterviewSession.objects.filter(during__startswith__lt=late).exists()


def test_loop_whose_times_are_offered_meanwhile_waits_for_its_candidate(
    run: ScheduleRun, loops: list[InterviewLoop], coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = {"loop": loops[0], "made_by": coordinator, "by": coordinator, "at": NOON}
    during_the_search(monkeypatch, lambda: proposals.offer(**wish))  # type: ignore[arg-type]

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert loops[0].proposals.get().state == "open"
    assert {row.during for row in loops[0].sessions.all()} == {None}
    assert {each["session"] for each in run.left} == set(loops[0].sessions.values_list("pk", flat=True))


def test_nothing_more_is_booked_once_the_requisition_is_closed(
    run: ScheduleRun, requisition: Requisition, recruiter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = {"requisition": requisition, "state": "closed", "reason": "The need is gone.", "by": recruiter}
    during_the_search(monkeypatch, lambda: requisitions.change_state(**closing, at=NOON))  # type: ignore[arg-type]

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.FAILED, 0, 0)
    assert run.failure.startswith("The requisition is not open any more.")


def test_two_workers_at_one_part_book_everything_once(
    run: ScheduleRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = begun(run).parts.get()
    write = automatic.write
    monkeypatch.setattr(schedule_parts, "PAUSE", 0.0)

    def write_slowly(*args, **kwargs):  # type: ignore[no-untyped-def]
        write(*args, **kwargs)
        monkeypatch.setattr(automatic, "write", write)
        run.parts.update(alive_at=NOON)  # as if nobody had heard of it
        schedule_runs.work(part_id=part.pk, at=NOON + timedelta(minutes=3))

    monkeypatch.setattr(automatic, "write", write_slowly)

    schedule_runs.work(part_id=part.pk, at=NOON)

    run.refresh_from_db()
    assert set(InterviewSession.objects.values_list("sequence", flat=True)) == {1}
    assert (run.state, scheduled(), PanelSeat.objects.count()) == (RunState.DONE, 8, 8)
    assert (run.placed, run.parts.get().placed) == (8, 8)


def test_interview_that_was_cancelled_meanwhile_is_not_said_to_be_open(
    run: ScheduleRun, loops: list[InterviewLoop], coordinator: User
) -> None:
    session = loops[0].sessions.first()
    begun(run).parts.update(
        state=RunState.DONE, left=[{"session": session.pk, "reasons": ["Nobody."], "ways": []}]
    )
    cancel_session(session=session, reason="The candidate is ill.", by=coordinator, at=NOON)

    schedule_runs.close(run.pk, RunState.DONE, NOON)

    run.refresh_from_db()
    assert run.left == []


def test_who_says_meanwhile_that_they_come_at_other_times_is_booked_within_these(
    run: ScheduleRun, loops: list[InterviewLoop]
) -> None:
    part = begun(run).parts.get()
    part.plan = schedule_parts.as_json(automatic.find(loops, NOON))
    part.save()
    start = NOON + timedelta(days=14)
    loops[0].application.candidate.windows.create(during=DateTimeTZRange(start, start + timedelta(days=4)))

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    begins = [each.during.lower >= start for each in loops[0].sessions.all()]
    assert (run.state, scheduled(), begins) == (RunState.DONE, 8, [True, True])


def test_who_has_not_answered_is_booked_in_no_part_of_a_run_for_those_who_have(
    loops: list[InterviewLoop], requisition: Requisition, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent, *others = loops
    for each in [*others, *(begin_loop(ApplicationFactory(requisition=requisition)) for _ in range(2))]:
        start = NOON + timedelta(days=1)
        each.application.candidate.windows.create(during=DateTimeTZRange(start, start + timedelta(days=5)))
    asked: list[int] = []
    monkeypatch.setattr(schedule_parts, "SIZE", 2)
    monkeypatch.setattr(tasks.schedule_part, "delay", lambda *, part_id: asked.append(part_id))
    run = schedule_runs.begin(requisition=requisition, answered_only=True, by=coordinator, at=NOON)
    schedule_runs.carry_out(run_id=run.pk, at=NOON)
    # What the worker that was lost had found is tried in a last part, too.
    SchedulePart.objects.filter(pk=asked[0]).update(people=[], plan={"assignments": [], "left": []})

    for part in asked:
        schedule_runs.work(part_id=part, at=NOON)

    run.refresh_from_db()
    tried = {number for part in run.parts.all() for number in part.loops}
    assert (run.state, silent.pk in tried) == (RunState.DONE, False)
    assert list(silent.sessions.values_list("during", flat=True)) == [None, None]
    assert run.parts.filter(people__isnull=True).exists()


def test_trying_what_would_help_is_heard_of_and_ends_when_the_best_plan_is_wanted(
    run: ScheduleRun, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Interviewer.objects.update(week_limit=0)
    heard = []

    def tried(request, result, should_stop):  # type: ignore[no-untyped-def]
        schedule_runs.stop(run=run, wish=StopWish.KEEP, by=coordinator, at=NOON)
        heard.append((should_stop(), run.parts.get().progress["searched"]))
        return result

    monkeypatch.setattr(schedule_parts, "PAUSE", 0.0)
    monkeypatch.setattr(automatic, "ways_out", tried)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    assert heard == [(True, True)]
