"""A way out as a change of the request, no larger than it need be, and in a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from .explain import day_words
from .intervals import merge
from .obstacle_words import listed
from .trials import Case
from .types import CandidateLoop, Interval, Interviewer, Placement, ScheduleRequest, WayKind, WayOut

CANDIDATES = (WayKind.AGAIN, WayKind.WINDOW, WayKind.MINUTES, WayKind.MOVE)
"""Kinds whose `who` is a candidate."""


def changed(request: ScheduleRequest, way: WayOut) -> ScheduleRequest:
    """Return the request after the change. AGAIN and MOVE change nothing in it."""
    if way.kind == WayKind.MINUTES:
        return replace(request, rules=replace(request.rules, candidate_minutes_per_day=way.amount))
    if way.kind == WayKind.WINDOW:
        return _with_loop(
            request, way.who, lambda loop: replace(loop, windows=merge((*loop.windows, *way.times)))
        )
    if way.kind in CANDIDATES:
        return request
    return _with_person(request, way.who, lambda person: _person(person, way))


def _person(person: Interviewer, way: WayOut) -> Interviewer:
    if way.kind == WayKind.DAY_LIMIT:
        return replace(person, day_limit=way.amount)
    if way.kind == WayKind.WEEK_LIMIT:
        return replace(person, week_limit=way.amount)
    if way.kind == WayKind.HOURS:
        return replace(person, availability=merge((*person.availability, *way.times)))
    if way.kind == WayKind.POOL:
        return replace(person, pools=person.pools | {way.pool})
    return replace(person, qualified=person.qualified | {way.session_kind})


def _with_person(
    request: ScheduleRequest, who: str, change: Callable[[Interviewer], Interviewer]
) -> ScheduleRequest:
    people = tuple(change(each) if each.id == who else each for each in request.interviewers)
    return replace(request, interviewers=people)


def _with_loop(
    request: ScheduleRequest, who: str, change: Callable[[CandidateLoop], CandidateLoop]
) -> ScheduleRequest:
    return replace(
        request, loops=tuple(change(each) if each.candidate == who else each for each in request.loops)
    )


def applied(case: Case, way: WayOut) -> Case:
    """The session's case after the change; who is to be moved is placed anew beside it."""
    beside = (way.who,) if way.kind == WayKind.MOVE else ()
    return replace(case, request=changed(case.request, way), beside=beside)


def sharpened(case: Case, way: WayOut, answer: Sequence[Placement]) -> WayOut | None:
    """Ask for no more hours than the answer needs, whose placements tell which; None where it needs none."""
    if way.kind == WayKind.HOURS:
        known = case.roster.people[way.who].availability
        mine = [each.interval for each in answer if way.who in each.interviewers]
    elif way.kind == WayKind.WINDOW:
        known = case.loop.windows
        mine = [each.interval for each in answer]
    else:
        return way
    outside = [each for each in mine if not any(span.contains(each) for span in merge(known))]
    if not outside:
        return None
    span = Interval(min(each.start for each in outside), max(each.end for each in outside))
    return replace(way, times=(span,))


# --- sentences ----------------------------------------------------------------------------------------------


def worded(case: Case, way: WayOut, answer: Sequence[Placement] = ()) -> str:
    """Say what to do; nothing for a move that the answer does not make."""
    if way.kind == WayKind.MOVE:
        return _move(case, way.who, answer)
    if way.kind in CANDIDATES:
        return _with_candidate(case, way)
    person = case.roster.people[way.who]
    if way.kind == WayKind.HOURS:
        return f"Ask {person.name} for {_when(way, person.time_zone)}, outside their hours."
    if way.kind == WayKind.POOL:
        return f"Add {person.name} to the pool “{way.pool}”."
    if way.kind == WayKind.QUALIFY:
        names = (each.name for each in case.asked if each.kind == way.session_kind)
        return f"Qualify {person.name} for {next(names, case.session.name)}."
    count = f"{way.amount} interview{'s' if way.amount > 1 else ''}"
    period = "a day" if way.kind == WayKind.DAY_LIMIT else "a week"
    return f"Allow {person.name} {count} {period} instead of {way.amount - 1}."


def _with_candidate(case: Case, way: WayOut) -> str:
    name = case.loop.name
    if way.kind == WayKind.AGAIN:
        return f"Plan {name} again: {case.session.name} fits beside everything else."
    if way.kind == WayKind.MINUTES:
        most = case.request.rules.candidate_minutes_per_day
        return f"Let {name} sit {way.amount} minutes on one day instead of {most}."
    return f"Ask {name} for {_when(way, case.loop.time_zone)}, as well."


def _when(way: WayOut, zone: str) -> str:
    """A day and hours on the clock of a zone."""
    (span,) = way.times
    start, end = span.start.astimezone(ZoneInfo(zone)), span.end.astimezone(ZoneInfo(zone))
    return f"{_day(start)}, {start:%H:%M} to {end:%H:%M}"


def _day(at: datetime) -> str:
    return f"{at:%A} {day_words(at.date())}"


def _move(case: Case, who: str, answer: Sequence[Placement]) -> str:
    """Say which interviews of the other candidate move, and where to when it is one."""
    loop, numbers = case.loop_of(who), case.numbers(who)
    before = {each.session: each for each in case.placements if each.candidate == who}
    after = [replace(each, session=numbers[each.session]) for each in answer if each.candidate == who]
    moves = [(before[each.session], each) for each in after if _differ(before[each.session], each)]
    names = [loop.sessions[each.session].name for _, each in moves]
    if len(moves) != 1:
        return f"Move {len(moves)} interviews with {loop.name}: {listed(names)}." if moves else ""
    ((old, new),) = moves
    if old.interval == new.interval:
        return f"Let {_people(case, new)} instead of {_people(case, old)} give {names[0]} with {loop.name}."
    start = new.start.astimezone(ZoneInfo(loop.time_zone))
    people = "" if {*old.interviewers} == {*new.interviewers} else f", with {_people(case, new)}"
    return f"Move {names[0]} with {loop.name} to {_day(start)}, {start:%H:%M}{people}."


def _differ(one: Placement, two: Placement) -> bool:
    return one.interval != two.interval or {*one.interviewers} != {*two.interviewers}


def _people(case: Case, placement: Placement) -> str:
    return listed([case.roster.people[who].name for who in placement.interviewers])
