"""One's own name, time zone and password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hiring.forms.people import SettingsForm
from hiring.operations import people
from hiring.permissions import own_profile
from hiring.queries.people import role_keys
from hiring.roles import ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """What everybody may change about themselves, and the roles that somebody else gave them."""
    user = request.user
    initial = {"full_name": user.full_name, "time_zone": user.time_zone}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            people.edit(person=user, by=user, at=timezone.now(), **form.cleaned_data)
        except people.PeopleRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your settings are saved."))
            return redirect("settings")
    keys = role_keys(user)
    context = {
        "form": form,
        "roles": [role for role in ROLES if role.key in keys],
        "profile": own_profile(user),
    }
    return render(request, "hiring/settings.html", context, status=422 if form.errors else 200)
