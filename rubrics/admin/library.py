"""The competency library in the admin: entries with their anchors and questions."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline, TabularInline
from unfold.widgets import UnfoldAdminTextareaWidget

from rubrics.admin.base import GuardedAdmin
from rubrics.choices import Seniority
from rubrics.library import lint_levels, lint_question
from rubrics.models import Competency, CompetencyAnchor, CompetencyQuestion
from rubrics.operations import library
from rubrics.permissions import can_manage_library, library_for


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = UnfoldAdminTextareaWidget

    def prepare_value(self, value: Any) -> Any:
        """The lines of a list."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The list of the lines."""
        text = super().to_python(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the lists differ."""
        return list(initial or []) != self.to_python(data)


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question whose probes are written one a line."""

    probes = LinesField(label=_("probes"), required=False, help_text=_("One a line, two to four."))
    seniorities = forms.MultipleChoiceField(
        label=_("seniorities"),
        choices=[(one.value, one.value) for one in Seniority],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = CompetencyQuestion
        fields = ("key", "kind", "text", "fallback", "probes", "good_answer", "minutes", "seniorities")


class CompetencyForm(forms.ModelForm):  # type: ignore[type-arg]
    """An entry whose cues are written one a line."""

    cues = LinesField(
        label=_("words that point here"), required=False, help_text=_("One a line, lower case.")
    )
    heading_cues = LinesField(label=_("headings that point here"), required=False)

    class Meta:
        model = Competency
        fields = ("key", "name", "definition", "family", "active", "cues", "heading_cues")


class PermittedInline:
    """Anchors and questions follow the permission of their entry."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the rows are shown."""
        return can_manage_library(request.user)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class AnchorInline(PermittedInline, TabularInline):  # type: ignore[misc]
    """The anchors of all seniorities."""

    model = CompetencyAnchor
    fields = ("seniority", "level", "text")
    extra = 0
    max_num = 15
    tab = True


class QuestionInline(PermittedInline, StackedInline):  # type: ignore[misc]
    """The questions of the bank."""

    model = CompetencyQuestion
    form = QuestionForm
    extra = 0
    tab = True


@admin.register(Competency)
class CompetencyAdmin(GuardedAdmin):
    """The library; what is saved here is kept when the files are loaded again."""

    may_read = staticmethod(can_manage_library)
    may_add = staticmethod(can_manage_library)
    may_change = staticmethod(can_manage_library)
    rows_for = staticmethod(library_for)
    form = CompetencyForm
    inlines = (AnchorInline, QuestionInline)
    list_display = ("name", "family", "active", "edited", "library_version")
    list_filter = ("family", "active", "edited")
    search_fields = ("name", "key", "definition")

    def get_readonly_fields(self, request: HttpRequest, obj: Competency | None = None) -> tuple[str, ...]:
        """The key is what rubrics refer to."""
        return ("key",) if obj else ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """After anchors and questions are saved: mark the entry, and warn of what the lint finds."""
        super().save_related(request, form, formsets, change)
        library.mark_edited(competency=form.instance, by=request.user, at=timezone.now())
        for sentence in _findings(form.instance):
            self.message_user(request, sentence, messages.WARNING)


def _findings(competency: Competency) -> list[str]:
    anchors = list(competency.anchors.all())
    found = []
    for seniority in sorted({anchor.seniority for anchor in anchors}):
        texts = {anchor.level: anchor.text for anchor in anchors if anchor.seniority == seniority}
        findings = lint_levels([texts.get(level, "") for level in range(1, 6)])
        found += [f"{seniority}: {finding.sentence}" for finding in findings]
    for question in competency.questions.all():
        found += [f"{question.key}: {finding.sentence}" for finding in lint_question(question.text)]
    return found
