"""The catalogue of interview kinds in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from hiring.accounts.models import User
from hiring.admin.guarded import GuardedAdmin
from hiring.forms.interviewers import KindForm
from hiring.models import InterviewKind
from hiring.operations import catalogue
from hiring.permissions import can_manage_catalogue


def kinds_for(user: User) -> QuerySet[InterviewKind]:
    """The catalogue, for those who may change it."""
    return InterviewKind.objects.all() if can_manage_catalogue(user) else InterviewKind.objects.none()


@admin.register(InterviewKind)
class InterviewKindAdmin(GuardedAdmin):
    """Kinds are no longer offered rather than deleted: plans that are made name them."""

    rows_for = staticmethod(kinds_for)
    changeable_for = staticmethod(kinds_for)
    may_read = staticmethod(can_manage_catalogue)
    may_add = staticmethod(can_manage_catalogue)
    form = KindForm
    list_display = ("name", "shown_minutes", "seats", "max_competencies", "scored", "active")
    list_filter = ("active", "scored")
    search_fields = ("name", "key")
    ordering = ("order", "name")
    prepopulated_fields = {"key": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: InterviewKind | None = None) -> tuple[str, ...]:
        """The key is given once."""
        return ("key",) if obj else ()

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: InterviewKind | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Only where the key is still to be given."""
        return {} if obj else {"key": ("name",)}

    @display(description=_("minutes"))
    def shown_minutes(self, row: InterviewKind) -> str:
        """The possible lengths."""
        return ", ".join(str(each) for each in row.minutes)

    def add(self, form: KindForm, **by: Any) -> InterviewKind:
        """Add the kind."""
        return catalogue.save_kind(kind=None, values=form.cleaned_data, **by)

    def change(self, obj: InterviewKind, form: KindForm, **by: Any) -> InterviewKind:
        """Change the kind."""
        return catalogue.save_kind(kind=obj, values=form.cleaned_data, **by)
