"""The admin as each member of the cast sees it."""

from collections.abc import Callable

import pytest
from django.test import Client

from hiring.accounts.models import User


@pytest.fixture
def cast(
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    administrator: User,
    interviewer: User,
    stranger: User,
) -> list[User]:
    """Everybody: four who may open the admin, three who may not."""
    return [recruiter, coordinator, compliance, administrator, manager, interviewer, stranger]


@pytest.fixture
def answers(cast: list[User], signed_in: Callable[[User], Client]) -> Callable[[str], dict[str, int]]:
    """answers(url) is the status that each member of the cast gets, followed to the sign-in."""

    def ask(url: str) -> dict[str, int]:
        return {person.full_name: signed_in(person).get(url, follow=True).status_code for person in cast}

    return ask
