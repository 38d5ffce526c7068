"""Letters that grade criteria, in front or behind."""

import pytest

from rubrics.derivation import derive
from rubrics.derivation.grades import are_close, grade_of, is_legend

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
        ("A driving licence      E     A, I", "Essential", "A driving licence"),
        ("A driving licence      A/I     D", "Desirable", "A driving licence"),
        ("A driving licence\tDesirable", "Desirable", "A driving licence"),
        ("A driving licence (A/I) - Essential", "Essential", "A driving licence"),
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
        ("E/D    Evidence", True),
        ("A = application form   I = interview   T = test", True),
        ("Experience of design is desirable", False),
    ],
)
def test_the_line_that_explains_the_letters_is_known(line: str, explains: bool) -> None:
    assert is_legend(line) is explains


def test_a_bare_letter_grades_where_the_lines_beside_it_end_with_one_too() -> None:
    lines = ["A driving licence E A", "Knots and splices D A, I", "A head for heights E I", "Other"]

    assert are_close(lines)
    assert grade_of(lines[1], close=True) is not None
    assert not are_close(["Vitamin D", "Hepatitis E", "Class D", "Class E", "Knots", "Splices", "Rigging"])


def test_lines_without_a_grade_name_groups_or_explain_among_lines_with_one() -> None:
    text = (
        "Harbour Warden\n\nPERSON SPECIFICATION\n\n"
        "                                        E/D    Evidence\n"
        "Papers and training\n"
        "Skipper's ticket                         E      A\n"
        "First aid at sea                         D      A\n"
        "We guarantee an interview to islanders who meet the criteria.\n"
    )

    assert [(one.text, one.necessity, one.group) for one in derive(text).statements] == [
        ("Skipper's ticket", "must", "Papers and training"),
        ("First aid at sea", "preferred", "Papers and training"),
    ]


def test_graded_criteria_are_musts_and_wishes_without_their_letters() -> None:
    found = derive(SPECIFICATION)

    assert [(one.text, one.necessity) for one in found.statements] == [
        ("Experience of keeping a harbour or a marina", "must"),
        ("Publications in journals of the trade", "preferred"),
        ("Ability to write short and exact reports", "must"),
    ]
