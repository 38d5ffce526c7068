"""The top bar offers what the person may open, and nothing else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from hiring.accounts.models import User
from hiring.views.navigation import navigation

pytestmark = pytest.mark.django_db


def labels(person: object, path: str = "/") -> list[object]:
    request = RequestFactory().get(path)
    request.user = person  # type: ignore[assignment]
    return [entry["label"] for entry in navigation(request)["nav"]]  # type: ignore[attr-defined]


def test_each_role_is_offered_its_own(
    requisition: object,
    interviewer: User,
    manager: User,
    recruiter: User,
    coordinator: User,
    compliance: User,
    administrator: User,
) -> None:
    cast = (interviewer, manager, recruiter, coordinator, compliance, administrator)
    rooms = ["Role documents", "Rubrics", "Admin"]
    readers = ["Home", "Requisitions", "Reports", "Debriefs"]

    assert {person.full_name: labels(person) for person in cast} == {
        "Ina Interviewer": ["Home", "Debriefs"],
        "Mona Manager": readers,
        "Rita Recruiter": [*readers, *rooms],
        "Cora Coordinator": ["Home", "Requisitions", *rooms],
        "Carl Compliance": [*readers, *rooms],
        "Adam Administrator": ["Home", "Admin"],
    }


def test_nothing_is_offered_before_signing_in() -> None:
    assert labels(AnonymousUser()) == []


def test_the_page_that_one_is_on_is_marked(recruiter: User) -> None:
    request = RequestFactory().get("/rubrics/versions/7/")
    request.user = recruiter

    current = [entry["label"] for entry in navigation(request)["nav"] if entry["current"]]  # type: ignore[attr-defined]

    assert current == ["Rubrics"]


def test_a_page_without_the_bar_asks_the_database_nothing(
    recruiter: User, django_assert_num_queries: object
) -> None:
    request = RequestFactory().get("/")
    request.user = recruiter

    with django_assert_num_queries(0):  # type: ignore[operator]
        navigation(request)
