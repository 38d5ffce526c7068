"""Prices of people and times from outside: what candidates would pay if rivals only met through prices.

Prices are whole numbers, `SCALE` to a unit of cost, so that what is added up with them is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from .problem import Problem, Weights, slots_of
from .tables import FAR, Prices, Tables

SCALE = 1000


@dataclass(frozen=True, slots=True)
class Tolls:
    """What is paid for each use of a person, for a use that counts towards a limit, and for each slot taken.

    `limits` are keyed by person and place of the limit, `slots` by person and slot. An interview takes its own
    slots and those of the rest after it. None is negative.
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
            wish=weights.wish * SCALE,
        ),
        unseen={kind: cost * SCALE for kind, cost in problem.unseen.items()},
    )


def charge(tables: Tables, tolls: Tolls) -> None:
    """Set the price of every person and start to their tolls; nobody is booked."""
    people = tables.problem.people
    slots: list[list[tuple[int, int]]] = [[] for _ in people]
    limits: list[list[tuple[int, int]]] = [[] for _ in people]
    for (person, slot), toll in tolls.slots.items():
        slots[person].append((slot, toll))
    for (person, place), toll in tolls.limits.items():
        limits[person].append((place, toll))
    for person, base in enumerate(tolls.people):
        tables.write(person, _prices(tables, person, base, limits[person], slots[person]))


def _prices(
    tables: Tables, person: int, base: int, limits: list[tuple[int, int]], slots: list[tuple[int, int]]
) -> list[Prices]:
    horizon, mine = tables.problem.horizon, tables.problem.people[person]
    each_start = np.full(horizon, base, np.int64)
    for place, toll in limits:
        each_start[slots_of(mine.limits[place].starts & ((1 << horizon) - 1))] += toll
    found = []
    for length, opening in zip(tables.lengths(person), tables.openings(person), strict=True):
        prices = each_start.copy()
        for slot, toll in slots:
            prices[max(0, slot - length - mine.rest + 1) : slot + 1] += toll
        found.append(np.minimum(prices, FAR // 4).astype(np.int32) + opening)
    return found
