"""A requisition's schedule: the day's board, what is not scheduled yet, the automatic plan over all loops."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from hiring.choices import OPEN_RUNS, RunState, StopWish
from hiring.models import Requisition, ScheduleRun
from hiring.operations import candidate_links, schedule_runs
from hiring.permissions import plannable_requisitions
from hiring.queries import boards, broken
from hiring.queries.availability import availability, waiting
from hiring.queries.schedule_progress import progress

# Outside of these, a day is a slip of the keyboard.
YEARS = range(2000, 2100)


def requisition_or_404(request: HttpRequest, pk: int) -> Requisition:
    """A requisition whose loops the person may schedule. Raises Http404."""
    return get_object_or_404(plannable_requisitions(request.user), pk=pk)


def asked_day(request: HttpRequest, requisition: Requisition) -> date:
    """The day in the address, else the first one with something on it."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = date.min
    return day if day.year in YEARS else boards.first_day(requisition, timezone.now())


@login_required
@require_safe
@never_cache
def loop_schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """The board of one day, the sessions that are not scheduled yet, and the way to schedule them."""
    requisition = requisition_or_404(request, pk)
    day = asked_day(request, requisition)
    run = requisition.schedule_runs.first()
    rows = boards.sessions(requisition)
    total = rows.count()
    unscheduled = boards.unscheduled(requisition, run, request.user)
    gone = broken.of_requisition(requisition, timezone.now())
    context = {
        "requisition": requisition,
        "broken": gone,
        "board": boards.board(requisition, day, {each.session.pk: " ".join(each.why) for each in gone}),
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "total": total,
        "scheduled": total - len(unscheduled),
        "candidates": rows.values("candidate").distinct().count(),
        "unscheduled": unscheduled,
        "waiting": waiting(requisition).count(),
        "run": run,
        "progress": progress(run) if run is not None else None,
        "is_running": run is not None and run.state in OPEN_RUNS,
    }
    return render(request, "hiring/loop_schedule.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def loop_schedule_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who has told when they can come, then plan their loops or all: a few at once, many by a worker."""
    requisition = requisition_or_404(request, pk)
    if request.method != "POST":
        context = {"requisition": requisition, "found": availability(requisition, timezone.now())}
        return render(request, "hiring/loop_schedule_begin.html", context)
    answered_only = request.POST.get("whom", "") == "answered"
    try:
        run = schedule_runs.begin(
            requisition=requisition, answered_only=answered_only, by=request.user, at=timezone.now()
        )
    except schedule_runs.RunRefused as refused:
        messages.error(request, str(refused))
    else:
        say(request, run)
    return redirect("loop_schedule", pk)


def say(request: HttpRequest, run: ScheduleRun) -> None:
    """What a run that is over did; why one failed stands on the page itself."""
    if run.state in (RunState.DONE, RunState.STOPPED):
        words = ngettext(
            "%(count)d interview was given time and people.",
            "%(count)d interviews were given time and people.",
            run.placed,
        ) % {"count": run.placed}
        left = (
            ngettext("%(count)d stays open.", "%(count)d stay open.", len(run.left))
            % {"count": len(run.left)}
            if run.left
            else ""
        )
        messages.success(request, f"{words} {left}".strip())


@login_required
@require_POST
def loop_schedule_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Send every candidate who was not asked yet the link on which they say when they can come."""
    requisition = requisition_or_404(request, pk)
    found = availability(requisition, timezone.now())
    again = request.POST.get("whom", "") == "silent"
    loops = [each.loop for each in found.silent] if again else found.unasked
    count = candidate_links.ask(loops=loops, by=request.user, at=timezone.now())
    words = ngettext(
        "%(count)d link is on its way. The candidate’s answer shows here.",
        "%(count)d links are on their way. The candidates’ answers show here.",
        count,
    )
    if count:
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("Everybody who has not answered was sent a link a moment ago."))
    return redirect("loop_schedule_begin", pk)


@login_required
@require_safe
@never_cache
def loop_schedule_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the run is; once it is over the page is loaded anew."""
    requisition = requisition_or_404(request, pk)
    run = requisition.schedule_runs.first()
    if run is None or run.state not in OPEN_RUNS:
        # The page asks on while it is loaded anew: what the run did is said once.
        if run is not None and not len(messages.get_messages(request)):
            say(request, run)
        return HttpResponseClientRefresh()
    context = {"progress": progress(run), "requisition": requisition}
    return render(request, "hiring/loop_progress.html", context)


@login_required
@require_POST
def loop_schedule_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """End the search of the run that the form was shown with: book the best plan so far, or nothing more."""
    requisition = requisition_or_404(request, pk)
    number = request.POST.get("run", "")
    run = requisition.schedule_runs.filter(
        pk=int(number) if number.isdecimal() and len(number) < 18 else 0
    ).first()
    wish = request.POST.get("wish", "")
    if run is None or wish not in list(StopWish):
        messages.error(request, _("There is no automatic plan to stop."))
        return redirect("loop_schedule", pk)
    try:
        schedule_runs.stop(run=run, wish=StopWish(wish), by=request.user, at=timezone.now())
    except schedule_runs.RunRefused as refused:
        messages.error(request, str(refused))
    return redirect("loop_schedule", pk)
