"""The autosave's endpoint: its contract, status by status."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Scorecard
from tests.factories.rubrics import NOON
from tests.factories.scorecards import EVIDENCE, fill, lock

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def card(scorecards: tuple[Scorecard, Scorecard]) -> Scorecard:
    return scorecards[0]


@pytest.fixture
def client(signed_in: SignIn, interviewer: User) -> Client:
    """The author's browser."""
    return signed_in(interviewer)


def post(client: Client, card: Scorecard, body: object):  # type: ignore[no-untyped-def]
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(reverse("scorecard_draft", args=[card.pk]), text, content_type="application/json")


def number_of(card: Scorecard) -> int:
    return card.ratings.all()[0].competency_id


def test_a_save_answers_with_the_revision_the_time_and_what_is_missing(
    client: Client, card: Scorecard
) -> None:
    number = number_of(card)

    answer = post(
        client, card, {"base_revision": 0, "fields": {f"rating-{number}": "4", f"note-{number}": "Short."}}
    )

    said = answer.json()
    assert (answer.status_code, said["revision"]) == (200, 1)
    assert said["missing"][0] == {"id": f"note-{number}", "label": "Evidence, Communication"}
    assert Scorecard.objects.get(pk=card.pk).saved_at.isoformat()[:19] == said["saved_at"][:19]


def test_words_to_reconsider_come_with_the_answer(client: Client, card: Scorecard) -> None:
    number = number_of(card)
    fields = {f"note-{number}": "The candidate is pregnant."}

    said = post(client, card, {"base_revision": 0, "fields": fields}).json()

    assert [len(said["warnings"][f"note-{number}"]) > 0, said["missing"][0]["id"]] == [True, f"rate-{number}"]


def test_an_older_revision_is_answered_with_the_server_s_copy(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    number = number_of(card)
    fill(card, interviewer, NOON)

    answer = post(client, card, {"base_revision": 0, "fields": {f"note-{number}": "From here."}})

    said = answer.json()
    assert (answer.status_code, said["revision"], said["device"]) == (409, 1, "computer")
    assert said["fields"][f"note-{number}"] == EVIDENCE
    assert said["saved_at"].startswith("2026-03-02T12:00:00")


def test_locked_ratings_answer_423(client: Client, card: Scorecard, interviewer: User) -> None:
    lock(card, interviewer, NOON)

    answer = post(client, card, {"base_revision": 1, "fields": {}})

    assert answer.status_code == 423


def test_a_signed_out_browser_gets_401(card: Scorecard) -> None:
    assert post(Client(), card, {"base_revision": 0, "fields": {}}).status_code == 401


def test_without_a_token_nothing_is_saved(card: Scorecard, interviewer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(interviewer, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert post(client, card, {"base_revision": 0, "fields": {}}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no json",
        b"\xff\xfe",
        "[]",
        "null",
        {"fields": {}},
        {"base_revision": "0", "fields": {}},
        {"base_revision": True, "fields": {}},
        {"base_revision": 0, "fields": []},
        {"base_revision": 0, "fields": {"note-1": 5}},
        {"base_revision": 0, "fields": {"note-1": None}},
    ],
)
def test_a_broken_message_is_refused_with_a_sentence(client: Client, card: Scorecard, body: object) -> None:
    answer = post(client, card, body)

    assert (answer.status_code, answer.json()) == (400, {"detail": "The message could not be read."})


def test_a_text_too_long_is_refused_with_a_sentence(client: Client, card: Scorecard) -> None:
    fields = {f"note-{number_of(card)}": "x" * 20_001}

    answer = post(client, card, {"base_revision": 0, "fields": fields})

    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("Communication: a text is longer")


def test_only_posting_is_answered(client: Client, card: Scorecard) -> None:
    assert client.get(reverse("scorecard_draft", args=[card.pk])).status_code == 405


def test_everybody_else_gets_the_same_404_whether_it_exists_or_not(
    signed_in: SignIn,
    card: Scorecard,
    fellow: User,
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    administrator: User,
    stranger: User,
) -> None:
    for person in (fellow, recruiter, coordinator, manager, compliance, administrator, stranger):
        client = signed_in(person)
        there = post(client, card, {"base_revision": 0, "fields": {}})
        card_id, card.pk = card.pk, 999_999
        nowhere = post(client, card, {"base_revision": 0, "fields": {}})
        card.pk = card_id

        assert (there.status_code, there.content) == (404, nowhere.content)
