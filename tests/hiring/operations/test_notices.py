"""Notices: queued with what they tell of, true when sent, sent once, silent at night, never about ratings."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from icalendar import Calendar

from hiring.accounts.models import User
from hiring.choices import NoticeState, ReportState, ScorecardState, SeatKind, Stage, TeamRole
from hiring.models import (
    Application,
    CandidateReport,
    InterviewLoop,
    InterviewSession,
    Notice,
    PanelSeat,
    Scorecard,
    TeamMember,
)
from hiring.notices import NoticeKind
from hiring.operations import notices, scheduling
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TOMORROW = NOON + timedelta(days=1)
# The fixtures' interviews are over at 13:00 and 15:00 UTC; the cast lives in Oslo, an hour ahead.
DAY = NOON.replace(hour=9) + timedelta(days=1)
NIGHT = DAY.replace(hour=22)
MORNING = DAY + timedelta(days=1)
LATE = NOON.replace(hour=16) + timedelta(days=2)


def send_all(at: datetime) -> list[EmailMessage]:
    """Run every due task, as the workers would, and return what was sent."""
    before = len(mail.outbox)
    for pk in notices.due().order_by("pk").values_list("pk", flat=True):
        notices.deliver(notice_id=pk, at=at)
    return mail.outbox[before:]


def invitation(message: EmailMessage) -> tuple[str, str, int]:
    """Method, UID and sequence of the attached calendar file."""
    calendar = Calendar.from_ical(message.attachments[0].content)
    entry = next(iter(calendar.walk("VEVENT")))
    return str(calendar["method"]), str(entry["uid"]), int(entry["sequence"])


# --- calendars ----------------------------------------------------------------------------------------------


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def seated(loop: InterviewLoop, coordinator: User) -> PanelSeat:
    """Ann in an interview of tomorrow noon."""
    session = loop.sessions.first()
    put(session, coordinator)
    person = able("Ann One", loop)
    return scheduling.give_seat(session=session, person=person, kind=SeatKind.LEAD, by=coordinator, at=NOON)


def put(session: InterviewSession, by: User, start: datetime = TOMORROW) -> None:
    scheduling.set_time(session=session, start=start, end=start + HOUR, place="Room 2", by=by, at=NOON)


def test_seat_with_a_time_brings_an_invitation(seated: PanelSeat) -> None:
    (message,) = send_all(NOON)

    method, uid, sequence = invitation(message)
    assert message.to == [seated.person.email]
    assert (
        message.subject == "Interview: Kim Candidate, Interview 1, Tuesday 3 March 2026, 13:00 (Europe/Oslo)"
    )
    assert message.attachments[0].mimetype == "text/calendar; charset=utf-8; method=REQUEST"
    assert (method, sequence) == ("REQUEST", seated.session.sequence)
    assert uid.startswith(f"session-{seated.session_id}@")


def test_session_without_time_or_people_tells_nobody(loop: InterviewLoop, coordinator: User) -> None:
    first, second = loop.sessions.all()
    put(first, coordinator)
    scheduling.give_seat(
        session=second, person=able("Ann One", loop), kind=SeatKind.LEAD, by=coordinator, at=NOON
    )

    assert Notice.objects.count() == 0


def test_change_keeps_the_uid_and_raises_the_sequence(seated: PanelSeat, coordinator: User) -> None:
    (first,) = send_all(NOON)
    put(seated.session, coordinator, TOMORROW + HOUR)

    (second,) = send_all(NOON)

    old, new = invitation(first), invitation(second)
    assert (new[0], new[1]) == ("REQUEST", old[1])
    assert new[2] > old[2]
    assert "has changed" in second.body


def test_changes_before_the_first_message_make_one_message(seated: PanelSeat, coordinator: User) -> None:
    for hours in (1, 2, 3):
        put(seated.session, coordinator, TOMORROW + hours * HOUR)

    (message,) = send_all(NOON)

    assert "16:00 (Europe/Oslo)" in message.subject
    assert sorted(Notice.objects.values_list("state", flat=True)) == ["dropped", "dropped", "dropped", "sent"]


@pytest.mark.parametrize("act", ["seat", "session", "time"])
def test_cancellation_takes_the_interview_out_of_the_calendar(
    seated: PanelSeat, coordinator: User, act: str
) -> None:
    (first,) = send_all(NOON)
    if act == "seat":
        scheduling.cancel_seat(seat=seated, reason="Ill.", by=coordinator, at=NOON)
    elif act == "session":
        scheduling.cancel_session(session=seated.session, reason="Ill.", by=coordinator, at=NOON)
    else:
        scheduling.clear_time(session=seated.session, by=coordinator, at=NOON)

    (second,) = send_all(NOON)

    old, new = invitation(first), invitation(second)
    assert (new[0], new[1]) == ("CANCEL", old[1])
    assert new[2] > old[2]
    assert second.subject == "Cancelled: interview Interview 1 with Kim Candidate"
    assert send_all(NOON) == []


def test_cancellation_of_what_nobody_was_told_is_silent(seated: PanelSeat, coordinator: User) -> None:
    scheduling.cancel_session(session=seated.session, reason="Ill.", by=coordinator, at=NOON)

    assert send_all(NOON) == []
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.DROPPED}


def test_time_after_a_cleared_one_invites_again(seated: PanelSeat, coordinator: User) -> None:
    send_all(NOON)
    scheduling.clear_time(session=seated.session, by=coordinator, at=NOON)
    send_all(NOON)
    put(seated.session, coordinator, TOMORROW + HOUR)

    (message,) = send_all(NOON)

    assert invitation(message)[0] == "REQUEST"


def test_refused_change_queues_nothing(seated: PanelSeat, coordinator: User) -> None:
    with pytest.raises(scheduling.SchedulingRefused):
        put(seated.session.loop.sessions.last(), coordinator)

    assert Notice.objects.count() == 1


# --- sent once, found again ---------------------------------------------------------------------------------


def test_doubled_task_sends_once(seated: PanelSeat) -> None:
    notice = Notice.objects.get()

    sent = [notices.deliver(notice_id=notice.pk, at=NOON) for _ in range(3)]

    assert (sent, len(mail.outbox)) == ([True, False, False], 1)


def test_lost_message_is_found_after_a_minute(seated: PanelSeat) -> None:
    notice = Notice.objects.get()

    assert notices.overdue(NOON + timedelta(seconds=30)) == []
    assert notices.overdue(NOON + timedelta(minutes=2)) == [notice.pk]
    assert notices.overdue(NOON + timedelta(days=4)) == []
    send_all(NOON)
    assert notices.overdue(NOON + timedelta(minutes=2)) == []


def test_deactivated_person_gets_nothing(seated: PanelSeat) -> None:
    User.objects.filter(pk=seated.person_id).update(is_active=False)

    assert send_all(NOON) == []


def test_failed_sending_leaves_the_notice_due(seated: PanelSeat, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    notice = Notice.objects.get()

    with pytest.raises(OSError, match="refused"):
        notices.deliver(notice_id=notice.pk, at=NOON)

    notice.refresh_from_db()
    assert (notice.state, notice.sent_at) == (NoticeState.DUE, None)


# --- reminders ----------------------------------------------------------------------------------------------


def test_reminder_comes_hours_after_the_interview(scorecards: tuple[Scorecard, Scorecard]) -> None:
    assert notices.remind(at=NOON + 4 * HOUR) == 0
    assert notices.remind(at=NOON + 5 * HOUR) == 1
    assert [message.to for message in send_all(NOON + 5 * HOUR)] == [[scorecards[0].author.email]]
    assert notices.remind(at=DAY) == 2

    addressees = {message.to[0] for message in send_all(DAY)}
    assert addressees == {card.author.email for card in scorecards}


def test_one_digest_for_all_of_a_persons_scorecards(
    scorecards: tuple[Scorecard, Scorecard], fellow: User
) -> None:
    PanelSeat.objects.filter(scorecard=scorecards[0]).update(person=fellow)
    Scorecard.objects.filter(pk=scorecards[0].pk).update(author=fellow)
    notices.remind(at=DAY)

    (message,) = send_all(DAY)

    assert message.subject == "2 scorecards wait for you"
    assert message.body.count("/scorecards/") == 2


def test_one_digest_a_day(scorecards: tuple[Scorecard, Scorecard]) -> None:
    runs = [notices.remind(at=DAY), notices.remind(at=DAY + timedelta(minutes=15))]

    assert runs == [2, 0]
    assert notices.remind(at=MORNING) == 2


def test_nothing_is_queued_at_night_where_the_person_lives(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    fellow.time_zone = "America/Los_Angeles"
    fellow.save()

    assert notices.remind(at=NIGHT) == 1
    assert [row.person for row in Notice.objects.all()] == [fellow]


def test_reminder_that_was_held_up_waits_for_the_morning(scorecards: tuple[Scorecard, Scorecard]) -> None:
    notices.remind(at=DAY)

    assert send_all(NIGHT) == []
    assert notices.overdue(NIGHT) == []
    assert len(send_all(MORNING)) == 2


def release(card: Scorecard, state: str) -> None:
    """Submitted or excused, past the operations."""
    card.ratings.update(not_assessed_reason="no_time")
    rows = Scorecard.objects.filter(pk=card.pk)
    rows.update(state=ScorecardState.RATINGS_LOCKED, ratings_locked_at=NOON)
    if state == "submitted":
        rows.update(state=state, submitted_at=NOON, recommendation="for")
    else:
        rows.update(state=state, excused_at=NOON, excused_by=card.author, excused_reason="Ill.")


@pytest.mark.parametrize("end", ["submitted", "excused", "cancelled", "withdrawn"])
def test_reminder_stops_by_itself(
    scorecards: tuple[Scorecard, Scorecard], application: Application, end: str
) -> None:
    notices.remind(at=DAY)
    for card in scorecards:
        if end == "cancelled":
            PanelSeat.objects.filter(scorecard=card).update(cancelled=True)
        elif end == "withdrawn":
            Application.objects.filter(pk=application.pk).update(stage=Stage.WITHDRAWN)
        else:
            release(card, end)

    assert send_all(DAY) == []
    assert notices.remind(at=MORNING) == 0


def test_reminder_stops_after_the_policys_days(scorecards: tuple[Scorecard, Scorecard]) -> None:
    notices.remind(at=DAY + timedelta(days=13))
    queued = Notice.objects.filter(kind=NoticeKind.REMINDER).count()

    assert (queued, notices.remind(at=DAY + timedelta(days=14))) == (2, 0)


def test_reminder_names_no_rating(scorecards: tuple[Scorecard, Scorecard]) -> None:
    scorecards[0].ratings.update(level=4, evidence="Led the move of the depot in one night.")
    notices.remind(at=DAY)

    texts = [message.subject + message.body for message in send_all(DAY)]

    assert not any("depot in one night" in text or "rating" in text.lower() for text in texts)


# --- escalation ---------------------------------------------------------------------------------------------


def escalations() -> list[tuple[User, str]]:
    rows = Notice.objects.filter(kind=NoticeKind.ESCALATION).select_related("person").order_by("pk")
    return [(row.person, row.occasion) for row in rows]


def test_late_scorecards_reach_the_recruiter_once(
    scorecards: tuple[Scorecard, Scorecard], recruiter: User
) -> None:
    notices.remind(at=LATE)
    notices.remind(at=LATE + HOUR)

    assert escalations() == [(recruiter, f"scorecard {card.pk}") for card in scorecards]
    message = next(each for each in send_all(LATE) if each.to == [recruiter.email])
    assert message.subject == "2 scorecards are late"
    assert send_all(LATE) == []


def test_coordinator_of_the_team_hears_before_the_recruiter(
    scorecards: tuple[Scorecard, Scorecard], coordinator: User, application: Application
) -> None:
    TeamMember.objects.create(
        requisition=application.requisition, person=coordinator, role=TeamRole.COORDINATOR
    )

    notices.remind(at=LATE)

    assert {person for person, _occasion in escalations()} == {coordinator}


def test_blind_recruiter_hears_of_nobody(
    scorecards: tuple[Scorecard, Scorecard], recruiter: User, application: Application
) -> None:
    PanelSeat.objects.filter(scorecard=scorecards[0]).update(person=recruiter)
    Scorecard.objects.filter(pk=scorecards[0].pk).update(author=recruiter)

    notices.remind(at=LATE)

    assert escalations() == []


def test_escalation_is_dropped_when_the_scorecards_came(scorecards: tuple[Scorecard, Scorecard]) -> None:
    notices.remind(at=LATE)
    for card in scorecards:
        release(card, "submitted")

    assert send_all(LATE) == []


# --- reports ------------------------------------------------------------------------------------------------


def ready_report(application: Application) -> CandidateReport:
    return CandidateReport.objects.create(
        application=application,
        number=1,
        state=ReportState.READY,
        requested_at=NOON,
        state_changed_at=NOON,
        frozen_at=NOON,
        facts={"missing": []},
        facts_sha256="0" * 64,
        pdf_sha256="0" * 64,
        workbook_sha256="0" * 64,
        pdf="report.pdf",
        workbook="report.xlsx",
    )


def test_ready_report_reaches_the_hiring_manager_without_a_number(
    application: Application, manager: User
) -> None:
    notices.report_ready(report=ready_report(application), at=DAY)

    (message,) = send_all(DAY)

    assert message.to == [manager.email]
    assert message.subject == "A candidate report is ready: DEP-1"
    assert f"/applications/{application.pk}/report/" in message.body


def test_blind_manager_is_not_told_of_the_report(
    scorecards: tuple[Scorecard, Scorecard], application: Application, manager: User
) -> None:
    PanelSeat.objects.filter(scorecard=scorecards[0]).update(person=manager)
    Scorecard.objects.filter(pk=scorecards[0].pk).update(author=manager)

    notices.report_ready(report=ready_report(application), at=DAY)

    assert Notice.objects.count() == 0


def test_the_same_notice_is_queued_once(application: Application, manager: User) -> None:
    report = ready_report(application)

    notices.report_ready(report=report, at=DAY)
    notices.report_ready(report=report, at=DAY + HOUR)

    assert Notice.objects.count() == 1
