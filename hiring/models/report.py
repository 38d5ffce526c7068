"""Candidate reports: frozen snapshots with their files (rule 9)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import ReportState, options
from hiring.models.candidate import Application


class CandidateReport(models.Model):
    """One build. `facts` is the whole input; a ready report is kept unchanged by a database trigger."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=20, choices=options(ReportState), default=ReportState.QUEUED
    )
    progress = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    progress_sentence = models.CharField(_("what is being done"), max_length=200, blank=True)
    failure = models.TextField(_("what went wrong"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    requested_at = models.DateTimeField(_("asked for"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state_changed_at = models.DateTimeField(_("state since"))
    frozen_at = models.DateTimeField(_("facts of"), null=True, blank=True)
    facts = models.JSONField(_("facts"), null=True, blank=True)
    facts_sha256 = models.CharField(max_length=64, blank=True)
    versions = models.JSONField(_("versions"), default=dict)
    complete = models.BooleanField(_("complete"), default=False)
    pdf = models.FileField(upload_to="reports/%Y/", max_length=255, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    workbook = models.FileField(upload_to="reports/%Y/", max_length=255, blank=True)
    workbook_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("candidate report")
        verbose_name_plural = _("candidate reports")
        ordering = ["application", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="report_number_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["queued", "building"]),
                name="one_build_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready")
                | (Q(facts__isnull=False, frozen_at__isnull=False) & ~Q(pdf="") & ~Q(facts_sha256="")),
                name="ready_report_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="failed_report_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}, report {self.number}"


class ReportOpening(models.Model):
    """A person opened a report (R-54: a decision has an opened report behind it)."""

    report = models.ForeignKey(CandidateReport, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened"))

    class Meta:
        verbose_name = _("opening of a report")
        verbose_name_plural = _("openings of reports")
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="opening_once")]

    def __str__(self) -> str:
        return f"{self.report}, opened by {self.person}"
