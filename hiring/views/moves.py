"""Interviews moved on the board: where one could go, the move itself, and the way back."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.models import User
from hiring.models import InterviewSession, PanelSeat
from hiring.operations import moves
from hiring.operations.session_rows import ConfirmationNeeded, SchedulingRefused
from hiring.permissions import manageable_loops
from hiring.queries import verdicts
from hiring.views.schedules import YEARS, asked_day


def movable_or_404(request: HttpRequest, pk: int) -> InterviewSession:
    """A session of a loop that the person may staff and schedule. Raises Http404."""
    rows = InterviewSession.objects.filter(loop__in=manageable_loops(request.user))
    return get_object_or_404(verdicts.movable(rows), pk=pk)


@login_required
@require_safe
@never_cache
def session_places(request: HttpRequest, pk: int) -> JsonResponse:
    """The verdict on each person and start of the day, asked once when the interview is picked up."""
    row = movable_or_404(request, pk)
    day = asked_day(request, row.loop.application.requisition)
    seat = seat_of(row, request.GET.get("seat", ""))
    return JsonResponse(told(row, verdicts.places(row, seat, day, by=request.user, at=timezone.now())))


def told(row: InterviewSession, found: verdicts.Places) -> dict[str, Any]:
    """The verdicts for the board: each different one once, and for each line the numbers of its verdicts."""
    numbers: dict[verdicts.Verdict, int] = {}
    lines = {
        who: [numbers.setdefault(each, len(numbers)) for each in line] for who, line in found.lines.items()
    }
    return {
        "sequence": row.sequence,
        "minutes": found.minutes,
        "starts": [start.isoformat() for start in found.starts],
        "lines": lines,
        "verdicts": [{"answer": each.answer, "sentence": each.sentence} for each in numbers],
    }


def seat_of(row: InterviewSession, number: str) -> PanelSeat | None:
    """The standing seat of that number in the interview, if there is one."""
    return next((seat for seat in row.seats.all() if str(seat.pk) == number), None)


@login_required
@require_POST
def session_move(request: HttpRequest, pk: int) -> JsonResponse:
    """Move the interview: 200 with the way back, 422 where a rule or a doubt is in the way, 409 where it changed."""
    row = movable_or_404(request, pk)
    try:
        moved = moves.move(
            session=row,
            **wanted(row, request.POST),
            confirmed=request.POST.get("confirmed") == "yes",
            by=request.user,
            at=timezone.now(),
        )
    except moves.MoveLost as lost:
        return JsonResponse({"answer": "lost", "sentence": str(lost)}, status=409)
    except ConfirmationNeeded as doubtful:
        return JsonResponse({"answer": "doubt", "sentence": str(doubtful)}, status=422)
    except SchedulingRefused as refused:
        return JsonResponse({"answer": "refused", "sentence": str(refused)}, status=422)
    return JsonResponse({"answer": "ok", "sentence": said(moved), "undo": way_back(moved)})


def wanted(row: InterviewSession, sent: QueryDict) -> dict[str, Any]:
    """What the board asks for. Raises SchedulingRefused for what it never sends, MoveLost for a seat that is gone."""
    sequence, number = sent.get("sequence", ""), sent.get("seat", "")
    if not sequence.isdecimal() or len(sequence) > 9:
        raise SchedulingRefused(_("Choose one of the values offered."))
    seat = seat_of(row, number)
    if number and seat is None:
        raise moves.lost()
    to = moves.Place(start_of(sent.get("start", "")), person_of(sent.get("person", "")))
    return {"sequence": int(sequence), "seat": seat, "to": to}


def start_of(text: str) -> datetime | None:
    """The start that was sent; None for none."""
    if not text:
        return None
    try:
        start = datetime.fromisoformat(text)
    except ValueError as error:
        raise SchedulingRefused(_("Choose one of the values offered.")) from error
    if start.tzinfo is None or start.year not in YEARS:
        raise SchedulingRefused(_("Choose one of the values offered."))
    return start


def person_of(text: str) -> User | None:
    """The interviewer of that number; None for nobody."""
    if not text:
        return None
    known = User.objects.filter(interviewer__isnull=False)
    person = known.filter(pk=text).first() if text.isdecimal() and len(text) <= 9 else None
    if person is None:
        raise SchedulingRefused(_("Choose one of the interviewers."))
    return person


def way_back(moved: moves.Moved) -> dict[str, object]:
    """What the board sends to undo the move."""
    before = moved.before
    return {
        "start": before.start.isoformat() if before.start else "",
        "person": before.person.pk if before.person else "",
        "seat": moved.seat.pk if moved.seat else "",
        "sequence": moved.session.sequence,
    }


def said(moved: moves.Moved) -> str:
    """Where the interview stands now."""
    row = moved.session
    values = {"candidate": row.candidate, "name": row.planned.name}
    if row.during is None:
        return _("%(candidate)s, %(name)s: not scheduled yet.") % values
    zone = row.loop.application.requisition.time_zone
    with timezone.override(zone):
        start, end = (timezone.localtime(each) for each in (row.during.lower, row.during.upper))
    people = [str(seat.person) for seat in row.seats.filter(cancelled=False).select_related("person")]
    values["when"] = f"{date_format(start, 'D j M, H:i')}–{date_format(end, 'H:i')}"
    values["people"] = get_text_list(people, _("and")) or _("nobody")
    return _("%(candidate)s, %(name)s: %(when)s, %(people)s.") % values
