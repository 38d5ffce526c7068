"""Filters of the API by number: what is hidden answers like what is not there, on every list."""

from collections.abc import Callable

import pytest
from django.db import models
from django.test import Client
from django.urls import get_resolver

from config.filters import MOST
from hiring.accounts.models import User
from hiring.models import Application, Candidate, InterviewLoop, Requisition
from tests.factories import ApplicationFactory, RequisitionFactory
from tests.factories.arrangements import begin_loop

pytestmark = pytest.mark.django_db


def by_number() -> list[tuple[str, str, type[models.Model]]]:
    """Each list with each of its filters that names another row, and that row's model."""
    found = set()
    for pattern in get_resolver().url_patterns:
        found |= set(walk(pattern))
    return sorted(found, key=str)


def walk(pattern: object) -> list[tuple[str, str, type[models.Model]]]:
    """The filters below one pattern."""
    if hasattr(pattern, "url_patterns"):
        return [one for each in pattern.url_patterns for one in walk(each)]
    view = getattr(getattr(pattern, "callback", None), "cls", None)
    if view is None or not hasattr(view, "filterset_fields") or "get" not in pattern.callback.actions:
        return []
    if pattern.callback.actions["get"] != "list" or "format" in str(pattern.pattern):
        return []
    address = "/api/v1/" + str(pattern.pattern).strip("^$")
    fields = [view.queryset.model._meta.get_field(name) for name in view.filterset_fields]
    return [(address, field.name, field.related_model) for field in fields if field.is_relation]


FILTERS = by_number()


@pytest.fixture
def hidden(manager: User) -> Application:
    """An application for a confidential requisition, with its loop."""
    row = ApplicationFactory(requisition=RequisitionFactory(confidential=True, reference="SECRET-1"))
    begin_loop(row)
    return row


def test_there_are_such_filters() -> None:
    assert ("/api/v1/applications/", "candidate") in {(address, name) for address, name, _model in FILTERS}
    assert len(FILTERS) >= 14


@pytest.mark.parametrize("role", ["recruiter", "coordinator", "compliance", "interviewer"])
def test_hidden_rows_and_missing_ones_leave_the_same_list(
    role: str, hidden: Application, signed_in: Callable[[User], Client], request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(role))
    numbers = {
        Application: hidden.pk,
        Candidate: hidden.candidate_id,
        InterviewLoop: hidden.loops.get().pk,
        Requisition: hidden.requisition_id,
    }

    def ask(address: str, name: str, number: int) -> tuple[int, object]:
        answer = client.get(address, {name: number})
        return answer.status_code, answer.json()

    empty = (200, {"count": 0, "next": None, "previous": None, "results": []})
    told = {
        (address, name, number): ask(address, name, number)
        for address, name, model in FILTERS
        for number in (numbers.get(model, 0), 987654321, MOST)
    }
    assert [asked for asked, answer in told.items() if answer != empty] == []


def test_rows_that_one_may_see_are_found_by_number(
    application: Application, hidden: Application, recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(recruiter)

    counts = [
        client.get("/api/v1/applications/", {"requisition": each}).json()["count"]
        for each in (application.requisition_id, hidden.requisition_id)
    ]

    assert (counts, Requisition.objects.count()) == ([1, 0], 2)


@pytest.mark.parametrize("sent", ["x", "1.5", str(MOST + 1), "-1", "²", "1e400", "0x10"])
def test_what_is_no_number_is_refused(
    sent: str, recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(recruiter).get("/api/v1/applications/", {"candidate": sent})

    assert (answer.status_code, list(answer.json())) == (400, ["candidate"])
