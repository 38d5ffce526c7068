"""Calendars that would hang their reader cost a process and nothing else."""

from datetime import UTC, datetime

import pytest

from hiring.planning.calendar_reading import read_apart
from hiring.planning.calendars import CalendarUnreadable, Unreadable
from hiring.planning.types import Interval

FIRST, LAST = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 4, 13, tzinfo=UTC)
ENTRY = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:one\nDTSTART:20260310T090000Z\n"
    "DTEND:20260310T100000Z\n{}END:VEVENT\nEND:VCALENDAR\n"
)


def test_times_come_back_from_the_other_process() -> None:
    found = read_apart(ENTRY.format("").encode(), first=FIRST, last=LAST, time_zone="Europe/Oslo")

    assert found == (Interval(datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 3, 10, 10, tzinfo=UTC)),)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("hello", Unreadable.NO_CALENDAR),
        (ENTRY.format("RRULE:FREQ=SECONDLY\n"), Unreadable.TOO_INVOLVED),
    ],
)
def test_why_there_are_none_comes_back_as_well(content: str, why: Unreadable) -> None:
    with pytest.raises(CalendarUnreadable) as error:
        read_apart(content.encode(), first=FIRST, last=LAST, time_zone="UTC", cpu_seconds=2)

    assert error.value.why == why
