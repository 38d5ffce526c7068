"""Calendar invitations as calendars read them."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from hiring.accounts.models import User
from hiring.models import InterviewSession, Scorecard
from hiring.queries.invitations import invitation, stands_for, withdrawal
from tests.factories import PanelSeatFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db
SUMMER = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def session(scorecards: tuple[Scorecard, Scorecard]) -> InterviewSession:
    """The interviewer's session: NOON until an hour later, in Oslo 13:00 until 14:00."""
    return InterviewSession.objects.get(pk=scorecards[0].seat.session_id)


def entry(body: bytes) -> Event:
    return Calendar.from_ical(body).walk("VEVENT")[0]


def test_an_invitation_asks_with_number_time_and_zone(session: InterviewSession, interviewer: User) -> None:
    session.sequence = 3

    body = invitation(session, to=interviewer, at=NOON)

    calendar, event = Calendar.from_ical(body), entry(body)
    assert (calendar["METHOD"], event["SEQUENCE"], event["STATUS"]) == ("REQUEST", 3, "CONFIRMED")
    assert event["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert event.decoded("DTSTART") == NOON
    assert event.decoded("DTEND") == NOON + timedelta(hours=1)
    assert b"DTSTART;TZID=Europe/Oslo:20260302T130000" in body


def test_the_zone_is_defined_with_its_summer_time(session: InterviewSession, interviewer: User) -> None:
    InterviewSession.objects.filter(pk=session.pk).update(during=(SUMMER, SUMMER + timedelta(hours=1)))
    session.refresh_from_db()

    body = invitation(session, to=interviewer, at=NOON)

    assert [zone["TZID"] for zone in Calendar.from_ical(body).walk("VTIMEZONE")] == ["Europe/Oslo"]
    assert b"DTSTART;TZID=Europe/Oslo:20260701T110000" in body


def test_each_person_reads_the_time_in_their_own_zone(session: InterviewSession, interviewer: User) -> None:
    interviewer.time_zone = "America/New_York"

    assert b"DTSTART;TZID=America/New_York:20260302T070000" in invitation(session, to=interviewer, at=NOON)


@pytest.mark.parametrize(
    ("zone", "start", "local"),
    [
        # The evenings before and after clocks change, and a zone whose clocks never do.
        ("Europe/Berlin", datetime(2026, 3, 27, 15, 0, tzinfo=UTC), "2026-03-27 16:00"),
        ("Europe/Berlin", datetime(2026, 3, 30, 15, 0, tzinfo=UTC), "2026-03-30 17:00"),
        ("America/New_York", datetime(2026, 3, 9, 15, 0, tzinfo=UTC), "2026-03-09 11:00"),
        ("America/New_York", datetime(2026, 11, 2, 15, 0, tzinfo=UTC), "2026-11-02 10:00"),
        ("Australia/Sydney", datetime(2026, 4, 6, 1, 0, tzinfo=UTC), "2026-04-06 11:00"),
        ("Asia/Kolkata", datetime(2026, 7, 1, 4, 0, tzinfo=UTC), "2026-07-01 09:30"),
        ("America/Sao_Paulo", datetime(2026, 12, 1, 13, 0, tzinfo=UTC), "2026-12-01 10:00"),
    ],
)
def test_another_program_reads_the_right_local_time_from_the_file_alone(
    session: InterviewSession, interviewer: User, zone: str, start: datetime, local: str
) -> None:
    interviewer.time_zone = zone
    InterviewSession.objects.filter(pk=session.pk).update(during=(start, start + timedelta(hours=1)))
    session.refresh_from_db()

    calendar = Calendar.from_ical(invitation(session, to=interviewer, at=NOON))

    (event,), (rules,) = calendar.walk("VEVENT"), calendar.walk("VTIMEZONE")
    begins = event.decoded("DTSTART").replace(tzinfo=None)
    # By the zone's rules in the file, not by those that this machine knows.
    read = begins.replace(tzinfo=rules.to_tz(lookup_tzid=False)).astimezone(UTC)
    assert (f"{begins:%Y-%m-%d %H:%M}", read) == (local, start)


def test_a_change_keeps_the_uid_so_that_calendars_replace(
    session: InterviewSession, interviewer: User
) -> None:
    before = entry(invitation(session, to=interviewer, at=NOON))["UID"]
    session.sequence += 1

    assert entry(invitation(session, to=interviewer, at=NOON))["UID"] == before


def test_a_withdrawal_cancels_for_one_person_alone(session: InterviewSession, interviewer: User) -> None:
    body = withdrawal(session, to=interviewer, at=NOON)

    event = entry(body)
    assert (Calendar.from_ical(body)["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert str(event["ATTENDEE"]) == "mailto:ina.interviewer@example.org"


def test_the_panel_is_named_and_the_candidate_s_address_is_not(
    session: InterviewSession, interviewer: User, stranger: User
) -> None:
    PanelSeatFactory(session=session, person=stranger, kind="shadow")
    session.candidate.arrangements = "Step-free access"

    body = invitation(session, to=interviewer, at=NOON)

    named = {person.params["CN"] for person in entry(body)["ATTENDEE"]}
    assert named == {"Ina Interviewer", "Stig Stranger"}
    assert "Step-free access" in entry(body)["DESCRIPTION"]
    assert session.candidate.email.encode() not in body


def test_a_session_without_a_time_has_no_invitation(session: InterviewSession, interviewer: User) -> None:
    session.during = None

    with pytest.raises(LookupError):
        invitation(session, to=interviewer, at=NOON)


def test_an_invitation_stands_for_who_sits_in_a_standing_session(
    session: InterviewSession, interviewer: User, stranger: User
) -> None:
    there = [stands_for(session, interviewer), stands_for(session, stranger)]
    session.state = "cancelled"

    assert (there, stands_for(session, interviewer)) == ([True, False], False)
