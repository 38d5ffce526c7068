"""One's own API tokens: made, shown once, ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from knox.models import AuthToken

from hiring.operations import tokens as operations


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The list; a POST makes a token and shows it this once, in the answer itself and nowhere else."""
    fresh = operations.make(by=request.user, at=timezone.now()) if request.method == "POST" else ""
    own = AuthToken.objects.filter(user=request.user, expiry__gt=timezone.now()).order_by("-created")
    return render(request, "hiring/tokens.html", {"tokens": own, "fresh": fresh})


@require_POST
@login_required
def token_end(request: HttpRequest, key: str) -> HttpResponse:
    """End one of one's own tokens."""
    token = get_object_or_404(AuthToken, user=request.user, token_key=key)
    operations.end(token=token, by=request.user, at=timezone.now())
    messages.success(request, _("The token %(key)s… is ended.") % {"key": key})
    return redirect("tokens")
