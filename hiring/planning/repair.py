"""Mend a schedule after something changed, moving as little as possible of what was agreed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .improvement import Effort, Progress
from .schedule import SEED, check_request, default_steps, finish
from .solution import solve
from .translation import Translation
from .types import Placement, Schedule, ScheduleRequest


@dataclass(frozen=True, slots=True)
class Move:
    """A session that was agreed and now has another time or other people."""

    before: Placement
    after: Placement


@dataclass(frozen=True, slots=True)
class Repair:
    """The mended schedule and how it differs: moved, without a place now, and placed for the first time."""

    schedule: Schedule
    moved: tuple[Move, ...]
    dropped: tuple[Placement, ...]
    added: tuple[Placement, ...]


def repair(
    request: ScheduleRequest,
    previous: Sequence[Placement],
    *,
    seconds: float | None = None,
    steps: int | None = None,
    seed: int = SEED,
    on_progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Repair:
    """Place the request anew so that as many as possible of the `previous` placements stay as they were.

    The request tells how things are now: who is ill has no availability, what may not move at all is `kept`. Each
    seat that changes costs as much as several days of a candidate, and less than leaving a session out. The limits
    are those of `schedule`. Raises ValueError as `schedule` does.
    """
    check_request(request)
    if seconds is None and steps is None:
        steps = default_steps(request)
    effort = Effort(steps, seconds, should_stop or (lambda: False), on_progress or (lambda *_: None))
    translation = Translation(request, previous)
    plan = solve(translation.problem, seed, effort)
    placements = [*request.kept, *translation.placements(plan)]
    return difference(finish(request, placements), previous)


def difference(schedule: Schedule, previous: Sequence[Placement]) -> Repair:
    """Compare a schedule with the placements before; the same people in another order are no change."""
    before = {(each.candidate, each.session): each for each in previous}
    after = {(each.candidate, each.session): each for each in schedule.placements}
    return Repair(
        schedule,
        moved=tuple(
            Move(before[key], now)
            for key, now in after.items()
            if key in before and _essence(before[key]) != _essence(now)
        ),
        dropped=tuple(each for key, each in before.items() if key not in after),
        added=tuple(now for key, now in after.items() if key not in before),
    )


def _essence(placement: Placement) -> tuple[object, ...]:
    return placement.interval, frozenset(placement.interviewers)
