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
from rubrics.models.policy_settings import GROUPS, SETTINGS, Setting
from rubrics.operations import policy, policy_rules
from rubrics.permissions import can_manage_policy, policies_for
from rubrics.queries import current_policy


def may_read_policy(user: Any) -> bool:
    """Twin of `policies_for`."""
    return bool(user.is_active and user.is_staff)


def _in_words(value: Any) -> Any:
    """The value as it is read."""
    return (_("yes") if value else _("no")) if isinstance(value, bool) else value


def _field(setting: Setting, present: Any) -> forms.Field:
    """The field for a setting of this kind, with its present value, its words and its bounds."""
    value = DEFAULTS[setting.name]
    words = {
        "label": setting.label,
        "help_text": setting.help,
        "initial": present,
        "disabled": setting.fixed,
    }
    if isinstance(value, bool):
        return forms.BooleanField(required=False, widget=UnfoldBooleanSwitchWidget, **words)
    if isinstance(value, int):
        return forms.IntegerField(widget=UnfoldAdminIntegerFieldWidget, **words)
    if isinstance(value, float):
        return forms.FloatField(widget=UnfoldAdminDecimalFieldWidget, **words)
    return forms.CharField(widget=UnfoldAdminTextInputWidget, **words)


class NextPolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Every setting with its present value, and the reason for the change."""

    class Meta:
        model = PolicyVersion
        fields = ("reason",)
        widgets = {"reason": UnfoldAdminTextareaWidget(attrs={"rows": 3})}
        help_texts = {"reason": _("Printed with the version. What was begun before keeps its own version.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = current_policy()
        for name, setting in SETTINGS.items():
            self.fields[name] = _field(setting, present[name])

    def clean(self) -> dict[str, Any]:
        """Refuse a next version that changes nothing, or that contradicts itself."""
        values: dict[str, Any] = super().clean() or {}
        if self.errors:
            return values
        present = {name: current_policy()[name] for name in SETTINGS}
        changed = {name: values[name] for name in SETTINGS if values[name] != present[name]}
        if not changed:
            raise ValidationError(_("Nothing was changed."))
        for name, sentence in policy_rules.refusals(present, changed):
            self.add_error(name, sentence)
        return values


@admin.register(PolicyVersion)
class PolicyVersionAdmin(GuardedAdmin):
    """Versions are never changed: adding makes the next one from the present settings."""

    may_read = staticmethod(may_read_policy)
    may_add = staticmethod(can_manage_policy)
    rows_for = staticmethod(policies_for)
    list_display = ("number", "reason", "created_at", "created_by")
    list_select_related = ("created_by",)
    readonly_fields = ("number", "reason", "created_at", "created_by", "shown_values")

    def get_form(
        self, request: HttpRequest, obj: PolicyVersion | None = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        """The form of the next version; a made one is only read."""
        if obj is None:
            return NextPolicyForm
        form: type[Any] = super().get_form(request, obj, change, **kwargs)
        return form

    def get_fieldsets(
        self, request: HttpRequest, obj: PolicyVersion | None = None
    ) -> list[tuple[Any, dict[str, Any]]]:
        """The next version in groups; a made one as it is read."""
        if obj is not None:
            return [(None, {"fields": self.readonly_fields})]
        groups = [(group.title, {"fields": [each.name for each in group.settings]}) for group in GROUPS]
        return [(None, {"fields": ["reason"]}), *groups]

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
        rows = ((each.label, _in_words(obj[name])) for name, each in SETTINGS.items())
        return format_html_join("", "<p>{}: {}</p>", rows)
