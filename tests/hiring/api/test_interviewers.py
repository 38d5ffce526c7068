"""Profiles and calendars over the API: one's own, and for who arranges loops everybody's profile."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import BusyCalendar, Conflict, Interviewer, InterviewKind, Qualification
from hiring.operations import calendars
from tests.factories.hiring import InterviewerFactory
from tests.factories.rubrics import NOON
from tests.factories.training import sit

pytestmark = pytest.mark.django_db
Api = Callable[[User], APIClient]
ROLES = (
    "recruiter",
    "coordinator",
    "manager",
    "compliance",
    "administrator",
    "interviewer",
    "stranger",
)


@pytest.fixture
def profile(interviewer: User) -> Interviewer:
    return InterviewerFactory(person=interviewer)


@pytest.fixture
def feed(profile: Interviewer, interviewer: User) -> BusyCalendar:
    url = "https://calendar.example.org/secret/basic.ics"
    return calendars.add_feed(interviewer=profile, name="Work", url=url, by=interviewer, at=NOON)


def statuses(request: pytest.FixtureRequest, api: Api, url: str, data: object = None) -> dict[str, int]:
    """The status that every role gets; a POST where there is data."""
    found = {}
    for role in ROLES:
        client = api(request.getfixturevalue(role))
        answer = client.get(url) if data is None else client.post(url, data, format="json")
        found[role] = answer.status_code
    return found


def expected(others: int, **named: int) -> dict[str, int]:
    return {role: named.get(role, others) for role in ROLES}


def test_profile_is_read_by_its_person_and_by_who_arranges(
    profile: Interviewer, api: Api, request: pytest.FixtureRequest
) -> None:
    found = statuses(request, api, f"/api/v1/interviewers/{profile.pk}/")

    assert found == expected(404, recruiter=200, coordinator=200, interviewer=200)
    assert APIClient().get(f"/api/v1/interviewers/{profile.pk}/").status_code == 401


@pytest.mark.parametrize(
    ("act", "data"), [("set-limits", {"day_limit": 3}), ("set-qualifications", {"qualifications": []})]
)
def test_limits_and_qualifications_are_set_by_who_arranges(
    profile: Interviewer, api: Api, request: pytest.FixtureRequest, act: str, data: dict[str, object]
) -> None:
    found = statuses(request, api, f"/api/v1/interviewers/{profile.pk}/{act}/", data)

    assert found == expected(404, recruiter=200, coordinator=200, interviewer=403)


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("set-hours", {"hours": []}),
        ("set-preferred-hours", {"hours": []}),
        ("set-absences", {"absences": []}),
    ],
)
def test_hours_and_absences_are_set_by_their_person_too(
    profile: Interviewer, api: Api, request: pytest.FixtureRequest, act: str, data: dict[str, object]
) -> None:
    found = statuses(request, api, f"/api/v1/interviewers/{profile.pk}/{act}/", data)

    assert found == expected(404, recruiter=200, coordinator=200, interviewer=200)


def test_qualification_names_its_kind_by_key_and_its_rubric_by_number(
    profile: Interviewer, api: Api, coordinator: User, application: object
) -> None:
    rubric = application.requisition.rubric_version.rubric  # type: ignore[attr-defined]
    kind = InterviewKind.objects.all()[0]
    rows = [{"kind": kind.key, "rubric": rubric.pk, "since": "2026-01-01"}]

    answer = api(coordinator).post(
        f"/api/v1/interviewers/{profile.pk}/set-qualifications/", {"qualifications": rows}, format="json"
    )

    assert answer.data["qualifications"] == [{**rows[0], "given_by": coordinator.pk}]
    assert Qualification.objects.get().rubric == rubric


def test_refusal_is_told_in_a_sentence(profile: Interviewer, api: Api, interviewer: User) -> None:
    hours = [{"weekday": 0, "starts": "12:00", "ends": "09:00"}]

    answer = api(interviewer).post(
        f"/api/v1/interviewers/{profile.pk}/set-hours/", {"hours": hours}, format="json"
    )

    assert (answer.status_code, answer.data) == (
        400,
        {"detail": "The end of the weekly hours has to be after their start."},
    )


def test_calendar_is_its_owners_alone_and_its_address_is_told_to_nobody(
    feed: BusyCalendar, api: Api, request: pytest.FixtureRequest, interviewer: User
) -> None:
    url = f"/api/v1/busy-calendars/{feed.pk}/"

    assert statuses(request, api, url) == expected(404, interviewer=200)
    assert "secret" not in api(interviewer).get(url).content.decode()


def test_calendar_is_added_asked_for_and_removed(profile: Interviewer, api: Api, interviewer: User) -> None:
    client = api(interviewer)
    made = client.post("/api/v1/busy-calendars/", {"name": "W", "url": "https://example.org/a.ics"})
    url = f"/api/v1/busy-calendars/{made.data['id']}/"

    answers = [client.post(f"{url}fetch/").status_code, client.delete(url).status_code]

    assert (made.status_code, made.data["is_feed"], answers) == (201, True, [200, 204])
    assert BusyCalendar.objects.count() == 0


def test_who_takes_no_interviews_adds_no_calendar(api: Api, manager: User) -> None:
    answer = api(manager).post("/api/v1/busy-calendars/", {"name": "W", "url": "https://example.org/a.ics"})

    assert answer.status_code == 403


def test_stepping_back_is_for_who_sits_in_the_interview(
    profile: Interviewer, api: Api, interviewer: User, coordinator: User, stranger: User
) -> None:
    seat = sit(interviewer, SeatKind.LEAD, timezone.now() + timedelta(days=2))
    url = f"/api/v1/sessions/{seat.session_id}/recuse/"

    found = [api(person).post(url).status_code for person in (stranger, coordinator, interviewer)]

    assert (found, Conflict.objects.count()) == ([404, 403, 204], 1)


def test_not_coming_is_said_by_who_sits_in_the_interview(
    profile: Interviewer, api: Api, interviewer: User, coordinator: User, stranger: User
) -> None:
    seat = sit(interviewer, SeatKind.LEAD, timezone.now() + timedelta(days=2))
    url = f"/api/v1/sessions/{seat.session_id}/decline/"

    found = [
        api(person).post(url, {"comment": "Dentist."}).status_code
        for person in (stranger, coordinator, interviewer)
    ]

    seat.refresh_from_db()
    assert (found, seat.cancelled_reason) == ([404, 403, 204], "Cannot come: Dentist.")
