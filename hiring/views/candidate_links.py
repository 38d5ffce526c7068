"""The coordinator's side of the candidate's choice: link made and revoked, times offered and withdrawn."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hiring.forms.candidate_times import HeardForm
from hiring.operations import candidate_links, candidate_windows, proposals
from hiring.operations.session_rows import SchedulingRefused
from hiring.queries.candidate_links import standing
from hiring.views.loops import loop_or_404, loop_page


@login_required
@require_POST
@never_cache
def link_make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link and send it; it is shown this once, in the answer itself."""
    row = loop_or_404(request, pk)
    offers = request.POST.get("offers", "on") == "on"
    try:
        _link, token = candidate_links.make(loop=row, offers=offers, by=request.user, at=timezone.now())
    except candidate_links.LinkRefused as refused:
        messages.error(request, str(refused))
        return redirect("loop", pk)
    address = settings.SITE_URL.rstrip("/") + reverse("choose_times", args=[token])
    return loop_page(request, row, fresh_link=address)


@login_required
@require_POST
def link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End the loop's link."""
    row = loop_or_404(request, pk)
    link = standing(row)
    if link is not None:
        candidate_links.revoke(link=link, by=request.user, at=timezone.now())
        messages.success(request, _("The link is revoked: it opens nothing any more."))
    return redirect("loop", pk)


@login_required
@require_POST
@never_cache
def times_heard(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a time at which the candidate said they can come, by telephone or e-mail."""
    row = loop_or_404(request, pk)
    form = HeardForm(request.POST, zone=row.application.requisition.time_zone)
    if not form.is_valid():
        return loop_page(request, row, heard=form)
    candidate = row.application.candidate
    candidate_windows.add_window(candidate=candidate, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, _("The time is noted: times are looked for within it, too."))
    return redirect("loop", pk)


@login_required
@require_POST
def times_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for options, hold them and offer them."""
    row = loop_or_404(request, pk)
    try:
        found = proposals.offer(loop=row, made_by=request.user, by=request.user, at=timezone.now())
    except SchedulingRefused as refused:
        messages.error(request, str(refused))
        return redirect("loop", pk)
    if found is None:
        sentence = _("No complete set of times and people was found; plan automatically to read the reasons.")
        messages.warning(request, sentence)
        return redirect("loop", pk)
    count = found.options.count()
    words = ngettext("%(count)d option is held.", "%(count)d options are held.", count) % {"count": count}
    messages.success(request, words)
    return redirect("loop", pk)


@login_required
@require_POST
def times_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the offered times go."""
    row = loop_or_404(request, pk)
    if proposals.withdraw(loop=row, by=request.user, at=timezone.now()):
        messages.success(request, _("The offered times are withdrawn; people and times are free again."))
    return redirect("loop", pk)
