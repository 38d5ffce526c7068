"""Huge problems in parts that know nothing of each other, so that each can be solved anywhere.

People and candidates are dealt out like cards, sorted so that each part gets its share of every kind, calendar and
load; a candidate goes to a part that has the people. Each person belongs to one part, so plans of the parts are
together a plan of the whole. Parts have a bounded size: work grows with the number of parts, and dealing with the
sorting, n log n.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import repeat

from .dealing import deal_loops, deal_people
from .improvement import Effort
from .problem import Person, Plan, Problem, Seating, Shadow
from .solution import solve

SIZE = 100
"""Candidates of a part."""

OVERHEAD = 0.9
"""The part of the time that is given to the parts; the rest is for starting and putting together."""


@dataclass(frozen=True, slots=True)
class Part:
    """A smaller problem; `people` and `candidates` are their numbers in the whole."""

    problem: Problem
    people: tuple[int, ...]
    candidates: tuple[int, ...]


def split(problem: Problem, size: int = SIZE) -> tuple[Part, ...]:
    """Deal a problem out into parts of at most `size` candidates."""
    count = max(1, -(-len(problem.candidates) // size))
    people = sorted(range(len(problem.people)), key=lambda i: (*_likeness(problem.people[i]), i))
    candidates = sorted(
        range(len(problem.candidates)), key=lambda i: (_loop(problem, i), problem.candidates[i].free, i)
    )
    kinds = [problem.people[i].kinds for i in people]
    crews = deal_people(kinds, count)
    loops = deal_loops(
        [_needs(problem, i) for i in candidates], [[kinds[place] for place in crew] for crew in crews]
    )
    return tuple(
        _part(problem, sorted(people[place] for place in crew), sorted(candidates[place] for place in own))
        for crew, own in zip(crews, loops, strict=True)
    )


def merge(parts: Sequence[Part], plans: Sequence[Plan]) -> Plan:
    """Put the plans of the parts together, in the numbers of the whole."""
    seatings, shadows = [], []
    for part, plan in zip(parts, plans, strict=True):
        seatings += [
            Seating(part.candidates[s.candidate], s.session, s.start, tuple(part.people[p] for p in s.people))
            for s in plan.seatings
        ]
        shadows += [
            Shadow(part.candidates[s.candidate], s.session, part.people[s.person]) for s in plan.shadows
        ]
    seatings.sort(key=lambda each: (each.candidate, each.session))
    shadows.sort(key=lambda each: (each.candidate, each.session))
    return Plan(tuple(seatings), tuple(shadows))


def solve_part(part: Part, seed: int, seconds: float) -> Plan:
    """Solve one part, in its own numbers."""
    return solve(part.problem, seed, Effort(seconds=seconds))


def solve_in_parts(problem: Problem, seed: int, seconds: float, workers: int = 2, size: int = SIZE) -> Plan:
    """Solve the parts in processes of their own, within about so many seconds in all."""
    parts = split(problem, size)
    rounds = -(-len(parts) // workers)
    each = OVERHEAD * seconds / rounds
    with ProcessPoolExecutor(workers) as pool:
        plans = list(pool.map(solve_part, parts, repeat(seed), repeat(each)))
    return merge(parts, plans)


def _likeness(person: Person) -> tuple[list[int], list[int], int, int]:
    return sorted(person.kinds), sorted(person.shadows), person.past, person.free


def _loop(problem: Problem, index: int) -> list[tuple[int, int]]:
    return [(session.kind, session.length) for session in problem.candidates[index].sessions]


def _needs(problem: Problem, index: int) -> Counter[Hashable]:
    """How many people of each kind the sessions of a candidate need: nobody meets a candidate twice."""
    needs: Counter[Hashable] = Counter()
    for session in problem.candidates[index].sessions:
        for need in session.needs:
            needs[need.kind] += need.count
    return needs


def _part(problem: Problem, people: list[int], candidates: list[int]) -> Part:
    numbers = {person: number for number, person in enumerate(people)}
    places = {candidate: number for number, candidate in enumerate(candidates)}
    chosen = tuple(
        replace(
            problem.candidates[i],
            conflicts=frozenset(numbers[who] for who in problem.candidates[i].conflicts if who in numbers),
        )
        for i in candidates
    )
    wanted = tuple(
        Seating(places[s.candidate], s.session, s.start, tuple(numbers[p] for p in s.people if p in numbers))
        for s in problem.wanted
        if s.candidate in places
    )
    part = replace(
        problem,
        people=tuple(problem.people[i] for i in people),
        candidates=chosen,
        wanted=wanted,
    )
    return Part(part, tuple(people), tuple(candidates))
