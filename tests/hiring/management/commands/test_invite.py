"""The first administrator comes in from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from hiring.accounts.models import User
from hiring.queries.people import role_keys

pytestmark = pytest.mark.django_db


def test_invited_administrator_gets_a_link_that_opens() -> None:
    out = StringIO()

    call_command("invite", "ada@example.org", "Ada First", "--role", "administrator", stdout=out)

    person = User.objects.get(email="ada@example.org")
    page = Client().get(out.getvalue().strip().removeprefix("http://127.0.0.1:8000"), follow=True)
    assert (role_keys(person), person.is_staff, person.is_superuser) == ({"administrator"}, True, False)
    assert (page.status_code, "password1" in page.context["form"].fields) == (200, True)


def test_bad_address_is_refused_with_a_sentence() -> None:
    with pytest.raises(CommandError, match="“ada” is no e-mail address"):
        call_command("invite", "ada", "Ada First", "--role", "administrator")
