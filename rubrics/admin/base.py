"""What all admin pages here share: permissions from `rubrics.permissions`, 404 for strangers, nothing
deleted."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.admin import ModelAdmin

Permission = Callable[[Any], bool]


def nobody(user: object) -> bool:
    """What no one may do."""
    return False


class GuardedAdmin(ModelAdmin):  # type: ignore[misc]
    """An admin page that asks `rubrics.permissions`; subclasses name the predicates and the queryset twin."""

    may_read: Permission = staticmethod(nobody)
    may_add: Permission = staticmethod(nobody)
    may_change: Permission = staticmethod(nobody)
    rows_for: Callable[[Any], QuerySet[Any]]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the sidebar shows the page."""
        return self.may_read(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the page opens."""
        return self.may_read(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether something can be added."""
        return self.may_add(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether something can be changed."""
        return self.may_change(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing here is deleted: later rows name it."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What the person may see."""
        ordering = self.get_ordering(request)
        rows = type(self).rows_for(request.user)
        return rows.order_by(*ordering) if ordering else rows

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

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of one row, or the one to add; for strangers there is none."""
        allowed = self.has_view_permission(request) if object_id else self.has_add_permission(request)
        if not allowed:
            raise Http404
        return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The admin's own history; for strangers there is none."""
        if not self.has_view_permission(request):
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is no such page."""
        if not self.has_delete_permission(request):
            raise Http404
        return super().delete_view(request, object_id, extra_context)
