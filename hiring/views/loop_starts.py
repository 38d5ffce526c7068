"""The loops of many candidates, begun together."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hiring.choices import PlanState
from hiring.operations import loops
from hiring.queries.applications import awaiting_loop
from hiring.views.schedules import requisition_or_404

# So many loops are begun in one request, which takes a few seconds; the others are listed once these are begun.
AT_ONCE = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def loop_starts(request: HttpRequest, pk: int) -> HttpResponse:
    """Who waits for a loop, as many as are begun at once chosen at first; beginning loops books nothing yet."""
    requisition = requisition_or_404(request, pk)
    waiting = awaiting_loop(requisition)
    chosen = request.POST.getlist("application")
    problem = refusal(chosen) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        wanted = waiting.filter(pk__in=[int(each) for each in chosen if is_number(each)])
        begun, refused = loops.start_loops(applications=wanted, by=request.user, at=timezone.now())
        for sentence in refused:
            messages.error(request, sentence)
        words = ngettext(
            "%(count)d loop is begun; its interviews are not scheduled yet.",
            "%(count)d loops are begun; their interviews are not scheduled yet.",
            len(begun),
        )
        if begun:
            messages.success(request, words % {"count": len(begun)})
        return redirect("loop_starts" if len(begun) == AT_ONCE and waiting.exists() else "loop_schedule", pk)
    context = {
        "requisition": requisition,
        "plan": requisition.plans.filter(state=PlanState.ACTIVE).first(),
        "waiting": list(waiting[:AT_ONCE]),
        "total": waiting.count(),
        "problem": problem,
    }
    return render(request, "hiring/loop_starts.html", context, status=422 if problem else 200)


def is_number(sent: str) -> bool:
    """Whether what was sent may be a row's number."""
    return sent.isdecimal() and len(sent) < 18


def refusal(chosen: Sequence[str]) -> str:
    """Why nothing is begun for this choice; empty where it is."""
    if not chosen:
        return _("Choose at least one candidate.")
    if len(chosen) > AT_ONCE:
        return _("At most %(count)d loops are begun at once: choose fewer.") % {"count": AT_ONCE}
    return ""
