"""Whole-loop options for a candidate: complete, consistent sets of times and people on different days."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hiring.choices import ScorecardState, SessionState
from hiring.models import InterviewLoop, InterviewSession, Scorecard
from hiring.planning import types
from hiring.planning.intervals import merge, subtract
from hiring.planning.schedule import schedule
from hiring.queries import planning, schedules
from hiring.queries.load import midnight

# An option is looked for within so many of the candidate's days, then within more, then within all.
WITHIN_DAYS = (4, 10, None)
# Steps of improvement for one option: somebody waits for the page, and a complete option need not be the best.
STEPS = 5


def movable(loop: InterviewLoop, at: datetime) -> list[InterviewSession]:
    """The loop's interviews that are still to come, in the order of the plan: no scorecard of theirs is in."""
    submitted = Scorecard.objects.filter(
        seat__session__loop=loop, seat__cancelled=False, state=ScorecardState.SUBMITTED
    )
    over = set(submitted.values_list("seat__session_id", flat=True))
    return [
        row
        for row in schedules.standing(loop)
        if row.state in (SessionState.PLANNED, SessionState.SCHEDULED)
        and (row.during is None or row.during.lower > at)
        and row.pk not in over
    ]


def wanted(row: InterviewSession, moving: Collection[int]) -> types.PlannedSession:
    """The interview for the planning room: whoever was chosen before there was a time stays."""
    if row.pk in moving and row.during is not None:
        return schedules.anew(row)
    return schedules.planned(row)


def request(
    loop: InterviewLoop, at: datetime, besides: Collection[date], days: int | None
) -> tuple[types.ScheduleRequest, dict[int, InterviewSession]]:
    """What the planning room is asked for one option, and its rows by place; nothing on the days `besides`.

    Interviews to come are placed anew, away from where they stand now; what has begun stays.
    """
    listed = schedules.standing(loop)
    moving = {row.pk for row in movable(loop, at)}
    kept = tuple(
        schedules.kept(row, place)
        for place, row in enumerate(listed)
        if row.during is not None and row.pk not in moving
    )
    first = schedules.earliest(at, loop.application.requisition.time_zone)
    candidate = planning.candidate_loop(loop, tuple(wanted(row, moving) for row in listed), at)
    own = [planning.interval(row.during) for row in listed if row.during is not None and row.pk in moving]
    closed = merge([*own, *whole_days(besides, candidate.time_zone)])
    candidate = replace(candidate, windows=subtract(candidate.windows, closed))
    candidate = schedules.within(candidate, days, first)
    plain = types.ScheduleRequest(
        loops=(candidate,),
        interviewers=schedules.interviewers(listed, kept, at),
        rules=types.ScheduleRules(gap_minutes=schedules.BREAK_MINUTES),
        kept=kept,
        not_before=first,
    )
    return plain, {place: row for place, row in enumerate(listed) if row.pk in moving}


def whole_days(days: Collection[date], zone: str) -> list[types.Interval]:
    """Each local day as an interval from midnight to midnight."""
    return [
        types.Interval(midnight(day, zone), midnight(day + timedelta(days=1), zone)) for day in sorted(days)
    ]


# A placement beside the row of its interview.
Placed = tuple[InterviewSession, types.Placement]


def find(loop: InterviewLoop, at: datetime, most: int) -> list[list[Placed]]:
    """Up to `most` options; each places every interview to come, on days that no other option uses."""
    found: list[list[Placed]] = []
    used: set[date] = set()
    zone = ZoneInfo(loop.application.candidate.time_zone)
    while len(found) < most:
        option = next_option(loop, at, used)
        if not option:
            break
        found.append(option)
        used |= {each.start.astimezone(zone).date() for _row, each in option}
    return sorted(found, key=lambda option: min(each.start for _row, each in option))


def next_option(loop: InterviewLoop, at: datetime, used: Collection[date]) -> list[Placed]:
    """One option within as few of the candidate's days as hold all; empty where none does."""
    for days in WITHIN_DAYS:
        plain, rows = request(loop, at, used, days)
        if not rows or not plain.loops[0].windows:
            return []
        result = schedule(plain, steps=STEPS)
        if not result.unplaced:
            return [(rows[each.session], each) for each in result.placements if each.session in rows]
    return []
