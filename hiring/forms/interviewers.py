"""Forms about interviewers and the catalogue of interview kinds."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextInputWidget,
)

from hiring.forms.refusals import RefusableForm
from hiring.models import Absence, Interviewer, InterviewKind, Pool
from rubrics.choices import Family, options
from rubrics.models import Competency


class InterviewerForm(RefusableForm):
    """Limits, counted in the interviewer's own days and weeks."""

    class Meta:
        model = Interviewer
        fields = ("person", "day_limit", "week_limit", "buffer_minutes", "active")

    # Values that the page proposes in place of the stored ones.
    proposed: Mapping[str, object] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "person" in self.fields:
            self.fields["person"].help_text = _(
                "Who is not in the list is invited first, under “People and roles”."
            )
        self.initial.update({name: value for name, value in self.proposed.items() if name in self.fields})


class AbsenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """An absence as two moments, in the time zone of whoever types them."""

    starts = forms.SplitDateTimeField(label=_("From"), widget=UnfoldAdminSplitDateTimeWidget)
    ends = forms.SplitDateTimeField(label=_("To"), widget=UnfoldAdminSplitDateTimeWidget)

    class Meta:
        model = Absence
        fields = ("comment",)

    field_order = ("starts", "ends", "comment")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.during is not None:
            initial = {"starts": instance.during.lower, "ends": instance.during.upper}
            kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class PoolForm(RefusableForm):
    """One pool; its members stand in a table of their own."""

    class Meta:
        model = Pool
        fields = ("name", "description", "active")


class MinutesField(forms.CharField):
    """Lengths in minutes, written with commas."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        """The list as it is written."""
        return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        """The list, in ascending order and without repetitions."""
        words = str(super().to_python(value) or "").replace(";", ",").replace(" ", ",").split(",")
        try:
            return sorted({int(word) for word in words if word})
        except ValueError as error:
            raise ValidationError(_("Write whole minutes with commas, such as 45, 60.")) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lists differ."""
        try:
            return list(initial or []) != self.to_python(data)
        except ValidationError:
            return True


class KindForm(RefusableForm):
    """One kind of interview of the catalogue."""

    minutes = MinutesField(label=_("Possible lengths in minutes"), help_text=_("Such as 45, 60."))
    families = forms.MultipleChoiceField(
        label=_("Families of competencies that it can assess"),
        choices=options(Family),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    competency_keys = forms.MultipleChoiceField(
        label=_("Single competencies that it can assess"),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    class Meta:
        model = InterviewKind
        fields = (
            "key", "name", "description", "minutes", "opening_minutes", "closing_minutes", "seats", "scored",
            "work_sample", "max_competencies", "families", "competency_keys", "order", "max_in_loop",
            "required", "active",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "competency_keys" in self.fields:
            known = list(Competency.objects.order_by("name").values_list("key", "name"))
            stored = set(self.instance.competency_keys or []) - {key for key, _name in known}
            self.fields["competency_keys"].choices = [  # type: ignore[attr-defined]
                *known, *((key, key.replace("_", " ").capitalize()) for key in sorted(stored)),
            ]  # fmt: skip
