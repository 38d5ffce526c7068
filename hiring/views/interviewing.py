"""One's own interviewing: hours, wishes, pauses, calendars, and stepping back from a candidate."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.forms.interviewing import FeedForm, PauseForm, RecusalForm, UploadForm, WeekForm
from hiring.models import Absence, Interviewer
from hiring.operations import calendars, interviewers, recusals
from hiring.operations.calendars import CalendarRefused
from hiring.operations.interviewers import InterviewerRefused
from hiring.operations.session_rows import SchedulingRefused
from hiring.permissions import calendars_for, own_profile, recusable_seats
from hiring.queries import home
from hiring.queries import interviewing as queries

REFUSALS = (InterviewerRefused, CalendarRefused, SchedulingRefused)


def profile_or_404(request: HttpRequest) -> Interviewer:
    """The person's own profile. Raises Http404 for who takes no interviews."""
    profile = own_profile(request.user)
    if profile is None:
        raise Http404
    return profile


@login_required
@require_safe
def interviewing(request: HttpRequest) -> HttpResponse:
    """Everything that the interviewer keeps about themselves."""
    return page(request, profile_or_404(request))


def page(request: HttpRequest, profile: Interviewer, **bound: forms.Form) -> HttpResponse:
    """The page; a form that was refused comes back as it was typed."""
    at = timezone.now()
    shown: dict[str, forms.Form] = {
        "hours": WeekForm(prefix="hours", rows=profile.hours.all()),
        "preferred": WeekForm(prefix="preferred", rows=profile.preferred_hours.all()),
        "pause": PauseForm(prefix="pause", zone=request.user.time_zone),
        "feed": FeedForm(prefix="feed"),
        "upload": UploadForm(prefix="upload"),
    } | bound
    faulty = next((form for form in bound.values() if form.errors), None)
    context: dict[str, Any] = {
        **shown,
        "faulty": faulty,
        "profile": profile,
        "days": list(zip(shown["hours"], shown["preferred"], strict=True)),
        "load": home.load(request.user, at),
        "pauses": queries.pauses(profile, at),
        "calendars": queries.calendars(request.user, at),
        "seats": queries.recusable(request.user, at),
        "conflicts": queries.conflicts(profile),
        "qualifications": queries.qualifications(profile),
    }
    return render(request, "hiring/interviewing.html", context, status=422 if faulty else 200)


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form is valid and the operation went through; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except REFUSALS as refused:
        form.add_error(None, str(refused))
    return not form.errors


@login_required
@require_POST
def interviewing_hours(request: HttpRequest) -> HttpResponse:
    """Set working and preferred hours."""
    profile = profile_or_404(request)
    by = {"interviewer": profile, "by": request.user, "at": timezone.now()}
    hours = WeekForm(request.POST, prefix="hours")
    preferred = WeekForm(request.POST, prefix="preferred")
    # Both are looked at, so that all mistakes are shown at once.
    valid = [hours.is_valid(), preferred.is_valid()]
    with transaction.atomic():
        done = (
            all(valid)
            and attempt(hours, lambda: interviewers.set_hours(hours=hours.hours, **by))
            and attempt(preferred, lambda: interviewers.set_preferred_hours(hours=preferred.hours, **by))
        )
        # Both weeks or neither: what is refused comes back as it was typed.
        transaction.set_rollback(not done)
    if not done:
        return page(request, profile, hours=hours, preferred=preferred)
    messages.success(request, _("Your hours are saved."))
    return redirect("interviewing")


@login_required
@require_POST
def pause_add(request: HttpRequest) -> HttpResponse:
    """Pause from one moment to another."""
    profile = profile_or_404(request)
    form = PauseForm(request.POST, prefix="pause", zone=request.user.time_zone)

    def act() -> None:
        interviewers.add_absence(
            interviewer=profile,
            start=form.cleaned_data["starts"],
            end=form.cleaned_data["ends"],
            comment=form.cleaned_data["comment"],
            by=request.user,
            at=timezone.now(),
        )

    if not attempt(form, act):
        return page(request, profile, pause=form)
    messages.success(
        request, _("The pause is noted. Interviews that are set in it stay until they are moved.")
    )
    return redirect("interviewing")


@login_required
@require_POST
def pause_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a pause away."""
    rows = Absence.objects.filter(interviewer=profile_or_404(request))
    interviewers.end_absence(absence=get_object_or_404(rows, pk=pk), by=request.user, at=timezone.now())
    messages.success(request, _("The pause is taken away."))
    return redirect("interviewing")


@login_required
@require_POST
def calendar_add(request: HttpRequest) -> HttpResponse:
    """Add a published calendar."""
    profile, form = profile_or_404(request), FeedForm(request.POST, prefix="feed")
    by = {"by": request.user, "at": timezone.now()}
    if not attempt(form, lambda: calendars.add_feed(interviewer=profile, **form.cleaned_data, **by)):
        return page(request, profile, feed=form)
    messages.success(request, _("The calendar is added and will be read in a moment."))
    return redirect("interviewing")


@login_required
@require_POST
def calendar_upload(request: HttpRequest) -> HttpResponse:
    """Take busy times from a file."""
    profile, form = profile_or_404(request), UploadForm(request.POST, request.FILES, prefix="upload")

    def act() -> None:
        content = form.cleaned_data["file"].read(calendars.feeds.MOST_BYTES + 1)
        calendars.upload(
            interviewer=profile,
            name=form.cleaned_data["name"],
            content=content,
            by=request.user,
            at=timezone.now(),
        )

    if not attempt(form, act):
        return page(request, profile, upload=form)
    messages.success(request, _("The busy times are taken over; the file itself is not kept."))
    return redirect("interviewing")


@login_required
@require_POST
def calendar_fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a published calendar read now."""
    row = get_object_or_404(calendars_for(request.user), pk=pk)
    try:
        calendars.ask_again(calendar=row, by=request.user, at=timezone.now())
        messages.success(request, _("The calendar will be read in a moment."))
    except CalendarRefused as refused:
        messages.error(request, str(refused))
    return redirect("interviewing")


@login_required
@require_POST
def calendar_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a calendar away with its busy times."""
    row = get_object_or_404(calendars_for(request.user), pk=pk)
    calendars.remove(calendar=row, by=request.user, at=timezone.now())
    messages.success(request, _("The calendar is removed."))
    return redirect("interviewing")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what stepping back means, and does it; nobody asks why."""
    seats = recusable_seats(request.user).filter(session=pk)
    seat = get_object_or_404(seats.select_related("session__planned", "session__candidate"))
    form = RecusalForm(request.POST if request.method == "POST" else None)
    by = {"by": request.user, "at": timezone.now()}

    def act() -> None:
        kind = form.cleaned_data["kind"] or form.fields["kind"].initial
        recusals.recuse(candidate=seat.session.candidate, kind=kind, **by)

    if request.method == "POST" and attempt(form, act):
        messages.success(request, _("You have stepped back. Whoever arranges the interview is told."))
        return redirect("home")
    context = {"seat": seat, "form": form}
    return render(request, "hiring/session_recuse.html", context, status=422 if form.errors else 200)
