"""Pools are kept by those who keep the interviewers; nothing vanishes, and who left a pool is told of."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, Interviewer, Pool
from tests.factories import ApplicationFactory, InterviewerFactory, RequisitionFactory
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.pools import make_pool, narrow
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(interviewer: User) -> Interviewer:
    return InterviewerFactory(person=interviewer)


@pytest.fixture
def pool(ann: Interviewer) -> Pool:
    return make_pool("Backend engineers", ann.person)


@pytest.fixture
def client(coordinator: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(coordinator)


def sent(*new: Interviewer, name: str = "Backend engineers", gone: tuple[int, ...] = ()) -> dict[str, object]:
    """What the page sends: the pool's fields, members to be taken out and new ones."""
    data: dict[str, object] = {
        "name": name, "description": "", "active": "on",
        "members-TOTAL_FORMS": len(gone) + len(new), "members-INITIAL_FORMS": len(gone),
    }  # fmt: skip
    for place, member in enumerate(gone):
        data |= {f"members-{place}-id": member, f"members-{place}-DELETE": "on"}
    for place, each in enumerate(new, len(gone)):
        data[f"members-{place}-interviewer"] = each.pk
    return data


@pytest.mark.parametrize("page", ["list", "add", "row"])
def test_pages_open_for_who_manages_interviewers(
    answers: Callable[[str], dict[str, int]], pool: Pool, page: str
) -> None:
    url = {
        "list": reverse("admin:hiring_pool_changelist"),
        "add": reverse("admin:hiring_pool_add"),
        "row": reverse("admin:hiring_pool_change", args=[pool.pk]),
    }[page]

    allowed = {name for name, status in answers(url).items() if status == 200}

    assert {"Rita Recruiter", "Cora Coordinator"} <= allowed
    assert allowed & {"Carl Compliance", "Adam Administrator"} == set()


@pytest.mark.parametrize("role", ["compliance", "administrator", "manager", "interviewer", "stranger"])
def test_nobody_else_changes_a_pool(
    pool: Pool, request: pytest.FixtureRequest, signed_in: Callable[[User], Client], role: str
) -> None:
    client = signed_in(request.getfixturevalue(role))

    client.post(reverse("admin:hiring_pool_change", args=[pool.pk]), sent(name="Taken over"))
    client.post(reverse("admin:hiring_pool_add"), sent(name="Another"))

    assert list(Pool.objects.values_list("name", flat=True)) == ["Backend engineers"]


def test_a_pool_is_added_with_its_members(client: Client, ann: Interviewer, coordinator: User) -> None:
    client.post(reverse("admin:hiring_pool_add"), sent(ann, name="Product"))

    row = Pool.objects.get(name="Product")
    assert [(each.interviewer, each.added_by) for each in row.members.all()] == [(ann, coordinator)]


def test_who_came_while_the_page_was_open_stays(client: Client, pool: Pool, ann: Interviewer) -> None:
    bea = InterviewerFactory()

    client.post(reverse("admin:hiring_pool_change", args=[pool.pk]), sent(bea))

    assert {each.interviewer for each in pool.members.all()} == {ann, bea}


def test_a_name_that_is_there_already_is_refused_with_everything_kept(client: Client, pool: Pool) -> None:
    page = client.post(reverse("admin:hiring_pool_add"), sent(name="backend engineers"))

    assert page.context["errors"] == [["There is a pool “backend engineers” already."]]
    assert ('value="backend engineers"' in page.content.decode(), Pool.objects.count()) == (True, 1)


def test_a_pool_is_found_by_its_name_and_by_its_members(client: Client, pool: Pool, ann: Interviewer) -> None:
    make_pool("Product")
    url = reverse("admin:hiring_pool_changelist")

    found = [
        [str(row) for row in client.get(url, {"q": words}).context["cl"].result_list]
        for words in ("prod", ann.person.full_name, "nothing")
    ]

    assert found == [["Product"], ["Backend engineers"], []]


def test_there_is_no_way_to_delete_a_pool(client: Client, pool: Pool) -> None:
    answer = client.post(f"/admin/hiring/pool/{pool.pk}/delete/", {"post": "yes"})

    assert (answer.status_code, Pool.objects.count()) == (404, 1)


def test_who_takes_a_member_out_hears_of_interviews_that_no_longer_hold(
    client: Client, application: Application, coordinator: User
) -> None:
    loop = begin_loop(application)
    bea = at_work(able("Bea Two", loop))
    backend = make_pool("Backend", bea)
    session = loop.sessions.order_by("planned__order").first()
    narrow(session, backend)
    agree(session, NOON + timedelta(days=2), bea, by=coordinator)
    member = backend.members.get()

    answer = client.post(
        reverse("admin:hiring_pool_change", args=[backend.pk]), sent(name="Backend", gone=(member.pk,))
    )

    said = [str(each) for each in get_messages(answer.wsgi_request)]
    sentence = "1 interview to come has a seat for the pool and somebody who left it: look at its schedule."
    assert (backend.members.count(), sentence in said) == (0, True)


def test_an_interviewers_page_names_their_pools(client: Client, pool: Pool, ann: Interviewer) -> None:
    page = client.get(reverse("admin:hiring_interviewer_change", args=[ann.pk])).content.decode()

    assert f'href="{reverse("admin:hiring_pool_change", args=[pool.pk])}"' in page


def test_the_list_counts_members_who_take_interviews_and_plans_that_may_be_seen(
    client: Client, application: Application, manager: User
) -> None:
    loop = begin_loop(application)
    bea, cid = able("Bea Two", loop), able("Cid Three", loop)
    Interviewer.objects.filter(person=cid).update(active=False)
    backend = make_pool("Backend", bea, cid)
    secret = begin_loop(
        ApplicationFactory(
            requisition=RequisitionFactory(confidential=True, team={manager: "hiring_manager"})
        )
    )
    for each in (loop, secret):
        narrow(each.sessions.order_by("planned__order").first(), backend, backend)

    (row,) = client.get(reverse("admin:hiring_pool_changelist")).context["cl"].result_list

    assert (row.people, row.plans) == (1, 1)
