"""The people with their bookings; the tables say what one more interview of each would cost.

The price of a person is the growth of the squared load, (n + 1)² - n², for the n interviews they have, times its
weight. It is far where they are busy, need their rest, or have reached a limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .problem import Person, Problem, Seating, slots_of
from .tables import FAR, Tables


@dataclass(frozen=True)
class _Cap:
    starts: int
    most: int

    @cached_property
    def slots(self) -> npt.NDArray[np.intp] | slice:
        slots = slots_of(self.starts)
        if slots and slots[-1] - slots[0] == len(slots) - 1:  # one stretch, which is quicker to write
            return slice(slots[0], slots[-1] + 1)
        return np.array(slots, np.intp)


class Staff:
    """Bookings of everybody, `tables` of prices that follow them, and `load_cost`, what all bookings cost."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.tables = problem, Tables(problem)
        self.load_cost = 0
        self.bookings: list[list[tuple[int, int]]] = [[] for _ in problem.people]
        self._caps = [self._caps_of(person) for person in problem.people]
        self._used = [[0] * len(caps) for caps in self._caps]
        for person in range(len(problem.people)):
            self._refresh(person)

    def price(self, person: int) -> int:
        """What one more interview of a person costs."""
        load = self.problem.people[person].past + len(self.bookings[person])
        return self.problem.weights.load * (2 * load + 1)

    def can(self, seatings: Iterable[Seating]) -> bool:
        """Whether everybody is free for these seats; each session is looked at by itself."""
        for seating in seatings:
            session = self.problem.candidates[seating.candidate].sessions[seating.session]
            kinds = (need.kind for need in session.needs for _ in range(need.count))
            for kind, person in zip(kinds, seating.people, strict=True):
                prices = self.tables.table(kind, session.length)[seating.start]
                if (
                    kind not in self.problem.people[person].kinds
                    or prices[self.tables.column(kind, person)] >= FAR // 2
                ):
                    return False
        return True

    def book(self, seatings: Iterable[Seating]) -> None:
        """Give people these seats; whether they may take them is not asked."""
        for seating in seatings:
            for person in seating.people:
                self.load_cost += self.price(person)
                self.bookings[person].append((seating.start, self._length(seating)))
                self._count(person, seating.start, 1)
                self._refresh(person)

    def release(self, seatings: Iterable[Seating]) -> None:
        """Take seats back. Raises ValueError for one that was not given."""
        for seating in seatings:
            for person in seating.people:
                self.bookings[person].remove((seating.start, self._length(seating)))
                self.load_cost -= self.price(person)
                self._count(person, seating.start, -1)
                self._refresh(person)

    def _length(self, seating: Seating) -> int:
        return self.problem.candidates[seating.candidate].sessions[seating.session].length

    def _caps_of(self, person: Person) -> list[_Cap]:
        horizon = (1 << self.problem.horizon) - 1
        return [_Cap(limit.starts & horizon, limit.most) for limit in person.limits]

    def _count(self, person: int, start: int, more: int) -> None:
        """Keep count of the interviews under each limit of a person."""
        used = self._used[person]
        for place, cap in enumerate(self._caps[person]):
            if cap.starts >> start & 1:
                used[place] += more

    def _refresh(self, person: int) -> None:
        """Write the person's prices anew: calendar, rest around bookings, limits that are reached."""
        rest, bookings = self.problem.people[person].rest, self.bookings[person]
        full = [
            cap.slots
            for cap, used in zip(self._caps[person], self._used[person], strict=True)
            if used >= cap.most
        ]
        price, priced = self.price(person), []
        tables = self.tables
        for length, opening in zip(tables.lengths(person), tables.openings(person), strict=True):
            prices = opening + np.int32(price)
            for start, taken in bookings:
                prices[max(0, start - length - rest + 1) : start + taken + rest] = FAR
            for slots in full:
                prices[slots] = FAR
            priced.append(prices)
        tables.write(person, priced)
