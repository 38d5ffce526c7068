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
