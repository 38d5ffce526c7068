"""Limits are counted in the interviewer's own days and weeks."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat
from hiring.operations import scheduling
from hiring.queries import load
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
    return scheduling.set_time(
        session=session, start=start, end=start + HOUR, place="Room 2", confirmed=True, by=by, at=NOON
    )


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


def test_buffer_keeps_interviews_apart(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop, day_limit=9, week_limit=9, buffer_minutes=30)
    first, near, far = other_sessions(3)
    put(first, coordinator)
    seat(first, person, coordinator)
    put(near, coordinator, TOMORROW + HOUR + timedelta(minutes=29))
    put(far, coordinator, TOMORROW - HOUR - timedelta(minutes=30))

    said = refusal(lambda: seat(near, person, coordinator))

    assert said == "Ann One has another interview less than 30 minutes before or after it."
    assert seat(far, person, coordinator).person == person


def test_qualification_for_one_rubric_holds_for_its_versions_alone(
    loop: InterviewLoop, coordinator: User
) -> None:
    ann, bo = able("Ann One", loop), able("Bo Two", loop)
    other = other_sessions(1)[0].loop.plan.rubric_version.rubric
    ann.interviewer.qualifications.update(rubric=loop.plan.rubric_version.rubric)
    bo.interviewer.qualifications.update(rubric=other)
    session = loop.sessions.first()

    said = refusal(lambda: seat(session, bo, coordinator))

    kind, rubric = session.planned.kind, loop.plan.rubric_version.rubric
    assert said == f"Bo Two is qualified for “{kind}”, but not under the rubric “{rubric}”."
    assert seat(session, ann, coordinator).person == ann


def test_wishes_settle_who_is_asked_first_among_equals(loop: InterviewLoop, coordinator: User) -> None:
    ann, bo = able("Ann One", loop), able("Bo Two", loop)
    ann.interviewer.preferred_hours.create(weekday=4, starts="08:00", ends="10:00")
    bo.interviewer.preferred_hours.create(weekday=1, starts="08:00", ends="18:00")
    session = put(loop.sessions.first(), coordinator)

    found = load.offers(session, SeatKind.LEAD, NOON)

    assert [(each.person, each.fit, each.off_wishes) for each in found] == [
        (bo, True, False),
        (ann, True, True),
    ]
