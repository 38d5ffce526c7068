"""The master problem of column generation: one column is one candidate's whole plan.

Each candidate takes one column in all; people take a growing price for each interview, keep their limits and one
interview at a time. As a linear programme it mixes columns; its dual prices are tolls that tell which further columns
are worth having (Dantzig and Wolfe 1960). Rows for limits and times are added where a solution breaks them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from .problem import Problem, Seating
from .tolls import SCALE, Tolls

STEPS = 12
"""Interviews of a person with a growing price; any more cost as much as the last, which keeps the bound valid."""

Key = tuple[str, int, int]
"""A row: its sort, then candidate or person, then place of the limit or slot (0 where there is none)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A candidate's plan with its cost, the load of people aside."""

    candidate: int
    own: int
    seatings: tuple[Seating, ...]


class Master:
    """The columns and rows so far, in a solver that goes on from its last answer (GLOP's simplex)."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.columns: list[Column] = []
        self._known: dict[tuple[int, tuple[Seating, ...]], int] = {}
        self.uses: list[dict[Key, int]] = []
        self._users: dict[Key, list[int]] = defaultdict(list)
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
        self._variables: list[pywraplp.Variable] = []
        self._rows: dict[Key, pywraplp.Constraint] = {}
        for index in range(len(problem.candidates)):
            self._rows["candidate", index, 0] = self._solver.Constraint(1.0, 1.0)
        for person in range(len(problem.people)):
            self._add_load(person)
        self._solver.Objective().SetMinimization()
        self.shares: list[float] = []

    def _add_load(self, person: int) -> None:
        """The row that adds up a person's interviews, and the price of each."""
        load, past = self.problem.weights.load, self.problem.people[person].past
        infinity = self._solver.infinity()
        row = self._rows["load", person, 0] = self._solver.Constraint(-infinity, 0.0)
        for n in range(STEPS):
            step = self._solver.NumVar(0.0, 1.0 if n < STEPS - 1 else infinity, "")
            row.SetCoefficient(step, -1.0)
            self._solver.Objective().SetCoefficient(step, float(load * (2 * (past + n) + 1)))

    def add(self, columns: Iterable[Column]) -> int:
        """Add the columns that are new; return how many."""
        before = len(self.columns)
        for column in columns:
            if (column.candidate, column.seatings) not in self._known:
                self._known[column.candidate, column.seatings] = len(self.columns)
                self._add(column)
        return len(self.columns) - before

    def _add(self, column: Column) -> None:
        share = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._solver.Objective().SetCoefficient(share, float(column.own))
        uses = self._uses_of(column)
        for key, times in uses.items():
            self._users[key].append(len(self.columns))
            if key in self._rows:
                self._rows[key].SetCoefficient(share, float(times))
        self.columns.append(column)
        self.uses.append(uses)
        self._variables.append(share)

    def _uses_of(self, column: Column) -> dict[Key, int]:
        """The rows of a column with how often it uses each."""
        uses: dict[Key, int] = defaultdict(int)
        uses["candidate", column.candidate, 0] = 1
        for seating in column.seatings:
            length = self.problem.candidates[seating.candidate].sessions[seating.session].length
            for number in seating.people:
                person = self.problem.people[number]
                uses["load", number, 0] += 1
                for place, limit in enumerate(person.limits):
                    if limit.starts >> seating.start & 1:
                        uses["limit", number, place] += 1
                for slot in range(seating.start, seating.start + length + person.rest):
                    uses["slot", number, slot] += 1
        return uses

    def solve(self) -> float:
        """Solve the linear programme; return its value. Raises ArithmeticError when the solver fails.

        `shares` then tells how much of each column it takes.
        """
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            raise ArithmeticError("The linear programme of columns was not solved.")
        self.shares = [float(share.solution_value()) for share in self._variables]
        return float(self._solver.Objective().Value())

    def fix(self, numbers: Iterable[int]) -> None:
        """Take these columns whole."""
        for number in numbers:
            self._variables[number].SetBounds(1.0, 1.0)

    def loosen(self) -> None:
        """Let all columns be chosen again."""
        for share in self._variables:
            share.SetBounds(0.0, self._solver.infinity())

    def number(self, candidate: int, seatings: tuple[Seating, ...]) -> int:
        """The place of a column that was added."""
        return self._known[candidate, seatings]

    def tighten(self) -> int:
        """Add the rows that the last solution breaks; return how many."""
        used: dict[Key, float] = defaultdict(float)
        begun: set[Key] = set()
        for share, uses, column in zip(self.shares, self.uses, self.columns, strict=True):
            if share < 1e-7:
                continue
            # Interviews of a person that overlap all hold a slot in which one of them begins.
            begun |= {("slot", who, each.start) for each in column.seatings for who in each.people}
            for key, times in uses.items():
                if key[0] == "limit" or key[0] == "slot":
                    used[key] += share * times
        broken = [
            key
            for key, times in used.items()
            if times > self.most(key) + 1e-6 and key not in self._rows and (key[0] == "limit" or key in begun)
        ]
        for key in broken:
            row = self._rows[key] = self._solver.Constraint(-self._solver.infinity(), float(self.most(key)))
            for user in self._users[key]:
                row.SetCoefficient(self._variables[user], float(self.uses[user][key]))
        return len(broken)

    def most(self, key: Key) -> int:
        """What all columns together may use of a limit or a slot."""
        sort, person, place = key
        return self.problem.people[person].limits[place].most if sort == "limit" else 1

    def tolls(self) -> Tolls:
        """The dual prices of the last solution."""
        people = [0] * len(self.problem.people)
        limits, slots = {}, {}
        for (sort, person, place), row in self._rows.items():
            toll = 0 if sort == "candidate" else max(round(-row.dual_value() * SCALE), 0)
            if sort == "load":
                people[person] = toll
            elif toll and sort == "limit":
                limits[person, place] = toll
            elif toll:
                slots[person, place] = toll
        return Tolls(tuple(people), limits, slots)
