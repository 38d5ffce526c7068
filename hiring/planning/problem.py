"""Staffing and scheduling as plain numbers: what the solver works on, whatever the calendars looked like.

Time is a line of equal slots. A set of slots is a bit mask in a whole number: bit t is set when slot t belongs
to it. People and candidates are known by their place in the problem, kinds of seat by small whole numbers. Time
zones, clock changes and minutes are dealt with by whoever writes the problem down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` interviews that start in the slots of `starts`: a day, a week or anything else."""

    starts: int
    most: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may take seats.

    `free` holds the slots in which the person can be asked, `kinds` the kinds of seat they may take, `past` the
    interviews they had before (for fairness). Between two of their interviews lie at least `rest` slots. A
    trainee may watch sessions of the kinds in `shadows`, `shadow_need` of them if possible. `preferred` holds the
    slots in which they like interviews best (None: no wish).
    """

    free: int
    kinds: frozenset[int]
    limits: tuple[Limit, ...] = ()
    past: int = 0
    rest: int = 0
    shadows: frozenset[int] = frozenset()
    shadow_need: int = 0
    preferred: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """`count` different people who may take seats of one kind."""

    kind: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Session:
    """One interview of `length` slots with everybody in `needs`, all of them different people.

    `kind` is what a trainee would learn here. `starts` narrows the slots in which it may begin (None: any). It
    needs every session of `after` (indices) to be placed and over. `rank` is its place in the order that costs
    nothing: a session that starts before one of lower rank counts as an inversion.
    """

    kind: int
    length: int
    needs: tuple[Need, ...]
    starts: int | None = None
    after: tuple[int, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A local day of a candidate: its slots, the most sessions and the most slots spent in sessions.

    `standing` are the candidate's own fixed stretches (first slot, slot after the last): they make the day a
    used one, and time between them and a session is idle. They are no part of `free`, and what they take of
    `most` and `room` is taken off already.
    """

    slots: int
    most: int
    room: int
    standing: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with sessions to be placed, in one place at a time, `gap` slots at least between two of them.

    `days` are in the order of time and do not overlap; nothing is placed outside them. `conflicts` are people
    who may not take any seat here.
    """

    free: int
    days: tuple[Day, ...]
    sessions: tuple[Session, ...]
    max_days: int
    gap: int = 0
    conflicts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Seating:
    """A session with its time and people: candidate, session (indices), first slot, people in seat order."""

    candidate: int
    session: int
    start: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shadow:
    """A trainee who watches a session (indices)."""

    candidate: int
    session: int
    person: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What things cost, in whole numbers, to be minimised.

    `left_out` for a session without a place, `day` for a day a candidate has to come, `idle` for a slot of
    waiting inside such a day, `load` times the growth of the sum over people of the squared number of
    interviews, `inversion` for two sessions out of order, `late` for each slot that a session starts after the
    first slot, `move` for a session that is not at its `wanted` time with its wanted people, and `wish` for a seat
    that does not lie wholly in what its person prefers.
    """

    left_out: int = 1000
    day: int = 30
    idle: int = 1
    load: int = 1
    inversion: int = 0
    late: int = 0
    move: int = 0
    wish: int = 0


@dataclass(frozen=True)
class Problem:
    """Everything there is to place, over `horizon` slots of `slot_minutes`.

    `wanted` are places that a session should rather keep (`Weights.move`), such as what has been agreed. `unseen` is
    what a session of a kind costs at a time when none of the trainees who wait for that kind could watch it.
    """

    people: tuple[Person, ...]
    candidates: tuple[Candidate, ...]
    horizon: int
    slot_minutes: int = 30
    weights: Weights = Weights()
    wanted: tuple[Seating, ...] = field(default=())
    unseen: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def able(self) -> dict[int, tuple[int, ...]]:
        """People who may take seats of each kind, in a fixed order."""
        kinds = sorted({kind for person in self.people for kind in person.kinds})
        return {
            kind: tuple(i for i, person in enumerate(self.people) if kind in person.kinds) for kind in kinds
        }

    def watchable(self, session: Session) -> int:
        """The starts at which a trainee who waits for the session's kind is free for all of it."""
        starts = 0
        for person in self.people:
            if person.shadow_need and session.kind in person.shadows:
                starts |= starts_within(person.free, session.length)
        return starts


@dataclass(frozen=True, slots=True)
class Plan:
    """Who meets whom when. What is not here is left out."""

    seatings: tuple[Seating, ...] = ()
    shadows: tuple[Shadow, ...] = ()


def span(start: int, length: int) -> int:
    """The mask of `length` slots from `start`."""
    return ((1 << length) - 1) << start


def slots_of(mask: int) -> list[int]:
    """List the slots of a mask in the order of time."""
    octets = np.frombuffer(mask.to_bytes(mask.bit_length() // 8 + 1, "little"), np.uint8)
    found: list[int] = np.flatnonzero(np.unpackbits(octets, bitorder="little")).tolist()
    return found


def starts_within(free: int, length: int) -> int:
    """The mask of slots from which `length` slots in a row are free; by doubling, so in log(length) steps."""
    starts, done = free, 1
    while done < length:
        step = min(done, length - done)
        starts &= starts >> step
        done += step
    return starts
