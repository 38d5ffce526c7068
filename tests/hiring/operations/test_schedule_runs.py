"""Runs of the automatic plan: one at a time, safe to run twice, found again when their message is lost."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import RUN_ARROWS, RunState, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, Requisition, ScheduleRun
from hiring.operations import schedule_runs
from rubrics.ledger.models import Event
from tests.factories import ApplicationFactory
from tests.factories.arrangements import able, at_work, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def loops(application: Application) -> list[InterviewLoop]:
    """More loops than are planned at once, and people for some of them."""
    requisition = application.requisition
    found = [begin_loop(application)]
    found += [begin_loop(ApplicationFactory(requisition=requisition)) for _ in range(schedule_runs.AT_ONCE)]
    for name in ("Ann One", "Bea Two", "Cid Three"):
        at_work(able(name, found[0]))
    return found


@pytest.fixture
def run(loops: list[InterviewLoop], requisition: Requisition, coordinator: User) -> ScheduleRun:
    return schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)


def test_worker_places_every_loop(run: ScheduleRun, loops: list[InterviewLoop]) -> None:
    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    scheduled = InterviewSession.objects.filter(state=SessionState.SCHEDULED).count()
    assert (run.state, run.done, run.placed, run.left) == (RunState.DONE, 4, 8, [])
    assert scheduled == 8


def test_second_run_of_the_task_changes_nothing(run: ScheduleRun) -> None:
    schedule_runs.carry_out(run_id=run.pk, at=NOON)
    times = dict(InterviewSession.objects.values_list("pk", "during"))

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    assert dict(InterviewSession.objects.values_list("pk", "during")) == times
    assert Event.objects.filter(kind="schedule.done").count() == 1


def test_second_worker_leaves_a_running_run_alone(run: ScheduleRun) -> None:
    assert schedule_runs.take(run.pk, NOON) is not None

    assert schedule_runs.take(run.pk, NOON + timedelta(minutes=5)) is None
    assert schedule_runs.take(run.pk, NOON + timedelta(minutes=20)) is not None


def test_lost_runs_are_found(run: ScheduleRun) -> None:
    assert schedule_runs.overdue(NOON + timedelta(seconds=30)) == []
    assert schedule_runs.overdue(NOON + timedelta(minutes=2)) == [run.pk]

    schedule_runs.take(run.pk, NOON + timedelta(minutes=2))
    assert schedule_runs.overdue(NOON + timedelta(minutes=10)) == []
    assert schedule_runs.overdue(NOON + timedelta(minutes=30)) == [run.pk]


def test_run_that_breaks_off_says_so(run: ScheduleRun, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(**kwargs: object) -> None:
        raise MemoryError

    monkeypatch.setattr(schedule_runs.scheduling, "schedule_automatically", break_off)

    schedule_runs.carry_out(run_id=run.pk, at=NOON)

    run.refresh_from_db()
    assert (run.state, run.failure) == (
        RunState.FAILED,
        "The automatic plan broke off. What it placed stands; begin it again for the rest.",
    )


def test_person_without_the_right_begins_nothing(
    loops: list[InterviewLoop], requisition: Requisition, manager: User
) -> None:
    with pytest.raises(schedule_runs.RunRefused, match="do not schedule"):
        schedule_runs.begin(requisition=requisition, by=manager, at=NOON)


def test_one_run_at_a_time(run: ScheduleRun, requisition: Requisition, coordinator: User) -> None:
    with pytest.raises(schedule_runs.RunRefused, match="at work already"):
        schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)


def test_arrows_name_every_state() -> None:
    assert set(RUN_ARROWS) == set(RunState)
