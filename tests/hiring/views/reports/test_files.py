"""The PDF and the workbook: access is asked for at every download, and the address alone opens nothing."""

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.choices import ReportState
from hiring.models import Application, CandidateReport, ReportOpening, TeamMember
from hiring.operations import reports
from tests.factories.reports import LATER
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
KINDS = {
    "report_pdf": ("pdf", "application/pdf"),
    "report_xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@pytest.mark.parametrize("name", KINDS)
def test_files_are_nowhere_for_who_may_not_read_the_report(
    name: str, answers: Callable[..., dict[str, int]], report: CandidateReport
) -> None:
    assert answers(reverse(name, args=[report.pk])) == only("Rita", "Mona", "Carl", "Ulla")


@pytest.mark.parametrize("name", KINDS)
def test_a_download_is_the_stored_file_under_its_name_and_kept_by_no_cache(
    name: str, signed_in: Callable[[User], Client], manager: User, report: CandidateReport
) -> None:
    ending, kind = KINDS[name]

    answer = signed_in(manager).get(reverse(name, args=[report.pk]))

    stored = {"pdf": report.pdf_sha256, "xlsx": report.workbook_sha256}[ending]
    number = (report.facts or {})["report_number"]
    assert hashlib.sha256(answer.content).hexdigest() == stored
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="candidate-report-{number}.{ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_who_leaves_the_team_loses_the_file_at_once(
    signed_in: Callable[[User], Client], manager: User, report: CandidateReport
) -> None:
    client, address = signed_in(manager), reverse("report_pdf", args=[report.pk])
    before = client.get(address).status_code

    TeamMember.objects.filter(person=manager).delete()

    assert (before, client.get(address).status_code) == (200, 404)


def test_a_report_that_is_not_ready_has_no_file(
    signed_in: Callable[[User], Client], manager: User, report: CandidateReport, application: Application
) -> None:
    row = reports.enqueue(application, by=manager, at=LATER)

    assert row.state == ReportState.QUEUED
    assert signed_in(manager).get(reverse("report_pdf", args=[row.pk])).status_code == 404


def test_a_download_counts_as_opening(
    signed_in: Callable[[User], Client], manager: User, report: CandidateReport
) -> None:
    signed_in(manager).get(reverse("report_pdf", args=[report.pk]))

    assert ReportOpening.objects.filter(report=report, person=manager).count() == 1
