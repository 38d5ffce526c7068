"""What was found when a requirement was checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.choices import VerificationStatus, options


class RequirementForm(forms.Form):
    """The result of checking one requirement. The operation asks for the note where one is needed."""

    status = forms.ChoiceField(
        label=_("Result"),
        choices=options(VerificationStatus),
        error_messages={"required": _("Choose: met, equivalent, not met or unknown.")},
    )
    note = forms.CharField(
        label=_("How it was verified"),
        help_text=_("Such as the document that was seen, or the written standard of equivalence."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
