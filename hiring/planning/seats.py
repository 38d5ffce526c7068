"""Who could sit in one candidate's sessions, and at what price, when the times are still open."""

import random
from collections.abc import Mapping

import numpy as np

from .loop_search import Times
from .loop_shape import NEVER, LoopShape, Numbers
from .problem import Seating
from .tables import FAR, Prices, Tables

Seat = tuple[int, int]
"""A session and the place of a need in it."""

Barred = frozenset[tuple[Seat, int]]
"""Seats with people who may not take them."""

Picked = list[tuple[Seat, int, int]]
"""Seats with a person (by number) and the person's price."""


class Seats:
    """The prices of all people for all seats and starts of one candidate, as they are now."""

    def __init__(self, index: int, shape: LoopShape, tables: Tables, wanted: Mapping[int, Seating]) -> None:
        self.index, self.shape, self.able, self._tables = index, shape, tables.able, tables
        self._rows: dict[Seat, Prices] = {}
        self._needs = [session.needs for session in shape.candidate.sessions]
        conflicts = shape.candidate.conflicts
        for j, session in enumerate(shape.candidate.sessions):
            slots = shape.starts[j].slots
            for place, need in enumerate(session.needs):
                rows = tables.table(need.kind, session.length).take(slots, axis=0)
                columns = tables.columns(need.kind, conflicts)
                if columns:
                    rows[:, columns] = FAR
                self._rows[j, place] = rows
        for j, seating in wanted.items():
            self._favour(j, seating, tables)
        self._cheapest = {seat: self._least(seat, rows) for seat, rows in self._rows.items()}

    def _favour(self, j: int, seating: Seating, tables: Tables) -> None:
        """Give back the cost of moving where the wanted people sit at the wanted time."""
        at = np.flatnonzero(self.shape.starts[j].slots == seating.start)
        for place, need in enumerate(self._needs[j]):
            columns = tables.columns(need.kind, frozenset(seating.people))
            self._rows[j, place][np.ix_(at, np.array(columns, np.intp))] -= tables.problem.weights.move

    def _least(self, seat: Seat, rows: Prices) -> Numbers:
        """The price of a need at each start: the cheapest people, as many as it counts; never where too few can come.

        Far alone does not keep a session out: to leave it out may be dearer, in the unit of tolls.
        """
        count = self._needs[seat[0]][seat[1]].count
        if rows.shape[1] < count or not len(rows):
            return np.full(len(rows), NEVER, np.int64)
        cheapest = (
            np.partition(rows, count - 1, axis=1)[:, :count] if count > 1 else rows.min(1, keepdims=True)
        )
        least: Numbers = cheapest.sum(axis=1, dtype=np.int64)
        least[cheapest[:, -1] >= FAR // 2] = NEVER
        return least

    def _without(self, barred: Barred) -> dict[Seat, Prices]:
        """The rows of the seats from which somebody is barred."""
        changed: dict[Seat, Prices] = {}
        for seat, person in barred:
            if seat not in changed:
                changed[seat] = self._rows[seat].copy()
            changed[seat][:, self._column(seat, person)] = FAR
        return changed

    def prices(self, barred: Barred) -> list[Numbers]:
        """Return for each session what its cheapest people cost at each of its starts."""
        changed = {seat: self._least(seat, rows) for seat, rows in self._without(barred).items()}
        found = []
        for j, needs in enumerate(self._needs):
            parts = [changed.get((j, place), self._cheapest[j, place]) for place in range(len(needs))]
            found.append(
                parts[0] if len(parts) == 1 else sum(parts, np.zeros_like(self.shape.starts[j].cost))
            )
        return found

    def pick(self, times: Times, barred: Barred, draw: random.Random) -> Picked:
        """Give each seat its cheapest person; of equals one who has no other seat here, else by lot."""
        changed = self._without(barred)
        picked: Picked = []
        used: set[int] = set()
        for j, start in times.chosen:
            for place, need in enumerate(self._needs[j]):
                row = changed.get((j, place), self._rows[j, place])[start]
                people = self.able[need.kind]
                for _ in range(need.count):
                    mine = {person for seat, person, _ in picked if seat == (j, place)}
                    price, equals = _cheapest(row, people, mine)
                    person = draw.choice([each for each in equals if each not in used] or equals)
                    used.add(person)
                    picked.append(((j, place), person, price))
        return picked

    def repair(self, times: Times, barred: Barred) -> Picked | None:
        """Give the seats different people at the least cost, at these times; None when that cannot be."""
        changed = self._without(barred)
        seats = [
            (j, place, start)
            for j, start in times.chosen
            for place, need in enumerate(self._needs[j])
            for _ in range(need.count)
        ]
        options = []
        for j, place, start in seats:
            row = changed.get((j, place), self._rows[j, place])[start]
            people = self.able[self._needs[j][place].kind]
            # More people than seats are never needed: one of the cheapest is always left.
            nearest = np.argsort(row, kind="stable")[: len(seats)].tolist()
            options.append([(int(row[i]), people[i]) for i in nearest if row[i] < FAR // 2])
        chosen = _cheapest_matching(options)
        if chosen is None:
            return None
        return [
            ((j, place), person, price) for (j, place, _), (price, person) in zip(seats, chosen, strict=True)
        ]

    def load(self, times: Times, picked: Picked) -> int:
        """What the people picked cost by the tables as they are booked, whether they are wanted or wish it or not."""
        starts = dict(times.chosen)
        total = 0
        for (j, place), person, _ in picked:
            session, kind = self.shape.candidate.sessions[j], self._needs[j][place].kind
            slot = int(self.shape.starts[j].slots[starts[j]])
            price = self._tables.table(kind, session.length)[slot, self._tables.column(kind, person)]
            total += int(price) - self._tables.lasting(person, session.length, slot)
        return total

    def seatings(self, times: Times, picked: Picked) -> tuple[Seating, ...]:
        """Put times and people together, in the order of sessions and needs."""
        slots = {j: int(self.shape.starts[j].slots[start]) for j, start in times.chosen}
        people: dict[int, list[tuple[int, int]]] = {j: [] for j in slots}
        for (j, place), person, _ in picked:
            people[j].append((place, person))
        return tuple(
            Seating(self.index, j, slots[j], tuple(person for _, person in sorted(people[j], key=_place)))
            for j in sorted(slots)
        )

    def _column(self, seat: Seat, person: int) -> int:
        return self._tables.column(self._needs[seat[0]][seat[1]].kind, person)


def double_of(picked: Picked) -> tuple[int, Seat, Seat] | None:
    """A person with two seats, and these; None when all are different."""
    seen: dict[int, Seat] = {}
    for seat, person, _ in picked:
        if person in seen:
            return person, seen[person], seat
        seen[person] = seat
    return None


def _place(pair: tuple[int, int]) -> int:
    return pair[0]


def _cheapest(row: Prices, people: tuple[int, ...], taken: set[int]) -> tuple[int, list[int]]:
    """The lowest price among people not taken, and everybody who has it."""
    if taken:
        row = row.copy()
        row[[i for i, person in enumerate(people) if person in taken]] = FAR
    price = int(row.min())
    return price, [people[i] for i in np.flatnonzero(row == price).tolist()]


def _cheapest_matching(options: list[list[tuple[int, int]]]) -> list[tuple[int, int]] | None:
    """Choose one (price, person) from each list, all people different, at the least sum; by depth first."""
    order = sorted(range(len(options)), key=lambda i: len(options[i]))
    least = [min((price for price, _ in options[i]), default=FAR) for i in order]
    rest = [sum(least[k:]) for k in range(len(order) + 1)]
    best: tuple[int, dict[int, tuple[int, int]]] | None = None
    stack: list[tuple[int, int, dict[int, tuple[int, int]]]] = [(0, 0, {})]
    while stack:
        depth, cost, chosen = stack.pop()
        if best is not None and cost + rest[depth] >= best[0]:
            continue
        if depth == len(order):
            best = (cost, chosen)
            continue
        taken = {person for _, person in chosen.values()}
        stack += [
            (depth + 1, cost + price, {**chosen, order[depth]: (price, person)})
            for price, person in reversed(options[order[depth]])
            if person not in taken
        ]
    return None if best is None else [best[1][i] for i in range(len(options))]
