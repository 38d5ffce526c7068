"""Role documents: the canonical text that every span points into."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rubrics.choices import DocumentState, options


class RoleDocument(models.Model):
    """One version of one role document. A changed document is a new row that names the one it follows."""

    title = models.CharField(_("title"), max_length=200, blank=True)
    source_name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(_("file"), upload_to="role_documents/%Y/", max_length=255, blank=True)
    format = models.CharField(_("format"), max_length=20, blank=True)
    text = models.TextField(_("canonical text"), blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(_("version"), default=1)
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("follows"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=options(DocumentState), default=DocumentState.RECEIVED
    )
    progress = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    progress_sentence = models.CharField(_("what is being done"), max_length=200, blank=True)
    failure = models.TextField(_("what went wrong"), blank=True)
    notes = models.JSONField(_("notes of the derivation"), default=list, blank=True)
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("received from"),
    )
    state_changed_at = models.DateTimeField(_("state since"))

    class Meta:
        verbose_name = _("role document")
        verbose_name_plural = _("role documents")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="document_progress_is_percent"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(failure=""),
                name="document_failure_has_sentence",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.source_name
