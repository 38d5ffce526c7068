"""Correcting a rating after submission: a revision with its reason; the first rating stays (rule 5)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.choices import ScorecardState
from hiring.forms.scorecards import CorrectionForm
from hiring.models import Rating, Scorecard
from hiring.operations import scorecards
from hiring.operations.drafts import NOT_ASSESSED
from hiring.queries import ratings
from hiring.queries import scorecards as queries
from hiring.views.drafts import typed
from hiring.views.scorecards import own_or_404, subject


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rating_correction(request: HttpRequest, pk: int, competency: int) -> HttpResponse:
    """The rating row again, with the evidence and the reason for the correction."""
    card = own_or_404(request.user, pk)
    rating = get_object_or_404(card.ratings.select_related("competency"), competency_id=competency)
    if card.state != ScorecardState.SUBMITTED:
        return redirect("scorecard", pk)
    form = CorrectionForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            revise(request, rating, form.cleaned_data["reason"])
        except scorecards.ScorecardRefused as error:
            problem = str(error)
        else:
            messages.success(request, _("Corrected. The first rating stays beside it."))
            return redirect(f"{reverse('scorecard', args=[pk])}#c-{competency}")
    return show(request, card, rating, form, problem)


def revise(request: HttpRequest, rating: Rating, reason: str) -> None:
    """One call into operations, from the fields of the rating row."""
    fields, number = typed(request), rating.competency_id
    chosen = fields.get(f"rating-{number}", "")
    scorecards.revise(
        rating=rating,
        level=int(chosen) if chosen in {"1", "2", "3", "4", "5"} else None,
        not_assessed_reason=fields.get(f"reason-{number}", "") if chosen == NOT_ASSESSED else "",
        evidence=fields.get(f"note-{number}", ""),
        reason=reason,
        by=request.user,
        at=timezone.now(),
    )


def show(
    request: HttpRequest, card: Scorecard, rating: Rating, form: CorrectionForm, problem: str
) -> HttpResponse:
    """The page, with what was typed; a new correction starts with no level chosen."""
    number = rating.competency_id
    fields = typed(request) if request.method == "POST" else {f"note-{number}": rating.evidence}
    part = next(part for part in queries.parts(card, fields, {}) if part.id == number)
    context = {
        **subject(request.user, card),
        "part": part,
        "first": next(row for row in ratings.given(card) if row.competency_id == number),
        "form": form,
        "problems": [{"id": f"rate-{number}", "text": problem}] if problem else [],
        "reasons": queries.reasons(),
        "minimum": queries.note_length(card),
    }
    return render(request, "hiring/rating_correction.html", context)
