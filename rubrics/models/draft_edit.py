"""What was done to a draft: who, when, in words, and the draft as it was before, so that it can be undone."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from rubrics.models.rubric import RubricVersion


class DraftEdit(models.Model):
    """One edit of a draft. `before` is emptied when the edit was undone or the version was published."""

    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField(_("revision"))
    kind = models.CharField(_("kind of edit"), max_length=60)
    sentence = models.TextField(_("what was done"))
    before = models.JSONField(_("the draft before"), encoder=DjangoJSONEncoder, null=True, blank=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("edit of a draft")
        verbose_name_plural = _("edits of drafts")
        ordering = ["version", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["version", "revision"], name="one_edit_per_revision"),
        ]

    def __str__(self) -> str:
        return self.sentence
