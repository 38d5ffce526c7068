"""One interview moved on the board: its time and one of its people together, or nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import InterviewSession, PanelSeat
from hiring.operations import scheduling
from hiring.operations.session_rows import (
    ConfirmationNeeded,
    SchedulingRefused,
    lock_profiles,
    locked,
    refuse_closed,
)
from hiring.queries import load
from hiring.queries.broken import outside_windows


class MoveLost(SchedulingRefused):
    """The interview was changed since the board was drawn; the text says so. Nothing was moved."""


@dataclass(frozen=True)
class Place:
    """Where an interview stands: when it begins, if it has a time, and who holds one seat, if anybody does."""

    start: datetime | None
    person: User | None


@dataclass(frozen=True)
class Moved:
    """What a move did: the interview, the seat in question as it is now, and the place before, to go back to."""

    session: InterviewSession
    seat: PanelSeat | None
    before: Place


@transaction.atomic
def move(
    *,
    session: InterviewSession,
    sequence: int,
    seat: PanelSeat | None,
    to: Place,
    confirmed: bool = False,
    by: User,
    at: datetime,
) -> Moved:
    """Give the interview the time and the seat the person of `to`; without a seat, the next empty one.

    Without a time it becomes unplaced again, without a person the seat is given up. Everybody is told once.

    Raises MoveLost where the invitation number is no longer `sequence`, SchedulingRefused where a rule is in
    the way, and ConfirmationNeeded, unless `confirmed`, for an unusual time.
    """
    row = locked(session)
    refuse_closed(row)
    if row.sequence != sequence or (seat is not None and not stands(seat, row)):
        raise lost()
    # All profiles at once and in one order: two moves that swap the same people wait for each other.
    seated = row.seats.filter(cancelled=False).values_list("person_id", flat=True)
    lock_profiles({*seated, *([to.person.pk] if to.person else [])})
    before = Place(row.during.lower if row.during else None, seat.person if seat else None)
    coming = who_comes(to.person, seat, row)
    kind = seat.kind if seat is not None else next_counting(row)
    if seat is not None and to.person != seat.person:
        scheduling.cancel_seat(seat=seat, reason=_("Moved on the board."), told=False, by=by, at=at)
    set_start(row, to.start, by=by, at=at)
    row.refresh_from_db()
    if coming is not None:
        seat = scheduling.give_seat(session=row, person=coming, kind=kind, told=False, by=by, at=at)
    row.refresh_from_db()
    if not confirmed and (found := doubts(row, at)):
        raise ConfirmationNeeded(" ".join(found))
    scheduling.announce(row, at)
    return Moved(row, seat if seat is not None and not is_given_up(seat) else None, before)


def lost() -> MoveLost:
    """The refusal for an interview that is not as the board shows it."""
    return MoveLost(
        _("The interview was changed meanwhile. Nothing was moved; this is the board as it is now.")
    )


def stands(seat: PanelSeat, row: InterviewSession) -> bool:
    """Whether the seat is one of the interview's and not cancelled."""
    return row.seats.filter(pk=seat.pk, cancelled=False).exists()


def who_comes(person: User | None, seat: PanelSeat | None, row: InterviewSession) -> User | None:
    """The person who is to be given a seat: who sits there already may be moved without their own seat."""
    if person is None or (seat is not None and person == seat.person):
        return None
    if seat is None and row.seats.filter(cancelled=False, person=person).exists():
        return None
    return person


def next_counting(row: InterviewSession) -> str:
    """The seat for who comes without a seat of somebody else's: the lead, else a second."""
    has_lead = row.seats.filter(cancelled=False, kind=SeatKind.LEAD).exists()
    return SeatKind.SECOND if has_lead else SeatKind.LEAD


def is_given_up(seat: PanelSeat) -> bool:
    """Whether the seat is cancelled by now."""
    return PanelSeat.objects.filter(pk=seat.pk, cancelled=True).exists()


def set_start(row: InterviewSession, start: datetime | None, *, by: User, at: datetime) -> None:
    """The interview begins then and is as long as before, or as planned; None takes its time away."""
    now = row.during.lower if row.during else None
    if start == now:
        return
    if start is None:
        scheduling.clear_time(session=row, told=False, by=by, at=at)
        return
    end = start + length(row)
    scheduling.set_time(
        session=row, start=start, end=end, place=row.place, confirmed=True, told=False, by=by, at=at
    )


def length(row: InterviewSession) -> timedelta:
    """How long the interview takes: as agreed, else as planned."""
    return row.during.upper - row.during.lower if row.during else timedelta(minutes=row.planned.minutes)


def doubts(row: InterviewSession, at: datetime) -> list[str]:
    """What is unusual about the interview as it stands now, a sentence each."""
    if row.during is None:
        return []
    off_time = outside_windows(row)
    return [*load.doubts(row, at), *([off_time] if off_time else [])]
