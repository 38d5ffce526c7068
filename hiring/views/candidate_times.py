"""The candidate's page: opened by its link alone, it asks when interviews fit and lets choose, change and cancel."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hiring.forms.candidate_times import TimesForm
from hiring.models import CandidateLink
from hiring.operations import candidate_answers, candidate_links, proposals
from hiring.queries import candidate_pages, schedules
from hiring.queries.candidate_links import changes, find
from hiring.views.open_doors import NO_COOKIE, closed, open_door
from rubrics.queries import current_policy

Act = Callable[[HttpRequest, CandidateLink, TimesForm], HttpResponse]


# The address is the only key: no cookie gives a foreign page's form any right, and `no-referrer` makes browsers
# send no origin that could be compared.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@open_door
def choose_times(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one link. Unknown, expired and revoked ones read alike."""
    at = timezone.now()
    try:
        link = find(token, at)
    except LookupError:
        return closed(request, 404)
    if link is None:
        return closed(request, 410)
    if request.method != "POST":
        candidate_links.note_use(link=link, at=at)
        return show(request, link, form_of(None, link, at))
    form = form_of(request, link, at)
    act = ACTS.get(request.POST.get("act", "zone"), change_zone)
    return act(request, link, form)


def form_of(request: HttpRequest | None, link: CandidateLink, at: datetime) -> TimesForm:
    """The form with what was sent, or with what is known."""
    application = link.loop.application
    first = schedules.earliest(at, application.requisition.time_zone)
    sent = request.POST if request is not None else None
    return TimesForm(sent, candidate=application.candidate, at=at, first=first)


def show(
    request: HttpRequest, link: CandidateLink, form: TimesForm, said: str = "", status: int = 200
) -> HttpResponse:
    """The page as it stands, with a sentence where something was refused; what was typed is shown again."""
    page = candidate_pages.page(link, form.zone_name, form.at)
    wants = request.GET.get("show", "")
    wants = wants if wants in ("times", "cancel") else ""
    shown = "times" if wants == "times" or request.POST.get("act") == "times" else page.state
    policy = current_policy()
    context = {
        "link": link,
        "application": link.loop.application,
        "organisation": settings.ORGANISATION,
        "first_name": link.loop.application.candidate.full_name.split(" ")[0],
        "page": page,
        "shown": shown,
        "cancelling": wants == "cancel" and page.state in ("booked", "choose") and not page.late,
        "form": form,
        "zone": form.zone_name,
        # Once somebody has answered, the clock on the page is theirs to change, and no script's.
        "zone_known": form.is_bound or link.answered_at is not None or bool(page.days),
        "done": request.GET.get("done", "") if not form.is_bound else "",
        "said": said,
        "hours": policy["change_until_hours"],
        "changes_left": max(0, policy["most_changes"] - changes(link.loop)),
        "chosen": form.data.get("option", ""),
        **NO_COOKIE,
    }
    return render(request, "hiring/choose_times.html", context, status=status)


def back(request: HttpRequest, query: str) -> HttpResponse:
    """To the page itself, so that loading it again does nothing twice."""
    return redirect(f"{request.path}?{query}")


def change_zone(request: HttpRequest, link: CandidateLink, form: TimesForm) -> HttpResponse:
    """Show everything on another clock; nothing is stored."""
    return show(request, link, form)


def first_error(form: TimesForm) -> str:
    """The first sentence about what was sent."""
    return next((str(messages[0]) for messages in form.errors.values()), "")


def give_times(request: HttpRequest, link: CandidateLink, form: TimesForm) -> HttpResponse:
    """Keep when the candidate can come."""
    if not form.is_valid():
        return show(request, link, form, first_error(form), 422)
    try:
        found = candidate_answers.give_times(link=link, windows=form.windows(), **details(form))
    except ValidationError as error:
        return show(request, link, form, error.messages[0], 422)
    except candidate_answers.AnswerRefused as refused:
        return show(request, link, form, str(refused), 422)
    return back(request, "done=offered" if found else "done=times")


def details(form: TimesForm) -> dict[str, object]:
    """What comes with every answer."""
    return {
        "zone": form.cleaned_data["zone"],
        "arrangements": form.cleaned_data["arrangements"],
        "at": form.at,
    }


def book(request: HttpRequest, link: CandidateLink, form: TimesForm) -> HttpResponse:
    """Take an option; where it is gone meanwhile, say so and offer fresh ones."""
    if not form.is_valid() or not form.cleaned_data["option"]:
        return show(request, link, form, first_error(form) or _("Choose one of the options."), 422)
    try:
        candidate_answers.book(link=link, number=form.cleaned_data["option"], **details(form))
    except candidate_answers.AnswerRefused as refused:
        return show(request, link, form, str(refused), 422)
    except proposals.OptionLost:
        return lost(request, link, form)
    return back(request, "done=booked")


def lost(request: HttpRequest, link: CandidateLink, form: TimesForm) -> HttpResponse:
    """Fresh options in place of the one that was lost; what was typed is kept."""
    if candidate_pages.was_chosen(link, form.cleaned_data["option"]):
        return back(request, "done=booked")
    try:
        found = candidate_answers.fresh_options(link=link, at=form.at)
    except candidate_answers.AnswerRefused as refused:
        return show(request, link, form, str(refused), 422)
    if found is None:
        said = _(
            "These times were taken meanwhile, and we found no others. Please tell us when you can come."
        )
    else:
        said = _("These times were taken meanwhile. Here are fresh ones; nothing has been booked yet.")
    return show(request, link, form, said, 409)


def change(request: HttpRequest, link: CandidateLink, form: TimesForm) -> HttpResponse:
    """Look for other times; the present ones stand until the candidate chooses.

    Where a link only asks for times, the candidate gives them.
    """
    if not candidate_answers.offers(link):
        return back(request, "show=times")
    try:
        found = candidate_answers.fresh_options(link=link, at=form.at)
    except candidate_answers.AnswerRefused as refused:
        return show(request, link, form, str(refused), 422)
    return back(request, "done=others" if found else "show=times&done=none")


def keep(request: HttpRequest, link: CandidateLink, form: TimesForm) -> HttpResponse:
    """Let the other times go; the present ones stay."""
    proposals.withdraw(loop=link.loop, by=None, at=form.at)
    return back(request, "done=kept")


def cancel(request: HttpRequest, link: CandidateLink, form: TimesForm) -> HttpResponse:
    """Cancel every interview to come."""
    try:
        candidate_answers.cancel(link=link, at=form.at)
    except candidate_answers.AnswerRefused as refused:
        return show(request, link, form, str(refused), 422)
    return back(request, "done=cancelled")


ACTS: dict[str, Act] = {
    "zone": change_zone,
    "times": give_times,
    "book": book,
    "change": change,
    "keep": keep,
    "cancel": cancel,
}
