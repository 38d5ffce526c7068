from collections.abc import Callable

import pytest
from knox.models import AuthToken
from rest_framework.test import APIClient

from hiring.accounts.models import User


@pytest.fixture
def api() -> Callable[[User], APIClient]:
    """api(person) is a client that carries that person's token."""

    def with_token(person: User) -> APIClient:
        _instance, token = AuthToken.objects.create(person)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return client

    return with_token
