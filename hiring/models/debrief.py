"""Debriefs with votes before and after reading, and decisions by a named person (rule 10)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import DebriefState, DecisionOutcome, ReasonCode, Recommendation, options
from hiring.models.candidate import Application
from hiring.models.report import CandidateReport


class Debrief(models.Model):
    """One application's debrief. The composite was frozen in `report` before it opened (R-15)."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="debrief")
    report = models.ForeignKey(CandidateReport, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=20, choices=options(DebriefState), default=DebriefState.VOTING
    )
    notes = models.TextField(_("what was discussed"), blank=True)
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("debrief")
        verbose_name_plural = _("debriefs")
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return str(self.application)


class DebriefVote(models.Model):
    """One person's vote, before or after reading; the two are kept apart."""

    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    after_reading = models.BooleanField(_("after reading"))
    vote = models.CharField(_("vote"), max_length=20, choices=options(Recommendation))
    reason = models.TextField(_("reason"))
    cast_at = models.DateTimeField(_("cast"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["debrief", "after_reading", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["debrief", "person", "after_reading"], name="one_vote_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_vote_display()}"


class Decision(models.Model):
    """A named person's decision. Never changed; a later one supersedes it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    report = models.ForeignKey(CandidateReport, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("number"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=options(DecisionOutcome))
    reason_code = models.CharField(_("kind of reason"), max_length=40, choices=options(ReasonCode))
    reason = models.TextField(_("reason"))
    # a decision that departs from the composite names the direction and rests on a competency.
    override = models.BooleanField(_("departs from the composite"), default=False)
    override_direction = models.CharField(
        _("direction"), max_length=10, choices=[("above", _("above")), ("below", _("below"))], blank=True
    )
    override_reason = models.TextField(_("reason for departing"), blank=True)
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["application", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="decision_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
            models.CheckConstraint(
                condition=(Q(override=False) & Q(override_direction="") & Q(override_reason=""))
                | (Q(override=True) & ~Q(override_direction="") & ~Q(override_reason="")),
                name="override_direction_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"
