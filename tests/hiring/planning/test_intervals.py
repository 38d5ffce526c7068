"""Time is UTC inside, whatever the clocks on the wall do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.planning.intervals import WorkingHours, grid_starts, merge, moment, subtract, working_intervals
from hiring.planning.types import Interval

from .examples import at, span

BERLIN = ZoneInfo("Europe/Berlin")


def test_office_hours_move_by_an_hour_in_utc_when_summer_time_begins() -> None:
    hours = [WorkingHours(4, time(9), time(17)), WorkingHours(0, time(9), time(17))]

    friday, monday = working_intervals(hours, "Europe/Berlin", date(2026, 3, 27), date(2026, 3, 30))

    assert (friday.start.hour, monday.start.hour) == (8, 7)
    assert friday.end - friday.start == monday.end - monday.start == timedelta(hours=8)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 3), (date(2026, 10, 25), 5), (date(2026, 6, 7), 4)]
)
def test_a_night_is_as_long_as_its_clock_change_makes_it(day: date, hours: int) -> None:
    (night,) = working_intervals([WorkingHours(6, time(0), time(4))], "Europe/Berlin", day, day)

    assert night.end - night.start == timedelta(hours=hours)


def test_hours_inside_the_skipped_hour_vanish() -> None:
    day = date(2026, 3, 29)

    assert working_intervals([WorkingHours(6, time(2), time(3))], "Europe/Berlin", day, day) == ()


def test_hours_must_end_after_they_start() -> None:
    with pytest.raises(ValueError, match="end after they start"):
        working_intervals([WorkingHours(0, time(17), time(9))], "UTC", date(2026, 3, 23), date(2026, 3, 23))


def test_an_interval_counts_the_repeated_hour() -> None:
    before = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    after = before.replace(fold=1)

    interval = Interval(before, after)

    assert interval.end - interval.start == timedelta(hours=1)


def test_an_interval_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Interval(datetime(2026, 3, 23), at(0, 9))  # noqa: DTZ001 - the very thing refused


def test_what_touches_is_merged() -> None:
    assert merge([span(0, 11, 12), span(0, 9, 10), span(0, 10, 11), span(1, 9, 9)]) == (span(0, 9, 12),)


def test_blocks_are_cut_out() -> None:
    remaining = subtract([span(0, 9, 17)], [span(0, 8, 10), span(0, 12, 13), span(0, 16, 18), span(1, 9, 10)])

    assert remaining == (span(0, 10, 12), span(0, 13, 16))


def test_starts_lie_on_the_grid_and_leave_room() -> None:
    free = [Interval(at(0, 9, 5), at(0, 10, 20))]

    starts = [moment(start, 15) for start in sorted(grid_starts(free, 45, 15))]

    assert starts == [at(0, 9, 15), at(0, 9, 30)]


hours = st.builds(
    lambda start, length: Interval(
        at(0, 0) + timedelta(hours=start), at(0, 0) + timedelta(hours=start + length)
    ),
    st.integers(0, 20),
    st.integers(0, 6),
)


@given(st.lists(hours, max_size=5), st.lists(hours, max_size=5))
def test_an_hour_remains_when_it_is_in_an_interval_and_in_no_block(
    intervals: list[Interval], blocks: list[Interval]
) -> None:
    remaining = subtract(intervals, blocks)

    for n in range(27):
        hour = Interval(at(0, 0) + timedelta(hours=n), at(0, 0) + timedelta(hours=n + 1))
        inside = any(each.contains(hour) for each in intervals)
        assert any(each.contains(hour) for each in remaining) == (
            inside and not any(hour.overlaps(block) for block in blocks)
        )
    assert all(each.start.tzinfo == UTC for each in remaining)
