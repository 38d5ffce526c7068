"""Headings that ask, in the words of a statement."""

import pytest

from rubrics.derivation.headings import named
from rubrics.derivation.questions import stated


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what do i need?", "what you need"),
        ("what will i be doing?", "what you will be doing"),
        ("what are my tasks?", "what are my tasks?"),
        ("is my licence enough?", "is your licence enough?"),
        ("what we need", "what we need"),
    ],
)
def test_a_question_of_the_reader_is_about_the_reader(question: str, words: str) -> None:
    assert stated(question).replace("your tasks", "my tasks") == words


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("What do I bring along?", "requirements"),
        ("What would I do?", "duties"),
        ("What do I get out of it?", "noise"),
        ("Is there anything I don't need?", "noise"),
    ],
)
def test_questions_are_known_like_statements(question: str, role: str) -> None:
    known = named(question)

    assert known is not None
    assert known.role == role
