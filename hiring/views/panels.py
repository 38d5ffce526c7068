"""The submitted scorecards of one application side by side, for who is no longer blind."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hiring.choices import ScorecardState
from hiring.operations import scorecards
from hiring.permissions import panels_for, readable_scorecards
from hiring.queries import ratings
from hiring.queries import scorecards as queries


@login_required
@require_safe
def panel_scorecards(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone's ratings with evidence and anchors. Opening it is remembered (rule 5)."""
    rows = panels_for(request.user).select_related("candidate", "requisition")
    application = get_object_or_404(rows, pk=pk)
    cards = list(
        queries.whole(
            readable_scorecards(request.user).filter(application=application, state=ScorecardState.SUBMITTED)
        ).order_by("submitted_at", "pk")
    )
    others = [card for card in cards if card.author_id != request.user.pk]
    if others:
        scorecards.note_reading(scorecard=others[0], by=request.user, at=timezone.now())
    context = {
        "application": application,
        "entries": [{"card": card, "given": ratings.given(card)} for card in cards],
        "others": len(others),
    }
    return render(request, "hiring/panel_scorecards.html", context)
