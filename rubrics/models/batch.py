"""Role documents that come in together: one row for the import, one for each file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rubrics.choices import BatchState, ItemState, options
from rubrics.models.document import RoleDocument


class DocumentBatch(models.Model):
    """One import of many. `state_changed_at` moves on with every file, so that a dead worker is noticed."""

    source_name = models.CharField(_("archive or folder"), max_length=200)
    state = models.CharField(
        _("state"), max_length=20, choices=options(BatchState), default=BatchState.WAITING
    )
    note = models.TextField(_("what was left out"), blank=True)
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
        verbose_name = _("import of many")
        verbose_name_plural = _("imports of many")
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.source_name


class BatchItem(models.Model):
    """One file of an import, what became of it, and the sentence that says so."""

    batch = models.ForeignKey(DocumentBatch, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("file"), max_length=300)
    # The bytes wait here until they are taken in; afterwards only a refused file keeps them, to be tried again.
    content = models.BinaryField(_("content"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=options(ItemState), default=ItemState.WAITING)
    sentence = models.TextField(_("what became of it"), blank=True)
    document = models.ForeignKey(
        RoleDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("role document"),
    )
    # Counted before the work begins: a file that ends every worker is given up.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of an import")
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="one_item_per_number"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["refused", "failed"]) | ~models.Q(sentence=""),
                name="refused_item_has_sentence",
            ),
        ]

    def __str__(self) -> str:
        return self.name
