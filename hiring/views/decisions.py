"""The decision: asked of a named person, with the composite and its interval in view. Nothing is sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiring.choices import DebriefState
from hiring.forms.decisions import DecisionForm
from hiring.models import Application
from hiring.operations import decisions, reports
from hiring.permissions import can_decide, rated_applications
from hiring.queries import report_pages
from hiring.queries.reports import latest_ready


def departing(direction: str) -> str:
    """Why a departure needs its own reason, in words; `direction` is "above" or "below"."""
    if direction == "above":
        return _(
            "This decision goes above the composite: it hires below the threshold, or without a complete "
            "composite. Write the reason, by competency."
        )
    return _(
        "This decision goes below the composite: it turns down at or above the threshold. "
        "Write the reason, by competency."
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for who decides; for others who read reports, the decisions that were made."""
    rows = rated_applications(request.user).select_related("candidate", "requisition")
    application = get_object_or_404(rows, pk=pk)
    allowed = can_decide(request.user, application)
    form = DecisionForm(request.POST or None) if allowed else None
    if request.method == "POST" and form is not None and form.is_valid():
        made = attempt(request, application, form)
        if made:
            messages.success(request, _("The decision is recorded. Nothing was sent to the candidate."))
            return redirect("decide", pk)
    reports.note_reading(applications=[pk], by=request.user, at=timezone.now())
    status = 422 if form is not None and form.is_bound else 403 if request.method == "POST" else 200
    return render(request, "hiring/decision.html", page(application, form), status=status)


def attempt(request: HttpRequest, application: Application, form: DecisionForm) -> bool:
    """Record the decision; where it is refused, the sentence goes to the form and False comes back."""
    data = form.cleaned_data
    report = latest_ready(application)
    direction = "" if report is None else decisions.departure(report, data["outcome"], data["reason_code"])
    if direction and not data["override_reason"].strip():
        form.add_error("override_reason", departing(direction))
        return False
    try:
        decisions.decide(
            application=application,
            outcome=data["outcome"],
            reason_code=data["reason_code"],
            reason=data["reason"],
            override_reason=data["override_reason"],
            by=request.user,
            at=timezone.now(),
        )
    except decisions.DecisionRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def page(application: Application, form: DecisionForm | None) -> dict[str, object]:
    """The context: the newest report's summary, the form, the history."""
    report = latest_ready(application)
    debrief = getattr(application, "debrief", None)
    inside = {} if report is None else report_pages.inside(report)
    return {
        "application": application,
        "requisition": application.requisition,
        "report": report,
        "newer": None if report is None else report_pages.newer_facts(report),
        "form": form,
        "decisions": application.decisions.select_related("decided_by", "report").order_by("-number"),
        "debrief": debrief,
        "debrief_runs": debrief is not None and debrief.state != DebriefState.CLOSED,
        "threshold": decisions.THRESHOLD,
        **inside,
    }
