"""Whatever the problem, the plan keeps every rule and costs what the search says."""

from hypothesis import given, settings

from hiring.planning.board import Board
from hiring.planning.improvement import Effort, Improvement
from hiring.planning.instance import read_problem
from hiring.planning.problem import Plan, Problem
from hiring.planning.solution import solve

from .instances import company
from .problems import problems
from .rules import broken, cost


@settings(max_examples=30, deadline=None, derandomize=True)
@given(problems())
def test_every_plan_keeps_the_rules_and_costs_what_is_said(problem: Problem) -> None:
    search = Improvement(Board(problem, 1), Effort(steps=20))
    search.build()
    search.improve()

    assert broken(problem, search.plan) == []
    assert cost(problem, search.plan) == search.best_cost


def test_equal_seeds_give_equal_plans_and_more_steps_no_worse_ones() -> None:
    problem = read_problem(company(8, 16))

    short, again, long = (solve(problem, 5, Effort(steps=steps)) for steps in (30, 30, 90))

    assert short == again
    assert cost(problem, long) <= cost(problem, short)
    assert broken(problem, long) == []


def test_progress_is_told_and_a_wish_to_stop_is_heard() -> None:
    told: list[int] = []
    effort = Effort(
        should_stop=lambda: len(told) > 2, on_progress=lambda best, bound, seconds: told.append(best)
    )

    solve(read_problem(company(8, 16)), 1, effort)

    assert len(told) == 3
    assert told == sorted(told, reverse=True)


def test_nobody_to_place_is_an_empty_plan() -> None:
    assert solve(Problem((), (), 1), 1, Effort()) == Plan()
