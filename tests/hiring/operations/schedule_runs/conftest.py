"""A run of the automatic plan over more loops than are planned at once, and people for all of them."""

from collections.abc import Callable

import pytest

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, Requisition, ScheduleRun
from hiring.operations import automatic, schedule_parts, schedule_runs
from tests.factories import ApplicationFactory
from tests.factories.arrangements import able, at_work, begin_loop
from tests.factories.rubrics import NOON

AS_EVER = automatic.Search()


@pytest.fixture
def loops(application: Application) -> list[InterviewLoop]:
    """More loops than are planned at once, of two interviews each, and people for all of them."""
    requisition = application.requisition
    found = [begin_loop(application)]
    found += [begin_loop(ApplicationFactory(requisition=requisition)) for _ in range(schedule_runs.AT_ONCE)]
    for name in ("Ann One", "Bea Two", "Cid Three", "Dee Four"):
        at_work(able(name, found[0]))
    return found


@pytest.fixture
def run(loops: list[InterviewLoop], requisition: Requisition, coordinator: User) -> ScheduleRun:
    return schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)


def scheduled() -> int:
    """How many interviews have their time."""
    return InterviewSession.objects.filter(state=SessionState.SCHEDULED).count()


def begun(run: ScheduleRun) -> ScheduleRun:
    """The run, taken up and dealt into parts."""
    taken = schedule_runs.take(run.pk, NOON)
    assert taken is not None
    return taken


def during_the_search(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let `act` happen when the first plan is found, and be heard of at once."""
    find, acted = automatic.find, []

    def overheard(loops, at, search=AS_EVER, people=None):  # type: ignore[no-untyped-def]
        if not acted:
            acted.append(act())
        return find(loops, at, search, people)

    monkeypatch.setattr(schedule_parts, "PAUSE", 0.0)
    monkeypatch.setattr(automatic, "find", overheard)


@pytest.fixture
def parts(run: ScheduleRun, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The run in two parts of two loops; the list of parts that workers were asked to work at."""
    asked: list[int] = []
    monkeypatch.setattr(schedule_parts, "SIZE", 2)
    monkeypatch.setattr(tasks.schedule_part, "delay", lambda *, part_id: asked.append(part_id))
    schedule_runs.carry_out(run_id=run.pk, at=NOON)
    return asked
