"""How a requisition's schedule is mended with least change; computed without a write, bounded by steps.

First somebody else comes to an interview whose time holds. Where nobody can, that interview gets another time, the rest
of its loop staying. Only where that fails too, loops move that nobody has confirmed and that need the same people.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from hiring.choices import COUNTING_SEATS, LoopState, ProposalState, ScorecardState, SessionState
from hiring.models import (
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Proposal,
    Qualification,
    Requisition,
    Scorecard,
)
from hiring.planning import types
from hiring.planning.audit import check_schedule
from hiring.planning.intervals import merge
from hiring.planning.repair import repair
from hiring.planning.schedule import schedule
from hiring.queries import broken, planning, schedules
from hiring.queries.broken import Broken
from hiring.queries.load import midnight
from hiring.queries.situations import Left, Situation, foreign, minutes
from hiring.queries.substitutes import substitute

# Steps of improvement for each loop that is free to move, and how many others may make room.
STEPS_EACH = 20
MOST_OTHERS = 12
# Another time is looked for on the same day first, then within so many days of it, then on any.
NEAR = (0, 1, 3, 7, None)


@dataclass(frozen=True)
class Change:
    """An interview that would have another time or other people; `why` is empty where it only makes room."""

    session: InterviewSession
    before: types.Placement
    after: types.Placement
    why: tuple[str, ...]


@dataclass(frozen=True)
class Mending:
    """What would change, what cannot be mended, and how many interviews to come stay as they are."""

    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    kept: int


def mend(requisition: Requisition, at: datetime) -> Mending:
    """The least change after which what no longer holds holds again, as far as that can be.

    What cannot be mended stays where it is, with its people: it is left out, and the rest looked for anew.
    """
    found = broken.of_requisition(requisition, at)
    offered = loops_with(ProposalState.OPEN)
    asked = {each.session.pk for each in found if each.session.loop_id in offered}
    left = {
        pk: (schedules.waits_for(each.session.candidate),)
        for each in found
        if (pk := each.session.pk) in asked
    }
    changes: tuple[Change, ...] = ()
    while tried := [each for each in found if each.session.pk not in left]:
        situation = attempt(requisition, tried, at)
        if not situation.open:
            changes = tuple(change(situation, pk, tried) for pk in situation.changed())
            break
        left |= {pk: situation.reasons.get(pk, ()) for pk in situation.open}
    stay = broken.coming(InterviewLoop.objects.filter(application__requisition=requisition), at).count()
    return Mending(
        changes,
        tuple(
            Left(each.session, each.why, left[each.session.pk]) for each in found if each.session.pk in left
        ),
        stay - len(changes) - len(left),
    )


def loops_with(*states: ProposalState) -> set[int]:
    """The loops whose candidate has been offered times that are in one of these states."""
    return set(Proposal.objects.filter(state__in=states).values_list("loop_id", flat=True))


def change(situation: Situation, session: int, tried: Sequence[Broken]) -> Change:
    """One interview before and after."""
    why = next((each.why for each in tried if each.session.pk == session), ())
    return Change(situation.rows[session], situation.before[session], situation.now[session], why)


def attempt(requisition: Requisition, tried: Sequence[Broken], at: datetime) -> Situation:
    """The interviews mended as far as they can be; the situation names those that cannot, with reasons."""
    situation = Situation(tried, at)
    substitute(situation)
    for days, same_people in product(NEAR, (True, False)):
        give_times(situation, days, same_people=same_people)
    if situation.open and (others := rivals(requisition, situation)):
        situation = make_room(situation, others, tried)
    return situation


# --- another time ---------------------------------------------------------------------------------------------


def give_times(situation: Situation, days: int | None, *, same_people: bool) -> None:
    """Look for other times near the agreed ones, with the same people where all of them can stay if asked so."""
    if not situation.open:
        return
    request = request_for(situation, set(situation.open), days, same_people=same_people)
    take(situation, schedule(request, steps=STEPS_EACH * len(request.loops)), set(situation.open))


def take(situation: Situation, result: types.Schedule, free: Collection[int]) -> None:
    """Mend what found its place, and keep the reasons for what did not."""
    numbers = {(each.candidate, each.session): pk for pk, each in situation.before.items() if pk in free}
    for placement in result.placements:
        pk = numbers.get((placement.candidate, placement.session))
        if pk is not None:
            situation.mended(pk, placement)
    for unplaced in result.unplaced:
        pk = numbers.get((unplaced.candidate, unplaced.session))
        if pk is not None:
            situation.reasons[pk] = unplaced.reasons


def request_for(
    situation: Situation, free: Collection[int], days: int | None = None, *, same_people: bool = False
) -> types.ScheduleRequest:
    """The loops of the interviews that are free to move within so many days; everything else stays."""
    loops = {loop: rows for loop, rows in situation.loops.items() if any(row.pk in free for row in rows)}
    inside = {row.pk for rows in loops.values() for row in rows}
    outside = (situation.staying(pk) for pk in situation.now if pk not in inside)
    fixed = {pk: chosen for pk in free if same_people and (chosen := all_staying(situation, pk))}
    return types.ScheduleRequest(
        loops=tuple(
            near(
                planning.candidate_loop(
                    loop, tuple(planned(row, row.pk in fixed) for row in rows), situation.at
                ),
                [situation.before[row.pk] for row in rows if row.pk in free],
                days,
            )
            for loop, rows in loops.items()
        ),
        interviewers=tuple(with_sessions(person, fixed, situation) for person in situation.people),
        rules=types.ScheduleRules(gap_minutes=schedules.BREAK_MINUTES),
        kept=(*(situation.now[pk] for pk in inside if pk not in free), *foreign(outside)),
        not_before=max(
            schedules.earliest(situation.at, loop.application.requisition.time_zone) for loop in loops
        ),
    )


def near(
    loop: types.CandidateLoop, agreed: Iterable[types.Placement], days: int | None
) -> types.CandidateLoop:
    """The loop with the windows of its candidate that lie within so many local days of the agreed times."""
    if days is None:
        return loop
    zone = ZoneInfo(loop.time_zone)
    dates = [each.start.astimezone(zone).date() for each in agreed]
    reach = merge(
        types.Interval(
            midnight(day - timedelta(days=days), loop.time_zone),
            midnight(day + timedelta(days=days + 1), loop.time_zone),
        )
        for day in dates
    )
    windows = (
        types.Interval(max(one.start, other.start), min(one.end, other.end))
        for one, other in product(loop.windows, reach)
        if one.overlaps(other)
    )
    return replace(loop, windows=tuple(windows))


def planned(row: InterviewSession, is_fixed: bool) -> types.PlannedSession:
    """The interview for the planning room, as long as it was set; where fixed, for its own people only."""
    plain = replace(schedules.anew(row), minutes=minutes(row))
    return replace(plain, kind=schedules.fixed_kind(row), pools=()) if is_fixed else plain


def all_staying(situation: Situation, session: int) -> tuple[str, ...]:
    """The people of a broken interview where nobody of them leaves and no seat is empty; else nobody."""
    there = situation.now[session].interviewers
    whole = len(there) == situation.rows[session].planned.seats
    return there if whole and not situation.open[session].leaving else ()


def with_sessions(
    person: types.Interviewer, fixed: dict[int, tuple[str, ...]], situation: Situation
) -> types.Interviewer:
    """The person, qualified for the interviews in which they are to stay."""
    own = {schedules.fixed_kind(situation.rows[pk]) for pk, people in fixed.items() if person.id in people}
    return replace(person, qualified=person.qualified | own)


# --- others make room -----------------------------------------------------------------------------------------


def rivals(requisition: Requisition, situation: Situation) -> list[InterviewLoop]:
    """Loops that may make room: open, not begun, not confirmed by their candidate, in need of the same people."""
    kinds = {situation.rows[pk].planned.kind_id for pk in situation.open}
    able = Qualification.objects.filter(kind__in=kinds).values("interviewer__person")
    sessions = InterviewSession.objects.filter(loop=OuterRef("pk"))
    begun = sessions.filter(during__startswith__lte=situation.at).exclude(state=SessionState.CANCELLED)
    held = sessions.filter(state=SessionState.HELD)
    rated = Scorecard.objects.filter(
        seat__session__loop=OuterRef("pk"), seat__cancelled=False, state=ScorecardState.SUBMITTED
    )
    wanted = PanelSeat.objects.filter(
        session__loop=OuterRef("pk"),
        session__state=SessionState.SCHEDULED,
        cancelled=False,
        kind__in=list(COUNTING_SEATS),
        person__in=able,
    )
    rows: QuerySet[InterviewLoop] = InterviewLoop.objects.filter(
        Exists(wanted),
        ~Exists(begun),
        ~Exists(held),
        ~Exists(rated),
        application__requisition=requisition,
        state=LoopState.OPEN,
    ).exclude(pk__in=[loop.pk for loop in situation.loops])
    rows = rows.exclude(pk__in=loops_with(ProposalState.OPEN, ProposalState.CHOSEN))
    return list(
        rows.select_related("application__candidate", "application__requisition").order_by("pk")[:MOST_OTHERS]
    )


def make_room(situation: Situation, others: Sequence[InterviewLoop], tried: Sequence[Broken]) -> Situation:
    """The situation with the others moved so that more is mended; as it was where that helps nothing."""
    wide = Situation(tried, situation.at, others)
    for pk in situation.now:
        if pk not in situation.open:
            wide.mended(pk, situation.now[pk])
    wide.reasons = dict(situation.reasons)
    broken_still = set(situation.open)
    movable = {row.pk for loop in others for row in wide.loops[loop] if row.state == SessionState.SCHEDULED}
    free = broken_still | fitting(wide, movable, broken_still)
    request = request_for(wide, free)
    agreed = [wide.now[pk] for pk in free - broken_still]
    result = repair(request, agreed, steps=STEPS_EACH * len(request.loops))
    take(wide, result.schedule, free)
    placed = {(each.candidate, each.session) for each in result.schedule.placements}
    stranded = any((each.candidate, each.session) not in placed for each in agreed)
    return situation if stranded or len(wide.open) == len(broken_still) else wide


def fitting(situation: Situation, movable: Collection[int], still: Iterable[int]) -> set[int]:
    """Those of the interviews that keep every rule of the planning room as they stand: it could leave them there."""
    free = {*movable, *still}
    request = request_for(situation, free)
    standing = [situation.now[pk] for pk in movable]
    faults = check_schedule(request, types.Schedule((*request.kept, *standing), ()))
    subjects = {each.subject for each in faults if each.rule != "complete"}
    numbers = {pk: f"{each.candidate}/{each.session}" for pk, each in situation.before.items()}
    return {pk for pk in movable if numbers[pk] not in subjects}
