"""What a coordinator reads of an automatic plan under way: what it is at, and how good its plan is known to be."""

from typing import Any

import pytest

from hiring.choices import RunState
from hiring.models import SchedulePart, ScheduleRun
from hiring.queries.schedule_progress import Progress


def run(**fields: Any) -> ScheduleRun:
    """A run of sixty loops, not stored."""
    return ScheduleRun(**{"state": RunState.RUNNING, "loops": 60, **fields})


def part(*points: tuple[float, float, float | None], found: int | None = None, **fields: Any) -> SchedulePart:
    """A part that may take 20 seconds; with `found` assignments its search is over."""
    progress = {"seconds": points[-1][0], "points": [list(point) for point in points]} if points else {}
    plan = None if found is None else {"assignments": [{}] * found, "left": []}
    return SchedulePart(
        **{"state": RunState.RUNNING, "seconds": 20, "progress": progress, "plan": plan, **fields}
    )


def test_a_run_that_nobody_took_up_waits_for_a_worker() -> None:
    progress = Progress(run(state=RunState.QUEUED), ())

    assert (progress.sentence, progress.value, progress.quality) == ("Waiting for a worker.", None, "")


def test_a_search_tells_its_seconds_its_cost_and_the_gap() -> None:
    progress = Progress(run(), (part((1.0, 250.0, None), (8.0, 202.0, 200.0)),))

    assert progress.sentence == "Looking for the best times of 60 loops: 8 of at most 20 seconds."
    assert (progress.value, progress.most) == (8.0, 20)
    assert progress.quality == "The best plan costs 202; at most 1.0 % of that could be saved."


def test_a_plan_that_is_found_is_told_from_a_search_that_goes_on() -> None:
    over, at_work = part((8.0, 202.0, 200.0)), part((8.0, 202.0, 200.0))
    over.progress["searched"] = True

    sentences = [Progress(run(), parts).sentence for parts in ((over,), (over, at_work))]

    assert sentences == [
        "The plan is found. Trying what would help the interviews that have no place in it.",
        "Looking for the best times of 60 loops: 16 of at most 40 seconds.",
    ]


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (None, "The best plan costs 202."),
        (202.0, "The best plan costs 202; no plan can cost less."),
    ],
)
def test_what_is_not_known_of_a_plan_is_not_said(bound: float | None, words: str) -> None:
    assert Progress(run(), (part((8.0, 202.0, bound)),)).quality == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RunState.RUNNING, "1 part of it broke off; what the others find is booked."),
        (RunState.FAILED, ""),
    ],
)
def test_parts_that_broke_off_are_told_while_others_are_at_work(state: RunState, words: str) -> None:
    progress = Progress(run(state=state), (part(state=RunState.FAILED), part(found=3)))

    assert (progress.trouble, progress.searching) == (words, False)


def test_a_course_goes_on_to_the_present() -> None:
    moving = part((1.0, 250.0, None), (8.0, 202.0, 200.0))
    moving.progress["seconds"] = 12.0

    (curve,) = Progress(run(), (moving,)).curves

    assert curve == [(1.0, 250.0, None), (8.0, 202.0, 200.0), (12.0, 202.0, 200.0)]


def test_parts_are_summed_up_once_each_has_a_plan() -> None:
    first, second = part((2.0, 100.0, 90.0), found=5, placed=5), part((3.0, 110.0, 110.0))

    both, one = Progress(run(), (first, second)), Progress(run(), (first, part()))

    assert (both.cost, both.bound, both.gap) == (210.0, 200.0, 0.05)
    assert (one.cost, one.bound, one.gap) == (None, None, None)


def test_what_was_found_is_counted_while_it_is_booked() -> None:
    progress = Progress(run(), (part((2.0, 100.0, 90.0), found=300, placed=120),))

    assert (progress.sentence, progress.value, progress.most) == ("Booking: 120 of 300 interviews.", 120, 300)


@pytest.mark.parametrize(
    ("stop", "found", "words"),
    [
        ("keep", None, "Stopping the search; the best plan so far is kept."),
        ("keep", 3, "Booking: 1 of 3 interviews."),
        ("discard", None, "Stopping; what is not booked yet is not booked."),
    ],
)
def test_a_run_that_was_asked_to_stop_says_what_becomes_of_its_plan(
    stop: str, found: int | None, words: str
) -> None:
    assert Progress(run(stop=stop), (part(found=found, placed=1),)).sentence == words
