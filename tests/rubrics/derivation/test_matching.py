"""From words to competencies."""

import pytest

from rubrics.derivation.matching import Match, match_heading, match_statement
from rubrics.derivation.requirements import requirement
from rubrics.derivation.statements import Found
from rubrics.derivation.types import SoftSkill
from rubrics.library import load

LIBRARY = load()


def of_statement(text: str, group: str | None = None) -> Match | None:
    return match_statement(requirement(text, Found(0, len(text), "Requirements", group)), LIBRARY)


def of_heading(title: str) -> Match | None:
    return match_heading(SoftSkill(title, "", 0, len(title), 0, len(title)), LIBRARY)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Excellent verbal and written communication", "communication"),
        ("Ability to lead and coach a team", "leadership"),
        ("Deep knowledge of Python", "technical_proficiency"),
        ("Understanding of research ethics", "ethics_bias"),
        ("Experience of research on tides in agile teams", "project_management"),
        ("Ability to analyse and synthesise quantitative and qualitative data", "research_methodology"),
        ("Inclusive research. Experience of researching with many kinds of sailors", "research_methodology"),
        ("Speaks up when a rope is frayed", "ethics_bias"),
        ("Making Effective Decisions", "problem_solving"),
    ],
)
def test_a_statement_shows_the_competency_of_its_words(text: str, key: str) -> None:
    match = of_statement(text)

    assert match is not None
    assert match.key == key


def test_an_unknown_technical_statement_belongs_to_the_technical_competency() -> None:
    assert of_statement("Broad use of zymurgy software") == Match("technical_proficiency", "kind-technical")


@pytest.mark.parametrize(
    "text", ["Business-fluent German and English", "You speak Polish", "A good knowledge of Welsh"]
)
def test_a_language_is_communication(text: str) -> None:
    assert of_statement(text) == Match("communication", "trait-to-nearest-behaviour")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Led a crew through the ice", "leadership"),
        ("Survey of the literature on eels", "research_methodology"),
    ],
)
def test_where_no_cue_is_known_the_kind_decides(text: str, key: str) -> None:
    match = of_statement(text)

    assert match is not None
    assert (match.key, match.rule[:5]) == (key, "kind-")


def test_a_trait_without_behaviour_goes_to_the_nearest_behaviour() -> None:
    assert of_statement("Passion for lighthouses") == Match(
        "continuous_learning", "trait-to-nearest-behaviour"
    )


def test_the_first_part_of_a_double_barrelled_heading_is_primary() -> None:
    assert of_heading("Communication and Collaboration") == Match(
        "communication", "heading-cue", ("collaboration",)
    )


def test_a_heading_that_is_the_name_of_one_competency_is_not_split() -> None:
    assert of_heading("Intellectual Rigor and Flexibility") == Match("intellectual_rigor", "heading-is-name")


def test_a_heading_of_other_words_matches_nothing() -> None:
    assert of_heading("Zymurgy") is None
