"""Where the review page goes on after an edit."""

import pytest

from rubrics.models import RubricVersion
from rubrics.views.places import place_after, rows_of

BEFORE = {"d1": False, "c1": True, "c2": False, "s3": True, "m4": True}
NEXT = {
    "a row that is still open": ("c1", BEFORE, "c1"),
    "a row that never was open": ("c2", BEFORE, "c2"),
    "a row that is settled": ("c1", {**BEFORE, "c1": False}, "s3"),
    "a row that is gone": ("s3", {"d1": False, "c1": True, "m4": True}, "m4"),
    "the last open row below others": ("m4", {"d1": False, "c1": True, "s3": False}, "c1"),
    "the very last open row": ("s3", {"d1": False, "s3": False}, "s3"),
    "the very last open row, gone": ("m4", {"d1": False, "c1": False}, "requirements"),
    "a row that the page does not list": ("s9", BEFORE, "s9"),
}


@pytest.mark.parametrize(("acted", "after", "place"), NEXT.values(), ids=NEXT)
def test_the_page_goes_on_at_the_same_or_at_the_next_open_row(
    acted: str, after: dict[str, bool], place: str
) -> None:
    assert place_after(acted, BEFORE, after) == place


def test_the_rows_stand_in_the_order_of_the_page(draft: RubricVersion) -> None:
    numbers = [one.pk for one in draft.competencies.all()]
    merged = draft.competencies.get(key="adaptability").pk
    assert list(rows_of(draft).items()) == [
        ("d1", True),
        *((f"c{pk}", pk == merged) for pk in numbers),
        ("s6", True),
        *((f"m{index}", True) for index in (5, 0, 1, 2, 3, 4)),
    ]
