"""Busy times of calendars: what blocks, what does not, and where a calendar is no calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hiring.planning.calendars import CalendarUnreadable, Unreadable, busy_times
from hiring.planning.types import Interval

FIRST, LAST = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 4, 13, tzinfo=UTC)
ZONES = """BEGIN:VTIMEZONE
TZID:Company time
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*lines: str, before: str = "") -> bytes:
    """A calendar of one entry with these lines."""
    entry = "\n".join(("BEGIN:VEVENT", "UID:one@example.org", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//X//Y//EN\n{before}{entry}\nEND:VCALENDAR\n".encode()


def read(content: bytes, zone: str = "Europe/Oslo") -> list[tuple[str, str]]:
    """Busy times in UTC, without seconds."""
    found = busy_times(content, first=FIRST, last=LAST, time_zone=zone, own_host="hiring.example.org")
    return [(f"{each.start:%m-%d %H:%M}", f"{each.end:%m-%d %H:%M}") for each in found]


def test_time_of_a_zone_that_the_calendar_defines_itself() -> None:
    lines = ("DTSTART;TZID=Company time:20260310T090000", "DTEND;TZID=Company time:20260310T100000")

    assert read(calendar(*lines, before=ZONES)) == [("03-10 08:00", "03-10 09:00")]


def test_repetitions_keep_the_clock_over_the_change_to_summer_time_and_leave_exceptions_out() -> None:
    content = calendar(
        "DTSTART;TZID=Europe/Oslo:20260316T090000",
        "DTEND;TZID=Europe/Oslo:20260316T093000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Oslo:20260323T090000",
    )

    assert read(content) == [
        ("03-16 08:00", "03-16 08:30"),
        ("03-30 07:00", "03-30 07:30"),
        ("04-06 07:00", "04-06 07:30"),
    ]


def test_one_repetition_that_was_moved_blocks_its_new_time() -> None:
    moved = (
        "END:VEVENT\nBEGIN:VEVENT\nUID:one@example.org\nRECURRENCE-ID:20260317T080000Z\n"
        "DTSTART:20260317T140000Z\nDTEND:20260317T150000Z"
    )
    content = calendar(
        "DTSTART:20260316T080000Z", "DTEND:20260316T090000Z", "RRULE:FREQ=DAILY;COUNT=2", moved
    )

    assert read(content) == [("03-16 08:00", "03-16 09:00"), ("03-17 14:00", "03-17 15:00")]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Europe/Oslo", ("03-09 23:00", "03-10 23:00")), ("Asia/Tokyo", ("03-09 15:00", "03-10 15:00"))],
)
def test_whole_day_is_the_persons_own_day(zone: str, expected: tuple[str, str]) -> None:
    assert read(calendar("DTSTART;VALUE=DATE:20260310"), zone) == [expected]


def test_time_without_a_zone_is_read_in_the_persons_own() -> None:
    assert read(calendar("DTSTART:20260310T090000", "DURATION:PT45M")) == [("03-10 08:00", "03-10 08:45")]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "UID:session-12@hiring.example.org",
    ],
)
def test_what_takes_no_time_is_left_out(line: str) -> None:
    content = calendar("DTSTART:20260310T090000Z", "DTEND:20260310T100000Z", line)
    content = content.replace(b"UID:one@example.org\n", b"") if line.startswith("UID") else content

    assert read(content) == []


def test_tentative_entry_blocks() -> None:
    content = calendar("DTSTART:20260310T090000Z", "DTEND:20260310T100000Z", "STATUS:TENTATIVE")

    assert read(content) == [("03-10 09:00", "03-10 10:00")]


def test_published_list_of_busy_times_is_read_without_its_free_ones() -> None:
    content = (
        b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VFREEBUSY\nUID:two\n"
        b"FREEBUSY;FBTYPE=BUSY:20260310T090000Z/20260310T100000Z,20260310T120000Z/PT30M\n"
        b"FREEBUSY;FBTYPE=FREE:20260311T090000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR\n"
    )

    assert read(content) == [("03-10 09:00", "03-10 10:00"), ("03-10 12:00", "03-10 12:30")]


def test_what_lies_outside_the_horizon_is_cut_off() -> None:
    content = calendar("DTSTART:20260201T090000Z", "DTEND:20260302T100000Z")

    assert busy_times(content, first=FIRST, last=LAST, time_zone="UTC") == (
        Interval(FIRST, FIRST + timedelta(hours=10)),
    )


@pytest.mark.parametrize(
    "content", [b"", b"<html>Sign in</html>", b"BEGIN:VEVENT\nEND:VEVENT\n", b"\xff\xfe\x00"]
)
def test_what_is_no_calendar_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(CalendarUnreadable) as error:
        read(content)

    assert error.value.why == Unreadable.NO_CALENDAR


def test_more_entries_than_anybody_has_are_refused() -> None:
    day = date(2026, 3, 10)
    many = "END:VEVENT\nBEGIN:VEVENT\n" * 5000

    with pytest.raises(CalendarUnreadable) as error:
        read(calendar(f"DTSTART;VALUE=DATE:{day:%Y%m%d}", many))

    assert error.value.why == Unreadable.TOO_MANY
