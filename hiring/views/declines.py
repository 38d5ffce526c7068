"""An interviewer says that they cannot come to one of their interviews."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.forms.interviewing import DeclineForm
from hiring.operations import declines
from hiring.operations.interviewers import InterviewerRefused
from hiring.operations.session_rows import SchedulingRefused
from hiring.permissions import declinable_seats


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what follows from it, and does it."""
    seats = declinable_seats(request.user).filter(session=pk)
    seat = get_object_or_404(seats.select_related("session__planned", "session__candidate"))
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        comment = form.cleaned_data["comment"]
        try:
            declines.decline(seat=seat, comment=comment, by=request.user, at=timezone.now())
        except (InterviewerRefused, SchedulingRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your seat is given up. Whoever arranges the interview is told."))
            return redirect("home")
    context = {"seat": seat, "form": form}
    return render(request, "hiring/session_decline.html", context, status=422 if form.errors else 200)
