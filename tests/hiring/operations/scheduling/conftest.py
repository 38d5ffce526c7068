"""A loop of two interviews, and how to give them times and people."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import (
    Application,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
)
from hiring.operations import scheduling
from tests.factories.arrangements import begin_loop
from tests.factories.rubrics import NOON

TOMORROW = NOON + timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    """Two interviews of one seat each, without time or people."""
    return begin_loop(application)


def seat(session: InterviewSession, person: User, by: User, kind: str = SeatKind.LEAD) -> PanelSeat:
    """Give the seat at noon."""
    return scheduling.give_seat(session=session, person=person, kind=kind, by=by, at=NOON)


def put(session: InterviewSession, by: User, start: datetime = TOMORROW) -> InterviewSession:
    """An hour from `start`."""
    return scheduling.set_time(session=session, start=start, end=start + HOUR, place="Room 2", by=by, at=NOON)


def refusal(call: Callable[[], object]) -> str:
    """The sentence with which the call is refused."""
    with pytest.raises(scheduling.SchedulingRefused) as refused:
        call()
    return str(refused.value)
