"""The first page leads to what waits, and its sidebar only to pages that open."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from config.settings.unfold import sidebar
from hiring.accounts.models import User
from tests.factories import RequisitionFactory

pytestmark = pytest.mark.django_db


def test_work_is_linked_to_the_list_in_which_it_is_found(
    recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    RequisitionFactory(title="Unplanned")
    client = signed_in(recruiter)

    work = client.get(reverse("admin:index")).context["work"]

    [task] = work
    assert task["sentence"] == "1 requisition without an active loop plan"
    assert "Unplanned" in client.get(task["url"]).content.decode()


def test_every_entry_of_the_sidebar_opens_for_its_reader(
    recruiter: User,
    coordinator: User,
    compliance: User,
    administrator: User,
    signed_in: Callable[[User], Client],
) -> None:
    statuses = {}
    for person in (recruiter, coordinator, compliance, administrator):
        client = signed_in(person)
        request = client.get(reverse("admin:index")).wsgi_request
        links = [str(entry["link"]) for group in sidebar(request) for entry in group["items"]]
        statuses |= {(person.full_name, link): client.get(link).status_code for link in links}

    assert set(statuses.values()) == {200}
    assert ("Rita Recruiter", "/admin/hiring/requisition/") in statuses
