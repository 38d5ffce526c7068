"""Headings without marks: known lines, glued ones, and those that only say how necessary something is."""

import pytest

from rubrics.derivation import headings
from rubrics.derivation.unmarked import NECESSITY, settled
from rubrics.reading.blocks import split


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in settled(text, list(split(text)))]


def test_a_known_heading_at_the_end_of_an_item_heads_the_items_below() -> None:
    text = "The job.\n- Mends nets by the light of the moon Requirements:\n- Patience\n"

    assert kinds(text)[1:] == [
        ("item", "Mends nets by the light of the moon"),
        ("heading", "Requirements:"),
        ("item", "Patience"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- Knowledge, Skills and Abilities:",
        "- Mends nets by the light of the Moon Ropes:",
        "- mends Requirements:",
    ],
)
def test_what_belongs_to_the_item_stays_in_it(line: str) -> None:
    assert kinds(f"The job.\n{line}\n- Patience\n")[1] == ("item", line[2:])


def test_a_line_that_only_grades_is_a_heading_within_lines_without_marks() -> None:
    text = "Clerk\n\nWe sell tea to sailors.\n\nSkills\nEssential criteria\nWriting\nDesirable criteria\nFrench\n"

    assert [content for kind, content in kinds(text) if kind == "heading"][-2:] == [
        "Essential criteria",
        "Desirable criteria",
    ]


@pytest.mark.parametrize(
    ("line", "grades"),
    [("essential criteria", True), ("must-haves", True), ("essential oils", False), ("desirable", True)],
)
def test_grades_stand_alone(line: str, grades: bool) -> None:
    assert bool(NECESSITY.fullmatch(line)) == grades


def test_a_known_line_among_sentences_is_a_heading() -> None:
    text = "Clerk\n\nWe sell tea.\nTechnical skills\nGood knowledge of tea.\nOld cups\nSound knowledge of cups.\n"

    assert [content for kind, content in kinds(text) if kind == "heading"] == ["Clerk", "Technical skills"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Skills and experience that we look for at the first level:", "requirements"),
        ("And for the second level, all of the above plus:", "requirements"),
        ("We’d be especially happy about:", "desirable"),
        ("What we can offer you in return:", "noise"),
    ],
)
def test_a_long_heading_that_was_glued_to_an_item_is_known_by_what_it_says(heading: str, role: str) -> None:
    text = f"The job.\n- Writes down how the nets are mended {heading}\n- Patience\n"

    assert kinds(text)[1:3] == [("item", "Writes down how the nets are mended"), ("heading", heading)]
    known = headings.meaning(heading)
    assert known is not None
    assert known.role == role


@pytest.mark.parametrize(
    "line",
    [
        "- Draws with Adobe Illustrator and has an eye for:",
        "- Has worked in one of The Guilds of the coast as:",
    ],
)
def test_a_name_in_an_item_that_leads_into_others_opens_no_heading(line: str) -> None:
    assert kinds(f"The job.\n{line}\n- Patience\n")[1] == ("item", line[2:])


@pytest.mark.parametrize(
    "glued", ["Bonus points for:", "What's on offer:", "It'd be even better with:", "What comes along:"]
)
def test_other_words_of_headings_are_parted_from_an_item_by_their_capital(glued: str) -> None:
    text = f"The job.\n- Knows the nets of Bergen by heart {glued}\n- A boat\n"

    assert kinds(text)[1:3] == [("item", "Knows the nets of Bergen by heart"), ("heading", glued)]


def test_a_list_of_names_after_an_item_is_no_heading() -> None:
    text = "The job.\n- Has worked at least a year in Oslo or Bergen:\n- A boat\n"

    assert kinds(text)[1] == ("item", "Has worked at least a year in Oslo or Bergen:")
