"""Requisitions in the admin: opened on a published rubric version, staffed, closed, moved."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from hiring.accounts.models import User
from hiring.admin.guarded import GuardedAdmin, GuardedInline, person
from hiring.admin.pages import form_page, link, posted
from hiring.choices import RequisitionState
from hiring.forms.requisitions import MoveForm, RequisitionForm, StateForm
from hiring.models import Requisition, TeamMember
from hiring.operations import requisitions, version_moves
from hiring.permissions import manageable_requisitions, may, requisitions_for
from hiring.queries.requisitions import newer_versions, next_reference
from hiring.roles import Permission

LABELS = {
    RequisitionState.OPEN.value: "success",
    RequisitionState.ON_HOLD.value: "warning",
    RequisitionState.FILLED.value: "info",
    RequisitionState.CLOSED.value: "default",
}


def reads_requisitions(user: User) -> bool:
    """Whether there is, or may be, a requisition for the user to see."""
    return may(user, Permission.READ_ALL_REQUISITIONS) or requisitions_for(user).exists()


def opens_requisitions(user: User) -> bool:
    """Whether the user may open requisitions."""
    return may(user, Permission.MANAGE_REQUISITIONS)


class TeamInline(GuardedInline):
    """Who works on the requisition, as what."""

    model = TeamMember
    fields = ("person", "role")
    autocomplete_fields = ("person",)
    verbose_name_plural = _("team")


@admin.register(Requisition)
class RequisitionAdmin(GuardedAdmin):
    """The list of requisitions that the person may see; a confidential one only for its team."""

    rows_for = staticmethod(requisitions_for)
    changeable_for = staticmethod(manageable_requisitions)
    may_read = staticmethod(reads_requisitions)
    may_add = staticmethod(opens_requisitions)
    form = RequisitionForm
    inlines = (TeamInline,)
    list_display = ("title", "reference", "shown_state", "rubric_version", "shown_confidential", "opened_at")
    list_filter = ("state", "confidential")
    list_select_related = ("rubric_version",)
    search_fields = ("title", "reference", "department")
    ordering = ("-opened_at", "-pk")
    actions_detail = ("change_state", "move_version")
    fields = (
        "title", "reference", "rubric_version", "department", "location", "time_zone",
        "max_candidate_minutes", "confidential",
    )  # fmt: skip

    def get_fields(self, request: HttpRequest, obj: Requisition | None = None) -> tuple[str, ...]:
        """A stored one shows its state and the way to its page."""
        return ("state", "shown_page", *self.fields) if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Requisition | None = None) -> tuple[str, ...]:
        """State and rubric version have doors of their own."""
        return ("state", "shown_page", "rubric_version") if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next reference and the person's own time zone, as proposals."""
        proposed = {"reference": next_reference(timezone.now()), "time_zone": person(request).time_zone}
        return {**proposed, **super().get_changeform_initial_data(request)}

    @display(description=_("state"), label=LABELS)
    def shown_state(self, row: Requisition) -> tuple[str, str]:
        """The state as a label."""
        return row.state, row.get_state_display()

    @display(description=_("confidential"), boolean=True)
    def shown_confidential(self, row: Requisition) -> bool:
        """Whether only the team sees it."""
        return row.confidential

    @display(description=_("page"))
    def shown_page(self, row: Requisition) -> str:
        """The way to the candidates side by side."""
        try:
            url = reverse("requisition", args=[row.pk])
        except NoReverseMatch:
            return "–"
        return link(url, _("Candidates, loop and decisions"))

    # --- writes ---

    def add(self, form: RequisitionForm, **by: Any) -> Requisition:
        """Open it; the team follows with its rows."""
        return requisitions.open_requisition(**form.cleaned_data, **by)

    def change(self, obj: Requisition, form: RequisitionForm, **by: Any) -> Requisition:
        """Edit what can be edited."""
        values = {name: form.cleaned_data[name] for name in requisitions.EDITABLE}
        return requisitions.edit(requisition=obj, **values, **by)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """New members first, so that the last recruiter can be exchanged in one step."""
        by = {"requisition": form.instance, "by": person(request), "at": timezone.now()}
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        gone: list[tuple[User, str]] = []
        for row in formset.forms:
            before = (row.initial.get("person"), row.initial.get("role"))
            if row in formset.deleted_forms or (before[0] and row.has_changed()):
                gone.append((User.objects.get(pk=before[0]), str(before[1])))
            if row not in formset.deleted_forms and row.has_changed():
                values = row.cleaned_data
                requisitions.add_member(person=values["person"], role=values["role"], **by)
        for leaving, role in gone:
            requisitions.remove_member(person=leaving, role=role, **by)

    def response_add(
        self, request: HttpRequest, obj: Requisition, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to the page of the requisition, which names the next step."""
        if "_continue" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, _("The requisition is open."))
        return redirect("requisition", obj.pk)

    # --- buttons ---

    def buttons(self, request: HttpRequest, row: Requisition) -> set[str]:
        """Moving only where there is a newer version."""
        if not self.has_change_permission(request, row):
            return set()
        return {"change_state"} | ({"move_version"} if newer_versions(row).exists() else set())

    @action(description=_("Change the state"), url_path="state", icon="swap_horiz")
    def change_state(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """On hold, filled, closed, open again: with a reason."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Change the state"),
            form=StateForm(row, **posted(request)),
            save=lambda form: requisitions.change_state(
                requisition=row, by=person(request), at=timezone.now(), **form.cleaned_data
            ),
            done=_("The state is changed."),
            button=_("Change the state"),
            told=[
                _("The requisition is “%(state)s” now.") % {"state": row.get_state_display()},
                _("Applications stay as they are: only a person ends them."),
            ],
        )

    @action(description=_("Move to a newer rubric version"), url_path="version", icon="upgrade")
    def move_version(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Say what the move does, then do it."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Move to a newer rubric version"),
            form=MoveForm(row, **posted(request)),
            save=lambda form: version_moves.move_to_version(
                requisition=row, by=person(request), at=timezone.now(), **form.cleaned_data
            ),
            done=_("The requisition rests on the new version."),
            button=_("Move"),
            told=[
                _("It rests on “%(version)s” now.") % {"version": row.rubric_version},
                *version_moves.consequences(row),
            ],
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Requisition]:
        """With the rubric version at hand."""
        return super().get_queryset(request).select_related("rubric_version")
