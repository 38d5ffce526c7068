"""Of the columns that are known the cheapest whole plan is chosen, within everybody's limits and time."""

from hypothesis import given, settings

from hiring.planning.bounds import Generation
from hiring.planning.columns import Column, Master
from hiring.planning.problem import Candidate, Day, Limit, Need, Person, Plan, Problem, Seating, Session
from hiring.planning.selection import select

from .problems import problems
from .rules import broken, cost

DAY = 0b1111


def problem(limit: int = 9) -> Problem:
    """Two candidates with one session of one slot each, and two people for it."""
    session = Session(kind=0, length=1, needs=(Need(0),))
    one = Candidate(free=DAY, days=(Day(DAY, 4, 4),), sessions=(session,), max_days=1)
    person = Person(free=DAY, kinds=frozenset({0}), limits=(Limit(DAY, limit),))
    return Problem(people=(person, person), candidates=(one, one), horizon=4)


def column(candidate: int, own: int, start: int, person: int) -> Column:
    """The candidate's session at a slot with a person."""
    return Column(candidate, own, (Seating(candidate, 0, start, (person,)),))


def chosen(problem: Problem, *columns: Column) -> list[Column] | None:
    """What is chosen of the columns."""
    master = Master(problem)
    master.add(columns)
    return select(master, 1.0)


def test_the_cheapest_columns_are_chosen() -> None:
    cheap, dear, other = column(0, 30, 0, 0), column(0, 32, 1, 0), column(1, 30, 0, 1)

    assert chosen(problem(), dear, cheap, other) == [cheap, other]


def test_a_second_interview_for_one_person_costs_more_than_a_first_for_another() -> None:
    first, same, another = column(0, 30, 0, 0), column(1, 30, 1, 0), column(1, 31, 1, 1)

    # 30 + 30 + (1 + 3) against 30 + 31 + (1 + 1).
    assert chosen(problem(), first, same, another) == [first, another]


def test_nobody_is_in_two_places_or_over_a_limit() -> None:
    first, clash, later = column(0, 30, 0, 0), column(1, 30, 0, 0), column(1, 99, 2, 0)
    out = Column(1, 1000, ())

    assert chosen(problem(), first, clash, later) == [first, later]
    assert chosen(problem(limit=1), first, clash, later, out) == [first, out]


def test_columns_that_do_not_go_together_give_nothing() -> None:
    assert chosen(problem(), column(0, 30, 0, 0), column(1, 30, 0, 0)) is None


@settings(max_examples=10, deadline=None, derandomize=True)
@given(problems(2))
def test_what_is_chosen_breaks_no_rule_and_costs_no_less_than_the_bound(problem: Problem) -> None:
    generation = Generation(problem)
    for _ in range(4):
        if not generation.round():
            break

    columns = select(generation.master, 1.0) or []

    plan = Plan(tuple(seating for each in columns for seating in each.seatings))
    assert broken(problem, plan) == []
    assert generation.bound <= cost(problem, plan) + 1e-3
