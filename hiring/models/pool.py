"""Pools: named groups of interviewers, and the seats of planned sessions that are for the members of one."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hiring.models.interviewer import Interviewer
from hiring.models.loop import PlannedSession


class Pool(models.Model):
    """A named group of interviewers, such as backend engineers. Qualification is asked besides."""

    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="pool_name_once")]

    def __str__(self) -> str:
        return self.name


class PoolMember(models.Model):
    """An interviewer in a pool, by a named person's word."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="members")
    interviewer = models.ForeignKey(
        Interviewer, on_delete=models.CASCADE, related_name="pools", verbose_name=_("interviewer")
    )
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("added by")
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["pool", "interviewer"]
        constraints = [models.UniqueConstraint(fields=["pool", "interviewer"], name="pool_member_once")]

    def __str__(self) -> str:
        return str(self.interviewer)


class SeatPool(models.Model):
    """One seat of a planned session, counted from 0, is for the members of a pool; other seats are anybody's."""

    session = models.ForeignKey(PlannedSession, on_delete=models.CASCADE, related_name="seat_pools")
    place = models.PositiveSmallIntegerField(_("seat"))
    # A pool that a plan names cannot vanish.
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="seats", verbose_name=_("pool"))

    class Meta:
        verbose_name = _("seat of a pool")
        verbose_name_plural = _("seats of pools")
        ordering = ["session", "place"]
        constraints = [models.UniqueConstraint(fields=["session", "place"], name="seat_pool_once")]

    def __str__(self) -> str:
        return f"{self.session}: {self.pool}"
