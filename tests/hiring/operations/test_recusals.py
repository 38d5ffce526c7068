"""Stepping back: the seat is given up, nobody is told why, and whoever arranges the loop is told."""

from datetime import timedelta

import pytest
from django.core import mail

from hiring.accounts.models import User
from hiring.choices import SessionState, TeamRole
from hiring.models import Application, Conflict, Notice, PanelSeat, TeamMember
from hiring.notices import NoticeKind
from hiring.operations import notices, recusals, scheduling
from hiring.operations.interviewers import InterviewerRefused
from rubrics.ledger.models import Event
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def seat(application: Application, coordinator: User) -> PanelSeat:
    """Ann's seat in an interview of tomorrow; the coordinator arranges the loop."""
    TeamMember.objects.create(
        requisition=application.requisition, person=coordinator, role=TeamRole.COORDINATOR
    )
    loop = begin_loop(application)
    session = loop.sessions.first()
    end = TOMORROW + timedelta(hours=1)
    scheduling.set_time(session=session, start=TOMORROW, end=end, place="", by=coordinator, at=NOON)
    return scheduling.give_seat(session=session, person=able("Ann One", loop), by=coordinator, at=NOON)


def test_seat_is_given_up_and_the_person_is_offered_no_other(seat: PanelSeat, coordinator: User) -> None:
    recusals.recuse(candidate=seat.session.candidate, by=seat.person, at=NOON)

    seat.refresh_from_db()
    conflict = Conflict.objects.get()
    other = seat.session.loop.sessions.all()[1]
    assert (seat.cancelled, conflict.kind, conflict.reason, conflict.set_by) == (
        True,
        "own_choice",
        "",
        seat.person,
    )
    with pytest.raises(scheduling.SchedulingRefused, match="has to stay out"):
        scheduling.give_seat(session=other, person=seat.person, by=coordinator, at=NOON)


def test_coordinator_is_told_who_steps_back_and_not_why(seat: PanelSeat, coordinator: User) -> None:
    recusals.recuse(candidate=seat.session.candidate, kind="relation", by=seat.person, at=NOON)

    row = Notice.objects.get(kind=NoticeKind.RECUSAL)
    notices.deliver(notice_id=row.pk, at=NOON)
    message = mail.outbox[-1]
    assert (row.person, message.subject) == (
        coordinator,
        "Ann One steps back: Interview 1 with Kim Candidate",
    )
    assert "elation" not in message.body


def test_ledger_holds_the_kind_apart_from_the_event(seat: PanelSeat) -> None:
    recusals.recuse(candidate=seat.session.candidate, kind="relation", by=seat.person, at=NOON)

    event = Event.objects.get(kind="interviewer.recused")
    noted = Event.objects.get(kind="interviewer.conflict_set")
    assert event.data == {"candidate": seat.session.candidate_id, "seats": [seat.pk]}
    assert (noted.data, noted.personal.values) == (
        {"candidate": seat.session.candidate_id},
        {"kind": "relation", "reason": ""},
    )


def test_interview_that_has_begun_is_not_stepped_back_from(seat: PanelSeat) -> None:
    with pytest.raises(InterviewerRefused, match="has begun"):
        recusals.recuse(candidate=seat.session.candidate, by=seat.person, at=TOMORROW)

    assert Conflict.objects.count() == 0


def test_submitted_scorecard_stays(seat: PanelSeat, coordinator: User) -> None:
    submit(seat.scorecard, seat.person, TOMORROW + timedelta(hours=2))

    with pytest.raises(InterviewerRefused, match="scorecard for this candidate is in"):
        recusals.recuse(candidate=seat.session.candidate, by=seat.person, at=TOMORROW + timedelta(hours=3))


def test_who_takes_no_interviews_steps_back_from_none(seat: PanelSeat, manager: User) -> None:
    with pytest.raises(InterviewerRefused, match="You take no interviews"):
        recusals.recuse(candidate=seat.session.candidate, by=manager, at=NOON)


def test_notice_that_helps_nobody_any_more_is_dropped(seat: PanelSeat, coordinator: User) -> None:
    recusals.recuse(candidate=seat.session.candidate, by=seat.person, at=NOON)
    row = Notice.objects.get(kind=NoticeKind.RECUSAL)
    scheduling.cancel_session(session=seat.session, reason="Off.", by=coordinator, at=NOON)

    assert notices.deliver(notice_id=row.pk, at=NOON) is False
    seat.session.refresh_from_db()
    assert seat.session.state == SessionState.CANCELLED
