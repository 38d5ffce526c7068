"""The form through which a role document comes in: a file or pasted text."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


def refuse_large(upload: UploadedFile | None) -> UploadedFile | None:
    """Raise ValidationError for a file that is too large, before it is read into memory."""
    limit = settings.ROLE_DOCUMENT_MAX_BYTES
    if upload is not None and upload.size is not None and upload.size > limit:
        sizes = {"size": f"{upload.size / MEGABYTE:.1f}", "limit": f"{limit / MEGABYTE:.1f}"}
        raise ValidationError(
            _("This file is too large (%(size)s MB); at most %(limit)s MB can be read."), params=sizes
        )
    return upload


class RoleDocumentForm(forms.Form):
    """One of the two; the reading itself is asked by the operation."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("Text, Markdown or HTML (.txt, .md, .html), at most 5 MB."),
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
