"""The candidate's link and the offered times over the API: for whoever schedules, and nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Application, CandidateLink, InterviewLoop, Proposal
from tests.factories.arrangements import begin_loop, staffed_loop

pytestmark = pytest.mark.django_db

Api = Callable[[User], APIClient]


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


def test_a_link_is_made_used_and_revoked(
    loop: InterviewLoop, coordinator: User, api: Api, client: Client
) -> None:
    arranger = api(coordinator)
    made = arranger.post(f"/api/v1/loops/{loop.pk}/candidate-link/", {"offers": False}, format="json")
    path = made.data["address"].removeprefix("http://127.0.0.1:8000")

    opened = client.get(path).status_code
    ended = arranger.delete(f"/api/v1/loops/{loop.pk}/candidate-link/").status_code

    assert (made.status_code, opened, ended, client.get(path).status_code) == (201, 200, 204, 410)


def test_times_are_offered_and_withdrawn(loop: InterviewLoop, coordinator: User, api: Api) -> None:
    arranger = api(coordinator)

    offered = arranger.post(f"/api/v1/loops/{loop.pk}/offer/")
    withdrawn = arranger.delete(f"/api/v1/loops/{loop.pk}/offer/")

    states = list(Proposal.objects.values_list("state", flat=True))
    assert (offered.data["options"], withdrawn.status_code, states) == (3, 204, ["released"])


def test_nothing_found_is_said_in_numbers(application: Application, coordinator: User, api: Api) -> None:
    loop = begin_loop(application)

    assert api(coordinator).post(f"/api/v1/loops/{loop.pk}/offer/").data == {"options": 0, "held_until": None}


def test_a_closed_loop_is_refused_with_its_sentence(loop: InterviewLoop, coordinator: User, api: Api) -> None:
    InterviewLoop.objects.filter(pk=loop.pk).update(state="complete")

    answer = api(coordinator).post(f"/api/v1/loops/{loop.pk}/candidate-link/")

    assert (answer.status_code, answer.data) == (
        400,
        {"detail": "The loop is closed: its candidate needs no link."},
    )


@pytest.mark.parametrize("who", ["manager", "compliance", "administrator", "interviewer", "stranger"])
@pytest.mark.parametrize("act", ["candidate-link", "offer"])
def test_nobody_else_finds_the_loop(
    loop: InterviewLoop, who: str, act: str, api: Api, request: pytest.FixtureRequest
) -> None:
    caller = api(request.getfixturevalue(who))
    address = f"/api/v1/loops/{loop.pk}/{act}/"

    answers = [caller.post(address).status_code, caller.delete(address).status_code]

    assert (answers, CandidateLink.objects.count(), Proposal.objects.count()) == ([404, 404], 0, 0)


def test_a_caller_without_a_token_is_refused(loop: InterviewLoop) -> None:
    assert APIClient().post(f"/api/v1/loops/{loop.pk}/candidate-link/").status_code == 401
