"""Beginning the loops of many candidates: as many in one request as it bears, the others afterwards."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import Application, InterviewLoop, LoopPlan, Requisition
from hiring.views import loop_starts
from tests.factories import ApplicationFactory
from tests.factories.hiring import make_plan
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def waiting(application: Application, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Three applications without a loop under an active plan, where two loops are begun at once."""
    plan: LoopPlan = make_plan(application.requisition)
    assert plan.state == PlanState.ACTIVE
    monkeypatch.setattr(loop_starts, "AT_ONCE", 2)
    more = [ApplicationFactory(requisition=application.requisition) for _ in range(2)]
    return [application.pk, *(each.pk for each in more)]


def url(requisition: Requisition) -> str:
    return reverse("loop_starts", args=[requisition.pk])


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_page_opens_for_who_schedules_and_nobody_else(
    waiting: list[int], requisition: Requisition, answers: Callable[..., dict[str, int]]
) -> None:
    assert answers(url(requisition)) == only("Rita", "Cora", "Ulla")


def test_page_lists_as_many_as_are_begun_at_once_and_counts_all(
    waiting: list[int], requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    page = text(signed_in(coordinator).get(url(requisition)))

    assert page.count('name="application"') == 2
    assert "3 candidates have no loop yet." in page
    assert "The first 2 are listed; the others follow once these have begun." in page


def test_the_others_are_listed_once_the_first_have_begun(
    waiting: list[int], requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)

    first = client.post(url(requisition), {"application": waiting[:2]})
    second = client.post(url(requisition), {"application": waiting[2:]})

    assert [first.url, second.url] == [url(requisition), reverse("loop_schedule", args=[requisition.pk])]  # type: ignore[attr-defined]
    assert InterviewLoop.objects.count() == 3


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [([], "Choose at least one candidate."), ([1, 2, 3], "At most 2 loops are begun at once: choose fewer.")],
)
def test_too_few_and_too_many_are_refused_with_a_sentence(
    waiting: list[int],
    requisition: Requisition,
    coordinator: User,
    signed_in: SignIn,
    sent: list[int],
    sentence: str,
) -> None:
    answer = signed_in(coordinator).post(url(requisition), {"application": sent})

    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert InterviewLoop.objects.count() == 0


@pytest.mark.parametrize("sent", ["x", "²", "9" * 30, "0", "-1", "1\0"])
def test_what_is_no_application_begins_nothing(
    waiting: list[int], requisition: Requisition, coordinator: User, signed_in: SignIn, sent: str
) -> None:
    answer = signed_in(coordinator).post(url(requisition), {"application": [sent]})

    assert (answer.status_code, InterviewLoop.objects.count()) == (302, 0)


def test_application_of_another_requisition_is_not_begun(
    waiting: list[int], requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    other = ApplicationFactory()
    make_plan(other.requisition)

    signed_in(coordinator).post(url(requisition), {"application": [other.pk]})

    assert InterviewLoop.objects.count() == 0
