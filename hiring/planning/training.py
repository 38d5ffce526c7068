"""How far a trainee is along a training path, from the seats held and booked in the order of their dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hiring.choices import SeatKind, TrainingStageKind

SEAT_OF = {
    TrainingStageKind.SHADOW: SeatKind.SHADOW,
    TrainingStageKind.REVERSE_SHADOW: SeatKind.REVERSE_SHADOW,
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: something to read, or `count` seats of a kind. What happened until `since` is to be repeated."""

    id: int
    kind: TrainingStageKind
    count: int = 1
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A trainee's seat in an interview of the path's kind; `held` when the interview is over."""

    id: int
    kind: SeatKind
    start: datetime
    held: bool


@dataclass(frozen=True, slots=True)
class StageProgress:
    """A stage with the seats that count towards it, in the order of their dates."""

    stage: Stage
    done: int
    held: tuple[Sitting, ...] = ()
    booked: tuple[Sitting, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return self.done >= self.stage.count


@dataclass(frozen=True, slots=True)
class Progress:
    """All stages in their order; `early` are seats before their stage begins, which count for none."""

    stages: tuple[StageProgress, ...]
    early: tuple[Sitting, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether only the approval is missing."""
        return all(each.is_done for each in self.stages)

    @property
    def current(self) -> StageProgress | None:
        """The first stage that is not done."""
        return next((each for each in self.stages if not each.is_done), None)


def progress(stages: Sequence[Stage], sittings: Iterable[Sitting], read: Mapping[int, datetime]) -> Progress:
    """Give each seat to the stage that is open at its date, whichever way the bookings were made.

    A stage is open when the seats before it are held or booked for earlier dates; a booking that moves behind
    another one swaps places with it. `read` maps stages to when they were read. Reading opens and closes nothing.
    """
    places: dict[int, list[Sitting]] = {each.id: [] for each in stages}
    early: list[Sitting] = []
    for sitting in sorted(sittings, key=lambda each: (each.start, each.id)):
        stage = open_stage(stages, places)
        if stage is None:
            break
        if stage.since is not None and sitting.start <= stage.since:
            continue
        (places[stage.id] if sitting.kind == SEAT_OF[stage.kind] else early).append(sitting)
    return Progress(tuple(filled(each, places[each.id], read) for each in stages), tuple(early))


def open_stage(stages: Sequence[Stage], places: Mapping[int, Sequence[Sitting]]) -> Stage | None:
    """The first stage of seats that has room left."""
    return next((each for each in stages if each.kind in SEAT_OF and len(places[each.id]) < each.count), None)


def filled(stage: Stage, sittings: Sequence[Sitting], read: Mapping[int, datetime]) -> StageProgress:
    """The stage with what was done for it."""
    if stage.kind not in SEAT_OF:
        moment = read.get(stage.id)
        done = moment is not None and (stage.since is None or moment > stage.since)
        return StageProgress(stage, stage.count if done else 0)
    held = tuple(each for each in sittings if each.held)
    return StageProgress(stage, len(held), held, tuple(each for each in sittings if not each.held))
