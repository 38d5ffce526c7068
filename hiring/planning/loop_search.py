"""The cheapest times for one candidate's loop, when each start of each session has a price.

A dynamic programme over (set of sessions done, position on the candidate's line of days) gives the cheapest way to do
any set of sessions on any day; a second one over the days puts sets of different days together. Both are exact. Work
grows with 2^n · n · positions + 3^n · days for n sessions. All sets of one size are handled at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .loop_shape import NEVER, Level, LoopShape, Numbers


class Times(NamedTuple):
    """A cost with (session, index into its starts) for every session that is placed."""

    cost: int
    chosen: tuple[tuple[int, int], ...]


class LoopSearch:
    """The search for one shape; its arrays are used again by each question."""

    def __init__(self, shape: LoopShape) -> None:
        self.shape = shape
        count = len(shape.steps)
        kinds = sorted(set(shape.steps))
        self._ended = np.full((count, shape.positions), NEVER, np.int64)
        self._exact = np.full((1 << count, shape.positions), NEVER, np.int64)
        self._moved = np.full((len(kinds), 1 << count, shape.positions), NEVER, np.int64)
        self._rows = self._moved.reshape(len(kinds) << count, shape.positions)
        self._kinds = kinds
        self._index = [
            dict(zip(each.ends.tolist(), range(len(each.ends)), strict=True)) for each in shape.starts
        ]
        for kind, step in enumerate(kinds):
            self._moved[kind, 0, step:] = shape.opening[:-step]

    def cheapest(self, prices: Sequence[Numbers]) -> Times:
        """Return the cheapest times; `prices` hold for each session what the people of each start cost.

        What is left out is paid for, so there is always an answer.
        """
        shape = self.shape
        for ended, starts, price in zip(self._ended, shape.starts, prices, strict=True):
            ended[starts.ends] = price + starts.cost
        for level in shape.levels:
            self._extend(level)
        lines = (len(self._exact), len(shape.firsts), shape.width)
        days = (self._exact + shape.closing).reshape(lines).min(axis=2)
        days += shape.day_cost
        days[0] = NEVER
        return self._combine(days)

    def _extend(self, level: Level) -> None:
        """Fill in the sets of one size from those that are a session smaller."""
        shape = self.shape
        ways = self._rows.take(level.rows, axis=0)
        ways += self._ended.take(level.last, axis=0)
        if level.extra is not None:
            ways += level.extra
        exact = ways.reshape(len(level.sets), level.size, shape.positions).min(axis=1)
        self._exact[level.sets] = exact
        if level.size == len(shape.levels):
            return
        blocks = exact.reshape(len(level.sets), len(shape.firsts), shape.width)
        waited = np.minimum.accumulate(blocks, axis=2).reshape(exact.shape)
        for moved, step in zip(self._moved, self._kinds, strict=True):
            moved[level.sets, step:] = waited[:, :-step]

    # --- days together --------------------------------------------------------------------------------------

    def _combine(self, days: Numbers) -> Times:
        """Put sets of different days together: `best[k, s]` is the cost of set s on k days that are new."""
        shape, splits = self.shape, self.shape.splits
        best = np.full((shape.fresh_days + 1, len(days)), NEVER, np.int64)
        best[0, 0] = 0
        history = [best]
        gains = days.take(splits.now, axis=0).T
        for fresh, gain in zip(shape.fresh, gains, strict=True):
            ways = best.take(splits.before, axis=1)
            ways += gain
            if splits.extra is not None:
                ways += splits.extra
            found = np.minimum.reduceat(ways, splits.firsts, axis=1)
            best = best.copy()
            if fresh:
                best[1:, splits.unions] = np.minimum(best[1:, splits.unions], found[:-1])
            else:
                best[:, splits.unions] = np.minimum(best[:, splits.unions], found)
            history.append(best)
        total = best + shape.left_out
        used, done = divmod(int(total.argmin()), total.shape[1])
        cost = int(total[used, done])
        return Times(cost, tuple(self._trace_days(history, days, used, done)))

    def _trace_days(
        self, history: list[Numbers], days: Numbers, used: int, done: int
    ) -> list[tuple[int, int]]:
        shape, splits = self.shape, self.shape.splits
        chosen: list[tuple[int, int]] = []
        for day in range(len(shape.firsts) - 1, -1, -1):
            cost = history[day + 1][used, done]
            if cost == history[day][used, done]:
                continue
            used -= shape.fresh[day]
            part = splits.parts[done]
            ways = history[day][used, splits.before[part]] + days[splits.now[part], day]
            if splits.extra is not None:
                ways = ways + splits.extra[part]
            way = part.start + int(ways.argmin())
            chosen += self._trace_day(day, int(splits.now[way]))
            done = int(splits.before[way])
        return chosen

    def _trace_day(self, day: int, done: int) -> list[tuple[int, int]]:
        """Walk one day back from its end, from the last session to the first."""
        shape = self.shape
        block = slice(day * shape.width, (day + 1) * shape.width)
        end = day * shape.width + int((self._exact[done, block] + shape.closing[block]).argmin())
        chosen = []
        while done:
            level = shape.levels[done.bit_count() - 1]
            first = int(np.searchsorted(level.sets, done)) * level.size
            part = slice(first, first + level.size)
            ways = self._rows[level.rows[part], end] + self._ended[level.last[part], end]
            if level.extra is not None:
                ways = ways + level.extra[part, 0]
            last = int(level.last[first + int(ways.argmin())])
            chosen.append((last, self._index[last][end]))
            done ^= 1 << last
            start = end - shape.steps[last]
            if done:
                end = day * shape.width + int(self._exact[done, day * shape.width : start + 1].argmin())
        return chosen
