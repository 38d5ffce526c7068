"""Bounds lie below the cost of every plan, at any tolls; column generation proves small plans to be best."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.bounds import Generation, Pricing, blend
from hiring.planning.improvement import Effort
from hiring.planning.instance import read_problem
from hiring.planning.problem import Candidate, Day, Need, Person, Plan, Problem, Session, Weights, span
from hiring.planning.solution import solve
from hiring.planning.tolls import Tolls

from .instances import company
from .problems import HORIZON, problems
from .rules import cost


@settings(max_examples=20, deadline=None, derandomize=True)
@given(problems(3), st.integers(0, 9))
def test_no_tolls_give_a_bound_above_a_plan(problem: Problem, seed: int) -> None:
    draw = random.Random(seed)
    tolls = Tolls(
        tuple(draw.randrange(20_000) for _ in problem.people),
        {
            (number, place): draw.randrange(9_000)
            for number, person in enumerate(problem.people)
            for place in range(len(person.limits))
        },
        {(number, draw.randrange(HORIZON)): draw.randrange(9_000) for number in range(len(problem.people))},
    )

    bound, _ = Pricing(problem).ask(tolls)

    assert bound <= cost(problem, solve(problem, 1, Effort(steps=20))) + 1e-6
    assert bound <= cost(problem, Plan()) + 1e-6


@settings(max_examples=8, deadline=None, derandomize=True)
@given(problems(2))
def test_generation_stays_below_every_plan(problem: Problem) -> None:
    generation = Generation(problem)
    for _ in range(8):
        if not generation.round():
            break

    assert generation.bound <= cost(problem, solve(problem, 1, Effort(steps=40))) + 1e-3


def test_generation_closes_in_on_a_small_company() -> None:
    problem = read_problem(company(5, 14))
    generation = Generation(problem)
    for _ in range(30):
        if not generation.round():
            break

    best = cost(problem, solve(problem, 1, Effort(steps=150)))
    assert generation.bound <= best
    assert best <= generation.bound * 1.03


def test_blended_tolls_lie_between() -> None:
    one, two = Tolls((10, 0), {(0, 0): 4}, {}), Tolls((20, 2), {}, {(1, 5): 8})

    assert blend(one, two, 0.5) == Tolls((15, 1), {(0, 0): 2}, {(1, 5): 4})


@pytest.mark.parametrize("seats", [1, 2])
def test_nobody_is_priced_in_who_cannot_come_however_dear_it_is_to_leave_a_session_out(seats: int) -> None:
    whole = span(0, HORIZON)
    session = Session(0, 2, (Need(0, seats),))
    loop = Candidate(free=whole, days=(Day(whole, 3, HORIZON),), sessions=(session,), max_days=1)
    away = (Person(free=0, kinds=frozenset({0})),) * 3
    # As dear as it is where four weeks are planned.
    problem = Problem(away, (loop,), HORIZON, weights=Weights(left_out=672_000, load=672))

    _, plans = Pricing(problem).ask(Tolls((0, 0, 0)))

    assert plans[0].seatings == ()
