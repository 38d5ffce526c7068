"""Interviewers in the admin: limits, qualifications, weekly hours, absences, conflicts of interest."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from hiring.accounts.models import User
from hiring.admin.guarded import GuardedAdmin, GuardedInline, person
from hiring.forms.interviewers import AbsenceForm, InterviewerForm
from hiring.models import Absence, Candidate, Conflict, Interviewer, Qualification, WeeklyHours
from hiring.operations import interviewers
from hiring.permissions import candidates_for, interviewers_for, may
from hiring.roles import Permission


def plans_loops(user: User) -> bool:
    """Whether the user may see and change interviewers."""
    return may(user, Permission.MANAGE_LOOPS)


class QualificationInline(GuardedInline):
    """Kinds of interview, from a day on."""

    model = Qualification
    fields = ("kind", "since")


class HoursInline(GuardedInline):
    """The week, in the interviewer's own time zone."""

    model = WeeklyHours
    fields = ("weekday", "starts", "ends")
    verbose_name_plural = _("weekly hours, in the interviewer's own time zone")


class AbsenceInline(GuardedInline):
    """Dated pauses, in the time zone of whoever looks."""

    model = Absence
    form = AbsenceForm
    fields = ("starts", "ends", "comment")
    verbose_name_plural = _("absences, in your own time zone")


class ConflictInline(GuardedInline):
    """Candidates whom the interviewer may not rate, as far as the person may see them."""

    model = Conflict
    fields = ("candidate", "reason")
    autocomplete_fields = ("candidate",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conflict]:
        """Conflicts with candidates whom the person may see."""
        rows: QuerySet[Conflict] = super().get_queryset(request)
        return rows.filter(candidate__in=candidates_for(person(request)))


@admin.register(Interviewer)
class InterviewerAdmin(GuardedAdmin):
    """The list of interviewers, for those who plan loops."""

    rows_for = staticmethod(interviewers_for)
    changeable_for = staticmethod(interviewers_for)
    may_read = staticmethod(plans_loops)
    may_add = staticmethod(plans_loops)
    form = InterviewerForm
    inlines = (QualificationInline, HoursInline, AbsenceInline, ConflictInline)
    list_display = ("person", "shown_kinds", "day_limit", "week_limit", "active")
    list_filter = ("active", "qualifications__kind")
    list_select_related = ("person",)
    search_fields = ("person__full_name", "person__email")
    ordering = ("person__full_name", "pk")
    autocomplete_fields = ("person",)
    fields = ("person", "day_limit", "week_limit", "buffer_minutes", "active")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interviewer]:
        """With the qualifications at hand."""
        return super().get_queryset(request).prefetch_related("qualifications__kind")

    def get_readonly_fields(self, request: HttpRequest, obj: Interviewer | None = None) -> tuple[str, ...]:
        """The profile stays with its person."""
        return ("person",) if obj else ()

    @display(description=_("qualified for"))
    def shown_kinds(self, row: Interviewer) -> str:
        """The names of the kinds of interview."""
        return ", ".join(each.kind.name for each in row.qualifications.all()) or "–"

    def add(self, form: InterviewerForm, **by: Any) -> Interviewer:
        """Make the person an interviewer; one who is known already is refused rather than changed."""
        values = dict(form.cleaned_data)
        chosen = values.pop("person")
        if Interviewer.objects.filter(person=chosen).exists():
            raise interviewers.InterviewerRefused(
                _("%(name)s is an interviewer already: look for them in the list.") % {"name": chosen}
            )
        return interviewers.set_profile(person=chosen, **values, **by)

    def change(self, obj: Interviewer, form: InterviewerForm, **by: Any) -> Interviewer:
        """Change the limits."""
        limits = {name: form.cleaned_data[name] for name in interviewers.LIMITS}
        return interviewers.set_profile(person=obj.person, **limits, **by)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Each table goes to its operation as a whole; conflicts one by one, since some are unseen."""
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        by = {"interviewer": form.instance, "by": person(request), "at": timezone.now()}
        rows = [
            row.cleaned_data
            for row in formset.forms
            if row not in formset.deleted_forms and (row.instance.pk or row.has_changed())
        ]
        if formset.model is Qualification:
            interviewers.set_qualifications(kinds=[(row["kind"], row["since"]) for row in rows], **by)
        elif formset.model is WeeklyHours:
            hours = [(row["weekday"], row["starts"], row["ends"]) for row in rows]
            interviewers.set_hours(hours=hours, **by)
        elif formset.model is Absence:
            absences = [(row["starts"], row["ends"], row["comment"]) for row in rows]
            interviewers.set_absences(absences=absences, **by)
        else:
            save_conflicts(formset, rows, by)


def save_conflicts(formset: Any, rows: list[dict[str, Any]], by: dict[str, Any]) -> None:
    """Lift what was taken out or exchanged, then set what is left."""
    before = {row.initial["candidate"] for row in formset.initial_forms}
    kept = {row["candidate"].pk for row in rows}
    for candidate in Candidate.objects.filter(pk__in=before - kept):
        interviewers.lift_conflict(candidate=candidate, **by)
    for row in rows:
        interviewers.set_conflict(candidate=row["candidate"], reason=row["reason"], **by)
