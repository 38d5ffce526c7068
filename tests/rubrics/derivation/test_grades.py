"""Letters that grade criteria, in front or behind."""

import pytest

from rubrics.derivation import derive
from rubrics.derivation.grades import grade_of, is_legend

SPECIFICATION = """Harbour Warden

Selection criteria
E = essential, D = desirable. How assessed: A (application), I (interview).

Experience
1.1 Experience of keeping a harbour or a marina (E) A, I
1.2 Publications in journals of the trade (D) A

Skills
2.1 Ability to write short and exact reports (E) A
"""


@pytest.mark.parametrize(
    ("content", "meaning", "words"),
    [
        ("[D] A driving licence", "Desirable", "A driving licence"),
        ("(E) A driving licence", "Essential", "A driving licence"),
        ("A driving licence (E) A, I", "Essential", "A driving licence"),
        ("A driving licence [D]", "Desirable", "A driving licence"),
    ],
)
def test_the_letter_is_read_and_stands_outside_the_words(content: str, meaning: str, words: str) -> None:
    grade = grade_of(content)

    assert grade is not None
    assert (grade.meaning, content[grade.start : grade.end]) == (meaning, words)


@pytest.mark.parametrize(
    "content", ["A licence of class D", "Vitamin (D) deficiencies in children", "E-mail"]
)
def test_other_letters_grade_nothing(content: str) -> None:
    assert grade_of(content) is None


@pytest.mark.parametrize(
    ("line", "explains"),
    [
        ("E = essential, D = desirable.", True),
        ("[E] essential  [D] desirable", True),
        ("Essential (E), desirable (D)", True),
        ("Experience of design is desirable", False),
    ],
)
def test_the_line_that_explains_the_letters_is_known(line: str, explains: bool) -> None:
    assert is_legend(line) is explains


def test_graded_criteria_are_musts_and_wishes_without_their_letters() -> None:
    found = derive(SPECIFICATION)

    assert [(one.text, one.necessity) for one in found.statements] == [
        ("Experience of keeping a harbour or a marina", "must"),
        ("Publications in journals of the trade", "preferred"),
        ("Ability to write short and exact reports", "must"),
    ]
