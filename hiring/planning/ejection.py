"""Find places for sessions that are left out by letting others give way, which then look for places themselves.

Each step draws a session that is left out and a place for it: one that is open if there is one, else one that opens
when a single other session leaves. Whoever came in lately may not be sent away again (ejection chains with a tabu
list, Glover 1989, 1996). Days and load are not looked at, only how many sessions are left out; a step takes a fifth of
a thousandth of a second, so that thousands of plans that leave out equally many are walked through.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from .problem import Problem, Seating, Session, slots_of
from .room import Diary, Key, Visits

TENURE = 10
"""Steps for which a session that came in may stay at least; as many again are added by lot."""

PATIENCE = 80
"""Steps for each candidate after which the walk ends when it has found nothing better."""

DRAWS = 8
"""Of so many places drawn, the one whose session was sent away least often is taken: else few rivals take turns."""

Able = tuple[tuple[tuple[int, int], ...], ...]
"""For each need of a session who could come, with the starts at which they could."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """Starts for a session at which its needs can be met: who could come for each need at which starts, who has
    to come, and the session that leaves for it.
    """

    starts: int
    able: Able
    must: tuple[int, int] | None = None
    leaves: Key | None = None


class Ejection:
    """The walk from one plan: `best` is the plan that left out fewest, `fewest` how many; `steps` were made."""

    def __init__(self, problem: Problem, seatings: Iterable[Seating], draw: random.Random) -> None:
        self.problem, self.draw = problem, draw
        self._diaries = [Diary(person, problem.horizon) for person in problem.people]
        self._visits = [Visits(candidate) for candidate in problem.candidates]
        self._placed: dict[Key, Seating] = {}
        self._fit: dict[tuple[int, int], tuple[int, ...]] = {}
        for seating in seatings:
            self._put(seating)
        self._out = [
            (index, j)
            for index, candidate in enumerate(problem.candidates)
            for j in range(len(candidate.sessions))
            if (index, j) not in self._placed
        ]
        self.steps, self._until = 0, dict.fromkeys(self._placed, 0)
        self._sent: Counter[Key | None] = Counter()
        self.best, self.fewest = self.seatings, len(self._out)

    @property
    def seatings(self) -> tuple[Seating, ...]:
        """The plan as it stands."""
        return tuple(self._placed[key] for key in sorted(self._placed))

    def walk(self, over: Callable[[], bool]) -> bool:
        """Go on until `over()`, until nothing is left out or until `PATIENCE` is lost; tell whether it found fewer."""
        before, last = self.fewest, self.steps
        patience = PATIENCE * len(self.problem.candidates)
        while self._out and self.steps - last < patience and not over():
            fewest = self.fewest
            self.step()
            last = self.steps if self.fewest < fewest else last
        return self.fewest < before

    def step(self) -> None:
        """Place one session that is left out, where that can be done, perhaps for another one."""
        self.steps += 1
        key = self.draw.choice(self._out)
        seating, leaves = self._choose(key)
        if seating is None:
            return
        self._out.remove(key)
        if leaves is not None:
            self._remove(leaves)
            self._out.append(leaves)
            self._sent[leaves] += 1
        self._put(seating)
        self._until[key] = self.steps + TENURE + self.draw.randrange(TENURE)
        if len(self._out) < self.fewest:
            self.best, self.fewest = self.seatings, len(self._out)

    def _put(self, seating: Seating) -> None:
        key = seating.candidate, seating.session
        self._placed[key] = seating
        self._visits[seating.candidate].add(seating.session, seating.start)
        for person in seating.people:
            self._diaries[person].add(key, seating.start, self._session(key).length)

    def _remove(self, key: Key) -> None:
        for person in self._placed.pop(key).people:
            self._diaries[person].remove(key)
        self._visits[key[0]].remove(key[1])

    def _session(self, key: Key) -> Session:
        return self.problem.candidates[key[0]].sessions[key[1]]

    # --- places ---------------------------------------------------------------------------------------------

    def _choose(self, key: Key) -> tuple[Seating | None, Key | None]:
        """Draw a place for a session, and the session that leaves for it; rather on a day that is used anyway."""
        starts = self._visits[key[0]].room(key[1])
        able = self._able(key, starts, None)
        openings = list(self._open(key, starts, able))
        if not openings:
            ways = (partial(self._at_rivals, key, starts, able), partial(self._in_the_loop, key))
            first, second = self.draw.sample(ways, 2)
            openings = list(first()) or list(second())
        if not openings:
            return None, None
        opening = min(self.draw.choices(openings, k=DRAWS), key=lambda each: self._sent[each.leaves])
        starts = opening.starts & self._visits[key[0]].days() or opening.starts
        start = self.draw.choice(slots_of(starts))
        people = self._people(self._session(key), opening, start)
        return None if people is None else Seating(*key, start, people), opening.leaves

    def _open(self, key: Key, starts: int, able: Able) -> Iterator[_Opening]:
        """The places that are open as things stand."""
        starts = self._met(self._session(key), able, starts)
        if starts:
            yield _Opening(starts, able)

    def _at_rivals(self, key: Key, starts: int, able: Able) -> Iterator[_Opening]:
        """The places that open when another candidate's session leaves one of the people who could come."""
        if not starts:
            return
        session, busy = self._session(key), self._met_by(key[0], None)
        for place, need in enumerate(session.needs):
            rest = self._met(session, able, starts, place)
            for person in self._qualified(key, need.kind, busy) if rest else ():
                for leaves, opened in self._diaries[person].room(session.length)[1]:
                    if opened & rest and self._may_leave(leaves):
                        yield _Opening(opened & rest, able, (place, person), leaves)

    def _in_the_loop(self, key: Key) -> Iterator[_Opening]:
        """The places that open when another session of the same loop leaves."""
        visits, session = self._visits[key[0]], self._session(key)
        for other in visits.placed:
            leaves = key[0], other
            starts = visits.room(key[1], without=other) if self._may_leave(leaves) else 0
            able = self._able(key, starts, leaves)
            starts = self._met(session, able, starts)
            if starts:
                yield _Opening(starts, able, leaves=leaves)

    def _may_leave(self, key: Key) -> bool:
        return self._until[key] <= self.steps and not self._visits[key[0]].bears(key[1])

    def _met_by(self, candidate: int, without: Key | None) -> set[int]:
        """The people whom a candidate meets already."""
        return {
            person
            for session in self._visits[candidate].placed
            if (candidate, session) != without
            for person in self._placed[candidate, session].people
        }

    def _qualified(self, key: Key, kind: int, busy: set[int]) -> list[int]:
        candidate = key[0]
        if (candidate, kind) not in self._fit:
            conflicts = self.problem.candidates[candidate].conflicts
            able = self.problem.able.get(kind, ())
            self._fit[candidate, kind] = tuple(person for person in able if person not in conflicts)
        return [person for person in self._fit[candidate, kind] if person not in busy]

    def _able(self, key: Key, starts: int, leaves: Key | None) -> Able:
        """For each need the people who could come, with the starts at which they are free."""
        session, busy = self._session(key), self._met_by(key[0], leaves) if starts else set()
        found = []
        for need in session.needs:
            people = []
            for person in self._qualified(key, need.kind, busy) if starts else ():
                opened, leaving = self._diaries[person].room(session.length)
                opened |= dict(leaving).get(leaves, 0) if leaves in self._diaries[person].seats else 0
                if opened & starts:
                    people.append((person, opened & starts))
            found.append(tuple(people))
        return tuple(found)

    def _met(
        self,
        session: Session,
        able: Able,
        starts: int,
        short: int | None = None,
    ) -> int:
        """The starts at which each need finds its people; the need at the place `short` may lack one."""
        for place, (need, people) in enumerate(zip(session.needs, able, strict=True)):
            starts &= _at_least(need.count - (place == short), [free for _, free in people])
        return starts

    def _people(self, session: Session, opening: _Opening, start: int) -> tuple[int, ...] | None:
        """Draw different people for all needs at a start; None where one is wanted for two and nobody else is left."""
        chosen: list[int] = [] if opening.must is None else [opening.must[1]]
        seats: Mapping[int, list[int]] = {place: [] for place in range(len(session.needs))}
        if opening.must is not None:
            seats[opening.must[0]].append(opening.must[1])
        for place, (need, people) in enumerate(zip(session.needs, opening.able, strict=True)):
            free = [person for person, starts in people if starts >> start & 1 and person not in chosen]
            lacking = need.count - len(seats[place])
            if len(free) < lacking:
                return None
            drawn = self.draw.sample(free, lacking)
            seats[place].extend(drawn)
            chosen += drawn
        return tuple(person for place in seats for person in seats[place])


def _at_least(count: int, masks: Iterable[int]) -> int:
    """The slots that are in at least so many of the masks."""
    reached = [-1, *[0] * count]
    for mask in masks:
        for n in range(count, 0, -1):
            reached[n] |= reached[n - 1] & mask
    return reached[count]
