"""Parts that break off, are given up or may not go on: the run says so, and nothing is booked behind its back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import RunState
from hiring.models import InterviewLoop, PanelSeat, Requisition, ScheduleRun, TeamMember
from hiring.operations import automatic, schedule_parts, schedule_runs
from tests.factories import ApplicationFactory
from tests.factories.arrangements import agree, begin_loop
from tests.factories.rubrics import NOON
from tests.hiring.operations.schedule_runs.conftest import begun, during_the_search, scheduled

pytestmark = pytest.mark.django_db

SILENCE = schedule_parts.SILENT_AFTER
REST = "What it scheduled stands; begin it again for the rest."
NO_RIGHT = "Cora Coordinator, who began the automatic plan, does not schedule interviews here any more."


def test_part_at_which_worker_after_worker_is_lost_is_given_up(
    run: ScheduleRun, requisition: Requisition, coordinator: User
) -> None:
    part = begun(run).parts.get()
    for number in range(schedule_parts.MOST_TAKES):
        schedule_parts.take(part.pk, NOON + number * SILENCE)

    schedule_runs.carry_out(run_id=run.pk, at=NOON + 9 * SILENCE)

    run.refresh_from_db()
    sentence = "A part of the automatic plan was begun 3 times and never came to its end."
    assert (run.state, run.failure, scheduled()) == (RunState.FAILED, f"{sentence} {REST}", 0)
    assert schedule_runs.overdue(NOON + timedelta(days=1)) == []
    again = schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)
    assert again.state == RunState.QUEUED


def test_other_parts_book_what_they_find_before_the_run_is_said_to_have_failed(
    run: ScheduleRun, parts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(automatic, "find", lambda *args: 1 / 0)
        schedule_runs.work(part_id=parts[0], at=NOON)
    run.refresh_from_db()
    assert (run.state, run.failure, scheduled()) == (RunState.RUNNING, "", 0)

    schedule_runs.work(part_id=parts[1], at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.FAILED, 4, 4)
    assert run.failure == f"The automatic plan broke off. {REST}"
    assert (len(parts), run.parts.count()) == (2, 2)


def test_part_that_another_worker_has_taken_over_is_not_broken_off_by_the_first(
    run: ScheduleRun, parts: list[int]
) -> None:
    lost = schedule_parts.take(parts[0], NOON)
    assert lost is not None
    schedule_parts.take(parts[0], NOON + SILENCE)

    schedule_parts.fail(lost, "It broke off.")

    assert run.parts.get(pk=parts[0]).state == RunState.RUNNING


def test_what_is_left_open_is_tried_in_parts_of_bounded_size_one_after_the_other(
    run: ScheduleRun, parts: list[int]
) -> None:
    run.parts.update(people=[])

    for part_id in parts[:2]:
        schedule_runs.work(part_id=part_id, at=NOON)
    assert [len(part.loops) for part in run.parts.filter(people__isnull=True)] == [2]
    for part_id in parts[2:]:
        schedule_runs.work(part_id=part_id, at=NOON)
    assert [len(part.loops) for part in run.parts.filter(people__isnull=True)] == [2, 2]
    schedule_runs.work(part_id=parts[3], at=NOON)

    run.refresh_from_db()
    assert (run.state, run.left, scheduled()) == (RunState.DONE, [], 8)


def test_run_that_ended_already_gets_no_more_parts(run: ScheduleRun, parts: list[int]) -> None:
    run.parts.update(state=RunState.DONE)
    schedule_runs.close(run.pk, RunState.STOPPED, NOON)

    schedule_runs.conclude(run, NOON)

    run.refresh_from_db()
    assert (run.state, run.parts.count()) == (RunState.STOPPED, 2)


# --- people of one's own ---------------------------------------------------------------------------------------


def seated() -> set[int]:
    """Who sits anywhere."""
    return set(PanelSeat.objects.filter(cancelled=False).values_list("person", flat=True))


def test_second_loop_of_a_candidate_asks_the_part_s_people_at_other_times(
    run: ScheduleRun, parts: list[int], loops: list[InterviewLoop]
) -> None:
    candidate = loops[0].application.candidate
    other = begin_loop(ApplicationFactory(candidate=candidate))
    part = run.parts.get(pk=parts[0])
    part.loops = [loops[0].pk, other.pk]
    part.save()

    schedule_runs.work(part_id=part.pk, at=NOON)

    times = sorted(row.during.lower for row in candidate.sessions.filter(during__isnull=False))
    assert (len(times), len(set(times))) == (4, 4)
    assert seated() <= set(part.people)


def test_empty_seats_are_filled_with_the_part_s_people_and_only_then_with_others(
    run: ScheduleRun, parts: list[int], loops: list[InterviewLoop], coordinator: User
) -> None:
    run.parts.update(people=[])
    dealt = set(run.parts.get(pk=parts[0]).loops)
    loop = next(each for each in loops if each.pk in dealt)
    for day, session in enumerate(loop.sessions.all(), start=7):
        agree(session, NOON + timedelta(days=day), by=coordinator)

    schedule_runs.work(part_id=parts[0], at=NOON)
    assert seated() == set()
    for part_id in parts[1:]:
        schedule_runs.work(part_id=part_id, at=NOON)
    for part_id in parts[2:]:
        schedule_runs.work(part_id=part_id, at=NOON)

    assert loop.sessions.filter(seats__cancelled=False).distinct().count() == 2


# --- the right to go on ----------------------------------------------------------------------------------------


def lose_role(person: User, requisition: Requisition) -> None:
    person.groups.clear()


def be_deactivated(person: User, requisition: Requisition) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def be_left_out_of_a_confidential_team(person: User, requisition: Requisition) -> None:
    TeamMember.objects.filter(person=person).delete()
    Requisition.objects.filter(pk=requisition.pk).update(confidential=True)


WAYS = [lose_role, be_deactivated, be_left_out_of_a_confidential_team]
Way = Callable[[User, Requisition], None]


@pytest.mark.parametrize("way", WAYS)
def test_run_is_not_begun_for_who_has_lost_the_right(
    run: ScheduleRun, coordinator: User, requisition: Requisition, way: Way
) -> None:
    way(coordinator, requisition)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.failure, scheduled()) == (RunState.FAILED, f"{NO_RIGHT} {REST}", 0)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_booked_for_who_loses_the_right_during_the_search(
    run: ScheduleRun,
    coordinator: User,
    requisition: Requisition,
    monkeypatch: pytest.MonkeyPatch,
    way: Way,
) -> None:
    during_the_search(monkeypatch, lambda: way(coordinator, requisition))

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.failure, scheduled()) == (RunState.FAILED, f"{NO_RIGHT} {REST}", 0)


def test_booking_ends_with_the_right(
    run: ScheduleRun, coordinator: User, requisition: Requisition, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = automatic.write

    def write_and_leave(*args, **kwargs):  # type: ignore[no-untyped-def]
        write(*args, **kwargs)
        lose_role(coordinator, requisition)

    monkeypatch.setattr(schedule_parts, "PAUSE", 0.0)
    monkeypatch.setattr(automatic, "write", write_and_leave)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.placed, scheduled()) == (RunState.FAILED, 1, 1)
