"""A loop on a Wednesday, three people who can hold its interviews, and a proposal in which one replaces another."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import (
    Application,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Repair,
    Requisition,
)
from hiring.operations import repairs
from hiring.operations.repairs import RepairRefused
from tests.factories import ApplicationFactory, CandidateFactory
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.rubrics import NOON

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEDNESDAY = NOON + 2 * DAY
LATER = NOON + HOUR


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def people(loop: InterviewLoop) -> list[User]:
    return [at_work(able(name, loop)) for name in ("Ann One", "Bea Two", "Cid Three")]


@pytest.fixture
def sessions(loop: InterviewLoop, people: list[User], coordinator: User) -> list[InterviewSession]:
    """Ann on Wednesday at noon, Bea two hours later."""
    found = list(loop.sessions.order_by("planned__order"))
    agree(found[0], WEDNESDAY, people[0], by=coordinator)
    agree(found[1], WEDNESDAY + 2 * HOUR, people[1], by=coordinator)
    return found


@pytest.fixture
def proposal(
    sessions: list[InterviewSession], people: list[User], requisition: Requisition, coordinator: User
) -> Repair:
    """Ann is away on Wednesday, and Cid would come in her place."""
    away(people[0])
    return repairs.propose(requisition=requisition, by=coordinator, at=NOON)


def away(person: User, start: datetime = WEDNESDAY) -> None:
    person.interviewer.absences.create(during=(start, start + HOUR))


def other(requisition: Requisition, name: str = "Lou Late") -> InterviewSession:
    row = begin_loop(ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name=name)))
    return row.sessions.order_by("planned__order").first()


def seated(session: InterviewSession) -> list[tuple[str, str]]:
    """Who sits in the interview, with the seat."""
    rows = PanelSeat.objects.filter(session=session, cancelled=False).select_related("person")
    return [(str(row.person), row.kind) for row in rows.order_by("kind")]


def as_it_stands() -> list[tuple[object, ...]]:
    """Every interview with its time and number, and every seat."""
    rows = InterviewSession.objects.order_by("pk").values_list("pk", "during", "state", "sequence")
    seats = PanelSeat.objects.order_by("pk").values_list(
        "pk", "session", "person", "kind", "cancelled", "during"
    )
    return [*rows, *seats]


def refusal(call: Callable[[], object], kind: type[Exception] = RepairRefused) -> str:
    with pytest.raises(kind) as refused:
        call()
    return str(refused.value)


@pytest.fixture
def exchange(
    requisition: Requisition, loop: InterviewLoop, people: list[User], coordinator: User
) -> list[InterviewSession]:
    """Three candidates at one time with Ann, Bea and Cid; two of them are kept from their own candidate."""
    found = [loop.sessions.first(), other(requisition, "Lou Late"), other(requisition, "Max More")]
    for session, person in zip(found, people, strict=True):
        agree(session, WEDNESDAY, person, by=coordinator)
    for session, person in zip(found[:2], people[:2], strict=True):
        person.interviewer.conflicts.create(candidate=session.candidate)
    return found
