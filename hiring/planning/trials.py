"""One loop beside everything else as it stands: the small problem that is solved again for each question asked of it.

A question is a request for that loop alone, in which only some of the rules hold. Others' placements stand in it as
kept. An answer counts only when every session that is asked for has a place, those included that had one before.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from .improvement import Effort
from .intervals import pad, subtract
from .solution import solve
from .staffing import Roster
from .translation import Translation
from .types import (
    CandidateLoop,
    Interval,
    Interviewer,
    Placement,
    PlannedSession,
    ScheduleRequest,
)

SEED = 20261101
A_DAY = 24 * 60
BEYOND = timedelta(days=7)
"""How long after the candidate's last window the time goes on when the windows are set aside."""

GROUPS = (
    "gap",
    "minutes",
    "order",
    "others",
    "booked",
    "busy",
    "hours",
    "windows",
    "day",
    "week",
    "qualified",
)
"""Groups of rules that can be set aside, first the ones that one would rather not be told about.

`others` are placements of other candidates that could move, `booked` what people have besides and cannot move,
`minutes` the most a candidate sits on a day, `qualified` who may give the session.
"""

PERSONAL = ("booked", "busy", "hours", "day", "week")
"""Groups that also exist for each person."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A group of rules, or what it says of one person (by id)."""

    group: str
    who: str = ""


EVERYTHING = frozenset(Rule(group) for group in GROUPS)


class Spent(Exception):
    """As many problems were solved as may be."""


class Trials:
    """Solves questions, at most `most` times; longer searches count for more."""

    def __init__(self, most: int) -> None:
        self.left = most

    def place(
        self, question: ScheduleRequest, wanted: Sequence[Placement] = (), steps: int = 0
    ) -> list[Placement] | None:
        """Return places for all sessions that the question leaves open, or None where one of them has none.

        Raises Spent when nothing may be solved any more.
        """
        if self.left <= 0:
            raise Spent
        self.left -= 1 + steps
        translation = Translation(question, wanted)
        placements = translation.placements(solve(translation.problem, SEED, Effort(steps)))
        open_ = sum(len(candidate.sessions) for candidate in translation.problem.candidates)
        return placements if len(placements) == open_ else None


FEW = 10
"""So many of the people who may only give the other sessions of a loop are enough to begin with."""


@dataclass
class Memory:
    """What the cases of one schedule have in common, worked out once.

    `roster` is everybody with what they have in the schedule, `calendars` when people can be asked, by id and whether
    what blocks their calendars counts.
    """

    roster: Roster | None = None
    calendars: dict[tuple[str, bool], tuple[Interviewer, tuple[Interval, ...]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A session (index into its loop) without a place in a schedule, whose placements stand.

    Only those of the loop itself, and of the candidates named `beside`, are made anew. With `few` the question holds
    everybody who may give what is out, but only some of the others: what fits, fits then too with all of them.
    """

    request: ScheduleRequest
    placements: tuple[Placement, ...]
    candidate: str
    index: int
    beside: tuple[str, ...] = ()
    few: bool = False
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    @cached_property
    def loop(self) -> CandidateLoop:
        """The loop of the session."""
        return self.loop_of(self.candidate)

    def loop_of(self, candidate: str) -> CandidateLoop:
        """The loop of any candidate of the request."""
        return next(loop for loop in self.request.loops if loop.candidate == candidate)

    @property
    def session(self) -> PlannedSession:
        """The session that is out."""
        return self.loop.sessions[self.index]

    @property
    def roster(self) -> Roster:
        """Everybody with what they have in the schedule, before any change."""
        if self.memory.roster is None:
            self.memory.roster = Roster(self.request, self.placements)
        return self.memory.roster

    @cached_property
    def waits_for(self) -> tuple[int, ...]:
        """Sessions of the loop that must come before this one and have no place either."""
        placed = self.numbers(self.candidate)
        return tuple(
            index
            for index, session in enumerate(self.loop.sessions)
            if index not in placed and session.must_precede(self.session)
        )

    @property
    def asked(self) -> tuple[PlannedSession, ...]:
        """The session and those that it waits for."""
        return tuple(self.loop.sessions[index] for index in (*self.waits_for, self.index))

    @cached_property
    def people(self) -> tuple[Interviewer, ...]:
        """Who may sit in the loops that are made anew."""
        sessions = [*self.asked]
        for loop in self.request.loops:
            if loop.candidate in (self.candidate, *self.beside):
                sessions += [loop.sessions[index] for index in self.numbers(loop.candidate)]
        people = sorted(self.request.interviewers, key=lambda each: each.id)
        fit = [person for person in people if any(each.may_take(person) for each in sessions)]
        chosen = self._enough(fit, sessions) if self.few else {person.id for person in fit}
        return tuple(person for person in fit if person.id in chosen)

    def _enough(self, fit: Sequence[Interviewer], sessions: Sequence[PlannedSession]) -> set[str]:
        """Who may give what is out, who sits in the loops already, and of the others the least busy."""
        loops = (self.candidate, *self.beside)
        chosen = {person.id for person in fit if self.able(person)}
        chosen |= {who for each in self.placements if each.candidate in loops for who in each.interviewers}
        least = sorted(fit, key=lambda each: (self.roster.load(each.id), each.id))
        for kind, pool in {(each.kind, pool) for each in sessions for pool in each.seat_pools}:
            able = [each.id for each in least if kind in each.qualified and pool in ("", *each.pools)]
            chosen |= set(able[:FEW])
        return chosen

    def able(self, person: Interviewer) -> bool:
        """Whether the person may give what is out."""
        return any(session.may_take(person) for session in self.asked)

    def numbers(self, candidate: str) -> list[int]:
        """The sessions of a candidate that have a place."""
        return sorted(each.session for each in self.placements if each.candidate == candidate)

    @cached_property
    def whole_time(self) -> Interval:
        """From the first moment that may be until some days after the candidate's last window.

        It ends sooner where nobody's calendar reaches so far.
        """
        earliest, windows = self.request.not_before, self.loop.windows
        free = [each for person in self.people for each in person.availability]
        starts = [each.start for each in windows or free] + ([] if earliest is None else [earliest])
        begin = min(starts, default=datetime(1970, 1, 1, tzinfo=UTC))
        last = max([begin, *(each.end for each in windows)])
        known = max([last, *(each.end for each in free)])
        return Interval(begin, min(last + BEYOND, known))

    def asked_of(self, candidate: str) -> list[int]:
        """The sessions of a candidate that the whole question holds, in the order in which it counts them."""
        more = (*self.waits_for, self.index) if candidate == self.candidate else ()
        return sorted({*self.numbers(candidate), *more})

    def wanted(self) -> list[Placement]:
        """Places that were found before and may change, as the whole question counts them."""
        kept, free = set(self.request.kept), (self.candidate, *self.beside)
        return [
            replace(each, session=self.asked_of(each.candidate).index(each.session))
            for each in self.placements
            if each.candidate in free and each not in kept
        ]

    # --- questions ------------------------------------------------------------------------------------------

    def question(self, rules: Collection[Rule] = EVERYTHING) -> ScheduleRequest:
        """The loop alone, with only these rules and with the sessions that have a place or are asked for.

        Sessions are counted anew, without those that are left aside.
        """
        rules, plain = frozenset(rules), self.request.rules
        rivals = [loop for loop in self.request.loops if loop.candidate in self.beside]
        loops = [self._own(rules), *(self._narrow(each, self.numbers(each.candidate)) for each in rivals)]
        most = plain.candidate_minutes_per_day if Rule("minutes") in rules else A_DAY
        return ScheduleRequest(
            loops=tuple(loop for loop, _ in loops),
            interviewers=(*(self._person(each, rules) for each in self.people), *self._strangers(rules)),
            rules=replace(
                plain,
                gap_minutes=plain.gap_minutes if Rule("gap") in rules else 0,
                candidate_minutes_per_day=most,
            ),
            kept=(*(each for _, own in loops for each in own), *self._standing(rules)),
            not_before=self.request.not_before,
        )

    def _own(self, rules: frozenset[Rule]) -> tuple[CandidateLoop, list[Placement]]:
        """The loop itself."""
        ordered = Rule("order") in rules
        without = () if ordered else self.waits_for
        chosen = [index for index in self.asked_of(self.candidate) if index not in without]
        loop, kept = self._narrow(self.loop, chosen)
        if not ordered:
            loop = replace(loop, sessions=tuple(replace(each, order=0) for each in loop.sessions))
        if Rule("windows") not in rules:
            loop = replace(loop, windows=(self.whole_time,), busy=())
        return loop, kept

    def _narrow(self, loop: CandidateLoop, chosen: Sequence[int]) -> tuple[CandidateLoop, list[Placement]]:
        """A loop with only the sessions chosen, and its placements that are kept, counted in the same way."""
        kept = [each for each in self.request.kept if each.candidate == loop.candidate]
        return (
            replace(loop, sessions=tuple(loop.sessions[index] for index in chosen)),
            [replace(each, session=chosen.index(each.session)) for each in kept],
        )

    def _standing(self, rules: frozenset[Rule]) -> list[Placement]:
        """What the people have with candidates whose loops are not made anew."""
        kept, able = set(self.request.kept), {person.id for person in self.people}
        found = []
        for each in self.placements:
            if each.candidate in (self.candidate, *self.beside):
                continue
            if each in kept:
                stays = {who for who in able if holds(rules, "booked", who)}
            else:
                stays = able if Rule("others") in rules else set()
            people = tuple(who for who in each.interviewers if who in stays)
            if people:
                found.append(replace(each, interviewers=people))
        return found

    def _person(self, person: Interviewer, rules: frozenset[Rule]) -> Interviewer:
        hours, busy = holds(rules, "hours", person.id), holds(rules, "busy", person.id)
        return replace(
            person,
            availability=tuple(self._free(person, hours, busy)),
            busy=(),
            preferred=(),
            booked=person.booked if holds(rules, "booked", person.id) else (),
            day_limit=person.day_limit if holds(rules, "day", person.id) else None,
            week_limit=person.week_limit if holds(rules, "week", person.id) else None,
        )

    def _free(self, person: Interviewer, hours: bool, busy: bool) -> Sequence[Interval]:
        """When the person can be asked, bookings aside, as far as it matters here."""
        if not hours:
            return subtract([self.whole_time], self._blocks(person) if busy else ())
        known = self.memory.calendars.get((person.id, busy))
        if known is None or known[0] is not person:
            known = person, subtract(person.availability, self._blocks(person) if busy else ())
            self.memory.calendars[person.id, busy] = known
        free, time = known[1], self._time
        first = bisect_right(free, time.start, key=lambda each: each.end)
        return free[first : bisect_left(free, time.end, key=lambda each: each.start)]

    @cached_property
    def _time(self) -> Interval:
        """The whole time, and that of the candidates beside."""
        windows = [window for who in self.beside for window in self.loop_of(who).windows]
        spans = [self.whole_time, *windows]
        return Interval(min(each.start for each in spans), max(each.end for each in spans))

    def _blocks(self, person: Interviewer) -> list[Interval]:
        pause = max(self.request.rules.buffer_minutes, person.buffer_minutes)
        return [pad(each, pause) for each in person.busy]

    def _strangers(self, rules: frozenset[Rule]) -> list[Interviewer]:
        """People who are always free, as many as could be needed, where it does not matter who is qualified."""
        if Rule("qualified") in rules:
            return []
        kinds = frozenset(session.kind for session in self.asked)
        pools = frozenset(pool for session in self.asked for pool in session.seat_pools)
        return [
            Interviewer(f"stranger {number}", "", kinds, (self.whole_time,), pools=pools)
            for number in range(sum(session.seats for session in self.asked))
        ]


def holds(rules: Collection[Rule], group: str, who: str) -> bool:
    """Whether a group of rules holds for a person."""
    return Rule(group) in rules or Rule(group, who) in rules
