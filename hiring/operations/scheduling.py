"""Sessions get times and people; the database has the last word on double booking (rule 8)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, ScorecardState, SeatKind, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat, Scorecard
from hiring.operations import notices, reports, scorecards
from hiring.operations.session_rows import (
    ConfirmationNeeded,
    SchedulingRefused,
    lock_profiles,
    locked,
    move_to,
    refuse_closed,
    save_or_refuse,
)
from hiring.permissions import is_blind
from hiring.queries import load
from rubrics.ledger.chain import record

# Longer than this is a slip in the date.
LONGEST = timedelta(hours=12)
YEARS = range(2000, 2100)


@transaction.atomic
def set_time(
    *,
    session: InterviewSession,
    start: datetime,
    end: datetime,
    place: str,
    confirmed: bool = False,
    told: bool = True,
    by: User | None,
    at: datetime,
) -> InterviewSession:
    """Give the session its time; `by` is None where the candidate chose it.

    Everybody's calendar is told unless `told` is False, where more is to come.

    Raises SchedulingRefused where somebody is elsewhere, away or at a limit, and for an interview that was rated
    and would be to come again: what no longer holds in a schedule would tell of the rating.

    Raises ConfirmationNeeded, unless `confirmed`, for a time in the past or outside somebody's hours.
    """
    row = locked(session)
    refuse_closed(row)
    if end <= start:
        raise SchedulingRefused(_("The end has to be after the start."))
    if end - start > LONGEST:
        raise SchedulingRefused(_("An interview ends on the day on which it begins."))
    if start.year not in YEARS:
        raise SchedulingRefused(_("Choose a year from 2000 to 2099."))
    lock_profiles(row.seats.filter(cancelled=False).values_list("person_id", flat=True))
    if start > at and by is not None:
        refuse_rated(row, by, at)
    row.during = DateTimeTZRange(start, end)
    refuse_busy(row)
    if not confirmed and (doubts := load.doubts(row, at)):
        raise ConfirmationNeeded(" ".join(doubts))
    row.place = place.strip()
    row.sequence += 1
    move_to(row, SessionState.SCHEDULED)
    save_or_refuse(row)
    Scorecard.objects.filter(seat__session=row, submitted_at__isnull=True, excused_at__isnull=True).update(
        due_at=end + scorecards.DUE_AFTER
    )
    if told:
        notices.calendar(session=row, at=at)
    record("session.scheduled", row, by=by, at=at, data=facts(row))
    return row


def facts(row: InterviewSession) -> dict[str, object]:
    """What the ledger keeps of a session with a time."""
    return {
        "loop": row.loop_id,
        "start": row.during.lower.isoformat(),
        "end": row.during.upper.isoformat(),
        "sequence": row.sequence,
    }


def refuse_rated(row: InterviewSession, by: User, at: datetime) -> None:
    """Raise SchedulingRefused for an interview that has happened, since somebody has rated in it.

    Ratings are locked once an interview has begun. So who owes a scorecard for the candidate is told the same of
    every interview that has begun with others in it, and may move those to come.
    """
    # Held, so that nobody locks ratings between this question and the new time.
    rows = Scorecard.objects.select_for_update(of=("self",)).select_related("seat")
    cards = list(rows.filter(seat__session=row).order_by("pk"))
    has_begun = row.during is not None and row.during.lower <= at
    if has_begun and any(card.author_id != by.pk for card in cards) and is_blind(by, row.candidate):
        raise SchedulingRefused(load.owes_one_too())
    if any(card.submitted_at is not None for card in cards):
        raise SchedulingRefused(_("A scorecard of this interview is in: its time stays."))
    if any(card.state == ScorecardState.RATINGS_LOCKED and not card.seat.cancelled for card in cards):
        raise SchedulingRefused(_("Ratings of this interview are locked: its time stays."))


def refuse_busy(row: InterviewSession) -> None:
    """Raise SchedulingRefused with the first person of the session who cannot come at its time."""
    for seat in row.seats.filter(cancelled=False).select_related("person__interviewer").order_by("pk"):
        profile = getattr(seat.person, "interviewer", None)
        if profile is not None and (sentence := load.unavailable(profile, row)):
            raise SchedulingRefused(sentence)


@transaction.atomic
def clear_time(*, session: InterviewSession, told: bool = True, by: User, at: datetime) -> InterviewSession:
    """Take the time away again; the people keep their seats. Refused once a scorecard is in."""
    row = locked(session)
    refuse_rated(row, by, at)
    move_to(row, SessionState.PLANNED)
    row.during = None
    row.sequence += 1
    row.save(update_fields=["during", "state", "sequence"])
    cards = Scorecard.objects.filter(seat__session=row, submitted_at__isnull=True, excused_at__isnull=True)
    cards.update(due_at=None)
    if told:
        notices.calendar(session=row, at=at)
    record("session.unscheduled", row, by=by, at=at, data={"loop": row.loop_id, "sequence": row.sequence})
    return row


@transaction.atomic
def give_seat(
    *,
    session: InterviewSession,
    person: User,
    kind: str = SeatKind.LEAD,
    told: bool = True,
    by: User,
    at: datetime,
) -> PanelSeat:
    """Seat a person and open their scorecard. Everybody's calendar is told unless `told` is False.

    Raises SchedulingRefused for an inactive person, a conflict of interest, no qualification (trainees' seats
    need none), a second seat in the same loop, somebody who has read others' ratings of the candidate, who is
    busy, away or at a limit at the session's time, and for a seat that the plan does not have.
    """
    row = locked(session)
    refuse_closed(row)
    lock_profiles([person.pk])
    if kind not in list(SeatKind):
        raise SchedulingRefused(_("There is no such seat."))
    if sentence := load.unfit(person, row, kind, at) or load.no_room(row, kind):
        raise SchedulingRefused(sentence)
    seat = PanelSeat(session=row, person=person, kind=kind, given_at=at, given_by=by)
    save_or_refuse(seat)
    scorecards.open_for(seat=seat, at=at)
    if told:
        announce(row, at)
    record("seat.given", seat, by=by, at=at, data={"session": row.pk, "person": person.pk, "kind": str(kind)})
    return seat


def announce(row: InterviewSession, at: datetime) -> None:
    """Count the invitation up and tell the calendars of everybody concerned."""
    row.sequence += 1
    row.save(update_fields=["sequence"])
    notices.calendar(session=row, at=at)


@transaction.atomic
def cancel_seat(*, seat: PanelSeat, reason: str, told: bool = True, by: User, at: datetime) -> PanelSeat:
    """Take a person out of a session that is still to come. What they typed is kept and counts no more.

    Everybody's calendar is told unless `told` is False, where more is to come.

    Raises SchedulingRefused for a held interview and for a submitted scorecard: both have happened.
    """
    session = locked(seat.session)
    row = PanelSeat.objects.select_for_update().get(pk=seat.pk)
    if row.cancelled:
        raise SchedulingRefused(_("The seat is cancelled already."))
    if sentence := load.cannot_leave(row, session, by):
        raise SchedulingRefused(sentence)
    row.cancelled, row.cancelled_reason = True, reason.strip()[:200]
    row.save(update_fields=["cancelled", "cancelled_reason"])
    if told:
        announce(session, at)
    ask_for_report(session, at)
    record("seat.cancelled", row, by=by, at=at, data={"session": row.session_id, "person": row.person_id})
    return row


def ask_for_report(session: InterviewSession, at: datetime) -> None:
    """What is cancelled may have been the last thing that the report waited for."""
    application = session.loop.application
    transaction.on_commit(lambda: reports.request_if_due(application=application, at=at))


@transaction.atomic
def cancel_session(
    *, session: InterviewSession, reason: str, by: User | None, at: datetime
) -> InterviewSession:
    """Cancel one interview and its seats, with a reason. Scorecards are kept."""
    row = locked(session)
    if not reason.strip():
        raise SchedulingRefused(_("Give the reason: the interviewers are told that the interview is off."))
    # The seats first: the database cancels them with the session, but knows no reason.
    row.seats.filter(cancelled=False).update(cancelled=True, cancelled_reason=reason.strip()[:200])
    row.state = SessionState.CANCELLED
    row.save(update_fields=["state"])
    announce(row, at)
    ask_for_report(row, at)
    record(
        "session.cancelled",
        row,
        by=by,
        at=at,
        data={"loop": row.loop_id},
        personal={"reason": reason.strip()},
    )
    return row


@transaction.atomic
def plan_again(*, session: InterviewSession, by: User, at: datetime) -> InterviewSession:
    """Put a cancelled interview of an open loop back, without time or people."""
    InterviewLoop.objects.select_for_update().get(pk=session.loop_id)
    row = InterviewSession.objects.select_for_update().get(pk=session.pk)
    refuse_closed(row)
    if row.state != SessionState.CANCELLED:
        raise SchedulingRefused(_("Only a cancelled interview can be planned again."))
    row.state, row.during = SessionState.PLANNED, None
    save_or_refuse(row)
    record("session.planned_again", row, by=by, at=at, data={"loop": row.loop_id})
    return row


@transaction.atomic
def plan_loop_again(*, loop: InterviewLoop, by: User, at: datetime) -> int:
    """Put every cancelled interview of the loop back whose place in the plan is free; returns how many."""
    InterviewLoop.objects.select_for_update().get(pk=loop.pk)
    standing = set(loop.sessions.exclude(state=SessionState.CANCELLED).values_list("planned", flat=True))
    rows = loop.sessions.filter(state=SessionState.CANCELLED).exclude(planned__in=standing)
    last = {row.planned_id: row for row in rows.order_by("pk")}
    for row in last.values():
        plan_again(session=row, by=by, at=at)
    return len(last)


@transaction.atomic
def cancel_future_sessions(*, application: Application, reason: str, by: User | None, at: datetime) -> int:
    """Cancel what has not begun, as a withdrawal asks; returns how many. Scorecards stay."""
    list(InterviewLoop.objects.select_for_update().filter(application=application).order_by("pk"))
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
    if row.during is not None and row.during.lower > at:
        raise SchedulingRefused(_("The interview has not begun yet."))
    if not row.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS)).exists():
        raise SchedulingRefused(_("Nobody sits in this interview: give it its people, or cancel it."))
    move_to(row, SessionState.HELD)
    row.save(update_fields=["state"])
    record("session.held", row, by=by, at=at, data={"loop": row.loop_id})
    return row
