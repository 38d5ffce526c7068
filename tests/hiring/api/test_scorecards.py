"""A scorecard's way over the API: draft, conflict, lock, submit."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Application, Scorecard, ScorecardReading
from rubrics.ledger.models import Event
from tests.factories.reports import LATER, make_report
from tests.factories.scorecards import submit
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


@pytest.mark.parametrize("number", ["abc", "²", "-1", "9" * 30, "9" * 5000])
@pytest.mark.parametrize("act", ["submit", "lock", "excuse"])
def test_what_is_no_number_is_no_scorecard(number: str, act: str, recruiter: User, api: Api) -> None:
    assert api(recruiter).post(f"/api/v1/scorecards/{number}/{act}/").status_code == 404


def test_a_message_nested_too_deeply_is_refused(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, api: Api
) -> None:
    url = f"/api/v1/scorecards/{scorecards[0].pk}/draft/"

    answer = api(interviewer).put(url, "[" * 100_000, content_type="application/json")

    assert (answer.status_code, answer.data) == (400, {"detail": "The message is nested too deeply."})


def listed(client: APIClient, **asked: str) -> list[int]:
    return sorted(row["id"] for row in client.get("/api/v1/scorecards/", asked).data["results"])


def test_what_is_in_early_is_listed_only_where_it_is_asked_for(
    scorecards: tuple[Scorecard, Scorecard], manager: User, fellow: User, api: Api
) -> None:
    submit(scorecards[1], scorecards[1].author, LATER)
    client = api(manager)

    unasked = (listed(client), ScorecardReading.objects.count())
    asked = (listed(client, early="true"), ScorecardReading.objects.count())

    assert (unasked, asked) == (([], 0), ([scorecards[1].pk], 1))
    assert list(Event.objects.filter(kind="scorecard.read").values_list("actor", flat=True)) == [manager.pk]
    assert listed(api(fellow)) == [scorecards[1].pk]


def test_a_whole_panel_is_listed_without_asking(
    scorecards: tuple[Scorecard, Scorecard], manager: User, api: Api
) -> None:
    for card in scorecards:
        submit(card, card.author, LATER)

    assert listed(api(manager)) == sorted(card.pk for card in scorecards)


def test_the_report_names_who_looked_early_over_the_api(
    scorecards: tuple[Scorecard, Scorecard], application: Application, manager: User, api: Api
) -> None:
    submit(scorecards[1], scorecards[1].author, LATER)
    listed(api(manager), early="true")
    ScorecardReading.objects.update(first_read_at=LATER)
    submit(scorecards[0], scorecards[0].author, LATER + timedelta(hours=1))

    report = make_report(application, LATER + timedelta(hours=2))

    assert [row["sentence"] for row in report.facts["irregularities"]] == [
        (
            "Mona Manager first read ratings of this candidate on Mon 2 Mar 2026, 18:00, "
            "when 1 of 2 scorecards were in."
        )
    ]
