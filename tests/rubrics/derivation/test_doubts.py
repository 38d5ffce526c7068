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


def test_grades_of_a_career_and_the_years_of_one_thing_are_no_doubts() -> None:
    text = (
        "# Clerk\n\n## Requirements\n\n- Minimum of 4 years in harbours\n- Led a quay for at least one year\n\n"
        "## Career\n\n- Clerk (0-2 years)\n- Senior Clerk (6+ years)\n"
    )
    assert derive(text, library=LIBRARY).doubts == ()


def test_the_lowest_bar_is_a_number_of_years() -> None:
    text = (
        "# Clerk\n\n## Requirements\n\n- 0-1 years in harbours\n\n## About you\n\n- One year of work at sea\n"
    )
    assert [doubt.proposal for doubt in derive(text, library=LIBRARY).doubts] == ["at least 1 year"]


def test_alternatives_of_one_sentence_do_not_contradict_each_other() -> None:
    text = "# Clerk\n\n## Requirements\n\n- 3 years in harbours, or 2 years as a pilot\n"
    assert derive(text, library=LIBRARY).doubts == ()


def test_a_tool_asked_for_twice_with_different_necessity_is_a_doubt() -> None:
    text = "# Clerk\n\nYou must have skills in SQL. Knowledge of SQL is a plus.\n"

    assert [(d.kind, d.topic, d.proposal) for d in derive(text, library=LIBRARY).doubts] == [
        ("necessity", "SQL", "preferred")
    ]


def test_a_document_at_one_with_itself_has_no_doubts() -> None:
    text = "# Clerk\n\n## Requirements\n\n- Degree in law\n- 3 years at sea\n"

    assert derive(text, library=LIBRARY).doubts == ()
