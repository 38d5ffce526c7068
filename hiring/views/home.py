"""The first page: what is today, what is due, what may now be read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hiring.permissions import may, requisitions_for
from hiring.queries import home as queries
from hiring.queries import training
from hiring.queries.given_up import given_up
from hiring.queries.overseen import Overseen, overseen
from hiring.queries.work import waiting
from hiring.roles import Permission
from rubrics.permissions import can_manage_rubrics


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything in the person's own time zone."""
    user, at = request.user, timezone.now()
    today, due = queries.today(user, at), queries.due(user, at)
    coming, unscheduled = queries.coming(user, at), queries.without_time(user)
    load, requisitions = queries.load(user, at), overseen(user, at)
    # The admin's lists are linked, so that only who opens them is told.
    work, leaving = waiting(user, at) if user.is_staff else [], given_up(user, at)
    # Who takes no interviews is not shown three empty lists of them.
    interviews = bool(load or today or due or coming or unscheduled) or not (requisitions or user.is_staff)
    context = {
        "now": at,
        "slots": today,
        "due": due,
        "coming": coming,
        "unscheduled": unscheduled,
        "interviews": interviews,
        "readable": queries.readable(user),
        "debriefs": queries.debriefs(user),
        "load": load,
        "overseen": requisitions,
        "trainings": training.own(user, at),
        "to_approve": training.to_approve(user, at),
        "plans_loops": may(user, Permission.MANAGE_LOOPS),
        "work": work,
        "given_up": leaving,
        # Who has nothing yet is shown where the whole job begins.
        "begins": can_manage_rubrics(user) and not (requisitions or requisitions_for(user).exists()),
        "first": sentence(today, due) if interviews else overview(requisitions, works=bool(work or leaving)),
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


def overview(requisitions: list[Overseen], *, works: bool = False) -> str:
    """The first sentence for who oversees and takes no interviews."""
    lacking = sum(bool(row.lacking) for row in requisitions)
    if works and not lacking:
        return _("Work waits for you, listed below.")
    if not requisitions:
        return _("No open requisition has you on its team.")
    if not lacking:
        return _("Nothing waits for you in your requisitions.")
    words = ngettext(
        "Something is missing in %(n)d requisition.", "Something is missing in %(n)d requisitions.", lacking
    )
    return words % {"n": lacking}


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
