"""Shadow seats for trainees in interviews that the automatic plan has just booked; nobody's time is changed for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import InterviewLoop, InterviewSession, PanelSeat
from hiring.operations.scheduling import give_seat
from hiring.operations.session_rows import SchedulingRefused
from hiring.planning import types
from hiring.planning.intervals import pad
from hiring.queries import planning
from hiring.queries.trainees import wishes
from hiring.queries.training import TRAINEE_SEATS


def seat_trainees(loops: Sequence[InterviewLoop], *, by: User, at: datetime) -> int:
    """Seat trainees in the loops' interviews to come, one in each, the nearest deadline first; returns how many.

    Only who is free then, in their hours and without a conflict; confidential requisitions are left alone.
    """
    rows = InterviewSession.objects.filter(
        loop__in=loops,
        loop__application__requisition__confidential=False,
        state=SessionState.SCHEDULED,
        during__startswith__gt=at,
    ).exclude(seats__in=standing_trainees(loops))
    sessions = list(rows.select_related("planned", "loop").order_by("during", "pk"))
    wanted = wishes(at) if sessions else []
    people = {each.id: each for each in planning.interviewers(at, people=[w.person.pk for w in wanted])}
    seated = 0
    for wish in wanted:
        calendar = people.get(str(wish.person.pk))
        left = wish.count
        for session in [each for each in sessions if each.planned.kind_id == wish.kind]:
            if calendar is None or not left:
                break
            if fits(calendar, session) and seat(session, wish.person, by=by, at=at):
                sessions.remove(session)
                calendar = booked(calendar, session)
                left -= 1
                seated += 1
    return seated


def standing_trainees(loops: Sequence[InterviewLoop]) -> QuerySet[PanelSeat]:
    """Seats of trainees in the loops' interviews: one trainee is enough for a candidate."""
    return PanelSeat.objects.filter(session__loop__in=loops, cancelled=False, kind__in=TRAINEE_SEATS)


def fits(calendar: types.Interviewer, session: InterviewSession) -> bool:
    """Whether the trainee works then, is not busy or in another interview, and has no conflict with the candidate."""
    time = planning.interval(session.during)
    blocks = (*calendar.busy, *(pad(each, calendar.buffer_minutes) for each in calendar.booked))
    return (
        str(session.candidate_id) not in calendar.conflicts
        and any(each.contains(time) for each in calendar.availability)
        and not any(each.overlaps(time) for each in blocks)
    )


def booked(calendar: types.Interviewer, session: InterviewSession) -> types.Interviewer:
    """The calendar with one more interview."""
    return replace(calendar, booked=(*calendar.booked, planning.interval(session.during)))


def seat(session: InterviewSession, person: User, *, by: User, at: datetime) -> bool:
    """Give the seat; False where a rule that the calendar does not show keeps the person out."""
    try:
        give_seat(session=session, person=person, kind=SeatKind.SHADOW, by=by, at=at)
    except SchedulingRefused:
        return False
    return True
