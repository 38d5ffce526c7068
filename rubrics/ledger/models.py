"""The append-only, hash-chained event log (rule 11): who, when, what changed.

The chain holds ids, versions and salted digests. Personal values stand in a second table that erasure may empty;
the chain still verifies afterwards. Database triggers (migration 0002) refuse everything else.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One link of the chain. `hash` covers every other column and the hash before it."""

    number = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("what happened"), max_length=80)
    subject_type = models.CharField(_("kind of thing"), max_length=60)
    subject_id = models.CharField(_("number of the thing"), max_length=40)
    data = models.JSONField(_("what changed"), default=dict)
    personal_digest = models.CharField(_("digest of the personal values"), max_length=64, blank=True)
    previous_hash = models.CharField(_("hash before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("ledger")
        permissions = [("read_ledger", "May read the ledger")]
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="event_subject"),
            models.Index(fields=["kind"], name="event_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class PersonalValues(models.Model):
    """The personal values of an event with their salt. Erasure empties both; nothing else may change them."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="personal")
    values = models.JSONField(_("personal values"), default=dict)
    salt = models.CharField(_("salt"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("personal values")
        verbose_name_plural = _("personal values")

    def __str__(self) -> str:
        return f"personal values of event {self.event_id}"
