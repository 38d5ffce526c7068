"""Role documents: the list, taking one in, watching its derivation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rubrics.choices import DocumentState, VersionState
from rubrics.forms.documents import RoleDocumentForm
from rubrics.models import RoleDocument, RubricVersion
from rubrics.operations import documents
from rubrics.operations.drafts import in_the_way
from rubrics.operations.text_differences import text_difference
from rubrics.permissions import can_manage_rubrics, can_read_rubrics, documents_for
from rubrics.views.access import document_or_404

PAGE = 50
RUNNING = (DocumentState.RECEIVED, DocumentState.DERIVING)


@login_required
@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """Every role document, newest first, with the state of its derivation."""
    if not can_read_rubrics(request.user):
        raise Http404
    rows = documents_for(request.user).select_related("received_by").prefetch_related("rubric_versions")
    query = request.GET.get("q", "").strip()
    if query:
        rows = rows.filter(title__icontains=query) | rows.filter(source_name__icontains=query)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    may_add = can_manage_rubrics(request.user)
    return render(request, "rubrics/document_list.html", {"page": page, "query": query, "may_add": may_add})


@login_required
@require_http_methods(["GET", "POST"])
def document_new(request: HttpRequest, follows: int | None = None) -> HttpResponse:
    """Take a role document in, by itself or as the next version of another one."""
    if not can_manage_rubrics(request.user):
        raise Http404
    before = document_or_404(request.user, follows, manage=True) if follows else None
    form = RoleDocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            received = documents.receive(**form.content(), follows=before, by=request.user, at=timezone.now())
        except documents.DocumentRefused as refusal:
            form.add_error("upload" if form.cleaned_data.get("upload") else "text", str(refusal))
        else:
            return redirect("document", received.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "before": before, "in_the_way": in_the_way(before) if before else None}
    return render(request, "rubrics/document_new.html", context, status=status)


@login_required
@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One role document: how its derivation stands, its text, and the rubric versions made from it."""
    one = document_or_404(request.user, pk)
    versions = one.rubric_versions.select_related("rubric").order_by("-number")
    context = {
        "document": one,
        "versions": versions,
        "newer": getattr(one, "followed_by", None),
        "may_manage": can_manage_rubrics(request.user),
        "in_the_way": _in_the_way(one),
        **_progress(one),
    }
    return render(request, "rubrics/document.html", context)


@login_required
@require_GET
def document_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the derivation is: a fragment that htmx asks for until it has ended, when the page loads anew."""
    one = document_or_404(request.user, pk)
    response = render(request, "rubrics/document_progress.html", {"document": one, **_progress(one)})
    if one.state not in RUNNING:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_GET
def document_difference(request: HttpRequest, pk: int) -> HttpResponse:
    """What the document says otherwise than the version that it follows, line beside line."""
    one = document_or_404(request.user, pk)
    if one.follows is None:
        raise Http404
    context = {
        "document": one,
        "before": one.follows,
        "difference": text_difference(one.follows.text, one.text),
        "version": one.rubric_versions.order_by("-number").first(),
    }
    return render(request, "rubrics/document_difference.html", context)


@login_required
@require_POST
def document_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the derivation once more."""
    one = document_or_404(request.user, pk, manage=True)
    try:
        documents.derive_again(document=one, by=request.user, at=timezone.now())
    except documents.DocumentRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("document", pk)


def _in_the_way(one: RoleDocument) -> RubricVersion | None:
    """The draft that a failed derivation waits for."""
    if one.state != DocumentState.FAILED or one.follows is None:
        return None
    return in_the_way(one.follows)


def _progress(one: RoleDocument) -> dict[str, object]:
    sentence = one.progress_sentence or _("Waiting for a worker")
    draft: RubricVersion | None = (
        one.rubric_versions.filter(state=VersionState.DRAFT).order_by("-number").first()
    )
    return {
        "running": one.state in RUNNING,
        "sentence": sentence,
        "poll_url": reverse("document_progress", args=[one.pk]),
        "draft": draft,
    }
