"""Files in PostgreSQL behind Django's storage interface: web and workers share nothing else."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import models
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """The bytes of one uploaded or built file."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("stored"), default=timezone.now)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@deconstructible
class DatabaseStorage(Storage):
    """Django storage over StoredFile. There is no public URL: views check access and send the bytes."""

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("Stored files are opened for reading only.")
        try:
            row = StoredFile.objects.get(name=name)
        except StoredFile.DoesNotExist as error:
            raise FileNotFoundError(name) from error
        return ContentFile(bytes(row.content), name=name)

    def _save(self, name: str, content: Any) -> str:
        data = b"".join(content.chunks()) if hasattr(content, "chunks") else content.read()
        StoredFile.objects.create(
            name=name, content=data, size=len(data), sha256=hashlib.sha256(data).hexdigest()
        )
        return name

    def delete(self, name: str) -> None:
        """Forget the file; unknown names are no error."""
        StoredFile.objects.filter(name=name).delete()

    def exists(self, name: str) -> bool:
        """Whether a file of this name is stored."""
        return StoredFile.objects.filter(name=name).exists()

    def size(self, name: str) -> int:
        """Its size in bytes."""
        return StoredFile.objects.values_list("size", flat=True).get(name=name)

    def url(self, name: str | None) -> str:
        """Raise ValueError: views check access and send the bytes themselves."""
        raise ValueError("Stored files have no public address.")
