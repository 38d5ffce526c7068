"""The candidate's door: a signed address of one loop that expires and can be revoked. No account stands behind it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiring.models.session import InterviewLoop


class CandidateLink(models.Model):
    """One link to the candidate's page of a loop. The token is stored as a hash; `nonce` is what was signed."""

    loop = models.ForeignKey(InterviewLoop, on_delete=models.PROTECT, related_name="links")
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Whether the page offers times by itself once it knows when the candidate can come.
    offers = models.BooleanField(_("offers times"), default=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("first opened"), null=True, blank=True)
    answered_at = models.DateTimeField(_("times given"), null=True, blank=True)
    # Times that the candidate moved or called off through this link, against the policy's limit.
    changes = models.PositiveSmallIntegerField(_("changes by the candidate"), default=0)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("candidate's link")
        verbose_name_plural = _("candidates' links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["loop"], condition=Q(revoked_at__isnull=True), name="one_standing_link_per_loop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loop}"
