"""The loops of many candidates, begun together."""

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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def loop_starts(request: HttpRequest, pk: int) -> HttpResponse:
    """Who waits for a loop, all of them chosen at first; beginning loops books nothing yet."""
    requisition = requisition_or_404(request, pk)
    waiting = list(awaiting_loop(requisition))
    chosen = set(request.POST.getlist("application"))
    if request.method == "POST" and chosen:
        wanted = [row for row in waiting if str(row.pk) in chosen]
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
        return redirect("loop_schedule", pk)
    context = {
        "requisition": requisition,
        "plan": requisition.plans.filter(state=PlanState.ACTIVE).first(),
        "waiting": waiting,
        "problem": _("Choose at least one candidate.") if request.method == "POST" else "",
    }
    return render(request, "hiring/loop_starts.html", context, status=422 if context["problem"] else 200)
