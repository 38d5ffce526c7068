from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.models import RubricVersion, Statement
from rubrics.operations import edits, library, splits
from rubrics.operations.edits import EditRefused
from tests.factories.rubrics import add_statement


def line(draft: RubricVersion) -> Statement:
    """A statement of one of the competencies, confirmed."""
    return draft.statements.get(text="Solves routing problems with evidence")


def test_both_parts_keep_their_exact_place_and_what_they_support(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one = line(draft)
    Statement.objects.filter(pk=one.pk).update(confirmed_by=recruiter, confirmed_at=at)
    splits.split_statement(
        statement=one, place=len("Solves routing problems"), revision=0, by=recruiter, at=at
    )
    text, row = draft.role_document.text, draft.competencies.get(key="problem_solving")
    parts = list(row.statements.order_by("start"))
    assert [part.text for part in parts] == ["Solves routing problems", "with evidence"]
    assert [text[part.start : part.end] for part in parts] == [part.text for part in parts]
    assert row.spans == [{"start": part.start, "end": part.end, "text": part.text} for part in parts]
    assert [part.confirmed_at for part in parts] == [None, None]


@pytest.mark.parametrize(
    ("text", "place", "parts"),
    [
        ("Plans shifts, and keeps promises", 13, ("Plans shifts", "keeps promises")),
        ("Plans shifts and keeps promises", 16, ("Plans shifts", "keeps promises")),
        ("Plans shifts; keeps promises", 12, ("Plans shifts", "keeps promises")),
        ("A brand and orders", 7, ("A brand", "orders")),
        ("Plans shifts", 0, ("", "Plans shifts")),
        ("Plans shifts", 99, ("Plans shifts", "")),
    ],
)
def test_what_joins_the_parts_belongs_to_neither(text: str, place: int, parts: tuple[str, str]) -> None:
    assert splits.parts(text, place) == parts


def test_a_part_without_text_is_refused(draft: RubricVersion, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match=r"^Choose a place between two words: both parts need a text\.$"):
        splits.split_statement(statement=line(draft), place=0, revision=0, by=recruiter, at=at)


def test_tools_and_years_go_with_the_part_that_names_them(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    years = [{"minimum": 5, "upper": None, "counts": "experience"}]
    one = add_statement(draft, "Depot manager", details={"tools": ["Depot"], "years": years})
    splits.split_statement(statement=one, place=5, revision=0, by=recruiter, at=at)
    assert [part.details for part in draft.statements.filter(text__in=["Depot", "manager"])] == [
        {"tools": ["Depot"]},
        {},
    ]


def test_a_split_is_undone(draft: RubricVersion, recruiter: User, at: datetime) -> None:
    before = edits.snapshot(draft)
    splits.split_statement(statement=line(draft), place=6, revision=0, by=recruiter, at=at)
    edits.undo(version=draft, revision=1, by=recruiter, at=at)
    assert edits.snapshot(draft) == before


def test_chosen_statements_go_to_a_new_competency_with_name_and_reason(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    row = draft.competencies.get(key="problem_solving")
    splits.split_statement(statement=line(draft), place=23, revision=0, by=recruiter, at=at)
    part = draft.statements.get(text="with evidence")
    splits.split_competency(
        competency=row, statements=[part], name="Evidence", reason="Apart.", revision=1, by=recruiter, at=at
    )
    made = draft.competencies.get(key="evidence")
    assert (made.name, made.added_by, made.added_reason) == ("Evidence", recruiter, "Apart.")
    assert [list(one.statements.values_list("text", flat=True)) for one in (row, made)] == [
        ["Solves routing problems"],
        ["with evidence"],
    ]
    row.refresh_from_db()
    assert [[span["text"] for span in one.spans] for one in (row, made)] == [
        ["Solves routing problems"],
        ["with evidence"],
    ]


def test_an_entry_of_the_library_brings_its_anchors_and_questions(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    library.load_files(by=None, at=at)
    entry = library.Competency.objects.get(key="adaptability")
    splits.split_statement(statement=line(draft), place=23, revision=0, by=recruiter, at=at)
    splits.split_competency(
        competency=draft.competencies.get(key="problem_solving"),
        statements=[draft.statements.get(text="with evidence")],
        name="",
        entry=entry,
        reason="Apart.",
        revision=1,
        by=recruiter,
        at=at,
    )
    made = draft.competencies.get(key="adaptability")
    assert (made.name, made.anchors.count(), made.questions.count() >= 3) == (entry.name, 5, True)


@pytest.mark.parametrize(
    ("name", "reason", "sentence"),
    [
        ("", "Apart.", "The new competency needs a name and a reason."),
        ("Evidence", " ", "The new competency needs a name and a reason."),
        ("Evidence", "Apart.", "Choose some of the statements: each of the two competencies needs one."),
    ],
)
def test_a_competency_is_not_split_without_name_reason_or_remainder(
    name: str, reason: str, sentence: str, draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    with pytest.raises(EditRefused) as refused:
        splits.split_competency(
            competency=draft.competencies.get(key="problem_solving"),
            statements=[line(draft)],
            name=name,
            reason=reason,
            revision=0,
            by=recruiter,
            at=at,
        )
    assert str(refused.value) == sentence
