"""Forms about candidates and applications."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from hiring.choices import STAGE_ARROWS, Stage, VerificationStatus, options
from hiring.forms.refusals import RefusableForm
from hiring.forms.zones import ZoneField
from hiring.models import Application, Candidate, Requisition
from hiring.queries.candidates import Requirement

# Stages with a door of their own: a decision, a withdrawal.
OWN_DOORS = (Stage.DECIDED, Stage.WITHDRAWN)


class CandidateForm(RefusableForm):
    """A candidate's details, a CV, and for a new one the requisition applied for."""

    time_zone = ZoneField(widget=UnfoldAdminSelectWidget, initial="UTC")
    cv_file = forms.FileField(
        label=_("CV"),
        required=False,
        allow_empty_file=True,
        widget=UnfoldAdminFileFieldWidget,
        help_text=_("PDF, Word (docx), OpenDocument (odt) or plain text, at most 10 MB."),
    )
    applies_for = forms.ModelChoiceField(
        Requisition.objects.none(),
        label=_("Applies for"),
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=_("May stay empty; the application can be added later."),
    )

    class Meta:
        model = Candidate
        fields = ("full_name", "email", "phone", "time_zone", "arrangements")

    # The requisitions that the person at the form may enter candidates for.
    requisitions: QuerySet[Requisition] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "arrangements" in self.fields:
            self.fields["arrangements"].help_text = _(
                "What the interviewers must arrange, such as a step-free room; never why."
            )
        if "cv_file" in self.fields and self.instance.cv:
            self.fields["cv_file"].label = _("New CV, in place of the old one")
        if "applies_for" in self.fields and self.requisitions is not None:
            self.fields["applies_for"].queryset = self.requisitions  # type: ignore[attr-defined]


class ApplicationForm(RefusableForm):
    """Which candidate applies for which requisition."""

    class Meta:
        model = Application
        fields = ("candidate", "requisition")


class StageForm(forms.Form):
    """The next stage, of those that a person may set by hand."""

    stage = forms.ChoiceField(label=_("New stage"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        help_text=_("Needed for going back."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = stage_choices(application)  # type: ignore[attr-defined]


def stage_choices(application: Application) -> list[tuple[str, str]]:
    """The stages that the application can be moved to by hand."""
    if application.stage == Stage.WITHDRAWN:
        return []
    arrows = STAGE_ARROWS[Stage(application.stage)].difference(OWN_DOORS)
    return [choice for choice in options(Stage) if choice[0] in arrows]


class ReasonForm(forms.Form):
    """A reason, without which the step is not taken."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class RequirementsForm(forms.Form):
    """A status and a note for each requirement that is verified."""

    def __init__(self, requirements: list[Requirement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.requirements = requirements
        for each in requirements:
            self.fields[f"status-{each.statement.pk}"] = forms.ChoiceField(
                label=each.statement.label or each.statement.shown,
                choices=options(VerificationStatus),
                initial=each.verified.status if each.verified else VerificationStatus.UNKNOWN,
            )
            self.fields[f"note-{each.statement.pk}"] = forms.CharField(
                label=_("How it was verified"),
                required=False,
                initial=each.verified.note if each.verified else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """The requirements with their two fields, for the page."""
        return [
            {
                "requirement": each,
                "status": self[f"status-{each.statement.pk}"],
                "note": self[f"note-{each.statement.pk}"],
            }
            for each in self.requirements
        ]

    def changes(self) -> list[tuple[Requirement, str, str]]:
        """Requirement, status and note wherever one of them differs from what is stored."""
        found = []
        for each in self.requirements:
            status = self.cleaned_data[f"status-{each.statement.pk}"]
            note = self.cleaned_data[f"note-{each.statement.pk}"].strip()
            before = (each.verified.status, each.verified.note) if each.verified else ("unknown", "")
            if (status, note) != before:
                found.append((each, status, note))
        return found


class ImportForm(forms.Form):
    """A CSV file, and the requisition for which everybody in it applies."""

    file = forms.FileField(
        label=_("CSV file"),
        allow_empty_file=True,
        widget=UnfoldAdminFileFieldWidget,
        help_text=_(
            "The first line names the columns: Name (or First name, Last name) and E-mail; "
            "Phone, Time zone and Arrangements may follow. At most 5,000 rows."
        ),
    )
    requisition = forms.ModelChoiceField(
        Requisition.objects.none(),
        label=_("All of them apply for"),
        required=False,
        empty_label=_("No requisition yet"),
    )

    def __init__(self, requisitions: QuerySet[Requisition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requisition"].queryset = requisitions  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """The text of a list that was shown as a preview, handed back for the import."""

    text = forms.CharField(strip=False)
    requisition = forms.ModelChoiceField(Requisition.objects.none(), required=False)

    def __init__(self, requisitions: QuerySet[Requisition], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requisition"].queryset = requisitions  # type: ignore[attr-defined]
