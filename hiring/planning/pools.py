"""One of these and one of those: seats that are for the members of one pool each, and who can have which.

A pool is named by a string; "" is the pool of everybody. Qualification for the kind of interview is asked besides.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from .types import Interviewer, PlannedSession


def matched(people: Sequence[Collection[str]], pools: Sequence[str]) -> list[int | None]:
    """Give as many people as possible a seat of their own, by number; None for who finds none.

    `people` are the pools that each belongs to. Nobody loses the seat for somebody who comes later in the row
    (augmenting paths, Kuhn 1955). Seats of a pool are taken before seats for everybody, which stay open to all.
    """
    seats = sorted(range(len(pools)), key=lambda seat: (not pools[seat], seat))
    taken: dict[int, int] = {}

    def seat(who: int, tried: set[int]) -> bool:
        for each in seats:
            if each not in tried and (not pools[each] or pools[each] in people[who]):
                tried.add(each)
                if each not in taken or seat(taken[each], tried):
                    taken[each] = who
                    return True
        return False

    for who in range(len(people)):
        seat(who, set())
    found = {who: each for each, who in taken.items()}
    return [found.get(who) for who in range(len(people))]


def left_open(people: Sequence[Collection[str]], pools: Sequence[str]) -> tuple[str, ...]:
    """The pools of the seats that these people leave open, in the order of the seats."""
    taken = set(matched(people, pools))
    return tuple(pool for seat, pool in enumerate(pools) if seat not in taken)


def seatable(session: PlannedSession, people: Sequence[Interviewer]) -> bool:
    """Tell whether these people, all of whom may take a seat of the session, are enough to fill all of them."""
    if len(people) < session.seats:
        return False
    return not any(session.seat_pools) or not left_open([each.pools for each in people], session.seat_pools)


def wanted(pools: Sequence[str]) -> str:
    """Whom a session with these seats needs, in words: "2 interviewers", "one of the pool “A” and one more"."""
    counts = Counter(pools)
    anybody = counts.pop("", 0)
    if not counts:
        return f"{anybody} interviewer{'s' if anybody > 1 else ''}"
    parts = [f"{_number(count)} of the pool “{pool}”" for pool, count in counts.items()]
    if anybody:
        parts.append(f"{_number(anybody)} more")
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _number(count: int) -> str:
    return "one" if count == 1 else str(count)
