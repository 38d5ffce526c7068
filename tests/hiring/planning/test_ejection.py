"""Letting others give way never breaks a rule, and brings in what no open place could."""

import random

import pytest
from hypothesis import given, settings

from hiring.planning.board import Board
from hiring.planning.ejection import Ejection
from hiring.planning.improvement import Effort, Improvement
from hiring.planning.instance import read_problem
from hiring.planning.problem import Candidate, Day, Need, Person, Plan, Problem, Seating, Session, span
from hiring.planning.solution import solve

from .instances import company
from .problems import problems
from .rules import broken, cost


def built(problem: Problem) -> Improvement:
    search = Improvement(Board(problem, 1), Effort(steps=0))
    search.build()
    return search


def sessions(problem: Problem) -> int:
    return sum(len(candidate.sessions) for candidate in problem.candidates)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(problems())
def test_every_step_keeps_the_rules_and_the_best_leaves_out_as_many_as_is_said(problem: Problem) -> None:
    ejection = Ejection(problem, built(problem).plan.seatings, random.Random(1))

    for _ in range(30):
        if len(ejection.seatings) < sessions(problem):
            ejection.step()
        assert broken(problem, Plan(ejection.seatings)) == []

    assert sessions(problem) - len(ejection.best) == ejection.fewest
    assert broken(problem, Plan(ejection.best)) == []


@settings(max_examples=25, deadline=None, derandomize=True)
@given(problems())
def test_the_plan_that_the_search_takes_over_costs_what_is_said(problem: Problem) -> None:
    search = built(problem)
    ejection = Ejection(problem, search.plan.seatings, random.Random(1))
    ejection.walk(lambda: ejection.steps >= 30)

    search.take_over(ejection.seatings)

    assert search.board.plan == Plan(ejection.seatings)
    assert search.board.cost == cost(problem, Plan(ejection.seatings))


def test_somebody_gives_way_who_can_be_met_by_another_person() -> None:
    morning, day = span(0, 2), Day(span(0, 8), most=1, room=8)
    people = (Person(free=morning, kinds=frozenset({0, 1})), Person(free=morning, kinds=frozenset({0})))
    comes = Candidate(morning, (day,), (Session(0, 2, (Need(0),)),), max_days=1)
    waits = Candidate(morning, (day,), (Session(1, 2, (Need(1),)),), max_days=1)
    problem = Problem(people, (comes, waits), horizon=8)
    ejection = Ejection(problem, [Seating(0, 0, 0, (0,))], random.Random(1))

    found = ejection.walk(lambda: ejection.steps >= 2)

    assert found
    assert ejection.best == (Seating(0, 0, 0, (1,)), Seating(1, 0, 0, (0,)))


def test_a_session_that_others_wait_for_never_gives_way() -> None:
    day = Day(span(0, 8), most=3, room=8)
    screened = Candidate(
        span(0, 4), (day,), (Session(0, 2, (Need(0),)), Session(1, 2, (Need(1),), after=(0,))), max_days=1
    )
    rival = Candidate(span(0, 2), (day,), (Session(0, 2, (Need(0),)),), max_days=1)
    people = (Person(free=span(0, 8), kinds=frozenset({0})), Person(free=span(0, 8), kinds=frozenset({1})))
    problem = Problem(people, (screened, rival), horizon=8)
    standing = [Seating(0, 0, 0, (0,)), Seating(0, 1, 2, (1,))]
    ejection = Ejection(problem, standing, random.Random(1))

    found = ejection.walk(lambda: ejection.steps >= 20)

    assert not found
    assert ejection.best == tuple(standing)


def test_a_scarce_company_places_more_than_by_taking_whoever_is_free() -> None:
    problem = read_problem(company(20, 30))
    search = built(problem)
    before = sessions(problem) - len(search.plan.seatings)
    ejection = Ejection(problem, search.plan.seatings, random.Random(1))

    ejection.walk(lambda: ejection.steps >= 500)

    assert ejection.fewest < before
    assert broken(problem, Plan(ejection.best)) == []


def test_a_trial_that_takes_no_steps_lets_nobody_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    people = (Person(free=span(0, 2), kinds=frozenset({0})),)
    comes = Candidate(
        span(0, 2), (Day(span(0, 8), most=1, room=8),), (Session(0, 2, (Need(0),)),), max_days=1
    )
    problem = Problem(people, (comes, comes), horizon=8)
    monkeypatch.setattr(Ejection, "__init__", lambda *_: pytest.fail("A walk was begun."))

    plan = solve(problem, 1, Effort(steps=0))

    assert len(plan.seatings) == 1
