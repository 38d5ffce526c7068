"""Proposals that mend a requisition's schedule with least change; nothing of one is done before it is accepted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import RepairState, options
from hiring.models.requisition import Requisition


class Repair(models.Model):
    """What would move where, what cannot be mended, and how many interviews stay. The row is the truth (rule 12)."""

    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="repairs")
    state = models.CharField(
        _("state"), max_length=10, choices=options(RepairState), default=RepairState.QUEUED
    )
    loops = models.PositiveIntegerField(_("loops to mend"))
    # [{"session": id, "sequence": invitation number, "before": {"start", "end", "people": [id, …]},
    #   "after": the same, "why": [sentence, …]}, …]; times are ISO 8601 in UTC, the lead stands first.
    moves = models.JSONField(_("interviews that move"), default=list)
    # [{"session": id, "sequence": invitation number, "why": [sentence, …], "reasons": [sentence, …]}, …]
    left = models.JSONField(_("not mended"), default=list)
    kept = models.PositiveIntegerField(_("interviews that stay"), default=0)
    # How many workers have taken it up; one at which worker after worker is lost is given up.
    takes = models.PositiveSmallIntegerField(_("times taken up"), default=0)
    failure = models.TextField(_("what went wrong"), blank=True)
    asked_at = models.DateTimeField(_("asked for"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state_changed_at = models.DateTimeField(_("state since"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("repair")
        verbose_name_plural = _("repairs")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition"],
                condition=Q(state__in=["queued", "running", "open"]),
                name="one_repair_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="failed_repair_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requisition}, {self.asked_at:%Y-%m-%d %H:%M}"
