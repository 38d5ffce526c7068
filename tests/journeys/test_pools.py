"""One of these and one of those, from the admin's pool to the interview's two people, over pages alone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, InterviewKind, InterviewLoop, LoopPlan, Pool, Qualification
from tests.factories import InterviewerFactory, make_person
from tests.factories.arrangements import at_work

pytestmark = pytest.mark.django_db
NAMES = ("Ann One", "Bea Two", "Cid Three", "Dan Four", "Eva Five", "Fay Six", "Gus Seven", "Hal Eight")


@pytest.fixture
def crew() -> list[User]:
    """Eight people at work who may hold every kind of interview."""
    people = []
    for name in NAMES:
        person = make_person(name, "interviewer")
        profile = InterviewerFactory(person=person)
        for kind in InterviewKind.objects.all():
            Qualification.objects.create(interviewer=profile, kind=kind, since=date(2026, 1, 1))
        people.append(at_work(person))
    return people


def add_pool(client: Client, name: str, *people: User) -> Pool:
    """A pool with these members, made on its admin page."""
    data: dict[str, object] = {
        "name": name, "description": "", "active": "on",
        "members-TOTAL_FORMS": len(people), "members-INITIAL_FORMS": 0,
    }  # fmt: skip
    data |= {f"members-{n}-interviewer": each.interviewer.pk for n, each in enumerate(people)}
    client.post(reverse("admin:hiring_pool_add"), data)
    return Pool.objects.get(name=name)


def test_a_panel_has_one_of_these_and_one_of_those(
    application: Application, crew: list[User], recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    client, requisition = signed_in(recruiter), application.requisition
    backend, product = add_pool(client, "Backend", *crew[:2]), add_pool(client, "Product", *crew[2:4])

    client.post(reverse("plan_propose", args=[requisition.pk]))
    plan = LoopPlan.objects.get(requisition=requisition)
    panel = plan.sessions.filter(seats=2).first()
    chosen = {"session": panel.pk, "pool-0": product.pk, "pool-1": backend.pk}
    client.post(reverse("plan_edit", args=[plan.pk, "pools"]), chosen)
    client.post(reverse("plan_activate", args=[plan.pk]))
    client.post(reverse("start_loop", args=[application.pk]))
    loop = InterviewLoop.objects.get(application=application)
    client.post(reverse("loop_plan_automatically", args=[loop.pk]))

    session = loop.sessions.get(planned=panel)
    lead, second = session.seats.order_by("kind")
    page = client.get(reverse("session_arrange", args=[session.pk])).content.decode()
    assert (lead.person in crew[2:4], second.person in crew[:2]) == (True, True)
    assert "It needs one of the pool “Product” and one of the pool “Backend”." in page
