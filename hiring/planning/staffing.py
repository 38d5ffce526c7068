"""Who may sit in which session at which time: qualifications, conflicts, calendars and limits."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .intervals import grid_starts, moment, pad, subtract
from .pools import seatable
from .types import (
    CandidateLoop,
    Interval,
    Interviewer,
    Placement,
    PlannedSession,
    ScheduleRequest,
)


def week_of(day: date) -> tuple[int, int]:
    """Return the ISO year and week of a day."""
    return day.isocalendar()[:2]


class Roster:
    """The interviewers with everything they are booked for; placing and counting change it."""

    def __init__(self, request: ScheduleRequest, placements: Iterable[Placement] = ()) -> None:
        self.rules = request.rules
        self.not_before = request.not_before
        self.people = {person.id: person for person in sorted(request.interviewers, key=lambda each: each.id)}
        self.booked: dict[str, list[Interval]] = {who: list(self.people[who].booked) for who in self.people}
        self.seats: dict[str, dict[str, int]] = defaultdict(dict)
        self._days: dict[str, Counter[date]] = defaultdict(Counter)
        self._weeks: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
        self._local: dict[tuple[str, datetime], date] = {}
        for who, intervals in self.booked.items():
            for each in intervals:
                self._count(who, each.start)
        for placement in placements:
            self.book(placement)

    def book(self, placement: Placement) -> None:
        """Take the placement's people for its time; people that the roster does not know are passed over."""
        for who in placement.interviewers:
            self.seats[placement.candidate][who] = placement.session
            if who in self.people:
                self.booked[who].append(placement.interval)
                self._count(who, placement.start)

    def load(self, who: str) -> int:
        """Count the interviews that a person has."""
        return len(self.booked[who])

    def qualified(self, session: PlannedSession) -> list[Interviewer]:
        """List the people who may have a seat of the session, in a fixed order."""
        return [person for person in self.people.values() if session.may_take(person)]

    def eligible(self, loop: CandidateLoop, session: PlannedSession) -> list[Interviewer]:
        """List the qualified people without a conflict of interest or a seat elsewhere in the loop."""
        taken = self.seats.get(loop.candidate, {})
        return [
            person
            for person in self.qualified(session)
            if loop.candidate not in person.conflicts and person.id not in taken
        ]

    def free(self, person: Interviewer) -> tuple[Interval, ...]:
        """Return when the person is available and neither busy nor booked, with the buffer kept."""
        blocks = (*person.busy, *self.booked[person.id])
        pause = max(self.rules.buffer_minutes, person.buffer_minutes)
        return subtract(person.availability, (pad(block, pause) for block in blocks))

    def free_starts(self, person: Interviewer, minutes: int) -> set[int]:
        """Return the grid starts at which the person is free for so long, limits aside."""
        return grid_starts(self.free(person), minutes, self.rules.grid_minutes)

    def local_day(self, time_zone: str, at: datetime) -> date:
        """Return the day on the wall calendar of the zone."""
        key = (time_zone, at)
        if key not in self._local:
            self._local[key] = at.astimezone(ZoneInfo(time_zone)).date()
        return self._local[key]

    def count_on(self, person: Interviewer, day: date) -> int:
        """Count the person's interviews on a local day."""
        return self._days[person.id][day]

    def count_in(self, person: Interviewer, week: tuple[int, int]) -> int:
        """Count the person's interviews in a local ISO week."""
        return self._weeks[person.id][week]

    def within_limits(self, person: Interviewer, at: datetime) -> bool:
        """Tell whether one more interview at this time keeps the person's daily and weekly limit."""
        day = self.local_day(person.time_zone, at)
        if person.day_limit is not None and self.count_on(person, day) >= person.day_limit:
            return False
        return person.week_limit is None or self.count_in(person, week_of(day)) < person.week_limit

    def options(
        self, loop: CandidateLoop, session: PlannedSession, starts: set[int]
    ) -> dict[int, tuple[str, ...]]:
        """Map each start at which enough people can sit in the session to the ids of all who can."""
        free: dict[int, list[str]] = defaultdict(list)
        for person in self.eligible(loop, session):
            for start in starts & self.free_starts(person, session.minutes):
                if self.within_limits(person, moment(start, self.rules.grid_minutes)):
                    free[start].append(person.id)
        return {
            start: tuple(free[start])
            for start in sorted(free)
            if seatable(session, [self.people[who] for who in free[start]])
        }

    def candidate_starts(self, loop: CandidateLoop, minutes: int, own: Iterable[Interval] = ()) -> set[int]:
        """Return the grid starts inside the candidate's windows, clear of `own` sessions by the gap."""
        blocks = [*loop.busy, *(pad(each, self.rules.gap_minutes) for each in own)]
        starts = grid_starts(subtract(loop.windows, blocks), minutes, self.rules.grid_minutes)
        if self.not_before is None:
            return starts
        earliest = self.not_before
        return {start for start in starts if moment(start, self.rules.grid_minutes) >= earliest}

    def _count(self, who: str, at: datetime) -> None:
        day = self.local_day(self.people[who].time_zone, at)
        self._days[who][day] += 1
        self._weeks[who][week_of(day)] += 1
