"""With a limit in seconds the bound is looked for, and plans are made of its columns."""

from itertools import count

from hypothesis import given, settings

from hiring.planning.improvement import Effort
from hiring.planning.instance import read_problem
from hiring.planning.problem import Problem
from hiring.planning.solution import solve

from .instances import company
from .problems import problems
from .rules import broken, cost


def ticking(rounds: int) -> Effort:
    """An effort whose clock goes on by one at each look, so that runs are equal everywhere."""
    ticks = count()
    return Effort(seconds=rounds, clock=lambda: float(next(ticks)))


@settings(max_examples=6, deadline=None, derandomize=True)
@given(problems())
def test_plans_made_of_columns_keep_the_rules(problem: Problem) -> None:
    assert broken(problem, solve(problem, 1, ticking(120))) == []


def test_a_plan_that_reaches_the_bound_ends_the_search() -> None:
    told: list[tuple[int, float | None]] = []
    ticks = count()
    effort = Effort(
        seconds=3000,
        clock=lambda: float(next(ticks)),
        on_progress=lambda best, bound, seconds: told.append((best, bound)),
    )
    problem = read_problem(company(1, 15))

    plan = solve(problem, 1, effort)

    best, bound = told[-1]
    assert bound is not None
    assert bound <= best == cost(problem, plan)
    assert next(ticks) < 3000


def test_in_scarcity_fewer_are_left_out_than_by_the_hardest_first_and_the_bound_is_near() -> None:
    problem = read_problem(company(24, 14, sessions=3))
    told: list[tuple[int, float | None]] = []
    ticks = count()
    effort = Effort(
        seconds=700,
        clock=lambda: float(next(ticks)),
        on_progress=lambda best, bound, seconds: told.append((best, bound)),
    )

    plan = solve(problem, 1, effort)

    best, bound = told[-1]
    assert broken(problem, plan) == []
    assert len(plan.seatings) > len(solve(problem, 1, Effort(steps=0)).seatings)
    assert bound is not None
    assert bound <= best == cost(problem, plan) <= 1.05 * bound
