"""Who sees what over the API: every resource, for every member of the cast and for a stranger."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Application, Requisition, Scorecard
from hiring.operations import reports
from tests.factories.replica import past_the_guards
from tests.hiring.operations.test_reports import LATER, submit

pytestmark = pytest.mark.django_db

Api = Callable[[User], APIClient]
LISTS = (
    "role-documents",
    "rubric-versions",
    "requisitions",
    "loop-plans",
    "candidates",
    "applications",
    "loops",
    "sessions",
    "scorecards",
    "reports",
    "decisions",
)


@pytest.fixture
def world(scorecards: tuple[Scorecard, Scorecard], application: Application) -> Application:
    """An application with the fellow's scorecard in, the interviewer's still due, and an early report."""
    submit(scorecards[1], 4)
    report = reports.request(application=application, by=application.requisition.opened_by, at=LATER)
    reports.build(report_id=report.pk, at=LATER)
    return application


def counts(client: APIClient) -> dict[str, int]:
    return {name: client.get(f"/api/v1/{name}/").data["count"] for name in LISTS}


def test_nobody_reads_without_a_token() -> None:
    statuses = {APIClient().get(f"/api/v1/{name}/").status_code for name in LISTS}

    assert statuses == {401}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("recruiter", (1, 1, 1, 1, 1, 1, 1, 2, 0, 1, 0)),
        ("coordinator", (1, 1, 1, 1, 1, 1, 1, 2, 0, 0, 0)),
        ("manager", (0, 0, 1, 1, 1, 1, 0, 2, 0, 1, 0)),
        ("compliance", (1, 1, 1, 1, 1, 1, 0, 2, 0, 1, 0)),
        ("administrator", (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
        ("interviewer", (0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0)),
        ("fellow", (0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0)),
        ("stranger", (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_lists_hold_what_the_role_may_see(
    role: str, expected: tuple[int, ...], world: Application, api: Api, request: pytest.FixtureRequest
) -> None:
    client = api(request.getfixturevalue(role))

    assert counts(client) == dict(zip(LISTS, expected, strict=True))


@pytest.mark.parametrize(
    "name", [*LISTS, "interviewers", "busy-calendars", "trainings", "schedule-runs", "repairs"]
)
def test_browser_of_a_stranger_is_shown_no_rows_to_choose_from(
    name: str, world: Application, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(stranger).get(f"/api/v1/{name}/", headers={"accept": "text/html,*/*;q=0.8"})

    shown = answer.content.decode()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert not any(each in shown for each in (str(world.requisition), str(world.candidate)))


def test_manager_who_owes_a_scorecard_is_blind(
    world: Application, manager: User, interviewer: User, api: Api
) -> None:
    with past_the_guards():
        Scorecard.objects.filter(author=interviewer).update(author=manager)
    client = api(manager)
    report = world.reports.get()

    found = counts(client)

    assert (found["scorecards"], found["reports"], found["decisions"]) == (1, 0, 0)
    assert client.get(f"/api/v1/reports/{report.pk}/").status_code == 404
    assert client.get(f"/api/v1/reports/{report.pk}/pdf/").status_code == 404
    assert [
        row["author_name"] for row in client.get(f"/api/v1/applications/{world.pk}/scorecards/").data
    ] == [manager.full_name]


def test_others_scorecard_answers_like_a_missing_one_while_blind(
    scorecards: tuple[Scorecard, Scorecard], world: Application, interviewer: User, api: Api
) -> None:
    client = api(interviewer)

    hidden = client.get(f"/api/v1/scorecards/{scorecards[1].pk}/")
    missing = client.get("/api/v1/scorecards/999999/")

    assert (hidden.status_code, hidden.data) == (missing.status_code, missing.data)
    assert hidden.status_code == 404


def test_fellow_cannot_write_into_anothers_draft(
    scorecards: tuple[Scorecard, Scorecard], fellow: User, api: Api
) -> None:
    answer = api(fellow).put(
        f"/api/v1/scorecards/{scorecards[0].pk}/draft/", {"base_revision": 0, "fields": {}}, format="json"
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["manager", "compliance", "interviewer", "stranger", "coordinator"])
def test_only_recruiters_open_requisitions(
    role: str, requisition: Requisition, api: Api, request: pytest.FixtureRequest
) -> None:
    answer = api(request.getfixturevalue(role)).post(
        "/api/v1/requisitions/", {"title": "Second depot", "rubric_version": requisition.rubric_version_id}
    )

    assert answer.status_code == 403


def test_ended_token_opens_nothing(recruiter: User, api: Api) -> None:
    client = api(recruiter)
    client.post("/api/v1/token/end/")

    assert client.get("/api/v1/me/").status_code == 401


def test_token_is_stored_as_a_hash_only(recruiter: User, api: Api) -> None:
    from knox.models import AuthToken

    client = api(recruiter)
    sent = client._credentials["HTTP_AUTHORIZATION"].removeprefix("Bearer ")

    stored = AuthToken.objects.get(user=recruiter)
    assert sent not in (stored.digest, stored.token_key)
    assert len(stored.digest) == 128
