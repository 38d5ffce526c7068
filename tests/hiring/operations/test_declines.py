"""Not coming to one interview: the seat is given up, the time is noted, and whoever arranges the loop is told."""

from datetime import timedelta

import pytest
from django.core import mail

from hiring.accounts.models import User
from hiring.choices import TeamRole
from hiring.models import Application, Notice, PanelSeat, TeamMember
from hiring.notices import NoticeKind
from hiring.operations import declines, notices, repairs, scheduling
from hiring.operations.interviewers import InterviewerRefused
from rubrics.ledger.models import Event
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def seat(application: Application, coordinator: User) -> PanelSeat:
    """Ann's seat in an interview of tomorrow; the coordinator arranges the loop."""
    TeamMember.objects.create(
        requisition=application.requisition, person=coordinator, role=TeamRole.COORDINATOR
    )
    loop = begin_loop(application)
    agree(loop.sessions.first(), TOMORROW, at_work(able("Ann One", loop)), by=coordinator)
    return PanelSeat.objects.get()


def test_the_seat_is_given_up_and_the_time_is_noted(seat: PanelSeat) -> None:
    declines.decline(seat=seat, comment=" Dentist. ", by=seat.person, at=NOON)

    seat.refresh_from_db()
    absence = seat.person.interviewer.absences.get()
    assert (seat.cancelled, seat.cancelled_reason) == (True, "Cannot come: Dentist.")
    assert (absence.during.lower, absence.during.upper) == (TOMORROW, TOMORROW + HOUR)
    assert absence.comment == "Cannot come to an interview"


def test_the_person_can_take_the_candidate_at_another_time(seat: PanelSeat, coordinator: User) -> None:
    declines.decline(seat=seat, by=seat.person, at=NOON)
    scheduling.set_time(
        session=seat.session,
        start=TOMORROW + HOUR,
        end=TOMORROW + 2 * HOUR,
        place="",
        by=coordinator,
        at=NOON,
    )

    again = scheduling.give_seat(session=seat.session, person=seat.person, by=coordinator, at=NOON)

    assert again.cancelled is False


def test_whoever_arranges_it_reads_the_comment_and_finds_the_repair(
    seat: PanelSeat, coordinator: User
) -> None:
    declines.decline(seat=seat, comment="Dentist.", by=seat.person, at=NOON)

    row = Notice.objects.get(kind=NoticeKind.DECLINE)
    notices.deliver(notice_id=row.pk, at=NOON)
    message = mail.outbox[-1]
    page = f"/requisitions/{seat.session.loop.application.requisition_id}/repair/"
    assert (row.person, message.subject) == (
        coordinator,
        "Ann One cannot come: Interview 1 with Kim Candidate",
    )
    assert ("Cannot come: Dentist." in message.body, page in message.body) == (True, True)


def test_a_notice_that_helps_nobody_any_more_is_dropped(seat: PanelSeat, coordinator: User) -> None:
    declines.decline(seat=seat, by=seat.person, at=NOON)
    row = Notice.objects.get(kind=NoticeKind.DECLINE)
    scheduling.cancel_session(session=seat.session, reason="Off.", by=coordinator, at=NOON)

    assert notices.deliver(notice_id=row.pk, at=NOON) is False


def test_the_ledger_keeps_the_comment_apart(seat: PanelSeat) -> None:
    declines.decline(seat=seat, comment="Dentist.", by=seat.person, at=NOON)

    event = Event.objects.get(kind="seat.declined")
    assert event.data == {"session": seat.session_id, "person": seat.person_id}
    assert event.personal.values == {"comment": "Dentist."}


def test_what_was_declined_is_mended_by_somebody_else(seat: PanelSeat, coordinator: User) -> None:
    bea = at_work(able("Bea Two", seat.session.loop))
    declines.decline(seat=seat, by=seat.person, at=NOON)

    row = repairs.propose(requisition=seat.session.loop.application.requisition, by=coordinator, at=NOON)

    (move,) = row.moves
    assert (move["why"], move["after"]["people"]) == (
        ["1 seat is empty since somebody left: Ann One."],
        [bea.pk],
    )


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("another's", "You do not sit in this interview."),
        ("no time", "This interview is not scheduled yet."),
        ("begun", "This interview has begun: ask the coordinator to excuse your scorecard."),
        ("rated", "Your scorecard for this interview is in: ask the coordinator."),
    ],
)
def test_what_is_over_or_another_s_is_not_declined(
    seat: PanelSeat, coordinator: User, event: str, sentence: str
) -> None:
    by, at = seat.person, NOON
    if event == "another's":
        by = able("Bea Two", seat.session.loop)
    elif event == "no time":
        scheduling.clear_time(session=seat.session, by=coordinator, at=NOON)
    elif event == "begun":
        at = TOMORROW
    else:
        submit(seat.scorecard, seat.person, TOMORROW + HOUR)

    with pytest.raises(InterviewerRefused) as refused:
        declines.decline(seat=seat, by=by, at=at)

    seat.refresh_from_db()
    assert (str(refused.value), seat.cancelled) == (sentence, False)
