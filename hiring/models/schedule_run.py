"""One run of the automatic plan over a requisition's open loops; the rows are the truth (rule 12)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.choices import RunState, StopWish, options
from hiring.models.requisition import Requisition


class ScheduleRun(models.Model):
    """How far the run is, how many sessions it placed, and why the others stay open."""

    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="schedule_runs")
    state = models.CharField(_("state"), max_length=10, choices=options(RunState), default=RunState.QUEUED)
    loops = models.PositiveIntegerField(_("loops to plan"))
    answered_only = models.BooleanField(_("only of candidates who said when they can come"), default=False)
    placed = models.PositiveIntegerField(_("sessions placed"), default=0)
    # [{"session": id, "reasons": [sentence, …], "ways": [sentence, …], "changes": [change, …]}, …]; older have fewer
    left = models.JSONField(_("not placed"), default=list)
    failure = models.TextField(_("what went wrong"), blank=True)
    stop = models.CharField(_("asked to stop"), max_length=10, choices=options(StopWish), blank=True)
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


class SchedulePart(models.Model):
    """Some loops of a run, with people of their own, so that workers need not wait for each other."""

    run = models.ForeignKey(ScheduleRun, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=options(RunState), default=RunState.QUEUED)
    # Primary keys; people is null where everybody may be asked.
    loops = models.JSONField(_("loops"))
    people = models.JSONField(_("people"), null=True)
    seconds = models.FloatField(_("seconds allowed"), null=True)
    # {"seconds": how long it has looked, "points": [[second, cost, bound or null], …]}, costs in interviews of load.
    progress = models.JSONField(_("progress"), default=dict)
    # What was found and is being written: {"assignments": [{"session", "start", "end", "people"}, …], "left": […]}
    plan = models.JSONField(_("plan"), null=True)
    placed = models.PositiveIntegerField(_("sessions placed"), default=0)
    left = models.JSONField(_("not placed"), default=list)
    # A part at work says so every few seconds; one that is silent has lost its worker.
    alive_at = models.DateTimeField(_("heard of"))
    # How many workers have taken it up; one at which worker after worker is lost is given up.
    takes = models.PositiveSmallIntegerField(_("times taken up"), default=0)
    failure = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("part of a schedule run")
        verbose_name_plural = _("parts of schedule runs")
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="schedule_parts_are_numbered"),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="failed_schedule_part_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}, {self.number}"
