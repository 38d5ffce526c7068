"""The admin's entrance, and what stays outside."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import InvalidPage
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from knox.models import AuthToken

# They would write past operations and ledger: roles are data of hiring.roles, tokens their owner's.
OUTSIDE: tuple[type[Model], ...] = (Group, AuthToken)


def sign_in(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """The site's own sign-in, with its second factor; who is signed in and no staff finds nothing here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(
        request.GET.get("next") or request.get_full_path(), resolve_url(settings.LOGIN_URL)
    )


def search(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """The admin's search; 404 for a page of its results that there is not."""
    try:
        return type(admin.site).search(admin.site, request, extra_context)
    except InvalidPage as none:
        raise Http404 from none


def close_side_doors() -> None:
    """Take other packages' pages out, sign in on the site's own page, and mend the search."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator

    for model in (*OUTSIDE, EmailAddress, Authenticator):
        if admin.site.is_registered(model):
            admin.site.unregister(model)
    admin.site.login = sign_in  # type: ignore[method-assign]
    admin.site.search = search
