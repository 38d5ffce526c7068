"""The first page: what is today, what is due, what may now be read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hiring.queries import home as queries


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything in the person's own time zone."""
    user, at = request.user, timezone.now()
    today, due = queries.today(user, at), queries.due(user, at)
    context = {
        "now": at,
        "slots": today,
        "due": due,
        "coming": queries.coming(user, at),
        "unplaced": queries.without_time(user),
        "readable": queries.readable(user),
        "load": queries.load(user, at),
        "overseen": queries.overseen(user, at),
        "first": sentence(today, due),
        "starts_in": starts_in(today, at),
    }
    return render(request, "hiring/home.html", context)


def sentence(today: list[queries.Slot], due: list[queries.Due]) -> str:
    """The first sentence of the page: what must be done."""
    interviews = ngettext("%(n)d interview today.", "%(n)d interviews today.", len(today)) % {"n": len(today)}
    cards = ngettext("%(n)d scorecard is due", "%(n)d scorecards are due", len(due)) % {"n": len(due)}
    late = sum(row.late for row in due)
    if late:
        cards += ngettext(", %(n)d is late", ", %(n)d are late", late) % {"n": late}
    return " ".join(
        [interviews if today else _("No interview today."), f"{cards}." if due else _("No scorecard is due.")]
    )


def starts_in(today: list[queries.Slot], at: object) -> str:
    """When the next interview of today begins, or that one is running."""
    following = next((row.seat.during for row in today if row.next), None)
    if following is None:
        return ""
    minutes = round((following.lower - at).total_seconds() / 60)  # type: ignore[operator]
    if minutes <= 0:
        return _("Running now")
    if minutes >= 90:
        return _("Next starts at %(time)s") % {"time": timezone.localtime(following.lower).strftime("%H:%M")}
    words = ngettext("Next starts in %(n)d minute", "Next starts in %(n)d minutes", minutes)
    return words % {"n": minutes}
