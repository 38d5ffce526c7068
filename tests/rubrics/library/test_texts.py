"""Single anchors and questions are checked as people edit them."""

import pytest

from rubrics.library import Finding, lint_anchor, lint_levels, lint_question


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_an_observable_anchor_is_clean() -> None:
    assert lint_anchor("Named the cause, told those affected on the same day, and corrected it.") == []


def test_an_empty_anchor_is_found() -> None:
    assert lint_anchor("  ") == [Finding("", "levels", "The anchor is empty.")]


@pytest.mark.parametrize(
    "word",
    [
        "excellent",
        "strong",
        "good",
        "passionate",
        "rock star",
        "culture fit",
        "native",
        "young",
        "energetic",
        "Aggressive",
    ],
)
def test_each_banned_word_is_found_once(word: str) -> None:
    findings = lint_anchor(f"Showed {word} work, then {word} results.")

    sentence = f"The word {word.lower()!r} judges; say what was done and what came of it."
    assert findings == [Finding("", "banned-word", sentence)]


@pytest.mark.parametrize(
    "text", ["Handled a goods delivery.", "Wrote the strongbox code.", "Built a cloud-native service."]
)
def test_words_that_only_look_banned_pass(text: str) -> None:
    assert lint_anchor(text) == []


@pytest.mark.parametrize(
    "word", ["health", "family", "age", "religion", "origin", "accent", "eye contact", "energy", "confidence"]
)
def test_each_private_fact_is_found(word: str) -> None:
    sentence = f"The word {word!r} asks for something private or for an impression."
    assert lint_anchor(f"Spoke about {word} to the panel.") == [Finding("", "private-fact", sentence)]


@pytest.mark.parametrize(
    "text", ["Gave confidence intervals.", "Kept health and safety rules.", "Fixed a race condition."]
)
def test_private_words_in_a_harmless_phrase_pass(text: str) -> None:
    assert lint_anchor(text) == []


def test_a_frequency_word_needs_its_occasions() -> None:
    assert lint_anchor("Often checked the stock.") == [
        Finding("", "frequency-word", "The word 'often' needs the occasions that it counts."),
    ]
    assert lint_anchor("Regularly checked the stock, in 9 of 10 weeks.") == []


def test_thirty_words_are_allowed_and_thirty_one_are_not() -> None:
    assert lint_anchor("word " * 30) == []
    assert lint_anchor("word " * 31) == [
        Finding("", "too-long", "The anchor has 31 words; 30 are the most."),
    ]


def test_levels_two_and_four_may_be_missing() -> None:
    anchors = [
        "Hid the error.",
        "",
        "Reported the error early.",
        "",
        "Made open reporting a practice of others.",
    ]

    assert lint_levels(anchors) == []


def test_levels_one_three_and_five_may_not_be_missing() -> None:
    anchors = ["", "Admits when asked.", " ", "Prevented a repeat."]

    assert [finding.sentence for finding in lint_levels(anchors)] == [
        "Level 1 has no anchor.",
        "Level 3 has no anchor.",
        "Level 5 has no anchor.",
    ]


def test_levels_that_differ_by_filler_words_only_are_alike() -> None:
    anchors = [
        "Hid the error.",
        "Reported error to the client.",
        "Reported the error to a client.",
        "Prevented a repeat.",
        "Made open reporting a practice.",
    ]

    assert lint_levels(anchors, "accountability") == [
        Finding("accountability", "levels-alike", "Levels 2 and 3 say nearly the same."),
    ]


def test_a_sixth_level_is_refused() -> None:
    anchors = ["One thing.", "Two others.", "Three more.", "Four again.", "Five now.", "Six then."]

    assert lint_levels(anchors) == [Finding("", "levels", "There are 6 anchors for 5 levels.")]


def test_a_question_on_behaviour_is_clean() -> None:
    assert lint_question("Tell me about a delivery that went wrong. What did you do first?") == []


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many golf balls fit into a bus?", "is a brainteaser"),
        ("Why are manhole covers round?", "is a brainteaser"),
        ("If you were an animal, which one?", "is a brainteaser"),
        ("What is your greatest weakness?", "asks for a self-portrait instead of behaviour"),
        ("Where do you see yourself in five years?", "asks for a self-portrait instead of behaviour"),
        ("Do you want to have children some day?", "asks about private life"),
        ("What does your husband think of the shifts?", "asks about private life"),
        ("How many sick days did you take?", "asks about health"),
        ("What was your previous salary?", "asks about pay or a record that interviewers do not see"),
    ],
)
def test_what_no_question_may_ask_is_found(question: str, reason: str) -> None:
    assert lint_question(question) == [Finding("", "question-topic", f"The question {reason}.")]


def test_a_question_for_parents_in_a_school_is_no_private_question() -> None:
    assert lint_question("A parent complains about a mark. What do you say to them?") == []


def test_a_question_of_sixty_one_words_is_too_long() -> None:
    assert rules(lint_question("word " * 60)) == []
    assert rules(lint_question("word " * 61)) == ["too-long"]


def test_an_empty_question_is_found() -> None:
    assert lint_question("") == [Finding("", "question-topic", "The question is empty.")]
