"""Loop plans, loops, sessions and seats in the admin: to find and to read; arranged on their own pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from hiring.accounts.models import User
from hiring.admin.guarded import person
from hiring.admin.pages import link
from hiring.admin.reports import ReadOnlyAdmin
from hiring.admin.requisitions import reads_requisitions
from hiring.choices import PlanState, SessionState
from hiring.models import InterviewLoop, InterviewSession, LoopPlan, PanelSeat
from hiring.permissions import can_manage_loop, loops_for, plans_for, seats_for, sessions_for

PLAN_STATES = {
    PlanState.DRAFT.value: "warning",
    PlanState.ACTIVE.value: "success",
    PlanState.SUPERSEDED.value: "default",
}
SESSION_STATES = {
    SessionState.PLANNED.value: "warning",
    SessionState.SCHEDULED.value: "info",
    SessionState.HELD.value: "success",
    SessionState.CANCELLED.value: "default",
}
REQUISITION = "loop__application__requisition"


class LoopAdmin(ReadOnlyAdmin):
    """Rows of loops: the address of their page stands among their values."""

    may_read = staticmethod(reads_requisitions)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The way to the page only for who may open it."""
        fields = super().get_fields(request, obj)
        opens = obj is not None and self.opens_page(person(request), obj)
        return fields if opens else tuple(name for name in fields if name != "page")

    def opens_page(self, user: User, row: Any) -> bool:
        """Whether the user may open the row's page."""
        return True


@admin.register(LoopPlan)
class LoopPlanAdmin(LoopAdmin):
    """Every version of every plan; proposed, changed and activated on its page."""

    rows_for = staticmethod(plans_for)
    list_display = (
        "requisition", "number", "shown_state", "candidate_minutes", "people_minutes", "made_by",
        "activated_at",
    )  # fmt: skip
    list_filter = ("state",)
    list_select_related = ("requisition", "made_by")
    search_fields = ("requisition__title", "requisition__reference")
    ordering = ("-made_at", "-pk")
    fields = (
        "page", "requisition", "number", "shown_state", "rubric_version", "policy", "candidate_minutes",
        "people_minutes", "proof", "made_by", "made_at", "activated_by", "activated_at",
    )  # fmt: skip

    @display(description=_("state"), label=PLAN_STATES, ordering="state")
    def shown_state(self, row: LoopPlan) -> tuple[str, str]:
        """The state as a label."""
        return row.state, row.get_state_display()

    @display(description=_("certificate"))
    def proof(self, row: LoopPlan) -> str:
        """What is proven about the plan's length."""
        return str(row.certificate.get("sentence", "–"))

    @display(description=_("page"))
    def page(self, row: LoopPlan) -> SafeString:
        """The way to the matrix."""
        return link(reverse("plan", args=[row.pk]), _("Open the loop plan"))


@admin.register(InterviewLoop)
class InterviewLoopAdmin(LoopAdmin):
    """The loops, with how many of their interviews have a time. Nothing here depends on scorecards."""

    rows_for = staticmethod(loops_for)
    list_display = ("application", "plan", "shown_state", "timed", "made_by", "made_at")
    list_filter = ("state",)
    list_select_related = (
        "application__candidate",
        "application__requisition",
        "plan__requisition",
        "made_by",
    )
    search_fields = ("application__candidate__full_name", "application__requisition__reference")
    ordering = ("-made_at", "-pk")
    fields = ("page", "application", "plan", "shown_state", "timed", "made_by", "made_at")

    def opens_page(self, user: User, row: InterviewLoop) -> bool:
        """Who staffs and schedules it."""
        return can_manage_loop(user, row)

    @display(description=_("state"), ordering="state")
    def shown_state(self, row: InterviewLoop) -> str:
        """The state in words."""
        return row.get_state_display()

    @display(description=_("interviews with a time"))
    def timed(self, row: InterviewLoop) -> str:
        """Such as 3 of 5."""
        rows = row.sessions.exclude(state=SessionState.CANCELLED)
        counts = {"n": rows.filter(during__isnull=False).count(), "m": rows.count()}
        return _("%(n)d of %(m)d") % counts

    @display(description=_("page"))
    def page(self, row: InterviewLoop) -> SafeString:
        """The way to the loop."""
        return link(reverse("loop", args=[row.pk]), _("Staff and schedule"))


@admin.register(InterviewSession)
class InterviewSessionAdmin(LoopAdmin):
    """The interviews with their times; times and people are set on their page."""

    rows_for = staticmethod(sessions_for)
    list_display = ("interview", "candidate", "requisition", "shown_state", "starts", "place")
    list_filter = ("state",)
    list_select_related = ("planned", "candidate", REQUISITION)
    search_fields = ("candidate__full_name", f"{REQUISITION}__reference", "planned__name")
    ordering = ("-during", "-pk")
    fields = ("page", "interview", "candidate", "requisition", "shown_state", "starts", "ends", "place")

    def opens_page(self, user: User, row: InterviewSession) -> bool:
        """Who staffs and schedules its loop."""
        return can_manage_loop(user, row.loop)

    @display(description=_("interview"), ordering="planned__name")
    def interview(self, row: InterviewSession) -> str:
        """Its name in the plan."""
        return row.planned.name

    @display(description=_("requisition"))
    def requisition(self, row: InterviewSession) -> str:
        """Title and reference."""
        return str(row.loop.application.requisition)

    @display(description=_("state"), label=SESSION_STATES, ordering="state")
    def shown_state(self, row: InterviewSession) -> tuple[str, str]:
        """The state as a label."""
        return row.state, row.get_state_display()

    @display(description=_("from"), ordering="during")
    def starts(self, row: InterviewSession) -> Any:
        """The start, in the site's zone."""
        return localtime(row.during.lower) if row.during else None

    @display(description=_("to"))
    def ends(self, row: InterviewSession) -> Any:
        """The end, in the site's zone."""
        return localtime(row.during.upper) if row.during else None

    @display(description=_("page"))
    def page(self, row: InterviewSession) -> SafeString:
        """The way to its arrangement."""
        return link(reverse("session_arrange", args=[row.pk]), _("Set time and people"))


@admin.register(PanelSeat)
class PanelSeatAdmin(LoopAdmin):
    """Who sits where, and who was taken out of which interview and why."""

    rows_for = staticmethod(seats_for)
    list_display = ("person", "shown_kind", "interview", "candidate", "starts", "cancelled")
    list_filter = ("kind", "cancelled")
    list_select_related = ("person", "session__planned", "session__candidate")
    search_fields = ("person__full_name", "session__candidate__full_name")
    ordering = ("-given_at", "-pk")
    fields = (
        "page", "person", "shown_kind", "interview", "candidate", "starts", "cancelled", "cancelled_reason",
        "given_by", "given_at",
    )  # fmt: skip

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Why somebody was taken out, or cannot come, only for who reads it on the loop's page as well."""
        fields = super().get_fields(request, obj)
        reads = obj is not None and self.opens_page(person(request), obj)
        return fields if reads else tuple(name for name in fields if name != "cancelled_reason")

    def opens_page(self, user: User, row: PanelSeat) -> bool:
        """Who staffs and schedules its loop."""
        return can_manage_loop(user, row.session.loop)

    @display(description=_("seat"), ordering="kind")
    def shown_kind(self, row: PanelSeat) -> str:
        """The seat in words."""
        return row.get_kind_display()

    @display(description=_("interview"))
    def interview(self, row: PanelSeat) -> str:
        """Its name in the plan."""
        return row.session.planned.name

    @display(description=_("candidate"))
    def candidate(self, row: PanelSeat) -> str:
        """Who is interviewed."""
        return str(row.session.candidate)

    @display(description=_("from"), ordering="during")
    def starts(self, row: PanelSeat) -> Any:
        """The start, in the site's zone."""
        return localtime(row.during.lower) if row.during else None

    @display(description=_("page"))
    def page(self, row: PanelSeat) -> SafeString:
        """The way to the interview's arrangement."""
        return link(reverse("session_arrange", args=[row.session_id]), _("Set time and people"))
