"""Everybody's load over time, for who arranges loops."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hiring.permissions import may
from hiring.queries import loads
from hiring.roles import Permission


@login_required
@require_safe
def interviewer_load(request: HttpRequest) -> HttpResponse:
    """A chart for each interviewer: weeks, interviews, and the line of their own limit."""
    if not may(request.user, Permission.MANAGE_LOOPS):
        raise Http404
    people = loads.loads(request.user, timezone.now())
    context = {
        "people": people,
        "most": max((week.total for each in people for week in each.weeks), default=0),
        "first": sentence(people),
    }
    return render(request, "hiring/interviewer_load.html", context)


def sentence(people: list[loads.PersonLoad]) -> str:
    """The first sentence of the page: who has no room left this week."""
    full = sum(each.is_full for each in people)
    if not people:
        return _("Nobody takes interviews yet.")
    if not full:
        return _("Everybody has room left this week.")
    words = ngettext(
        "%(n)d interviewer is at the week’s limit.", "%(n)d interviewers are at the week’s limit.", full
    )
    return words % {"n": full}
