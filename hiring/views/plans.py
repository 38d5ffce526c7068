"""Loop plans: the matrix with its certificate, proposed, changed by hand, activated, discarded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.choices import PlanState
from hiring.models import InterviewKind, LoopPlan, PlannedCompetency, PlannedSession, Pool, Requisition
from hiring.operations import loops, plan_edits
from hiring.permissions import (
    can_manage_catalogue,
    can_plan,
    plannable_requisitions,
    plans_for,
    requisitions_for,
)
from hiring.queries import plan_drafts, plans
from hiring.queries.loop_templates import offered_templates, others
from rubrics.models import RubricCompetency, RubricQuestion


@login_required
@require_safe
def loop_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The requisition's plan: the active one, else the newest draft, else the way to the first one."""
    rows = requisitions_for(request.user).select_related("rubric_version__rubric")
    return show(request, get_object_or_404(rows, pk=pk))


@login_required
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a plan."""
    row = get_object_or_404(plans.whole(plans_for(request.user)), pk=pk)
    return show(request, row.requisition, row)


def show(
    request: HttpRequest,
    requisition: Requisition,
    row: LoopPlan | None = None,
    *,
    refused: str = "",
    impossible: loops.NoLoopPossible | None = None,
) -> HttpResponse:
    """The page of a plan, or of a requisition that has none."""
    row = row or plans.current(requisition)
    manages = can_plan(request.user, requisition)
    context: dict[str, Any] = {
        "requisition": requisition,
        "plan": row,
        "manages": manages,
        "versions": list(requisition.plans.order_by("-number").select_related("made_by", "activated_by")),
        "refused": refused,
        "impossible": impossible,
        "templates": offered_templates() if manages else [],
        "others": others(requisition, request.user) if manages else [],
        "keeps": manages and can_manage_catalogue(request.user),
    }
    if row is not None:
        context |= described(row, manages=manages)
    status = 422 if refused or impossible else 200
    return render(request, "hiring/plan.html", context, status=status)


def described(row: LoopPlan, *, manages: bool) -> dict[str, Any]:
    """What the page says of a plan; the hand tools only for a draft that the person may change."""
    laid_out = plans.matrix(row)
    broken = plans.broken_rules(row) if row.state != PlanState.SUPERSEDED else []
    editable = manages and row.state == PlanState.DRAFT
    return {
        "matrix": laid_out,
        "broken": broken,
        "certificate": plans.certificate(row, laid_out),
        "weaknesses": plans.weaknesses(row, laid_out),
        "editable": editable,
        "edits": plan_drafts.edits(row) if editable else [],
        "kinds": plan_drafts.offered_kinds() if editable else [],
        "newer_draft": row.requisition.plans.filter(state=PlanState.DRAFT, number__gt=row.number).first(),
        "is_stale": row.rubric_version_id != row.requisition.rubric_version_id,
    }


def plannable_or_404(request: HttpRequest, pk: int) -> Requisition:
    """A requisition whose loops the person may plan. Raises Http404."""
    rows = plannable_requisitions(request.user).select_related("rubric_version__rubric")
    return get_object_or_404(rows, pk=pk)


def draft_or_404(request: HttpRequest, pk: int) -> LoopPlan:
    """A plan that the person may change. Raises Http404."""
    row = get_object_or_404(plans.whole(plans_for(request.user)), pk=pk)
    if not can_plan(request.user, row.requisition):
        raise Http404
    return row


@login_required
@require_POST
def plan_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Design the next version; where no loop is possible, the page says which rules are in the way."""
    requisition = plannable_or_404(request, pk)
    try:
        template = None
        if request.POST.get("template"):
            template = get_object_or_404(offered_templates(), pk=number(request.POST, "template"))
        row = loops.propose_plan(
            requisition=requisition, template=template, by=request.user, at=timezone.now()
        )
    except loops.NoLoopPossible as impossible:
        return show(request, requisition, impossible=impossible)
    except loops.LoopRefused as refused:
        return show(request, requisition, refused=str(refused))
    messages.success(request, _("Plan %(number)d is proposed.") % {"number": row.number})
    return redirect("plan", row.pk)


@login_required
@require_POST
def plan_activate(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft the plan of the loops to come."""
    row = draft_or_404(request, pk)
    try:
        loops.activate_plan(plan=row, by=request.user, at=timezone.now())
    except loops.LoopRefused as refused:
        return show(request, row.requisition, row, refused=str(refused))
    messages.success(request, _("Plan %(number)d is active.") % {"number": row.number})
    return redirect("plan", pk)


@login_required
@require_POST
def plan_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    row = draft_or_404(request, pk)
    try:
        loops.discard_plan(plan=row, by=request.user, at=timezone.now())
    except loops.LoopRefused as refused:
        return show(request, row.requisition, row, refused=str(refused))
    messages.success(request, _("The draft is discarded."))
    return redirect("loop_plan", row.requisition_id)


# --- changes by hand ----------------------------------------------------------------------------------------


def number(sent: QueryDict, name: str) -> int:
    """A whole number from the form. Raises LoopRefused for anything else."""
    value = sent.get(name, "").strip()
    if not value.isdecimal() or len(value) > 9:
        raise loops.LoopRefused(_("Choose one of the values offered."))
    return int(value)


def session_of(row: LoopPlan, sent: QueryDict, name: str = "session") -> PlannedSession:
    """The interview that the form names, of this plan."""
    return get_object_or_404(PlannedSession, plan=row, pk=number(sent, name))


def part_of(row: LoopPlan, sent: QueryDict, name: str = "part") -> PlannedCompetency:
    """The competency's place that the form names, of this plan."""
    return get_object_or_404(PlannedCompetency, session__plan=row, pk=number(sent, name))


def pools_sent(sent: QueryDict, session: PlannedSession) -> list[Pool | None]:
    """The pool that the form names for each seat; None for anybody. Raises LoopRefused for no pool there is."""
    chosen = [sent.get(f"pool-{place}", "").strip() for place in range(session.seats)]
    found = Pool.objects.in_bulk([int(each) for each in chosen if each.isdecimal() and len(each) <= 9])
    if any(each and (not each.isdecimal() or int(each) not in found) for each in chosen):
        raise loops.LoopRefused(_("Choose one of the values offered."))
    return [found[int(each)] if each else None for each in chosen]


def arguments(act: str, row: LoopPlan, sent: QueryDict) -> tuple[Callable[..., LoopPlan], dict[str, Any]]:
    """The operation that an act stands for, with what the form says. Raises Http404 for no act."""
    if act == "minutes":
        wanted = {"session": session_of(row, sent), "minutes": number(sent, "minutes")}
        return plan_edits.change_minutes, wanted
    if act == "share":
        return plan_edits.change_share, {"part": part_of(row, sent), "minutes": number(sent, "minutes")}
    if act == "move":
        return plan_edits.move_competency, {"part": part_of(row, sent), "to": session_of(row, sent, "to")}
    if act == "question":
        question = get_object_or_404(RubricQuestion, pk=number(sent, "question"))
        wanted = {"part": part_of(row, sent), "question": question, "to": part_of(row, sent, "to")}
        return plan_edits.move_question, wanted
    if act == "add":
        return plan_edits.add_interview, {"kind": get_object_or_404(InterviewKind, pk=number(sent, "kind"))}
    if act == "remove":
        return plan_edits.remove_interview, {"session": session_of(row, sent)}
    if act == "place":
        competency = get_object_or_404(
            RubricCompetency, version=row.rubric_version_id, pk=number(sent, "competency")
        )
        return plan_edits.place_competency, {"session": session_of(row, sent), "competency": competency}
    if act == "pools":
        session = session_of(row, sent)
        return plan_edits.change_pools, {"session": session, "pools": pools_sent(sent, session)}
    if act == "drop":
        return plan_edits.drop_competency, {"part": part_of(row, sent)}
    raise Http404


@login_required
@require_POST
def plan_edit(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One change of a draft by hand; every rule is checked again on the page that follows."""
    row = draft_or_404(request, pk)
    try:
        change, wanted = arguments(act, row, request.POST)
        change(plan=row, by=request.user, at=timezone.now(), **wanted)
    except loops.LoopRefused as refused:
        return show(
            request, row.requisition, plans.whole(plans_for(request.user)).get(pk=pk), refused=str(refused)
        )
    messages.success(request, _("Changed. Every rule was checked again."))
    response = redirect("plan", pk)
    response["Location"] += "#by-hand"
    return response
