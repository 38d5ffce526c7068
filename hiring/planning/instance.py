"""Problems and plans as JSON: a small exchange format for measuring solvers, in slots of half an hour.

A file holds {weeks, horizon, interviewers: [{id, tz, free, quals, weekly, past, trainee_for, shadow_need}],
candidates: [{id, tz, free, loop: [[kind, slots], ...], max_per_day, max_days}], coi: [[candidate, interviewer]]}.
`free` is a hexadecimal bit mask over slots from a Monday 00:00 UTC, `tz` the distance from UTC in slots. Weeks are
counted in UTC, days on the candidate's clock; an interviewer keeps one slot between two interviews.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from .problem import Candidate, Day, Limit, Need, Person, Plan, Problem, Session, span

SLOTS_A_DAY = 48
WEEK = 7 * SLOTS_A_DAY
REST = 1
"""Slots an interviewer keeps between two interviews."""


def read_problem(data: Mapping[str, Any]) -> Problem:
    """Turn the parsed file into a problem; ids are places in the lists.

    Raises KeyError, TypeError or ValueError for something that is no such file.
    """
    conflicts: dict[int, set[int]] = defaultdict(set)
    for candidate, person in data["coi"]:
        conflicts[candidate].add(person)
    horizon = int(data["horizon"])
    return Problem(
        people=tuple(_person(row, horizon) for row in data["interviewers"]),
        candidates=tuple(
            _candidate(row, horizon, frozenset(conflicts[i])) for i, row in enumerate(data["candidates"])
        ),
        horizon=horizon,
    )


def write_plan(plan: Plan) -> dict[str, list[list[int]]]:
    """Turn a plan into {assignments: [[candidate, session, interviewer, slot]], shadows: [[candidate, session,
    trainee]]}, one assignment a seat.
    """
    return {
        "assignments": [
            [each.candidate, each.session, person, each.start]
            for each in plan.seatings
            for person in each.people
        ],
        "shadows": [[each.candidate, each.session, each.person] for each in plan.shadows],
    }


def _person(row: Mapping[str, Any], horizon: int) -> Person:
    weekly = [Limit(span(first, WEEK), row["weekly"]) for first in range(0, horizon, WEEK)]
    trainee = row.get("trainee_for", -1)
    return Person(
        free=int(row["free"], 16),
        kinds=frozenset(row["quals"]),
        limits=tuple(weekly),
        past=row["past"],
        rest=REST,
        shadows=frozenset({trainee} if trainee >= 0 else ()),
        shadow_need=row.get("shadow_need", 0),
    )


def _candidate(row: Mapping[str, Any], horizon: int, conflicts: frozenset[int]) -> Candidate:
    free, zone = int(row["free"], 16), row["tz"]
    days = []
    for day in range(zone // SLOTS_A_DAY, (horizon + zone) // SLOTS_A_DAY + 1):
        first = day * SLOTS_A_DAY - zone
        slots = span(max(first, 0), SLOTS_A_DAY + min(first, 0))
        if slots & free:
            days.append(Day(slots, most=row["max_per_day"], room=SLOTS_A_DAY))
    sessions = tuple(Session(kind, length, (Need(kind),)) for kind, length in row["loop"])
    return Candidate(free, tuple(days), sessions, row["max_days"], conflicts=conflicts)
