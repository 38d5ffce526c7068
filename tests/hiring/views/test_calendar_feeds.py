"""One's own calendar feed: shown once, made anew, ended; it holds one's own interviews and nobody else's."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from hiring.accounts.models import User
from hiring.models import CalendarFeed, InterviewSession, Scorecard
from hiring.operations import scheduling

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def session(scorecards: tuple[Scorecard, Scorecard]) -> InterviewSession:
    """The interviewer's session, moved to tomorrow."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    rows = InterviewSession.objects.filter(pk=scorecards[0].seat.session_id)
    rows.update(during=(start, start + timedelta(hours=1)), place="Room 2")
    return rows.get()


def make(client: Client) -> str:
    """The path of a new feed."""
    page = client.post(reverse("calendar_feed")).content.decode()
    found = re.search(r'value="http://127.0.0.1:8000(/calendars/[^"]+)"', page)
    assert found is not None
    return found[1]


def events(client: Client, path: str) -> list[Event]:
    return Calendar.from_ical(client.get(path).content).walk("VEVENT")


def test_an_interviewer_reads_their_own_interviews(
    session: InterviewSession, interviewer: User, signed_in: SignIn, client: Client
) -> None:
    path = make(signed_in(interviewer))

    (event,) = events(client, path)

    assert str(event["UID"]) == f"session-{session.pk}@127.0.0.1"
    assert str(event["SUMMARY"]) == "Interview: Kim Candidate, Interview 1"
    assert (event.decoded("DTSTART"), str(event["LOCATION"])) == (session.during.lower, "Room 2")
    assert [name for name in ("ATTENDEE", "ORGANIZER") if name in event] == []


def test_nobody_else_s_interviews_are_in_it(
    session: InterviewSession, stranger: User, coordinator: User, signed_in: SignIn, client: Client
) -> None:
    assert [events(client, make(signed_in(person))) for person in (stranger, coordinator)] == [[], []]


def test_the_candidate_s_address_telephone_and_ratings_are_not_in_it(
    session: InterviewSession, interviewer: User, signed_in: SignIn, client: Client
) -> None:
    candidate = session.candidate
    candidate.phone = "+47 22 22 22 22"
    candidate.save()

    body = client.get(make(signed_in(interviewer))).content.decode()

    hidden = [candidate.email, candidate.phone, "Communication", "Finn"]
    assert [word for word in hidden if word in body] == []


@pytest.mark.parametrize("act", ["session", "seat"])
def test_a_cancelled_interview_is_marked_and_names_nobody(
    session: InterviewSession,
    interviewer: User,
    coordinator: User,
    signed_in: SignIn,
    client: Client,
    act: str,
) -> None:
    path = make(signed_in(interviewer))
    if act == "session":
        scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=timezone.now())
    else:
        seat = session.seats.get()
        scheduling.cancel_seat(seat=seat, reason="Ill.", by=coordinator, at=timezone.now())

    (event,) = events(client, path)

    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CANCELLED", "Cancelled: interview Interview 1")


def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(
    session: InterviewSession, interviewer: User, coordinator: User, signed_in: SignIn, client: Client
) -> None:
    path = make(signed_in(interviewer))
    first = client.get(path)
    known = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}

    same = client.get(path, **known)
    scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=timezone.now())
    other = client.get(path, **known)

    assert [each.status_code for each in (first, same, other)] == [200, 304, 200]


def test_a_program_that_asks_by_date_alone_gets_the_calendar(
    interviewer: User, signed_in: SignIn, client: Client
) -> None:
    path = make(signed_in(interviewer))

    answer = client.get(path, HTTP_IF_MODIFIED_SINCE="Fri, 01 Jan 2100 00:00:00 GMT")

    assert (answer.status_code, "Last-Modified" in answer.headers) == (200, False)


def test_each_feed_is_counted_for_itself(
    interviewer: User, fellow: User, signed_in: SignIn, client: Client
) -> None:
    own, others = make(signed_in(interviewer)), make(signed_in(fellow))

    codes = [client.get(own).status_code for _turn in range(31)]

    assert codes == [200] * 30 + [429]
    assert client.get(others).status_code == 200


def test_a_new_address_ends_the_old_one_and_ending_ends_it(
    interviewer: User, signed_in: SignIn, client: Client
) -> None:
    own = signed_in(interviewer)
    old, new = make(own), make(own)
    before = [client.get(path).status_code for path in (old, new)]

    own.post(reverse("calendar_feed_end"))

    assert before == [404, 200]
    assert client.get(new).status_code == 404


def test_the_address_is_stored_as_a_hash_and_shown_once(interviewer: User, signed_in: SignIn) -> None:
    own = signed_in(interviewer)

    token = make(own).split("/")[2]

    page = own.get(reverse("calendar_feed")).content.decode()
    stored = str(list(CalendarFeed.objects.values()))
    assert (token in page, token in stored) == (False, False)


def test_a_person_who_left_has_no_feed(interviewer: User, signed_in: SignIn, client: Client) -> None:
    path = make(signed_in(interviewer))
    User.objects.filter(pk=interviewer.pk).update(is_active=False)

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 43, "1"])
def test_a_guessed_address_opens_nothing(
    interviewer: User, signed_in: SignIn, client: Client, token: str
) -> None:
    make(signed_in(interviewer))

    answer = client.get(reverse("calendar_feed_file", args=[token]))

    assert (answer.status_code, answer.content) == (404, b"There is no calendar at this address.")


def test_making_needs_a_sign_in(client: Client) -> None:
    urls = [reverse("calendar_feed"), reverse("calendar_feed_end")]

    assert [client.post(url).status_code for url in urls] == [302, 302]
