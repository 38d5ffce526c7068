"""The editable catalogue of interview kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InterviewKind(models.Model):
    """One kind of interview: how long, who sits in it, which competencies it can assess."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    minutes = models.JSONField(_("possible lengths in minutes"), default=list)
    families = models.JSONField(_("families of competencies that it can assess"), default=list, blank=True)
    competency_keys = models.JSONField(_("single competencies that it can assess"), default=list, blank=True)
    max_competencies = models.PositiveSmallIntegerField(_("most competencies"), default=3)
    seats = models.PositiveSmallIntegerField(_("interviewers"), default=1)
    scored = models.BooleanField(_("rated with a scorecard"), default=True)
    work_sample = models.BooleanField(_("work sample or talk"), default=False)
    opening_minutes = models.PositiveSmallIntegerField(_("opening minutes"), default=5)
    closing_minutes = models.PositiveSmallIntegerField(
        _("closing minutes for the candidate's questions"), default=5
    )
    order = models.PositiveSmallIntegerField(_("order in the loop"), default=10)
    max_in_loop = models.PositiveSmallIntegerField(_("most in one loop"), default=1)
    required = models.BooleanField(_("always part of the loop"), default=False)
    active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("kind of interview")
        verbose_name_plural = _("kinds of interview")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
