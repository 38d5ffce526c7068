"""The catalogue of interview kinds is edited within what an interview can be."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import InterviewKind

pytestmark = pytest.mark.django_db


def sent(**fields: object) -> dict[str, object]:
    usual = {
        "key": "pair", "name": "Pair work", "minutes": "90, 60; 60", "opening_minutes": 5,
        "closing_minutes": 5, "seats": 1, "scored": "on", "max_competencies": 2, "families": ["technical"],
        "order": 4, "max_in_loop": 1, "active": "on",
    }  # fmt: skip
    return {**usual, **fields}


def test_kind_is_added(recruiter: User, signed_in: Callable[[User], Client]) -> None:
    signed_in(recruiter).post(reverse("admin:hiring_interviewkind_add"), sent())

    row = InterviewKind.objects.get(key="pair")
    assert (row.minutes, row.families, row.competency_keys) == ([60, 90], ["technical"], [])


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"minutes": "an hour"}, [["Write whole minutes with commas, such as 45, 60."]]),
        ({"minutes": "5"}, [["Give the possible lengths in minutes, from 10 to 480, such as 45, 60."]]),
        ({"minutes": "10"}, [["Opening and closing take the whole of the shortest interview."]]),
        ({"families": []}, [["An interview that is rated needs competencies that it can assess."]]),
    ],
)
def test_odd_kind_is_refused_with_a_sentence(
    recruiter: User, signed_in: Callable[[User], Client], fields: dict[str, object], errors: list[list[str]]
) -> None:
    page = signed_in(recruiter).post(reverse("admin:hiring_interviewkind_add"), sent(**fields))

    assert page.context["errors"] == errors
    assert 'value="Pair work"' in page.content.decode()
