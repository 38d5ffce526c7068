"""Build a plan candidate by candidate, then improve it by taking a few out and putting them back.

Candidates that compete for the same people are taken out together and placed again one after the other, each at the
least cost given the rest. Worse plans are accepted with a chance that falls as the search cools (simulated annealing,
Kirkpatrick, Gelatt and Vecchi 1983). It cools in cycles of a fixed number of steps, each longer than the one before,
so that equal seeds take equal steps however long these last.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from .board import Board
from .insertion import Placed
from .problem import Plan, Problem

CYCLE = 60
"""Steps of the first cycle, for each candidate."""

WARM, COLD = 6.0, 0.4
"""Temperatures at both ends of a cycle, in units of the load's weight."""

CAREFUL, QUICK = 40, 1
"""Branches over people who are wanted twice, when a plan is built and when it is improved."""

OTHERS = (0, 1, 1, 2, 2, 3)
"""How many rivals leave with a candidate, drawn with equal chances."""

Progress = Callable[[int, float | None, float], None]
"""Called with the best cost, a lower bound if one is known, and the seconds since the beginning."""


@dataclass(frozen=True, slots=True)
class Effort:
    """When to stop: after so many steps, so many seconds, or when `should_stop` says so, whatever comes first.

    Steps make the result the same on every machine; seconds do not.
    """

    steps: int | None = None
    seconds: float | None = None
    should_stop: Callable[[], bool] = lambda: False
    on_progress: Progress = lambda cost, bound, seconds: None
    clock: Callable[[], float] = time.monotonic


def solve(problem: Problem, seed: int, effort: Effort) -> Plan:
    """Return the best plan found for the problem, trainees aside."""
    search = Improvement(Board(problem, seed), effort)
    search.build()
    search.improve()
    return search.best


class Improvement:
    """The search on one board; `best` and `best_cost` are the best plan so far."""

    def __init__(self, board: Board, effort: Effort) -> None:
        self.board, self.effort = board, effort
        self.begin = effort.clock()
        self.best, self.best_cost = board.plan, board.cost
        self.steps = 0

    def build(self) -> None:
        """Place everybody who is out, those with the fewest options first."""
        board = self.board
        out = [i for i in range(len(board.problem.candidates)) if i not in board.placed]
        for index in sorted(out, key=board.options):
            board.insert(index, CAREFUL)
        self.best_cost = board.cost + 1
        self._record()

    def improve(self) -> None:
        """Take out and put back until the effort is spent."""
        everybody = len(self.board.problem.candidates)
        length = CYCLE * everybody
        while everybody:
            for step in range(length):
                if self._over():
                    return
                self.step(WARM * (COLD / WARM) ** (step / length) * self.board.problem.weights.load)
            length *= 2

    def _over(self) -> bool:
        effort = self.effort
        if effort.steps is not None and self.steps >= effort.steps:
            return True
        if effort.seconds is not None and effort.clock() - self.begin >= effort.seconds:
            return True
        return effort.should_stop()

    def step(self, temperature: float) -> None:
        """Take some rivals out and put them back in random order; keep that, or undo it."""
        board, draw = self.board, self.board.draw
        self.steps += 1
        before, rivals = board.cost, self._rivals()
        old = {index: board.take(index) for index in rivals}
        draw.shuffle(rivals)
        for index in rivals:
            board.insert(index, QUICK)
        worse = board.cost - before
        if worse > 0 and draw.random() >= math.exp(-worse / temperature):
            self._undo(old)
        else:
            self._record()

    def _undo(self, old: dict[int, Placed]) -> None:
        for index in old:
            self.board.take(index)
        for index, placed in old.items():
            self.board.put(index, placed)

    def _record(self) -> None:
        if self.board.cost < self.best_cost:
            self.best, self.best_cost = self.board.plan, self.board.cost
            self.effort.on_progress(self.best_cost, None, self.effort.clock() - self.begin)

    def _rivals(self) -> list[int]:
        """Draw a candidate, rather one who lacks something, and some who meet people they could meet too."""
        board, draw = self.board, self.board.draw
        short = [index for index in board.placed if board.lacks(index)]
        rivals = [draw.choice(short) if short and draw.random() < 0.5 else draw.randrange(len(board.placed))]
        for _ in range(draw.choice(OTHERS)):
            rival = self._rival(draw.choice(rivals))
            if rival is not None and rival not in rivals:
                rivals.append(rival)
        return rivals

    def _rival(self, index: int) -> int | None:
        """Draw somebody who meets a person that this candidate could meet; None when the draws found nobody."""
        board, draw = self.board, self.board.draw
        sessions = board.problem.candidates[index].sessions
        people = board.problem.able.get(draw.choice(draw.choice(sessions).needs).kind, ()) if sessions else ()
        for _ in range(min(6, len(people))):
            meets = list(board.meets[draw.choice(people)])
            if meets:
                return draw.choice(meets)
        return None
