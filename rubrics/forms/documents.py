"""The form through which a role document comes in: a file or pasted text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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

    def content(self) -> dict[str, Any]:
        """What was sent, as the arguments `data`, `text` and `name` of `documents.receive`."""
        upload = self.cleaned_data.get("upload")
        text = self.cleaned_data.get("text") or ""
        return {
            "data": upload.read() if upload else None,
            "text": text,
            "name": upload.name if upload else "",
        }
