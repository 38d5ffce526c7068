"""A request of calendars, time zones and minutes as a problem of slots, and a plan of slots as placements.

A slot is the greatest length that divides the grid, all sessions, gaps and buffers, so that nothing is rounded but
what calendars block. What stands (kept placements, bookings, busy times) is taken out of the free slots of its people
and off the limits. Sessions lie within one local day of the candidate.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import gcd
from zoneinfo import ZoneInfo

from .intervals import merge, pad, subtract
from .pools import matched
from .problem import (
    Candidate,
    Day,
    Limit,
    Need,
    Person,
    Plan,
    Problem,
    Seating,
    Session,
    Weights,
    span,
    starts_within,
)
from .types import CandidateLoop, Interval, Interviewer, Placement, PlannedSession, ScheduleRequest

MINUTES_A_WEEK = 7 * 24 * 60
LEFT_OUT, MOVE, DAY, INVERSION = 1000, 100, 30, 10
"""Weights in units of load; a unit of load weighs as much as a session that starts a week later."""

WISH = 1 / 2
"""The weight of a seat outside its person's preferred hours, in units of load.

It is worth three and a half days: a session waits no longer than that for a wish. Evening out the load by one interview
saves two units, so four wishes must agree to leave it uneven; a day less for a candidate outweighs sixty.
"""

WATCH = 1 / 2
"""The worth of a seat that a trainee could have, in units of load: a wish as well."""

LATE, IDLE = 1, 1
"""Weights of a slot later and of a slot of waiting."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line of slots: so many of so many minutes from `origin`, which lies on the grid."""

    origin: datetime
    minutes: int
    horizon: int

    def mask(self, intervals: Iterable[Interval]) -> int:
        """The slots that lie wholly inside one of the intervals."""
        mask = 0
        for each in merge(intervals):
            first = max(-((self.origin - each.start) // timedelta(minutes=self.minutes)), 0)
            last = min((each.end - self.origin) // timedelta(minutes=self.minutes), self.horizon)
            if first < last:
                mask |= span(first, last - first)
        return mask

    def touched(self, interval: Interval) -> tuple[int, int]:
        """The first slot that an interval touches and the slot after the last."""
        step = timedelta(minutes=self.minutes)
        return (interval.start - self.origin) // step, -((self.origin - interval.end) // step)

    def moment(self, slot: int) -> datetime:
        """The time at which a slot starts, in UTC."""
        return self.origin + timedelta(minutes=slot * self.minutes)

    def slot(self, at: datetime) -> int | None:
        """The slot that starts at a time, if one does."""
        slot, rest = divmod(at - self.origin, timedelta(minutes=self.minutes))
        return slot if not rest and 0 <= slot < self.horizon else None

    def days(self, zone: str) -> Iterator[tuple[date, int]]:
        """The local days of a zone with their slots; a slot belongs to the day in which it starts."""
        local, end = ZoneInfo(zone), self.moment(self.horizon)
        day = self.origin.astimezone(local).date()
        while (start := midnight(day, local)) < end:
            first, _ = self.touched(Interval(start, start))
            first += self.moment(first) < start
            last, _ = self.touched(Interval(following := midnight(day + timedelta(1), local), following))
            last += self.moment(last) < following
            first, last = max(first, 0), min(last, self.horizon)
            if first < last:
                yield day, span(first, last - first)
            day += timedelta(1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a local day begins, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


class Translation:
    """One request with its `problem`; `wanted` are placements that should rather stay (`Weights.move`)."""

    def __init__(self, request: ScheduleRequest, wanted: Sequence[Placement] = ()) -> None:
        self.request = request
        self.people = sorted(request.interviewers, key=lambda each: each.id)
        self.line = _line(request)
        sessions = [session for loop in request.loops for session in loop.sessions]
        seats = {(session.kind, pool) for session in sessions for pool in (*session.seat_pools, "")}
        self._kinds = {seat: number for number, seat in enumerate(sorted(seats))}
        grid = request.rules.grid_minutes // self.line.minutes
        self._grid = sum(1 << slot for slot in range(0, self.line.horizon, grid))
        self._number = {person.id: number for number, person in enumerate(self.people)}
        self._open = [self._without_kept(loop) for loop in request.loops]
        zones = {each.time_zone for each in self.people} | {each.time_zone for each in request.loops}
        self._dates = {zone: tuple(self.line.days(zone)) for zone in sorted(zones)}
        self.problem = Problem(
            people=tuple(self._person(person) for person in self.people),
            candidates=tuple(self._candidate(i) for i in range(len(request.loops))),
            horizon=self.line.horizon,
            slot_minutes=self.line.minutes,
            weights=_weights(self.line.minutes),
            wanted=tuple(self._wanted(wanted)),
            unseen=self._unseen(),
        )

    def placements(self, plan: Plan) -> list[Placement]:
        """The plan's seatings with their times and ids."""
        found = []
        for each in plan.seatings:
            loop, index = self.request.loops[each.candidate], self._open[each.candidate][each.session]
            start = self.line.moment(each.start)
            end = start + timedelta(minutes=loop.sessions[index].minutes)
            people = [self.people[person].id for person in each.people]
            seats = _by_need(loop.sessions[index].seat_pools)
            in_order = tuple(person for _, person in sorted(zip(seats, people, strict=True)))
            found.append(Placement(loop.candidate, index, start, end, in_order))
        return found

    def _without_kept(self, loop: CandidateLoop) -> list[int]:
        kept = {each.session for each in self._kept_of(loop)}
        return [index for index in range(len(loop.sessions)) if index not in kept]

    def _kept_of(self, loop: CandidateLoop) -> list[Placement]:
        return [each for each in self.request.kept if each.candidate == loop.candidate]

    # --- people ---------------------------------------------------------------------------------------------

    def _person(self, person: Interviewer) -> Person:
        kept = [each.interval for each in self.request.kept if person.id in each.interviewers]
        buffer = max(self.request.rules.buffer_minutes, person.buffer_minutes)
        booked = [*person.booked, *kept]
        blocks = [pad(each, buffer) for each in (*person.busy, *booked)]
        return Person(
            free=self.line.mask(subtract(person.availability, blocks)),
            kinds=frozenset(
                number
                for (kind, pool), number in self._kinds.items()
                if kind in person.qualified and (not pool or pool in person.pools)
            ),
            limits=tuple(self._limits(person, booked)),
            past=len(booked),
            shadows=frozenset(self._kinds[kind, ""] for kind in person.watches if (kind, "") in self._kinds),
            shadow_need=person.watch_count,
            preferred=self.line.mask(person.preferred) if person.preferred else None,
            rest=-(-buffer // self.line.minutes),  # whole slots, rather a pause too long than too short
        )

    def _unseen(self) -> dict[int, int]:
        """What a session of a kind costs where no trainee could watch it, by kind.

        However many sessions there are, all of them together cost no more than the seats that are wanted are worth.
        """
        counts = Counter(
            loop.sessions[index].kind
            for loop, indices in zip(self.request.loops, self._open, strict=True)
            for index in indices
        )
        worth, found = int(WATCH * _weights(self.line.minutes).load), dict.fromkeys(counts, 0)
        for person in self.people:
            kinds = [kind for kind in counts if kind in person.watches]
            sessions = sum(counts[kind] for kind in kinds)
            for kind in kinds:  # one trainee may wait for what has several names
                found[kind] += worth * min(person.watch_count, sessions) // sessions
        return {self._kinds[kind, ""]: min(cost, worth) for kind, cost in found.items() if cost}

    def _limits(self, person: Interviewer, booked: Sequence[Interval]) -> Iterator[Limit]:
        """What is left of the limits on each local day and in each local week."""
        zone = ZoneInfo(person.time_zone)
        taken = [each.start.astimezone(zone).date() for each in booked]
        if person.day_limit is not None:
            days = Counter(taken)
            for day, slots in self._dates[person.time_zone]:
                yield Limit(slots, max(person.day_limit - days[day], 0))
        if person.week_limit is not None:
            weeks = Counter(day.isocalendar()[:2] for day in taken)
            masks: dict[tuple[int, int], int] = {}
            for day, slots in self._dates[person.time_zone]:
                week = day.isocalendar()[:2]
                masks[week] = masks.get(week, 0) | slots
            for week, slots in masks.items():
                yield Limit(slots, max(person.week_limit - weeks[week], 0))

    # --- candidates -----------------------------------------------------------------------------------------

    def _candidate(self, number: int) -> Candidate:
        loop, rules = self.request.loops[number], self.request.rules
        kept = self._kept_of(loop)
        blocks = [*loop.busy, *(pad(each.interval, rules.gap_minutes) for each in kept)]
        free, gap = self.line.mask(subtract(loop.windows, blocks)), rules.gap_minutes // self.line.minutes
        days = [(day, slots) for day, slots in self._dates[loop.time_zone] if slots & free]
        for _, slots in days if gap else ():
            free &= ~span((slots & -slots).bit_length() - 1, gap)  # else two days could touch at midnight
        indices = self._open[number]
        return Candidate(
            free=free,
            days=tuple(self._day(loop, day, slots, len(indices), kept) for day, slots in days),
            sessions=tuple(self._session(loop, index, indices, kept) for index in indices),
            max_days=len(days),
            gap=gap,
            conflicts=frozenset(self._conflicts(loop, kept)),
        )

    def _conflicts(self, loop: CandidateLoop, kept: Sequence[Placement]) -> Iterator[int]:
        seated = {who for each in kept for who in each.interviewers}
        for number, person in enumerate(self.people):
            if loop.candidate in person.conflicts or person.id in seated:
                yield number

    def _day(self, loop: CandidateLoop, day: date, slots: int, most: int, kept: Sequence[Placement]) -> Day:
        zone = ZoneInfo(loop.time_zone)
        here = [each for each in kept if each.start.astimezone(zone).date() == day]
        minutes = sum((each.end - each.start) // timedelta(minutes=1) for each in here)
        room = max(self.request.rules.candidate_minutes_per_day - minutes, 0)
        standing = sorted(self.line.touched(each) for each in merge(each.interval for each in here))
        return Day(slots, most, room // self.line.minutes, tuple(standing))

    def _session(
        self, loop: CandidateLoop, index: int, indices: Sequence[int], kept: Sequence[Placement]
    ) -> Session:
        session = loop.sessions[index]
        return Session(
            kind=self._kinds[session.kind, ""],
            length=session.minutes // self.line.minutes,
            needs=tuple(
                Need(self._kinds[session.kind, pool], count)
                for pool, count in Counter(session.seat_pools).items()
            ),
            starts=self._starts(loop, session, kept),
            after=tuple(i for i, other in enumerate(indices) if loop.sessions[other].must_precede(session)),
            rank=session.order,
        )

    def _starts(self, loop: CandidateLoop, session: PlannedSession, kept: Sequence[Placement]) -> int:
        """Starts on the grid that are not too early, nor out of order with what stands."""
        line, earliest = self.line, self.request.not_before
        before = [each.end for each in kept if loop.sessions[each.session].must_precede(session)]
        after = [each.start for each in kept if session.must_precede(loop.sessions[each.session])]
        first = max([line.origin, *before, *([] if earliest is None else [earliest])])
        last = min([line.moment(line.horizon), *after])
        time = line.mask([Interval(first, last)] if first < last else [])
        return self._grid & starts_within(time, session.minutes // line.minutes)

    def _wanted(self, wanted: Sequence[Placement]) -> Iterator[Seating]:
        numbers = {loop.candidate: number for number, loop in enumerate(self.request.loops)}
        for each in wanted:
            number, start = numbers.get(each.candidate), self.line.slot(each.start)
            if number is None or start is None or each.session not in self._open[number]:
                continue
            people = self._in_need_order(each.interviewers, self.request.loops[number].sessions[each.session])
            yield Seating(number, self._open[number].index(each.session), start, people)

    def _in_need_order(self, interviewers: Sequence[str], session: PlannedSession) -> tuple[int, ...]:
        """The people's numbers as the needs of the session stand, where they can have its seats like that."""
        people = [self._number[who] for who in interviewers if who in self._number]
        seats = matched([self.people[each].pools for each in people], session.seat_pools)
        if None in seats:
            return tuple(people)
        places = {seat: place for place, seat in enumerate(_by_need(session.seat_pools))}
        return tuple(sorted(people, key=lambda each: places[seats[people.index(each)] or 0]))


def _by_need(pools: Sequence[str]) -> list[int]:
    """The seats as the needs of a session go through them: those of one pool together, the first pool first."""
    return sorted(range(len(pools)), key=lambda seat: pools.index(pools[seat]))


def _weights(minutes: int) -> Weights:
    load = MINUTES_A_WEEK // minutes
    return Weights(
        left_out=LEFT_OUT * load,
        day=DAY * load,
        idle=IDLE,
        load=load,
        inversion=INVERSION * load,
        late=LATE,
        move=MOVE * load,
        wish=int(WISH * load),
    )


def _line(request: ScheduleRequest) -> Line:
    """The slots from the first candidate's window to the last, and a few before and after for what stands."""
    rules = request.rules
    sessions = {session.minutes for loop in request.loops for session in loop.sessions}
    minutes = gcd(rules.grid_minutes, rules.gap_minutes, rules.buffer_minutes, *sessions)
    windows = merge(window for loop in request.loops for window in loop.windows)
    if not windows:
        return Line(datetime(1970, 1, 1, tzinfo=UTC), minutes, 1)
    grid = rules.grid_minutes * 60
    margin = timedelta(hours=25)  # the longest local day
    begin = int((windows[0].start - margin).timestamp()) // grid * grid
    end = (windows[-1].end + margin).timestamp()
    return Line(datetime.fromtimestamp(begin, UTC), minutes, int(end - begin) // (minutes * 60) + 1)
