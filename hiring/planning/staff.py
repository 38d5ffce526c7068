"""What a seat costs at every start, given everybody's bookings: one table for each kind of seat and length.

The price of a person is the growth of the squared load, (n + 1)² - n², for the n interviews they have, times its
weight. Booking or releasing a person rewrites their column of each table, which is far cheaper than asking every
person again whenever a candidate is placed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .problem import Person, Problem, Seating, slots_of, starts_within

FAR = 1 << 28
"""The price of what cannot be; every true price is far below, and sums of a few still fit."""

Prices = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Cap:
    slots: npt.NDArray[np.intp]
    starts: int
    most: int


class Staff:
    """The people with their bookings, and the price of each for every start.

    `load_cost` is what all bookings cost together. `table(kind, length)` has a row for each slot and a column for
    each person of `able[kind]`.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.able = problem.able
        self.load_cost = 0
        self.bookings: list[list[tuple[int, int]]] = [[] for _ in problem.people]
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
        self._open = [self._opening(person, self._columns[i]) for i, person in enumerate(problem.people)]
        self._caps = [self._caps_of(person) for person in problem.people]
        for person in range(len(problem.people)):
            self._refresh(person)

    def table(self, kind: int, length: int) -> Prices:
        """Prices by slot and person; to be read only."""
        return self._tables[kind, length]

    def column(self, kind: int, person: int) -> int:
        """The place of a person in the tables of a kind."""
        return self._places[kind][person]

    def columns(self, kind: int, people: frozenset[int]) -> list[int]:
        """The places of those of the people who may take seats of a kind."""
        places = self._places.get(kind, {})
        return sorted(places[person] for person in people if person in places)

    def load(self, person: int) -> int:
        """Count past and booked interviews of a person."""
        return self.problem.people[person].past + len(self.bookings[person])

    def price(self, person: int) -> int:
        """What one more interview of a person costs."""
        return self.problem.weights.load * (2 * self.load(person) + 1)

    def book(self, seatings: Iterable[Seating]) -> None:
        """Give people these seats; whether they may take them is not asked."""
        for seating in seatings:
            for person in seating.people:
                self.load_cost += self.price(person)
                self.bookings[person].append((seating.start, self._length(seating)))
                self._refresh(person)

    def release(self, seatings: Iterable[Seating]) -> None:
        """Take seats back. Raises ValueError for one that was not given."""
        for seating in seatings:
            for person in seating.people:
                self.bookings[person].remove((seating.start, self._length(seating)))
                self.load_cost -= self.price(person)
                self._refresh(person)

    def _length(self, seating: Seating) -> int:
        return self.problem.candidates[seating.candidate].sessions[seating.session].length

    def _find_columns(self, lengths: dict[int, set[int]]) -> list[list[tuple[int, list[Prices]]]]:
        """For each person: a length, and the person's column in every table of that length."""
        columns: list[dict[int, list[Prices]]] = [{} for _ in self.problem.people]
        for kind in sorted(lengths):
            for place, person in enumerate(self.able.get(kind, ())):
                for length in sorted(lengths[kind]):
                    column = self._tables[kind, length][:, place]
                    columns[person].setdefault(length, []).append(column)
        return [sorted(each.items(), key=lambda pair: pair[0]) for each in columns]

    def _opening(self, person: Person, columns: list[tuple[int, list[Prices]]]) -> list[Prices]:
        """For each length: 0 where the calendar leaves room for a start, else far."""
        found = []
        for length, _ in columns:
            opening = np.full(self.problem.horizon, FAR, np.int32)
            starts = [s for s in slots_of(starts_within(person.free, length)) if s < self.problem.horizon]
            opening[starts] = 0
            found.append(opening)
        return found

    def _caps_of(self, person: Person) -> list[_Cap]:
        horizon = (1 << self.problem.horizon) - 1
        return [
            _Cap(np.array(slots_of(limit.starts & horizon), np.intp), limit.starts, limit.most)
            for limit in person.limits
        ]

    def _refresh(self, person: int) -> None:
        """Write the person's prices anew: calendar, rest around bookings, limits that are reached."""
        rest, bookings = self.problem.people[person].rest, self.bookings[person]
        full = [
            cap.slots
            for cap in self._caps[person]
            if sum(cap.starts >> start & 1 for start, _ in bookings) >= cap.most
        ]
        price = self.price(person)
        for (length, columns), opening in zip(self._columns[person], self._open[person], strict=True):
            prices = opening + price
            for start, taken in bookings:
                prices[max(0, start - length - rest + 1) : start + taken + rest] = FAR
            for slots in full:
                prices[slots] = FAR
            for column in columns:
                column[:] = prices
