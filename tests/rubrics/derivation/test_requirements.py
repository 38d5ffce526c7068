"""Necessity, treatment and strength of a statement."""

import pytest

from rubrics.derivation.requirements import requirement
from rubrics.derivation.statements import Found
from rubrics.derivation.types import Statement


def read(text: str, **found: object) -> Statement:
    return requirement(text, Found(0, len(text), "Requirements", None, **found))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "necessity", "cue"),
    [
        ("Knows the tides", "must", ""),
        ("Must know the tides", "must", "Must"),
        ("French is a plus", "preferred", "is a plus"),
        ("Ideally, knows the tides", "preferred", "Ideally"),
        ("Bonus: knows the tides", "preferred", "Bonus:"),
        ("Knows the tides; French is a plus", "must", ""),
        ("Knows the tides, ideally by heart", "must", ""),
        ("Harbour work (abroad preferred)", "must", ""),
        ("Knowledge of the tides (D)", "preferred", "(D)"),
        ("Knowledge of the tides (E)", "must", ""),
        ("Two years at sea, graduates are welcome", "must", ""),
        ("A degree is usual, while a doctorate is preferred", "must", ""),
        ("BSc in navigation; preference is given to masters of a ship", "must", ""),
        ("A second language would help", "preferred", "would help"),
        ("Knots come in handy", "preferred", "come in handy"),
    ],
)
def test_necessity_is_must_unless_the_first_clause_marks_it(text: str, necessity: str, cue: str) -> None:
    statement = read(text)

    assert (statement.necessity, statement.cue) == (necessity, cue)


def test_a_preferred_list_makes_its_statements_preferred() -> None:
    statement = read("Knows the tides", hint="preferred", hint_cue="Nice to have")

    assert (statement.necessity, statement.cue) == ("preferred", "Nice to have")


@pytest.mark.parametrize(
    ("text", "treatment"),
    [
        ("Degree in law", "verify"),
        ("At least 3 years at sea", "verify"),
        ("List of publications", "verify"),
        ("Ability to write and publish original research papers", "interview"),
        ("Proven track record of calm negotiations", "interview"),
        ("Tact", "interview"),
    ],
)
def test_papers_degrees_and_years_are_verified_and_the_rest_is_asked(text: str, treatment: str) -> None:
    assert read(text).treatment == treatment


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Minimum of 3 years at sea", "required"),
        ("A degree in law is typically held", "preferred"),
        ("Degree in law", "informational"),
        ("Tact", None),
    ],
)
def test_strength_is_proposed_by_explicit_cues_only_and_for_verified_ones_only(
    text: str, strength: str | None
) -> None:
    assert read(text).strength == strength


def test_a_tentative_lead_in_makes_the_strength_preferred() -> None:
    assert read("Degree in law", tentative=True).strength == "preferred"
