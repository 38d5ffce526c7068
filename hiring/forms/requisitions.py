"""Forms about requisitions: opening, editing, changing the state, moving to another rubric version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from hiring.choices import REQUISITION_ARROWS, RequisitionState, options
from hiring.forms.refusals import RefusableForm
from hiring.forms.zones import ZoneField
from hiring.models import Requisition
from hiring.queries.requisitions import newer_versions
from rubrics.models import RubricVersion


class RequisitionForm(RefusableForm):
    """What a requisition says about itself; the rubric version is chosen when it is opened."""

    time_zone = ZoneField(widget=UnfoldAdminSelectWidget)

    class Meta:
        model = Requisition
        fields = (
            "title", "reference", "rubric_version", "department", "location", "time_zone",
            "max_candidate_minutes", "confidential",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reference" in self.fields and not self.instance.pk:
            self.fields["reference"].help_text = _("A proposal; change it if you count otherwise.")
        if "confidential" in self.fields:
            self.fields["confidential"].help_text = _("Seen by its team only.")


class StateForm(forms.Form):
    """The next state, of those that the present one leads to, with the reason."""

    state = forms.ChoiceField(label=_("New state"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, requisition: Requisition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        arrows = REQUISITION_ARROWS[RequisitionState(requisition.state)]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            choice for choice in options(RequisitionState) if choice[0] in arrows
        ]


class MoveForm(forms.Form):
    """A newer published version of the same rubric, with the reason."""

    version = forms.ModelChoiceField(RubricVersion.objects.none(), label=_("New rubric version"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, requisition: Requisition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = newer_versions(requisition)  # type: ignore[attr-defined]
