"""What no page has to ask about: addresses that nothing can answer, and a policy for pages that are not ours."""

from collections.abc import Callable
from urllib.parse import unquote_plus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _

LOOSE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
)


def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers 400 where the path or the query holds a NUL."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "\0" in unquote_plus(request.META.get("QUERY_STRING", "")):
            sentence = _("The address holds a character that cannot be stored.")
            return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def loosen_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that gives the admin and the API's docs a policy of their own instead of none.

    Their scripts and styles stand inside the page, so those are let in; nothing is fetched from, sent to or
    framed by another site, whatever was smuggled into a page.
    """
    excluded = tuple(settings.CONTENT_SECURITY_POLICY["EXCLUDE_URL_PREFIXES"])

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(excluded):
            response.setdefault("Content-Security-Policy", LOOSE_POLICY)
        return response

    return middleware
