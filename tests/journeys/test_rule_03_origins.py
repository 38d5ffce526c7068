"""Rule 3: every competency, requirement and anchor points to its span in the document, or to a person and why."""

from pathlib import Path

import pytest

from hiring.accounts.models import User
from rubrics.models import RubricVersion
from rubrics.operations import derivations, documents
from tests.factories import RubricVersionFactory
from tests.factories.rubrics import NOON, add_competency
from tests.journeys.attacks import refused

NAMES = ("backend_developer.md", "bus_driver.txt", "mathematics_teacher.txt", "store_manager.html")
DOCUMENTS = [Path("tests/documents") / name for name in NAMES]


@pytest.fixture
def version(db: None) -> RubricVersion:
    """A draft with a statement and a competency."""
    version = RubricVersionFactory()
    add_competency(version, "communication", "Communication", "Explains delays to passengers plainly")
    return version


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_everything_derived_points_to_its_exact_place(path: Path, recruiter: User) -> None:
    document = documents.receive(data=path.read_bytes(), name=path.name, by=recruiter, at=NOON)
    derivations.derive(document_id=document.pk, at=NOON)
    draft = document.rubric_versions.get()
    document.refresh_from_db()
    spans = [(one.start, one.end, one.text) for one in draft.statements.all()]
    spans += [
        (one["start"], one["end"], one["text"]) for row in draft.competencies.all() for one in row.spans
    ]

    wrong = [span for span in spans if document.text[span[0] : span[1]].split() != span[2].split()]

    assert wrong == []
    assert spans != []
    assert [row.name for row in draft.competencies.all() if not row.spans] == []
    assert [str(one) for row in draft.competencies.all() for one in row.anchors.all() if not one.origin] == []


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE rubrics_statement SET start = NULL", "statement_has_origin"),
        ("UPDATE rubrics_statement SET start = NULL, \"end\" = NULL", "statement_has_origin"),
        ("UPDATE rubrics_statement SET \"end\" = start", "statement_has_origin"),
        ("UPDATE rubrics_statement SET start = NULL, \"end\" = NULL, added_reason = 'Because'", "statement_has_origin"),
        ("UPDATE rubrics_rubriccompetency SET spans = '[]'", "competency_has_origin"),
        ("UPDATE rubrics_rubriccompetency SET spans = '[]', added_reason = 'Because'", "competency_has_origin"),
        ("UPDATE rubrics_anchor SET origin = ''", "anchor_has_origin"),
        ("UPDATE rubrics_statement SET fate = 'dropped'", "dropped_statement_has_reason"),
    ],
)  # fmt: skip
def test_the_database_keeps_nothing_without_origin(
    version: RubricVersion, statement: str, constraint: str
) -> None:
    assert constraint in refused(statement)


def test_a_person_s_name_without_a_reason_is_no_origin(version: RubricVersion, recruiter: User) -> None:
    said = refused("UPDATE rubrics_rubriccompetency SET spans = '[]', added_by_id = %s", recruiter.pk)
    assert "competency_has_origin" in said
