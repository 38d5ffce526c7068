"""Candidates in the admin: by hand, from a CSV file, with their CV."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from hiring.accounts.models import User
from hiring.admin.guarded import GuardedAdmin, person
from hiring.admin.imports import import_page
from hiring.admin.pages import link
from hiring.choices import RequisitionState
from hiring.forms.candidates import CandidateForm
from hiring.models import Candidate
from hiring.operations import candidates, cvs
from hiring.permissions import (
    applications_for,
    candidates_for,
    manageable_candidates,
    may,
    requisitions_for,
)
from hiring.roles import Permission


def adds_candidates(user: User) -> bool:
    """Whether the user may add candidates."""
    return may(user, Permission.MANAGE_CANDIDATES)


def reads_candidates(user: User) -> bool:
    """Whether there is, or may be, a candidate for the user to see."""
    return (
        adds_candidates(user) or may(user, Permission.READ_ALL_REQUISITIONS) or candidates_for(user).exists()
    )


@admin.register(Candidate)
class CandidateAdmin(GuardedAdmin):
    """The candidates whom the person may see, with those of their applications that they may see."""

    rows_for = staticmethod(candidates_for)
    changeable_for = staticmethod(manageable_candidates)
    may_read = staticmethod(reads_candidates)
    may_add = staticmethod(adds_candidates)
    form = CandidateForm
    list_display = ("full_name", "email", "phone", "shown_cv", "added_at")
    search_fields = ("full_name", "email")
    ordering = ("full_name", "pk")
    date_hierarchy = "added_at"
    actions_list = ("import_list",)

    def get_fields(self, request: HttpRequest, obj: Candidate | None = None) -> tuple[str, ...]:
        """A new one may apply at once; a stored one shows the CV and the applications."""
        details = ("full_name", "email", "phone", "time_zone", "arrangements")
        if obj is None:
            return (*details, "cv_file", "applies_for")
        if not self.has_change_permission(request, obj):
            return (*details, "shown_applications")
        return (*details, "shown_cv", "cv_file", "shown_applications")

    def get_readonly_fields(self, request: HttpRequest, obj: Candidate | None = None) -> tuple[str, ...]:
        """What is shown and not typed."""
        return ("shown_cv", "shown_applications") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Candidate | None = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        """The form offers the open requisitions that the person may see."""
        form = super().get_form(request, obj, change, **kwargs)
        form.requisitions = requisitions_for(person(request)).filter(state=RequisitionState.OPEN)
        return form

    def render_change_form(self, request: HttpRequest, context: Any, **kwargs: Any) -> HttpResponse:
        """The row's applications depend on who looks."""
        obj = kwargs.get("obj")
        if obj is not None:
            obj.seen_applications = applications_for(person(request)).filter(candidate=obj)
        response: HttpResponse = super().render_change_form(request, context, **kwargs)
        return response

    @display(description=_("CV"))
    def shown_cv(self, row: Candidate) -> SafeString | str:
        """The way to the file."""
        if not row.cv:
            return "–"
        return link(reverse("candidate_cv", args=[row.pk]), row.cv_name)

    @display(description=_("applications"))
    def shown_applications(self, row: Candidate) -> SafeString | str:
        """Requisition and stage of each that the person may see."""
        lines = (
            (
                link(reverse("admin:hiring_application_change", args=[one.pk]), one.requisition),
                one.get_stage_display(),
            )
            for one in getattr(row, "seen_applications", ())
        )
        return format_html_join("", "<div>{}: {}</div>", lines) or "–"

    def add(self, form: CandidateForm, **by: Any) -> Candidate:
        """Add, with CV and application where they are given."""
        values = dict(form.cleaned_data)
        cv, requisition = values.pop("cv_file", None), values.pop("applies_for", None)
        row = candidates.add_candidate(**values, cv=cv or None, **by)
        if requisition is not None:
            candidates.apply(candidate=row, requisition=requisition, **by)
        return row

    def change(self, obj: Candidate, form: CandidateForm, **by: Any) -> Candidate:
        """Edit; a new CV takes the place of the old one."""
        values = {name: form.cleaned_data[name] for name in candidates.EDITABLE}
        row = candidates.edit_candidate(candidate=obj, **values, **by)
        file = form.cleaned_data.get("cv_file")
        return cvs.attach(candidate=row, file=file, **by) if file else row

    def get_actions_list(self, request: HttpRequest) -> list[Any]:
        """The import, for who may add."""
        return super().get_actions_list(request) if adds_candidates(person(request)) else []

    @action(description=_("Import from CSV"), url_path="import", icon="upload_file")
    def import_list(self, request: HttpRequest) -> HttpResponse:
        """Preview, then import."""
        if not adds_candidates(person(request)):
            raise Http404
        return import_page(self, request)
