"""Contradictions are shown side by side with the lowest defensible value preselected."""

from rubrics.derivation import derive
from rubrics.derivation.types import Doubt, QuotedSpan
from rubrics.library import load

LIBRARY = load()
TWICE = (
    "Overview\nThe role of a Harbour Clerk is old.\nQualifications\n- PhD in law\n- 5-8 years in harbours\n"
    "Requirements\nA Harbour Clerk needs this:\n- Master's degree in law\n- At least 6 years in harbours\n"
    "Salary Ranges\nPay grows with time:\n- Clerks with 20 years of service earn most\n"
)


def quoted(text: str, part: str) -> QuotedSpan:
    start = text.index(part)
    return QuotedSpan(start, start + len(part), part)


def test_degrees_and_years_that_differ_are_doubts_and_pay_is_noise() -> None:
    assert derive(TWICE, library=LIBRARY).doubts == (
        Doubt(
            "degree",
            "education",
            "The document names different lowest degrees: a master's degree, a doctorate. Which "
            "one is needed?",
            (quoted(TWICE, "PhD in law"), quoted(TWICE, "Master's degree in law")),
            "a master's degree, with a written standard of equivalence",
        ),
        Doubt(
            "years",
            "professional experience",
            "The document names different years of professional experience: 5 to 8, 6. Which "
            "minimum is needed? "
            "An upper figure is no cap.",
            (quoted(TWICE, "5-8 years in harbours"), quoted(TWICE, "At least 6 years in harbours")),
            "at least 5 years",
        ),
    )


def test_a_tool_asked_for_twice_with_different_necessity_is_a_doubt() -> None:
    text = "# Clerk\n\nYou must have skills in SQL. Knowledge of SQL is a plus.\n"

    assert [(d.kind, d.topic, d.proposal) for d in derive(text, library=LIBRARY).doubts] == [
        ("necessity", "SQL", "preferred")
    ]


def test_a_document_at_one_with_itself_has_no_doubts() -> None:
    text = "# Clerk\n\n## Requirements\n\n- Degree in law\n- 3 years at sea\n"

    assert derive(text, library=LIBRARY).doubts == ()
