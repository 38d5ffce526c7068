"""What the scheduling engine reaches beside a plain greedy, on invented companies."""

import time
from collections.abc import Iterator

from hiring.planning.board import Board
from hiring.planning.improvement import Effort
from hiring.planning.instance import read_problem
from hiring.planning.problem import Plan, Problem
from hiring.planning.solution import solve
from tests.hiring.planning.instances import company
from tests.hiring.planning.rules import broken, cost

SIZES = (
    ("small, 10 candidates, 30 people", company(10, 30, broad=1.7), 3.0),
    ("medium, 60 candidates, 150 people", company(60, 150, 2), 10.0),
    ("scarce, 60 candidates, 45 people", company(60, 45, 2), 10.0),
    ("large, 300 candidates, 800 people", company(300, 800, 2), 15.0),
)


def lines() -> Iterator[str]:
    """One line for each company, after a heading."""
    yield f"{'':36}{'greedy':>9}{'out':>5}{'ours':>9}{'out':>5}{'bound':>9}{'gap':>8}{'first':>8}{'all':>7}"
    for title, data, seconds in SIZES:
        problem = read_problem(data)
        plain = greedy(problem)
        told: list[tuple[int, float | None, float]] = []
        begin = time.perf_counter()
        plan = solve(
            problem,
            1,
            Effort(seconds=seconds, on_progress=lambda *progress, told=told: told.append(progress)),  # type: ignore[misc]
        )
        taken = time.perf_counter() - begin
        if broken(problem, plan):
            raise AssertionError(f"The plan for {title} breaks a rule.")
        ours, bound = cost(problem, plan), told[-1][1]
        known = "" if bound is None else f"{bound:.0f}"
        gap = "" if bound is None else f"{100 * (ours / bound - 1):.2f} %"
        yield (
            f"{title:36}{cost(problem, plain):>9}{missing(problem, plain):>5}{ours:>9}{missing(problem, plan):>5}"
            f"{known:>9}{gap:>8}{told[0][2]:>7.2f}s{taken:>6.1f}s"
        )


def missing(problem: Problem, plan: Plan) -> int:
    """Sessions without a place."""
    return sum(len(candidate.sessions) for candidate in problem.candidates) - len(plan.seatings)


def greedy(problem: Problem) -> Plan:
    """Each loop at its cheapest in the order of the request, as a person with a calendar would do it."""
    board = Board(problem, 1)
    for index in range(len(problem.candidates)):
        board.insert(index, 0)
    return board.plan
