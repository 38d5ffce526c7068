"""Rubrics and their versions in the admin: lists that lead to the review; nothing is edited here."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from rubrics.admin.base import GuardedAdmin
from rubrics.choices import Proposal, VersionState
from rubrics.models import Rubric, RubricVersion
from rubrics.permissions import can_read_rubrics, rubrics_for, versions_for

LABELS = {
    VersionState.PUBLISHED.value: "success",
    VersionState.DRAFT.value: "info",
    VersionState.DISCARDED.value: "warning",
}


@admin.register(Rubric)
class RubricAdmin(GuardedAdmin):
    """One line a role, with its versions."""

    may_read = staticmethod(can_read_rubrics)
    rows_for = staticmethod(rubrics_for)
    list_display = ("name", "shown_versions", "created_at")
    search_fields = ("name", "versions__role_title")
    fields = readonly_fields = ("name", "shown_versions", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rubric]:
        """With the versions at hand."""
        return super().get_queryset(request).prefetch_related("versions")

    @admin.display(description=_("versions"))
    def shown_versions(self, obj: Rubric) -> SafeString | str:
        """Links to every version with its state."""
        rows = (
            (reverse("rubric_review", args=[one.pk]), one.number, one.get_state_display().lower())
            for one in obj.versions.all()
        )
        return format_html_join(", ", '<a class="text-primary-600" href="{}">v{} {}</a>', rows) or "–"


@admin.register(RubricVersion)
class RubricVersionAdmin(GuardedAdmin):
    """Every version; its own page is the review."""

    may_read = staticmethod(can_read_rubrics)
    rows_for = staticmethod(versions_for)
    list_display = (
        "role_title",
        "number",
        "shown_state",
        "scored",
        "role_document",
        "published_at",
        "review",
    )
    list_filter = ("state", "seniority", "published_at")
    search_fields = ("role_title", "rubric__name")
    list_select_related = ("role_document",)
    fields = readonly_fields = (
        "role_title",
        "number",
        "state",
        "review",
        "role_document",
        "seniority",
        "policy",
        "library_version",
        "rule_version",
        "revision_reason",
        "few_reason",
        "published_at",
        "published_by",
        "content_sha256",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[RubricVersion]:
        """With the number of scored competencies."""
        scored = Count("competencies", filter=Q(competencies__proposal=Proposal.SCORE))
        return super().get_queryset(request).annotate(scored_count=scored)

    @display(description=_("state"), label=LABELS, ordering="state")  # type: ignore[misc]
    def shown_state(self, obj: RubricVersion) -> tuple[str, str]:
        """The state as a coloured word."""
        return obj.state, obj.get_state_display()

    @admin.display(description=_("scored competencies"), ordering="scored_count")
    def scored(self, obj: RubricVersion) -> int:
        """How many competencies are rated."""
        count: int = obj.scored_count  # type: ignore[attr-defined]
        return count

    @admin.display(description=_("page"))
    def review(self, obj: RubricVersion) -> SafeString:
        """Where the version is reviewed or read."""
        label = _("Review the draft") if obj.is_draft else _("Open")
        url = reverse("rubric_review", args=[obj.pk])
        return format_html('<a class="text-primary-600" href="{}">{}</a>', url, label)
