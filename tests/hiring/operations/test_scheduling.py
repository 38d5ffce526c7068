"""Every rule that refuses a time or a seat, and what a cancellation leaves."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.choices import LoopState, ScorecardState, SeatKind, SessionState
from hiring.models import (
    Absence,
    Application,
    Conflict,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Scorecard,
    ScorecardReading,
)
from hiring.operations import scheduling
from rubrics.ledger.models import Event
from tests.factories import ApplicationFactory, InterviewerFactory, make_person
from tests.factories.arrangements import able, begin_loop, other_sessions
from tests.factories.rubrics import NOON
from tests.factories.scorecards import lock, submit

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


# --- seats --------------------------------------------------------------------------------------------------


def test_seat_opens_its_scorecard(loop: InterviewLoop, coordinator: User) -> None:
    session = loop.sessions.first()
    given = seat(put(session, coordinator), able("Ann One", loop), coordinator)

    assert given.scorecard.ratings.count() == session.planned.competencies.count()
    assert given.scorecard.due_at == TOMORROW + HOUR + timedelta(hours=24)


def test_inactive_person_gets_no_seat(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    person.is_active = False
    person.save()
    paused = able("Bea Two", loop)
    paused.interviewer.active = False
    paused.interviewer.save()

    said = [
        refusal(lambda who=who: seat(loop.sessions.first(), who, coordinator)) for who in (person, paused)
    ]

    assert said == ["Ann One takes no interviews at present.", "Bea Two takes no interviews at present."]


def test_person_without_profile_gets_no_seat(loop: InterviewLoop, coordinator: User, stranger: User) -> None:
    said = refusal(lambda: seat(loop.sessions.first(), stranger, coordinator))

    assert said == "Stig Stranger takes no interviews at present."


def test_unqualified_person_gets_no_seat_but_may_shadow(loop: InterviewLoop, coordinator: User) -> None:
    person = make_person("Ann One", "interviewer")
    InterviewerFactory(person=person)
    session = loop.sessions.first()

    assert refusal(lambda: seat(session, person, coordinator)) == (
        "Ann One is not qualified for “Behavioural interview”."
    )
    assert seat(session, person, coordinator, SeatKind.SHADOW).scorecard.counts is False


def test_qualification_of_tomorrow_does_not_hold_today(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    person.interviewer.qualifications.update(since=TOMORROW.date())

    assert refusal(lambda: seat(loop.sessions.first(), person, coordinator)) == (
        "Ann One is not qualified for “Behavioural interview”."
    )


def test_conflict_of_interest_refuses_every_seat(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    Conflict.objects.create(interviewer=person.interviewer, candidate=loop.application.candidate)

    said = {
        refusal(lambda kind=kind: seat(loop.sessions.first(), person, coordinator, kind)) for kind in SeatKind
    }

    assert said == {"Ann One has to stay out of this candidate's interviews."}


def test_nobody_sits_twice_in_one_loop(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    first, second = loop.sessions.all()
    seat(first, person, coordinator)

    assert refusal(lambda: seat(second, person, coordinator)) == (
        "Ann One already sits in this candidate's loop: ratings would not be independent."
    )
    assert refusal(lambda: seat(first, person, coordinator)) == "Ann One sits in this session already."


def test_who_has_read_others_ratings_gets_no_seat_and_nobody_is_told_why(
    loop: InterviewLoop, coordinator: User
) -> None:
    person = able("Ann One", loop)
    elsewhere = ApplicationFactory(candidate=loop.application.candidate)
    ScorecardReading.objects.create(application=elsewhere, reader=person, first_read_at=NOON)

    assert refusal(lambda: seat(loop.sessions.first(), person, coordinator)) == (
        "Ann One has to stay out of this candidate's interviews."
    )


def test_session_has_no_more_seats_than_its_plan(loop: InterviewLoop, coordinator: User) -> None:
    session = loop.sessions.first()
    seat(session, able("Ann One", loop), coordinator)

    assert refusal(lambda: seat(session, able("Bea Two", loop), coordinator, SeatKind.SECOND)) == (
        "All seats of “Interview 1” are taken: its plan has 1."
    )


def test_unknown_seat_is_refused(loop: InterviewLoop, coordinator: User) -> None:
    assert refusal(lambda: seat(loop.sessions.first(), able("Ann One", loop), coordinator, "throne")) == (
        "There is no such seat."
    )


def test_absent_person_gets_no_seat_and_keeps_no_time(loop: InterviewLoop, coordinator: User) -> None:
    person = able("Ann One", loop)
    away = DateTimeTZRange(TOMORROW, TOMORROW + timedelta(days=2))
    Absence.objects.create(interviewer=person.interviewer, during=away)
    first, second = loop.sessions.all()
    put(first, coordinator)
    seat(second, person, coordinator)

    assert refusal(lambda: seat(first, person, coordinator)) != ""
    assert refusal(lambda: put(second, coordinator, TOMORROW + 3 * HOUR)) == "Ann One is away at that time."


# --- times --------------------------------------------------------------------------------------------------


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


# --- cancelling ---------------------------------------------------------------------------------------------


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
    for session in loop.sessions.all():
        scheduling.cancel_session(
            session=put(session, coordinator, TOMORROW + session.pk * HOUR),
            reason="The candidate cancelled.",
            by=None,
            at=NOON,
        )

    counts = [scheduling.plan_loop_again(loop=loop, by=coordinator, at=NOON) for _ in range(2)]

    assert counts == [2, 0]
    assert list(loop.sessions.values_list("state", "during")) == [("planned", None)] * 2
