"""Scorecards, candidate reports, debriefs and decisions in the admin: to read only, under the same blindness.

Lists hold what the person may know of, and a row shows only what they may read: a coordinator sees that a
scorecard is in and never what stands in it. A filter in the address reaches the columns that are offered as
filters and no other: counting the rows that `?recommendation=for` leaves would be reading them.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from hiring.accounts.models import User
from hiring.admin.guarded import GuardedAdmin, person
from hiring.choices import DebriefState, ReportState, ScorecardState
from hiring.models import CandidateReport, Debrief, Decision, Scorecard
from hiring.operations import scorecards
from hiring.permissions import (
    can_read_scorecard,
    debriefs_for,
    may,
    rated_applications,
    reports_for,
    requisitions_for,
    trackable_scorecards,
)
from hiring.roles import Permission
from rubrics.choices import LEVEL_LABELS

SCORECARD_STATES = {
    ScorecardState.DRAFT.value: "default",
    ScorecardState.RATINGS_LOCKED.value: "info",
    ScorecardState.SUBMITTED.value: "success",
    ScorecardState.EXCUSED.value: "warning",
}
REPORT_STATES = {
    ReportState.QUEUED.value: "default",
    ReportState.BUILDING.value: "info",
    ReportState.READY.value: "success",
    ReportState.FAILED.value: "danger",
}


def reads_reports(user: User) -> bool:
    """Whether the user's roles let them read reports at all."""
    return may(user, Permission.READ_REPORTS)


def tracks_scorecards(user: User) -> bool:
    """Whether there is, or may be, a requisition whose scorecards the user follows."""
    return may(user, Permission.READ_ALL_REQUISITIONS) or requisitions_for(user).exists()


class ReadOnlyAdmin(GuardedAdmin):
    """Rows that nobody adds, changes or deletes here."""

    list_filter: tuple[Any, ...] = ()

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters that are offered; the admin by itself lets every column of the row through."""
        return lookup.split("__", maxsplit=1)[0] in self.list_filter

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Everything."""
        return self.get_fields(request, obj)


@admin.register(Scorecard)
class ScorecardAdmin(ReadOnlyAdmin):
    """Who owes a scorecard and who has handed it in; what stands in it only for who may read it."""

    rows_for = staticmethod(trackable_scorecards)
    may_read = staticmethod(tracks_scorecards)
    list_display = ("author", "application", "interview", "shown_state", "due_at", "submitted_at")
    list_filter = ("state",)
    list_select_related = (
        "author",
        "application__candidate",
        "application__requisition",
        "seat__session__planned",
    )
    search_fields = ("author__full_name", "application__candidate__full_name")
    ordering = ("due_at", "pk")
    known = ("author", "application", "interview", "counts", "shown_state", "due_at", "submitted_at")

    def get_fields(self, request: HttpRequest, obj: Scorecard | None = None) -> tuple[str, ...]:
        """What stands in it only for who may read it."""
        if obj is None or not can_read_scorecard(person(request), obj):
            return self.known
        excused = ("excused_by", "excused_at", "excused_reason") if obj.excused_at else ()
        if obj.state != ScorecardState.SUBMITTED:
            return (*self.known, *excused)
        return (*self.known, "shown_ratings", "recommendation", "recommendation_reason")

    def render_change_form(self, request: HttpRequest, context: Any, **kwargs: Any) -> HttpResponse:
        """Reading it here is remembered as on its page (rule 5)."""
        row, user = kwargs.get("obj"), person(request)
        if row is not None and row.state == ScorecardState.SUBMITTED and can_read_scorecard(user, row):
            scorecards.note_reading(scorecard=row, by=user, at=timezone.now())
        response: HttpResponse = super().render_change_form(request, context, **kwargs)
        return response

    @display(description=_("interview"))
    def interview(self, row: Scorecard) -> str:
        """The interview and the seat."""
        return f"{row.seat.session.planned.name}, {row.seat.get_kind_display().lower()}"

    @display(description=_("state"), label=SCORECARD_STATES, ordering="state")
    def shown_state(self, row: Scorecard) -> tuple[str, str]:
        """The state as a label."""
        return row.state, row.get_state_display()

    @display(description=_("first ratings"))
    def shown_ratings(self, row: Scorecard) -> SafeString:
        """Each competency with level, name of the level and evidence."""
        ratings = row.ratings.select_related("competency")
        return format_html_join(
            "",
            "<p><b>{}</b>: {}<br>{}</p>",
            (
                (
                    rating.competency.name,
                    f"{rating.level} {LEVEL_LABELS[rating.level]}"
                    if rating.level
                    else rating.get_not_assessed_reason_display(),
                    rating.evidence,
                )
                for rating in ratings
            ),
        )


@admin.register(CandidateReport)
class CandidateReportAdmin(ReadOnlyAdmin):
    """Every report that was asked for; its numbers are read on its page, with their evidence."""

    rows_for = staticmethod(reports_for)
    may_read = staticmethod(reads_reports)
    list_display = ("application", "number", "shown_state", "complete", "requested_at", "frozen_at")
    list_filter = ("state", "complete")
    list_select_related = ("application__candidate", "application__requisition")
    search_fields = ("application__candidate__full_name", "application__requisition__reference")
    ordering = ("-requested_at", "-pk")
    fields = (
        "application", "number", "shown_state", "failure", "complete", "requested_at", "requested_by",
        "frozen_at", "attempts", "facts_sha256", "pdf_sha256", "workbook_sha256", "page",
    )  # fmt: skip

    @display(description=_("state"), label=REPORT_STATES, ordering="state")
    def shown_state(self, row: CandidateReport) -> tuple[str, str]:
        """The state as a label."""
        return row.state, row.get_state_display()

    @display(description=_("page"))
    def page(self, row: CandidateReport) -> SafeString:
        """The way to the report."""
        return format_html('<a href="{}">{}</a>', reverse("report", args=[row.pk]), _("Open the report"))


@admin.register(Debrief)
class DebriefAdmin(ReadOnlyAdmin):
    """The debriefs; votes are read on their page, where those of an open round lie face down."""

    rows_for = staticmethod(debriefs_for)
    may_read = staticmethod(reads_reports)
    list_display = ("application", "shown_state", "opened_by", "opened_at", "closed_at")
    list_filter = ("state",)
    list_select_related = ("application__candidate", "application__requisition", "opened_by")
    search_fields = ("application__candidate__full_name", "application__requisition__reference")
    ordering = ("-opened_at", "-pk")
    fields = ("application", "report", "shown_state", "opened_by", "opened_at", "closed_at", "notes", "page")

    @display(description=_("state"), ordering="state")
    def shown_state(self, row: Debrief) -> str:
        """The step in words."""
        return str(row.get_state_display()) if row.state != DebriefState.CLOSED else str(_("Closed"))

    @display(description=_("page"))
    def page(self, row: Debrief) -> SafeString:
        """The way to the debrief."""
        return format_html('<a href="{}">{}</a>', reverse("debrief", args=[row.pk]), _("Open the debrief"))


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Who decided what, when and why; departures from the composite with their direction."""

    rows_for = staticmethod(lambda user: Decision.objects.filter(application__in=rated_applications(user)))
    may_read = staticmethod(reads_reports)
    list_display = ("application", "number", "outcome", "reason_code", "override", "decided_by", "decided_at")
    list_filter = ("outcome", "reason_code", "override")
    list_select_related = ("application__candidate", "application__requisition", "decided_by")
    search_fields = ("application__candidate__full_name", "application__requisition__reference")
    ordering = ("-decided_at", "-pk")
    fields = (
        "application", "number", "report", "outcome", "reason_code", "reason", "override",
        "override_direction", "override_reason", "decided_by", "decided_at", "page",
    )  # fmt: skip

    @display(description=_("page"))
    def page(self, row: Decision) -> SafeString:
        """The way to the decisions of the application."""
        url = reverse("decide", args=[row.application_id])
        return format_html('<a href="{}">{}</a>', url, _("Open the decision"))
