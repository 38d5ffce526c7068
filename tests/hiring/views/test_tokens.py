"""One's own API tokens on the settings page."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from knox.models import AuthToken
from rest_framework.test import APIClient

from hiring.accounts.models import User

pytestmark = pytest.mark.django_db

SignedIn = Callable[[User], Client]


def test_new_token_is_shown_once_and_opens_the_api(interviewer: User, signed_in: SignedIn) -> None:
    client = signed_in(interviewer)

    made = client.post("/settings/tokens/").content.decode()
    again = client.get("/settings/tokens/").content.decode()

    token = re.search(r'readonly value="([^"]+)"', made)
    assert token is not None
    assert token[1] not in again
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {token[1]}")
    assert api.get("/api/v1/me/").data["email"] == interviewer.email


def test_nobody_ends_anothers_token(interviewer: User, stranger: User, signed_in: SignedIn) -> None:
    signed_in(interviewer).post("/settings/tokens/")
    key = AuthToken.objects.get(user=interviewer).token_key

    answer = signed_in(stranger).post(f"/settings/tokens/{key}/end/")

    assert answer.status_code == 404
    assert AuthToken.objects.filter(user=interviewer).exists()


def test_ended_token_is_gone(interviewer: User, signed_in: SignedIn) -> None:
    client = signed_in(interviewer)
    client.post("/settings/tokens/")
    key = AuthToken.objects.get(user=interviewer).token_key

    client.post(f"/settings/tokens/{key}/end/")

    assert not AuthToken.objects.filter(user=interviewer).exists()


def test_tokens_page_asks_strangers_to_sign_in() -> None:
    assert Client().get("/settings/tokens/").status_code == 302
