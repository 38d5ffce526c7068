"""One application's loop: begun, and each of its sessions given time and people."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hiring.choices import SeatKind, SessionState, options
from hiring.forms.candidate_times import HeardForm
from hiring.forms.sessions import TimeForm, known
from hiring.models import InterviewLoop, InterviewSession, PanelSeat
from hiring.operations import automatic, loops, scheduling
from hiring.operations.session_rows import ConfirmationNeeded, SchedulingRefused
from hiring.permissions import applications_for, can_plan, manageable_loops
from hiring.queries import load, pools, ways
from hiring.queries import loops as queries
from hiring.queries.choices_of_times import choice

RELATED = ("application__candidate", "application__requisition", "plan")


@login_required
@require_POST
def start_loop(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the application's loop under the active plan."""
    application = get_object_or_404(
        applications_for(request.user).select_related("requisition", "candidate"), pk=pk
    )
    if not can_plan(request.user, application.requisition):
        raise Http404
    try:
        loop = loops.start_loop(application=application, by=request.user, at=timezone.now())
    except loops.LoopRefused as refused:
        messages.error(request, str(refused))
        return redirect("application", pk)
    messages.success(request, _("The loop is begun. Give its interviews times and people."))
    return redirect("loop", loop.pk)


def loop_or_404(request: HttpRequest, pk: int) -> InterviewLoop:
    """A loop that the person may staff and schedule. Raises Http404."""
    return get_object_or_404(manageable_loops(request.user).select_related(*RELATED), pk=pk)


@login_required
@require_safe
def loop(request: HttpRequest, pk: int) -> HttpResponse:
    """The sessions in order with time, place and people, and what they lack."""
    return loop_page(request, loop_or_404(request, pk))


def loop_page(
    request: HttpRequest,
    row: InterviewLoop,
    outcome: automatic.Outcome | None = None,
    fresh_link: str = "",
    heard: HeardForm | None = None,
) -> HttpResponse:
    """The page of a loop, after the automatic plan with what it could not schedule, or with a link just made."""
    items = queries.items(row, timezone.now())
    first, rest = queries.summary(items)
    context = {
        "loop": row,
        "application": row.application,
        "requisition": row.application.requisition,
        "items": items,
        "first": first,
        "rest": rest,
        "is_open": queries.is_open(row),
        "lacks": any(item.is_plannable for item in items),
        "outcome": outcome,
        "ways": ways.of_loop(row, outcome.left, request.user) if outcome else [],
        "choice": choice(row, timezone.now()),
        "fresh_link": fresh_link,
        "heard": heard or HeardForm(zone=row.application.requisition.time_zone, initial=request.GET.dict()),
        "all_cancelled": bool(items) and all(each.session.state == SessionState.CANCELLED for each in items),
    }
    return render(request, "hiring/loop.html", context, status=422 if heard and heard.errors else 200)


@login_required
@require_POST
def loop_plan_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put all cancelled interviews of the loop back, without times or people."""
    row = loop_or_404(request, pk)
    try:
        count = scheduling.plan_loop_again(loop=row, by=request.user, at=timezone.now())
    except SchedulingRefused as refused:
        messages.error(request, str(refused))
        return redirect("loop", pk)
    words = ngettext(
        "%(count)d interview is planned again, without time or people.",
        "%(count)d interviews are planned again, without times or people.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("loop", pk)


@login_required
@require_POST
def loop_plan_automatically(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the automatic plan find times and people for what lacks them, and say what it could not schedule."""
    row = loop_or_404(request, pk)
    outcome = automatic.schedule_automatically(loops=[row], by=request.user, at=timezone.now())
    words = ngettext(
        "%(count)d interview was given time and people.",
        "%(count)d interviews were given time and people.",
        outcome.placed,
    ) % {"count": outcome.placed}
    if not outcome.left:
        messages.success(request, words)
        return redirect("loop", pk)
    messages.warning(request, words)
    return loop_page(request, row, outcome)


# --- one session --------------------------------------------------------------------------------------------


def session_or_404(request: HttpRequest, pk: int) -> InterviewSession:
    """A session of a loop that the person may staff and schedule. Raises Http404."""
    rows = queries.whole(InterviewSession.objects.filter(loop__in=manageable_loops(request.user)))
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def session_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """The session's time, people and end."""
    return arrange_page(request, session_or_404(request, pk))


def arrange_page(
    request: HttpRequest,
    row: InterviewSession,
    form: TimeForm | None = None,
    refused: str = "",
    doubtful: str = "",
) -> HttpResponse:
    """The page of one session; a refused or doubtful form comes back as it was typed."""
    zone = row.loop.application.requisition.time_zone
    kind = request.GET.get("seat", "")
    kind = kind if kind in list(SeatKind) else load.next_kind(row)
    open_states = (SessionState.PLANNED, SessionState.SCHEDULED)
    changeable = row.state in open_states and queries.is_open(row.loop)
    context = {
        "session": row,
        "item": queries.item(row, timezone.now()),
        "loop": row.loop,
        "application": row.loop.application,
        "requisition": row.loop.application.requisition,
        "form": form or TimeForm(zone=zone, initial=known(row, zone) | wished(request)),
        "zone": zone,
        "kind": kind,
        "kinds": options(SeatKind),
        "offers": load.offers(row, kind, timezone.now()) if changeable else [],
        "room": load.no_room(row, kind),
        "needs": pools.in_need_of(row.planned),
        "changeable": changeable,
        "cancelled_seats": [seat for seat in row.seats.all() if seat.cancelled],
        "refused": refused,
        "doubtful": doubtful,
    }
    invalid = refused or doubtful or (form is not None and form.errors)
    return render(request, "hiring/loop_session.html", context, status=422 if invalid else 200)


def wished(request: HttpRequest) -> dict[str, object]:
    """The start that the address proposes, such as a way out."""
    starts = request.GET.get("starts", "")
    return {"starts": starts} if starts else {}


def attempt(
    request: HttpRequest,
    row: InterviewSession,
    act: Callable[[], object],
    done: str,
    form: TimeForm | None = None,
) -> HttpResponse:
    """Do it and go back to the session, or show the sentence that refused it with everything typed."""
    try:
        act()
    except ConfirmationNeeded as doubtful:
        return arrange_page(request, session_or_404(request, row.pk), form, doubtful=str(doubtful))
    except SchedulingRefused as refused:
        return arrange_page(request, session_or_404(request, row.pk), form, refused=str(refused))
    messages.success(request, done)
    return redirect("session_arrange", row.pk)


@login_required
@require_POST
def session_time(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the time and place by hand."""
    row = session_or_404(request, pk)
    form = TimeForm(request.POST, zone=row.loop.application.requisition.time_zone)
    if not form.is_valid():
        return arrange_page(request, row, form)
    start, end = form.during
    place = form.cleaned_data["place"]
    return attempt(
        request,
        row,
        lambda: scheduling.set_time(
            session=row,
            start=start,
            end=end,
            place=place,
            confirmed=form.is_confirmed,
            by=request.user,
            at=timezone.now(),
        ),
        time_is_set(row),
        form,
    )


def time_is_set(row: InterviewSession) -> str:
    """What follows from the new time; without people nobody is told."""
    if any(not seat.cancelled for seat in row.seats.all()):
        return _("The time is set. Everybody in the session gets it for their calendar.")
    return _("The time is set. Nobody sits in it yet: give its seats below.")


@login_required
@require_POST
def session_clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the time away again."""
    row = session_or_404(request, pk)
    return attempt(
        request,
        row,
        lambda: scheduling.clear_time(session=row, by=request.user, at=timezone.now()),
        _("The time is taken away; the people keep their seats."),
    )


@login_required
@require_POST
def session_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a seat to a person who fits."""
    row = session_or_404(request, pk)
    kind, wanted = request.POST.get("kind", ""), request.POST.get("person", "")
    offered = [each.person for each in load.offers(row, SeatKind.SHADOW, timezone.now())]
    person = next((each for each in offered if str(each.pk) == wanted), None)
    if person is None:
        return arrange_page(request, row, refused=_("Choose one of the interviewers."))
    return attempt(
        request,
        row,
        lambda: scheduling.give_seat(
            session=row, person=person, kind=kind, by=request.user, at=timezone.now()
        ),
        _("%(name)s has the seat.") % {"name": person},
    )


@login_required
@require_POST
def seat_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person out of a session, with a reason."""
    seats = PanelSeat.objects.filter(session__loop__in=manageable_loops(request.user))
    seat = get_object_or_404(seats.select_related("session", "person"), pk=pk)
    row = session_or_404(request, seat.session_id)
    reason = request.POST.get("reason", "").replace("\0", "")
    return attempt(
        request,
        row,
        lambda: scheduling.cancel_seat(seat=seat, reason=reason, by=request.user, at=timezone.now()),
        _("%(name)s no longer sits in this interview.") % {"name": seat.person},
    )


@login_required
@require_POST
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the interview, with a reason."""
    row = session_or_404(request, pk)
    reason = request.POST.get("reason", "").replace("\0", "")
    return attempt(
        request,
        row,
        lambda: scheduling.cancel_session(session=row, reason=reason, by=request.user, at=timezone.now()),
        _("The interview is cancelled; everybody is told."),
    )


@login_required
@require_POST
def session_plan_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a cancelled interview back, without time or people."""
    row = session_or_404(request, pk)
    return attempt(
        request,
        row,
        lambda: scheduling.plan_again(session=row, by=request.user, at=timezone.now()),
        _("The interview is planned again, without time or people."),
    )


@login_required
@require_POST
def session_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the interview took place."""
    row = session_or_404(request, pk)
    return attempt(
        request,
        row,
        lambda: scheduling.mark_held(session=row, by=request.user, at=timezone.now()),
        _("The interview is marked as held."),
    )
