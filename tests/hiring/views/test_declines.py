"""Everybody says of their own interviews that they cannot come, and of nobody else's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import Application, PanelSeat
from tests.factories import InterviewerFactory
from tests.factories.arrangements import agree, begin_loop
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def seat(application: Application, interviewer: User, coordinator: User) -> PanelSeat:
    """Ina's seat in an interview of the day after tomorrow, by the real clock."""
    session = begin_loop(application).sessions.first()
    profile = InterviewerFactory(person=interviewer)
    profile.qualifications.create(kind=session.planned.kind, since="2026-01-01")
    now = timezone.now()
    agree(session, now + 2 * 24 * HOUR, interviewer, by=coordinator, at=now)
    return PanelSeat.objects.get()


def test_only_who_sits_there_may_say_so(seat: PanelSeat, answers: Callable[..., dict[str, int]]) -> None:
    address = reverse("session_decline", args=[seat.session_id])

    assert answers(address) == only("Ina")
    assert answers(address, "post") == only("Ina", status=302)


def test_the_own_page_of_the_interview_leads_there(
    seat: PanelSeat, interviewer: User, coordinator: User, signed_in: SignIn
) -> None:
    page, link = (
        reverse("session", args=[seat.session_id]),
        reverse("session_decline", args=[seat.session_id]),
    )

    found = [link in signed_in(who).get(page).content.decode() for who in (interviewer, coordinator)]

    assert found == [True, False]


def test_the_comment_is_kept_and_the_seat_given_up(
    seat: PanelSeat, interviewer: User, signed_in: SignIn
) -> None:
    address = reverse("session_decline", args=[seat.session_id])

    page = signed_in(interviewer).post(address, {"comment": "Dentist."}, follow=True)

    seat.refresh_from_db()
    assert (seat.cancelled, seat.cancelled_reason) == (True, "Cannot come: Dentist.")
    assert "Your seat is given up. Whoever arranges the interview is told." in page.content.decode()


def test_a_refusal_comes_back_with_what_was_typed(
    seat: PanelSeat, interviewer: User, signed_in: SignIn
) -> None:
    client = signed_in(interviewer)
    now = timezone.now()
    session = seat.session
    session.during = (now - HOUR, now)
    session.save()

    page = client.post(reverse("session_decline", args=[session.pk]), {"comment": "Dentist."})

    text = page.content.decode()
    assert (page.status_code, "Dentist." in text, "This interview has begun" in text) == (422, True, True)
