"""What a seat costs at every start: one table for each kind of seat and length of session.

Changing the prices of a person rewrites their column of each table, which is far cheaper than asking everybody again
whenever a candidate is placed.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .problem import Person, Problem, slots_of, starts_within

FAR = 1 << 28
"""The price of what cannot be; every true price is far below, and sums of a few still fit."""

Prices = npt.NDArray[np.int32]


class Tables:
    """Prices by slot (row) and person of `able[kind]` (column); whoever changes them writes whole columns."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.able = problem, problem.able
        lengths: dict[int, set[int]] = {}
        for candidate in problem.candidates:
            for session in candidate.sessions:
                for need in session.needs:
                    lengths.setdefault(need.kind, set()).add(session.length)
        self._tables = {
            (kind, length): np.full((problem.horizon, len(self.able.get(kind, ()))), FAR, np.int32)
            for kind in sorted(lengths)
            for length in sorted(lengths[kind])
        }
        self._places = {
            kind: {person: place for place, person in enumerate(people)} for kind, people in self.able.items()
        }
        self._columns = self._find_columns(lengths)
        self._open = [
            [self._opening(person, length) for length in self._columns[number]]
            for number, person in enumerate(problem.people)
        ]

    def table(self, kind: int, length: int) -> Prices:
        """The prices of a kind of seat in sessions of a length; to be read only."""
        return self._tables[kind, length]

    def column(self, kind: int, person: int) -> int:
        """The place of a person in the tables of a kind."""
        return self._places[kind][person]

    def columns(self, kind: int, people: frozenset[int]) -> list[int]:
        """The places of those of the people who may take seats of a kind."""
        places = self._places.get(kind, {})
        return sorted(places[person] for person in people if person in places)

    def lengths(self, person: int) -> Sequence[int]:
        """The lengths of session that a person could be asked for."""
        return tuple(self._columns[person])

    def openings(self, person: int) -> Sequence[Prices]:
        """For each of these lengths the price of each start that never changes; to be read only.

        It is far where the calendar has no room, `Weights.wish` outside what the person prefers, and else 0.
        """
        return self._open[person]

    def lasting(self, person: int, length: int, slot: int) -> int:
        """The part of a price that bookings do not change."""
        return int(self._open[person][self.lengths(person).index(length)][slot])

    def write(self, person: int, prices: Sequence[Prices]) -> None:
        """Set what a person costs at each slot, for each of their lengths."""
        for columns, priced in zip(self._columns[person].values(), prices, strict=True):
            for column in columns:
                column[:] = priced

    def _find_columns(self, lengths: dict[int, set[int]]) -> list[dict[int, list[Prices]]]:
        """For each person: their column in every table of a length, by length."""
        columns: list[dict[int, list[Prices]]] = [{} for _ in self.problem.people]
        for kind in sorted(lengths):
            for place, person in enumerate(self.able.get(kind, ())):
                for length in sorted(lengths[kind]):
                    column = self._tables[kind, length][:, place]
                    columns[person].setdefault(length, []).append(column)
        return columns

    def _opening(self, person: Person, length: int) -> Prices:
        starts = starts_within(person.free, length) & ((1 << self.problem.horizon) - 1)
        for limit in person.limits:
            if limit.most <= 0:
                starts &= ~limit.starts
        opening = np.full(self.problem.horizon, FAR, np.int32)
        opening[slots_of(starts)] = 0
        if person.preferred is not None:
            opening[slots_of(starts & ~starts_within(person.preferred, length))] = self.problem.weights.wish
        return opening
