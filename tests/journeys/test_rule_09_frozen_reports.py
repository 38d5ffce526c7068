"""Rule 9: a report is a frozen snapshot; built again it gives the same bytes; a failed build shows nothing whole."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import CandidateReport, Scorecard
from hiring.operations import reports
from rubrics.models import StoredFile
from rubrics.models.files import DatabaseStorage
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit
from tests.journeys.attacks import refused
from tests.surroundings.worker import surroundings

LATER = NOON + timedelta(hours=9)
FROZEN = "A candidate report is a frozen snapshot."
AGAIN = """
import django, hashlib, sys
django.setup()
from hiring.models import CandidateReport
from hiring.operations.reports import rebuild
print(hashlib.sha256(rebuild(CandidateReport.objects.get(pk=sys.argv[1]))).hexdigest())
"""


@pytest.fixture
def queued(scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User) -> CandidateReport:
    """Asked for, not built."""
    submit(scorecards[0], interviewer, LATER)
    submit(scorecards[1], fellow, LATER)
    # Committed, the last scorecard asks for the report by itself.
    found = reports.request_if_due(application=scorecards[0].application, at=LATER)
    return found or CandidateReport.objects.get()


@pytest.fixture
def ready(queued: CandidateReport) -> CandidateReport:
    reports.build(report_id=queued.pk, at=LATER)
    queued.refresh_from_db()
    return queued


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hiring_candidatereport SET facts = '{}'",
        "UPDATE hiring_candidatereport SET state = 'failed', failure = 'x'",
        "UPDATE hiring_candidatereport SET pdf = 'other.pdf'",
        "UPDATE hiring_candidatereport SET application_id = application_id",
        "DELETE FROM hiring_candidatereport",
    ],
)
def test_a_ready_report_never_changes(ready: CandidateReport, statement: str) -> None:
    assert refused(statement) == FROZEN


def test_its_files_are_neither_changed_nor_deleted(ready: CandidateReport) -> None:
    said = [
        refused("TRUNCATE hiring_candidatereport CASCADE"),
        refused("UPDATE rubrics_storedfile SET content = 'x' WHERE name = %s", ready.pdf.name),
        refused("DELETE FROM rubrics_storedfile WHERE name = %s", ready.pdf.name),
        refused("DELETE FROM rubrics_storedfile WHERE name = %s", ready.workbook.name),
    ]
    assert said == [
        "A row of hiring_candidatereport never changes.",
        "A row of rubrics_storedfile never changes.",
        "The files of a candidate report are kept.",
        "The files of a candidate report are kept.",
    ]
    other = DatabaseStorage().save("other.txt", ready.pdf.open("rb"))
    assert StoredFile.objects.filter(name=other).delete()[0] == 1


@pytest.mark.django_db(transaction=True)
def test_another_process_builds_the_same_bytes(ready: CandidateReport) -> None:
    again = subprocess.run(
        [sys.executable, "-c", AGAIN, str(ready.pk)],
        env=os.environ | surroundings() | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    stored = hashlib.sha256(ready.pdf.open("rb").read()).hexdigest()
    assert (again.stdout.strip(), ready.pdf_sha256) == (stored, stored)


def test_what_changes_afterwards_does_not_reach_it(
    ready: CandidateReport, manager: User, signed_in: Callable[[User], Client]
) -> None:
    bytes_before = ready.pdf.open("rb").read()
    candidate = ready.application.candidate
    candidate.full_name = "Another Name"
    candidate.save()
    type(ready.application.requisition).objects.update(title="Another title")

    page = signed_in(manager).get(f"/reports/{ready.pk}/").content.decode()

    assert reports.rebuild(CandidateReport.objects.get(pk=ready.pk)) == bytes_before
    assert "Kim Candidate" in page


@pytest.mark.parametrize("column", ["facts", "frozen_at", "pdf", "facts_sha256"])
def test_the_database_calls_no_part_of_a_report_ready(queued: CandidateReport, column: str) -> None:
    whole = {
        "facts": "'{\"a\": 1}'", "frozen_at": "now()", "pdf": "'a.pdf'", "facts_sha256": "'abc'",
    }  # fmt: skip
    empty = {"facts": "NULL", "frozen_at": "NULL", "pdf": "''", "facts_sha256": "''"}
    values = ", ".join(f"{name} = {(empty if name == column else whole)[name]}" for name in whole)
    assert "ready_report_is_whole" in refused(f"UPDATE hiring_candidatereport SET state = 'ready', {values}")


def test_a_failed_build_shows_no_part_of_the_report(
    queued: CandidateReport,
    manager: User,
    signed_in: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*arguments: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(reports, "render_workbook", breaks)
    client = signed_in(manager)

    reports.build(report_id=queued.pk, at=LATER)

    queued.refresh_from_db()
    parts = (queued.state, queued.facts, queued.pdf.name, queued.workbook.name, queued.frozen_at)
    files = [client.get(f"/reports/{queued.pk}/report.{kind}").status_code for kind in ("pdf", "xlsx")]
    files += [client.get(f"/api/v1/reports/{queued.pk}/{kind}/").status_code for kind in ("pdf", "workbook")]
    page = client.get(f"/applications/{queued.application_id}/report/")
    assert parts == ("failed", None, "", "", None)
    assert files == [404, 404, 404, 404]
    assert queued.failure in page.content.decode()
    assert StoredFile.objects.filter(name__startswith="reports/").count() == 0
    assert queued.openings.count() == 0

    monkeypatch.undo()
    reports.build(report_id=queued.pk, at=timezone.now())
    queued.refresh_from_db()
    assert queued.state == "ready"
