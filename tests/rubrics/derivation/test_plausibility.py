"""Role documents are told from other texts."""

from rubrics.derivation.plausibility import is_role_document
from rubrics.derivation.types import Title


def test_a_title_makes_a_role_document() -> None:
    assert is_role_document("Be calm.", Title("Clerk", 0, 5, "test"))


def test_words_of_hiring_make_a_role_document() -> None:
    assert is_role_document("Candidates for this position join a team; the salary is fair.", None)


def test_a_paper_that_names_itself_is_none_even_if_it_speaks_of_applicants() -> None:
    text = (
        "Privacy notice\nCandidates for a position in our team: skills, salary and interview notes are kept."
    )

    assert not is_role_document(text, None)


def test_a_manual_with_requirements_is_none() -> None:
    assert not is_role_document("Requirements: Python 3. You must have pip.", None)
