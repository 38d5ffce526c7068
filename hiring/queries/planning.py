"""Rows as the plain values that the planning room takes, and back."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch

from hiring.models import (
    BusyTime,
    Interviewer,
    InterviewKind,
    InterviewLoop,
    LoopPlan,
    PlannedSession,
    Requisition,
    TakenTime,
)
from hiring.models.interviewer import HoursOfWeekday
from hiring.planning import types
from hiring.planning.intervals import WorkingHours, merge, subtract, working_intervals
from hiring.queries.pools import pools_of, pools_of_profile
from rubrics.choices import QuestionKind
from rubrics.models import PolicyVersion, RubricCompetency, RubricVersion
from rubrics.queries import scored_competencies

# How far ahead the automatic plan looks for times.
HORIZON = timedelta(days=28)
# A local day may begin or end so long before or after that of another zone, and is whole at both ends.
REACH = timedelta(days=2)

QUESTION_KINDS = {
    QuestionKind.PAST_BEHAVIOUR: types.QuestionKind.BEHAVIOURAL,
    QuestionKind.SITUATIONAL: types.QuestionKind.SITUATIONAL,
}


def interval(during: object) -> types.Interval:
    """A range column's value as an interval."""
    return types.Interval(during.lower, during.upper)  # type: ignore[attr-defined]


def competency(row: RubricCompetency) -> types.Competency:
    """A scored competency for the designer; work-sample tasks are brought by the kind of interview."""
    return types.Competency(
        key=row.key,
        name=row.name,
        family=row.family,
        weight=float(row.weight),
        essential=row.essential,
        questions=tuple(
            types.Question(question.key, question.minutes, QUESTION_KINDS[QuestionKind(question.kind)])
            for question in row.questions.all()
            if question.kind in QUESTION_KINDS
        ),
    )


def competencies(version: RubricVersion) -> tuple[types.Competency, ...]:
    """The version's scored competencies in their order."""
    return tuple(competency(row) for row in scored_competencies(version))


def kind(row: InterviewKind) -> types.InterviewKind:
    """An entry of the catalogue for the designer."""
    return types.InterviewKind(
        key=row.key,
        name=row.name,
        minute_options=tuple(sorted(row.minutes)),
        assesses=(*row.families, *row.competency_keys),
        max_competencies=row.max_competencies,
        seat_options=(row.seats,),
        unscored=not row.scored,
        work_sample=row.work_sample,
        required=row.required,
        max_copies=row.max_in_loop,
        order=row.order,
        opening_minutes=row.opening_minutes,
        closing_minutes=row.closing_minutes,
    )


def kinds() -> tuple[types.InterviewKind, ...]:
    """The kinds that the catalogue offers."""
    return tuple(kind(row) for row in InterviewKind.objects.filter(active=True))


def rules(requisition: Requisition, policy: PolicyVersion) -> types.DesignRules:
    """The rules of a loop: the policy's, and the requisition's most minutes."""
    return types.DesignRules(
        max_candidate_minutes=requisition.max_candidate_minutes,
        raters_per_competency=policy["min_raters_per_competency"],
        minutes_per_competency=policy["min_minutes_per_competency"],
        questions_per_competency=policy["min_questions_per_competency"],
        min_interviewers=policy["min_interviewers"],
        max_interviewers=policy["max_interviewers"],
    )


def planned_session(row: PlannedSession) -> types.PlannedSession:
    """A stored planned session as the planning room knows it."""
    return types.PlannedSession(
        kind=row.kind.key,
        name=row.name,
        minutes=row.minutes,
        seats=row.seats,
        competencies=tuple(
            types.PlannedCompetency(
                part.competency.key,
                part.minutes,
                tuple(row.key for row in part.questions.all() if row.kind in QUESTION_KINDS),
            )
            for part in row.competencies.all()
        ),
        order=row.kind.order,
        opening_minutes=row.opening_minutes,
        closing_minutes=row.closing_minutes,
        pools=pools_of(row),
    )


def plan_sessions(plan: LoopPlan) -> tuple[types.PlannedSession, ...]:
    """The plan's sessions in their order."""
    rows = plan.sessions.select_related("kind").prefetch_related(
        "competencies__competency", "competencies__questions", "seat_pools__pool"
    )
    return tuple(planned_session(row) for row in rows)


# --- scheduling -------------------------------------------------------------------------------------------


def taken_times(people: Iterable[int]) -> dict[int, list[types.Interval]]:
    """The times at which the people are booked already, or held for a candidate's choice."""
    booked: dict[int, list[types.Interval]] = {}
    for row in TakenTime.objects.filter(person_id__in=list(people)):
        booked.setdefault(row.person_id or 0, []).append(interval(row.during))
    return booked


def kind_under(kind: str, rubric: int) -> str:
    """The name of a kind of interview under the versions of one rubric, since people qualify for either."""
    return f"{kind} under rubric {rubric}"


def qualified_for(row: Interviewer, rubrics: Collection[int], at: datetime) -> frozenset[str]:
    """The kinds that the person may hold under any rubric, and those that they may hold under these."""
    held = [each for each in row.qualifications.all() if each.since <= at.date()]
    anywhere = {each.kind.key for each in held if each.rubric_id is None}
    return frozenset(
        anywhere
        | {kind_under(kind, rubric) for kind in anywhere for rubric in rubrics}
        | {kind_under(each.kind.key, each.rubric_id) for each in held if each.rubric_id is not None}
    )


def week(rows: Iterable[HoursOfWeekday]) -> list[WorkingHours]:
    """Stored hours of weekdays for the planning room."""
    return [WorkingHours(each.weekday, each.starts, each.ends) for each in rows]


def blocked(row: Interviewer) -> tuple[types.Interval, ...]:
    """When the person is away, or busy by one of their calendars."""
    times = (each for calendar in row.calendars.all() for each in calendar.times.all())
    return merge(interval(each.during) for each in (*row.absences.all(), *times))


def interviewer(
    row: Interviewer, booked: list[types.Interval], at: datetime, rubrics: Collection[int] = ()
) -> types.Interviewer:
    """An interviewer with hours from `at` to the horizon, busy times, limits, buffer and conflicts."""
    first, last = at.date() - timedelta(days=1), (at + HORIZON).date()
    zone = row.person.time_zone
    return types.Interviewer(
        id=str(row.person_id),
        name=row.person.full_name,
        qualified=qualified_for(row, rubrics, at),
        availability=working_intervals(week(row.hours.all()), zone, first, last),
        preferred=working_intervals(week(row.preferred_hours.all()), zone, first, last),
        busy=blocked(row),
        buffer_minutes=row.buffer_minutes,
        booked=tuple(sorted(booked)),
        day_limit=row.day_limit,
        week_limit=row.week_limit,
        time_zone=zone,
        conflicts=frozenset(str(each.candidate_id) for each in row.conflicts.all()),
        pools=pools_of_profile(row),
    )


def interviewers(
    at: datetime, rubrics: Collection[int] = (), people: Collection[int] | None = None
) -> tuple[types.Interviewer, ...]:
    """Every active interviewer, or those of `people`; `rubrics` are those of the loops that are planned."""
    chosen = Interviewer.objects.filter(active=True, person__is_active=True)
    if people is not None:
        chosen = chosen.filter(person__in=people)
    rows = list(
        chosen.select_related("person")
        .prefetch_related(
            "qualifications__kind",
            "hours",
            "preferred_hours",
            "absences",
            "conflicts",
            "pools__pool",
            Prefetch("calendars__times", BusyTime.objects.filter(during__endswith__gt=at)),
        )
        .order_by("person_id")
    )
    booked = taken_times(row.person_id for row in rows)
    return tuple(interviewer(row, booked.get(row.person_id, []), at, rubrics) for row in rows)


def default_windows(loop: InterviewLoop, at: datetime) -> tuple[types.Interval, ...]:
    """Office hours of the candidate's time zone, used where the candidate named no times."""
    zone = loop.application.candidate.time_zone
    week = [WorkingHours(day, time(9), time(17)) for day in range(5)]
    first: date = at.date() + timedelta(days=1)
    return working_intervals(week, zone, first, (at + HORIZON).date())


def within_reach(windows: Iterable[types.Interval], at: datetime) -> tuple[types.Interval, ...]:
    """The windows cut to the time for which anybody's hours are known.

    A day of 2098, by a slip of the keyboard, would else be planned towards through all the years before it.
    """
    first, last = at - REACH, at + HORIZON + REACH
    cut = (types.Interval(max(each.start, first), min(each.end, last)) for each in windows)
    return tuple(each for each in cut if each.start < each.end)


def candidate_loop(
    loop: InterviewLoop, sessions: tuple[types.PlannedSession, ...], at: datetime
) -> types.CandidateLoop:
    """A loop's candidate with free times; what is taken or held for their other loops blocks time."""
    candidate = loop.application.candidate
    named = tuple(interval(row.during) for row in candidate.windows.all())
    windows = within_reach(named, at) if named else default_windows(loop, at)
    others = TakenTime.objects.filter(candidate=candidate).exclude(session__loop=loop)
    busy = merge(interval(row.during) for row in others)
    return types.CandidateLoop(
        candidate=str(candidate.pk),
        name=candidate.full_name,
        windows=subtract(merge(windows), busy),
        sessions=sessions,
        time_zone=candidate.time_zone,
    )
