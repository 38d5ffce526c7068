"""Arithmetic on stretches of time, and working hours on the wall clock as stretches of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil, floor
from zoneinfo import ZoneInfo

from .types import Interval


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From `start` to `end` of the wall clock on a weekday (Monday is 0)."""

    weekday: int
    start: time
    end: time


def working_intervals(
    hours: Iterable[WorkingHours], time_zone: str, first: date, last: date
) -> tuple[Interval, ...]:
    """Turn weekly hours into intervals from the first to the last local day, both included.

    A clock change shortens or lengthens what it falls into. Raises ValueError for hours that end before they
    start.
    """
    weekly = tuple(hours)
    if any(each.end <= each.start for each in weekly):
        raise ValueError("Working hours must end after they start, on the same day.")
    zone = ZoneInfo(time_zone)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = [
        (datetime.combine(day, each.start, zone), datetime.combine(day, each.end, zone))
        for day in days
        for each in weekly
        if day.weekday() == each.weekday
    ]
    return merge(Interval(start, end) for start, end in found if start.astimezone(UTC) < end.astimezone(UTC))


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Join what overlaps or touches; the result is sorted. Empty intervals vanish."""
    merged: list[Interval] = []
    for each in sorted(each for each in intervals if each.start < each.end):
        if merged and each.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return tuple(merged)


def subtract(intervals: Iterable[Interval], blocks: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return what remains of the intervals outside the blocks."""
    remaining: list[Interval] = []
    holes = merge(blocks)
    for each in merge(intervals):
        start = each.start
        for hole in holes:
            if hole.end <= start or hole.start >= each.end:
                continue
            if start < hole.start:
                remaining.append(Interval(start, hole.start))
            start = max(start, hole.end)
        if start < each.end:
            remaining.append(Interval(start, each.end))
    return tuple(remaining)


def pad(interval: Interval, minutes: int) -> Interval:
    """Widen an interval on both sides."""
    margin = timedelta(minutes=minutes)
    return Interval(interval.start - margin, interval.end + margin)


def grid_starts(free: Sequence[Interval], minutes: int, grid: int) -> set[int]:
    """Return the starts, in `grid` minutes since 1970 UTC, from which `minutes` fit into a free interval."""
    step, length = grid * 60, minutes * 60
    starts: set[int] = set()
    for each in free:
        first = ceil(each.start.timestamp() / step)
        last = floor((each.end.timestamp() - length) / step)
        starts.update(range(first, last + 1))
    return starts


def moment(start: int, grid: int) -> datetime:
    """Return the time of a grid start, in UTC."""
    return datetime.fromtimestamp(start * grid * 60, UTC)
