"""Seats for trainees in a plan that stands: as many as can be filled.

Sessions look for a trainee along chains of exchanges (augmenting paths, Kuhn 1955): one already seated moves to
another session where that frees a seat. Nobody watches more sessions than they need, or two at a time.
"""

from collections.abc import Sequence

from .problem import Plan, Problem, Seating, Shadow, span


def seat_trainees(problem: Problem, plan: Plan) -> Plan:
    """Return the plan with trainees; the times and people of the sessions stay as they are."""
    seats = _Seats(problem, plan.seatings)
    for index in sorted(range(len(plan.seatings)), key=lambda each: len(seats.options[each])):
        seats.fill(index, set())
    shadows = [
        Shadow(each.candidate, each.session, seats.taken[index])
        for index, each in enumerate(plan.seatings)
        if index in seats.taken
    ]
    return Plan(plan.seatings, tuple(shadows))


class _Seats:
    """Which trainee has which seat; `options` are the trainees who could watch each session."""

    def __init__(self, problem: Problem, seatings: Sequence[Seating]) -> None:
        self.problem = problem
        self.times = [span(each.start, _length(problem, each)) for each in seatings]
        self.taken: dict[int, int] = {}
        self.watches: list[list[int]] = [[] for _ in problem.people]
        free = self._free(seatings)
        trainees = [i for i, person in enumerate(problem.people) if person.shadows and person.shadow_need]
        self.options = [
            [
                who
                for who in trainees
                if problem.candidates[each.candidate].sessions[each.session].kind
                in problem.people[who].shadows
                and who not in problem.candidates[each.candidate].conflicts
                and not time & ~free[who]
            ]
            for each, time in zip(seatings, self.times, strict=True)
        ]

    def _free(self, seatings: Sequence[Seating]) -> list[int]:
        """When people are free beside their own interviews and the rest after them."""
        free = [person.free for person in self.problem.people]
        for each in seatings:
            for who in each.people:
                free[who] &= ~span(each.start, _length(self.problem, each) + self.problem.people[who].rest)
        return free

    def fill(self, index: int, tried: set[tuple[int, int]]) -> bool:
        """Find a trainee for a session, moving others where that helps."""
        for who in self.options[index]:
            rivals = [other for other in self.watches[who] if self.times[other] & self.times[index]]
            full = len(self.watches[who]) >= self.problem.people[who].shadow_need
            if not rivals and not full:
                self._seat(index, who)
                return True
            leaving = rivals or self.watches[who]
            if len(rivals) <= 1 and any(self._swap(index, who, other, tried) for other in list(leaving)):
                return True
        return False

    def _swap(self, index: int, who: int, other: int, tried: set[tuple[int, int]]) -> bool:
        """Take the trainee from another session if that finds somebody else."""
        if (who, other) in tried:
            return False
        tried.add((who, other))
        self.watches[who].remove(other)
        del self.taken[other]
        self._seat(index, who)
        if self.fill(other, tried):
            return True
        self.watches[who].remove(index)
        del self.taken[index]
        self._seat(other, who)
        return False

    def _seat(self, index: int, who: int) -> None:
        self.taken[index] = who
        self.watches[who].append(index)


def _length(problem: Problem, seating: Seating) -> int:
    return problem.candidates[seating.candidate].sessions[seating.session].length
