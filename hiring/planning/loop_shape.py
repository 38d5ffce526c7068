"""What never changes about one candidate's loop, laid out as arrays for `loop_search`.

A line of positions holds one block for each day of the candidate: some padding, then the slots of the day. A session
of n slots that starts at position x has ended, the gap included, at x + n + gap. A set of sessions is a bit mask.
Costs are written less the potential `idle` · (slots of the day so far), so that waiting costs nothing on the way and
is added when the day closes.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .problem import Candidate, Problem, Seating, Session, slots_of, starts_within

Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
NEVER = 1 << 40
"""A cost that no plan has; larger than any sum of true ones, and many of it still fit into 64 bits."""


class Level(NamedTuple):
    """The sets of one size, each with its `size` ways to put one session last.

    Way w of set s adds session `last[s * size + w]` to the set whose row is `rows[s * size + w]` (by length of
    the last session, then by set), at the cost `extra` for breaking the order.
    """

    size: int
    sets: Places
    rows: Places
    last: Places
    extra: Numbers | None


class Splits(NamedTuple):
    """Every way to do the set `now` on one day after the set `before` on earlier ones, sorted by their union.

    `parts` tells where the ways of each union lie.
    """

    before: Places
    now: Places
    unions: Places
    firsts: Places
    extra: Numbers | None
    parts: dict[int, slice]


class Order(NamedTuple):
    """The part of a loop that decides what may follow what; many candidates share one."""

    lengths: tuple[int, ...]
    after: tuple[tuple[int, ...], ...]
    ranks: tuple[int, ...]
    inversion: int


@dataclass(frozen=True, slots=True)
class Starts:
    """Where one session may start: slots, the positions at which it has ended, and what each start costs."""

    slots: Places
    ends: Places
    cost: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class LoopShape:
    """One candidate's loop. `opening` and `closing` are costs by position, `day_cost` by set and day."""

    candidate: Candidate
    width: int
    firsts: tuple[int, ...]
    padding: int
    starts: tuple[Starts, ...]
    steps: tuple[int, ...]
    opening: Numbers
    closing: Numbers
    day_cost: Numbers
    fresh: tuple[bool, ...]
    fresh_days: int
    left_out: Numbers
    levels: tuple[Level, ...]
    splits: Splits

    @property
    def positions(self) -> int:
        """The length of the line of positions."""
        return self.width * len(self.firsts)

    def slot(self, session: int, end: int) -> int:
        """The slot at which a session started that has ended at a position."""
        day, place = divmod(end, self.width)
        return self.firsts[day] + place - self.padding - self.steps[session]


def shape_of(problem: Problem, index: int) -> LoopShape:
    """Lay out the loop of a candidate, given by its place in the problem."""
    candidate, weights = problem.candidates[index], problem.weights
    wanted = {each.session: each for each in problem.wanted if each.candidate == index}
    steps = tuple(session.length + candidate.gap for session in candidate.sessions)
    padding = max(steps, default=1)
    spans = [_day_span(candidate, day) for day in range(len(candidate.days))]
    width = padding + max((last - first for first, last in spans), default=0) + candidate.gap + 1
    firsts = tuple(first for first, _ in spans)
    opening, closing = _edges(problem, candidate, firsts, width, padding)
    order = Order(
        tuple(steps),
        tuple(session.after for session in candidate.sessions),
        tuple(session.rank for session in candidate.sessions),
        weights.inversion,
    )
    fresh = tuple(not day.standing for day in candidate.days)
    most = max((day.most for day in candidate.days), default=0)
    return LoopShape(
        candidate=candidate,
        width=width,
        firsts=firsts,
        padding=padding,
        starts=tuple(
            _starts(problem, candidate, j, firsts, width, padding, wanted.get(j))
            for j in range(len(candidate.sessions))
        ),
        steps=steps,
        opening=opening,
        closing=closing,
        day_cost=_day_costs(problem, candidate),
        fresh=fresh,
        fresh_days=max(0, min(candidate.max_days - fresh.count(False), len(steps))),
        left_out=_left_out(candidate.sessions, weights.left_out),
        levels=levels_of(order)[:most],
        splits=splits_of(order),
    )


def _day_span(candidate: Candidate, day: int) -> tuple[int, int]:
    """The first slot and the slot after the last that matter on a day."""
    slots = candidate.days[day].slots & candidate.free
    edges = [edge for standing in candidate.days[day].standing for edge in standing]
    if slots:
        edges += [(slots & -slots).bit_length() - 1, slots.bit_length()]
    return min(edges, default=0), max(edges, default=0)


def _edges(
    problem: Problem, candidate: Candidate, firsts: tuple[int, ...], width: int, padding: int
) -> tuple[Numbers, Numbers]:
    """What it costs to begin a day at each position, and to end it there; standing stretches are waited for."""
    idle = problem.weights.idle
    opening, closing = (np.zeros((len(firsts), width), np.int64) for _ in range(2))
    for d, (day, first) in enumerate(zip(candidate.days, firsts, strict=True)):
        waiting = np.full(width, idle, np.int64)
        for start, end in day.standing:
            waiting[padding + start - first : padding + end - first] = 0
        potential = np.concatenate(([0], np.cumsum(waiting)[:-1]))
        opening[d] = -potential
        closing[d] = potential - idle * candidate.gap
        if day.standing:
            begin = padding + min(start for start, _ in day.standing) - first
            finish = padding + max(end for _, end in day.standing) - first
            opening[d, begin:] = -potential[begin]
            ended = np.maximum(np.arange(width) - candidate.gap, 0)
            closing[d] += np.maximum(potential[finish] - potential[ended], 0)
            closing[d] -= potential[finish] - potential[begin]
    return opening.ravel(), closing.ravel()


def _starts(
    problem: Problem,
    candidate: Candidate,
    index: int,
    firsts: tuple[int, ...],
    width: int,
    padding: int,
    wanted: Seating | None,
) -> Starts:
    session, weights = candidate.sessions[index], problem.weights
    allowed = -1 if session.starts is None else session.starts
    slots: list[int] = []
    ends: list[int] = []
    for d, day in enumerate(candidate.days):
        found = slots_of(starts_within(candidate.free & day.slots, session.length) & allowed)
        slots += found
        base = d * width + padding + session.length + candidate.gap - firsts[d]
        ends += [base + slot for slot in found]
    cost = weights.late * np.array(slots, np.int64) - weights.idle * session.length
    if wanted is not None:
        cost += weights.move * sum(need.count for need in session.needs)
    if unseen := problem.unseen.get(session.kind, 0):
        watchable = problem.watchable(session)
        cost += unseen * np.array([not watchable >> slot & 1 for slot in slots], np.int64)
    return Starts(np.array(slots, np.intp), np.array(ends, np.intp), cost)


def _day_costs(problem: Problem, candidate: Candidate) -> Numbers:
    """The cost of a day by set and day: nothing where the candidate comes anyway, never where it is too full."""
    count = len(candidate.sessions)
    sizes = np.array([each.bit_count() for each in range(1 << count)])
    slots = np.zeros(1 << count, np.int64)
    for j, session in enumerate(candidate.sessions):
        slots[[each for each in range(1 << count) if each >> j & 1]] += session.length
    costs = np.zeros((1 << count, len(candidate.days)), np.int64)
    for d, day in enumerate(candidate.days):
        costs[:, d] = 0 if day.standing else problem.weights.day
        costs[(sizes > day.most) | (slots > day.room), d] = NEVER
    return costs


def _left_out(sessions: tuple[Session, ...], price: int) -> Numbers:
    """What is to be paid for each set of sessions that are placed, for those that are not."""
    return np.array(
        [price * (len(sessions) - each.bit_count()) for each in range(1 << len(sessions))], np.int64
    )


# --- shared between loops that are alike --------------------------------------------------------------------


@lru_cache(maxsize=256)
def levels_of(order: Order) -> tuple[Level, ...]:
    """The sets by size, from one session to all, with the ways to reach each."""
    count = len(order.lengths)
    kinds = sorted(set(order.lengths))
    levels = []
    for size in range(1, count + 1):
        sets = [each for each in range(1 << count) if each.bit_count() == size]
        ways = [(each ^ 1 << j, j) for each in sets for j in range(count) if each >> j & 1]
        extra = np.array([[_disorder(order, done, j)] for done, j in ways], np.int64)
        levels.append(
            Level(
                size,
                np.array(sets, np.intp),
                np.array([kinds.index(order.lengths[j]) << count | done for done, j in ways], np.intp),
                np.array([j for _, j in ways], np.intp),
                extra if extra.any() else None,
            )
        )
    return tuple(levels)


def _disorder(order: Order, done: int, j: int) -> int:
    """What it costs to put session j after the set `done`: never, when one of them has to wait for j."""
    count = len(order.lengths)
    if any(done >> i & 1 and j in order.after[i] for i in range(count)):
        return NEVER
    return order.inversion * sum(done >> i & 1 and order.ranks[i] > order.ranks[j] for i in range(count))


@lru_cache(maxsize=256)
def splits_of(order: Order) -> Splits:
    """Every pair of sets without a common session, the later one not empty; a session waits for what it needs."""
    count = len(order.lengths)
    pairs = []
    for union in range(1, 1 << count):
        now = union
        while now:
            before = union ^ now
            if all(i in _members(union) for j in _members(now) for i in order.after[j]):
                pairs.append((union, before, now))
            now = (now - 1) & union
    unions = [union for union, _, _ in pairs]
    firsts = [i for i, union in enumerate(unions) if i == 0 or unions[i - 1] != union]
    parts = {unions[first]: slice(first, last) for first, last in pairwise([*firsts, len(unions)])}
    extra = np.array([_across(order, before, now) for _, before, now in pairs], np.int64)
    return Splits(
        np.array([before for _, before, _ in pairs], np.intp),
        np.array([now for _, _, now in pairs], np.intp),
        np.array([unions[i] for i in firsts], np.intp),
        np.array(firsts, np.intp),
        extra if extra.any() else None,
        parts,
    )


def _across(order: Order, before: int, now: int) -> int:
    """What the order costs between earlier days and this one."""
    return sum(min(_disorder(order, before, j), NEVER) for j in _members(now))


def _members(sessions: int) -> list[int]:
    return [j for j in range(sessions.bit_length()) if sessions >> j & 1]
