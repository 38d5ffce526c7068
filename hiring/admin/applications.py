"""Applications in the admin: moved, withdrawn with a reason, reopened, their requirements verified."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from hiring.accounts.models import User
from hiring.admin.guarded import GuardedAdmin, person
from hiring.admin.pages import form_page, link, posted
from hiring.choices import Stage
from hiring.forms.candidates import ApplicationForm, ReasonForm, RequirementsForm, StageForm, stage_choices
from hiring.models import Application
from hiring.operations import candidates
from hiring.permissions import applications_for, manageable_applications, may, requisitions_for
from hiring.queries.candidates import Requirement, requirements
from hiring.roles import Permission

STAGES = {
    Stage.SCREEN.value: "default",
    Stage.LOOP.value: "info",
    Stage.DEBRIEF.value: "info",
    Stage.DECIDED.value: "warning",
    Stage.HIRED.value: "success",
    Stage.WITHDRAWN.value: "danger",
}


def adds_applications(user: User) -> bool:
    """Whether the user may enter candidates."""
    return may(user, Permission.MANAGE_CANDIDATES)


def reads_applications(user: User) -> bool:
    """Whether there is, or may be, an application for the user to see."""
    return may(user, Permission.READ_ALL_REQUISITIONS) or requisitions_for(user).exists()


def page_link(name: str, row: Application, label: Any) -> SafeString | str:
    """A link to a page outside the admin, where there is one."""
    try:
        return link(reverse(name, args=[row.pk]), label)
    except NoReverseMatch:
        return "–"


@admin.register(Application)
class ApplicationAdmin(GuardedAdmin):
    """Who is at which stage. Nothing here shows a rating, an average or a count of either."""

    rows_for = staticmethod(applications_for)
    changeable_for = staticmethod(manageable_applications)
    may_read = staticmethod(reads_applications)
    may_add = staticmethod(adds_applications)
    form = ApplicationForm
    list_display = ("candidate", "requisition", "shown_stage", "stage_changed_at", "applied_at")
    list_filter = ("stage", ("requisition", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("candidate", "requisition")
    search_fields = (
        "candidate__full_name",
        "candidate__email",
        "requisition__title",
        "requisition__reference",
    )
    ordering = ("-applied_at", "-pk")
    date_hierarchy = "applied_at"
    autocomplete_fields = ("candidate", "requisition")
    actions_detail = ("move_stage", "verify", "withdraw", "reopen")

    def get_fields(self, request: HttpRequest, obj: Application | None = None) -> tuple[str, ...]:
        """A stored one is read; its buttons change it."""
        if obj is None:
            return ("candidate", "requisition")
        reason = ("withdrawn_reason",) if obj.withdrawn_reason else ()
        return (
            "shown_candidate", "requisition", "stage", "stage_changed_at", "applied_at", *reason,
            "shown_requirements", "shown_page",
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Application | None = None) -> tuple[str, ...]:
        """Everything, once it is stored."""
        return self.get_fields(request, obj) if obj else ()

    @display(description=_("stage"), label=STAGES)
    def shown_stage(self, row: Application) -> tuple[str, str]:
        """The stage as a label."""
        return row.stage, row.get_stage_display()

    @display(description=_("candidate"))
    def shown_candidate(self, row: Application) -> SafeString:
        """The way to the candidate."""
        url = reverse("admin:hiring_candidate_change", args=[row.candidate_id])
        return link(url, row.candidate)

    @display(description=_("requirements to verify"))
    def shown_requirements(self, row: Application) -> SafeString | str:
        """What is verified, with its status."""
        return format_html_join("", "<div>{}: {}</div>", (summary(each) for each in requirements(row))) or "–"

    @display(description=_("page"))
    def shown_page(self, row: Application) -> SafeString | str:
        """The way to the application's own page."""
        return page_link("application", row, _("Interviews, report and decision"))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A stored one has buttons above, so nothing to save below."""
        if object_id:
            names = ("show_save", "show_save_and_continue", "show_save_and_add_another")
            extra_context = {**dict.fromkeys(names, False), **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def add(self, form: ApplicationForm, **by: Any) -> Application:
        """Enter the candidate."""
        return candidates.apply(**form.cleaned_data, **by)

    def change(self, obj: Application, form: ApplicationForm, **by: Any) -> Application:
        """A stored one has nothing to type: sent all the same, it stays as it is."""
        return obj

    # --- buttons ---

    def buttons(self, request: HttpRequest, row: Application) -> set[str]:
        """Only steps that the stage allows."""
        if not self.has_change_permission(request, row):
            return set()
        if row.stage == Stage.WITHDRAWN:
            return {"reopen"}
        steps = {"verify"} if requirements(row) else set()
        steps |= {"move_stage"} if stage_choices(row) else set()
        return steps | ({"withdraw"} if row.stage != Stage.HIRED else set())

    @action(description=_("Move to another stage"), url_path="stage", icon="swap_horiz")
    def move_stage(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """To a stage that a person sets by hand."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Move to another stage"),
            form=StageForm(row, **posted(request)),
            save=lambda form: candidates.move_stage(
                application=row, by=person(request), at=timezone.now(), **form.cleaned_data
            ),
            done=_("The stage is changed."),
            button=_("Move"),
            told=[_("The application stands at “%(stage)s”.") % {"stage": row.get_stage_display()}],
        )

    @action(description=_("Withdraw"), url_path="withdraw", icon="logout")
    def withdraw(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """With its reason; coming interviews are cancelled."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Withdraw the application?"),
            form=ReasonForm(**posted(request)),
            save=lambda form: candidates.withdraw(
                application=row, by=person(request), at=timezone.now(), **form.cleaned_data
            ),
            done=_("The application is withdrawn."),
            button=_("Withdraw"),
            told=[_("Coming interviews are cancelled. Scorecards stay.")],
        )

    @action(description=_("Reopen"), url_path="reopen", icon="undo")
    def reopen(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Take the withdrawal back, with its reason."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Reopen the application?"),
            form=ReasonForm(**posted(request)),
            save=lambda form: candidates.reopen(
                application=row, by=person(request), at=timezone.now(), **form.cleaned_data
            ),
            done=_("The application stands at the first stage again."),
            button=_("Reopen"),
            told=[_("It stands at the first stage again; cancelled interviews stay cancelled.")],
        )

    @action(description=_("Verify requirements"), url_path="requirements", icon="task_alt")
    def verify(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """All requirements of the rubric version on one page."""
        row = self.row_or_404(request, object_id)
        return form_page(
            self,
            request,
            row=row,
            title=_("Verify requirements"),
            form=RequirementsForm(requirements(row), **posted(request)),
            save=lambda form: save_requirements(row, form, person(request)),
            done=_("Saved."),
            button=_("Save"),
            told=[
                _(
                    "Facts, verified and never scored. Nobody is rejected by them: a person decides, and the "
                    "candidate may correct them."
                ),
            ],
            template="admin/hiring/requirements.html",
        )  # fmt: skip


@transaction.atomic
def save_requirements(row: Application, form: RequirementsForm, by: User) -> None:
    """Write what was changed; all of it or, where a note is missing, nothing."""
    for each, status, note in form.changes():
        candidates.verify_requirement(
            application=row, statement=each.statement, status=status, note=note, by=by, at=timezone.now()
        )


def summary(each: Requirement) -> tuple[str, str]:
    """A requirement's words and its status."""
    status = each.verified.get_status_display() if each.verified else _("Unknown")
    return each.statement.label or each.statement.shown, str(status)
