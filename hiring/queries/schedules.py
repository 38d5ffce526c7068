"""Loops with people and times as one request to the planning room, with the rows behind its numbers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from hiring.choices import COUNTING_SEATS, LoopState, ProposalState, SessionState
from hiring.models import Candidate, InterviewLoop, InterviewSession, PanelSeat, Proposal, ScorecardReading
from hiring.planning import types
from hiring.queries import planning
from hiring.queries.load import midnight
from hiring.queries.trainees import watching
from hiring.queries.ways import as_plain

# Nobody is called to an interview from one day to the next, and a candidate draws breath between two.
NOTICE = timedelta(hours=24)
BREAK_MINUTES = 15
SATURDAY = 5


@dataclass(frozen=True)
class Request:
    """What the planning room is asked, and the session rows by candidate and place."""

    plain: types.ScheduleRequest
    rows: dict[tuple[str, int], InterviewSession]


def standing(loop: InterviewLoop) -> list[InterviewSession]:
    """The loop's sessions that are not cancelled, in the order of the plan, with their standing seats."""
    seats = PanelSeat.objects.filter(cancelled=False).select_related("person").order_by("kind", "pk")
    return list(
        loop.sessions.exclude(state=SessionState.CANCELLED)
        .select_related("planned__kind", "loop__application", "loop__plan__rubric_version")
        .prefetch_related(
            Prefetch("seats", seats),
            "planned__competencies__competency",
            "planned__competencies__questions",
            "planned__seat_pools__pool",
        )
        .order_by("planned__order")
    )


def counting(session: InterviewSession) -> list[PanelSeat]:
    """The seats whose ratings enter the composite, the lead first."""
    return [seat for seat in session.seats.all() if not seat.cancelled and seat.kind in COUNTING_SEATS]


def open_loops(loops: QuerySet[InterviewLoop]) -> QuerySet[InterviewLoop]:
    """Those of the loops in which a session still lacks its time or has nobody, and the candidate is not asked."""
    sessions = InterviewSession.objects.filter(loop=OuterRef("pk"))
    untimed = sessions.filter(state=SessionState.PLANNED)
    seated = PanelSeat.objects.filter(session=OuterRef("pk"), cancelled=False)
    empty = sessions.filter(state=SessionState.SCHEDULED).filter(~Exists(seated))
    asked = Proposal.objects.filter(loop=OuterRef("pk"), state=ProposalState.OPEN)
    return loops.filter(Exists(untimed) | Exists(empty), ~Exists(asked), state=LoopState.OPEN)


def waits_for(candidate: Candidate) -> str:
    """The sentence for what waits while its candidate may choose among times that are held."""
    sentence = _("Times are offered to %(candidate)s: wait for the answer, or withdraw them.")
    return sentence % {"candidate": candidate}


def fixed_kind(session: InterviewSession) -> str:
    """The kind under which the planning room knows a session whose people are chosen: only they qualify."""
    return f"session {session.pk}"


def anew(session: InterviewSession) -> types.PlannedSession:
    """The session for the planning room, for whoever qualifies for its kind under the loop's rubric."""
    plain = planning.planned_session(session.planned)
    return replace(plain, kind=planning.kind_under(plain.kind, rubric_of(session)))


def planned(session: InterviewSession) -> types.PlannedSession:
    """The session for the planning room; where people are chosen already, nobody else may sit in it."""
    plain = anew(session)
    seated = counting(session)
    if session.during is None and seated:
        return replace(plain, kind=fixed_kind(session), seats=len(seated), pools=())
    return plain


def rubric_of(session: InterviewSession) -> int:
    """The rubric, with all its versions, under which the session's loop runs."""
    return session.loop.plan.rubric_version.rubric_id


def kept(session: InterviewSession, place: int) -> types.Placement:
    """A session with a time, as a placement that stays."""
    span = planning.interval(session.during)
    people = tuple(str(seat.person_id) for seat in counting(session))
    return types.Placement(str(session.candidate_id), place, span.start, span.end, people)


def earliest(at: datetime, zone: str) -> datetime:
    """Before this nothing is placed: a day's notice, and the first moment of the next working day in `zone`."""
    day = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return max(midnight(day, zone), at + NOTICE)


def lacking(loop: InterviewLoop) -> list[InterviewSession]:
    """The loop's sessions that have a time, but fewer people than planned."""
    return [
        row for row in standing(loop) if row.during is not None and len(counting(row)) < row.planned.seats
    ]


def request(loops: Sequence[InterviewLoop], at: datetime, people: Collection[int] | None = None) -> Request:
    """One request for the loops of different candidates.

    `people` (primary keys) are those who may be asked besides those who have seats already; None: everybody.
    """
    sessions = {loop: standing(loop) for loop in loops}
    first = max(earliest(at, loop.application.requisition.time_zone) for loop in loops)
    rows = {
        (str(loop.application.candidate_id), place): row
        for loop, listed in sessions.items()
        for place, row in enumerate(listed)
    }
    placements = tuple(kept(row, place) for (_who, place), row in rows.items() if row.during is not None)
    plain = {loop: tuple(planned(row) for row in listed) for loop, listed in sessions.items()}
    pairs = [pair for loop, listed in sessions.items() for pair in zip(listed, plain[loop], strict=True)]
    return Request(
        types.ScheduleRequest(
            loops=tuple(planning.candidate_loop(loop, mine, at) for loop, mine in plain.items()),
            interviewers=watching(interviewers(rows.values(), placements, at, people), pairs, at),
            rules=types.ScheduleRules(gap_minutes=BREAK_MINUTES),
            kept=placements,
            not_before=first,
        ),
        rows,
    )


def within(loop: types.CandidateLoop, days: int | None, after: datetime | None) -> types.CandidateLoop:
    """The loop with the windows of its candidate's next `days` days that hold any; all where days is None."""
    if days is None or after is None:
        return loop
    zone = ZoneInfo(loop.time_zone)
    coming = [each for each in loop.windows if each.end > after]
    dates = sorted({max(each.start, after).astimezone(zone).date() for each in coming})
    chosen = set(dates[:days])
    windows = (each for each in coming if max(each.start, after).astimezone(zone).date() in chosen)
    return replace(loop, windows=tuple(windows))


def told(
    request: Request, result: types.Schedule
) -> list[tuple[int, tuple[str, ...], tuple[str, ...], tuple[dict[str, Any], ...]]]:
    """What stays out: the key of each session, why, what would help, and the changes behind that."""
    return [
        (row.pk, each.reasons, ways(each, row), tuple(as_plain(way) for way in ways_out(each, row)))
        for each in result.unplaced
        for row in (request.rows[each.candidate, each.session],)
    ]


def ways(unplaced: types.Unplaced, session: InterviewSession) -> tuple[str, ...]:
    """What would help, a sentence each, or that nothing was found or tried.

    Where its people are chosen already, nobody else is to be qualified.
    """
    found = ways_out(unplaced, session)
    if found:
        return tuple(way.sentence for way in found)
    if unplaced.tried:
        return (_("No single change that was tried helps."),)
    return (_("What would help was not tried: too much stays open."),)


def ways_out(unplaced: types.Unplaced, session: InterviewSession) -> list[types.WayOut]:
    """The ways out that make sense for the session as it stands."""
    return [way for way in unplaced.ways_out if way.session_kind != fixed_kind(session)]


def interviewers(
    rows: Collection[InterviewSession],
    placements: Iterable[types.Placement],
    at: datetime,
    people: Collection[int] | None = None,
) -> tuple[types.Interviewer, ...]:
    """The active interviewers, or those of `people` and the seated; who is chosen qualifies for that session alone.

    Kept times are not repeated. Who has read others' ratings of a candidate, or sits in their loop as a trainee,
    is kept from it.
    """
    times: dict[str, set[types.Interval]] = {}
    for placement in placements:
        for person in placement.interviewers:
            times.setdefault(person, set()).add(placement.interval)
    chosen: dict[str, set[str]] = {}
    barred: dict[str, set[str]] = {}
    for row in rows:
        for seat in row.seats.all():
            if seat.kind not in COUNTING_SEATS:
                barred.setdefault(str(seat.person_id), set()).add(str(row.candidate_id))
            elif row.during is None:
                chosen.setdefault(str(seat.person_id), set()).add(fixed_kind(row))
    candidates = {row.candidate_id for row in rows}
    readings = ScorecardReading.objects.filter(application__candidate__in=candidates)
    for reader, candidate in readings.values_list("reader", "application__candidate"):
        barred.setdefault(str(reader), set()).add(str(candidate))
    asked = None if people is None else {*people, *(int(who) for who in chosen), *(int(who) for who in times)}
    return tuple(
        replace(
            person,
            booked=tuple(each for each in person.booked if each not in times.get(person.id, set())),
            qualified=person.qualified | chosen.get(person.id, set()),
            conflicts=person.conflicts | barred.get(person.id, set()),
        )
        for person in planning.interviewers(at, {rubric_of(row) for row in rows}, asked)
    )
