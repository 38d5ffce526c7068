"""What is asked after the ratings are locked, and of who excuses a scorecard."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.choices import Recommendation, options


class RecommendationForm(forms.Form):
    """A recommendation with its reason; nothing is preselected."""

    recommendation = forms.ChoiceField(
        label=_("Would you go on with this candidate?"),
        choices=options(Recommendation),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a recommendation.")},
    )
    reason = forms.CharField(
        label=_("Reason, facts first"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ExcuseForm(forms.Form):
    """Why a scorecard will not come."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is printed in the candidate report."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason: it is printed in the report.")},
    )


class CorrectionForm(forms.Form):
    """Why a rating is corrected; the level and the evidence come from the scorecard's own fields."""

    reason = forms.CharField(
        label=_("Reason for the correction"),
        help_text=_("Shown beside both ratings."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Give the reason for the correction: it is shown beside both ratings.")
        },
    )
