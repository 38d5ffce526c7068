"""Calendars that tell when an interviewer is busy. Only the times are kept, never what they are for."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.models.interviewer import Interviewer


class BusyCalendar(models.Model):
    """A published feed, which is fetched again and again, or the times of one uploaded file (without an address)."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="calendars")
    name = models.CharField(_("name"), max_length=80)
    # Whoever has the address of a feed can read all of it: it is shown to its owner only.
    url = models.CharField(_("address of the feed"), max_length=1000, blank=True)
    added_at = models.DateTimeField(_("added"))
    due_at = models.DateTimeField(_("to be fetched"), null=True, blank=True)
    tried_at = models.DateTimeField(_("tried"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    covers_until = models.DateTimeField(_("covers times until"), null=True, blank=True)
    failure = models.CharField(_("what went wrong"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        ordering = ["interviewer", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="", due_at__isnull=True) | (~Q(url="") & Q(due_at__isnull=False)),
                name="calendar_feed_is_due",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_feed(self) -> bool:
        """Whether it is fetched by itself."""
        return bool(self.url)


class BusyTime(models.Model):
    """One stretch of time that a calendar blocks."""

    calendar = models.ForeignKey(BusyCalendar, on_delete=models.CASCADE, related_name="times")
    during = DateTimeRangeField(_("from – to"))

    class Meta:
        verbose_name = _("busy time")
        verbose_name_plural = _("busy times")
        ordering = ["calendar", "during"]
        constraints = [
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__lower_inf=False, during__upper_inf=False),
                name="busy_time_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.during.lower:%d %b %Y, %H:%M} to {self.during.upper:%d %b %Y, %H:%M}"
