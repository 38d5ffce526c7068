"""Rubric versions: the list, the review of a draft, the page of a version, its difference; publish and
revise."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rubrics.choices import VersionState
from rubrics.models import RubricVersion
from rubrics.operations import rubrics
from rubrics.operations.differences import difference
from rubrics.operations.edits import undoable
from rubrics.permissions import can_manage_rubrics, can_read_rubrics, versions_for
from rubrics.views.access import draft_or_404, version_or_404
from rubrics.views.review import review

PAGE = 50
MOST_DIGITS = 10


@login_required
@require_GET
def rubric_list(request: HttpRequest) -> HttpResponse:
    """Every rubric version, newest first; drafts lead to their review."""
    if not can_read_rubrics(request.user):
        raise Http404
    rows = versions_for(request.user).select_related("rubric", "published_by", "role_document")
    rows = rows.order_by("-created_at", "-pk")
    state = request.GET.get("state", "")
    if state in set(VersionState):
        rows = rows.filter(state=state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "rubrics/rubric_list.html", {"page": page, "state": state, "states": list(VersionState)}
    )


@login_required
@require_GET
def rubric_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The document beside the draft; a version that is no draft leads to its own page."""
    version = version_or_404(request.user, pk)
    if not version.is_draft or not can_manage_rubrics(request.user):
        return redirect("rubric_version", pk)
    return _review(request, version)


@login_required
@require_GET
def rubric_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A version for reading: account, document, competencies with their anchors and questions."""
    version = version_or_404(request.user, pk)
    context = {
        "review": review(version),
        "version": version,
        "may_revise": can_manage_rubrics(request.user),
        "open_draft": version.rubric.versions.filter(state=VersionState.DRAFT).first(),
    }
    return render(request, "rubrics/version.html", context)


@login_required
@require_GET
def rubric_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs from the version that this one revises, or from the one named by `?from=`."""
    version = version_or_404(request.user, pk)
    others = version.rubric.versions.exclude(pk=version.pk).order_by("-number")
    wanted = request.GET.get("from", "")
    old = others.filter(pk=wanted).first() if whole_number(wanted) else version.revises
    old = old or others.filter(number__lt=version.number).first()
    if old is None:
        raise Http404
    context = {"version": version, "old": old, "others": others, "difference": difference(old, version)}
    return render(request, "rubrics/difference.html", context)


@login_required
@require_POST
def rubric_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the draft; what still stands against it is shown on the review page."""
    version = draft_or_404(request.user, pk)
    seen = request.POST.get("revision", "")
    revision = int(seen) if whole_number(seen) else None
    try:
        rubrics.publish(version=version, revision=revision, by=request.user, at=timezone.now())
    except rubrics.PublicationRefused as refusal:
        return _review(request, version_or_404(request.user, pk), refusal)
    messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return redirect("rubric_version", pk)


@login_required
@require_http_methods(["GET", "POST"])
def rubric_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason and make the next draft."""
    version = _published_or_404(request, pk)
    reason, refused = request.POST.get("reason", "").replace("\0", ""), ""
    if request.method == "POST":
        try:
            draft = rubrics.revise(version=version, reason=reason, by=request.user, at=timezone.now())
        except rubrics.PublicationRefused as refusal:
            refused = str(refusal)
        else:
            return redirect("rubric_review", draft.pk)
    context = {"version": version, "reason": reason, "refused": refused}
    return render(request, "rubrics/revise.html", context, status=422 if refused else 200)


@login_required
@require_http_methods(["GET", "POST"])
def rubric_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason and set the draft aside."""
    version = draft_or_404(request.user, pk)
    reason, refused = request.POST.get("reason", "").replace("\0", ""), ""
    if request.method == "POST":
        try:
            rubrics.discard(version=version, reason=reason, by=request.user, at=timezone.now())
        except rubrics.PublicationRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The draft is set aside; it stays readable."))
            return redirect("rubric_list")
    context = {"version": version, "reason": reason, "refused": refused}
    return render(request, "rubrics/discard.html", context, status=422 if refused else 200)


def whole_number(sent: str) -> bool:
    """Whether what was sent is a number that a row can have: “²” is a digit, and no number."""
    return sent.isdecimal() and len(sent) < MOST_DIGITS


def _published_or_404(request: HttpRequest, pk: int) -> RubricVersion:
    version = version_or_404(request.user, pk)
    if not can_manage_rubrics(request.user):
        raise Http404
    return version


def _review(
    request: HttpRequest, version: RubricVersion, refusal: rubrics.PublicationRefused | None = None
) -> HttpResponse:
    page = review(version)
    last = version.edits.select_related("made_by").first()
    context = {
        "review": page,
        "version": version,
        "refused": str(refusal) if refusal else "",
        "last_edit": last,
        "can_undo": undoable(version) is not None,
        "high": version.policy["max_competencies"],
    }
    return render(request, "rubrics/review.html", context, status=422 if refusal else 200)
