"""Limits are counted in the interviewer's own days and weeks."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat
from hiring.operations import scheduling
from tests.factories.arrangements import able, begin_loop, other_sessions
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

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


def test_daily_limit_is_counted_in_the_persons_own_day(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop, day_limit=1, week_limit=9)
    person.time_zone = "Asia/Tokyo"
    person.save()
    early, late, third = other_sessions(3)
    # 14:30 and 15:30 UTC are two days in Tokyo; 15:30 and 20:00 UTC are one.
    put(early, coordinator, TOMORROW.replace(hour=13, minute=30))
    put(late, coordinator, TOMORROW.replace(hour=15, minute=30))
    put(third, coordinator, TOMORROW.replace(hour=20, minute=0))
    seat(early, person, coordinator)
    seat(late, person, coordinator)

    said = refusal(lambda: seat(third, person, coordinator))

    assert said == "Ann One is at 1 of 1 interviews on that day."


def test_weekly_limit_refuses_a_seat_and_a_time(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop, day_limit=5, week_limit=1)
    first, second = other_sessions(2)
    monday = NOON + timedelta(days=7 - NOON.weekday())
    put(first, coordinator, monday)
    seat(first, person, coordinator)
    seat(second, person, coordinator)

    assert refusal(lambda: put(second, coordinator, monday + timedelta(days=2))) == (
        "Ann One is at 1 of 1 interviews in that week."
    )
    assert put(second, coordinator, monday + timedelta(days=7)).state == SessionState.SCHEDULED


def test_moving_an_interview_within_the_day_is_not_counted_twice(
    loop: InterviewLoop, coordinator: User
) -> None:
    session = loop.sessions.first()
    put(session, coordinator)
    seat(session, able("Ann One", loop, day_limit=1, week_limit=1), coordinator)

    assert put(session, coordinator, TOMORROW + HOUR).during.lower == TOMORROW + HOUR
