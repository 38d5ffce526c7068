"""Candidate reports: asked for, built by a worker, frozen; built again to the same bytes."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import ReportState, Stage
from hiring.models import Application, CandidateReport, ReportOpening, ScorecardReading
from hiring.operations import notices
from hiring.permissions import can_lead_debrief
from hiring.queries import reports as queries
from hiring.reporting.facts import ReportFactsError, assemble, digest
from hiring.reporting.pdf import render_pdf
from hiring.reporting.snapshot import plain, restore
from hiring.reporting.types import ReportFacts
from hiring.reporting.workbook import render_workbook
from rubrics.ledger.chain import record

log = logging.getLogger(__name__)

BUILDING = (ReportState.QUEUED, ReportState.BUILDING)
# A build takes seconds; one that has not moved for this long lost its worker.
STALE_SECONDS = 120


class ReportRefused(Exception):
    """The report cannot be asked for or built; the text says why."""


def request_if_due(*, application: Application, at: datetime) -> CandidateReport | None:
    """Ask for the report once the last due scorecard is in; None while one is due or a whole report stands.

    A report that somebody asked for early names the scorecards it lacked; it does not stand in the way.
    """
    with transaction.atomic():
        row = Application.objects.select_for_update().get(pk=application.pk)
        if (
            row.stage in (Stage.WITHDRAWN, Stage.HIRED)
            or queries.has_whole_report(row)
            or not queries.is_due(row)
        ):
            return None
        if row.stage == Stage.LOOP:
            row.stage, row.stage_changed_at = Stage.DEBRIEF, at
            row.save(update_fields=["stage", "stage_changed_at"])
        return enqueue(row, by=None, at=at)


def request(*, application: Application, by: User, at: datetime) -> CandidateReport:
    """Ask for a new report now; what is missing is printed in it. Raises ReportRefused while one is built."""
    with transaction.atomic():
        row = Application.objects.select_for_update().get(pk=application.pk)
        if not can_lead_debrief(by, row):
            raise ReportRefused(_("You do not ask for reports of this application."))
        if row.reports.filter(state__in=BUILDING).exists():
            raise ReportRefused(_("A report is being built already; it will be here in a moment."))
        if queries.current_loop(row) is None:
            raise ReportRefused(_("There is no interview loop yet, so there is nothing to report."))
        return enqueue(row, by=by, at=at)


def enqueue(application: Application, *, by: User | None, at: datetime) -> CandidateReport:
    """The queued row, and the message to the workers once it stands."""
    last = application.reports.order_by("-number").first()
    report = CandidateReport.objects.create(
        application=application,
        number=last.number + 1 if last else 1,
        requested_at=at,
        requested_by=by,
        state_changed_at=at,
        progress_sentence=_("Waiting for a worker."),
    )
    record(
        "report.requested",
        report,
        by=by,
        at=at,
        data={"application": application.pk, "number": report.number},
    )
    transaction.on_commit(lambda: tasks.build_report.delay(report_id=report.pk))
    return report


def build(*, report_id: int, at: datetime) -> None:
    """Build one report. Safe to run twice: a ready one is left alone, a failed build leaves no part of it."""
    report = take(report_id, at)
    if report is None:
        return
    try:
        facts = queries.gather(report, at)
        step(report, 40, _("Facts gathered; working out the composite."))
        assembled = assemble(facts)
        step(report, 60, _("Drawing the PDF and the workbook."))
        pdf, workbook = render_pdf(assembled), render_workbook(assembled)
        freeze(report, facts, complete=not assembled.incomplete, pdf=pdf, workbook=workbook, at=at)
    except (ReportFactsError, queries.NoLoop) as error:
        fail(report, str(error), at)
    except Exception:
        # Whatever it was, the report must not look as if it were still being built.
        log.exception("Report %s could not be built.", report.pk)
        fail(
            report,
            _("The report could not be built. Ask for it again; if it fails again, tell an administrator."),
            at,
        )


def take(report_id: int, at: datetime) -> CandidateReport | None:
    """The row marked as being built by this attempt; None if it is gone, ready, or taken by another."""
    with transaction.atomic():
        report = CandidateReport.objects.select_for_update().filter(pk=report_id).first()
        if report is None or report.state not in (
            ReportState.QUEUED,
            ReportState.FAILED,
            ReportState.BUILDING,
        ):
            return None
        if (
            report.state == ReportState.BUILDING
            and (at - report.state_changed_at).total_seconds() < STALE_SECONDS
        ):
            return None
        report.state, report.state_changed_at, report.failure = ReportState.BUILDING, at, ""
        report.attempts += 1
        report.progress, report.progress_sentence = 10, _("Gathering the facts.")
        try:
            with transaction.atomic():
                report.save()
        except IntegrityError:
            return None
        return report


def step(report: CandidateReport, percent: int, sentence: str) -> None:
    """Show how far the build is."""
    CandidateReport.objects.filter(pk=report.pk, attempts=report.attempts).update(
        progress=percent, progress_sentence=sentence
    )


@transaction.atomic
def freeze(
    report: CandidateReport, facts: ReportFacts, *, complete: bool, pdf: bytes, workbook: bytes, at: datetime
) -> None:
    """Store facts and files in one transaction; from then on the database refuses every change."""
    row = CandidateReport.objects.select_for_update().get(pk=report.pk)
    if row.state != ReportState.BUILDING or row.attempts != report.attempts:
        return
    name = f"report-{facts.report_number}"
    row.state, row.state_changed_at = ReportState.READY, at
    row.progress, row.progress_sentence = 100, _("Ready.")
    row.frozen_at = facts.frozen_at
    row.facts = plain(facts)
    row.facts_sha256 = digest(facts)
    row.versions = plain(facts.versions)
    row.complete = complete
    row.pdf_sha256 = hashlib.sha256(pdf).hexdigest()
    row.workbook_sha256 = hashlib.sha256(workbook).hexdigest()
    row.pdf.save(f"{name}.pdf", ContentFile(pdf), save=False)
    row.workbook.save(f"{name}.xlsx", ContentFile(workbook), save=False)
    row.save()
    notices.report_ready(report=row, at=at)
    record(
        "report.built",
        row,
        by=None,
        at=at,
        data={"application": row.application_id, "facts": row.facts_sha256, "pdf": row.pdf_sha256},
    )
    # The last scorecard may have come in while an early report was being built.
    application = row.application
    transaction.on_commit(lambda: request_if_due(application=application, at=at))


@transaction.atomic
def fail(report: CandidateReport, sentence: str, at: datetime) -> None:
    """Mark the attempt as failed with a sentence for the person who waits."""
    row = CandidateReport.objects.select_for_update().get(pk=report.pk)
    if row.state == ReportState.READY or row.attempts != report.attempts:
        return
    row.state, row.state_changed_at, row.failure = ReportState.FAILED, at, sentence
    row.progress_sentence = ""
    row.save()
    record("report.failed", row, by=None, at=at, data={"attempt": row.attempts})


def rebuild(report: CandidateReport) -> bytes:
    """The PDF made again from the stored facts: the same bytes under the same locked versions (rule 9)."""
    return render_pdf(assemble(restore(report.facts or {})))


@transaction.atomic
def note_opening(*, report: CandidateReport, by: User, at: datetime) -> None:
    """Remember that `by` opened the ready report: a decision needs it (R-54), and it shows all ratings."""
    if report.state != ReportState.READY:
        return
    _opening, made = ReportOpening.objects.get_or_create(report=report, person=by, defaults={"opened_at": at})
    note_reading(applications=[report.application_id], by=by, at=at)
    if made:
        record("report.opened", report, by=by, at=at, data={"application": report.application_id})


def note_reading(*, applications: Iterable[int], by: User, at: datetime) -> None:
    """Remember that `by` saw ratings of these applications (ids).

    A later correction of their scorecard then says that others' ratings had been visible (rule 5), and who
    has none yet is given no seat in which they would have to rate blind (rule 4).
    """
    seen = set(applications)
    known = ScorecardReading.objects.filter(application_id__in=seen, reader=by)
    fresh = seen.difference(known.values_list("application_id", flat=True)) if seen else seen
    ScorecardReading.objects.bulk_create(
        [ScorecardReading(application_id=pk, reader=by, first_read_at=at) for pk in sorted(fresh)],
        ignore_conflicts=True,
    )


def overdue(at: datetime) -> list[int]:
    """Ids of reports whose state says that work is due and that nobody has touched for a while."""
    waiting = CandidateReport.objects.filter(state__in=BUILDING)
    return [row.pk for row in waiting if (at - row.state_changed_at).total_seconds() >= STALE_SECONDS]
