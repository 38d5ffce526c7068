"""Seats of interviews to come that their own interviewer gave up and nobody has taken yet, for who arranges them.

What was written with it is for the coordinators of the loop alone: it stands on their pages and in their e-mail, and
says nothing about a candidate's ratings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, LoopState, SessionState
from hiring.models import InterviewSession, PanelSeat
from hiring.permissions import manageable_loops
from hiring.queries.schedules import counting
from rubrics.ledger.models import Event


@dataclass(frozen=True)
class GivenUp:
    """A seat that is empty since its interviewer gave it up, with what they wrote."""

    seat: PanelSeat
    session: InterviewSession

    @property
    def words(self) -> str:
        """What was written with it."""
        return self.seat.cancelled_reason


def given_up(user: User, at: datetime) -> list[GivenUp]:
    """Those seats in the loops that the user staffs and schedules, by the interview's time."""
    rows = (
        InterviewSession.objects.filter(
            loop__in=manageable_loops(user).filter(state=LoopState.OPEN),
            state=SessionState.SCHEDULED,
            during__startswith__gt=at,
            seats__cancelled=True,
        )
        .select_related("planned", "candidate", "loop__application__requisition")
        .prefetch_related("seats__person")
        .order_by("during", "pk")
        .distinct()
    )
    return left_empty(rows)


def left_empty(rows: Iterable[InterviewSession]) -> list[GivenUp]:
    """The seats of the interviews that lack people, by who left them of their own accord; seats are at hand."""
    short = [row for row in rows if len(counting(row)) < row.planned.seats]
    seats = {
        seat.pk: GivenUp(seat, row)
        for row in short
        for seat in row.seats.all()
        if seat.cancelled
        and seat.kind in COUNTING_SEATS
        and seat.person_id not in {each.person_id for each in counting(row)}
    }
    own = Event.objects.filter(
        kind="seat.cancelled",
        subject_type=PanelSeat._meta.label_lower,
        subject_id__in=[str(pk) for pk in seats],
    ).values_list("subject_id", "actor")
    leaving = {int(pk) for pk, actor in own if seats[int(pk)].seat.person_id == actor}
    return [each for pk, each in seats.items() if pk in leaving]
