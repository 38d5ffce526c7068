"""A scorecard's way over the API: draft, conflict, lock, submit."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Scorecard
from tests.hiring.operations.test_reports import EVIDENCE

pytestmark = pytest.mark.django_db

Api = Callable[[User], APIClient]


def test_draft_is_saved_locked_and_submitted(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, api: Api
) -> None:
    client, number = api(interviewer), scorecards[0].pk
    fields = {}
    for rating in scorecards[0].ratings.all():
        fields[f"rating-{rating.competency_id}"] = "4"
        fields[f"note-{rating.competency_id}"] = EVIDENCE

    saved = client.put(
        f"/api/v1/scorecards/{number}/draft/", {"base_revision": 0, "fields": fields}, format="json"
    )
    locked = client.post(f"/api/v1/scorecards/{number}/lock/")
    submitted = client.post(f"/api/v1/scorecards/{number}/submit/", {"recommendation": "for"})

    assert (saved.data["revision"], locked.data["state"], submitted.data["state"]) == (
        1,
        "ratings_locked",
        "submitted",
    )
    assert {rating["level"] for rating in submitted.data["ratings"]} == {4}


def test_second_writer_gets_the_servers_copy(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, api: Api
) -> None:
    client, url = api(interviewer), f"/api/v1/scorecards/{scorecards[0].pk}/draft/"
    first = scorecards[0].ratings.all()[0].competency_id
    client.put(url, {"base_revision": 0, "fields": {f"note-{first}": "From the phone."}}, format="json")

    answer = client.put(
        url, {"base_revision": 0, "fields": {f"note-{first}": "From the desk."}}, format="json"
    )

    assert answer.status_code == 409
    assert answer.data["revision"] == 1
    assert answer.data["fields"][f"note-{first}"] == "From the phone."


def test_incomplete_scorecard_is_refused_in_words(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, api: Api
) -> None:
    answer = api(interviewer).post(f"/api/v1/scorecards/{scorecards[0].pk}/lock/")

    assert answer.status_code == 400
    assert answer.data["detail"].startswith(
        "Communication has no rating. Choose a level, or “Not assessed” with a reason."
    )


@pytest.mark.parametrize("number", ["abc", "²", "-1", "9" * 30, "9" * 5000, "%00"])
@pytest.mark.parametrize("act", ["submit", "lock", "excuse"])
def test_what_is_no_number_is_no_scorecard(number: str, act: str, recruiter: User, api: Api) -> None:
    assert api(recruiter).post(f"/api/v1/scorecards/{number}/{act}/").status_code == 404


def test_a_message_nested_too_deeply_is_refused(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, api: Api
) -> None:
    url = f"/api/v1/scorecards/{scorecards[0].pk}/draft/"

    answer = api(interviewer).put(url, "[" * 100_000, content_type="application/json")

    assert (answer.status_code, answer.data) == (400, {"detail": "The message is nested too deeply."})
