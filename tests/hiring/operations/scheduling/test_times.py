"""Every rule that refuses a time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import LoopState, SeatKind, SessionState
from hiring.models import (
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Scorecard,
)
from hiring.operations import scheduling
from tests.factories import InterviewerFactory
from tests.factories.arrangements import able, other_sessions
from tests.factories.rubrics import NOON
from tests.factories.scorecards import lock, submit
from tests.hiring.operations.scheduling.conftest import HOUR, TOMORROW, put, refusal, seat

pytestmark = pytest.mark.django_db


def test_candidate_is_never_in_two_interviews(loop: InterviewLoop, coordinator: User) -> None:
    first, second = loop.sessions.all()
    put(first, coordinator)

    assert refusal(lambda: put(second, coordinator, TOMORROW + timedelta(minutes=30))) == (
        "The candidate has another interview at that time."
    )
    assert put(second, coordinator, TOMORROW + HOUR).state == SessionState.SCHEDULED


def test_interviewer_is_never_in_two_interviews(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    first, second = other_sessions(2)
    for session in (first, second):
        seat(session, person, coordinator)
    put(first, coordinator)

    assert refusal(lambda: put(second, coordinator)) == "Ann One has another interview at that time."


@pytest.mark.parametrize("minutes", [0, -30])
def test_end_comes_after_the_start(loop: InterviewLoop, coordinator: User, minutes: int) -> None:
    end = TOMORROW + timedelta(minutes=minutes)

    assert (
        refusal(
            lambda: scheduling.set_time(
                session=loop.sessions.first(), start=TOMORROW, end=end, place="", by=coordinator, at=NOON
            )
        )
        == "The end has to be after the start."
    )


def test_slip_of_a_day_is_refused(loop: InterviewLoop, coordinator: User) -> None:
    end = TOMORROW + timedelta(days=1, hours=1)
    session = loop.sessions.first()

    said = refusal(
        lambda: scheduling.set_time(
            session=session, start=TOMORROW, end=end, place="", by=coordinator, at=NOON
        )
    )

    assert said == "An interview ends on the day on which it begins."


def test_held_session_is_over(loop: InterviewLoop, coordinator: User) -> None:
    session = put(loop.sessions.first(), coordinator)
    given = seat(session, able("Ann One", loop), coordinator)
    scheduling.mark_held(session=session, by=coordinator, at=TOMORROW + HOUR)
    over = "The interview is over or cancelled; nothing can be changed in it."

    said = {
        refusal(lambda: put(session, coordinator, TOMORROW + 5 * HOUR)),
        refusal(lambda: scheduling.clear_time(session=session, by=coordinator, at=NOON)),
        refusal(lambda: seat(session, able("Bea Two", loop), coordinator)),
        refusal(lambda: scheduling.cancel_seat(seat=given, reason="Ill.", by=coordinator, at=NOON)),
        refusal(lambda: scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=NOON)),
    }

    assert said == {over}


@pytest.fixture
def over(loop: InterviewLoop, coordinator: User) -> PanelSeat:
    """Ann's seat in an interview that began at `TOMORROW`."""
    session = put(loop.sessions.first(), coordinator)
    return seat(session, able("Ann One", loop), coordinator)


def again(session: InterviewSession, by: User, start: datetime) -> Callable[[], object]:
    """Another time for the interview, an hour after it was to begin."""
    return lambda: scheduling.set_time(
        session=session,
        start=start,
        end=start + HOUR,
        place="",
        confirmed=True,
        by=by,
        at=TOMORROW + HOUR,
    )


@pytest.mark.parametrize(
    ("rate", "sentence"),
    [
        (lock, "Ratings of this interview are locked: its time stays."),
        (submit, "A scorecard of this interview is in: its time stays."),
    ],
)
def test_interview_that_was_rated_is_not_put_off_to_a_time_to_come(
    over: PanelSeat, coordinator: User, rate: Callable[..., Scorecard], sentence: str
) -> None:
    rate(over.scorecard, over.person, TOMORROW + HOUR)
    session = over.session

    assert refusal(again(session, coordinator, TOMORROW + 5 * HOUR)) == sentence
    assert (
        refusal(lambda: scheduling.clear_time(session=session, by=coordinator, at=TOMORROW + HOUR))
        == sentence
    )
    again(session, coordinator, TOMORROW - HOUR)()
    session.refresh_from_db()
    assert session.during.lower == TOMORROW - HOUR


@pytest.mark.parametrize("rated", [False, True])
def test_who_owes_a_scorecard_learns_nothing_by_putting_an_interview_off(
    over: PanelSeat, loop: InterviewLoop, coordinator: User, rated: bool
) -> None:
    InterviewerFactory(person=coordinator)
    seat(loop.sessions.last(), coordinator, coordinator, SeatKind.SHADOW)
    if rated:
        submit(over.scorecard, over.person, TOMORROW + HOUR)
    session = over.session

    said = {
        refusal(again(session, coordinator, TOMORROW + 5 * HOUR)),
        refusal(lambda: scheduling.clear_time(session=session, by=coordinator, at=TOMORROW + HOUR)),
    }

    assert said == {
        "You owe a scorecard for this candidate yourself: until it is in, ask a colleague to do this."
    }


def test_who_owes_a_scorecard_moves_interviews_to_come(
    over: PanelSeat, loop: InterviewLoop, coordinator: User
) -> None:
    InterviewerFactory(person=coordinator)
    seat(loop.sessions.last(), coordinator, coordinator, SeatKind.SHADOW)

    put(over.session, coordinator, TOMORROW + HOUR)
    scheduling.clear_time(session=over.session, by=coordinator, at=NOON)

    over.session.refresh_from_db()
    assert over.session.during is None


def test_interview_that_has_not_begun_is_not_held(loop: InterviewLoop, coordinator: User) -> None:
    session = put(loop.sessions.first(), coordinator)

    assert refusal(lambda: scheduling.mark_held(session=session, by=coordinator, at=NOON)) == (
        "The interview has not begun yet."
    )


def test_closed_loop_takes_neither_time_nor_people(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    loop.state = LoopState.CANCELLED
    loop.save()
    session = loop.sessions.first()
    closed = "The loop is closed: nothing more is scheduled in it."

    assert refusal(lambda: put(session, coordinator)) == closed
    assert refusal(lambda: seat(session, person, coordinator)) == closed


def test_time_moves_the_scorecards_due_time(loop: InterviewLoop, coordinator: User) -> None:
    session = loop.sessions.first()
    given = seat(session, able("Ann One", loop), coordinator)

    put(session, coordinator)
    assert Scorecard.objects.get(seat=given).due_at == TOMORROW + 25 * HOUR

    scheduling.clear_time(session=session, by=coordinator, at=NOON)
    assert Scorecard.objects.get(seat=given).due_at is None
