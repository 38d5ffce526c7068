"""From the last submitted scorecard to the frozen report."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from hiring.accounts.models import User
from hiring.choices import ReportState
from hiring.models import Application, CandidateReport, Scorecard
from hiring.operations import reports
from hiring.operations import scorecards as operations
from rubrics.ledger.chain import verify
from tests.factories.rubrics import NOON

LATER = NOON + timedelta(hours=5)
EVIDENCE = "Said how the night bus was rerouted in ten minutes and who was told first."


def submit(scorecard: Scorecard, level: int) -> None:
    """Rate every competency at `level` and submit."""
    fields = {}
    for rating in scorecard.ratings.all():
        fields[f"rating-{rating.competency_id}"] = str(level)
        fields[f"note-{rating.competency_id}"] = EVIDENCE
    author = scorecard.author
    operations.save_draft(
        scorecard=scorecard, base_revision=0, fields=fields, device="test", by=author, at=LATER
    )
    operations.lock_ratings(scorecard=scorecard, by=author, at=LATER)
    operations.submit(scorecard=scorecard, recommendation="for", reason="", by=author, at=LATER)


@pytest.mark.django_db
def test_report_is_due_when_the_last_scorecard_is_in(
    scorecards: tuple[Scorecard, Scorecard], application: Application
) -> None:
    submit(scorecards[0], 3)
    after_first = reports.request_if_due(application=application, at=LATER)

    submit(scorecards[1], 4)
    after_last = reports.request_if_due(application=application, at=LATER)

    assert after_first is None
    assert after_last is not None
    assert after_last.state == ReportState.QUEUED


@pytest.mark.django_db
def test_excused_scorecard_does_not_hang_the_panel(
    scorecards: tuple[Scorecard, Scorecard], application: Application, coordinator: User
) -> None:
    submit(scorecards[0], 3)

    operations.excuse(scorecard=scorecards[1], reason="On sick leave.", by=coordinator, at=LATER)

    assert reports.request_if_due(application=application, at=LATER) is not None


@pytest.mark.django_db
def test_ready_report_is_frozen_and_rebuilds_to_the_same_bytes(
    scorecards: tuple[Scorecard, Scorecard], application: Application
) -> None:
    for scorecard, level in zip(scorecards, (3, 4), strict=True):
        submit(scorecard, level)
    report = reports.request_if_due(application=application, at=LATER)
    assert report is not None

    reports.build(report_id=report.pk, at=LATER)

    report.refresh_from_db()
    assert (report.state, report.failure, report.complete) == (ReportState.READY, "", True)
    assert reports.rebuild(report) == report.pdf.read()
    with pytest.raises(Error, match="frozen snapshot"), transaction.atomic():
        CandidateReport.objects.filter(pk=report.pk).update(facts={})
    assert verify() == []


@pytest.mark.django_db
def test_building_twice_leaves_the_ready_report_alone(
    scorecards: tuple[Scorecard, Scorecard], application: Application
) -> None:
    for scorecard in scorecards:
        submit(scorecard, 3)
    report = reports.request_if_due(application=application, at=LATER)
    assert report is not None

    reports.build(report_id=report.pk, at=LATER)
    reports.build(report_id=report.pk, at=LATER + timedelta(hours=1))

    report.refresh_from_db()
    assert (report.attempts, report.frozen_at) == (1, LATER)
