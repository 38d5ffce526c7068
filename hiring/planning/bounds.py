"""How cheap a plan could be: bounds that hold for every plan, by tolls and by column generation.

At any tolls, what candidates would pay at least when each looks only at prices, and what people would give back at
most, add up to a bound (Lagrangian relaxation, Geoffrion 1974). The best tolls are the dual prices of the programme
over all columns, which `Generation` approaches; it also finds columns of which better plans can be made.
"""

import random
from collections.abc import Iterable
from dataclasses import replace

from .columns import Column, Master
from .fairness import fair_tolls
from .insertion import Inserter, Placed
from .problem import Person, Problem
from .tables import Tables
from .tolls import SCALE, Tolls, charge, scaled

SMOOTHING = 0.5
"""How far tolls stay with the best ones so far rather than follow the last programme (Wentges 1997)."""

QUICK, EXACT = 2, 60
"""Branches over people who are wanted twice, while columns are found easily and when none is found."""


class Pricing:
    """Asks every candidate for their cheapest plan at given tolls."""

    def __init__(self, problem: Problem, seed: int = 1) -> None:
        self.problem = problem
        self._scaled = scaled(problem)
        self._tables = Tables(self._scaled)
        draw = random.Random(seed)  # noqa: S311 - it decides between equals, not between secrets
        self._inserter = Inserter(self._scaled, self._tables, draw)
        self._capacity = [_capacity(problem, person) for person in problem.people]

    def ask(self, tolls: Tolls, branches: int = QUICK) -> tuple[float, dict[int, Placed]]:
        """Return the bound that the tolls give and each candidate's plan, costs in units of tolls."""
        plans = self.plans(tolls, range(len(self.problem.candidates)), branches)
        bound = sum(plan.least for plan in plans.values())
        for person, toll, most in zip(self.problem.people, tolls.people, self._capacity, strict=True):
            bound += self._given_back(person, toll, most)
        bound -= sum(
            toll * self.problem.people[person].limits[place].most
            for (person, place), toll in tolls.limits.items()
        )
        bound -= sum(tolls.slots.values())
        return bound / SCALE, plans

    def plans(self, tolls: Tolls, candidates: Iterable[int], branches: int = QUICK) -> dict[int, Placed]:
        """Return the plans of some candidates at the tolls."""
        charge(self._tables, tolls)
        return {i: self._inserter.place(i, branches) for i in candidates}

    def _given_back(self, person: Person, toll: int, most: int) -> int:
        """The least of (load of n interviews - n tolls), over n: each has its price, so the cheap ones are taken."""
        load = self.problem.weights.load * SCALE
        taken = 0
        while taken < most and load * (2 * (person.past + taken) + 1) < toll:
            taken += 1
        squares = (person.past + taken) ** 2 - person.past**2
        return load * squares - toll * taken


def _capacity(problem: Problem, person: Person) -> int:
    """No more interviews than this can come to a person."""
    return sum(
        any(need.kind in person.kinds for need in session.needs)
        for candidate in problem.candidates
        for session in candidate.sessions
    )


class Generation:
    """Column generation for one problem; `bound` holds for every plan and rises, `value` falls towards it."""

    def __init__(self, problem: Problem, columns: Iterable[Column] = (), seed: int = 1) -> None:
        self.problem = problem
        self.bound, self.value = float("-inf"), float("inf")
        self.master = Master(problem)
        self.complete = False
        self._pricing = Pricing(problem, seed)
        self._centre: Tolls | None = None
        self.master.add(
            Column(i, problem.weights.left_out * len(candidate.sessions), ())
            for i, candidate in enumerate(problem.candidates)
        )
        self.master.add(columns)

    def begin(self) -> None:
        """Price columns at fair tolls, which are near the best ones where people are plentiful."""
        self._price(fair_tolls(self.problem))

    def round(self) -> bool:
        """Solve the programme, price new columns; return whether anything is left to do.

        The value counts only rounds in which no row was missing.
        """
        self.value = self.settle()
        last = self.master.tolls()
        tolls = last if self._centre is None else blend(self._centre, last, SMOOTHING)
        added = self._price(tolls)
        for branches in (QUICK, EXACT):
            if not added:
                self._centre = last
                added = self._price(last, branches)
        self.complete = not added or self.value - self.bound < 1e-3
        return not self.complete

    def settle(self) -> float:
        """Solve the programme with every row that its solution would break; return its value."""
        value = self.master.solve()
        while self.master.tighten():
            value = self.master.solve()
        return value

    def extend(self, candidates: Iterable[int]) -> int:
        """Price columns of some candidates only, at the tolls of the last solution; return how many are new."""
        plans = self._pricing.plans(self.master.tolls(), candidates)
        return self.master.add(Column(i, round(plan.own / SCALE), plan.seatings) for i, plan in plans.items())

    def _price(self, tolls: Tolls, branches: int = QUICK) -> int:
        bound, plans = self._pricing.ask(tolls, branches)
        if bound > self.bound or self._centre is None:
            self.bound, self._centre = max(bound, self.bound), tolls
        return self.master.add(Column(i, round(plan.own / SCALE), plan.seatings) for i, plan in plans.items())


def blend(one: Tolls, two: Tolls, share: float) -> Tolls:
    """Tolls between two, `share` of the first."""

    def mixed(
        first: dict[tuple[int, int], int], second: dict[tuple[int, int], int]
    ) -> dict[tuple[int, int], int]:
        found = {
            key: round(share * first.get(key, 0) + (1 - share) * second.get(key, 0))
            for key in sorted(first.keys() | second.keys())
        }
        return {key: toll for key, toll in found.items() if toll}

    return replace(
        one,
        people=tuple(round(share * a + (1 - share) * b) for a, b in zip(one.people, two.people, strict=True)),
        limits=mixed(dict(one.limits), dict(two.limits)),
        slots=mixed(dict(one.slots), dict(two.slots)),
    )
