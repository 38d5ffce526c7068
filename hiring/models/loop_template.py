"""What loops of one role family look like: the interviews of a plan that proved itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LoopTemplate(models.Model):
    """Interviews to begin a plan with. A plan made from it is a copy: neither follows changes of the other."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    family = models.CharField(_("role family"), max_length=120, blank=True)
    # [{"kind": key of an interview kind, "minutes": minutes}, …] in the order of the loop. Where seats are for pools,
    # "pools" holds the pool's number, or null, for each seat.
    interviews = models.JSONField(_("interviews"), default=list)
    active = models.BooleanField(_("offered"), default=True)
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("loop template")
        verbose_name_plural = _("loop templates")
        ordering = ["family", "name"]

    def __str__(self) -> str:
        return f"{self.family}: {self.name}" if self.family else self.name
