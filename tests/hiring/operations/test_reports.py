"""From the last submitted scorecard to the frozen report."""

from datetime import timedelta

import pytest
from django.db import Error, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from hiring.accounts.models import User
from hiring.choices import ReportState
from hiring.models import Application, CandidateReport, Scorecard
from hiring.operations import reports
from hiring.operations import scorecards as operations
from hiring.queries import reports as queries
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
def test_an_early_report_does_not_stand_in_the_way_of_the_one_that_is_due(
    scorecards: tuple[Scorecard, Scorecard], application: Application, manager: User
) -> None:
    submit(scorecards[0], 3)
    early = reports.request(application=application, by=manager, at=LATER)
    reports.build(report_id=early.pk, at=LATER)

    submit(scorecards[1], 4)
    due = reports.request_if_due(application=application, at=LATER)
    again = reports.request_if_due(application=application, at=LATER)

    assert due is not None
    assert (due.number, again) == (2, None)


@pytest.mark.django_db
def test_a_scorecard_that_comes_in_while_an_early_report_is_built_gets_its_report(
    scorecards: tuple[Scorecard, Scorecard],
    application: Application,
    manager: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    submit(scorecards[0], 3)
    early = reports.request(application=application, by=manager, at=LATER)
    taken = reports.take(early.pk, LATER)
    assert taken is not None
    facts = queries.gather(taken, LATER)
    submit(scorecards[1], 4)
    blocked = reports.request_if_due(application=application, at=LATER)

    with django_capture_on_commit_callbacks(execute=True):
        reports.freeze(taken, facts, complete=False, pdf=b"%PDF", workbook=b"PK", at=LATER)

    assert blocked is None
    assert list(application.reports.values_list("number", "state")) == [(2, "queued"), (1, "ready")]


@pytest.mark.django_db
def test_only_who_leads_asks_for_a_report(
    scorecards: tuple[Scorecard, Scorecard], application: Application, compliance: User, coordinator: User,
    interviewer: User, stranger: User,
) -> None:  # fmt: skip
    for person in (compliance, coordinator, interviewer, stranger):
        with pytest.raises(reports.ReportRefused, match="You do not ask for reports"):
            reports.request(application=application, by=person, at=LATER)

    assert application.reports.count() == 0


@pytest.mark.django_db
def test_a_failed_build_leaves_no_part_of_itself_and_says_why(
    scorecards: tuple[Scorecard, Scorecard], application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    for scorecard in scorecards:
        submit(scorecard, 3)
    report = reports.request_if_due(application=application, at=LATER)
    assert report is not None

    def no_disk(*_args: object) -> bytes:
        raise OSError("No space left on device")

    monkeypatch.setattr(reports, "render_workbook", no_disk)
    reports.build(report_id=report.pk, at=LATER)

    report.refresh_from_db()
    assert (report.state, report.facts, report.pdf.name, report.workbook.name) == ("failed", None, "", "")
    assert report.failure == (
        "The report could not be built. Ask for it again; if it fails again, tell an administrator."
    )


@pytest.mark.django_db
def test_a_worker_that_came_back_late_overwrites_nothing(
    scorecards: tuple[Scorecard, Scorecard], application: Application
) -> None:
    for scorecard in scorecards:
        submit(scorecard, 3)
    report = reports.request_if_due(application=application, at=LATER)
    assert report is not None
    lost = reports.take(report.pk, LATER)
    assert lost is not None
    reports.build(report_id=report.pk, at=LATER + timedelta(seconds=reports.STALE_SECONDS))

    facts = queries.gather(lost, LATER)
    reports.freeze(lost, facts, complete=True, pdf=b"late", workbook=b"late", at=LATER)
    reports.fail(lost, "Too late.", LATER)

    report.refresh_from_db()
    assert (report.state, report.attempts, report.failure) == ("ready", 2, "")
    assert report.pdf.read() != b"late"


@pytest.mark.django_db
def test_withdrawn_applications_get_no_report_by_themselves(
    scorecards: tuple[Scorecard, Scorecard], application: Application
) -> None:
    for scorecard in scorecards:
        submit(scorecard, 3)
    Application.objects.filter(pk=application.pk).update(stage="withdrawn")

    assert reports.request_if_due(application=application, at=LATER) is None


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
