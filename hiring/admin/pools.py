"""Pools of interviewers in the admin: named, filled, offered."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display

from hiring.admin.guarded import GuardedAdmin, GuardedInline, person
from hiring.admin.interviewers import plans_loops
from hiring.forms.interviewers import PoolForm
from hiring.models import Interviewer, InterviewSession, Pool, PoolMember
from hiring.operations import pools
from hiring.permissions import manageable_loops, plans_for, pools_for
from hiring.queries.pools import coming, counted


class MemberInline(GuardedInline):
    """Who belongs to the pool, since when and by whose word."""

    model = PoolMember
    hide_title = True
    fields = ("interviewer", "added_at", "added_by")
    readonly_fields = ("added_at", "added_by")
    autocomplete_fields = ("interviewer",)
    verbose_name_plural = _("members; their qualifications are kept with each interviewer")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A member is added or taken out, never turned into another."""
        return False


@admin.register(Pool)
class PoolAdmin(GuardedAdmin):
    """Pools are no longer offered rather than deleted: loop plans name them."""

    rows_for = staticmethod(pools_for)
    changeable_for = staticmethod(pools_for)
    may_read = staticmethod(plans_loops)
    may_add = staticmethod(plans_loops)
    form = PoolForm
    inlines = (MemberInline,)
    list_display = ("name", "description", "shown_people", "shown_plans", "active")
    list_filter = ("active",)
    search_fields = ("name", "description", "members__interviewer__person__full_name")
    ordering = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pool]:
        """With the numbers of members and of plans."""
        return counted(super().get_queryset(request), plans_for(person(request)))

    @display(description=_("members who take interviews"))
    def shown_people(self, row: Any) -> int:
        """How many of the members are active."""
        return int(row.people)

    @display(description=_("active loop plans"))
    def shown_plans(self, row: Any) -> int:
        """How many active plans have seats for it."""
        return int(row.plans)

    def add(self, form: PoolForm, **by: Any) -> Pool:
        """Add the pool."""
        return pools.save_pool(pool=None, values=form.cleaned_data, **by)

    def change(self, obj: Pool, form: PoolForm, **by: Any) -> Pool:
        """Change its name, its description and whether it is offered."""
        return pools.save_pool(pool=obj, values=form.cleaned_data, **by)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Who was added and who was taken out go to their operation; who came meanwhile stays."""
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        gone = [row for row in formset.deleted_forms if row.instance.pk]
        new = [
            row
            for row in formset.forms
            if row.has_changed() and not row.instance.pk and row not in formset.deleted_forms
        ]
        _came, left = pools.change_members(
            pool=form.instance,
            added=[row.cleaned_data["interviewer"] for row in new],
            removed=[row.instance.interviewer for row in gone],
            by=person(request),
            at=timezone.now(),
        )
        tell_of_interviews(request, form.instance, left)


def tell_of_interviews(request: HttpRequest, pool: Pool, left: set[int]) -> None:
    """Say how many interviews to come no longer hold since people left the pool."""
    people = Interviewer.objects.filter(pk__in=left).values_list("person", flat=True)
    sessions = InterviewSession.objects.filter(loop__in=manageable_loops(person(request)))
    if count := coming(pool, people, sessions):
        sentence = ngettext(
            "%(count)d interview to come has a seat for the pool and somebody who left it: look at its schedule.",
            "%(count)d interviews to come have a seat for the pool and somebody who left it: look at their schedules.",
            count,
        )
        messages.warning(request, sentence % {"count": count})
