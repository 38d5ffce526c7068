"""The manager's list of requisitions, and one requisition with its candidates side by side."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiring.choices import PlanState, RequisitionState, Stage, options
from hiring.models import Requisition
from hiring.operations import reports
from hiring.permissions import can_manage_requisition, can_plan, may, requisitions_for
from hiring.queries import comparison_sheets, comparisons
from hiring.queries.next_steps import import_url
from hiring.reporting.workbook import write_sheets
from hiring.roles import Permission
from rubrics.choices import LEVEL_LABELS

PAGE = 25
# More pairs than these are no help to anybody: the groups say who can be told apart.
MOST_PAIRS = 28


@login_required
@require_safe
def requisition_list(request: HttpRequest) -> HttpResponse:
    """The requisitions that the person may see, by search and state."""
    seen = requisitions_for(request.user)
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    rows = found(seen, words, state).annotate(
        running=Count("applications", filter=~Q(applications__stage=Stage.WITHDRAWN))
    )
    page = Paginator(rows.order_by("-opened_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "words": words,
        "state": state,
        "states": options(RequisitionState),
        "filtered": bool(words or state),
        "may_open": may(request.user, Permission.MANAGE_REQUISITIONS),
        "open_count": seen.filter(state=RequisitionState.OPEN).count(),
    }
    return render(request, "hiring/requisition_list.html", context)


def found(seen: QuerySet[Requisition], words: str, state: str) -> QuerySet[Requisition]:
    """Those whose title, reference, department or place holds all the words, in the state if one is given."""
    for word in words.split():
        seen = seen.filter(
            Q(title__icontains=word)
            | Q(reference__icontains=word)
            | Q(department__icontains=word)
            | Q(location__icontains=word)
        )
    return seen.filter(state=state) if state in list(RequisitionState) else seen


@login_required
@require_safe
def requisition(request: HttpRequest, pk: int) -> HttpResponse:
    """The candidates by competency; rows that are hidden from the person carry no numbers."""
    rows = requisitions_for(request.user).select_related("rubric_version__rubric")
    row = get_object_or_404(rows, pk=pk)
    board = read_board(request, row)
    context = {
        "requisition": row,
        "board": board,
        "plan": row.plans.filter(state=PlanState.ACTIVE).first(),
        "reads_reports": may(request.user, Permission.READ_REPORTS),
        "may_manage": can_manage_requisition(request.user, row),
        "entry_url": entry_url(request, row),
        "import_url": import_url(row, request.user),
        "may_plan": can_plan(request.user, row),
        "levels": [{"value": value, "name": name} for value, name in LEVEL_LABELS.items()],
        "most_pairs": MOST_PAIRS,
        "now": timezone.now(),
    }
    return render(request, "hiring/requisition.html", context)


def entry_url(request: HttpRequest, row: Requisition) -> str:
    """Where the person enters a candidate for the requisition; empty for who may not."""
    if not (request.user.is_staff and can_manage_requisition(request.user, row)):
        return ""
    return f"{reverse('admin:hiring_candidate_add')}?applies_for={row.pk}"


def read_board(request: HttpRequest, row: Requisition) -> comparisons.Board:
    """The board as the person may see it; that its numbers were read is remembered."""
    board = comparisons.board(row, request.user)
    shown = [line.application.pk for line in board.lines if line.cells]
    reports.note_reading(applications=shown, by=request.user, at=timezone.now())
    return board


@login_required
@require_safe
@never_cache
def requisition_comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """The comparison as a workbook: what the page shows to this person, made at every download."""
    row = get_object_or_404(requisitions_for(request.user), pk=pk)
    sheets = comparison_sheets.sheets(read_board(request, row))
    if not sheets:
        raise Http404
    title = _("Comparison, %(reference)s") % {"reference": row.reference}
    return HttpResponse(
        # Dated by the day: two downloads with the same content are the same bytes.
        write_sheets(title, timezone.now().replace(hour=0, minute=0, second=0, microsecond=0), sheets),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={
            "Content-Disposition": content_disposition_header(
                as_attachment=True, filename=f"comparison-{row.reference}.xlsx"
            ),
            "X-Content-Type-Options": "nosniff",
        },
    )
