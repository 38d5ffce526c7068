"""Importing many role documents at once: the archive, its progress, and what became of each file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rubrics.choices import ItemState
from rubrics.forms.documents import ArchiveForm
from rubrics.operations import archives, batches
from rubrics.operations.tallies import tally
from rubrics.permissions import batches_for, can_manage_rubrics, can_read_rubrics, manageable_batches

PAGE = 100


@login_required
@require_GET
def batch_list(request: HttpRequest) -> HttpResponse:
    """Every import of many, newest first."""
    if not can_read_rubrics(request.user):
        raise Http404
    page = Paginator(batches_for(request.user).select_related("received_by"), PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(one, tally(one)) for one in page]
    may_add = can_manage_rubrics(request.user)
    return render(request, "rubrics/batch_list.html", {"page": page, "rows": rows, "may_add": may_add})


@login_required
@require_http_methods(["GET", "POST"])
def batch_new(request: HttpRequest) -> HttpResponse:
    """Take an archive of role documents in."""
    if not can_manage_rubrics(request.user):
        raise Http404
    form = ArchiveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["archive"]
        try:
            contents = archives.from_zip(upload.read())
        except archives.ArchiveRefused as refusal:
            form.add_error("archive", str(refusal))
        else:
            batch = batches.receive(contents=contents, name=upload.name, by=request.user, at=timezone.now())
            return redirect("batch", batch.pk)
    return render(request, "rubrics/batch_new.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, and each file with what became of it."""
    one = get_object_or_404(batches_for(request.user).select_related("received_by"), pk=pk)
    rows = one.items.select_related("document").prefetch_related("document__rubric_versions").defer("content")
    state = request.GET.get("state", "")
    if state in set(ItemState):
        rows = rows.filter(state=state)
    may_manage = can_manage_rubrics(request.user)
    context = {
        "batch": one,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "may_manage": may_manage,
        "retryable": batches.retryable(one).count() if may_manage else 0,
        "tally": tally(one),
        "poll_url": reverse("batch_progress", args=[one.pk]),
    }
    return render(request, "rubrics/batch.html", context)


@login_required
@require_GET
def batch_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the import is: a fragment that htmx asks for until it has ended, when the page loads anew."""
    one = get_object_or_404(batches_for(request.user), pk=pk)
    counted = tally(one)
    context = {"tally": counted, "poll_url": reverse("batch_progress", args=[one.pk])}
    response = render(request, "rubrics/batch_progress.html", context)
    if not counted.running:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def batch_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Import again what failed."""
    one = get_object_or_404(manageable_batches(request.user), pk=pk)
    try:
        batches.again(batch=one, by=request.user, at=timezone.now())
    except batches.BatchRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("batch", pk)
