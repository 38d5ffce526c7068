"""Sections whose headings say nothing of what they hold."""

import pytest

from rubrics.derivation import derive
from rubrics.derivation.sections import sections
from rubrics.derivation.silent import with_profiles
from rubrics.reading.blocks import split

OPENING = "# Gardener\n\nWe keep bees on roofs, too.\n\n## Up there\n\n- Inspect forty hives\n- Carry the frames\n\n"
CLOSING = "\n## In the jar\n\n- 28 days of paid leave\n- Free honey\n"


def found(middle: str) -> list[str]:
    return [s.text for s in derive(OPENING + middle + CLOSING).statements]


def test_where_no_heading_asks_a_list_asks_if_some_of_its_items_do() -> None:
    middle = "## Wings\n\n- Two summers with bees\n- A hand that does not shake\n- Own veil\n"

    assert found(middle) == ["Two summers with bees", "A hand that does not shake", "Own veil"]


def test_where_a_heading_asks_more_of_the_items_have_to() -> None:
    middle = (
        "## Wings\n\n- Two summers with bees\n- A queen\n- Smoke\n- Drones\n\n## Requirements\n\n- Patience\n"
    )

    assert found(middle) == ["Patience"]


def test_twins_are_read_alike() -> None:
    middle = "## Grade 1\n\n- Frames\n- Smoke\n\n## Grade 2\n\n- Experience of queens\n- Skill with mites\n"

    assert found(middle) == [
        "Frames",
        "Smoke",
        "Experience of queens",
        "Skill with mites",
    ]


@pytest.mark.parametrize(
    "middle",
    [
        "## Wings\n\n- You will learn to swim\n- You'll meet experienced keepers\n- Experience of roofs\n",
        "## Wings\n\n- Extract honey\n- Fill jars\n- Sell honey with skill\n",
    ],
)
def test_what_is_done_or_promised_asks_nothing(middle: str) -> None:
    assert found(middle) == []


def test_a_section_below_the_requirements_may_tell_what_is_given() -> None:
    text = "Person profile\nSkills: good hands\nTemper: patient\n\nPlace\nLeave: 25 days\nPension: 8 %\nParking: free\n"

    assert [s.role for s in with_profiles(text, sections(text, split(text))) if s.blocks] == [
        "requirements",
        "noise",
    ]
