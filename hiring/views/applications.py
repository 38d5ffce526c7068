"""One application: its stage, interviews, verified requirements and what its report still lacks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hiring.accounts.models import User
from hiring.forms.requirements import RequirementForm
from hiring.models import Application
from hiring.operations import candidates
from hiring.permissions import (
    applications_for,
    can_decide,
    can_lead_debrief,
    can_manage_application,
    can_plan,
    can_see_ratings,
    debriefs_for,
    manageable_applications,
)
from hiring.queries import applications as queries
from hiring.queries.candidates import requirements
from hiring.queries.reports import current_loop
from rubrics.queries import verified_statements

RELATED = ("candidate", "requisition__rubric_version")


@login_required
@require_safe
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the application but ratings."""
    row = get_object_or_404(applications_for(request.user).select_related(*RELATED), pk=pk)
    return render(request, "hiring/application.html", page(row, request.user))


def page(row: Application, viewer: User) -> dict[str, object]:
    """The context of the page. Nothing in it depends on ratings while the viewer is blind."""
    own = queries.own_open(row, viewer)
    rated, sessions = can_see_ratings(viewer, row), list(queries.sessions(row))
    return {
        "application": row,
        "requisition": row.requisition,
        "steps": steps(row),
        "loop": current_loop(row),
        "may_schedule": can_plan(viewer, row.requisition),
        "sessions": sessions,
        "timeless": sum(session.during is None for session in sessions),
        "requirements": requirements(row),
        "open_scorecards": queries.open_scorecards(row, viewer),
        "own": own,
        "rated": rated,
        "newest": row.reports.order_by("-number").first() if rated else None,
        "debrief": debriefs_for(viewer).filter(application=row).first(),
        "may_ask": can_lead_debrief(viewer, row),
        "may_decide": can_decide(viewer, row),
        "may_manage": can_manage_application(viewer, row),
        "now": timezone.now(),
    }


def steps(row: Application) -> list[dict[str, object]]:
    """The stages in their order, each done, now or ahead; none while withdrawn."""
    if row.stage not in queries.STEPS:
        return []
    here = queries.STEPS.index(row.stage)
    return [
        {
            "name": stage.value.capitalize(),
            "state": "done" if place < here else "now" if place == here else "",
        }
        for place, stage in enumerate(queries.STEPS)
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify_requirement(request: HttpRequest, pk: int, statement: int) -> HttpResponse:
    """Say whether one requirement is met, and how that was found out."""
    row = get_object_or_404(manageable_applications(request.user).select_related(*RELATED), pk=pk)
    asked = get_object_or_404(verified_statements(row.requisition.rubric_version), pk=statement)
    known = row.verified.filter(statement=asked).select_related("verified_by").first()
    initial = {"status": known.status, "note": known.note} if known else {"status": "unknown"}
    form = RequirementForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            candidates.verify_requirement(
                application=row, statement=asked, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except candidates.CandidateRefused as refused:
            form.add_error("note" if not form.cleaned_data["note"].strip() else None, str(refused))
        else:
            messages.success(request, _("Kept: %(name)s") % {"name": asked.label or asked.text})
            return redirect("application", row.pk)
    context = {"application": row, "statement": asked, "known": known, "form": form}
    return render(request, "hiring/verify_requirement.html", context)
