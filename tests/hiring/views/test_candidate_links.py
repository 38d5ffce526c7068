"""The coordinator's side of the candidate's choice: who may use it, and the link that is shown once."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, CandidateLink, InterviewLoop, Proposal
from tests.factories.arrangements import begin_loop, staffed_loop

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
ACTS = ("candidate_link_make", "candidate_link_revoke", "times_offer", "times_withdraw", "times_heard")


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


@pytest.mark.parametrize("who", ["manager", "compliance", "administrator", "interviewer", "stranger"])
@pytest.mark.parametrize("act", ACTS)
def test_there_is_nothing_for(
    who: str, act: str, loop: InterviewLoop, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    answer = signed_in(request.getfixturevalue(who)).post(reverse(act, args=[loop.pk]))

    assert (answer.status_code, CandidateLink.objects.count(), Proposal.objects.count()) == (404, 0, 0)


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_no_links_and_need_a_sign_in(
    act: str, loop: InterviewLoop, coordinator: User, signed_in: SignIn, client: Client
) -> None:
    url = reverse(act, args=[loop.pk])

    assert [signed_in(coordinator).get(url).status_code, client.post(url).status_code] == [405, 302]


@pytest.mark.parametrize("who", ["recruiter", "coordinator"])
def test_a_new_link_is_shown_once(
    who: str, loop: InterviewLoop, signed_in: SignIn, client: Client, request: pytest.FixtureRequest
) -> None:
    arranger = signed_in(request.getfixturevalue(who))

    made = arranger.post(reverse("candidate_link_make", args=[loop.pk])).content.decode()
    again = arranger.get(reverse("loop", args=[loop.pk])).content.decode()

    found = re.search(r'value="http://127.0.0.1:8000(/times/[^"]+)"', made)
    assert found is not None
    assert (found[1] in again, client.get(found[1]).status_code) == (False, 200)


def test_a_revoked_link_opens_nothing(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, client: Client
) -> None:
    arranger = signed_in(coordinator)
    made = arranger.post(reverse("candidate_link_make", args=[loop.pk])).content.decode()
    path = re.search(r'value="http://127.0.0.1:8000(/times/[^"]+)"', made)
    assert path is not None

    arranger.post(reverse("candidate_link_revoke", args=[loop.pk]))

    assert client.get(path[1]).status_code == 410


def test_offered_times_stand_on_the_page_until_they_are_withdrawn(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    arranger = signed_in(coordinator)

    offered = arranger.post(reverse("times_offer", args=[loop.pk]), follow=True).content.decode()
    withdrawn = arranger.post(reverse("times_withdraw", args=[loop.pk]), follow=True).content.decode()

    assert ("3 options are held until" in offered, "Plan automatically" in offered) == (True, False)
    assert ("are held until" in withdrawn, "Plan automatically" in withdrawn) == (False, True)


def test_nothing_found_is_said(application: Application, coordinator: User, signed_in: SignIn) -> None:
    loop = begin_loop(application)

    page = signed_in(coordinator).post(reverse("times_offer", args=[loop.pk]), follow=True).content.decode()

    assert "No complete set of times and people was found" in page


def test_a_closed_loop_gets_a_sentence(loop: InterviewLoop, coordinator: User, signed_in: SignIn) -> None:
    InterviewLoop.objects.filter(pk=loop.pk).update(state="complete")
    arranger = signed_in(coordinator)

    pages = [
        arranger.post(reverse(act, args=[loop.pk]), follow=True).content.decode()
        for act in ("candidate_link_make", "times_offer")
    ]

    assert "its candidate needs no link" in pages[0]
    assert "nothing more is scheduled in it" in pages[1]


def test_a_time_that_the_candidate_told_is_noted_on_the_requisition_s_clock(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    sent = {"starts": "2030-03-05T09:00", "ends": "2030-03-05T11:30"}

    signed_in(coordinator).post(reverse("times_heard", args=[loop.pk]), sent)

    (window,) = loop.application.candidate.windows.all()
    oslo = ZoneInfo("Europe/Oslo")
    assert [
        each.astimezone(oslo).strftime("%H:%M") for each in (window.during.lower, window.during.upper)
    ] == [
        "09:00",
        "11:30",
    ]


@pytest.mark.parametrize("ends", ["", "2030-03-05T09:00", "soon"])
def test_a_time_without_an_end_after_its_start_is_refused_with_what_was_typed(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, ends: str
) -> None:
    sent = {"starts": "2030-03-05T09:00", "ends": ends}

    page = signed_in(coordinator).post(reverse("times_heard", args=[loop.pk]), sent)

    assert (page.status_code, loop.application.candidate.windows.count()) == (422, 0)
    assert 'value="2030-03-05T09:00"' in page.content.decode()


def test_a_way_out_fills_the_form_in(loop: InterviewLoop, coordinator: User, signed_in: SignIn) -> None:
    times = {"starts": "2030-03-05T09:00", "ends": "2030-03-05T11:30"}

    page = signed_in(coordinator).get(reverse("loop", args=[loop.pk]), times).content.decode()

    assert [f'value="{each}"' in page for each in times.values()] == [True, True]
