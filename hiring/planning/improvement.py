"""Build a plan candidate by candidate, then improve it by taking a few out and putting them back.

Candidates that compete for the same people are taken out together and placed again one after the other, each at the
least cost given the rest. Worse plans are accepted with a chance that falls as the search cools (simulated annealing,
Kirkpatrick, Gelatt and Vecchi 1983). It cools in cycles of a fixed number of steps, each longer than the one before,
so that equal seeds take equal steps however long these last.
"""

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .board import Board
from .ejection import Ejection
from .insertion import Placed
from .problem import Plan, Seating

CYCLE = 60
"""Steps of the first cycle, for each candidate."""

WARM, COLD = 6.0, 0.4
"""Temperatures at both ends of a cycle, in units of the load's weight."""

HOT, MILD = 30.0, 2.0
"""Temperatures at both ends of the cycle for scarcity, in the same units; the first is about a candidate's day.

Plans that leave out equally many differ by days and load; only where such differences are walked over freely is a plan
found that leaves out fewer.
"""

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


class Improvement:
    """The search on one board; `best` and `best_cost` are the best plan so far."""

    def __init__(self, board: Board, effort: Effort) -> None:
        self.board, self.effort = board, effort
        self.begin = effort.clock()
        self.best, self.best_cost = dict(board.placed), board.cost
        self.bound: float | None = None
        self.steps = 0

    @property
    def lacking(self) -> bool:
        """Whether the plan on the board leaves anything out."""
        return any(self.board.lacks(index) for index in self.board.placed)

    @property
    def plan(self) -> Plan:
        """The best plan so far, trainees aside."""
        return Plan(tuple(each for i in sorted(self.best) for each in self.best[i].seatings))

    def build(self) -> None:
        """Place everybody: who can stay where they are wanted, then those with the fewest options first."""
        board = self.board
        order = sorted(
            range(len(board.problem.candidates)), key=lambda i: (not board.stays(i), board.options(i))
        )
        for index in order:
            board.insert(index, CAREFUL)
        self.best_cost = board.cost + 1
        self.record()

    def improve(self) -> None:
        """Take out and put back until the effort is spent."""
        length = CYCLE * len(self.board.problem.candidates)
        while length and not self.over():
            self.cool(length, WARM)
            length *= 2

    def cool(self, steps: int, warm: float) -> None:
        """Go through one cycle of steps, unless the effort is spent before."""
        for step in range(steps):
            if self.over():
                return
            self.step(warm * (COLD / warm) ** (step / steps) * self.board.problem.weights.load)

    def simmer(self, share: float) -> None:
        """Go through one cycle for scarcity that lasts a share of the seconds there are."""
        effort = self.effort
        begin = effort.clock()
        lasts = share * (effort.seconds or 0.0)
        while (passed := effort.clock() - begin) < lasts and not self.over():
            self.step(HOT * (MILD / HOT) ** (passed / lasts) * self.board.problem.weights.load)

    def over(self) -> bool:
        """Whether the effort is spent, or the best plan is proven to be the best."""
        if self.bound is not None and self.best_cost <= self.bound + 0.999:  # costs are whole numbers
            return True
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
            self.record()

    def _undo(self, old: dict[int, Placed]) -> None:
        for index in old:
            self.board.take(index)
        for index, placed in old.items():
            self.board.put(index, placed)

    def record(self) -> None:
        """Keep the plan on the board if it is the best so far, and tell."""
        if self.board.cost < self.best_cost:
            self.best, self.best_cost = dict(self.board.placed), self.board.cost
            self.tell()

    def tell(self) -> None:
        """Report the best cost and the bound."""
        self.effort.on_progress(self.best_cost, self.bound, self.effort.clock() - self.begin)

    def arrange(self, placed: Mapping[int, Placed]) -> None:
        """Clear the board and give everybody these places; who no longer fits is placed anew, at the end."""
        board = self.board
        for index in list(board.placed):
            board.take(index)
        for index, places in placed.items():
            if board.staff.can(places.seatings):
                board.put(index, places)
        for index in sorted(
            set(range(len(board.problem.candidates))) - board.placed.keys(), key=board.options
        ):
            board.insert(index, CAREFUL)
        self.record()

    def make_room(self, share: float) -> None:
        """Let sessions give way to those that are left out, for a share of the seconds at most if these are limited."""
        effort = self.effort
        if self.over():
            return  # trials of many small problems take no steps at all
        ejection = Ejection(self.board.problem, self.board.plan.seatings, self.board.draw)
        end = math.inf if effort.seconds is None else effort.clock() + share * effort.seconds
        if ejection.walk(lambda: effort.clock() >= end or self.over()):
            self.take_over(ejection.best)

    def take_over(self, seatings: Iterable[Seating]) -> None:
        """Clear the board and give everybody the places of a plan that keeps the rules; days and load as they come."""
        mine: dict[int, list[Seating]] = {index: [] for index in self.board.placed}
        for each in seatings:
            mine[each.candidate].append(each)
        self.arrange({index: self.board.inserter.placed(index, each) for index, each in mine.items()})

    def _rivals(self) -> list[int]:
        """Draw a candidate, rather one who lacks something, and some who meet people they could meet too."""
        board, draw = self.board, self.board.draw
        short = [index for index in board.placed if board.lacks(index)]
        rivals = [draw.choice(short) if short and draw.random() < 0.5 else draw.randrange(len(board.placed))]
        for _ in range(draw.choice(OTHERS)):
            rival = self.rival(draw.choice(rivals))
            if rival is not None and rival not in rivals:
                rivals.append(rival)
        return rivals

    def rival(self, index: int) -> int | None:
        """Draw somebody who meets a person that this candidate could meet; None when the draws found nobody."""
        board, draw = self.board, self.board.draw
        sessions = board.problem.candidates[index].sessions
        people = board.problem.able.get(draw.choice(draw.choice(sessions).needs).kind, ()) if sessions else ()
        for _ in range(min(6, len(people))):
            meets = list(board.meets[draw.choice(people)])
            if meets:
                return draw.choice(meets)
        return None
