"""The best plan among columns that are known: a whole-number programme over one candidate's plans each."""

from collections import defaultdict

from ortools.linear_solver import pywraplp

from .columns import STEPS, Column, Key, Master

# CP-SAT by the door of the linear solver, which is open already; one worker and a fixed seed, as everywhere.
PARAMETERS = "num_workers:1, random_seed:20261101, max_deterministic_time:{}"


def select(master: Master, effort: float) -> list[Column] | None:
    """Choose a column for each candidate at the least cost; `effort` in deterministic seconds.

    None where none was found; people with more interviews than `STEPS` are not counted, and such plans not found.
    """
    solver = pywraplp.Solver.CreateSolver("SAT")
    solver.SetSolverSpecificParametersAsString(PARAMETERS.format(effort))
    goal, weight, people = solver.Objective(), master.problem.weights.load, master.problem.people
    taken = [solver.BoolVar("") for _ in master.columns]
    users: dict[Key, list[int]] = defaultdict(list)
    for number, (column, uses) in enumerate(zip(master.columns, master.uses, strict=True)):
        goal.SetCoefficient(taken[number], float(column.own))
        for key in uses:
            users[key].append(number)
    for key, mine in users.items():
        sort, index, _place = key
        if sort == "candidate":
            row = solver.Constraint(1.0, 1.0)
        elif sort == "load":
            row = solver.Constraint(0.0, 0.0)
            for n in range(STEPS):
                step = solver.BoolVar("")
                row.SetCoefficient(step, -1.0)
                goal.SetCoefficient(step, float(weight * (2 * (people[index].past + n) + 1)))
        elif len(mine) > 1:
            row = solver.Constraint(0.0, float(master.most(key)))
        else:
            continue
        for number in mine:
            row.SetCoefficient(taken[number], float(master.uses[number][key]))
    goal.SetMinimization()
    if solver.Solve() not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return None
    return [
        column for column, chosen in zip(master.columns, taken, strict=True) if chosen.solution_value() > 0.5
    ]
