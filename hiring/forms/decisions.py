"""What is asked of who votes, who leads a debrief and who decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.choices import DecisionOutcome, ReasonCode, Recommendation, options

LONGEST = 20_000


class VoteForm(forms.Form):
    """A vote with its reason; nothing is preselected."""

    vote = forms.ChoiceField(
        label=_("Your vote"),
        choices=options(Recommendation),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a vote.")},
    )
    reason = forms.CharField(
        label=_("Reason, by competency"),
        help_text=_("What you heard that it rests on."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason for your vote: which competency, what you heard.")},
    )


class NotesForm(forms.Form):
    """What was discussed."""

    notes = forms.CharField(
        label=_("Your notes, kept until the debrief is closed"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DecisionForm(forms.Form):
    """A decision, its reason, and the reason for departing from the composite where it does."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=options(DecisionOutcome),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the decision.")},
    )
    reason_code = forms.ChoiceField(
        label=_("Kind of reason"),
        choices=[("", _("Choose one")), *options(ReasonCode)],
        error_messages={"required": _("Choose the kind of reason.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("By competency, facts first. It is kept with the decision."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason: it is kept with the decision.")},
    )
    override_reason = forms.CharField(
        label=_("Reason for departing from the composite"),
        help_text=_(
            "Only where the decision goes against the composite: which competency outweighs it, and why."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confirmed = forms.BooleanField(
        label=_("I have read the report with its evidence, and I make this decision under my name."),
        error_messages={"required": _("Confirm that you have read the report and decide under your name.")},
    )
