"""The page on which a coordinator has a schedule mended: what would change, accepted or dismissed with one click."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from hiring.models import Repair, Requisition
from hiring.operations import repairs
from hiring.operations.repair_moves import RepairLost
from hiring.permissions import plannable_requisitions
from hiring.queries import repairs as queries


def requisition_or_404(request: HttpRequest, pk: int) -> Requisition:
    """A requisition whose loops the person may schedule. Raises Http404."""
    return get_object_or_404(plannable_requisitions(request.user), pk=pk)


def repair_or_404(request: HttpRequest, pk: int) -> Repair:
    """The proposal that the form was shown with, of a requisition the person may schedule. Raises Http404."""
    number = request.POST.get("repair", "")
    rows = requisition_or_404(request, pk).repairs.select_related("requisition")
    return get_object_or_404(rows, pk=int(number) if number.isdecimal() and len(number) < 18 else 0)


@login_required
@require_safe
@never_cache
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """What no longer holds, and the proposal that mends it if one was made."""
    requisition = requisition_or_404(request, pk)
    context = {"requisition": requisition, "page": queries.page(requisition, timezone.now())}
    return render(request, "hiring/repair.html", context)


@login_required
@require_POST
def repair_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a repair worked out: a few loops at once, many by a worker."""
    requisition = requisition_or_404(request, pk)
    try:
        repairs.propose(requisition=requisition, by=request.user, at=timezone.now())
    except repairs.RepairRefused as refused:
        messages.warning(request, str(refused))
    return redirect("repair", pk)


@login_required
@require_safe
@never_cache
def repair_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """That the repair is being worked out; once it is there the page is loaded anew."""
    requisition = requisition_or_404(request, pk)
    row = requisition.repairs.first()
    if row is None or row.state not in repairs.UNDER_WAY:
        return HttpResponseClientRefresh()
    return render(request, "hiring/repair_progress.html", {"requisition": requisition, "repair": row})


@login_required
@require_POST
def repair_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Move everything as proposed; where anything changed meanwhile nothing is moved."""
    row = repair_or_404(request, pk)
    try:
        repairs.accept(repair=row, by=request.user, at=timezone.now())
    except RepairLost as lost:
        messages.error(request, _("Nothing was moved. %(reason)s") % {"reason": lost})
    except repairs.RepairRefused as refused:
        messages.warning(request, str(refused))
    else:
        words = ngettext(
            "%(count)d interview was changed. Everybody concerned is told by their calendar.",
            "%(count)d interviews were changed. Everybody concerned is told by their calendar.",
            len(row.moves),
        )
        messages.success(request, words % {"count": len(row.moves)})
    return redirect("repair", pk)


@login_required
@require_POST
def repair_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave everything as it is."""
    row = repair_or_404(request, pk)
    try:
        repairs.dismiss(repair=row, by=request.user, at=timezone.now())
        messages.success(request, _("The proposal is dismissed; everything stays as it is."))
    except repairs.RepairRefused as refused:
        messages.warning(request, str(refused))
    return redirect("repair", pk)
