"""What people would be asked if time did not matter: tolls to begin the search for a bound with."""

from collections import Counter

from ortools.linear_solver import pywraplp

from .problem import Person, Problem
from .tolls import SCALE, Tolls


def fair_tolls(problem: Problem) -> Tolls:
    """The price of one more interview for each person where seats are dealt out as evenly as kinds and limits allow.

    Dual prices of a linear programme without the clock: how many seats of each kind each person takes, at prices
    that grow with their number. Raises ArithmeticError when the solver fails.
    """
    solver = pywraplp.Solver.CreateSolver("GLOP")
    demand = _demand(problem)
    infinity, weights = solver.infinity(), problem.weights
    seats = {kind: solver.Constraint(float(count), infinity) for kind, count in demand.items()}
    for row in seats.values():
        empty = solver.NumVar(0.0, infinity, "")
        row.SetCoefficient(empty, 1.0)
        solver.Objective().SetCoefficient(empty, float(weights.left_out))
    rows = []
    for person in problem.people:
        row = solver.Constraint(-infinity, 0.0)
        rows.append(row)
        kinds = [kind for kind in sorted(person.kinds) if kind in seats]
        for kind in kinds:
            # Nobody meets a candidate twice.
            taken = solver.NumVar(0.0, float(len(problem.candidates)), "")
            seats[kind].SetCoefficient(taken, 1.0)
            row.SetCoefficient(taken, 1.0)
        for n in range(min(_room(person), len(problem.candidates)) if kinds else 0):
            step = solver.NumVar(0.0, 1.0, "")
            row.SetCoefficient(step, -1.0)
            solver.Objective().SetCoefficient(step, float(weights.load * (2 * (person.past + n) + 1)))
    solver.Objective().SetMinimization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise ArithmeticError("The linear programme of seats was not solved.")
    return Tolls(tuple(max(round(-row.dual_value() * SCALE), 0) for row in rows))


def _demand(problem: Problem) -> Counter[int]:
    """Seats of each kind over all sessions."""
    demand: Counter[int] = Counter()
    for candidate in problem.candidates:
        for session in candidate.sessions:
            for need in session.needs:
                demand[need.kind] += need.count
    return demand


def _room(person: Person) -> int:
    """No more interviews than this fit into the person's limits: those of the longest stretches, added up."""
    room, left = 0, person.free
    for limit in sorted(person.limits, key=lambda each: -each.starts.bit_count()):
        if limit.starts & left:
            room += limit.most
            left &= ~limit.starts
    return room if not left else person.free.bit_count()
