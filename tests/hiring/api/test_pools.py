"""Pools over the API: read and written by who arranges loops, and by nobody else."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Application, Interviewer, LoopPlan, Pool
from tests.factories import InterviewerFactory
from tests.factories.arrangements import begin_loop
from tests.factories.pools import make_pool, narrow

pytestmark = pytest.mark.django_db
Api = Callable[[User], APIClient]
MANAGERS = ("recruiter", "coordinator")
OTHERS = ("manager", "compliance", "administrator", "interviewer", "stranger")


@pytest.fixture
def ann(interviewer: User) -> Interviewer:
    return InterviewerFactory(person=interviewer)


@pytest.fixture
def pool(ann: Interviewer) -> Pool:
    return make_pool("Backend engineers", ann.person)


def described(pool: Pool, **changed: object) -> dict[str, object]:
    members = sorted(each.interviewer_id for each in pool.members.all())
    plain = {"id": pool.pk, "name": "Backend engineers", "description": "", "active": True}
    return plain | {"members": members} | changed


@pytest.mark.parametrize("role", MANAGERS)
def test_pools_are_read_and_written_by(
    pool: Pool, ann: Interviewer, api: Api, request: pytest.FixtureRequest, role: str
) -> None:
    client, url = api(request.getfixturevalue(role)), f"/api/v1/pools/{pool.pk}/"

    listed = client.get("/api/v1/pools/").json()["results"]
    renamed = client.post(f"{url}change/", {"name": "Backend", "active": False}, format="json").json()
    emptied = client.post(f"{url}set-members/", {"members": []}, format="json").json()
    filled = client.post(f"{url}set-members/", {"members": [ann.pk]}, format="json").json()
    added = client.post("/api/v1/pools/", {"name": "Product"}, format="json")

    backend = described(pool, name="Backend", active=False)
    assert listed == [described(pool)]
    assert (renamed, emptied, filled) == (backend, backend | {"members": []}, backend)
    assert (added.status_code, added.json()["name"]) == (201, "Product")


@pytest.mark.parametrize("role", OTHERS)
def test_pools_are_hidden_from(pool: Pool, api: Api, request: pytest.FixtureRequest, role: str) -> None:
    client, url = api(request.getfixturevalue(role)), f"/api/v1/pools/{pool.pk}/"

    answers = [
        client.get("/api/v1/pools/").json()["results"],
        client.get(url).status_code,
        client.post(f"{url}change/", {"name": "Mine"}, format="json").status_code,
        client.post(f"{url}set-members/", {"members": []}, format="json").status_code,
        client.post("/api/v1/pools/", {"name": "Mine"}, format="json").status_code,
    ]

    assert answers == [[], 404, 404, 404, 403]
    assert (Pool.objects.get().name, pool.members.count()) == ("Backend engineers", 1)


def test_nobody_reads_pools_without_a_token(pool: Pool) -> None:
    assert APIClient().get("/api/v1/pools/").status_code == 401


def test_a_name_that_is_there_already_is_refused_in_a_sentence(
    pool: Pool, api: Api, coordinator: User
) -> None:
    answer = api(coordinator).post("/api/v1/pools/", {"name": "backend engineers"}, format="json")

    assert (answer.status_code, answer.json()) == (
        400,
        {"detail": "There is a pool “backend engineers” already."},
    )


def test_a_plan_names_the_pools_of_its_seats_and_a_profile_its_own(
    pool: Pool, ann: Interviewer, api: Api, coordinator: User, application: Application
) -> None:
    loop = begin_loop(application)
    narrow(loop.sessions.order_by("planned__order").first(), None, pool)
    client = api(coordinator)

    plan = client.get(f"/api/v1/loop-plans/{LoopPlan.objects.get().pk}/").json()
    profile = client.get(f"/api/v1/interviewers/{ann.pk}/").json()

    assert [each["pools"] for each in plan["sessions"]] == [["", "Backend engineers"], []]
    assert profile["pools"] == [pool.pk]
