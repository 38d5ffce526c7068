"""Interviews over the API."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.models import Application, Scorecard
from tests.factories.arrangements import able, at_work, begin_loop

pytestmark = pytest.mark.django_db

Api = Callable[[User], APIClient]


@pytest.mark.parametrize("sent", [[], "x", 5, {"reason": ["a"]}, {"reason": "a\x00b"}, {"reason": ""}, {}])
def test_a_cancellation_without_a_reason_is_refused(
    sent: object, scorecards: tuple[Scorecard, Scorecard], coordinator: User, api: Api
) -> None:
    number = scorecards[0].seat.session_id

    answer = api(coordinator).post(f"/api/v1/sessions/{number}/cancel/", sent, format="json")

    scorecards[0].seat.refresh_from_db()
    assert (answer.status_code, scorecards[0].seat.cancelled) == (400, False)


def test_a_cancellation_keeps_its_reason(
    scorecards: tuple[Scorecard, Scorecard], coordinator: User, api: Api
) -> None:
    number = scorecards[0].seat.session_id

    answer = api(coordinator).post(f"/api/v1/sessions/{number}/cancel/", {"reason": "Ill."}, format="json")

    scorecards[0].seat.refresh_from_db()
    assert (answer.data["state"], scorecards[0].seat.cancelled_reason) == ("cancelled", "Ill.")


@pytest.mark.parametrize(
    "sent",
    [
        {"start": "9999-12-31T10:00:00Z", "end": "9999-12-31T11:00:00Z"},
        {"start": "0001-01-01T00:00:00+14:00", "end": "0001-01-01T01:00:00+14:00"},
        {"start": "2027-03-01T10:00:00Z", "end": "2027-03-01T11:00:00Z", "place": "x" * 301},
        {"start": "NaN", "end": 5},
        {"start": None},
        [],
    ],
)
def test_a_time_that_no_interview_has_is_refused(
    sent: object, scorecards: tuple[Scorecard, Scorecard], coordinator: User, api: Api
) -> None:
    session = scorecards[0].seat.session

    answer = api(coordinator).post(f"/api/v1/sessions/{session.pk}/set-time/", sent, format="json")

    during = session.during
    session.refresh_from_db()
    assert (answer.status_code, session.during.lower) == (400, during[0])


def test_the_automatic_plan_says_what_stands_in_the_way_and_what_would_help(
    application: Application, coordinator: User, api: Api
) -> None:
    loop = begin_loop(application)
    at_work(able("Ann One", loop))

    answer = api(coordinator).post(f"/api/v1/loops/{loop.pk}/schedule/")

    assert answer.data == {
        "scheduled": 1,
        "reasons": ["Only Ann One may give Interview 1; Ann One already sits in Interview 2 of this loop."],
        "ways": ["No single change that was tried helps."],
    }
