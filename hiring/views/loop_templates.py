"""Loop templates: saved from a plan, listed, retired; and the plan of another requisition taken over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.models import LoopTemplate
from hiring.operations import loop_templates
from hiring.operations.loops import LoopRefused
from hiring.permissions import can_manage_catalogue, can_plan, plans_for
from hiring.queries.loop_templates import templates
from hiring.views.plans import number, plannable_or_404, show


@login_required
@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    """Every template with its interviews; retired ones at the end."""
    if not can_manage_catalogue(request.user):
        raise Http404
    return render(request, "hiring/loop_templates.html", {"templates": templates()})


def template_or_404(request: HttpRequest, pk: int) -> LoopTemplate:
    """A template that the person may change. Raises Http404."""
    if not can_manage_catalogue(request.user):
        raise Http404
    return get_object_or_404(LoopTemplate, pk=pk)


@login_required
@require_POST
def template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name or role family for a template."""
    row = template_or_404(request, pk)
    name, family = (request.POST.get(each, "").replace("\0", "") for each in ("name", "family"))
    try:
        row = loop_templates.edit_template(
            template=row, name=name, family=family, by=request.user, at=timezone.now()
        )
    except LoopRefused as refused:
        typed = {"pk": pk, "name": name, "family": family, "refused": str(refused)}
        context = {"templates": templates(), "typed": typed}
        return render(request, "hiring/loop_templates.html", context, status=422)
    messages.success(request, _("“%(name)s” is saved.") % {"name": row.name})
    return redirect("template_list")


@login_required
@require_POST
def template_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then delete a template that no plan names."""
    row = template_or_404(request, pk)
    if request.POST.get("confirmed") != "yes":
        return render(request, "hiring/loop_template_delete.html", {"template": row})
    try:
        loop_templates.delete_template(template=row, by=request.user, at=timezone.now())
    except LoopRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(name)s” is deleted.") % {"name": row.name})
    return redirect("template_list")


@login_required
@require_POST
def template_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a template, or offer it again."""
    row = template_or_404(request, pk)
    active = request.POST.get("offered") == "yes"
    loop_templates.offer_template(template=row, active=active, by=request.user, at=timezone.now())
    words = (
        _("“%(name)s” is offered again.")
        if active
        else _("“%(name)s” is offered no longer; plans made from it stay.")
    )
    messages.success(request, words % {"name": row.name})
    return redirect("template_list")


@login_required
@require_POST
def template_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a plan's interviews as a template."""
    plan = get_object_or_404(plans_for(request.user).select_related("requisition"), pk=pk)
    if not (can_manage_catalogue(request.user) and can_plan(request.user, plan.requisition)):
        raise Http404
    name, family = (request.POST.get(each, "").replace("\0", "") for each in ("name", "family"))
    try:
        row = loop_templates.save_template(
            plan=plan, name=name, family=family, by=request.user, at=timezone.now()
        )
    except LoopRefused as refused:
        return show(request, plan.requisition, plan, refused=str(refused))
    messages.success(request, _("“%(name)s” can be chosen for other requisitions now.") % {"name": row.name})
    return redirect("plan", pk)


@login_required
@require_POST
def plan_fork(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with the interviews of another requisition's plan."""
    requisition = plannable_or_404(request, pk)
    rows = plans_for(request.user).select_related("requisition")
    try:
        source = get_object_or_404(rows, pk=number(request.POST, "plan"))
        plan = loop_templates.fork_plan(
            source=source, requisition=requisition, by=request.user, at=timezone.now()
        )
    except LoopRefused as refused:
        return show(request, requisition, refused=str(refused))
    messages.success(
        request, _("Plan %(number)d is a copy; every rule was checked.") % {"number": plan.number}
    )
    return redirect("plan", plan.pk)
