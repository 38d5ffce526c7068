"""One run of the automatic plan over a requisition's open loops; the row is the truth (rule 12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import RunState, options
from hiring.models.requisition import Requisition


class ScheduleRun(models.Model):
    """How far the run is, how many sessions it placed, and why the others stay open."""

    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="schedule_runs")
    state = models.CharField(_("state"), max_length=10, choices=options(RunState), default=RunState.QUEUED)
    loops = models.PositiveIntegerField(_("loops to plan"))
    done = models.PositiveIntegerField(_("loops planned"), default=0)
    placed = models.PositiveIntegerField(_("sessions placed"), default=0)
    # [{"session": id, "reasons": [sentence, …], "ways": [sentence, …]}, …]; older rows have no ways
    left = models.JSONField(_("not placed"), default=list)
    failure = models.TextField(_("what went wrong"), blank=True)
    asked_at = models.DateTimeField(_("asked for"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state_changed_at = models.DateTimeField(_("state since"))

    class Meta:
        verbose_name = _("schedule run")
        verbose_name_plural = _("schedule runs")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition"],
                condition=Q(state__in=["queued", "running"]),
                name="one_schedule_run_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="failed_schedule_run_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requisition}, {self.asked_at:%Y-%m-%d %H:%M}"
