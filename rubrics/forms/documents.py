"""The form through which a role document comes in: a file or pasted text."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


def refuse_large(upload: UploadedFile | None, limit: int | None = None) -> UploadedFile | None:
    """Raise ValidationError for a file of more than `limit` bytes, before it is read into memory."""
    limit = settings.ROLE_DOCUMENT_MAX_BYTES if limit is None else limit
    if upload is not None and upload.size is not None and upload.size > limit:
        sizes = {"size": f"{upload.size / MEGABYTE:.1f}", "limit": f"{limit / MEGABYTE:.1f}"}
        raise ValidationError(
            _("This file is too large (%(size)s MB); at most %(limit)s MB can be read."), params=sizes
        )
    return upload


def refuse_large_archive(upload: UploadedFile | None) -> UploadedFile | None:
    """Raise ValidationError for an archive that is too large, before it is read into memory."""
    return refuse_large(upload, settings.ARCHIVE_MAX_BYTES)


class RoleDocumentForm(forms.Form):
    """One of the two; the reading itself is asked by the operation."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("Text, Markdown, HTML, Word, OpenDocument, PDF or a posting as JSON, at most 5 MB."),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("As it was published, with its headings and lists."),
    )

    def clean_upload(self) -> UploadedFile | None:
        """The file, if it is not too large."""
        return refuse_large(self.cleaned_data.get("upload"))

    def content(self) -> dict[str, Any]:
        """What was sent, as the arguments `data`, `text` and `name` of `documents.receive`."""
        upload = self.cleaned_data.get("upload")
        text = self.cleaned_data.get("text") or ""
        return {
            "data": upload.read() if upload else None,
            "text": text,
            "name": upload.name if upload else "",
        }


class ArchiveForm(forms.Form):
    """An archive of role documents."""

    archive = forms.FileField(
        label=_("Archive"),
        help_text=_("A .zip file of at most 500 role documents and 25 MB; folders in it are looked through."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self) -> UploadedFile | None:
        """The archive, if it is not too large."""
        return refuse_large_archive(self.cleaned_data["archive"])
