"""Interviewers in the admin: limits, qualifications, hours, absences, calendars, conflicts of interest."""

from collections.abc import Callable
from datetime import time
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from hiring.accounts.models import User
from hiring.admin.guarded import MOST_DIGITS, GuardedAdmin, GuardedInline, person
from hiring.admin.pages import link
from hiring.forms.interviewers import AbsenceForm, InterviewerForm
from hiring.models import (
    Absence,
    BusyCalendar,
    Candidate,
    Conflict,
    Interviewer,
    PreferredHours,
    Qualification,
    Training,
    WeeklyHours,
)
from hiring.operations import interviewers
from hiring.permissions import candidates_for, interviewers_for, may
from hiring.roles import Permission


def plans_loops(user: User) -> bool:
    """Whether the user may see and change interviewers."""
    return may(user, Permission.MANAGE_LOOPS)


# The week that is proposed for a new interviewer: working days from nine to five.
OFFICE_HOURS = [{"weekday": day, "starts": time(9), "ends": time(17)} for day in range(5)]


def proposed_kinds(request: HttpRequest) -> list[str]:
    """The numbers of the kinds of interview that the address proposes to qualify for."""
    kinds = request.GET.getlist("kind")
    return [kind for kind in kinds if kind.isdecimal() and len(kind) < MOST_DIGITS]


class QualificationInline(GuardedInline):
    """Kinds of interview, under all rubrics or the versions of one, from a day on and by whose word."""

    model = Qualification
    fields = ("kind", "rubric", "since", "given_by")
    readonly_fields = ("given_by",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A line for each kind of interview that the address proposes."""
        return len(proposed_kinds(request)) or self.extra


class HoursInline(GuardedInline):
    """The week, in the interviewer's own time zone."""

    model = WeeklyHours
    fields = ("weekday", "starts", "ends")
    verbose_name_plural = _("weekly hours, in the interviewer's own time zone")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """The week that is proposed for a new interviewer."""
        return self.extra if obj else len(OFFICE_HOURS)


class PreferredInline(GuardedInline):
    """When in the week they like interviews best."""

    model = PreferredHours
    fields = ("weekday", "starts", "ends")
    verbose_name_plural = _("preferred hours, in the interviewer's own time zone")


class TrainingInline(GuardedInline):
    """In what they were trained, and when."""

    model = Training
    fields = ("topic", "trained_on")
    verbose_name_plural = _("training in rating with a rubric's anchors")


class CalendarInline(GuardedInline):
    """Whether their calendars can be read; the address of a feed is its owner's alone."""

    model = BusyCalendar
    fields = ("name", "read_at", "failure")
    readonly_fields = ("name", "read_at", "failure")
    verbose_name_plural = _("calendars, kept by the interviewer")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only the interviewer adds them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing here is changed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only the interviewer removes them."""
        return False


class AbsenceInline(GuardedInline):
    """Dated pauses, in the time zone of whoever looks."""

    model = Absence
    form = AbsenceForm
    fields = ("starts", "ends", "comment")
    verbose_name_plural = _("absences, in your own time zone")


class ConflictInline(GuardedInline):
    """Candidates whom the interviewer may not rate, as far as the person may see them."""

    model = Conflict
    fields = ("candidate", "kind", "reason")
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
    inlines = (
        QualificationInline, HoursInline, PreferredInline, AbsenceInline, ConflictInline, TrainingInline,
        CalendarInline,
    )  # fmt: skip
    list_display = ("person", "shown_kinds", "day_limit", "week_limit", "active")
    list_filter = ("active", "qualifications__kind")
    list_select_related = ("person",)
    search_fields = ("person__full_name", "person__email")
    ordering = ("person__full_name", "pk")
    autocomplete_fields = ("person",)
    fields = ("person", "day_limit", "week_limit", "buffer_minutes", "active", "shown_pools", "pages")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interviewer]:
        """With the qualifications at hand."""
        return (
            super().get_queryset(request).prefetch_related("qualifications__kind", "qualifications__rubric")
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Interviewer | None = None) -> tuple[str, ...]:
        """The profile stays with its person."""
        shown = ("shown_pools", "pages")
        return ("person", *shown) if obj else shown

    def get_form(
        self, request: HttpRequest, obj: Interviewer | None = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        """The form, with the limits that the address proposes, such as a way out of what stays open."""
        form = super().get_form(request, obj, change, **kwargs)
        form.proposed = {
            name: value
            for name in ("day_limit", "week_limit")
            if (value := request.GET.get(name, "")).isdecimal() and request.method == "GET"
        }
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """What is proposed: kinds of interview by the address, a new one's week; stored only when it is saved."""
        found: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "GET":
            return found  # a line that equals its proposal would count as left empty
        if isinstance(inline, QualificationInline):
            # The day by which plans count, so that who is qualified now may be asked now, west and east of it.
            day = timezone.now().date()
            found["initial"] = [{"kind": kind, "since": day} for kind in proposed_kinds(request)]
        elif isinstance(inline, HoursInline) and obj.pk is None:
            found["initial"] = OFFICE_HOURS
        return found

    @display(description=_("qualified for"))
    def shown_kinds(self, row: Interviewer) -> str:
        """The names of the kinds of interview."""
        return ", ".join(map(str, row.qualifications.all())) or "–"

    @display(description=_("pools"))
    def shown_pools(self, row: Interviewer) -> SafeString | str:
        """The pools that the person belongs to, with the way to each."""
        members = row.pools.select_related("pool") if row.pk else ()
        return (
            format_html_join(
                ", ",
                "{}",
                (
                    (link(reverse("admin:hiring_pool_change", args=[each.pool_id]), each.pool),)
                    for each in members
                ),
            )
            or "–"
        )

    @display(description=_("pages"))
    def pages(self, row: Interviewer) -> SafeString:
        """The way to everybody's load."""
        return link(reverse("interviewer_load"), _("Load of all interviewers over time"))

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
        if formset.model is Conflict:
            save_conflicts(formset, rows, by)
        elif formset.model in TABLES:
            operation, name, columns = TABLES[formset.model]
            operation(**{name: [tuple(row[column] for column in columns) for row in rows]}, **by)


# The operation that takes a table as a whole, the name of its argument, and the columns in their order.
TABLES: dict[type[Model], tuple[Callable[..., None], str, tuple[str, ...]]] = {
    Qualification: (interviewers.set_qualifications, "qualifications", ("kind", "rubric", "since")),
    WeeklyHours: (interviewers.set_hours, "hours", ("weekday", "starts", "ends")),
    PreferredHours: (interviewers.set_preferred_hours, "hours", ("weekday", "starts", "ends")),
    Absence: (interviewers.set_absences, "absences", ("starts", "ends", "comment")),
    Training: (interviewers.set_trainings, "trainings", ("topic", "trained_on")),
}


def save_conflicts(formset: Any, rows: list[dict[str, Any]], by: dict[str, Any]) -> None:
    """Lift what was taken out or exchanged, then set what is left."""
    before = {row.initial["candidate"] for row in formset.initial_forms}
    kept = {row["candidate"].pk for row in rows}
    for candidate in Candidate.objects.filter(pk__in=before - kept):
        interviewers.lift_conflict(candidate=candidate, **by)
    for row in rows:
        interviewers.set_conflict(candidate=row["candidate"], kind=row["kind"], reason=row["reason"], **by)
