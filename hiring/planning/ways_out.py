"""What would give sessions a place that found none: single changes, each tried by solving again.

A change can only help when it touches a rule that stands in the way (`obstacles`), so only such changes are tried, the
cheapest kinds first. Each is tried for one session by itself, with everything else as it is. Work is bounded by the
number of problems solved, never by a clock, so equal schedules have equal ways out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import combinations, islice, takewhile
from zoneinfo import ZoneInfo

from .changes import applied, sharpened, worded
from .intervals import moment
from .obstacle_words import sentences
from .obstacles import Obstacles
from .trials import Case, Memory, Rule, Spent, Trials
from .types import Interval, Interviewer, PlannedSession, Schedule, ScheduleRequest, Unplaced, WayKind, WayOut

MOST, EACH = 1500, 100
"""Problems solved in all, and for one session or, where that is less, one loop."""

WAYS, ALIKE = 4, 2
"""Ways out of one session, and those of one kind."""

TRIED, RIVALS = 5, 3
"""Changes of one kind that are tried, and candidates to be moved, which takes longer."""

DAY = time(8), time(18)
"""When a candidate can be asked to come on one more day, by their own clock."""

LOOKED_AT = 40
"""People whose calendars are looked at for time to learn."""

STEPS = 8
"""Steps of improvement when another candidate is moved."""


def ways_out(
    request: ScheduleRequest,
    schedule: Schedule,
    most: int | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Schedule:
    """Return the schedule (of `schedule`, or of `repair`) with the rules in the way of what is out, and with ways out.

    At most about `most` problems are solved (None: so many for each loop), those first that others wait for; a session
    for which nothing is left keeps its reasons and is not `tried`. `should_stop()` is asked before each session, so
    that whoever waits hears of the work; once it says so, the others stay as they are.
    """
    if most is None:
        most = min(MOST, EACH * len(request.loops))
    search = _Search(request, schedule, most)
    in_turn = takewhile(lambda _each: not should_stop(), sorted(schedule.unplaced, key=search.waits))
    found = {each: search.look(each) for each in in_turn}
    return replace(schedule, unplaced=tuple(found.get(each, each) for each in schedule.unplaced))


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found for a session; another of the same cause looks there first."""

    rules: tuple[Rule, ...]
    ways: tuple[WayOut, ...]


class _Search:
    """Goes from session to session and remembers causes."""

    def __init__(self, request: ScheduleRequest, schedule: Schedule, most: int) -> None:
        self.request, self.schedule, self.left = request, schedule, most
        self.known: dict[object, _Known] = {}
        self.memory = Memory()

    def waits(self, unplaced: Unplaced) -> bool:
        """Whether another session has to be placed first."""
        return bool(self._case(unplaced).waits_for)

    def _case(self, unplaced: Unplaced) -> Case:
        who, index = unplaced.candidate, unplaced.session
        return Case(self.request, self.schedule.placements, who, index, few=True, memory=self.memory)

    def look(self, unplaced: Unplaced) -> Unplaced:
        """Explain one session, unless nothing may be solved any more."""
        if self.left <= 0:
            return unplaced
        case = self._case(unplaced)
        trials = Trials(min(EACH, self.left))
        self.left -= trials.left
        found = self._explained(case, unplaced, trials)
        self.left += trials.left
        return found

    def _explained(self, case: Case, unplaced: Unplaced, trials: Trials) -> Unplaced:
        known, obstacles = self.known.get(_cause(case)), Obstacles(case, trials)
        if not obstacles.find(known.rules if known else ()):
            return replace(unplaced, ways_out=(_again(case),), tried=True)
        ways, tried = _Changes(obstacles.case, trials, obstacles.rules).find(known.ways if known else ())
        if not obstacles.minimal:
            return replace(unplaced, ways_out=ways)
        self.known[_cause(case)] = _Known(obstacles.rules, ways)
        reasons = sentences(case, obstacles.rules) or unplaced.reasons
        return replace(unplaced, reasons=reasons, ways_out=ways, tried=tried)


def _cause(case: Case) -> object:
    """Sessions with an equal cause are out for like reasons, though perhaps not for the same."""
    return case.asked


def _again(case: Case) -> WayOut:
    way = WayOut(WayKind.AGAIN, case.candidate)
    return replace(way, sentence=worded(case, way))


def _day(day: date, zone: str) -> Interval:
    """The hours of a local day in which candidates come."""
    return Interval(*(datetime.combine(day, clock, ZoneInfo(zone)) for clock in DAY))


class _Changes:
    """The changes that could help one session, `rules` being what stands in its way."""

    def __init__(self, case: Case, trials: Trials, rules: Sequence[Rule]) -> None:
        self.case, self.trials, self.rules = case, trials, rules
        self.found: list[WayOut] = []

    def find(self, hint: Sequence[WayOut] = ()) -> tuple[tuple[WayOut, ...], bool]:
        """Return the ways out, first those of the `hint`, and whether all could be tried."""
        tried = True
        try:
            self._collect(self._hinted(hint))
            for drafts in () if self.found else self._drafts():
                self._collect(islice(drafts(), TRIED))
        except Spent:
            tried = False
        return tuple(self.found), tried

    def _collect(self, drafts: Iterator[WayOut]) -> None:
        """Keep what works, until there is enough of it; nothing is tried beyond."""
        alike = 0
        while len(self.found) < WAYS and alike < ALIKE and (draft := next(drafts, None)):
            way = self._try(draft)
            if way is not None:
                self.found.append(way)
                alike += ALIKE if way.kind == WayKind.MINUTES else 1  # longer than needed is no other way

    def _try(self, draft: WayOut) -> WayOut | None:
        """Solve with the change, moving little; then with no more of it than the solution needs."""
        changed = applied(self.case, draft)
        answer = self.trials.place(changed.question(), changed.wanted(), STEPS if changed.beside else 0)
        if answer is None:
            return None
        way = sharpened(self.case, draft, answer)
        if way is None or (way != draft and self.trials.place(applied(self.case, way).question()) is None):
            return None
        sentence = worded(self.case, way, answer)
        return replace(way, sentence=sentence) if sentence else None

    # --- what can be changed --------------------------------------------------------------------------------

    def _hinted(self, hint: Sequence[WayOut]) -> Iterator[WayOut]:
        """What helped elsewhere, for this candidate."""
        for way in hint:
            if way.kind in (WayKind.WINDOW, WayKind.MINUTES):
                yield replace(way, who=self.case.candidate, sentence="")
            elif way.kind not in (WayKind.AGAIN, WayKind.MOVE):
                yield replace(way, sentence="")

    def _drafts(self) -> Iterator[Callable[[], Iterator[WayOut]]]:
        """The kinds of change that touch a rule in the way, the cheapest first."""
        groups = {rule.group for rule in self.rules}
        kinds: tuple[tuple[str, Callable[[], Iterator[WayOut]]], ...] = (
            ("day", self._day_limits),
            ("week", self._week_limits),
            ("hours", self._hours),
            ("windows", self._windows),
            ("minutes", self._minutes),
            ("others", self._moves),
            ("qualified", self._joiners),
            ("qualified", self._learners),
        )
        yield from (drafts for group, drafts in kinds if group in groups)

    @property
    def _first(self) -> PlannedSession:
        """The session to look at: the one that is out, or what it waits for."""
        return self.case.asked[0] if Rule("order") in self.rules else self.case.session

    def _concerned(self, group: str) -> list[Interviewer]:
        """The people whom rules of the group stop, the least busy first."""
        people = [
            person
            for person in self.case.people
            if Rule(group, person.id) in self.rules or (Rule(group) in self.rules and self.case.able(person))
        ]
        return sorted(people, key=lambda each: (self.case.roster.load(each.id), each.id))

    def _day_limits(self) -> Iterator[WayOut]:
        for person in self._concerned("day"):
            yield WayOut(WayKind.DAY_LIMIT, person.id, amount=(person.day_limit or 0) + 1)

    def _week_limits(self) -> Iterator[WayOut]:
        for person in self._concerned("week"):
            yield WayOut(WayKind.WEEK_LIMIT, person.id, amount=(person.week_limit or 0) + 1)

    def _hours(self) -> Iterator[WayOut]:
        for person in self._concerned("hours"):
            yield WayOut(WayKind.HOURS, person.id, times=self.case.loop.windows)

    def _windows(self) -> Iterator[WayOut]:
        """Days on which people for the session could come: first those on which the candidate comes anyway."""
        case, zone = self.case, self.case.loop.time_zone
        grid, roster = case.request.rules.grid_minutes, case.roster
        wide = replace(case.loop, windows=(case.whole_time,))
        session = self._first
        options = roster.options(wide, session, roster.candidate_starts(wide, session.minutes))
        days = {roster.local_day(zone, moment(start, grid)) for start in options}
        known = {roster.local_day(zone, each.start) for each in case.loop.windows}
        for day in sorted(days, key=lambda each: (each not in known, each)):
            yield WayOut(WayKind.WINDOW, case.candidate, times=(_day(day, zone),))

    def _minutes(self) -> Iterator[WayOut]:
        """Longer days, as sessions of the loop could fill them."""
        case = self.case
        lengths = [
            case.loop.sessions[index].minutes
            for index in {*case.numbers(case.candidate), *case.waits_for, case.index}
        ]
        sums = {sum(some) for count in range(len(lengths) + 1) for some in combinations(lengths, count)}
        longer = sorted(amount for amount in sums if amount > case.request.rules.candidate_minutes_per_day)
        for amount in longer:
            yield WayOut(WayKind.MINUTES, case.candidate, amount=amount)

    def _moves(self) -> Iterator[WayOut]:
        """Other candidates who meet the people that are wanted, those first who meet them when it matters."""
        case, windows = self.case, self.case.loop.windows
        able = {person.id for person in case.people if case.able(person)}
        rivals: dict[str, int] = {}
        for each in case.placements:
            if (
                each.candidate != case.candidate
                and each not in case.request.kept
                and able & {*each.interviewers}
            ):
                near = any(each.interval.overlaps(window) for window in windows)
                rivals[each.candidate] = max(rivals.get(each.candidate, 0), int(near))
        for who in sorted(rivals, key=lambda each: -rivals[each])[:RIVALS]:
            yield WayOut(WayKind.MOVE, who)

    def _joiners(self) -> Iterator[WayOut]:
        """Qualified people who would have the time, for each pool that a seat is for."""
        session = self._first
        for person in self._with_time():
            if session.kind in person.qualified:
                for pool in dict.fromkeys(session.seat_pools):
                    if pool and pool not in person.pools:
                        yield WayOut(WayKind.POOL, person.id, pool=pool)

    def _learners(self) -> Iterator[WayOut]:
        """People who would have the time, of a pool that a seat is for where all are for pools."""
        session = self._first
        for person in self._with_time():
            able = replace(person, qualified=person.qualified | {session.kind})
            if session.kind not in person.qualified and session.may_take(able):
                yield WayOut(WayKind.QUALIFY, person.id, session_kind=session.kind)

    def _with_time(self) -> Iterator[Interviewer]:
        """People who may not take every seat yet and would have the time, the least busy first."""
        case, roster, session = self.case, self.case.roster, self._first
        starts = roster.candidate_starts(case.loop, session.minutes)
        grid, taken = case.request.rules.grid_minutes, roster.seats.get(case.candidate, {})

        def has_time(person: Interviewer) -> bool:
            free = starts & roster.free_starts(person, session.minutes)
            return any(roster.within_limits(person, moment(start, grid)) for start in free)

        people = sorted(roster.people.values(), key=lambda each: (roster.load(each.id), each.id))
        others = (
            person
            for person in people
            if not (
                session.kind in person.qualified and person.pools.issuperset({*session.seat_pools} - {""})
            )
            and case.candidate not in person.conflicts
            and person.id not in taken
        )
        return filter(has_time, islice(others, LOOKED_AT))
