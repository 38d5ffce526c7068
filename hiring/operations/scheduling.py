"""Sessions get times and people; the database has the last word on double booking (rule 8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, ProposalState, ScorecardState, SeatKind, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat, Scorecard
from hiring.operations import notices, reports, scorecards
from hiring.operations.retries import again
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
from hiring.planning import types
from hiring.planning.schedule import schedule
from hiring.planning.ways_out import ways_out
from hiring.queries import load, schedules
from rubrics.ledger.chain import record

# A loop is looked for within so many of the candidate's days, then within more, then within all: the fewer
# the days, the surer the best arrangement is found in time.
WITHIN_DAYS = (4, 10, None)
LONGEST = timedelta(hours=12)  # longer is a slip in the date
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Left:
    """A session that stays open, why, and what would help (`ways`, each by itself)."""

    session: int
    reasons: tuple[str, ...]
    ways: tuple[str, ...] = ()
    overtaken: bool = False
    """Whether somebody else took the time or the person meanwhile, so that a fresh look may help."""


@dataclass(frozen=True)
class Outcome:
    """What the automatic plan did: how many sessions it could help, and which it could not."""

    placed: int
    left: tuple[Left, ...] = ()

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Why sessions stay open, each sentence once."""
        return tuple(dict.fromkeys(reason for each in self.left for reason in each.reasons))

    @property
    def ways(self) -> tuple[str, ...]:
        """What would help, each sentence once."""
        return tuple(dict.fromkeys(way for each in self.left for way in each.ways))


@transaction.atomic
def set_time(
    *,
    session: InterviewSession,
    start: datetime,
    end: datetime,
    place: str,
    confirmed: bool = False,
    by: User | None,
    at: datetime,
) -> InterviewSession:
    """Give the session its time; `by` is None where the candidate chose it.

    Raises SchedulingRefused where somebody is elsewhere, away or at a limit.

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
    notices.calendar(session=row, at=at)
    record(
        "session.scheduled",
        row,
        by=by,
        at=at,
        data={
            "loop": row.loop_id,
            "start": start.isoformat(),
            "end": end.isoformat(),
            "sequence": row.sequence,
        },
    )
    return row


def refuse_busy(row: InterviewSession) -> None:
    """Raise SchedulingRefused with the first person of the session who cannot come at its time."""
    for seat in row.seats.filter(cancelled=False).select_related("person__interviewer").order_by("pk"):
        profile = getattr(seat.person, "interviewer", None)
        if profile is not None and (sentence := load.unavailable(profile, row)):
            raise SchedulingRefused(sentence)


@transaction.atomic
def clear_time(*, session: InterviewSession, by: User, at: datetime) -> InterviewSession:
    """Take the time away again; the people keep their seats. Refused once a scorecard is in."""
    row = locked(session)
    if Scorecard.objects.filter(seat__session=row, submitted_at__isnull=False).exists():
        raise SchedulingRefused(_("A scorecard of this interview is in: its time stays."))
    move_to(row, SessionState.PLANNED)
    row.during = None
    row.sequence += 1
    row.save(update_fields=["during", "state", "sequence"])
    cards = Scorecard.objects.filter(seat__session=row, submitted_at__isnull=True, excused_at__isnull=True)
    cards.update(due_at=None)
    notices.calendar(session=row, at=at)
    record("session.unscheduled", row, by=by, at=at, data={"loop": row.loop_id, "sequence": row.sequence})
    return row


@transaction.atomic
def give_seat(
    *, session: InterviewSession, person: User, kind: str = SeatKind.LEAD, by: User, at: datetime
) -> PanelSeat:
    """Seat a person and open their scorecard.

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
    announce(row, at)
    record("seat.given", seat, by=by, at=at, data={"session": row.pk, "person": person.pk, "kind": str(kind)})
    return seat


def announce(row: InterviewSession, at: datetime) -> None:
    """Count the invitation up and tell the calendars of everybody concerned."""
    row.sequence += 1
    row.save(update_fields=["sequence"])
    notices.calendar(session=row, at=at)


@transaction.atomic
def cancel_seat(*, seat: PanelSeat, reason: str, by: User, at: datetime) -> PanelSeat:
    """Take a person out of a session that is still to come. What they typed is kept and counts no more.

    Raises SchedulingRefused for a held interview and for a submitted scorecard: both have happened.
    """
    session = locked(seat.session)
    row = PanelSeat.objects.select_for_update().get(pk=seat.pk)
    if row.cancelled:
        raise SchedulingRefused(_("The seat is cancelled already."))
    if row.person_id != by.pk and is_blind(by, session.candidate):
        # The next refusal would tell whose scorecard is in.
        raise SchedulingRefused(
            _("You owe a scorecard for this candidate yourself: until it is in, ask a colleague to do this.")
        )
    if Scorecard.objects.filter(seat=row, state=ScorecardState.SUBMITTED).exists():
        raise SchedulingRefused(_("The scorecard of this seat is submitted: the seat stays."))
    row.cancelled, row.cancelled_reason = True, reason.strip()[:200]
    row.save(update_fields=["cancelled", "cancelled_reason"])
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


def schedule_automatically(*, loops: Iterable[InterviewLoop], by: User, at: datetime) -> Outcome:
    """Give times and people to every session that lacks them; what stands is kept.

    Solved outside a transaction, then written session by session: what another coordinator took meanwhile
    is refused by the database, looked for anew, and reported among the unplaced where that does not help.
    A loop whose times are offered to its candidate waits for the answer.
    """
    listed = list(loops)
    outcomes = [solve(batch, by=by, at=at) for batch in batches(each for each in listed if not offered(each))]
    left = tuple(each for outcome in outcomes for each in outcome.left)
    left += tuple(each for loop in listed if offered(loop) for each in waiting_for_answer(loop))
    return Outcome(sum(outcome.placed for outcome in outcomes), left)


def offered(loop: InterviewLoop) -> bool:
    """Whether the candidate may choose among times that are held for this loop."""
    return loop.proposals.filter(state=ProposalState.OPEN).exists()


def waiting_for_answer(loop: InterviewLoop) -> list[Left]:
    """The loop's interviews without a time, with the sentence that they wait for the candidate."""
    sentence = _("Times are offered to %(candidate)s: wait for the answer, or withdraw them.")
    reasons = (sentence % {"candidate": loop.application.candidate},)
    return [Left(row.pk, reasons) for row in schedules.standing(loop) if row.during is None]


def batches(loops: Iterable[InterviewLoop]) -> list[list[InterviewLoop]]:
    """The loops in groups that hold each candidate once, as the planning room wants them."""
    found: list[list[InterviewLoop]] = []
    for loop in loops:
        candidate = loop.application.candidate_id
        free = (group for group in found if all(each.application.candidate_id != candidate for each in group))
        group = next(free, None)
        if group is None:
            found.append(group := [])
        group.append(loop)
    return found


def solve(loops: Sequence[InterviewLoop], *, by: User, at: datetime) -> Outcome:
    """Place the loops of different candidates, each in few days first, then fill the seats that are empty."""
    placed = 0
    left: list[Left] = []
    for days in WITHIN_DAYS:
        waiting = [loop for loop in loops if any(row.during is None for row in schedules.standing(loop))]
        if not waiting:
            left = []
            break
        count, left = place(waiting, days, by=by, at=at)
        placed += count
        if any(each.overtaken for each in left):
            count, left = place(waiting, days, by=by, at=at)
            placed += count
    for row in (row for loop in loops for row in schedules.standing(loop)):
        filled, lacking = fill(row, by=by, at=at)
        placed += filled
        if lacking:
            left.append(Left(row.pk, tuple(lacking)))
    return Outcome(placed, tuple(left))


def place(
    loops: Sequence[InterviewLoop], days: int | None, *, by: User, at: datetime
) -> tuple[int, list[Left]]:
    """Give times and people within each candidate's next `days` days; only whole loops, or all for None."""
    request = schedules.request(loops, at, days)
    result = schedule(request.plain) if days else ways_out(request.plain, schedule(request.plain))
    left = [Left(*each) for each in schedules.told(request, result)]
    short = {each.candidate for each in result.unplaced} if days is not None else set()
    kept = set(request.plain.kept)
    placed = 0
    for placement in result.placements:
        if placement in kept or placement.candidate in short:
            continue
        row = request.rows[placement.candidate, placement.session]
        try:
            again(partial(write, row, placement, by=by, at=at))
            placed += 1
        except SchedulingRefused as refused:
            left.append(Left(row.pk, (str(refused),), overtaken=True))
    return placed, left


@transaction.atomic
def write(session: InterviewSession, placement: types.Placement, *, by: User, at: datetime) -> None:
    """Store one placement: the time, then the people, lead first. All of it or nothing."""
    seated = {seat.person_id for seat in schedules.counting(session)}
    people = [int(person) for person in placement.interviewers]
    if locked(session).during is not None:
        raise SchedulingRefused(_("Somebody else has given this interview its time meanwhile."))
    lock_profiles({*people, *seated})
    set_time(
        session=session,
        start=placement.start,
        end=placement.end,
        place=session.place,
        confirmed=True,
        by=by,
        at=at,
    )
    for person in User.objects.filter(pk__in=set(people) - seated).in_bulk(people).values():
        kind = SeatKind.LEAD if person.pk == people[0] else SeatKind.SECOND
        give_seat(session=session, person=person, kind=kind, by=by, at=at)


def fill(session: InterviewSession, *, by: User, at: datetime) -> tuple[bool, list[str]]:
    """Give the empty seats of a session with a time to the fit people with the least load.

    Returns whether anybody was seated, and sentences for seats that stay empty.
    """
    row = InterviewSession.objects.select_related("planned__kind").get(pk=session.pk)
    if row.state != SessionState.SCHEDULED or row.during.lower <= at:
        return False, []
    taken = row.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS)).count()
    for number in range(taken, row.planned.seats):
        kind = load.next_kind(row)
        fit = next((each for each in load.offers(row, kind, at) if each.fit and not each.off_hours), None)
        if fit is None:
            sentence = _(
                "“%(name)s” with %(candidate)s has a time, but nobody fit is free for its %(seat)s seat."
            )
            names = {"name": row.planned.name, "candidate": row.candidate, "seat": SeatKind(kind).value}
            return number > taken, [sentence % names]
        give_seat(session=row, person=fit.person, kind=kind, by=by, at=at)
    return row.planned.seats > taken, []
