"""Where there is room for one more session, as things stand or when one session leaves: by person, by candidate.

Everything is a mask of starts, worked out again only for those whose sessions have changed.
"""

from collections.abc import Iterable

from .problem import Candidate, Person, span, starts_within

Key = tuple[int, int]
"""A session: its candidate and its place in the candidate's loop."""

Leaving = tuple[tuple[Key, int], ...]
"""Sessions with the starts that open when that session leaves; starts that are open anyway are left out."""


class Diary:
    """A person with their seats: sessions with first slot and length."""

    def __init__(self, person: Person, horizon: int) -> None:
        self.person, self._horizon = person, (1 << horizon) - 1
        self.seats: dict[Key, tuple[int, int]] = {}
        self._calendar: dict[int, int] = {}
        self._room: dict[int, tuple[int, Leaving]] = {}

    def add(self, key: Key, start: int, length: int) -> None:
        """Take a seat."""
        self.seats[key] = (start, length)
        self._room.clear()

    def remove(self, key: Key) -> None:
        """Give a seat back. Raises KeyError for one that was not taken."""
        del self.seats[key]
        self._room.clear()

    def room(self, length: int) -> tuple[int, Leaving]:
        """Return the starts that are open to a session of a length, and those that each seat keeps closed alone."""
        if length not in self._room:
            self._room[length] = self._find(length)
        return self._room[length]

    def _find(self, length: int) -> tuple[int, Leaving]:
        calendar, rest = self._hours(length), self.person.rest
        blocks = {
            key: (start, _around(start, taken + rest, length + rest))
            for key, (start, taken) in self.seats.items()
        }
        once, twice = _overlaid(block for _, block in blocks.values())
        full = [limit.starts for limit in self.person.limits if self._used(limit.starts) >= limit.most]
        closed, _ = _overlaid(full)
        opened = calendar & ~once & ~closed
        leaving = []
        for key, (start, block) in blocks.items():
            still, _ = _overlaid(starts for starts in full if not starts >> start & 1)
            # A limit that is full frees one interview when one of those it counts leaves.
            starts = calendar & ~(once & ~block) & ~(twice & block) & ~still & ~opened
            if starts:
                leaving.append((key, starts))
        return opened, tuple(leaving)

    def _hours(self, length: int) -> int:
        """The starts at which the calendar alone has room, without those that a limit of nothing closes."""
        if length not in self._calendar:
            closed, _ = _overlaid(limit.starts for limit in self.person.limits if limit.most <= 0)
            self._calendar[length] = starts_within(self.person.free, length) & self._horizon & ~closed
        return self._calendar[length]

    def _used(self, starts: int) -> int:
        return sum(starts >> start & 1 for start, _ in self.seats.values())


class Visits:
    """A candidate with the first slots of the sessions that are placed."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.placed: dict[int, int] = {}
        self._on: dict[int, int] = {}
        self._room: dict[tuple[int, int | None], int] = {}
        self._allowed = [
            _overlaid(starts_within(candidate.free & day.slots, session.length) for day in candidate.days)[0]
            & (-1 if session.starts is None else session.starts)
            for session in candidate.sessions
        ]

    def add(self, session: int, start: int) -> None:
        """Place a session."""
        self.placed[session] = start
        self._on[session] = next(i for i, day in enumerate(self.candidate.days) if day.slots >> start & 1)
        self._room.clear()

    def remove(self, session: int) -> None:
        """Take a session out. Raises KeyError for one that is not placed."""
        del self.placed[session]
        self._room.clear()

    def bears(self, session: int) -> bool:
        """Whether a session that is placed has to wait for this one, which therefore cannot leave."""
        return any(session in self.candidate.sessions[other].after for other in self.placed)

    def days(self) -> int:
        """The slots of the days on which something is placed or stands."""
        used = {self._on[session] for session in self.placed}
        days = enumerate(self.candidate.days)
        return _overlaid(day.slots for number, day in days if day.standing or number in used)[0]

    def room(self, session: int, without: int | None = None) -> int:
        """Return the starts at which the candidate can take a session, as if the one `without` were not placed."""
        if (session, without) not in self._room:
            self._room[session, without] = self._find(session, without)
        return self._room[session, without]

    def _find(self, session: int, without: int | None) -> int:
        others = {other: start for other, start in self.placed.items() if other != without}
        asked, gap = self.candidate.sessions[session], self.candidate.gap
        if any(other not in others for other in asked.after):
            return 0
        starts = self._allowed[session]
        for other, start in others.items():
            length = self.candidate.sessions[other].length
            starts &= ~_around(start, length + gap, asked.length + gap)
            if other in asked.after:
                starts &= -1 << (start + length)
            if session in self.candidate.sessions[other].after:
                starts &= span(0, max(0, start - asked.length + 1))
        return starts & ~self._full(asked.length, others)

    def _full(self, length: int, others: Iterable[int]) -> int:
        """The slots of days that cannot take a session of a length."""
        taken: dict[int, list[int]] = {}
        for other in others:
            taken.setdefault(self._on[other], []).append(self.candidate.sessions[other].length)
        days = self.candidate.days
        no_more = (
            sum(bool(day.standing or n in taken) for n, day in enumerate(days)) >= self.candidate.max_days
        )
        full = 0
        for number, day in enumerate(days):
            mine = taken.get(number, ())
            new = not mine and not day.standing
            if len(mine) >= day.most or sum(mine) + length > day.room or (new and no_more):
                full |= day.slots
        return full


def _around(start: int, after: int, before: int) -> int:
    """The starts at which a session that needs `before` slots would meet one that holds `after` slots from `start`."""
    first = max(0, start - before + 1)
    return span(first, start + after - first)


def _overlaid(masks: Iterable[int]) -> tuple[int, int]:
    """The slots that are in at least one of the masks, and those in at least two."""
    once = twice = 0
    for mask in masks:
        twice |= once & mask
        once |= mask
    return once, twice
