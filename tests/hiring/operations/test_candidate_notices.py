"""E-mails to candidates: one for a loop's changes, numbered so that calendars replace, naming nobody else."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from icalendar import Calendar

from hiring.accounts.models import User
from hiring.choices import NoticeState
from hiring.models import Application, CandidateNotice, InterviewLoop, InterviewSession
from hiring.operations import candidate_links, candidate_notices, proposals, scheduling
from hiring.queries.candidate_links import token_of
from tests.factories.arrangements import staffed_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TOMORROW = NOON + timedelta(days=1)
SOON = NOON + timedelta(minutes=2)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


@pytest.fixture
def session(loop: InterviewLoop, coordinator: User) -> InterviewSession:
    """The first interview, tomorrow noon in Room 2."""
    return put(loop.sessions.first(), coordinator)


def put(session: InterviewSession, by: User, start: datetime = TOMORROW) -> InterviewSession:
    return scheduling.set_time(session=session, start=start, end=start + HOUR, place="Room 2", by=by, at=NOON)


def send_all(at: datetime = SOON) -> list[EmailMessage]:
    """Run every due task, as the workers would, and return what was sent."""
    before = len(mail.outbox)
    due = CandidateNotice.objects.filter(state=NoticeState.DUE).order_by("pk")
    for pk in due.values_list("pk", flat=True):
        candidate_notices.deliver(notice_id=pk, at=at)
    return mail.outbox[before:]


def entries(message: EmailMessage) -> list[tuple[str, str, int, str]]:
    """Method, UID, sequence and status of every attached calendar file."""
    found = []
    for attached in message.attachments:
        calendar = Calendar.from_ical(attached.content)
        (event,) = calendar.walk("VEVENT")
        found.append(
            (str(calendar["method"]), str(event["uid"]), int(event["sequence"]), str(event["status"]))
        )
    return found


def test_a_set_time_brings_an_invitation_on_the_candidate_s_clock(session: InterviewSession) -> None:
    (message,) = send_all()

    assert message.to == [session.candidate.email]
    assert message.subject == "1 interview for Depot manager, Tuesday 3 March 2026, 13:00"
    assert message.body == (
        "Hello Kim Candidate,\n\n"
        "these are your interview times for Depot manager at Our organisation. The attached files put them into "
        "your calendar.\nAll times are on the clock of Europe/Oslo.\n\n"
        "Tuesday 3 March 2026, 13:00–14:00\nInterview 1\nPlace: Room 2\n\n"
        "If something does not fit, answer this e-mail, and a person will help you.\n"
    )
    assert [each.mimetype for each in message.attachments] == ["text/calendar; charset=utf-8; method=REQUEST"]


def test_a_whole_loop_makes_one_message_with_a_file_for_each_interview(
    loop: InterviewLoop, coordinator: User
) -> None:
    proposal = proposals.offer(loop=loop, made_by=coordinator, by=coordinator, at=NOON)
    assert proposal is not None
    proposals.choose(option=proposal.options.first(), at=NOON)

    (message,) = send_all()

    assert [method for method, *_rest in entries(message)] == ["REQUEST", "REQUEST"]


def test_changes_keep_the_uid_and_raise_the_sequence_until_the_cancellation(
    session: InterviewSession, coordinator: User
) -> None:
    messages = send_all()
    put(session, coordinator, TOMORROW + HOUR)
    messages += send_all()
    scheduling.clear_time(session=session, by=coordinator, at=NOON)
    messages += send_all()
    put(session, coordinator, TOMORROW + 2 * HOUR)
    messages += send_all()
    scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=NOON)
    messages += send_all()

    journey = [entries(message)[0] for message in messages]
    uid = f"session-{session.pk}-candidate@127.0.0.1"
    assert journey == [
        ("REQUEST", uid, 1, "CONFIRMED"),
        ("REQUEST", uid, 2, "CONFIRMED"),
        ("CANCEL", uid, 3, "CANCELLED"),
        ("REQUEST", uid, 4, "CONFIRMED"),
        ("CANCEL", uid, 5, "CANCELLED"),
    ]


def test_a_cancellation_carries_the_time_that_was_told(session: InterviewSession, coordinator: User) -> None:
    send_all()
    scheduling.clear_time(session=session, by=coordinator, at=NOON)

    (message,) = send_all()

    (event,) = Calendar.from_ical(message.attachments[0].content).walk("VEVENT")
    assert event.decoded("DTSTART") == TOMORROW
    assert message.subject == "Cancelled: interviews for Depot manager"


def test_changes_before_the_first_message_make_one_message(
    session: InterviewSession, coordinator: User
) -> None:
    for hours in (1, 2):
        put(session, coordinator, TOMORROW + hours * HOUR)

    (message,) = send_all()

    states = sorted(CandidateNotice.objects.values_list("state", flat=True))
    assert (message.subject[-5:], states) == ("15:00", ["dropped", "dropped", "sent"])


def test_people_who_come_and_go_are_no_news_to_the_candidate(
    session: InterviewSession, coordinator: User
) -> None:
    send_all()
    ann = User.objects.get(full_name="Ann One")
    seat = scheduling.give_seat(session=session, person=ann, by=coordinator, at=NOON)
    scheduling.cancel_seat(seat=seat, reason="Ill.", by=coordinator, at=NOON)

    assert send_all() == []


def test_what_was_never_told_is_not_cancelled(session: InterviewSession, coordinator: User) -> None:
    scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=NOON)

    assert send_all() == []


def test_doubled_tasks_send_once_and_early_ones_nothing(session: InterviewSession) -> None:
    notice = CandidateNotice.objects.get()

    sent = [candidate_notices.deliver(notice_id=notice.pk, at=at) for at in (NOON, SOON, SOON)]

    assert (sent, len(mail.outbox)) == ([False, True, False], 1)


def test_a_lost_message_is_found(session: InterviewSession) -> None:
    notice = CandidateNotice.objects.get()

    found = [candidate_notices.overdue(NOON + timedelta(minutes=minutes)) for minutes in (1, 3, 6000)]

    assert found == [[], [notice.pk], []]


def test_nothing_in_a_candidate_s_mail_is_internal(loop: InterviewLoop, coordinator: User) -> None:
    candidate_links.make(loop=loop, by=coordinator, at=NOON)
    proposal = proposals.offer(loop=loop, made_by=coordinator, by=coordinator, at=NOON)
    assert proposal is not None
    proposals.choose(option=proposal.options.first(), at=NOON)

    messages = send_all()

    text = "".join(
        part
        for each in messages
        for part in (each.subject, each.body, *(a.content for a in each.attachments))
    )
    hidden = ["Ann", "Bo Two", "Cy Three", "Cora", "Communication", "Problem solving", "rating", "/sessions/"]
    assert [word for word in hidden if word in text] == []


def test_the_link_is_sent_and_not_stored(loop: InterviewLoop, coordinator: User) -> None:
    link, token = candidate_links.make(loop=loop, by=coordinator, at=NOON)

    (message,) = send_all(NOON)

    assert message.subject == "Your interviews for Depot manager"
    assert f"http://127.0.0.1:8000/times/{token_of(link)}/" in message.body.splitlines()
    assert token not in str(list(CandidateNotice.objects.values()))


def test_a_link_revoked_meanwhile_is_not_sent(loop: InterviewLoop, coordinator: User) -> None:
    link, _token = candidate_links.make(loop=loop, by=coordinator, at=NOON)
    candidate_links.revoke(link=link, by=coordinator, at=NOON)

    assert (send_all(NOON), CandidateNotice.objects.get().state) == ([], NoticeState.DROPPED)
