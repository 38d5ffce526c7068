"""A plan under way: who is placed where, who is booked when, and what it costs."""

import random

import numpy as np

from .insertion import Inserter, Placed
from .problem import Plan, Problem
from .staff import Staff
from .tables import FAR


class Board:
    """The candidates of a problem, placed or taken out; all that is left to chance is drawn from `seed`."""

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem = problem
        self.draw = random.Random(seed)  # noqa: S311 - it decides between equals, not between secrets
        self.staff = Staff(problem)
        self.inserter = Inserter(problem, self.staff.tables, self.draw)
        self.placed: dict[int, Placed] = {}
        self.meets: list[dict[int, None]] = [{} for _ in problem.people]
        self._own = 0

    @property
    def cost(self) -> int:
        """What the plan costs; candidates that are taken out are left aside."""
        return self._own + self.staff.load_cost

    @property
    def plan(self) -> Plan:
        """The plan as it stands, without trainees."""
        return Plan(tuple(each for i in sorted(self.placed) for each in self.placed[i].seatings))

    def put(self, index: int, placed: Placed) -> None:
        """Give a candidate, who is out, these places."""
        self.placed[index] = placed
        self._own += placed.own
        self.staff.book(placed.seatings)
        for seating in placed.seatings:
            for person in seating.people:
                self.meets[person][index] = None

    def take(self, index: int) -> Placed:
        """Take a candidate out and return the places they had."""
        placed = self.placed.pop(index)
        self._own -= placed.own
        self.staff.release(placed.seatings)
        for seating in placed.seatings:
            for person in seating.people:
                del self.meets[person][index]
        return placed

    def insert(self, index: int, branches: int) -> None:
        """Place a candidate, who is out, at the least cost that is found with so many branches."""
        self.put(index, self.inserter.place(index, branches))

    def lacks(self, index: int) -> int:
        """Count the sessions of a candidate that have no place."""
        return len(self.problem.candidates[index].sessions) - len(self.placed[index])

    def stays(self, index: int) -> bool:
        """Whether all sessions of a candidate are wanted somewhere, and everybody is still free for that."""
        wanted = self.inserter.wanted(index)
        if not wanted or len(wanted) < len(self.problem.candidates[index].sessions):
            return False
        shape = self.inserter.shape(index)
        return all(
            each.start in shape.starts[j].slots
            and len(each.people) == sum(need.count for need in shape.candidate.sessions[j].needs)
            for j, each in wanted.items()
        ) and self.staff.can(wanted.values())

    def options(self, index: int) -> int:
        """Count the ways to seat the scarcest session of a candidate: starts by people who could come."""
        shape, tables, counts = self.inserter.shape(index), self.staff.tables, []
        for session, starts in zip(shape.candidate.sessions, shape.starts, strict=True):
            for need in session.needs:
                prices = tables.table(need.kind, session.length)[starts.slots]
                prices[:, tables.columns(need.kind, shape.candidate.conflicts)] = FAR
                counts.append(int(np.count_nonzero(prices < FAR // 2)))
        return min(counts, default=0)
