"""The policy in the admin: every version for reading, and the next one with a reason."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from rubrics.admin.base import GuardedAdmin
from rubrics.models import PolicyVersion
from rubrics.models.policy import DEFAULTS
from rubrics.operations import policy
from rubrics.permissions import can_manage_policy, policies_for
from rubrics.queries import current_policy


def may_read_policy(user: Any) -> bool:
    """Twin of `policies_for`."""
    return bool(user.is_active and user.is_staff)


def _field(value: Any, present: Any) -> forms.Field:
    """The field for a setting of this kind, with its present value."""
    if isinstance(value, bool):
        return forms.BooleanField(required=False, initial=present, widget=UnfoldBooleanSwitchWidget)
    if isinstance(value, int):
        return forms.IntegerField(initial=present, min_value=0, widget=UnfoldAdminIntegerFieldWidget)
    if isinstance(value, float):
        return forms.FloatField(initial=present, min_value=0, widget=UnfoldAdminDecimalFieldWidget)
    return forms.CharField(initial=present, widget=UnfoldAdminTextInputWidget)


class NextPolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Every setting with its present value, and the reason for the change."""

    class Meta:
        model = PolicyVersion
        fields = ("reason",)
        widgets = {"reason": UnfoldAdminTextareaWidget}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = current_policy()
        for name, value in DEFAULTS.items():
            field = _field(value, present[name])
            field.label = name.replace("_", " ").capitalize()
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Refuse a next version that changes nothing."""
        values: dict[str, Any] = super().clean() or {}
        present = current_policy()
        if not self.errors and all(values[name] == present[name] for name in DEFAULTS):
            raise ValidationError(_("Nothing was changed."))
        return values


@admin.register(PolicyVersion)
class PolicyVersionAdmin(GuardedAdmin):
    """Versions are never changed: adding makes the next one from the present settings."""

    may_read = staticmethod(may_read_policy)
    may_add = staticmethod(can_manage_policy)
    rows_for = staticmethod(policies_for)
    list_display = ("number", "reason", "created_at", "created_by")
    list_select_related = ("created_by",)
    fields = readonly_fields = ("number", "reason", "created_at", "created_by", "shown_values")

    def get_form(
        self, request: HttpRequest, obj: PolicyVersion | None = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        """The form of the next version; a made one is only read."""
        if obj is None:
            return NextPolicyForm
        form: type[Any] = super().get_form(request, obj, change, **kwargs)
        return form

    def get_fields(self, request: HttpRequest, obj: PolicyVersion | None = None) -> tuple[str, ...]:
        """What the page shows."""
        return ("reason", *DEFAULTS) if obj is None else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: PolicyVersion | None = None) -> tuple[str, ...]:
        """Everything of a made version."""
        return () if obj is None else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: PolicyVersion, form: Any, change: bool) -> None:
        """Make the next version by the operation, and give its row to the admin."""
        values = {name: form.cleaned_data[name] for name in DEFAULTS}
        made = policy.change(
            values=values, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        obj.__dict__.update(made.__dict__)

    @admin.display(description=_("settings"))
    def shown_values(self, obj: PolicyVersion) -> SafeString:
        """One setting a line."""
        rows = ((name.replace("_", " "), obj[name]) for name in DEFAULTS)
        return format_html_join("", "<p>{}: {}</p>", rows)
