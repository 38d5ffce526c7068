"""Fair tolls are what one more interview costs where seats are dealt out evenly, the clock aside."""

from hypothesis import given, settings

from hiring.planning.bounds import Pricing
from hiring.planning.fairness import fair_tolls
from hiring.planning.improvement import Effort
from hiring.planning.instance import read_problem
from hiring.planning.problem import Candidate, Day, Limit, Need, Person, Problem, Session
from hiring.planning.solution import solve
from hiring.planning.tolls import Tolls

from .instances import company
from .problems import problems
from .rules import cost

DAY = 0b1111_1111


def problem(*people: Person, candidates: int = 3) -> Problem:
    """A day of eight slots; each candidate has one session of kind 0 that lasts a slot."""
    session = Session(kind=0, length=1, needs=(Need(0),))
    one = Candidate(free=DAY, days=(Day(DAY, 8, 8),), sessions=(session,), max_days=1)
    return Problem(people=people, candidates=(one,) * candidates, horizon=8)


def test_two_people_who_can_do_the_same_cost_the_same() -> None:
    person = Person(free=DAY, kinds=frozenset({0}))

    # Three interviews for two people: each takes a first at 1, and one of them a second at 3.
    assert fair_tolls(problem(person, person)).people == (3000, 3000)


def test_who_has_had_interviews_before_is_left_out() -> None:
    fresh, tired = Person(free=DAY, kinds=frozenset({0})), Person(free=DAY, kinds=frozenset({0}), past=9)

    # The fresh one takes all three, 1 + 3 + 5; the first of the tired one would cost 19.
    assert 5000 <= fair_tolls(problem(fresh, tired)).people[0] <= 19000


def test_who_is_at_the_limit_costs_what_the_others_cost() -> None:
    free = Person(free=DAY, kinds=frozenset({0}))
    bound = Person(free=DAY, kinds=frozenset({0}), limits=(Limit(DAY, 1),))

    tolls = fair_tolls(problem(free, free, bound, candidates=4))

    # Each takes a first at 1, and one of the two who are free a second at 3.
    assert tolls.people == (3000, 3000, 3000)


def test_nobody_who_could_come_means_that_an_empty_seat_is_the_price() -> None:
    assert fair_tolls(problem(Person(free=DAY, kinds=frozenset()))).people == (0,)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(problems(3))
def test_the_bound_at_fair_tolls_lies_below_a_plan(problem: Problem) -> None:
    bound, _plans = Pricing(problem).ask(fair_tolls(problem))

    assert bound <= cost(problem, solve(problem, 1, Effort(steps=20))) + 1e-6


def test_fair_tolls_say_more_than_none() -> None:
    pricing = Pricing(problem := read_problem(company(5, 30)))
    fair, _plans = pricing.ask(fair_tolls(problem))
    none, _plans = pricing.ask(Tolls((0,) * len(problem.people)))
    best = cost(problem, solve(problem, 1, Effort(steps=100)))

    assert none < fair <= best
