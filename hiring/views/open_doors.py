"""What pages without a sign-in share: the address is the key, so it is guessed slowly, kept secret and not indexed."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from rest_framework.throttling import SimpleRateThrottle

Page = Callable[..., HttpResponse]
# A token of forms would bring a cookie, and tell two answers apart.
NO_COOKIE = {"csrf_token": ""}


class ByAddress(SimpleRateThrottle):
    """So many requests a minute from one network address, over all pages without a sign-in."""

    scope = "open_door"
    rate = "60/minute"

    def get_cache_key(self, request: HttpRequest, view: object) -> str:
        """One count for each address."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class ByFeed(SimpleRateThrottle):
    """So many requests a minute of one calendar feed, from anywhere."""

    scope = "feed"
    rate = "30/minute"

    def __init__(self, feed: int) -> None:
        super().__init__()
        self.feed = feed

    def get_cache_key(self, request: HttpRequest, view: object) -> str:
        """One count for each feed."""
        return self.cache_format % {"scope": self.scope, "ident": self.feed}


def open_door(page: Page) -> Page:
    """A page that opens by its address alone: throttled, never stored, never named to another site."""

    @wraps(page)
    @never_cache
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if ByAddress().allow_request(request, None):
            response = page(request, *args, **kwargs)
        else:
            response = render(request, "hiring/door_slow.html", NO_COOKIE, status=429)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def closed(request: HttpRequest, status: int) -> HttpResponse:
    """The one page for every address that opens nothing: unknown, expired or revoked."""
    return render(request, "hiring/door_closed.html", NO_COOKIE, status=status)
