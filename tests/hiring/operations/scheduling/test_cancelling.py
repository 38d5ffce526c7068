"""What a cancellation leaves."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import ScorecardState, SessionState
from hiring.models import (
    InterviewLoop,
    PanelSeat,
    Scorecard,
)
from hiring.operations import scheduling
from rubrics.ledger.models import Event
from tests.factories.arrangements import able
from tests.factories.rubrics import NOON
from tests.hiring.operations.scheduling.conftest import HOUR, TOMORROW, put, refusal, seat

pytestmark = pytest.mark.django_db


def test_withdrawal_cancels_what_is_to_come_and_keeps_scorecards(
    loop: InterviewLoop, coordinator: User
) -> None:
    first, second = loop.sessions.all()
    put(first, coordinator)
    put(second, coordinator, TOMORROW + timedelta(days=1))
    for session, name in ((first, "Ann One"), (second, "Bea Two")):
        seat(session, able(name, loop), coordinator)
    scheduling.mark_held(session=first, by=coordinator, at=TOMORROW + HOUR)

    count = scheduling.cancel_future_sessions(
        application=loop.application, reason="Withdrawn.", by=coordinator, at=TOMORROW + 2 * HOUR
    )

    states = list(loop.sessions.values_list("state", flat=True))
    assert (count, states) == (1, [SessionState.HELD, SessionState.CANCELLED])
    assert Scorecard.objects.filter(application=loop.application).count() == 2
    assert list(PanelSeat.objects.filter(session=second).values_list("cancelled", "cancelled_reason")) == [
        (True, "Withdrawn.")
    ]


def test_cancelling_needs_a_reason(loop: InterviewLoop, coordinator: User) -> None:
    session = loop.sessions.first()

    said = refusal(lambda: scheduling.cancel_session(session=session, reason="  ", by=coordinator, at=NOON))

    assert said == "Give the reason: the interviewers are told that the interview is off."


def test_reason_of_a_cancellation_stays_out_of_the_chain(loop: InterviewLoop, coordinator: User) -> None:
    session = loop.sessions.first()
    scheduling.cancel_session(session=session, reason="The candidate is ill.", by=coordinator, at=NOON)

    event = Event.objects.get(kind="session.cancelled")

    assert event.data == {"loop": loop.pk}
    assert event.personal.values == {"reason": "The candidate is ill."}


def test_cancelled_interview_is_planned_again_without_people(loop: InterviewLoop, coordinator: User) -> None:
    session = put(loop.sessions.first(), coordinator)
    given = seat(session, able("Ann One", loop), coordinator)
    scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=NOON)

    again = scheduling.plan_again(session=session, by=coordinator, at=NOON)

    given.refresh_from_db()
    assert (again.state, again.during, given.cancelled) == (SessionState.PLANNED, None, True)
    assert refusal(lambda: scheduling.plan_again(session=again, by=coordinator, at=NOON)) == (
        "Only a cancelled interview can be planned again."
    )


def test_seat_with_a_submitted_scorecard_stays(loop: InterviewLoop, coordinator: User) -> None:
    given = seat(loop.sessions.first(), able("Ann One", loop), coordinator)
    given.scorecard.ratings.update(not_assessed_reason="no_time")
    Scorecard.objects.filter(pk=given.scorecard.pk).update(
        state=ScorecardState.RATINGS_LOCKED, ratings_locked_at=NOON
    )
    Scorecard.objects.filter(pk=given.scorecard.pk).update(
        state=ScorecardState.SUBMITTED, submitted_at=NOON, recommendation="for"
    )

    said = refusal(lambda: scheduling.cancel_seat(seat=given, reason="Ill.", by=coordinator, at=NOON))

    assert said == "The scorecard of this seat is submitted: the seat stays."


def test_cancelled_seat_is_free_for_somebody_else_and_for_the_same_person(
    loop: InterviewLoop, coordinator: User
) -> None:
    person = able("Ann One", loop)
    session = loop.sessions.first()
    given = seat(session, person, coordinator)
    scheduling.cancel_seat(seat=given, reason="Ill.", by=coordinator, at=NOON)

    assert refusal(lambda: scheduling.cancel_seat(seat=given, reason="", by=coordinator, at=NOON)) == (
        "The seat is cancelled already."
    )
    assert seat(session, person, coordinator).person == person


def test_all_cancelled_interviews_of_a_loop_are_planned_again_once(
    loop: InterviewLoop, coordinator: User
) -> None:
    for hours, session in enumerate(loop.sessions.all()):
        scheduling.cancel_session(
            session=put(session, coordinator, TOMORROW + hours * HOUR),
            reason="The candidate cancelled.",
            by=None,
            at=NOON,
        )

    counts = [scheduling.plan_loop_again(loop=loop, by=coordinator, at=NOON) for _ in range(2)]

    assert counts == [2, 0]
    assert list(loop.sessions.values_list("state", "during")) == [("planned", None)] * 2
