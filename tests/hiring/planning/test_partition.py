"""Parts are problems of their own, and their plans make a plan of the whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.improvement import Effort
from hiring.planning.instance import read_problem
from hiring.planning.partition import merge, solve_in_parts, split
from hiring.planning.problem import Problem
from hiring.planning.solution import solve
from hiring.planning.translation import Translation
from hiring.planning.types import ScheduleRequest

from .examples import loop, member, session
from .instances import company
from .problems import problems
from .rules import broken


@settings(max_examples=20, deadline=None, derandomize=True)
@given(problems(), st.integers(1, 3))
def test_plans_of_parts_are_a_plan_of_the_whole(problem: Problem, size: int) -> None:
    parts = split(problem, size)

    plan = merge(parts, [solve(part.problem, 1, Effort(steps=0)) for part in parts])

    assert broken(problem, plan) == []


def test_everybody_is_in_one_part_and_kinds_are_dealt_evenly() -> None:
    problem = read_problem(company(20, 60))

    parts = split(problem, 5)

    assert sorted(i for part in parts for i in part.candidates) == list(range(20))
    assert sorted(i for part in parts for i in part.people) == list(range(60))
    for kind, able in problem.able.items():
        counts = [len(part.problem.able.get(kind, ())) for part in parts]
        assert max(counts) <= len(able) / len(parts) + 5


def test_parts_are_solved_by_processes_of_their_own() -> None:
    problem = read_problem(company(6, 20))

    plan = solve_in_parts(problem, 1, 1.0, workers=2, size=3)

    assert broken(problem, plan) == []
    assert len(plan.seatings) > 20


def test_a_part_has_members_of_every_pool_that_it_needs() -> None:
    panel = session("panel", seats=2, pools=("backend",))
    crew = tuple(member(f"P{i}", *(("backend",) if i == 3 else ())) for i in range(8))
    loops = tuple(loop(panel if i < 2 else session("panel", seats=2), candidate=f"c{i}") for i in range(4))
    problem = Translation(ScheduleRequest(loops, crew)).problem

    parts = split(problem, 2)

    assert [part.candidates for part in parts if 3 in part.people] == [(0, 1)]
    assert [len(part.people) for part in parts] == [4, 4]
