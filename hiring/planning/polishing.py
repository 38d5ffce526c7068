"""Make better plans of the columns that the bound is made of.

After column generation the programme mixes columns. Diving fixes those it likes most, one more each time, solves it
again and prices further columns, until each candidate has one. Later dives start from the best plan and leave only
some rivals open. Between dives the search exchanges candidates as before.
"""

from itertools import cycle

from .bounds import Generation
from .columns import Column
from .improvement import Improvement
from .insertion import Placed
from .selection import select

WHOLE = 0.999
"""A share from which a column counts as taken."""

OPEN, SCARCE = (1.0, 0.3, 0.5, 0.3), (0.3, 0.3, 0.5)
"""The part of the candidates that dives leave open, in turn, where everybody has a place and where not.

In scarcity a dive of everybody takes long and ends badly: the last ones find nobody left.
"""

NEAR = 1e-4
"""In scarcity the bound is near enough when no plan could raise it by more than this part of it.

To close the rest takes most of ten seconds there, and tells nothing more about how many must be left out.
"""

STRIDE = 5
"""A dive fixes one in so many of the candidates that are left at a time."""

AGAIN = 0.05
"""In scarcity, the part of the time before each dive in which sessions give way to each other."""

COOL, BETWEEN = 1.5, 8
"""Temperature after a dive, and steps for each candidate."""


FEW, EFFORT = 20, 1.0
"""Up to so many candidates all columns are chosen from at once, with so many deterministic seconds."""


class Polishing:
    """Bound and dives for one search, which keeps the best plan."""

    def __init__(self, search: Improvement, seed: int) -> None:
        self.search, self.board = search, search.board
        self.generation = Generation(search.board.problem, self._columns(), seed)
        self.master = self.generation.master

    def run(self) -> None:
        """Go on until the effort is spent or the best plan is proven to be the best."""
        count = len(self.board.problem.candidates)
        lacking = self.search.lacking
        if not self._bound(NEAR if lacking and count > FEW else 0.0):
            return
        if count <= FEW:
            self._select()
        for part in cycle(SCARCE if lacking else OPEN):
            if self.search.over():
                return
            if lacking and count > FEW:
                self.search.make_room(AGAIN)
            self._dive(self._rivals(min(count, max(2, round(part * count)))))
            if count <= FEW:
                self._select()
            self.search.cool(BETWEEN * count, COOL)
            if self.board.cost > self.search.best_cost:
                self.search.arrange(self.search.best)

    def _bound(self, near: float) -> bool:
        """Generate columns until the bound is so near to the programme; False when the effort was spent before."""
        search, generation = self.search, self.generation
        generation.begin()
        going = True
        while going:
            if search.over():
                return False
            going = generation.round() and generation.value - generation.bound > near * abs(generation.bound)
            if search.bound is None or generation.bound > search.bound + 0.5:
                search.bound = generation.bound
                search.tell()
        search.bound = generation.bound
        return not search.over()

    def _columns(self) -> list[Column]:
        return [Column(i, placed.own, placed.seatings) for i, placed in self.search.best.items()]

    def _rivals(self, count: int) -> set[int]:
        """Draw candidates around one who lacks something, or around anybody."""
        board, draw = self.board, self.board.draw
        short = [index for index in board.placed if board.lacks(index)]
        rivals = {draw.choice(short or list(board.placed))}
        while len(rivals) < count:
            rival = self.search.rival(draw.choice(sorted(rivals)))
            rivals.add(draw.randrange(len(board.placed)) if rival is None else rival)
        return rivals

    def _select(self) -> None:
        """Take the best plan that all columns so far hold together."""
        columns = select(self.master, EFFORT)
        if columns is not None:
            self.search.arrange({each.candidate: _placed(each) for each in columns})

    def _dive(self, openly: set[int]) -> None:
        """Fix column after column for the candidates of `openly`, the others as they are in the best plan."""
        master, generation = self.master, self.generation
        master.add(self._columns())
        master.loosen()
        chosen = {
            i: master.number(i, placed.seatings) for i, placed in self.search.best.items() if i not in openly
        }
        master.fix(chosen.values())
        generation.settle()
        while len(chosen) < len(self.board.problem.candidates):
            if self.search.over():
                return
            if generation.extend(i for i in sorted(openly) if i not in chosen):
                generation.settle()
            self._choose(chosen)
            generation.settle()
        columns = [master.columns[number] for number in chosen.values()]
        self.search.arrange({each.candidate: _placed(each) for each in columns})

    def _choose(self, chosen: dict[int, int]) -> None:
        """Fix all columns that are taken whole, and the one that is nearest to it."""
        shares, columns = self.master.shares, self.master.columns
        order = sorted(range(len(shares)), key=lambda number: (-shares[number], number))
        split = 0
        for number in order:
            candidate = columns[number].candidate
            if candidate in chosen:
                continue
            if shares[number] < WHOLE:
                split += 1
                if split > max(1, (len(self.board.problem.candidates) - len(chosen)) // STRIDE):
                    return
            chosen[candidate] = number
            self.master.fix([number])


def _placed(column: Column) -> Placed:
    return Placed(column.own, column.own, column.own, column.seatings)
