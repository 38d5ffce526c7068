"""The author of an evidence note is warned about protected matters; the note stays as it is."""

import pytest

from rubrics.library import NoteWarning, lint_note


def test_a_note_on_what_the_candidate_did_gives_no_warning() -> None:
    note = "Named two causes, tested the pump first, and told the shift leader before noon."

    assert lint_note(note) == []


def test_a_warning_says_where_which_words_and_what_to_do() -> None:
    assert lint_note("Clear answer, slight accent though.") == [
        NoteWarning(
            topic="origin, colour or language",
            words="accent",
            start=21,
            end=27,
            sentence="“accent” may touch origin, colour or language. "
            "Keep it only if it is about the work itself; write what the candidate said or did.",
        ),
    ]


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("Surely 58 years old.", "age"),
        ("Too young to lead this team.", "age"),
        ("Close to retirement.", "age"),
        ("Seems depressed.", "health or disability"),
        ("Came in a wheelchair.", "health or disability"),
        ("Was on sick leave last year.", "health or disability"),
        ("Mentioned two small kids; has kids at school.", "family or pregnancy"),
        ("Visibly pregnant.", "family or pregnancy"),
        ("Quite tough for being a woman.", "sex, gender or orientation"),
        ("Not a native speaker.", "origin, colour or language"),
        ("Wears a headscarf.", "religion or belief"),
        ("Active trade union member.", "politics or union membership"),
        ("No eye contact at all.", "appearance or an impression without behaviour"),
    ],
)
def test_each_protected_matter_is_noticed(note: str, topic: str) -> None:
    assert {warning.topic for warning in lint_note(note)} == {topic}


@pytest.mark.parametrize(
    "note",
    [
        "Found the race condition in the scheduler.",
        "Wrote the health and safety plan for the site.",
        "Named a blind spot in the audit.",
        "Explained cloud-native deployment page by page.",
        "Kept the average price in a depressed market.",
        "Asked for the confidence interval.",
    ],
)
def test_the_same_words_about_the_work_give_no_warning(note: str) -> None:
    assert lint_note(note) == []


def test_warnings_come_in_the_order_of_the_note() -> None:
    warnings = lint_note("Married, rare at her age, and of poor health.")

    assert [warning.words for warning in warnings] == ["Married", "her age", "poor health"]
