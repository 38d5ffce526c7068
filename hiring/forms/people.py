"""Forms about people: invitation, roles, own settings, and who takes over what."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget

from hiring.accounts.models import User
from hiring.forms.refusals import RefusableForm
from hiring.forms.zones import ZoneField
from hiring.queries.people import OpenWork, role_keys
from hiring.roles import ROLES

SEAT, POST = "seat-", "post-"


def role_choices() -> list[tuple[str, str]]:
    """All roles."""
    return [(role.key, role.name) for role in ROLES]


def role_help() -> SafeString:
    """What each role is for, a line each."""
    lines = ((role.name, role.description) for role in ROLES)
    return format_html_join("", "<div>{}: {}</div>", lines)


class PersonForm(RefusableForm):
    """Name, time zone and roles; the address only in the invitation."""

    time_zone = ZoneField(widget=UnfoldAdminSelectWidget, initial="UTC")
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=role_help(),
    )

    class Meta:
        model = User
        fields = ("email", "full_name", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "roles" in self.fields:
            self.fields["roles"].initial = sorted(role_keys(self.instance))


class SettingsForm(forms.Form):
    """What everybody may change about themselves."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=150, help_text=_("Scorecards and reports are signed with it.")
    )
    time_zone = ZoneField(
        help_text=_("All times are shown in it, and your interviews are limited by its days.")
    )


class SuccessorsForm(forms.Form):
    """One choice of a person for each coming seat and each post that would lie open."""

    def __init__(
        self, work: OpenWork, sentences: dict[str, str | Promise], *args: Any, **kwargs: Any
    ) -> None:
        """`sentences` describes each piece of `work` by its field's name, as far as the reader may know."""
        super().__init__(*args, **kwargs)
        for name, people in self.pieces(work):
            self.fields[name] = forms.ModelChoiceField(
                people, label=sentences[name], empty_label=_("Choose a person")
            )

    @staticmethod
    def pieces(work: OpenWork) -> list[tuple[str, Any]]:
        """Field names with the people who may be chosen: interviewers for seats, active people for posts."""
        others = User.objects.filter(is_active=True)
        seats = [
            (f"{SEAT}{seat.pk}", others.filter(interviewer__active=True).exclude(pk=seat.person_id))
            for seat in work.seats
        ]
        return seats + [(f"{POST}{post.pk}", others.exclude(pk=post.person_id)) for post in work.posts]

    def chosen(self, prefix: str) -> dict[int, User]:
        """Ids of seats or posts with who takes each over."""
        return {
            int(name.removeprefix(prefix)): person
            for name, person in self.cleaned_data.items()
            if name.startswith(prefix)
        }
