"""The page of everybody's load is for who arranges loops."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from tests.factories.hiring import InterviewerFactory
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db


def test_recruiters_and_coordinators_open_it(answers: Callable[..., dict[str, int]]) -> None:
    assert answers(reverse("interviewer_load")) == only("Rita", "Cora", "Ulla")


def test_chart_says_its_numbers_and_its_limit(
    coordinator: User, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    InterviewerFactory(person=interviewer, week_limit=4)

    page = signed_in(coordinator).get(reverse("interviewer_load")).content.decode()

    assert ("Limit 4 a week." in page, "Everybody has room left this week." in page) == (True, True)


def test_nobody_taking_interviews_gets_the_first_step(
    coordinator: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(coordinator).get(reverse("interviewer_load")).content.decode()

    assert reverse("admin:hiring_interviewer_add") in page
