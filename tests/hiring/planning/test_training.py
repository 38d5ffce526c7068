"""Seats count for the stage that is open at their date, whichever way the bookings were made."""

from datetime import UTC, datetime, timedelta

from hiring.choices import SeatKind, TrainingStageKind
from hiring.planning.training import Progress, Sitting, Stage, progress

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
READ, SHADOW, LEAD = (
    Stage(1, TrainingStageKind.READING),
    Stage(2, TrainingStageKind.SHADOW, 2),
    Stage(3, TrainingStageKind.REVERSE_SHADOW, 1),
)
PATH = (READ, SHADOW, LEAD)


def sitting(number: int, kind: SeatKind, day: int, *, held: bool = True) -> Sitting:
    return Sitting(number, kind, MONDAY + timedelta(days=day), held)


def counted(found: Progress) -> list[tuple[int, list[int], list[int]]]:
    """Each stage of seats with what counts as held and as booked."""
    return [
        (each.stage.id, [one.id for one in each.held], [one.id for one in each.booked])
        for each in found.stages
        if each.stage.kind != TrainingStageKind.READING
    ]


def test_seats_fill_the_stages_in_the_order_of_their_dates() -> None:
    seats = [
        sitting(13, SeatKind.REVERSE_SHADOW, 3, held=False),
        sitting(12, SeatKind.SHADOW, 2, held=False),
        sitting(11, SeatKind.SHADOW, 1),
    ]

    found = progress(PATH, seats, {})

    assert counted(found) == [(2, [11], [12]), (3, [], [13])]
    assert found.early == ()


def test_booking_that_moves_behind_another_one_swaps_places_with_it() -> None:
    shadow, lead = sitting(11, SeatKind.SHADOW, 1), sitting(13, SeatKind.REVERSE_SHADOW, 3, held=False)
    before = progress(PATH, [shadow, sitting(12, SeatKind.SHADOW, 2, held=False), lead], {})
    after = progress(PATH, [shadow, sitting(12, SeatKind.SHADOW, 5, held=False), lead], {})

    assert (counted(before), before.early) == ([(2, [11], [12]), (3, [], [13])], ())
    assert (counted(after), after.early) == ([(2, [11], [12]), (3, [], [])], (lead,))


def test_third_shadow_is_early_for_the_reverse_shadow_and_counts_for_none() -> None:
    found = progress(PATH, [sitting(n, SeatKind.SHADOW, n) for n in (1, 2, 3)], {})

    assert counted(found) == [(2, [1, 2], []), (3, [], [])]
    assert [each.id for each in found.early] == [3]


def test_retake_leaves_what_was_before_uncounted_in_that_stage_and_later_ones() -> None:
    again = MONDAY + timedelta(days=10)
    path = (READ, SHADOW, Stage(3, TrainingStageKind.REVERSE_SHADOW, 1, since=again))
    seats = [sitting(n, SeatKind.SHADOW, n) for n in (1, 2)]

    found = progress(path, [*seats, sitting(3, SeatKind.REVERSE_SHADOW, 3)], {1: MONDAY})
    done = progress(path, [*seats, sitting(4, SeatKind.REVERSE_SHADOW, 12)], {1: MONDAY})

    assert (counted(found), found.is_done) == ([(2, [1, 2], []), (3, [], [])], False)
    assert (counted(done), done.is_done) == ([(2, [1, 2], []), (3, [4], [])], True)


def test_reading_is_done_when_it_is_said_after_the_last_retake() -> None:
    again = Stage(1, TrainingStageKind.READING, since=MONDAY)

    said = [progress((again,), [], {1: MONDAY + timedelta(hours=n)}).is_done for n in (-1, 1)]

    assert said == [False, True]


def test_current_stage_is_the_first_that_lacks_something() -> None:
    found = progress(PATH, [sitting(11, SeatKind.SHADOW, 1)], {1: MONDAY})

    assert found.current is not None
    assert (found.current.stage, found.current.done) == (SHADOW, 1)
