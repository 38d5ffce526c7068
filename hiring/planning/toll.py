"""Prices of people and times from outside: what candidates would pay if rivals only met through prices.

Prices are whole numbers, `SCALE` to a unit of cost, so that what is added up with them is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from .problem import Problem, Seating, Weights, slots_of
from .staff import FAR, Staff

SCALE = 1000


@dataclass(frozen=True, slots=True)
class Tolls:
    """What is paid for each use of a person, for using one in a limit, and for each slot taken of one.

    `limits` are keyed by person and place of the limit, `slots` by person and slot. An interview takes its own
    slots and the rest after it.
    """

    people: tuple[int, ...]
    limits: Mapping[tuple[int, int], int] = field(default_factory=dict)
    slots: Mapping[tuple[int, int], int] = field(default_factory=dict)


def scaled(problem: Problem) -> Problem:
    """The problem with its costs in the unit of tolls, and without the load, which tolls stand for."""
    weights = problem.weights
    return replace(
        problem,
        weights=Weights(
            left_out=weights.left_out * SCALE,
            day=weights.day * SCALE,
            idle=weights.idle * SCALE,
            load=0,
            inversion=weights.inversion * SCALE,
            late=weights.late * SCALE,
            move=weights.move * SCALE,
        ),
    )


class TollStaff(Staff):
    """People without bookings, at the price of the tolls."""

    def charge(self, tolls: Tolls) -> None:
        """Set the price of every person and start."""
        horizon = self.problem.horizon
        slots: dict[int, list[tuple[int, int]]] = {}
        for (person, slot), toll in tolls.slots.items():
            slots.setdefault(person, []).append((slot, toll))
        limits: dict[int, list[tuple[int, int]]] = {}
        for (person, place), toll in tolls.limits.items():
            limits.setdefault(person, []).append((place, toll))
        for person, mine in enumerate(self.problem.people):
            base = np.full(horizon, tolls.people[person], np.int64)
            for place, toll in limits.get(person, ()):
                base[slots_of(mine.limits[place].starts & ((1 << horizon) - 1))] += toll
            self._write(person, base, slots.get(person, []))

    def _write(self, person: int, base: np.ndarray, slots: list[tuple[int, int]]) -> None:  # type: ignore[type-arg]
        rest = self.problem.people[person].rest
        for (length, columns), opening in zip(self._columns[person], self._open[person], strict=True):
            prices = base.copy()
            for slot, toll in slots:
                prices[max(0, slot - length - rest + 1) : slot + 1] += toll
            written = np.minimum(prices, FAR // 4).astype(np.int32) + opening
            for column in columns:
                column[:] = written

    def toll(self, tolls: Tolls, seating: Seating) -> int:
        """What all seats of a session pay."""
        return 0
