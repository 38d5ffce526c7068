"""One's own calendar feed: its address made and ended on the settings pages, and the calendar behind it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.models import CalendarFeed
from hiring.operations import calendar_feeds as operations
from hiring.queries import calendar_feeds as queries
from hiring.views.open_doors import ByAddress, ByFeed


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Whether there is a feed; a POST makes its address and shows it this once, in the answer itself."""
    fresh = ""
    if request.method == "POST":
        token = operations.make(by=request.user, at=timezone.now())
        fresh = settings.SITE_URL.rstrip("/") + reverse("calendar_feed_file", args=[token])
    row = CalendarFeed.objects.filter(person=request.user).first()
    return render(request, "hiring/calendar_feed.html", {"feed": row, "fresh": fresh})


@require_POST
@login_required
def calendar_feed_end(request: HttpRequest) -> HttpResponse:
    """End one's own feed."""
    operations.end(by=request.user, at=timezone.now())
    messages.success(request, _("The calendar feed is ended: its address opens nothing any more."))
    return redirect("calendar_feed")


@require_safe
def calendar_feed_file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a feed's address; 304 where the program has it already."""
    try:
        row = queries.find(token)
    except LookupError:
        if not ByAddress().allow_request(request, None):
            return HttpResponse(status=429)
        return HttpResponseNotFound(
            _("There is no calendar at this address."), content_type="text/plain; charset=utf-8"
        )
    # One calendar service fetches for many people from one address: each feed has a count of its own.
    if not ByFeed(row.pk).allow_request(request, None):
        return HttpResponse(status=429)
    body, etag = queries.feed(row, timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    # By its content alone: what was cancelled and set again within a second has the same time, not the same tag.
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    answer: HttpResponse = get_conditional_response(request, etag, None, response)
    return answer
