"""An interview session as a calendar invitation (iCalendar, RFC 5545 and 5546)."""

from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from hiring.accounts.models import User
from hiring.choices import SessionState
from hiring.models import InterviewSession


def stands_for(session: InterviewSession, person: User) -> bool:
    """Whether the session takes place at a set time and the person sits in it."""
    if session.state not in (SessionState.SCHEDULED, SessionState.HELD) or session.during is None:
        return False
    return session.seats.filter(person_id=person.pk, cancelled=False).exists()


def invitation(session: InterviewSession, *, to: User, at: datetime) -> bytes:
    """The invitation of the panel, with times in the zone of `to`.

    The same UID with a higher SEQUENCE replaces an earlier one. It holds who, when, where and what was
    arranged: nothing about ratings, no address of the candidate. Raises LookupError for a session without a
    time.
    """
    if session.during is None:
        raise LookupError(_("This interview is not scheduled yet."))
    seats = session.seats.filter(cancelled=False).select_related("person")
    people = [seat.person for seat in seats]
    return calendar("REQUEST", event(session, people, zone=ZoneInfo(to.time_zone), stands=True, at=at), at)


def withdrawal(session: InterviewSession, *, to: User, at: datetime) -> bytes:
    """Takes the session out of one person's calendar: cancelled, without a time, or no longer theirs."""
    return calendar("CANCEL", event(session, [to], zone=ZoneInfo(to.time_zone), stands=False, at=at), at)


def calendar(method: str, entry: Event, at: datetime) -> bytes:
    """The calendar file around one entry, with the definitions of the time zones that it names."""
    found = Calendar()
    found.add("prodid", "-//Structured Hiring//Interviews//EN")
    found.add("version", "2.0")
    found.add("method", method)
    found.add_component(entry)
    define_zones(found, at)
    return bytes(found.to_ical())


def define_zones(found: Calendar, at: datetime) -> None:
    """Write out the zones that the calendar names, for the years around now; programs may know none of them."""
    found.add_missing_timezones(first_date=date(at.year - 2, 1, 1), last_date=date(at.year + 3, 1, 1))


def uid(session: InterviewSession) -> str:
    """Names the interview in every calendar of the house, for its whole life."""
    return f"session-{session.pk}@{urlsplit(settings.SITE_URL).hostname}"


def event(
    session: InterviewSession, people: list[User], *, zone: ZoneInfo, stands: bool, at: datetime
) -> Event:
    """The session as one calendar entry."""
    entry = Event()
    entry.add("uid", uid(session))
    entry.add("sequence", session.sequence)
    entry.add("dtstamp", at)
    if session.during is not None:
        entry.add("dtstart", session.during.lower.astimezone(zone))
        entry.add("dtend", session.during.upper.astimezone(zone))
    names = {"candidate": session.candidate.full_name, "interview": session.planned.name}
    entry.add("summary", _("Interview: %(candidate)s, %(interview)s") % names)
    if session.place:
        entry.add("location", session.place)
    entry.add("description", description(session))
    entry.add("url", settings.SITE_URL + reverse("session", args=[session.pk]))
    entry.add("status", "CONFIRMED" if stands else "CANCELLED")
    entry.add("organizer", address(settings.DEFAULT_FROM_EMAIL, settings.ORGANISATION))
    for person in people:
        entry.add("attendee", attendee(person), encode=False)
    return entry


def description(session: InterviewSession) -> str:
    """The role, what was arranged, and where the plan stands."""
    lines = [session.loop.application.requisition.title]
    if session.candidate.arrangements:
        lines.append(_("Arranged: %(what)s") % {"what": session.candidate.arrangements})
    lines.append(settings.SITE_URL + reverse("session", args=[session.pk]))
    return "\n".join(lines)


def address(email: str, name: str) -> vCalAddress:
    """A calendar address with a name."""
    found = vCalAddress(f"mailto:{email}")
    found.params["CN"] = name
    return found


def attendee(person: User) -> vCalAddress:
    """A person of the panel, asked to answer."""
    asked = address(person.email, str(person))
    asked.params["ROLE"] = "REQ-PARTICIPANT"
    asked.params["PARTSTAT"] = "NEEDS-ACTION"
    asked.params["RSVP"] = "TRUE"
    return asked
