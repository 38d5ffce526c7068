"""Busy times of a published calendar (iCalendar, RFC 5545): when, never what.

A calendar can be made to hang whoever unfolds its repetitions, so that `calendar_reading` does it apart.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

from .intervals import merge
from .types import Interval

# Entries of one calendar file, and times within the horizon after repetitions are unfolded.
MOST_ENTRIES = 5000
MOST_TIMES = 5000
# Entries that say nothing of themselves take the time: that is the standard's own default.
FREE_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
# Interviews that this program put into the calendar itself.
OWN = re.compile(r"session-\d+@(.+)")


class Unreadable(StrEnum):
    """Why a calendar could not be read."""

    NO_CALENDAR = "no_calendar"
    TOO_MANY = "too_many"
    TOO_INVOLVED = "too_involved"


class CalendarUnreadable(Exception):
    """The calendar cannot be read; `why` names the reason."""

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why)
        self.why = why


def busy_times(
    content: bytes, *, first: datetime, last: datetime, time_zone: str, own_host: str = ""
) -> tuple[Interval, ...]:
    """When the calendar's person is busy between two moments, joined where it touches.

    Left out are entries marked as free or cancelled, and interviews that came from `own_host`, since those block
    time by themselves. Days without a clock, and times without a zone, are those of `time_zone`. Raises
    CalendarUnreadable.
    """
    zone, bounds = ZoneInfo(time_zone), Interval(first, last)
    found: list[Interval] = []
    for calendar in parsed(content):
        found.extend(clipped(times(calendar, bounds, zone, own_host), bounds))
        if len(found) > MOST_TIMES:
            raise CalendarUnreadable(Unreadable.TOO_MANY)
    return merge(found)


def parsed(content: bytes) -> list[Calendar]:
    """The calendars of the file. Raises CalendarUnreadable."""
    try:
        calendars = Calendar.from_ical(content.decode("utf-8-sig", "replace"), multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise CalendarUnreadable(Unreadable.NO_CALENDAR) from error
    found = [each for each in calendars if each.name == "VCALENDAR"]
    if not found:
        raise CalendarUnreadable(Unreadable.NO_CALENDAR)
    if sum(len(each.subcomponents) for each in found) > MOST_ENTRIES:
        raise CalendarUnreadable(Unreadable.TOO_MANY)
    return found


def times(calendar: Calendar, bounds: Interval, zone: ZoneInfo, own_host: str) -> Iterator[Interval]:
    """What takes time in one calendar, repetitions unfolded, and the times that it publishes as taken."""
    # As UTC: the library compares with every entry in the zone that the entry names.
    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    for entry in islice(query.between(bounds.start, bounds.end), MOST_TIMES + 1):
        if takes_time(entry) and not is_own(entry, own_host):
            span = taken(entry, zone)
            if span is not None:
                yield span
    for published in calendar.walk("VFREEBUSY"):
        yield from published_times(published, zone)


def takes_time(entry: Mapping[str, Any]) -> bool:
    """Whether the entry blocks its time."""
    if str(entry.get("STATUS", "")).upper() == "CANCELLED":
        return False
    if str(entry.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    return str(entry.get(FREE_STATUS, "")).upper() != "FREE"


def is_own(entry: Mapping[str, Any], own_host: str) -> bool:
    """Whether the entry is an interview that this program sent."""
    match = OWN.fullmatch(str(entry.get("UID", "")))
    return match is not None and match[1] == own_host


def taken(entry: Component, zone: ZoneInfo) -> Interval | None:
    """From when to when; None for an entry without a length, such as a reminder."""
    start, end = entry.get("DTSTART"), entry.get("DTEND")
    if start is None:
        return None
    begins = moment(start.dt, zone)
    if end is not None:
        ends = moment(end.dt, zone)
    elif not isinstance(start.dt, datetime):
        ends = moment(start.dt + timedelta(days=1), zone)
    else:
        return None
    return Interval(begins, ends) if begins < ends else None


def published_times(published: Component, zone: ZoneInfo) -> Iterator[Interval]:
    """The periods of a published list of busy times; those that it calls free are no such."""
    rows = published.get("FREEBUSY", [])
    for row in rows if isinstance(rows, list) else [rows]:
        if str(row.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        start, end = moment(row.start, zone), moment(row.end, zone)
        if start < end:
            yield Interval(start, end)


def moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    """A moment: days begin at midnight of the zone, times without a zone are read in it."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)


def clipped(found: Iterator[Interval], bounds: Interval) -> Iterator[Interval]:
    """The parts within the bounds."""
    for each in found:
        start, end = max(each.start, bounds.start), min(each.end, bounds.end)
        if start < end:
            yield Interval(start, end)
