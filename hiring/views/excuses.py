"""Excusing a scorecard that will not come, so that a panel never hangs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.forms.scorecards import ExcuseForm
from hiring.operations import scorecards
from hiring.permissions import excusable_scorecards


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scorecard_excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Names the consequences and asks for the reason."""
    rows = excusable_scorecards(request.user).select_related(
        "author", "seat__session__planned", "application__candidate", "application__requisition"
    )
    card = get_object_or_404(rows, pk=pk)
    form = ExcuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            scorecards.excuse(
                scorecard=card, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except scorecards.ScorecardRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Excused: %(name)s") % {"name": card.author})
            return redirect("session", card.seat.session_id)
    return render(request, "hiring/scorecard_excuse.html", {"card": card, "form": form})
