"""Plans, loops, sessions and seats in the admin: by role, to read only, and silent about scorecards."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Application, InterviewLoop, PanelSeat, Requisition, Scorecard
from hiring.operations import scheduling
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

Answers = Callable[[str], dict[str, int]]
SignIn = Callable[[User], Client]
NAMES = ("loopplan", "interviewloop", "interviewsession", "panelseat")
# Followed to the sign-in page: who may not open the admin ends there.
LISTS = {
    "Rita Recruiter": 200,
    "Cora Coordinator": 200,
    "Carl Compliance": 200,
    "Adam Administrator": 404,
}


@pytest.fixture
def seat(application: Application, coordinator: User) -> PanelSeat:
    loop = begin_loop(application)
    return scheduling.give_seat(
        session=loop.sessions.first(),
        person=able("Ann One", loop),
        kind=SeatKind.LEAD,
        by=coordinator,
        at=NOON,
    )


def rows(seat: PanelSeat) -> dict[str, int]:
    """The id of one row of each list."""
    loop = seat.session.loop
    return dict(zip(NAMES, (loop.plan_id, loop.pk, seat.session_id, seat.pk), strict=True))


def test_why_somebody_cannot_come_is_read_only_where_the_loop_is_arranged(
    seat: PanelSeat, coordinator: User, cast: list[User], signed_in: SignIn
) -> None:
    scheduling.cancel_seat(seat=seat, reason="Cannot come: at the dentist.", by=coordinator, at=NOON)
    url = reverse("admin:hiring_panelseat_change", args=[seat.pk])

    readers = [
        person.full_name for person in cast if b"dentist" in signed_in(person).get(url, follow=True).content
    ]

    assert readers == ["Rita Recruiter", "Cora Coordinator"]


@pytest.mark.parametrize("name", NAMES)
def test_staff_who_see_requisitions_read_the_lists(name: str, seat: PanelSeat, answers: Answers) -> None:
    found = answers(reverse(f"admin:hiring_{name}_changelist"))

    assert {who: found[who] for who in LISTS} == LISTS


@pytest.mark.parametrize("name", NAMES)
def test_row_opens_for_readers_and_is_not_there_for_others(
    name: str, seat: PanelSeat, answers: Answers
) -> None:
    found = answers(reverse(f"admin:hiring_{name}_change", args=[rows(seat)[name]]))

    assert {who: found[who] for who in LISTS} == LISTS


@pytest.mark.parametrize("name", NAMES)
def test_confidential_rows_are_not_there(
    name: str, seat: PanelSeat, coordinator: User, signed_in: SignIn
) -> None:
    Requisition.objects.update(confidential=True)
    client = signed_in(coordinator)

    page = client.get(reverse(f"admin:hiring_{name}_change", args=[rows(seat)[name]]))
    listed = client.get(reverse(f"admin:hiring_{name}_changelist"))

    assert (page.status_code, listed.context["cl"].result_count) == (404, 0)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_added_changed_or_deleted(
    name: str, seat: PanelSeat, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    pk = rows(seat)[name]

    codes = [
        client.post(reverse(f"admin:hiring_{name}_add"), {}).status_code,
        client.post(reverse(f"admin:hiring_{name}_change", args=[pk]), {"state": "cancelled"}).status_code,
        client.post(reverse(f"admin:hiring_{name}_delete", args=[pk]), {"post": "yes"}).status_code,
    ]

    assert set(codes) <= {403, 404}


@pytest.mark.parametrize("name", NAMES)
def test_lookups_reach_no_scorecard(name: str, seat: PanelSeat, recruiter: User, signed_in: SignIn) -> None:
    paths = {
        "loopplan": "loops__application__scorecards__state",
        "interviewloop": "application__scorecards__state",
        "interviewsession": "seats__scorecard__state",
        "panelseat": "scorecard__state",
    }

    page = signed_in(recruiter).get(reverse(f"admin:hiring_{name}_changelist"), {paths[name]: "submitted"})

    assert page.status_code == 400 or page.headers.get("Location", "").endswith("?e=1")


@pytest.mark.parametrize("name", NAMES)
def test_page_is_offered_to_who_may_open_it(
    name: str, seat: PanelSeat, coordinator: User, compliance: User, signed_in: SignIn
) -> None:
    url = reverse(f"admin:hiring_{name}_change", args=[rows(seat)[name]])
    loop = seat.session.loop
    ours = {
        "loopplan": reverse("plan", args=[loop.plan_id]),
        "interviewloop": reverse("loop", args=[loop.pk]),
        "interviewsession": reverse("session_arrange", args=[seat.session_id]),
        "panelseat": reverse("session_arrange", args=[seat.session_id]),
    }[name]

    assert f'href="{ours}"' in signed_in(coordinator).get(url).content.decode()
    assert (f'href="{ours}"' in signed_in(compliance).get(url).content.decode()) == (name == "loopplan")


def test_pages_do_not_depend_on_scorecards(
    scorecards: tuple[Scorecard, Scorecard], recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    url = reverse("admin:hiring_interviewloop_changelist")

    def shown() -> list[str]:
        page = client.get(url)
        return [str(page.context["cl"].model_admin.timed(row)) for row in InterviewLoop.objects.all()]

    before = shown()
    card = scorecards[0]
    card.ratings.update(not_assessed_reason="no_time")
    Scorecard.objects.filter(pk=card.pk).update(state="ratings_locked", ratings_locked_at=NOON)

    assert shown() == before == ["2 of 2"]
