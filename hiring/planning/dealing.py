"""People and loops dealt out to parts like cards, so that each part has its share of every kind and what it needs.

A kind is whatever distinguishes people: a kind of seat, a qualification, a pool. Kinds of few people are dealt first;
loops that not every part could hold go to the parts that can, before the others fill up what is left.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

Needs = Mapping[Hashable, int]
"""How many people of each kind a loop needs, all of them different."""


def deal_people(kinds: Sequence[Collection[Hashable]], count: int) -> list[list[int]]:
    """Deal people, by number, out to `count` parts; who is alike should follow each other."""
    common = Counter(kind for held in kinds for kind in held)
    scarcest = [
        min(held, key=lambda kind: (common[kind], str(kind))) if held else None for held in map(tuple, kinds)
    ]
    parts: list[list[int]] = [[] for _ in range(count)]
    there: list[Counter[Hashable]] = [Counter() for _ in range(count)]
    for who in sorted(range(len(kinds)), key=lambda each: common[scarcest[each]]):
        part = min(range(count), key=lambda each: (there[each][scarcest[who]], len(parts[each]), each))
        parts[part].append(who)
        there[part].update(kinds[who])
    return [sorted(part) for part in parts]


def deal_loops(needs: Sequence[Needs], people: Sequence[Iterable[Collection[Hashable]]]) -> list[list[int]]:
    """Deal loops, by number, out to parts of as equal a size as may be; `people` are the kinds that each part holds.

    What no part could hold is dealt out with the rest.
    """
    there = [Counter(kind for held in part for kind in held) for part in people]
    every = range(len(people))
    able = [[part for part in every if _holds(there[part], wanted)] or [*every] for wanted in needs]
    most = -(-len(needs) // max(len(people), 1))
    parts: list[list[int]] = [[] for _ in every]
    for loop in sorted(range(len(needs)), key=lambda each: len(able[each])):
        open_ = [part for part in able[loop] if len(parts[part]) < most]
        part = min(open_ or every, key=lambda each: (len(parts[each]), each))
        parts[part].append(loop)
    return [sorted(part) for part in parts]


def _holds(there: Mapping[Hashable, int], wanted: Needs) -> bool:
    return all(there[kind] >= count for kind, count in wanted.items())
