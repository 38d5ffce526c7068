"""Sessions get times and people; the database has the last word on double booking (rule 8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import SESSION_ARROWS, SeatKind, SessionState
from hiring.models import (
    Application,
    Conflict,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Scorecard,
    ScorecardReading,
)
from hiring.operations import scorecards
from hiring.planning import types
from hiring.planning.schedule import schedule
from hiring.queries import planning
from rubrics.ledger.chain import record


class SchedulingRefused(Exception):
    """The time or the person cannot be set; the text names the rule in the way."""


@dataclass(frozen=True)
class Outcome:
    """What the automatic plan did: how many sessions got time and people, and sentences for the others."""

    placed: int
    unplaced: tuple[str, ...]


def locked(session: InterviewSession) -> InterviewSession:
    """The session's row under a lock; refused once it is held or cancelled."""
    row = InterviewSession.objects.select_for_update().get(pk=session.pk)
    if row.state in (SessionState.HELD, SessionState.CANCELLED):
        raise SchedulingRefused(_("The interview is over or cancelled; nothing can be changed in it."))
    return row


def move_to(row: InterviewSession, state: SessionState) -> None:
    """Change the state along the arrows of hiring.choices."""
    if row.state != state and state not in SESSION_ARROWS[SessionState(row.state)]:
        raise SchedulingRefused(_("The interview cannot go from “%(old)s” to “%(new)s”.") % {"old": row.state, "new": state})
    row.state = state


@transaction.atomic
def set_time(
    *, session: InterviewSession, start: datetime, end: datetime, place: str, by: User, at: datetime
) -> InterviewSession:
    """Give the session its time. Raises SchedulingRefused where somebody is in another place then."""
    row = locked(session)
    if end <= start:
        raise SchedulingRefused(_("The end has to be after the start."))
    row.during = DateTimeTZRange(start, end)
    row.place = place.strip()
    row.sequence += 1
    move_to(row, SessionState.SCHEDULED)
    save_or_refuse(row)
    Scorecard.objects.filter(seat__session=row, submitted_at__isnull=True, excused_at__isnull=True).update(
        due_at=end + scorecards.DUE_AFTER
    )
    record(
        "session.scheduled",
        row,
        by=by,
        at=at,
        data={"loop": row.loop_id, "start": start.isoformat(), "end": end.isoformat(), "sequence": row.sequence},
    )
    return row


@transaction.atomic
def clear_time(*, session: InterviewSession, by: User, at: datetime) -> InterviewSession:
    """Take the time away again; the people keep their seats."""
    row = locked(session)
    move_to(row, SessionState.PLANNED)
    row.during = None
    row.sequence += 1
    row.save(update_fields=["during", "state", "sequence"])
    record("session.unscheduled", row, by=by, at=at, data={"loop": row.loop_id, "sequence": row.sequence})
    return row


def save_or_refuse(row: InterviewSession | PanelSeat) -> None:
    """Save; a refusal of the database's exclusion constraints becomes a sentence."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise SchedulingRefused(refusal(str(error))) from error


def refusal(message: str) -> str:
    """The sentence for a constraint that the database named."""
    if "candidate_in_one_place" in message:
        return _("The candidate has another interview at that time.")
    if "interviewer_in_one_place" in message:
        return _("An interviewer of this session has another interview at that time.")
    if "one_lead_per_session" in message:
        return _("The session has a lead already.")
    if "one_seat_per_person_and_session" in message:
        return _("This person sits in the session already.")
    return _("The database refused the change: somebody would be in two places at once.")


@transaction.atomic
def give_seat(
    *, session: InterviewSession, person: User, kind: str = SeatKind.LEAD, by: User, at: datetime
) -> PanelSeat:
    """Seat a person and open their scorecard.

    Raises SchedulingRefused for: an inactive person, a conflict of interest, no qualification (trainees' seats
    need none), a second seat in the same loop, or somebody who has read others' ratings of the application.
    """
    row = locked(session)
    refuse_unfit(row, person, kind)
    seat = PanelSeat(session=row, person=person, kind=kind, given_at=at, given_by=by)
    save_or_refuse(seat)
    scorecards.open_for(seat=seat, at=at)
    row.sequence += 1
    row.save(update_fields=["sequence"])
    record("seat.given", seat, by=by, at=at, data={"session": row.pk, "person": person.pk, "kind": str(kind)})
    return seat


def refuse_unfit(session: InterviewSession, person: User, kind: str) -> None:
    """Raise SchedulingRefused with the first rule that keeps the person out of the session."""
    profile = getattr(person, "interviewer", None)
    if kind not in list(SeatKind):
        raise SchedulingRefused(_("There is no such seat."))
    if not person.is_active or profile is None or not profile.active:
        raise SchedulingRefused(_("%(name)s takes no interviews at present.") % {"name": person})
    trainee = kind in (SeatKind.SHADOW, SeatKind.REVERSE_SHADOW)
    if not trainee and not profile.qualifications.filter(kind=session.planned.kind_id).exists():
        raise SchedulingRefused(
            _("%(name)s is not qualified for “%(kind)s”.") % {"name": person, "kind": session.planned.kind}
        )
    if Conflict.objects.filter(interviewer=profile, candidate=session.candidate_id).exists():
        raise SchedulingRefused(_("%(name)s has a conflict of interest with this candidate.") % {"name": person})
    seats = PanelSeat.objects.filter(session__loop=session.loop_id, person=person, cancelled=False)
    if seats.exclude(session=session).exists():
        raise SchedulingRefused(
            _("%(name)s already sits in this candidate's loop: ratings would not be independent.") % {"name": person}
        )
    if ScorecardReading.objects.filter(application=session.loop.application_id, reader=person).exists():
        raise SchedulingRefused(
            _("%(name)s has read others' ratings of this candidate and can no longer rate blind.") % {"name": person}
        )


@transaction.atomic
def cancel_seat(*, seat: PanelSeat, reason: str, by: User, at: datetime) -> PanelSeat:
    """Take a person out of a session. A submitted scorecard stays and is told of in the report."""
    row = PanelSeat.objects.select_for_update().get(pk=seat.pk)
    if row.cancelled:
        raise SchedulingRefused(_("The seat is cancelled already."))
    row.cancelled, row.cancelled_reason = True, reason.strip()[:200]
    row.save(update_fields=["cancelled", "cancelled_reason"])
    session = row.session
    session.sequence += 1
    session.save(update_fields=["sequence"])
    record("seat.cancelled", row, by=by, at=at, data={"session": row.session_id, "person": row.person_id})
    return row


@transaction.atomic
def cancel_session(*, session: InterviewSession, reason: str, by: User | None, at: datetime) -> InterviewSession:
    """Cancel one interview and its seats. Scorecards are kept."""
    row = locked(session)
    row.state = SessionState.CANCELLED
    row.sequence += 1
    row.save(update_fields=["state", "sequence"])
    row.seats.filter(cancelled=False).update(cancelled=True, cancelled_reason=reason.strip()[:200])
    record("session.cancelled", row, by=by, at=at, data={"loop": row.loop_id}, personal={"reason": reason})
    return row


@transaction.atomic
def cancel_future_sessions(*, application: Application, reason: str, by: User | None, at: datetime) -> int:
    """Cancel what has not begun, as a withdrawal asks; returns how many. Scorecards and held interviews stay."""
    standing = InterviewSession.objects.filter(
        loop__application=application, state__in=[SessionState.PLANNED, SessionState.SCHEDULED]
    )
    future = [row for row in standing if row.during is None or row.during.lower > at]
    for row in future:
        cancel_session(session=row, reason=reason, by=by, at=at)
    return len(future)


@transaction.atomic
def mark_held(*, session: InterviewSession, by: User | None, at: datetime) -> InterviewSession:
    """Say that the interview took place."""
    row = locked(session)
    move_to(row, SessionState.HELD)
    row.save(update_fields=["state"])
    record("session.held", row, by=by, at=at, data={"loop": row.loop_id})
    return row


def schedule_automatically(*, loops: Iterable[InterviewLoop], by: User, at: datetime) -> Outcome:
    """Give times and people to every session that has neither; what stands is kept.

    Solved outside a transaction and then written session by session: what another coordinator took meanwhile is
    refused by the database and reported among the unplaced.
    """
    chosen = [loop for loop in loops if open_sessions(loop)]
    rules = types.ScheduleRules(gap_minutes=0, buffer_minutes=0)
    request = types.ScheduleRequest(
        loops=tuple(planning.candidate_loop(loop, at) for loop in chosen),
        interviewers=planning.interviewers(at),
        rules=rules,
        kept=tuple(placement for loop in chosen for placement in kept_placements(loop)),
        not_before=at + timedelta(hours=1),
    )
    request = without_repeats(request)
    result = schedule(request)
    names = {str(loop.application.candidate_id): loop for loop in chosen}
    sentences = [sentence for left in result.unplaced for sentence in left.reasons]
    placed = 0
    kept = set(request.kept)
    for placement in result.placements:
        if placement in kept:
            continue
        try:
            write(names[placement.candidate], placement, by=by, at=at)
            placed += 1
        except SchedulingRefused as refused:
            sentences.append(str(refused))
    return Outcome(placed, tuple(dict.fromkeys(sentences)))


def open_sessions(loop: InterviewLoop) -> list[InterviewSession]:
    """The loop's sessions without a time."""
    return [row for row in loop.sessions.all() if row.state == SessionState.PLANNED]


def indexed(loop: InterviewLoop) -> dict[int, InterviewSession]:
    """The loop's standing sessions by their place in the plan."""
    order = {planned.pk: place for place, planned in enumerate(loop.plan.sessions.all())}
    standing = loop.sessions.exclude(state=SessionState.CANCELLED).prefetch_related("seats")
    return {order[row.planned_id]: row for row in standing}


def kept_placements(loop: InterviewLoop) -> list[types.Placement]:
    """Sessions that have a time already, as placements that stay."""
    return [
        types.Placement(
            candidate=str(loop.application.candidate_id),
            session=place,
            start=planning.interval(row.during).start,
            end=planning.interval(row.during).end,
            interviewers=tuple(
                str(seat.person_id)
                for seat in row.seats.all()
                if not seat.cancelled and seat.kind in (SeatKind.LEAD, SeatKind.SECOND)
            ),
        )
        for place, row in indexed(loop).items()
        if row.during is not None
    ]


def without_repeats(request: types.ScheduleRequest) -> types.ScheduleRequest:
    """Kept placements are not to be repeated in the interviewers' bookings."""
    times: dict[str, set[types.Interval]] = {}
    for placement in request.kept:
        for person in placement.interviewers:
            times.setdefault(person, set()).add(placement.interval)
    return replace(
        request,
        interviewers=tuple(
            replace(person, booked=tuple(each for each in person.booked if each not in times.get(person.id, set())))
            for person in request.interviewers
        ),
    )


@transaction.atomic
def write(loop: InterviewLoop, placement: types.Placement, *, by: User, at: datetime) -> None:
    """Store one placement: the time, then the people, lead first. All of it or nothing."""
    session = indexed(loop)[placement.session]
    set_time(session=session, start=placement.start, end=placement.end, place=session.place, by=by, at=at)
    seated = {seat.person_id for seat in session.seats.all() if not seat.cancelled}
    for place, person_id in enumerate(placement.interviewers):
        if int(person_id) in seated:
            continue
        kind = SeatKind.LEAD if place == 0 else SeatKind.SECOND
        give_seat(session=session, person=User.objects.get(pk=int(person_id)), kind=kind, by=by, at=at)
