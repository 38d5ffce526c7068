"""What can be changed by hand in a draft of a loop plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hiring.models import InterviewKind, LoopPlan, PlannedCompetency, PlannedSession, Pool

# Of more seats, those beside the lead are numbered.
LEAD_AND_SECOND = 2


@dataclass(frozen=True)
class EditPart:
    """One competency of an interview, with where it and its questions can go."""

    part: PlannedCompetency
    targets: tuple[PlannedSession, ...]
    twins: tuple[PlannedCompetency, ...]


@dataclass(frozen=True)
class EditSeat:
    """One seat with the pool that it is for, if any, and those that it could be for."""

    name: str
    pool: Pool | None
    offered: tuple[Pool, ...]


@dataclass(frozen=True)
class EditSession:
    """One interview with the lengths that its kind offers, the competencies that it lacks, and its seats."""

    session: PlannedSession
    lengths: tuple[int, ...]
    parts: tuple[EditPart, ...]
    addable: tuple[object, ...]
    seats: tuple[EditSeat, ...]


def edits(plan: LoopPlan) -> list[EditSession]:
    """What can be changed in the draft."""
    sessions = list(plan.sessions.all())
    held = {row: [part.competency for part in row.competencies.all()] for row in sessions}
    scored = list(plan.rubric_version.competencies.filter(proposal="score"))
    pools = list(Pool.objects.filter(active=True))
    found = []
    for row in sessions:
        parts = tuple(
            EditPart(
                part,
                tuple(
                    other
                    for other in sessions
                    if other != row and other.kind.scored and part.competency not in held[other]
                ),
                tuple(
                    twin
                    for other in sessions
                    if other != row
                    for twin in other.competencies.all()
                    if twin.competency == part.competency
                ),
            )
            for part in row.competencies.all()
        )
        addable = tuple(each for each in scored if each not in held[row]) if row.kind.scored else ()
        found.append(
            EditSession(row, tuple(sorted(row.kind.minutes)), parts, addable, tuple(edit_seats(row, pools)))
        )
    return found


def edit_seats(row: PlannedSession, pools: Iterable[Pool]) -> Iterator[EditSeat]:
    """The seats of an interview; none where there are no pools."""
    named = {each.place: each.pool for each in row.seat_pools.all()}
    choices = tuple(sorted({*pools, *named.values()}, key=str))
    for place in range(row.seats) if choices else ():
        name = _("Lead") if place == 0 else _("Second")
        if row.seats > LEAD_AND_SECOND and place:
            name = _("Second %(number)d") % {"number": place}
        yield EditSeat(name, named.get(place), choices)


def offered_kinds() -> QuerySet[InterviewKind]:
    """The kinds of interview that can be added."""
    return InterviewKind.objects.filter(active=True)
