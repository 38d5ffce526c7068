"""Soft skills with their descriptions."""

from rubrics.derivation import derive
from rubrics.library import load

LIBRARY = load()
INTRODUCED = (
    "Requirements\nClerks need this:\n- tact\nEssential Soft Skills\nA clerk needs more than skill:\n"
)


def skills(text: str) -> list[tuple[str, str]]:
    return [(s.title, s.description) for s in derive(text, library=LIBRARY).soft_skills]


def test_headings_with_a_paragraph_are_soft_skills_and_the_closing_words_are_not() -> None:
    text = INTRODUCED + (
        "Patience\nWaits until the visitor has spoken.\nTact\n"
        "Finds the right word.\nBy having these, all is well.\n"
    )

    assert skills(text) == [
        ("Patience", "Waits until the visitor has spoken."),
        ("Tact", "Finds the right word."),
    ]


def test_items_below_a_heading_make_one_description() -> None:
    text = INTRODUCED + (
        "Patience and Tact\n- Waits\n"
        "- Finds the word By having these, every clerk serves the town well and long.\n"
    )

    assert skills(text) == [("Patience and Tact", "Waits; Finds the word")]


def test_labelled_items_and_paragraphs_are_soft_skills() -> None:
    text = "# Clerk\n\n## Soft skills\n\n**Patience** - waits.\n\n- Tact: finds the word.\n"

    assert skills(text) == [("Patience", "waits."), ("Tact", "finds the word.")]


def test_bare_items_of_a_soft_skill_section_are_statements() -> None:
    draft = derive("# Clerk\n\n## Soft skills\n\n- Finds the right word\n", library=LIBRARY)

    assert (draft.soft_skills, [s.text for s in draft.statements]) == ((), ["Finds the right word"])
