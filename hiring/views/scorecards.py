"""The scorecard's page: typed, checked, locked, recommended, submitted; then read. Works without a script."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.accounts.models import User
from hiring.choices import ScorecardState
from hiring.forms.scorecards import RecommendationForm
from hiring.models import Scorecard
from hiring.operations import drafts, scorecards
from hiring.permissions import can_read_panel, own_scorecards, readable_scorecards
from hiring.queries import ratings
from hiring.queries import scorecards as queries
from hiring.views.drafts import device, typed


@dataclass
class Typed:
    """What a form brought: its fields, what is wrong with them, and a sentence about the whole."""

    fields: dict[str, str]
    problems: list[dict[str, str]] = field(default_factory=list)
    notice: str = ""
    status: int = 200


def own_or_404(user: User, pk: int) -> Scorecard:
    """The person's own scorecard with everything that its page shows. Raises Http404."""
    return get_object_or_404(queries.whole(own_scorecards(user)), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def scorecard(request: HttpRequest, pk: int) -> HttpResponse:
    """A GET shows the scorecard as far as it is; a POST saves the whole form and, if asked, checks it."""
    if not request.user.is_authenticated:
        return signed_out(request)
    if request.method == "POST":
        return receive(request, own_or_404(request.user, pk))
    card = get_object_or_404(queries.whole(readable_scorecards(request.user)), pk=pk)
    if card.author_id != request.user.pk:
        scorecards.note_reading(scorecard=card, by=request.user, at=timezone.now())
        return read(request, card)
    if card.state == ScorecardState.DRAFT:
        return write(request, card, Typed(drafts.read(card)))
    if card.state == ScorecardState.RATINGS_LOCKED:
        return redirect("scorecard_recommendation", pk)
    return read(request, card)


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form that came after the session ended is not thrown away: its texts are shown, to be taken along."""
    login = f"{reverse('account_login')}?next={request.path}"
    texts = [value for name, value in typed(request).items() if "note" in name and value.strip()]
    if not texts:
        return redirect(login)
    context = {"texts": texts, "login_url": login}
    return render(request, "hiring/scorecard_signed_out.html", context, status=401)


def receive(request: HttpRequest, card: Scorecard) -> HttpResponse:
    """Save the form; where it cannot be saved, show it again with everything that was typed."""
    fields = typed(request)
    try:
        notice = save(request, card, fields)
    except scorecards.ScorecardLocked as locked:
        return too_late(request, card, fields, str(locked))
    except scorecards.ScorecardRefused as error:
        problem = {"id": "main", "text": str(error)}
        return write(request, card, Typed({**drafts.read(card), **fields}, [problem], status=400))
    card = own_or_404(request.user, card.pk)
    if notice:
        return write(request, card, Typed(drafts.read(card), notice=notice))
    if request.POST.get("action") == "check":
        return check(request, card, fields)
    undecided = without_reason(card)
    if undecided:
        return write(request, card, Typed({**drafts.read(card), **fields}, undecided))
    messages.success(request, _("Saved."))
    return redirect("scorecard", card.pk)


def save(request: HttpRequest, card: Scorecard, fields: dict[str, str]) -> str:
    """Save over the revision that the form was made from; where another tab was faster, keep both, say so."""
    revision = request.POST.get("base_revision", "")
    base = int(revision) if revision.isdecimal() and len(revision) < 10 else -1
    notice, names = "", list[str]()
    for _attempt in range(3):
        try:
            scorecards.save_draft(
                scorecard=card,
                base_revision=base,
                fields=fields,
                device=device(request),
                by=request.user,
                at=timezone.now(),
            )
        except drafts.DraftConflict as conflict:
            fields, names = drafts.keep_both(drafts.read(conflict.scorecard), fields)
            base = conflict.scorecard.revision
            notice = _("Changed in another tab: both are kept, one after the other. Look at them again.")
        else:
            return notice if names else ""
    raise scorecards.ScorecardRefused(_("Not saved: another tab keeps saving. Close it, then save again."))


def check(request: HttpRequest, card: Scorecard, fields: dict[str, str]) -> HttpResponse:
    """On to the confirmation when nothing is missing; else back to the form with links to what is."""
    problems = [{"id": item.id, "text": item.sentence} for item in queries.missing(card)]
    if queries.begins_later(card, timezone.now()):
        problems = [{"id": "main", "text": str(queries.NOT_BEGUN)}]
    if problems:
        chosen = {name: value for name, value in fields.items() if name.startswith("rating-")}
        return write(request, card, Typed({**drafts.read(card), **chosen}, problems))
    return redirect("scorecard_lock", card.pk)


def without_reason(card: Scorecard) -> list[dict[str, str]]:
    """What is asked for again although a draft may lack it: the reason for “Not assessed” (R-21)."""
    pending = {f"rate-{rating.competency_id}" for rating in card.ratings.all() if rating.reason_pending}
    return [{"id": item.id, "text": item.sentence} for item in queries.missing(card) if item.id in pending]


def write(request: HttpRequest, card: Scorecard, sent: Typed) -> HttpResponse:
    """The page on which the scorecard is written."""
    problems = {problem["id"]: problem["text"] for problem in sent.problems}
    plan = queries.minute_plan(card.seat.session.planned)
    context = {
        **subject(request.user, card),
        "parts": queries.parts(card, sent.fields, problems),
        "problems": sent.problems,
        "notice": sent.notice,
        "missing": queries.missing(card),
        "minimum": queries.note_length(card),
        "reasons": queries.reasons(),
        "plan": plan,
        "plan_minutes": sum(minutes for _name, minutes in plan),
        "now": minute(card, timezone.now()),
        "not_begun": queries.NOT_BEGUN if queries.begins_later(card, timezone.now()) else "",
        "login_url": f"{reverse('account_login')}?next={request.path}",
        "zone": request.user.time_zone,
    }
    return render(request, "hiring/scorecard.html", context, status=sent.status)


def minute(card: Scorecard, at: datetime) -> int | None:
    """Minutes since the interview began, while it runs."""
    during = card.seat.session.during
    if during is None or not during.lower <= at < during.upper:
        return None
    return int((at - during.lower).total_seconds() // 60)


def subject(user: User, card: Scorecard) -> dict[str, object]:
    """Whom, what and which panel a scorecard is about."""
    session = card.seat.session
    return {
        "card": card,
        "session": session,
        "candidate": card.application.candidate,
        "requisition": card.application.requisition,
        "panel": queries.panel_words(list(session.seats.all()), user),
    }


def too_late(request: HttpRequest, card: Scorecard, fields: dict[str, str], why: str) -> HttpResponse:
    """Typed after the ratings were locked elsewhere: not saved, but not lost either."""
    stored = drafts.read(card)
    texts = [
        value
        for name, value in fields.items()
        if "note" in name and value.strip() and drafts.storable(value) != stored.get(name)
    ]
    if not texts:
        return redirect("scorecard", card.pk)
    context = {**subject(request.user, card), "texts": texts, "why": why}
    return render(request, "hiring/scorecard_late.html", context, status=409)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scorecard_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, naming what follows; then the ratings are locked and the recommendation is asked."""
    card = own_or_404(request.user, pk)
    if card.state != ScorecardState.DRAFT or queries.missing(card):
        return redirect("scorecard", pk)
    if queries.begins_later(card, timezone.now()):
        messages.error(request, queries.NOT_BEGUN)
        return redirect("scorecard", pk)
    if request.method == "POST":
        revision = request.POST.get("revision", "")
        try:
            scorecards.lock_ratings(
                scorecard=card,
                by=request.user,
                at=timezone.now(),
                revision=int(revision) if revision.isdecimal() and len(revision) < 10 else -1,
            )
        except scorecards.ScorecardRefused as error:
            messages.error(request, str(error))
            return redirect("scorecard", pk)
        return redirect("scorecard_recommendation", pk)
    context = {**subject(request.user, card), "given": ratings.given(card)}
    return render(request, "hiring/scorecard_lock.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scorecard_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked only after the ratings are locked (R-08); sending it submits the scorecard."""
    card = own_or_404(request.user, pk)
    if card.state != ScorecardState.RATINGS_LOCKED:
        return redirect("scorecard", pk)
    form = RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            scorecards.submit(scorecard=card, **form.cleaned_data, by=request.user, at=timezone.now())
        except scorecards.ScorecardRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Submitted and locked. You may now read what others wrote."))
            return redirect("scorecard", pk)
    context = {**subject(request.user, card), "given": ratings.given(card), "form": form}
    return render(request, "hiring/scorecard_recommendation.html", context)


def read(request: HttpRequest, card: Scorecard) -> HttpResponse:
    """A scorecard that is in, or excused: one's own with its corrections, or another's."""
    if card.state == ScorecardState.EXCUSED and card.author_id != request.user.pk:
        raise Http404
    context = {
        **subject(request.user, card),
        "given": ratings.given(card),
        "own": card.author_id == request.user.pk,
        "may_correct": card.author_id == request.user.pk and card.state == ScorecardState.SUBMITTED,
        "panel_open": can_read_panel(request.user, card.application),
    }
    return render(request, "hiring/scorecard_read.html", context)
