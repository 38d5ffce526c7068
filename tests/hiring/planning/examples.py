"""A catalogue, a rubric and a week that the tests of planning share."""

from datetime import UTC, date, datetime, time, timedelta

from hiring.planning.intervals import WorkingHours, working_intervals
from hiring.planning.types import (
    CandidateLoop,
    Competency,
    Interval,
    Interviewer,
    InterviewKind,
    PlannedCompetency,
    PlannedSession,
    Question,
    QuestionKind,
)

MONDAY = date(2026, 3, 23)
"""The week after which clocks change in Europe, two weeks after they did in America."""


def competency(key: str, *, family: str = "soft", essential: bool = False, minutes: int = 8) -> Competency:
    questions = (
        Question(f"{key}-past", minutes, QuestionKind.BEHAVIOURAL),
        Question(f"{key}-case", minutes - 1, QuestionKind.SITUATIONAL),
    )
    return Competency(key, key.title(), family, essential=essential, questions=questions)


RUBRIC = (
    competency("modelling", family="technical"),
    competency("methods", family="technical"),
    competency("rigour", family="technical"),
    competency("direction", family="leadership"),
    competency("planning", family="leadership"),
    competency("clarity"),
    competency("ethics"),
    competency("learning"),
)

SCREEN = InterviewKind(
    "screen", "Recruiter screen", (30,), unscored=True, required=True, max_copies=1, order=0
)
MANAGER = InterviewKind("manager", "Hiring manager", (45, 60))
DEPTH = InterviewKind("depth", "Technical depth", (45, 60), ("technical",))
SAMPLE = InterviewKind(
    "sample", "Work sample", (60, 90), ("technical", "clarity"), seat_options=(2,), work_sample=True
)
LEADING = InterviewKind("leading", "Leadership", (45, 60), ("leadership", "soft"))
CROSS = InterviewKind("cross", "Cross-functional", (45,), ("soft", "planning"))
VALUES = InterviewKind("values", "Values", (30, 45), ("soft",))
PANEL = InterviewKind("panel", "Panel", (45, 60), seat_options=(1, 2))
CATALOGUE = (SCREEN, MANAGER, DEPTH, SAMPLE, LEADING, CROSS, VALUES, PANEL)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the example week in UTC; day 0 is Monday."""
    return datetime.combine(MONDAY, time(hour, minute), UTC) + timedelta(days=day)


def span(day: int, start: int, end: int) -> Interval:
    """Full hours of one day of the example week."""
    return Interval(at(day, start), at(day, end))


def office_week(time_zone: str = "UTC", days: int = 5) -> tuple[Interval, ...]:
    hours = [WorkingHours(weekday, time(9), time(17)) for weekday in range(5)]
    return working_intervals(hours, time_zone, MONDAY, MONDAY + timedelta(days=days - 1))


def interviewer(name: str, *kinds: str, **details: object) -> Interviewer:
    fields: dict[str, object] = {"availability": office_week()}
    return Interviewer(name.lower(), name, frozenset(kinds), **(fields | details))  # type: ignore[arg-type]


def session(
    kind: str,
    minutes: int = 60,
    *,
    seats: int = 1,
    order: int = 1,
    scored: bool = False,
    pools: tuple[str, ...] = (),
) -> PlannedSession:
    rated = (PlannedCompetency("ethics", minutes - 8),) if scored else ()
    return PlannedSession(kind, kind.title(), minutes, seats, rated, order, pools=pools)


def member(name: str, *pools: str, **details: object) -> Interviewer:
    """Somebody who may sit in panels and belongs to the pools."""
    return interviewer(name, "panel", pools=frozenset(pools), **details)


def loop(*sessions: PlannedSession, candidate: str = "c1", **details: object) -> CandidateLoop:
    fields: dict[str, object] = {"windows": office_week()}
    return CandidateLoop(candidate, f"Candidate {candidate}", sessions=sessions, **(fields | details))  # type: ignore[arg-type]
