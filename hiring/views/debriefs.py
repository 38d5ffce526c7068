"""The debrief: written votes, silent reading, second votes, discussion, and then somebody decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hiring.choices import DebriefState
from hiring.forms.decisions import NotesForm, VoteForm
from hiring.models import Debrief
from hiring.operations import debriefs, scorecards
from hiring.permissions import (
    can_decide,
    can_lead_debrief,
    can_see_report,
    debriefs_for,
    leadable_applications,
)
from hiring.queries import debriefs as queries

RELATED = ("application__candidate", "application__requisition", "report", "opened_by")
PAGE = 25


def seen(request: HttpRequest) -> QuerySet[Debrief]:
    """The debriefs that the person may open."""
    return debriefs_for(request.user).select_related(*RELATED)


@login_required
@require_safe
def debrief_list(request: HttpRequest) -> HttpResponse:
    """The debriefs that the person leads, oversees or takes part in; those still open first."""
    votes = Count("votes", filter=Q(votes__after_reading=False))
    rows = seen(request).defer("report__facts").annotate(vote_count=votes)
    page = Paginator(rows.order_by("closed_at", "-opened_at", "-pk"), PAGE)
    return render(request, "hiring/debrief_list.html", {"page_obj": page.get_page(request.GET.get("page"))})


@login_required
@require_safe
@never_cache
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """The debrief at its present step."""
    return page(request, get_object_or_404(seen(request), pk=pk), VoteForm())


def page(request: HttpRequest, row: Debrief, vote: VoteForm, status: int = 200) -> HttpResponse:
    """The five steps, the votes that may be seen, and the evidence once votes are written."""
    viewer, table = request.user, queries.table(row, request.user)
    mine = next((ballot for ballot in table.ballots if ballot.person == viewer), None)
    voting = queries.open_round(row)
    cast = mine is not None and (mine.second_cast if voting else mine.first_cast)
    leads = can_lead_debrief(viewer, row.application)
    context = {
        **ending(row, table, leads=leads),
        "debrief": row,
        "application": row.application,
        "requisition": row.application.requisition,
        "steps": steps(row),
        "table": table,
        "sides": evidence(request, row),
        "vote_form": vote if mine is not None and voting is not None and not cast else None,
        "second_round": bool(voting),
        "leads": leads,
        "may_decide": can_decide(viewer, row.application),
        "may_report": can_see_report(viewer, row.report),
        "notes_form": NotesForm(initial={"notes": row.notes}) if leads else None,
        "decisions": row.application.decisions.select_related("decided_by").order_by("-number"),
    }
    return render(request, "hiring/debrief.html", context, status=status)


def ending(row: Debrief, table: queries.Table, *, leads: bool) -> dict[str, object]:
    """What who leads is asked at the end of the first votes: whoever has not written one loses it.

    Before the first vote the step is refused, so that there is nothing to ask.
    """
    some = any(ballot.first_cast for ballot in table.ballots)
    asks = leads and row.state == DebriefState.VOTING and some and bool(table.waiting)
    return {"asks": asks, "ending": {"seen": row.state, "confirmed": "yes"}}


def evidence(request: HttpRequest, row: Debrief) -> tuple[queries.Side, ...]:
    """The notes side by side, from the second step on; that they were read is remembered."""
    if row.state == DebriefState.VOTING:
        return ()
    cards = list(queries.cards_to_read(row, request.user))
    others = [card for card in cards if card.author_id != request.user.pk]
    if others:
        scorecards.note_reading(scorecard=others[0], by=request.user, at=timezone.now())
    return queries.side_by_side(cards)


def steps(row: Debrief) -> list[dict[str, str]]:
    """The five steps, each with who acts in it; done, now or ahead."""
    words = {
        DebriefState.VOTING: (_("Write your vote"), _("everybody, alone")),
        DebriefState.READING: (_("Read in silence"), _("everybody")),
        DebriefState.REVOTING: (_("Vote a second time"), _("everybody, alone")),
        DebriefState.DISCUSSING: (_("Discuss what differs"), _("whoever leads takes notes")),
        DebriefState.CLOSED: (_("Decide"), _("the hiring manager")),
    }
    here = queries.STEPS.index(DebriefState(row.state))
    return [
        {
            "name": words[step][0],
            "who": words[step][1],
            "state": "done" if place < here else "now" if place == here else "",
        }
        for place, step in enumerate(queries.STEPS)
    ]


@login_required
@require_POST
def debrief_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the debrief of an application on its newest report."""
    application = get_object_or_404(leadable_applications(request.user), pk=pk)
    try:
        row = debriefs.open_debrief(application=application, by=request.user, at=timezone.now())
    except debriefs.DebriefRefused as refused:
        messages.error(request, str(refused))
        known = Debrief.objects.filter(application=application).first()
        return redirect("debrief", known.pk) if known else redirect("candidate_report", pk)
    return redirect("debrief", row.pk)


@login_required
@require_POST
def debrief_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Cast the vote of the open round; what was typed stays where it is refused."""
    row = get_object_or_404(seen(request), pk=pk)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return page(request, row, form, 422)
    choice, reason = form.cleaned_data["vote"], form.cleaned_data["reason"]
    try:
        debriefs.vote(debrief=row, choice=choice, reason=reason, by=request.user, at=timezone.now())
    except debriefs.DebriefRefused as refused:
        form.add_error(None, str(refused))
        return page(request, row, form, 422)
    messages.success(request, _("Your vote is kept. It is never changed."))
    return redirect("debrief", pk)


@login_required
@require_POST
def debrief_advance(request: HttpRequest, pk: int) -> HttpResponse:
    """End the present step; the form says which one was seen, so that a second press does nothing."""
    row = get_object_or_404(seen(request), pk=pk)
    table = queries.table(row, request.user)
    about = ending(row, table, leads=can_lead_debrief(request.user, row.application))
    if about["asks"] and "confirmed" not in request.POST:
        context = {"debrief": row, "table": table, **about}
        return render(request, "hiring/debrief_end_votes.html", context)
    try:
        debriefs.advance(debrief=row, seen=request.POST.get("seen", ""), by=request.user, at=timezone.now())
    except debriefs.DebriefRefused as refused:
        messages.error(request, str(refused))
    return redirect("debrief", pk)


@login_required
@require_POST
def debrief_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was discussed."""
    row = get_object_or_404(seen(request), pk=pk)
    form = NotesForm(request.POST)
    try:
        notes = form.cleaned_data["notes"] if form.is_valid() else row.notes
        debriefs.write_notes(debrief=row, notes=notes, by=request.user, at=timezone.now())
    except debriefs.DebriefRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The notes are kept."))
    return redirect("debrief", pk)
