"""Does a schedule keep the rules? An answer by comparing times directly, independent of how it was made."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, permutations
from zoneinfo import ZoneInfo

from .pools import wanted
from .types import (
    CandidateLoop,
    Interval,
    Interviewer,
    Placement,
    PlannedSession,
    Schedule,
    ScheduleRequest,
    ScheduleRules,
    Violation,
)


def check_schedule(request: ScheduleRequest, result: Schedule) -> list[Violation]:
    """List every rule that the schedule breaks; empty when it stands.

    What kept placements break among themselves is not counted against the schedule.
    """
    loops = {loop.candidate: loop for loop in request.loops}
    people = {person.id: person for person in request.interviewers}
    kept = set(request.kept)
    new = [placement for placement in result.placements if placement not in kept]
    found = list(_completeness(request, result))
    for placement in new:
        loop = loops.get(placement.candidate)
        if loop is not None and _known(placement, loops):
            found.extend(_session(placement, loop, request))
            found.extend(_seats(placement, loop, people, request.rules))
            found.extend(_pools(placement, loop.sessions[placement.session], people))
        else:
            found.append(_violation("unknown", placement, "belongs to no session of the request"))
    for one, two in combinations(result.placements, 2):
        if one not in kept or two not in kept:
            found.extend(_pair(one, two, loops, people, request.rules))
    found.extend(_limits(result.placements, people, new))
    known = [placement for placement in result.placements if _known(placement, loops)]
    found.extend(_candidate_days(known, loops, request.rules, kept))
    return found


def _known(placement: Placement, loops: dict[str, CandidateLoop]) -> bool:
    loop = loops.get(placement.candidate)
    return loop is not None and 0 <= placement.session < len(loop.sessions)


def _violation(rule: str, placement: Placement, what: str) -> Violation:
    subject = f"{placement.candidate}/{placement.session}"
    return Violation(rule, subject, f"Session {placement.session} of candidate {placement.candidate} {what}.")


def _completeness(request: ScheduleRequest, result: Schedule) -> Iterator[Violation]:
    """Every session is accounted for once, kept placements are there, and what is out has a reason."""
    mentions = Counter((each.candidate, each.session) for each in result.placements)
    mentions.update((each.candidate, each.session) for each in result.unplaced)
    for loop in request.loops:
        for index in range(len(loop.sessions)):
            times = mentions[loop.candidate, index]
            if times != 1:
                sentence = f"Session {index} of candidate {loop.candidate} is mentioned {times} times."
                yield Violation("complete", f"{loop.candidate}/{index}", sentence)
    for placement in request.kept:
        if placement not in result.placements:
            yield _violation("kept", placement, "was to be kept and is not")
    for unplaced in result.unplaced:
        if not unplaced.reasons:
            subject = f"{unplaced.candidate}/{unplaced.session}"
            yield Violation("reasons", subject, f"Session {subject} is out without a reason.")


# --- one placement ------------------------------------------------------------------------------------------


def _session(placement: Placement, loop: CandidateLoop, request: ScheduleRequest) -> Iterator[Violation]:
    session, time = loop.sessions[placement.session], placement.interval
    if time.end - time.start != timedelta(minutes=session.minutes):
        yield _violation("length", placement, f"does not take {session.minutes} minutes")
    if time.start.timestamp() % (request.rules.grid_minutes * 60):
        yield _violation("grid", placement, "does not start on the grid")
    if request.not_before is not None and time.start < request.not_before:
        yield _violation("not_before", placement, "starts too early")
    if not _covered(time, loop.windows):
        yield _violation("window", placement, "is outside the candidate's windows")
    if any(time.overlaps(block) for block in loop.busy):
        yield _violation("candidate_busy", placement, "is where the candidate is busy")
    if len(placement.interviewers) != session.seats or len(set(placement.interviewers)) != session.seats:
        yield _violation("seats", placement, f"does not have {session.seats} interviewers")


def _seats(
    placement: Placement, loop: CandidateLoop, people: dict[str, Interviewer], rules: ScheduleRules
) -> Iterator[Violation]:
    kind, time = loop.sessions[placement.session].kind, placement.interval
    for who in placement.interviewers:
        person = people.get(who)
        if person is None:
            yield _violation("interviewer", placement, f"has an interviewer {who} who is not in the request")
            continue
        if kind not in person.qualified:
            yield _violation("qualified", placement, f"has {person.name}, who is not qualified")
        if loop.candidate in person.conflicts:
            yield _violation("conflict", placement, f"has {person.name}, who has a conflict of interest")
        if not _covered(time, person.availability):
            yield _violation("available", placement, f"is when {person.name} is not available")
        pause = _pause(who, people, rules)
        if any(_closer(time, block, pause) for block in (*person.busy, *person.booked)):
            yield _violation("busy", placement, f"is when {person.name} is busy")


def _pools(
    placement: Placement, session: PlannedSession, people: dict[str, Interviewer]
) -> Iterator[Violation]:
    """Some order of the people gives each a seat of theirs; seats without a pool are anybody's."""
    present = [people[who].pools for who in placement.interviewers if who in people]
    named = [pool for pool in session.seat_pools if pool]
    if not any(
        all(pool in pools for pool, pools in zip(named, order, strict=True))
        for order in permutations(present, len(named))
    ):
        yield _violation("pool", placement, f"does not have {wanted(session.seat_pools)}")


def _pause(who: str, people: dict[str, Interviewer], rules: ScheduleRules) -> int:
    """The minutes between two interviews of a person: the shared pause, or their own where that is longer."""
    return max(rules.buffer_minutes, people[who].buffer_minutes if who in people else 0)


def _covered(time: Interval, windows: Sequence[Interval]) -> bool:
    """Walk from the start through whatever window holds the moment until the end is reached."""
    at = time.start
    while at < time.end:
        ends = [window.end for window in windows if window.start <= at < window.end]
        if not ends:
            return False
        at = max(ends)
    return True


def _closer(one: Interval, two: Interval, minutes: int) -> bool:
    """Tell whether two intervals overlap or leave less than so many minutes between them."""
    pause = timedelta(minutes=minutes)
    return one.start < two.end + pause and two.start < one.end + pause


# --- placements together ------------------------------------------------------------------------------------


def _pair(
    one: Placement,
    two: Placement,
    loops: dict[str, CandidateLoop],
    people: dict[str, Interviewer],
    rules: ScheduleRules,
) -> Iterator[Violation]:
    shared = set(one.interviewers) & set(two.interviewers)
    twice = [who for who in sorted(shared) if _closer(one.interval, two.interval, _pause(who, people, rules))]
    if twice:
        yield _violation("double_booked", one, f"shares {', '.join(twice)} with another at one time")
    if one.candidate != two.candidate or not (_known(one, loops) and _known(two, loops)):
        return
    if shared:
        yield _violation("same_person", one, f"shares {', '.join(sorted(shared))} with another of the loop")
    if _closer(one.interval, two.interval, rules.gap_minutes):
        yield _violation("candidate_twice", one, "leaves no gap to another of the loop")
    sessions = loops[one.candidate].sessions
    first, second = sorted((one, two), key=lambda each: sessions[each.session].order)
    later = sessions[first.session].order < sessions[second.session].order
    if later and not sessions[first.session].competencies and first.interval.end > second.interval.start:
        yield _violation("order", second, f"starts before session {first.session} has ended")


def _limits(
    placements: Sequence[Placement], people: dict[str, Interviewer], new: Sequence[Placement]
) -> Iterator[Violation]:
    for person in people.values():
        starts = [each.interval.start for each in placements if person.id in each.interviewers]
        days = [_day(at, person.time_zone) for at in (*starts, *(each.start for each in person.booked))]
        daily = Counter(days)
        weekly = Counter(day.isocalendar()[:2] for day in days)
        for placement in (each for each in new if person.id in each.interviewers):
            day = _day(placement.interval.start, person.time_zone)
            if person.day_limit is not None and daily[day] > person.day_limit:
                yield _violation("day_limit", placement, f"takes {person.name} over the limit of a day")
            if person.week_limit is not None and weekly[day.isocalendar()[:2]] > person.week_limit:
                yield _violation("week_limit", placement, f"takes {person.name} over the limit of a week")


def _candidate_days(
    placements: Sequence[Placement],
    loops: dict[str, CandidateLoop],
    rules: ScheduleRules,
    kept: Container[Placement],
) -> Iterator[Violation]:
    minutes: dict[tuple[str, date], int] = defaultdict(int)
    placed: dict[str, set[int]] = defaultdict(set)
    for each in placements:
        length = (each.interval.end - each.interval.start) // timedelta(minutes=1)
        minutes[each.candidate, _day(each.start, loops[each.candidate].time_zone)] += length
        placed[each.candidate].add(each.session)
    for each in (each for each in placements if each not in kept):
        loop = loops[each.candidate]
        if minutes[each.candidate, _day(each.start, loop.time_zone)] > rules.candidate_minutes_per_day:
            yield _violation("candidate_day", each, "is on a day with too many minutes for the candidate")
        rank = loop.sessions[each.session].order
        before = {
            i for i, session in enumerate(loop.sessions) if session.order < rank and not session.competencies
        }
        if before - placed[each.candidate]:
            yield _violation("order", each, "is placed though one that comes first is not")


def _day(at: datetime, time_zone: str) -> date:
    return at.astimezone(ZoneInfo(time_zone)).date()
