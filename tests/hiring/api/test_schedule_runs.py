"""The automatic plan over the API: begun, watched and stopped by those who schedule, unknown to others."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.choices import RunState
from hiring.models import Application, Requisition, ScheduleRun
from hiring.operations import schedule_runs
from tests.factories import ApplicationFactory
from tests.factories.arrangements import begin_loop, staffed_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db
Caller = Callable[[User], APIClient]
LIST = "/api/v1/schedule-runs/"


@pytest.fixture
def many(application: Application) -> Requisition:
    """A requisition with more open loops than are planned at once."""
    for _ in range(schedule_runs.AT_ONCE):
        begin_loop(ApplicationFactory(requisition=application.requisition))
    begin_loop(application)
    return application.requisition


def test_few_loops_are_planned_at_once(application: Application, coordinator: User, api: Caller) -> None:
    staffed_loop(application)

    answer = api(coordinator).post(LIST, {"requisition": application.requisition_id})

    told = answer.json()
    assert (answer.status_code, told["state"], told["scheduled"], told["left"]) == (201, "done", 2, [])
    assert told["cost"] is not None


def test_what_stays_open_comes_with_reasons_and_ways(
    application: Application, coordinator: User, api: Caller
) -> None:
    staffed_loop(application, "Ann One")

    (left,) = api(coordinator).post(LIST, {"requisition": application.requisition_id}).json()["left"]

    assert any("Ann One" in sentence for sentence in left["reasons"])
    assert left["ways"] != []


def test_many_loops_are_watched_and_stopped(many: Requisition, coordinator: User, api: Caller) -> None:
    client = api(coordinator)
    run = client.post(LIST, {"requisition": many.pk}).json()

    watched = client.get(f"{LIST}{run['id']}/").json()
    stopped = client.post(f"{LIST}{run['id']}/stop/", {"wish": "keep"}).json()

    assert (watched["state"], watched["sentence"]) == ("queued", "Waiting for a worker.")
    assert (stopped["state"], stopped["sentence"]) == ("stopped", "")


def test_a_second_run_is_refused_with_a_sentence(many: Requisition, coordinator: User, api: Caller) -> None:
    client = api(coordinator)
    client.post(LIST, {"requisition": many.pk})

    again = client.post(LIST, {"requisition": many.pk})

    assert (again.status_code, again.json()["detail"]) == (
        400,
        "The automatic plan is at work already; it will be done in a moment.",
    )


@pytest.mark.parametrize("role", ["manager", "interviewer", "stranger"])
def test_nobody_else_finds_a_run(
    role: str, many: Requisition, coordinator: User, api: Caller, request: pytest.FixtureRequest
) -> None:
    run = schedule_runs.begin(requisition=many, by=coordinator, at=NOON)
    client = api(request.getfixturevalue(role))

    codes = [
        client.get(f"{LIST}{run.pk}/").status_code,
        client.post(f"{LIST}{run.pk}/stop/", {"wish": "discard"}).status_code,
        client.post(LIST, {"requisition": many.pk}).status_code,
    ]

    assert (codes, client.get(LIST).json()["count"]) == ([404, 404, 400], 0)
    assert ScheduleRun.objects.get().state == RunState.QUEUED


def test_a_run_may_leave_out_who_has_not_said_when_they_can_come(
    application: Application, coordinator: User, api: Caller
) -> None:
    staffed_loop(application)

    answer = api(coordinator).post(LIST, {"requisition": application.requisition_id, "answered_only": True})

    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "None of these candidates has said when they can come.",
    )
