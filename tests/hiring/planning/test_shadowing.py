"""Trainees get as many seats as there can be, and only where they may sit."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings

from hiring.planning.improvement import Effort
from hiring.planning.problem import Candidate, Day, Need, Person, Plan, Problem, Seating, Session, Shadow
from hiring.planning.shadowing import seat_trainees
from hiring.planning.solution import solve

from .problems import problems
from .rules import broken


@settings(max_examples=30, deadline=None, derandomize=True)
@given(problems())
def test_trainees_sit_where_they_may_and_stay_within_their_need(problem: Problem) -> None:
    plan = seat_trainees(problem, replace(solve(problem, 1, Effort(steps=0)), shadows=()))

    assert broken(problem, plan) == []
    for who, person in enumerate(problem.people):
        assert sum(shadow.person == who for shadow in plan.shadows) <= person.shadow_need


def test_a_trainee_moves_so_that_another_finds_a_seat() -> None:
    """Two sessions at different times: one trainee can watch either, the other only the first."""
    lead = Person(0xFF, frozenset({0}))
    either = Person(0xFF, frozenset(), shadows=frozenset({0}), shadow_need=1)
    early = Person(0x0F, frozenset(), shadows=frozenset({0}), shadow_need=1)
    loop = (Session(0, 2, (Need(0),)), Session(0, 2, (Need(0),)))
    candidate = Candidate(0xFF, (Day(0xFF, 2, 8),), loop, 1)
    problem = Problem((lead, lead, either, early), (candidate,), 8)

    plan = seat_trainees(problem, Plan((Seating(0, 0, 0, (0,)), Seating(0, 1, 4, (1,)))))

    assert set(plan.shadows) == {Shadow(0, 0, 3), Shadow(0, 1, 2)}


@settings(max_examples=20, deadline=None, derandomize=True)
@given(problems(2))
def test_no_other_choice_fills_more_seats(problem: Problem) -> None:
    people = tuple(replace(person, shadow_need=1 if person.shadows else 0) for person in problem.people[:4])
    small = replace(problem, people=people, wanted=())
    plan = solve(small, 1, Effort(steps=0))
    bare = Plan(plan.seatings[:4])

    most = 0
    for chosen in product([None, *range(len(people))], repeat=len(bare.seatings)):
        shadows = tuple(
            Shadow(each.candidate, each.session, who)
            for each, who in zip(bare.seatings, chosen, strict=True)
            if who is not None
        )
        needs = all(sum(one.person == who for one in shadows) <= 1 for who in range(len(people)))
        if needs and len(shadows) > most and not broken(small, Plan(bare.seatings, shadows)):
            most = len(shadows)
    assert len(seat_trainees(small, bare).shadows) == most
