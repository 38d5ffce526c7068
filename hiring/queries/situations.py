"""Loops that are to be mended, as they stand and as they would stand: what a repair is worked out on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from hiring.models import InterviewLoop, InterviewSession
from hiring.planning import types
from hiring.queries import planning, schedules
from hiring.queries.broken import Broken

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Left:
    """An interview that could not be mended, and why."""

    session: InterviewSession
    why: tuple[str, ...]
    reasons: tuple[str, ...]


class Situation:
    """The interviews with a time of some loops: `before` and `now` hold a placement by the session's number.

    `open` are the broken ones that are still to be mended. Each candidate has one loop here.
    """

    def __init__(self, found: Sequence[Broken], at: datetime, others: Iterable[InterviewLoop] = ()) -> None:
        self.at = at
        self.open = {each.session.pk: each for each in found}
        self.reasons: dict[int, tuple[str, ...]] = {}
        loops = {each.session.loop_id: each.session.loop for each in found} | {
            each.pk: each for each in others
        }
        self.loops = {
            loop: [row for row in schedules.standing(loop) if row.during is not None]
            for loop in loops.values()
        }
        self.rows = {row.pk: row for listed in self.loops.values() for row in listed}
        self.before = {
            row.pk: schedules.kept(row, place)
            for listed in self.loops.values()
            for place, row in enumerate(listed)
        }
        self.now = dict(self.before)

    @cached_property
    def people(self) -> tuple[types.Interviewer, ...]:
        """The interviewers without what they do in these loops; who was taken out is not asked again for then."""
        taken_out: dict[str, list[types.Interval]] = {}
        for each in self.open.values():
            for seat in each.session.seats.all():
                if seat.cancelled:
                    span = planning.interval(each.session.during)
                    taken_out.setdefault(str(seat.person_id), []).append(span)
        return tuple(
            replace(person, busy=(*person.busy, *taken_out.get(person.id, [])))
            for person in schedules.interviewers(self.rows.values(), self.before.values(), self.at)
        )

    def mended(self, session: int, placement: types.Placement) -> None:
        """The interview would take place like this."""
        self.now[session] = placement
        self.open.pop(session, None)

    def staying(self, session: int) -> types.Placement:
        """The interview with those of its people who can stay."""
        there, gone = self.now[session], self.open[session].leaving if session in self.open else frozenset()
        return replace(there, interviewers=tuple(who for who in there.interviewers if int(who) not in gone))

    def standing(self, besides: Iterable[int]) -> list[types.Placement]:
        """What everybody does in these loops, the interviews `besides` left out; who cannot stay is free."""
        left_out = set(besides)
        return [self.staying(pk) for pk in self.now if pk not in left_out]

    def loop_of(self, session: int) -> InterviewLoop:
        """The loop of an interview."""
        return self.rows[session].loop

    def changed(self) -> list[int]:
        """The interviews that would have another time or other people, by their time."""
        differing = [
            pk for pk, placement in self.now.items() if essence(placement) != essence(self.before[pk])
        ]
        return sorted(differing, key=lambda pk: (self.before[pk].start, pk))


def essence(placement: types.Placement) -> tuple[types.Interval, frozenset[str]]:
    """Time and people; the same people in another order are no change."""
    return placement.interval, frozenset(placement.interviewers)


def minutes(row: InterviewSession) -> int:
    """How long the interview takes as it was set, in whole minutes."""
    return max(round((row.during.upper - row.during.lower) / A_MINUTE), 1)


def foreign(placements: Iterable[types.Placement]) -> tuple[types.Placement, ...]:
    """The placements as nobody's in particular: they take their people's time and leave loops alone."""
    return tuple(replace(each, candidate="", session=0) for each in placements)
