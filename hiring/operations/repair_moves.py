"""The moves of a repair, carried through inside one transaction: everything is cleared first, then set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, LoopState, ProposalState, SeatKind, SessionState
from hiring.models import InterviewLoop, InterviewSession, PanelSeat, Requisition
from hiring.operations import scheduling
from hiring.operations.session_rows import lock_profiles
from hiring.planning import types
from hiring.queries import broken, load
from hiring.queries.mending import Change, loops_with
from rubrics.ledger.chain import record


class RepairLost(Exception):
    """Something changed since the proposal was made; the text says what. Nothing was moved."""


@dataclass(frozen=True)
class Move:
    """One interview of a proposal: from where to where, by whom."""

    session: InterviewSession
    start: datetime
    end: datetime
    is_new_time: bool
    leaving: tuple[int, ...]
    coming: tuple[int, ...]


def stored(change: Change) -> dict[str, Any]:
    """A change as the proposal keeps it."""
    return {
        "session": change.session.pk,
        "sequence": change.session.sequence,
        "before": placed(change.before),
        "after": placed(change.after),
        "why": list(change.why),
    }


def placed(placement: types.Placement) -> dict[str, Any]:
    """Time and people of a placement as JSON."""
    return {
        "start": placement.interval.start.isoformat(),
        "end": placement.interval.end.isoformat(),
        "people": [int(person) for person in placement.interviewers],
    }


def move(moves: Sequence[Mapping[str, Any]], *, requisition: Requisition, by: User, at: datetime) -> None:
    """Carry the moves through, inside the caller's transaction.

    Raises RepairLost where an interview is no longer as it was when the proposal was made, and SchedulingRefused
    where somebody cannot come any more. Either way the caller's transaction has to be given up.
    """
    rows = locked([each["session"] for each in moves])
    refuse_changed(moves, rows, requisition, at)
    found = [read(each, rows[each["session"]]) for each in moves]
    take_out(found, by=by, at=at)
    empty(found)
    for each in found:
        if each.is_new_time:
            give_time(each, by=by, at=at)
    for each in found:
        give_seats(each, by=by, at=at)


def locked(numbers: Iterable[int]) -> dict[int, InterviewSession]:
    """The interviews under locks, everything in one order: loops, interviews, then the profiles of all people."""
    rows = InterviewSession.objects.filter(pk__in=list(numbers))
    list(InterviewLoop.objects.select_for_update().filter(sessions__in=rows).order_by("pk"))
    found = rows.select_for_update(of=("self",)).select_related("planned", "loop", "candidate").order_by("pk")
    return {row.pk: row for row in found}


def read(stored_move: Mapping[str, Any], row: InterviewSession) -> Move:
    """The stored move beside the row that it moves."""
    before, after = stored_move["before"], stored_move["after"]
    start, end = (datetime.fromisoformat(after[name]) for name in ("start", "end"))
    return Move(
        session=row,
        start=start,
        end=end,
        is_new_time=(before["start"], before["end"]) != (after["start"], after["end"]),
        leaving=tuple(person for person in before["people"] if person not in after["people"]),
        coming=tuple(person for person in after["people"] if person not in before["people"]),
    )


# --- is everything as it was? ---------------------------------------------------------------------------------


def refuse_changed(
    moves: Sequence[Mapping[str, Any]],
    rows: Mapping[int, InterviewSession],
    requisition: Requisition,
    at: datetime,
) -> None:
    """Raise RepairLost with the first interview that is not as it was, or needs no mending any more."""
    offered = loops_with(ProposalState.OPEN)
    loops = InterviewLoop.objects.filter(application__requisition=requisition)
    still = {each.session.pk for each in broken.broken(loops, at)}
    coming = set(broken.coming(loops, at).values_list("pk", flat=True))
    for each in moves:
        row = rows.get(each["session"])
        if row is None or row.pk not in coming or not is_same(row, each) or row.loop_id in offered:
            raise RepairLost(changed_sentence(row))
        if each["why"] and row.pk not in still:
            sentence = _("“%(name)s” with %(candidate)s can take place as it stands after all.")
            raise RepairLost(sentence % {"name": row.planned.name, "candidate": row.candidate})
        if datetime.fromisoformat(each["after"]["start"]) <= at:
            raise RepairLost(_("One of the proposed times has passed."))


def is_same(row: InterviewSession, each: Mapping[str, Any]) -> bool:
    """Whether the interview has the time, the people and the invitation number of the proposal."""
    before = each["before"]
    seats = row.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS))
    return (
        row.state == SessionState.SCHEDULED
        and row.loop.state == LoopState.OPEN
        and row.sequence == each["sequence"]
        and row.during.lower == datetime.fromisoformat(before["start"])
        and row.during.upper == datetime.fromisoformat(before["end"])
        and set(seats.values_list("person_id", flat=True)) == set(before["people"])
    )


def changed_sentence(row: InterviewSession | None) -> str:
    """Which interview has changed."""
    if row is None:
        return _("An interview of the proposal is gone.")
    sentence = _("“%(name)s” with %(candidate)s was changed since the proposal was made.")
    return sentence % {"name": row.planned.name, "candidate": row.candidate}


# --- clear, then set ------------------------------------------------------------------------------------------


def take_out(moves: Sequence[Move], *, by: User, at: datetime) -> None:
    """Take out of the interviews who leaves; the profiles of everybody concerned are held from here on."""
    seated = PanelSeat.objects.filter(session__in=[each.session.pk for each in moves], cancelled=False)
    coming = {who for each in moves for who in each.coming}
    lock_profiles({*seated.values_list("person_id", flat=True), *coming})
    for each in moves:
        rows = each.session.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS))
        for seat in rows.filter(person__in=each.leaving):
            free(seat, by=by, at=at)


def empty(moves: Sequence[Move]) -> None:
    """Take the times away that change, so that no interview stands in another's way; `give_time` records them."""
    timed = [each.session.pk for each in moves if each.is_new_time]
    InterviewSession.objects.filter(pk__in=timed).update(during=None, state=SessionState.PLANNED)


def free(seat: PanelSeat, *, by: User, at: datetime) -> None:
    """Cancel a seat whose person does not come to the mended interview."""
    seat.cancelled, seat.cancelled_reason = True, _("The schedule was mended.")
    seat.save(update_fields=["cancelled", "cancelled_reason"])
    data = {"session": seat.session_id, "person": seat.person_id}
    record("seat.cancelled", seat, by=by, at=at, data=data)


def give_time(each: Move, *, by: User, at: datetime) -> None:
    """Set the new time; trainees who cannot come to it lose their seat."""
    row = InterviewSession.objects.select_related("planned", "loop").get(pk=each.session.pk)
    row.during = DateTimeTZRange(each.start, each.end)
    trainees = row.seats.filter(cancelled=False).exclude(kind__in=list(COUNTING_SEATS))
    for seat in trainees.select_related("person__interviewer"):
        profile = getattr(seat.person, "interviewer", None)
        if profile is not None and load.unavailable(profile, row):
            free(seat, by=by, at=at)
    scheduling.set_time(
        session=row, start=each.start, end=each.end, place=row.place, confirmed=True, by=by, at=at
    )


def give_seats(each: Move, *, by: User, at: datetime) -> None:
    """Seat who comes; an interview that only lost somebody is told of as well."""
    row = InterviewSession.objects.select_related("planned", "loop").get(pk=each.session.pk)
    people = User.objects.in_bulk(each.coming)
    for number in each.coming:
        kind = SeatKind.SECOND if has_lead(row) else SeatKind.LEAD
        scheduling.give_seat(session=row, person=people[number], kind=kind, by=by, at=at)
    if not each.coming and not each.is_new_time:
        row.refresh_from_db()
        scheduling.announce(row, at)


def has_lead(row: InterviewSession) -> bool:
    """Whether somebody leads the interview."""
    return row.seats.filter(cancelled=False, kind=SeatKind.LEAD).exists()
