"""A plan for a problem: built, improved and, where time is the limit, held against a bound."""

from .board import Board
from .improvement import Effort, Improvement
from .polishing import FEW, Polishing
from .problem import Plan, Problem
from .shadowing import seat_trainees

FIRST = 4
"""Steps for each candidate before the bound is looked for."""

MAKE_ROOM = 0.45
"""The greatest part of the time in which sessions give way to those that are left out."""

SIMMER = 0.15
"""The part of the time that then goes to exchanges before the bound, where somebody still lacks a place."""

SMALL = 120
"""Up to so many candidates the programme over all their plans is worth its time."""


def solve(problem: Problem, seed: int, effort: Effort) -> Plan:
    """Return the best plan found for the problem, with trainees.

    Where sessions are left out, others give way to them. Without a limit in seconds only that and the exchange of
    candidates are used, whose steps are the same everywhere.
    """
    search = Improvement(Board(problem, seed), effort)
    search.build()
    timed = effort.seconds is not None and 0 < len(problem.candidates) <= SMALL
    if timed:
        search.cool(FIRST * len(problem.candidates), 2.0)
    if search.lacking:
        search.make_room(MAKE_ROOM)
    if timed:
        if len(problem.candidates) > FEW and search.lacking:
            search.simmer(SIMMER)
        try:
            Polishing(search, seed).run()
        except ArithmeticError:  # the programme could not be solved: what is there still counts
            search.arrange(search.best)
    search.improve()
    return seat_trainees(problem, search.plan)
