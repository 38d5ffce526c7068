"""Rule 8: nobody is in two places at once, whoever writes and from however many connections."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.models import Application, InterviewSession, PanelSeat, Requisition, Scorecard
from tests.factories import ApplicationFactory, CandidateFactory, make_loop, make_person
from tests.factories.hiring import make_plan
from tests.factories.rubrics import NOON
from tests.journeys.attacks import beside, refused, sql

INSERT = (
    "INSERT INTO hiring_panelseat (session_id, person_id, kind, cancelled, cancelled_reason, given_at, given_by_id,"
    " during) VALUES ({theirs}, {person}, 'second', false, '', now(), {person}, NULL)"
)
HOUR = timedelta(hours=1)
CANDIDATE, PERSON = "candidate_in_one_place", "interviewer_in_one_place"


@pytest.fixture
def second(scorecards: tuple[Scorecard, Scorecard], stranger: User, requisition: Requisition) -> Application:
    """Another candidate's application, with the stranger's and a fourth person's interviews a day later."""
    application = ApplicationFactory(requisition=requisition, candidate=CandidateFactory())
    make_loop(application, [stranger, make_person("Vera Fourth", "interviewer")], NOON + timedelta(days=1))
    return application


@pytest.mark.parametrize("minutes", [-59, -1, 0, 1, 59])
def test_the_candidate_s_second_interview_is_refused_at_every_overlap(
    scorecards: tuple[Scorecard, Scorecard], minutes: int
) -> None:
    start = NOON + timedelta(minutes=minutes)
    during = DateTimeTZRange(start, start + HOUR)
    said = refused(
        "UPDATE hiring_interviewsession SET during = %s WHERE id = %s", during, scorecards[1].seat.session_id
    )
    assert CANDIDATE in said


@pytest.mark.parametrize("minutes", [-60, 60])
def test_one_interview_may_begin_when_the_other_ends(
    scorecards: tuple[Scorecard, Scorecard], minutes: int
) -> None:
    start = NOON + timedelta(minutes=minutes)
    rows = InterviewSession.objects.filter(pk=scorecards[1].seat.session_id)
    assert rows.update(during=DateTimeTZRange(start, start + HOUR)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        # By moving the session, the seat, the person; by waking a cancelled seat; by lying about the seat's time.
        "UPDATE hiring_interviewsession SET during = {during} WHERE id = {theirs}",
        "UPDATE hiring_panelseat SET person_id = {person} WHERE session_id = {theirs}",
        INSERT,
        "UPDATE hiring_panelseat SET person_id = {person}, during = NULL WHERE session_id = {theirs}",
    ],
)
def test_no_write_puts_an_interviewer_in_two_places(
    scorecards: tuple[Scorecard, Scorecard], second: Application, interviewer: User, statement: str
) -> None:
    own = scorecards[0].seat
    theirs = InterviewSession.objects.filter(loop__application=second).order_by("pk")[0]
    during = f"(SELECT during FROM hiring_interviewsession WHERE id = {own.session_id})"
    if "{during}" in statement:
        theirs.seats.create(person=interviewer, kind="second", given_at=NOON, given_by=interviewer)
    else:
        InterviewSession.objects.filter(pk=theirs.pk).update(during=own.session.during)

    said = refused(statement.format(during=during, theirs=theirs.pk, person=interviewer.pk))

    assert PERSON in said


def test_a_lie_about_the_candidate_or_the_seat_s_time_is_put_right(
    scorecards: tuple[Scorecard, Scorecard], second: Application
) -> None:
    session, seat = scorecards[0].seat.session, scorecards[0].seat

    sql("UPDATE hiring_interviewsession SET candidate_id = %s WHERE id = %s", second.candidate_id, session.pk)
    sql("UPDATE hiring_panelseat SET during = NULL WHERE id = %s", seat.pk)

    seat.refresh_from_db()
    session.refresh_from_db()
    assert session.candidate_id == scorecards[0].application.candidate_id
    assert seat.during == session.during


def test_the_sessions_follow_an_application_that_changes_its_candidate(
    scorecards: tuple[Scorecard, Scorecard], second: Application
) -> None:
    theirs = InterviewSession.objects.filter(loop__application=second)
    InterviewSession.objects.filter(pk=theirs.order_by("pk")[0].pk).update(
        during=scorecards[0].seat.session.during
    )
    first = scorecards[0].application
    third = ApplicationFactory(candidate=first.candidate)

    # The same person twice, as a slip in merging candidates would have it.
    said = refused(
        "UPDATE hiring_application SET candidate_id = %s, requisition_id = %s WHERE id = %s",
        first.candidate_id, make_plan(ApplicationFactory().requisition).requisition_id, second.pk,
    )  # fmt: skip

    assert CANDIDATE in said
    assert third.pk


@pytest.mark.django_db(transaction=True)
def test_a_seat_given_while_its_session_moves_follows_the_move(
    scorecards: tuple[Scorecard, Scorecard], second: Application, interviewer: User
) -> None:
    """The person is free at the old time and busy at the new one: one of the two writes has to give way."""
    own = scorecards[0].seat.session
    theirs = InterviewSession.objects.filter(loop__application=second).order_by("pk")[0]

    seated, moved = beside(
        lambda: (
            theirs.seats.create(person=interviewer, kind="second", given_at=NOON, given_by=interviewer).kind
        ),
        lambda: InterviewSession.objects.filter(pk=theirs.pk).update(during=own.during),
    )

    assert seated == "second"
    assert PERSON in str(moved)
    seats = PanelSeat.objects.filter(person=interviewer, cancelled=False)
    assert len({seat.during.lower for seat in seats}) == seats.count()
