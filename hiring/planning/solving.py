"""One way to run CP-SAT: one worker, a fixed seed, a deterministic limit, so that equal questions get equal
answers.
"""

from dataclasses import dataclass
from math import ceil

from ortools.sat.python import cp_model

SEED = 20261101


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver says: a solution or none, and whether that is the last word; `spent` is the effort."""

    solver: cp_model.CpSolver
    found: bool
    proven: bool
    objective: int = 0
    bound: int = 0
    spent: float = 0.0


def minimise(model: cp_model.CpModel, goal: cp_model.LinearExprT, effort: float) -> Answer:
    """Minimise the goal; `effort` is the limit in the solver's deterministic seconds.

    Without a solution, `proven` tells that none exists. The bound is rounded up, since goals are whole
    numbers.
    """
    model.minimize(goal)
    solver, status = _run(model, effort)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(solver, found=False, proven=status == cp_model.INFEASIBLE, spent=_spent(solver))
    return Answer(
        solver,
        found=True,
        proven=status == cp_model.OPTIMAL,
        objective=round(solver.objective_value),
        bound=ceil(solver.best_objective_bound - 1e-6),
        spent=_spent(solver),
    )


def satisfy(model: cp_model.CpModel, effort: float) -> Answer:
    """Look for any solution."""
    model.clear_objective()  # type: ignore[no-untyped-call]
    solver, status = _run(model, effort)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Answer(solver, found=found, proven=found or status == cp_model.INFEASIBLE, spent=_spent(solver))


def _spent(solver: cp_model.CpSolver) -> float:
    return float(solver.response_proto.deterministic_time)


def _run(model: cp_model.CpModel, effort: float) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.max_deterministic_time = effort
    return solver, solver.solve(model)
