"""One candidate is placed at the least cost there is: compared with every plan of small loops."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.planning.insertion import Inserter
from hiring.planning.problem import Plan, Problem, Seating, Session
from hiring.planning.staff import Staff

from .problems import HORIZON, problems
from .rules import broken, cost


def seatings(problem: Problem, index: int, session: Session) -> Iterator[Seating]:
    """Every way to seat a session that keeps the rules by itself."""
    people = [
        combinations([i for i, one in enumerate(problem.people) if need.kind in one.kinds], need.count)
        for need in session.needs
    ]
    for groups in [tuple(product(*people))]:
        for group, start in product(groups, range(HORIZON)):
            seating = Seating(0, index, start, tuple(who for part in group for who in part))
            alone = replace(problem.candidates[0].sessions[index], after=())
            if not broken(with_session(problem, index, alone), Plan((seating,))):
                yield seating


def with_session(problem: Problem, index: int, session: Session) -> Problem:
    sessions = list(problem.candidates[0].sessions)
    sessions[index] = session
    return replace(problem, candidates=(replace(problem.candidates[0], sessions=tuple(sessions)),))


def least(problem: Problem) -> int:
    """The cost of the cheapest plan for the only candidate, by trying all."""
    sessions = problem.candidates[0].sessions
    ways = [[None, *seatings(problem, j, session)] for j, session in enumerate(sessions)]
    best = cost(problem, Plan())
    for picked in product(*ways):
        plan = Plan(tuple(each for each in picked if each is not None))
        if (price := cost(problem, plan)) < best and not broken(problem, plan):
            best = price
    return best


def small(problem: Problem) -> Problem:
    """Only the first candidate, with two sessions and three people, so that all plans can be tried."""
    one = problem.candidates[0]
    sessions = tuple(
        replace(each, starts=sum(1 << s for s in range(0, HORIZON, 3))) for each in one.sessions[:2]
    )
    wanted = tuple(
        each
        for each in problem.wanted
        if each.candidate == 0 and each.session < 2 and all(who < 3 for who in each.people)
    )
    return replace(
        problem,
        people=problem.people[:3],
        candidates=(replace(one, sessions=sessions),),
        wanted=wanted,
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(problems().filter(lambda problem: bool(problem.candidates)).map(small), st.integers(0, 9))
def test_no_plan_of_one_candidate_is_cheaper(problem: Problem, seed: int) -> None:
    placed = Inserter(problem, Staff(problem).tables, random.Random(seed)).place(0, branches=10_000)

    assert broken(problem, Plan(placed.seatings)) == []
    assert cost(problem, Plan(placed.seatings)) == placed.cost == least(problem)
