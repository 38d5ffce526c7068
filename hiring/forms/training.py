"""Forms about training paths and the people on them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSingleDateWidget, UnfoldAdminTextareaWidget

from hiring.forms.refusals import RefusableForm
from hiring.models import TrainingEnrolment, TrainingPath, TrainingStage


class PathForm(RefusableForm):
    """One training path; its stages stand in a table of their own."""

    class Meta:
        model = TrainingPath
        fields = ("kind", "approver", "days", "active")


class StageForm(forms.ModelForm):  # type: ignore[type-arg]
    """One stage as a row of a table; the operation checks it."""

    class Meta:
        model = TrainingStage
        fields = ("order", "kind", "count", "title", "text", "link")
        widgets = {"text": UnfoldAdminTextareaWidget(attrs={"rows": 2})}

    def _post_clean(self) -> None:
        """Without the database's constraints, of which only the name would be said."""
        self.instance.validate_constraints = lambda exclude=None: None
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del self.instance.validate_constraints


class EnrolmentForm(RefusableForm):
    """Who goes on which path, and until when."""

    deadline = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        help_text=_("Left empty, the path's days count from today."),
    )

    class Meta:
        model = TrainingEnrolment
        fields = ("interviewer", "path", "deadline")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "deadline" in self.fields:
            self.fields["deadline"].help_text = ""


class RetakeForm(forms.Form):
    """Which stage is done again, with it all later ones, and why."""

    stage = forms.ModelChoiceField(
        TrainingStage.objects.none(), label=_("Done again from"), empty_label=_("Choose a stage")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The trainee reads it."),
        error_messages={"required": _("Give the reason: the trainee reads it.")},
    )

    def __init__(self, *args: Any, path: TrainingPath, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].queryset = path.stages.all()  # type: ignore[attr-defined]
