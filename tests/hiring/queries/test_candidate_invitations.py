"""Local times in five zones, in the weeks in which the clocks change: every calendar shows the same moment."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from hiring.models import CalendarFeed, Candidate, InterviewSession, Scorecard
from hiring.queries.calendar_feeds import feed
from hiring.queries.candidate_invitations import entry
from hiring.queries.invitations import invitation
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

# The interview begins at 14:30 UTC; zone -> the local start at each of these moments.
MOMENTS = {
    "spring in America": datetime(2026, 3, 9, 14, 30, tzinfo=UTC),
    "before spring in Europe": datetime(2026, 3, 27, 14, 30, tzinfo=UTC),
    "after spring in Europe": datetime(2026, 3, 30, 14, 30, tzinfo=UTC),
    "after autumn in Australia": datetime(2026, 4, 6, 14, 30, tzinfo=UTC),
    "after autumn in Europe": datetime(2026, 10, 26, 14, 30, tzinfo=UTC),
    "after autumn in America": datetime(2026, 11, 2, 14, 30, tzinfo=UTC),
}
LOCAL = {
    "Europe/Berlin": ("15:30", "15:30", "16:30", "16:30", "15:30", "15:30"),
    "America/New_York": ("10:30", "10:30", "10:30", "10:30", "10:30", "09:30"),
    "Asia/Kolkata": ("20:00", "20:00", "20:00", "20:00", "20:00", "20:00"),
    "Australia/Sydney": ("01:30", "01:30", "01:30", "00:30", "01:30", "01:30"),
    "UTC": ("14:30", "14:30", "14:30", "14:30", "14:30", "14:30"),
}


@pytest.fixture
def session(scorecards: tuple[Scorecard, Scorecard]) -> InterviewSession:
    return InterviewSession.objects.get(pk=scorecards[0].seat.session_id)


def moved(session: InterviewSession, start: datetime) -> InterviewSession:
    during = (start, start + timedelta(hours=1))
    InterviewSession.objects.filter(pk=session.pk).update(during=during)
    return InterviewSession.objects.get(pk=session.pk)


def event(body: bytes) -> Event:
    (found,) = Calendar.from_ical(body).walk("VEVENT")
    return found


def written(body: bytes) -> str:
    """The start as it stands in the file, which a program reads with the zone's definition beside it."""
    return f"{event(body)['DTSTART'].dt:%H:%M}"


def defined(body: bytes) -> datetime:
    """The start as a program finds it that knows no zone but the definition in the file."""
    calendar = Calendar.from_ical(body)
    zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}
    found = event(body)["DTSTART"]
    name = found.params.get("TZID")
    naive = found.dt.replace(tzinfo=None)
    return naive.replace(tzinfo=zones.get(name, UTC)).astimezone(UTC)


@pytest.mark.parametrize("zone", LOCAL)
def test_candidate_interviewer_and_feed_show_the_local_time(session: InterviewSession, zone: str) -> None:
    person = session.seats.get().person
    person.time_zone = zone
    person.save()
    Candidate.objects.filter(pk=session.candidate_id).update(time_zone=zone)
    row = CalendarFeed.objects.create(person=person, token_hash="x", made_at=NOON)

    shown = []
    for start in MOMENTS.values():
        moving = moved(session, start)
        bodies = [entry(moving, at=NOON), invitation(moving, to=person, at=NOON), feed(row, NOON)[0]]
        shown.append([(written(body), defined(body)) for body in bodies])

    wanted = zip(LOCAL[zone], MOMENTS.values(), strict=True)
    assert shown == [[(local, start)] * 3 for local, start in wanted]


def test_the_candidate_s_invitation_names_the_interview_and_nobody_else(session: InterviewSession) -> None:
    session.candidate.arrangements = "Captions"

    found = event(entry(session, at=NOON))

    assert (str(found["SUMMARY"]), str(found["STATUS"])) == ("Interview: Interview 1", "CONFIRMED")
    assert str(found["DESCRIPTION"]) == "Depot manager\nWith 1 person.\nArranged: Captions"
    assert str(found["ATTENDEE"]) == f"mailto:{session.candidate.email}"
    assert str(found["ORGANIZER"]) == "mailto:hiring@localhost"
    assert "URL" not in found


def test_an_interview_without_a_time_is_cancelled_with_what_was_told_last(session: InterviewSession) -> None:
    session.during = None
    last = {"start": NOON.isoformat(), "end": (NOON + timedelta(hours=1)).isoformat(), "place": "Room 2"}

    body = entry(session, at=NOON, last=last)

    found = event(body)
    assert str(Calendar.from_ical(body)["METHOD"]) == "CANCEL"
    assert (found.decoded("DTSTART"), str(found["STATUS"])) == (NOON, "CANCELLED")
