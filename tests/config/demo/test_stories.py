"""The demo's evidence fits its competency, is told once, and its recommendations fit the ratings."""

import itertools
import random
import re
from statistics import fmean

import pytest

from config.demo.stories import NOTES, REASONS, STORIES, draw_fields, draw_reason, recommend
from rubrics.library import lint_note, load, wording
from rubrics.models.policy import DEFAULTS

KEYS = [competency.key for competency in load().competencies]
COMPETENCIES = list(enumerate([*KEYS, "welding", "ledgers"], start=1))
ALL = [text for levels in STORIES.values() for texts in levels.values() for text in texts]
PRONOUN = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)


def notes_of(fields: dict[str, str]) -> list[str]:
    return [text for name, text in fields.items() if name.startswith("note-")]


def test_every_library_competency_has_stories_for_every_level() -> None:
    assert sorted(STORIES) == sorted([*KEYS, "other"])
    assert {key: sorted(levels) for key, levels in STORIES.items()} == {
        key: [1, 2, 3, 4, 5] for key in STORIES
    }


def test_each_level_has_enough_stories_for_several_raters() -> None:
    least = {1: 2, 2: 2, 3: 3, 4: 3, 5: 2}

    few = [
        (key, n) for key, levels in STORIES.items() for n, texts in levels.items() if len(texts) < least[n]
    ]

    assert few == []


def test_every_story_has_the_length_of_evidence() -> None:
    least = max(60, DEFAULTS["min_note_characters"])

    assert [text for text in ALL if not least <= len(text) <= 240] == []


def test_no_story_stands_in_two_places() -> None:
    assert len(set(ALL)) == len(ALL)


def test_no_story_judges_or_touches_something_private() -> None:
    patterns = (wording.BANNED, wording.PRIVATE, PRONOUN)

    assert [
        text for text in ALL if any(wording.found(one, text) for one in patterns) or lint_note(text)
    ] == []


@pytest.mark.parametrize("seed", range(20))
def test_no_sentence_stands_twice_in_a_scorecard(seed: int) -> None:
    notes = notes_of(draw_fields(COMPETENCIES, 3.2, 0.0, random.Random(seed)))

    assert len(set(notes)) == len(notes)


@pytest.mark.parametrize("seed", range(20))
def test_a_story_is_about_its_competency_and_level(seed: int) -> None:
    fields = draw_fields(COMPETENCIES, 3.2, 0.0, random.Random(seed))

    strangers = [
        key
        for number, key in COMPETENCIES
        if (note := fields.get(f"note-{number}"))
        and note not in STORIES.get(key, STORIES["other"])[int(fields[f"rating-{number}"])]
    ]
    assert strangers == []


@pytest.mark.parametrize("seed", range(20))
def test_two_raters_of_a_candidate_write_different_sentences(seed: int) -> None:
    rng, used = random.Random(seed), set[str]()

    notes = [text for _ in range(2) for text in notes_of(draw_fields(COMPETENCIES, 3.5, 0.0, rng, used))]

    assert len(set(notes)) == len(notes)
    assert used == set(notes)


def test_the_same_seed_draws_the_same_scorecard() -> None:
    first, second = (draw_fields(COMPETENCIES, 3.0, 0.1, random.Random(7)) for _ in range(2))

    assert first == second


def test_at_least_one_competency_is_rated() -> None:
    drawn = [draw_fields([(4, "creativity")], 3.0, 0.0, random.Random(seed)) for seed in range(200)]

    assert [fields for fields in drawn if fields["rating-4"] == "na"] == []


def test_interviewers_have_running_notes_to_choose_from() -> None:
    assert len(set(NOTES)) >= 8


@pytest.mark.parametrize("levels", [*itertools.combinations_with_replacement(range(1, 6), 4)])
def test_the_recommendation_fits_the_ratings(levels: tuple[int, ...]) -> None:
    mean, choice = fmean(levels), recommend(levels)

    assert choice.endswith("for") == (mean >= 3)
    assert (choice == "strongly_for") == (mean >= 4 and min(levels) >= 3)
    assert (choice == "strongly_against") == (mean < 2)


@pytest.mark.parametrize("choice", sorted(REASONS))
def test_each_recommendation_has_several_reasons(choice: str) -> None:
    drawn = {draw_reason(choice, random.Random(seed)) for seed in range(50)}

    assert drawn == set(REASONS[choice])
    assert len(drawn) >= 3
