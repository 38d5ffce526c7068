"""Place one candidate's loop at the least cost, given everybody else's bookings.

First the times are found as if the same person could sit in two sessions of the loop; then people are chosen. Where
one person is wanted twice, the search branches: not in the one seat, or not in the other. The branch with the lowest
cost is followed first, so that the first plan without a double is the cheapest of all.
"""

import heapq
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from .loop_search import LoopSearch, Times
from .loop_shape import NEVER, LoopShape, shape_of
from .problem import Problem, Seating
from .seats import Barred, Picked, Seats, double_of
from .tables import Tables


@dataclass(frozen=True, slots=True)
class Placed:
    """A loop with its cost, what is left out included.

    `own` is the cost without what its people cost by their bookings, which change; `least` is known
    to be at most the least cost there is.
    """

    cost: int
    own: int
    least: int
    seatings: tuple[Seating, ...]

    def __len__(self) -> int:
        return len(self.seatings)


class Inserter:
    """Places the candidates of one problem at the prices of the tables; `draw` decides between equals."""

    def __init__(self, problem: Problem, tables: Tables, draw: random.Random) -> None:
        self.problem, self.tables, self.draw = problem, tables, draw
        self._searches: dict[int, LoopSearch] = {}
        self._wanted: dict[int, dict[int, Seating]] = {}
        for each in problem.wanted:
            self._wanted.setdefault(each.candidate, {})[each.session] = each

    def shape(self, index: int) -> LoopShape:
        """The candidate's loop as arrays."""
        return self._search(index).shape

    def wanted(self, index: int) -> Mapping[int, Seating]:
        """Where the candidate's sessions should rather be, by session."""
        return self._wanted.get(index, {})

    def place(self, index: int, branches: int = 3) -> Placed:
        """Return the cheapest places for the candidate's sessions; nothing is booked.

        After so many `branches` the best plan so far counts, which is then perhaps not the cheapest.
        """
        search = self._search(index)
        if not search.shape.steps:
            return Placed(0, 0, 0, ())
        seats = Seats(index, search.shape, self.tables, self.wanted(index))
        return _Branching(search, seats, self.draw).run(branches)

    def placed(self, index: int, seatings: Sequence[Seating]) -> Placed:
        """Return these places of the candidate with what they cost; the rules of the loop must be kept."""
        search = self._search(index)
        prices = [np.full(len(starts.slots), NEVER, np.int64) for starts in search.shape.starts]
        for each in seatings:
            at = search.shape.starts[each.session].slots == each.start
            prices[each.session][at] = self._lasting(index, each)
        cost = search.cheapest(prices).cost if search.shape.steps else 0
        return Placed(cost, cost, 0, tuple(seatings))

    def _lasting(self, index: int, seating: Seating) -> int:
        """The part of what a session's people cost that bookings do not change."""
        length = self.problem.candidates[index].sessions[seating.session].length
        cost = sum(self.tables.lasting(person, length, seating.start) for person in seating.people)
        wanted = self.wanted(index).get(seating.session)
        if wanted is not None and wanted.start == seating.start:
            cost -= self.problem.weights.move * len(set(seating.people) & set(wanted.people))
        return cost

    def _search(self, index: int) -> LoopSearch:
        if index not in self._searches:
            self._searches[index] = LoopSearch(shape_of(self.problem, index))
        return self._searches[index]


class _Branching:
    """The search over who is barred from which seat."""

    def __init__(self, search: LoopSearch, seats: Seats, draw: random.Random) -> None:
        self.search, self.seats, self.draw = search, seats, draw
        self.queue: list[tuple[int, int, Times, Barred]] = []
        self.best: tuple[int, Times, Picked] | None = None
        self.given_up = NEVER
        self.order = count()

    def run(self, branches: int) -> Placed:
        """Follow the cheapest branch first; without a plan after `branches`, go on until there is one."""
        self._ask(frozenset())
        while self.queue and (self.best is None or self.queue[0][0] < self.best[0]):
            if branches < 0 and self.best is not None:
                break
            self._follow(branches)
            branches -= 1
        if self.best is None:  # the queue never empties without a plan: to leave all out is one
            raise AssertionError("No plan, not even an empty one.")
        cost, times, picked = self.best
        least = min([cost, self.given_up, *(self.queue[0][0] for _ in self.queue[:1])])
        load = self.seats.load(times, picked)
        return Placed(cost, cost - load, least, self.seats.seatings(times, picked))

    def _ask(self, barred: Barred) -> None:
        times = self.search.cheapest(self.seats.prices(barred))
        heapq.heappush(self.queue, (times.cost, next(self.order), times, barred))

    def _follow(self, left: int) -> None:
        """Take the cheapest branch; repair its plan, and split it where somebody is wanted twice.

        With none `left` a repaired plan is the end; without one, everything else is forgotten, so that it is near.
        """
        cost, _, times, barred = heapq.heappop(self.queue)
        picked = self.seats.pick(times, barred, self.draw)
        double = double_of(picked)
        if double is None:
            self._keep(cost, times, picked)
            return
        repaired = self.seats.repair(times, barred)
        if repaired is not None:
            dearer = sum(price for *_, price in repaired) - sum(price for *_, price in picked)
            self._keep(cost + dearer, times, repaired)
            if not dearer:
                return
            if left <= 0:
                self.given_up = min(self.given_up, cost)
                return
        if left < 0 and self.queue:
            self.given_up = min(self.given_up, self.queue[0][0])
            self.queue.clear()
        person, one, two = double
        self._ask(barred | {(one, person)})
        if one != two:
            self._ask(barred | {(two, person)})

    def _keep(self, cost: int, times: Times, picked: Picked) -> None:
        if self.best is None or cost < self.best[0]:
            self.best = (cost, times, picked)
