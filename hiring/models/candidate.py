"""Candidates, their applications and what is verified about them."""

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hiring.choices import Stage, VerificationStatus, options
from hiring.models.requisition import Requisition
from rubrics.models import Statement


class Candidate(models.Model):
    """One person who applies. No age, photo, salary or origin: nothing that may not be weighed is asked for."""

    full_name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    cv = models.FileField(_("CV"), upload_to="cvs/%Y/", max_length=255, blank=True)
    cv_name = models.CharField(_("CV file name"), max_length=200, blank=True)
    # Logistics only: what the interviewers must arrange, never why.
    arrangements = models.TextField(_("arrangements for the interviews"), blank=True)
    # Above 0 where whoever added them must not learn that the address is known from a confidential requisition.
    apart = models.PositiveSmallIntegerField(_("apart"), default=0)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["full_name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), "apart", name="candidate_email_once")]

    def __str__(self) -> str:
        return self.full_name


class CandidateWindow(models.Model):
    """A time at which the candidate can be interviewed."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="windows")
    during = DateTimeRangeField(_("from – to"))

    class Meta:
        verbose_name = _("candidate's free time")
        verbose_name_plural = _("candidate's free times")
        ordering = ["candidate", "during"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__lower_inf=False, during__upper_inf=False),
                name="candidate_window_bounded",
            )
        ]

    def __str__(self) -> str:
        return f"{self.during.lower:%d %b %Y, %H:%M} to {self.during.upper:%d %b %Y, %H:%M}"


class Application(models.Model):
    """One candidate for one requisition."""

    requisition = models.ForeignKey(
        Requisition, on_delete=models.PROTECT, related_name="applications", verbose_name=_("requisition")
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="applications", verbose_name=_("candidate")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=options(Stage), default=Stage.SCREEN)
    stage_changed_at = models.DateTimeField(_("stage since"))
    withdrawn_reason = models.TextField(_("reason for the withdrawal"), blank=True)
    applied_at = models.DateTimeField(_("applied"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["requisition", "candidate__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition", "candidate"], name="one_application_per_requisition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.requisition.title}"


class VerifiedRequirement(models.Model):
    """A fact checked about an application: met, equivalent, not met or unknown; never a rating."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="verified")
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="+", verbose_name=_("requirement")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=options(VerificationStatus), default=VerificationStatus.UNKNOWN
    )
    note = models.TextField(_("how it was verified"), blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(_("verified"))

    class Meta:
        verbose_name = _("verified requirement")
        verbose_name_plural = _("verified requirements")
        ordering = ["application", "statement__index"]
        constraints = [
            models.UniqueConstraint(fields=["application", "statement"], name="requirement_verified_once"),
            models.CheckConstraint(
                condition=models.Q(status="unknown") | ~models.Q(note=""), name="verification_has_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} – {self.get_status_display()}"
