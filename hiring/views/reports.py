"""Candidate reports: the page, its progress, asking for one, and its files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from hiring.choices import ReportState
from hiring.models import CandidateReport
from hiring.operations import reports
from hiring.permissions import leadable_applications, rated_applications, reports_for
from hiring.queries import report_pages
from hiring.queries.reports import current_loop

RELATED = ("application__candidate", "application__requisition")
PAGE = 25
KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def seen(request: HttpRequest) -> QuerySet[CandidateReport]:
    """The reports that the person may open."""
    return reports_for(request.user).select_related(*RELATED)


@login_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """The newest report of each application that the person may open."""
    newest = seen(request).order_by("application_id", "-number").distinct("application_id").values("pk")
    rows = seen(request).filter(pk__in=newest).defer("facts").order_by("-requested_at", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "hiring/report_list.html", {"page_obj": page})


@login_required
@require_safe
@never_cache
def candidate_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest report of an application: the newest ready one, else how far the building is."""
    rows = rated_applications(request.user).select_related("candidate", "requisition")
    application = get_object_or_404(rows, pk=pk)
    own = seen(request).filter(application=application).order_by("-number")
    row = own.filter(state=ReportState.READY).first() or own.first()
    if row is not None:
        return shown(request, row)
    context = {
        "application": application,
        "may_ask": leadable_applications(request.user).filter(pk=pk).exists(),
        "loop": current_loop(application),
    }
    return render(request, "hiring/report_none.html", context)


@login_required
@require_safe
@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A certain report."""
    return shown(request, get_object_or_404(seen(request), pk=pk))


def shown(request: HttpRequest, row: CandidateReport) -> HttpResponse:
    """The whole report if it is ready, else how far it is. Never a part of one."""
    context = report_pages.around(row, request.user)
    if row.state != ReportState.READY:
        return render(request, "hiring/report_building.html", context)
    reports.note_opening(report=row, by=request.user, at=timezone.now())
    return render(request, "hiring/report.html", context | report_pages.inside(row))


@login_required
@require_safe
@never_cache
def report_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the building is, asked for by the page; it loads anew when the report is ready."""
    row = get_object_or_404(seen(request), pk=pk)
    if row.state == ReportState.READY:
        return HttpResponseClientRefresh()
    return render(request, "hiring/partials/report_progress.html", report_pages.progress(row, request.user))


@login_required
@require_POST
def ask_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a report as things stand now."""
    application = get_object_or_404(leadable_applications(request.user), pk=pk)
    try:
        row = reports.request(application=application, by=request.user, at=timezone.now())
    except reports.ReportRefused as refused:
        messages.warning(request, str(refused))
        return redirect("candidate_report", pk)
    messages.info(request, _("The report is being built; it usually takes a few seconds."))
    return redirect("report", row.pk)


@login_required
@require_safe
@never_cache
def report_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The stored PDF ("pdf") or workbook ("xlsx"): access is asked for at every download."""
    row = get_object_or_404(seen(request), pk=pk, state=ReportState.READY)
    stored = row.pdf if kind == "pdf" else row.workbook
    if not stored:
        raise Http404
    content = stored.read()
    reports.note_opening(report=row, by=request.user, at=timezone.now())
    name = f"candidate-report-{(row.facts or {})['report_number']}.{kind}"
    return HttpResponse(
        content,
        content_type=KINDS[kind],
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "X-Content-Type-Options": "nosniff",
        },
    )
