"""What all admin pages of the hiring half share: rows from `hiring.permissions`, writes by operations.

Nothing is deleted. What an operation refuses is shown above the form with everything that was typed. The
admin's own log is not written: its "recent actions" would name candidates and confidential requisitions to
people who must not know them, and the ledger records every write anyway.
"""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from unfold.admin import ModelAdmin, TabularInline

from hiring import permissions
from hiring.accounts.models import User
from hiring.models import Application, Candidate, Interviewer, InterviewKind, Requisition, TrainingPath
from hiring.operations.candidate_lists import ListRefused
from hiring.operations.candidates import CandidateRefused
from hiring.operations.catalogue import CatalogueRefused
from hiring.operations.cvs import CvRefused
from hiring.operations.handovers import WorkLeft
from hiring.operations.interviewers import InterviewerRefused
from hiring.operations.people import PeopleRefused
from hiring.operations.pools import PoolRefused
from hiring.operations.requisitions import RequisitionRefused
from hiring.operations.scheduling import SchedulingRefused
from hiring.operations.training import TrainingRefused
from rubrics.models import Rubric, RubricVersion
from rubrics.queries import published_versions

REFUSALS = (
    CandidateRefused, CatalogueRefused, CvRefused, InterviewerRefused, ListRefused, PeopleRefused,
    PoolRefused, RequisitionRefused, SchedulingRefused, TrainingRefused, WorkLeft,
)  # fmt: skip

# A row's number has at most 19 digits.
MOST_DIGITS = 19

# What a person may choose in a field that points to such a row.
CHOICES: dict[type[Model], Callable[[User], QuerySet[Any]]] = {
    User: lambda user: permissions.people_for(user).filter(is_active=True),
    Requisition: permissions.requisitions_for,
    Candidate: permissions.candidates_for,
    Application: permissions.applications_for,
    Interviewer: permissions.interviewers_for,
    InterviewKind: lambda user: InterviewKind.objects.filter(active=True),
    TrainingPath: permissions.paths_for,
    Rubric: lambda user: Rubric.objects.filter(versions__in=published_versions()).distinct(),
    RubricVersion: lambda user: published_versions(),
}


def nobody(user: User) -> bool:
    """What no one may do."""
    return False


def person(request: HttpRequest) -> User:
    """Who is signed in: the admin lets nobody else in."""
    return cast(User, request.user)


class ForgivingAutocomplete(AutocompleteSelect):
    """What was sent and is no row's number counts as nothing chosen: the field's own sentence says the rest."""

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        """The chosen row, if there may be such a one."""
        numbers = [one for one in value if not one or (one.isdecimal() and len(one) < MOST_DIGITS)]
        return super().optgroups(name, numbers, attr)


class PermittedChoices:
    """Fields that point to other rows offer, and accept, only those that the person may see."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The field with its rows from `hiring.permissions`."""
        choices = CHOICES.get(db_field.remote_field.model)
        if choices is not None and "queryset" not in kwargs:
            kwargs["queryset"] = choices(person(request))
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = ForgivingAutocomplete(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class GuardedAdmin(PermittedChoices, ModelAdmin):  # type: ignore[misc]
    """Subclasses name the querysets of what is seen and what is changed, and who may open the page."""

    rows_for: Callable[[User], QuerySet[Any]]
    changeable_for: Callable[[User], QuerySet[Any]] | None = None
    may_read: Callable[[User], bool] = staticmethod(nobody)
    may_add: Callable[[User], bool] = staticmethod(nobody)

    # --- who sees what ---

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What the person may see."""
        ordering = self.get_ordering(request)
        rows = type(self).rows_for(person(request))
        return rows.order_by(*ordering) if ordering else rows

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the sidebar shows the page."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the page opens, or the row."""
        user = person(request)
        if obj is None:
            return type(self).may_read(user)
        return type(self).rows_for(user).filter(pk=obj.pk).exists()

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the row can be changed; without a row, whether anything here can."""
        changeable = type(self).changeable_for
        if changeable is None:
            return False
        if obj is None:
            return type(self).may_read(person(request))
        return changeable(person(request)).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether something can be added."""
        return type(self).may_add(person(request))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing here is deleted: it is closed, withdrawn or deactivated."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the filters that the page shows: any other one would ask about hidden rows, or about passwords."""
        shown = [each[0] if isinstance(each, tuple) else each for each in self.get_list_filter(request)]
        names = {each for each in (*shown, self.date_hierarchy) if isinstance(each, str)}
        return any(lookup == name or lookup.startswith(f"{name}__") for name in names) and bool(
            super().lookup_allowed(lookup, value, request)
        )

    # --- 404 for strangers ---

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; for strangers there is none."""
        if not self.has_view_permission(request):
            raise Http404
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            # The year of a filter that no calendar has: as for other filters that make no sense.
            return redirect(f"{request.path}?e=1")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is no such page: the ledger is the history."""
        raise Http404

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is no such page."""
        raise Http404

    def row_or_404(self, request: HttpRequest, object_id: Any, *, change: bool = True) -> Any:
        """The row for a page of its own; 404 where the person may not see it or (`change`) change it."""
        row = self.get_object(request, str(object_id))
        allowed = row is not None and (not change or self.has_change_permission(request, row))
        if not allowed:
            raise Http404
        return row

    # --- writes by operations ---

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of one row, or of a new one. What an operation refuses is shown above what was typed."""
        if object_id is None and not self.has_add_permission(request):
            raise Http404
        if object_id is not None and self.get_object(request, object_id) is None:
            raise Http404
        extra_context = {"show_history": False, **(extra_context or {})}
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refused:
            # The transaction is rolled back; the same form is bound again and shows the sentence.
            request.refusal = str(refused)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        """The form, which knows what was refused a moment ago."""
        form: type[Any] = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"refusal": getattr(request, "refusal", "")})

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Write through the operation; a new row's number is what the admin goes on with."""
        by = {"by": person(request), "at": timezone.now()}
        stored = self.change(obj, form, **by) if change else self.add(form, **by)
        obj.__dict__.update(stored.__dict__)

    def add(self, form: Any, **by: Any) -> Model:
        """Call the operation that adds."""
        raise NotImplementedError

    def change(self, obj: Any, form: Any, **by: Any) -> Model:
        """Call the operation that changes; `obj` holds the new values and is not saved."""
        raise NotImplementedError

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry | None:  # type: ignore[override]
        """The ledger has it."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry | None:  # type: ignore[override]
        """The ledger has it."""

    # --- buttons above a row ---

    def buttons(self, request: HttpRequest, row: Any) -> set[str]:
        """Names of the methods in `actions_detail` that make sense for the row now."""
        return set(self.actions_detail)

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        """The buttons for this row in its state."""
        row = self.get_object(request, str(object_id))
        if row is None:
            return []
        wanted = self.buttons(request, row)
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if one.method.original_function_name in wanted
        ]


class GuardedInline(PermittedChoices, TabularInline):  # type: ignore[misc]
    """Rows of a row: they follow the permission of the row that they belong to."""

    extra = 0

    def parent(self) -> GuardedAdmin:
        """The admin page of the row that these rows belong to."""
        return cast(GuardedAdmin, self.admin_site.get_model_admin(self.parent_model))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the rows are shown."""
        return self.parent().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows can be added."""
        if obj is None or obj.pk is None:
            return self.parent().has_add_permission(request)
        return self.parent().has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows can be changed."""
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether rows can be taken out."""
        return self.has_add_permission(request, obj)
