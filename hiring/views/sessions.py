"""One interview session: who, when, where, and the invitation for the calendar."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hiring.accounts.models import User
from hiring.choices import SessionState
from hiring.models import InterviewSession, PanelSeat
from hiring.permissions import (
    can_manage_loop,
    declinable_seats,
    excusable_scorecards,
    own_scorecards,
    recusable_seats,
    sessions_for,
)
from hiring.queries.invitations import invitation, withdrawal
from hiring.queries.scorecards import minute_plan


def session_or_404(user: User, pk: int) -> InterviewSession:
    """A session that the person oversees or sits in. Raises Http404."""
    seats = PanelSeat.objects.filter(cancelled=False).select_related("person")
    rows = (
        sessions_for(user)
        .select_related("planned", "candidate", "loop__application__requisition")
        .prefetch_related(Prefetch("seats", seats), "planned__competencies__competency")
    )
    return get_object_or_404(rows, pk=pk)


def may_recuse(user: User, row: InterviewSession) -> bool:
    """Whether the person sits in the interview and it has not begun."""
    begun = row.during is not None and row.during.lower <= timezone.now()
    return not begun and recusable_seats(user).filter(session=row).exists()


def may_decline(user: User, row: InterviewSession) -> bool:
    """Whether the person sits in the interview, and it has a time and has not begun."""
    begun = row.during is not None and row.during.lower <= timezone.now()
    return not begun and declinable_seats(user).filter(session=row).exists()


@login_required
@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Who, when, where and the minutes; logistics only, never a CV nor anybody's rating (R-06)."""
    row = session_or_404(request.user, pk)
    context = {
        "session": row,
        "requisition": row.loop.application.requisition,
        "plan": minute_plan(row.planned),
        "scorecard": own_scorecards(request.user).filter(seat__session=row).first(),
        "open_cards": excusable_scorecards(request.user).filter(seat__session=row).select_related("author"),
        "may_arrange": can_manage_loop(request.user, row.loop),
        "may_decline": may_decline(request.user, row),
        "may_recuse": may_recuse(request.user, row),
        "own_seat": next((seat for seat in row.seats.all() if seat.person_id == request.user.pk), None),
    }
    return render(request, "hiring/session.html", context)


@login_required
@require_safe
def session_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation as a file for the calendar."""
    row = session_or_404(request.user, pk)
    if row.during is None:
        raise Http404
    stands = row.state != SessionState.CANCELLED
    body = (invitation if stands else withdrawal)(row, to=request.user, at=timezone.now())
    method = "REQUEST" if stands else "CANCEL"
    response = HttpResponse(body, content_type=f"text/calendar; charset=utf-8; method={method}")
    response["Content-Disposition"] = f'attachment; filename="interview-{row.pk}.ics"'
    return response
