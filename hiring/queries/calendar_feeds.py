"""A person's own interviews as a calendar that other programs read (iCalendar, METHOD:PUBLISH)."""

import hashlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hiring.accounts.models import User
from hiring.choices import SessionState
from hiring.models import CalendarFeed, PanelSeat
from hiring.queries.candidate_links import digest
from hiring.queries.invitations import define_zones, description, uid
from rubrics.ledger.models import Event as LedgerEvent

# Interviews that are over for longer are no longer shown.
KEPT_FOR = timedelta(days=90)


def find(token: str) -> CalendarFeed:
    """The feed with this token, of somebody who still works here. Raises LookupError for any other."""
    rows = CalendarFeed.objects.select_related("person")
    found = rows.filter(token_hash=digest(token), person__is_active=True).first()
    if found is None:
        raise LookupError
    return found


def seats(person: User, at: datetime) -> QuerySet[PanelSeat]:
    """The person's seats with a time, cancelled ones included; the last seat in each session counts."""
    rows = PanelSeat.objects.filter(person=person, during__isnull=False, during__endswith__gte=at - KEPT_FOR)
    return (
        rows.order_by("session_id", "-pk")
        .distinct("session_id")
        .select_related("session__planned", "session__candidate", "session__loop__application__requisition")
    )


def changed(rows: list[PanelSeat], feed: CalendarFeed) -> dict[int, datetime]:
    """When each seat was last touched, as the ledger knows, by the seat's number."""
    last = dict.fromkeys((row.pk for row in rows), feed.made_at)
    for kind, numbers in (
        ("hiring.panelseat", {str(row.pk): row.pk for row in rows}),
        ("hiring.interviewsession", {str(row.session_id): row.pk for row in rows}),
    ):
        events = LedgerEvent.objects.filter(subject_type=kind, subject_id__in=list(numbers))
        for number, at in events.order_by("at").values_list("subject_id", "at"):
            last[numbers[number]] = at
    return last


def feed(row: CalendarFeed, at: datetime) -> tuple[bytes, str]:
    """The calendar file and its ETag."""
    rows = list(seats(row.person, at))
    times = changed(rows, row)
    found = Calendar()
    found.add("prodid", "-//Structured Hiring//Interviews//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _("Interviews at %(organisation)s") % {"organisation": settings.ORGANISATION})
    for seat in rows:
        found.add_component(entry(seat, row.person, times[seat.pk]))
    define_zones(found, at)
    body = bytes(found.to_ical())
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def entry(seat: PanelSeat, person: User, stamp: datetime) -> Event:
    """One interview. A cancelled one keeps its time and its mark, and names the candidate no longer."""
    session = seat.session
    stands = not seat.cancelled and session.state != SessionState.CANCELLED
    zone = ZoneInfo(person.time_zone)
    found = Event()
    found.add("uid", uid(session))
    found.add("sequence", session.sequence)
    found.add("dtstamp", stamp)
    found.add("last-modified", stamp)
    found.add("dtstart", seat.during.lower.astimezone(zone))
    found.add("dtend", seat.during.upper.astimezone(zone))
    names = {"candidate": session.candidate.full_name, "interview": session.planned.name}
    if not stands:
        found.add("summary", _("Cancelled: interview %(interview)s") % names)
        found.add("status", "CANCELLED")
        found.add("transp", "TRANSPARENT")
        return found
    found.add("summary", _("Interview: %(candidate)s, %(interview)s") % names)
    found.add("status", "CONFIRMED")
    if session.place:
        found.add("location", session.place)
    found.add("description", description(session))
    found.add("url", settings.SITE_URL + reverse("session", args=[session.pk]))
    return found
