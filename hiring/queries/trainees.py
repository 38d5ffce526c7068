"""Who has interviews to watch for their training, and the interviewers of a request with what they wait for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from hiring.accounts.models import User
from hiring.choices import TrainingStageKind
from hiring.models import InterviewSession, TrainingEnrolment
from hiring.planning import types
from hiring.planning.training import SEAT_OF, StageProgress
from hiring.queries.training import courses, whole


@dataclass(frozen=True)
class Wish:
    """A trainee who has to watch so many more interviews of a kind (primary key)."""

    person: User
    kind: int
    count: int


def wishes(at: datetime) -> list[Wish]:
    """Who has shadow seats to find, the nearest deadline first."""
    rows = whole(TrainingEnrolment.objects.filter(approved_at__isnull=True, ended_at__isnull=True))
    found = []
    for each in courses(rows.order_by("deadline", "pk"), at):
        row, step = each.enrolment, next(filter(missing, each.progress.stages), None)
        if step is not None and step.stage.kind == TrainingStageKind.SHADOW and row.interviewer.active:
            found.append(Wish(row.interviewer.person, row.path.kind_id, missing(step)))
    return found


def missing(step: StageProgress) -> int:
    """Seats that the stage still needs; none for reading, which opens and closes nothing."""
    return step.stage.count - step.done - len(step.booked) if step.stage.kind in SEAT_OF else 0


def watching(
    people: Iterable[types.Interviewer],
    sessions: Iterable[tuple[InterviewSession, types.PlannedSession]],
    at: datetime,
) -> tuple[types.Interviewer, ...]:
    """The interviewers with what they wait to watch among the sessions, which come with their names for planning.

    Confidential requisitions are left alone. Who is in two trainings waits for the one with the nearer deadline.
    """
    names: dict[int, set[str]] = {}
    for row, plain in sessions:
        if row.during is None and not row.loop.application.requisition.confidential:
            names.setdefault(row.planned.kind_id, set()).add(plain.kind)
    waiting: dict[str, Wish] = {}
    for wish in wishes(at) if names else ():
        if wish.kind in names:
            waiting.setdefault(str(wish.person.pk), wish)
    return tuple(
        replace(each, watches=frozenset(names[wish.kind]), watch_count=wish.count)
        if (wish := waiting.get(each.id))
        else each
        for each in people
    )
