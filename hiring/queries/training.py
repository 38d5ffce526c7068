"""Trainings with their progress, counted from the seats as they stand now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState, TrainingStageKind
from hiring.models import PanelSeat, TrainingEnrolment, TrainingPath, TrainingRetake, TrainingStage
from hiring.planning.training import Progress, Sitting, Stage, StageProgress, progress

TRAINEE_SEATS = (SeatKind.SHADOW, SeatKind.REVERSE_SHADOW)

# Seats by person and kind of interview.
Seats = Mapping[tuple[int, int], Sequence[PanelSeat]]


@dataclass(frozen=True)
class Step:
    """A stage with what was done for it and, where it was sent back, why."""

    stage: TrainingStage
    progress: StageProgress
    is_current: bool
    retake: TrainingRetake | None

    @property
    def next(self) -> Sitting | None:
        """The next interview that is booked for it."""
        return self.progress.booked[0] if self.progress.booked else None


@dataclass(frozen=True)
class Course:
    """One training as its pages show it."""

    enrolment: TrainingEnrolment
    progress: Progress
    steps: tuple[Step, ...]
    is_overdue: bool

    @property
    def awaits_approval(self) -> bool:
        """Whether only the approval is missing."""
        return self.enrolment.is_open and self.progress.is_done


def whole(rows: QuerySet[TrainingEnrolment]) -> QuerySet[TrainingEnrolment]:
    """Trainings with everything that their progress needs but the seats."""
    return rows.select_related("interviewer__person", "path__kind", "path__approver").prefetch_related(
        "path__stages", "readings", "retakes__asked_by"
    )


def courses(rows: Iterable[TrainingEnrolment], at: datetime) -> list[Course]:
    """The trainings with their progress at the moment; the seats of all of them are looked up at once."""
    listed = list(rows)
    seats = trainee_seats(listed)
    return [course(row, at, seats) for row in listed]


def course(row: TrainingEnrolment, at: datetime, seats: Seats | None = None) -> Course:
    """The training with its progress at the moment; `seats` are those of trainees, where they are known already."""
    stages, retakes = list(row.path.stages.all()), list(row.retakes.all())
    plain = [
        Stage(each.pk, TrainingStageKind(each.kind), each.count, since(each, stages, retakes))
        for each in stages
    ]
    read = {each.stage_id: each.read_at for each in row.readings.all()}
    mine = (trainee_seats([row]) if seats is None else seats).get(key(row), ())
    found = progress(plain, sittings(mine, at), read)
    current = found.current
    return Course(
        enrolment=row,
        progress=found,
        steps=tuple(
            Step(stage, done, done is current, latest(stage, retakes))
            for stage, done in zip(stages, found.stages, strict=True)
        ),
        is_overdue=row.is_open and row.deadline < at.astimezone(zone(row)).date(),
    )


def zone(row: TrainingEnrolment) -> ZoneInfo:
    """The trainee's own zone, in which the deadline's day ends."""
    return ZoneInfo(row.interviewer.person.time_zone)


def since(
    stage: TrainingStage, stages: list[TrainingStage], retakes: list[TrainingRetake]
) -> datetime | None:
    """The last moment at which the stage, or one before it, was sent back; nothing until then counts."""
    earlier = {each.pk for each in stages[: stages.index(stage) + 1]}
    return max((each.asked_at for each in retakes if each.stage_id in earlier), default=None)


def latest(stage: TrainingStage, retakes: list[TrainingRetake]) -> TrainingRetake | None:
    """The last retake of this very stage."""
    return next((each for each in retakes if each.stage_id == stage.pk), None)


def key(row: TrainingEnrolment) -> tuple[int, int]:
    """Whose seats in interviews of which kind count."""
    return row.interviewer.person_id, row.path.kind_id


def trainee_seats(rows: Collection[TrainingEnrolment]) -> Seats:
    """The trainees' standing seats in interviews that have a time, by person and kind of interview."""
    found: dict[tuple[int, int], list[PanelSeat]] = {key(row): [] for row in rows}
    seats = PanelSeat.objects.filter(
        person__in={person for person, _kind in found},
        cancelled=False,
        kind__in=TRAINEE_SEATS,
        session__planned__kind__in={kind for _person, kind in found},
        session__state__in=[SessionState.SCHEDULED, SessionState.HELD],
        during__isnull=False,
    )
    for seat in seats.select_related("session__planned"):
        found.setdefault((seat.person_id, seat.session.planned.kind_id), []).append(seat)
    return found


def sittings(seats: Iterable[PanelSeat], at: datetime) -> list[Sitting]:
    """The seats as the progress counts them."""
    return [
        Sitting(
            seat.pk,
            SeatKind(seat.kind),
            seat.during.lower,
            seat.session.state == SessionState.HELD or seat.during.upper <= at,
        )
        for seat in seats
    ]


def untrained(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs (kind of interview, person) where an open path leads to the kind and the person has not
    finished it (R-14).

    Who approves at its end knows what it teaches.
    """
    asked = set(pairs)
    paths = TrainingPath.objects.filter(kind__in={kind for kind, _ in asked}, active=True)
    approvers = dict(paths.values_list("kind", "approver"))
    finished = TrainingEnrolment.objects.filter(
        approved_at__isnull=False, interviewer__person__in={person for _, person in asked}
    )
    done = set(finished.values_list("path__kind", "interviewer__person"))
    return {
        (kind, person) for kind, person in asked - done if kind in approvers and approvers[kind] != person
    }


def own(user: User, at: datetime) -> list[Course]:
    """The person's own open trainings, the nearest deadline first."""
    rows = TrainingEnrolment.objects.filter(
        interviewer__person=user, approved_at__isnull=True, ended_at__isnull=True
    )
    return courses(whole(rows), at)


def to_approve(user: User, at: datetime) -> list[Course]:
    """Open trainings of which only the person's approval is missing."""
    rows = TrainingEnrolment.objects.filter(
        path__approver=user, approved_at__isnull=True, ended_at__isnull=True
    )
    return [each for each in courses(whole(rows), at) if each.awaits_approval]
