"""Candidate reports, built by the operation that the worker calls."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hiring.choices import ReportState
from hiring.models import Application, CandidateReport, Scorecard
from hiring.operations import reports
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit

LATER = NOON + timedelta(hours=5)


def rate(cards: Iterable[Scorecard], levels: Iterable[int], at: datetime = LATER) -> None:
    """Submit each scorecard with every competency at its level."""
    for card, level in zip(cards, levels, strict=True):
        submit(card, card.author, at, level=level)


def make_report(application: Application, at: datetime = LATER) -> CandidateReport:
    """A ready report of what is in; one that the last scorecard has asked for already is built."""
    waiting = application.reports.filter(state=ReportState.QUEUED).first()
    report = waiting or reports.enqueue(application, by=None, at=at)
    reports.build(report_id=report.pk, at=at)
    report.refresh_from_db()
    assert report.state == ReportState.READY, report.failure
    return report
