"""Everybody keeps their own name and time zone, and nothing else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.queries.people import role_keys

pytestmark = pytest.mark.django_db


def test_own_name_and_zone_are_saved_and_nothing_else(
    interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(interviewer).post(
        reverse("settings"),
        {"full_name": "Ina Ny", "time_zone": "Asia/Tokyo", "is_staff": "on", "roles": ["administrator"]},
        follow=True,
    )

    interviewer.refresh_from_db()
    assert (interviewer.full_name, interviewer.time_zone, interviewer.is_staff) == (
        "Ina Ny",
        "Asia/Tokyo",
        False,
    )
    assert role_keys(interviewer) == {"interviewer"}
    assert "Your settings are saved." in page.content.decode()


def test_refused_settings_keep_what_was_typed(interviewer: User, signed_in: Callable[[User], Client]) -> None:
    page = signed_in(interviewer).post(reverse("settings"), {"full_name": "Ina Ny", "time_zone": "Mars/Base"})

    interviewer.refresh_from_db()
    assert (page.status_code, interviewer.full_name) == (422, "Ina Interviewer")
    assert 'value="Ina Ny"' in page.content.decode()


def test_page_shows_the_roles_with_what_they_are_for(
    interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(interviewer).get(reverse("settings"))

    assert [role.name for role in page.context["roles"]] == ["Interviewer"]


def test_nobody_reads_settings_without_signing_in(client: Client) -> None:
    assert client.get(reverse("settings")).status_code == 302
