"""Training paths and the people on them in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from hiring.admin.guarded import GuardedAdmin, GuardedInline, person
from hiring.admin.interviewers import plans_loops
from hiring.admin.pages import link
from hiring.forms.training import EnrolmentForm, PathForm, StageForm
from hiring.models import TrainingEnrolment, TrainingPath, TrainingStage
from hiring.operations import training
from hiring.permissions import manageable_enrolments, paths_for
from hiring.queries.training import course, whole

FIELDS = ("kind", "count", "title", "text", "link")


class StageInline(GuardedInline):
    """The stages in their order; the approval follows the last one."""

    model = TrainingStage
    form = StageForm
    fields = ("order", *FIELDS)
    verbose_name_plural = _("stages, in their order; the approval follows the last one")


@admin.register(TrainingPath)
class TrainingPathAdmin(GuardedAdmin):
    """What leads to each qualification."""

    rows_for = staticmethod(paths_for)
    changeable_for = staticmethod(paths_for)
    may_read = staticmethod(plans_loops)
    may_add = staticmethod(plans_loops)
    form = PathForm
    inlines = (StageInline,)
    list_display = ("kind", "approver", "days", "active")
    list_filter = ("active",)
    list_select_related = ("kind", "approver")
    search_fields = ("kind__name",)
    ordering = ("kind__name", "pk")
    autocomplete_fields = ("approver",)
    fields = ("kind", "approver", "days", "active")

    def get_readonly_fields(self, request: HttpRequest, obj: TrainingPath | None = None) -> tuple[str, ...]:
        """A path stays with its kind of interview."""
        return ("kind",) if obj else ()

    def add(self, form: PathForm, **by: Any) -> TrainingPath:
        """Make the path; one that is there already is refused rather than changed."""
        if TrainingPath.objects.filter(kind=form.cleaned_data["kind"]).exists():
            raise training.TrainingRefused(
                _("“%(kind)s” has a training path already.") % {"kind": form.cleaned_data["kind"]}
            )
        return training.set_path(**form.cleaned_data, **by)

    def change(self, obj: TrainingPath, form: PathForm, **by: Any) -> TrainingPath:
        """Change who approves, the days, and whether it takes trainees."""
        values = {name: form.cleaned_data[name] for name in ("approver", "days", "active")}
        return training.set_path(kind=obj.kind, **values, **by)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """The stages go to their operation as a whole."""
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        rows = [
            row
            for row in formset.forms
            if row not in formset.deleted_forms and (row.instance.pk or row.has_changed())
        ]
        rows.sort(key=lambda row: row.cleaned_data["order"])
        stages = [
            training.StageText(id=row.instance.pk, **{name: row.cleaned_data[name] or "" for name in FIELDS})
            for row in rows
        ]
        training.set_stages(path=form.instance, stages=stages, by=person(request), at=timezone.now())


@admin.register(TrainingEnrolment)
class TrainingEnrolmentAdmin(GuardedAdmin):
    """Who is on which path, how far, and until when."""

    rows_for = staticmethod(manageable_enrolments)
    changeable_for = staticmethod(manageable_enrolments)
    may_read = staticmethod(plans_loops)
    may_add = staticmethod(plans_loops)
    form = EnrolmentForm
    list_display = ("interviewer", "path", "shown_progress", "shown_state", "deadline")
    list_filter = ("path",)
    search_fields = ("interviewer__person__full_name", "path__kind__name")
    ordering = ("deadline", "pk")
    autocomplete_fields = ("interviewer",)
    fields = ("interviewer", "path", "deadline", "shown_progress", "state_words", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrainingEnrolment]:
        """With everything that the progress is counted from but the seats."""
        return whole(super().get_queryset(request))

    def get_readonly_fields(
        self, request: HttpRequest, obj: TrainingEnrolment | None = None
    ) -> tuple[str, ...]:
        """Only the deadline can be moved."""
        shown = ("shown_progress", "state_words", "page")
        return ("interviewer", "path", *shown) if obj else shown

    def get_fields(self, request: HttpRequest, obj: TrainingEnrolment | None = None) -> tuple[str, ...]:
        """A new one has no progress yet."""
        return self.fields if obj else self.fields[:3]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is approved or ended stays as it is."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def add(self, form: EnrolmentForm, **by: Any) -> TrainingEnrolment:
        """Put the interviewer on the path."""
        return training.enrol(**form.cleaned_data, **by)

    def change(self, obj: TrainingEnrolment, form: EnrolmentForm, **by: Any) -> TrainingEnrolment:
        """Move the deadline."""
        if deadline := form.cleaned_data["deadline"]:
            training.move_deadline(enrolment=obj, deadline=deadline, **by)
        return TrainingEnrolment.objects.get(pk=obj.pk)

    @display(description=_("stages done"))
    def shown_progress(self, row: TrainingEnrolment) -> str:
        """How many of the stages are done."""
        stages = course(row, timezone.now()).progress.stages
        return _("%(done)d of %(all)d") % {"done": sum(each.is_done for each in stages), "all": len(stages)}

    @display(description=_("state"), label={"late": "danger", "approved": "success", "waits": "warning"})
    def shown_state(self, row: TrainingEnrolment) -> tuple[str, Any]:
        """Approved, ended, late, waiting for approval, or under way."""
        if not row.is_open:
            return ("approved", _("Approved")) if row.approved_at else ("ended", _("Ended without approval"))
        found = course(row, timezone.now())
        if found.is_overdue:
            return "late", _("Late")
        return ("waits", _("Waits for approval")) if found.awaits_approval else ("open", _("Under way"))

    @display(description=_("state"))
    def state_words(self, row: TrainingEnrolment) -> str:
        """The same in words alone."""
        return str(self.shown_state(row)[1])

    @display(description=_("page"))
    def page(self, row: TrainingEnrolment) -> SafeString:
        """The way to its stages."""
        return link(reverse("training", args=[row.pk]), _("Stages, approval and retakes"))
