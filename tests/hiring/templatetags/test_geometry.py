"""Where things stand in a chart."""

import pytest

from hiring.templatetags import geometry


@pytest.mark.parametrize(("value", "place"), [(1, "10.0%"), (3, "50.0%"), (3.665, "63.3%"), (5, "90.0%")])
def test_a_value_of_the_scale_has_its_place_between_a_tenth_and_nine_tenths(value: float, place: str) -> None:
    assert geometry.percent(value) == place


def test_equal_ratings_have_their_ticks_side_by_side() -> None:
    drawn = [(tick.x, tick.shift) for tick in geometry.ticks([4, 5, 4])]
    assert drawn == [("73%", "-5.5"), ("73%", "0.5"), ("96%", "-2.5")]


def test_discs_of_one_level_are_stacked_about_the_middle() -> None:
    row = geometry.dot_row([("AB", 3), ("CD", 4), ("EF", 4)], 3.67)
    assert [(disc.x, disc.y, disc.initials) for disc in row.discs] == [
        ("50.0%", 26.0, "AB"),
        ("70.0%", 15.5, "CD"),
        ("70.0%", 36.5, "EF"),
    ]
    assert (row.height, row.low, row.high, row.mean) == (52, "50.0%", "70.0%", "63.4%")


def test_a_row_grows_with_its_tallest_stack() -> None:
    assert geometry.dot_row([(str(n), 4) for n in range(6)], 4).height == 136


def test_a_day_above_the_limit_stays_inside_the_picture() -> None:
    drawing = geometry.load(tallest=6, limit=2)
    assert drawing.y(5) > 0


@pytest.mark.parametrize(
    ("now", "states"),
    [(None, ["", ""]), (0, ["cur", ""]), (19, ["cur", ""]), (20, ["past", "cur"]), (60, ["past", "past"])],
)
def test_the_part_that_runs_now_is_the_current_one(now: int | None, states: list[str]) -> None:
    parts = geometry.segments([("First", 20), ("Second", 40)], now)
    assert [part["state"] for part in parts] == states
