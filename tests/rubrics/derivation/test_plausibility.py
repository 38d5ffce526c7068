"""Role documents are told from other texts."""

import pytest

from rubrics.derivation.plausibility import is_role_document
from rubrics.derivation.sections import sections
from rubrics.derivation.types import Title
from rubrics.reading.blocks import split

HIRING = "Candidates for this position join a team; the salary is fair. We are looking for a colleague."


def is_role(text: str, title: str = "", rule: str = "title-heading") -> bool:
    found = Title(title, 0, len(title), rule) if title else None
    return is_role_document(text, found, sections(text, split(text)))


def test_a_title_makes_a_role_document() -> None:
    assert is_role("Be calm.", "Clerk")


def test_words_of_hiring_make_a_role_document() -> None:
    assert is_role(HIRING)


@pytest.mark.parametrize("heading", ["Requirements", "Anforderungen / Requirements", "Your profile"])
def test_a_list_of_qualities_under_a_heading_that_asks_makes_one(heading: str) -> None:
    assert is_role(f"{heading}\n- Two years at sea\n- Knowledge of tides\n- A head for heights\n")


def test_a_role_that_is_only_spoken_of_makes_none() -> None:
    assert not is_role("The role of a Harbour Clerk is old.", "Harbour Clerk", "title-spoken-of")
    assert is_role(HIRING, "Harbour Clerk", "title-spoken-of")


def test_front_matter_may_hold_the_title_of_any_paper() -> None:
    assert not is_role("Leave is long.", "Time off and perks", "title-front-matter-title")
    assert is_role("Leave is long.", "Harbour Clerk", "title-front-matter-title")


@pytest.mark.parametrize("name", ["Privacy notice", "# Benefits and perks", "Notes of the staff meeting"])
def test_a_paper_that_names_itself_is_none_even_if_it_speaks_of_applicants(name: str) -> None:
    assert not is_role(f"{name}\n\n{HIRING}")


def test_a_role_may_be_named_after_such_a_paper() -> None:
    assert is_role("Benefits Clerk\n\nBe calm.", "Benefits Clerk")


def test_notes_of_a_meeting_are_none_even_if_they_name_a_role() -> None:
    notes = f"Hiring a Harbour Clerk\n\nAttendees: Ann, Bo\n\n{HIRING}\n\nAction items:\n- Ann writes the advert\n"

    assert not is_role(notes, "Harbour Clerk")


def test_papers_on_staff_neither_seek_anybody_nor_ask_for_qualities() -> None:
    assert not is_role("Our team, salary and career pages are public. Skills count, degrees help.")


def test_a_manual_with_requirements_is_none() -> None:
    assert not is_role("Requirements: Python 3. You must have pip.")


def test_lines_with_names_below_a_heading_that_asks_make_one() -> None:
    lines = "Practice: four years on a stage\nEyes: able to match a dye\nPapers: a degree in costume\n"

    assert is_role(f"# Wardrobe\n\n## What you need\n\n{lines}")
    assert not is_role("# Soup\n\n## What you need\n\nRoots: two of each\nHerbs: a handful\nTime: an hour\n")


def test_items_that_tell_you_who_you_are_make_one() -> None:
    items = "- You listen more than you talk\n- You write neatly\n- You can be trusted\n"

    assert is_role(f"# Lowther\n\n## Is this you?\n\n{items}")
