"""The session's page: logistics for who sits there or oversees, nothing for anybody else."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import InterviewSession, Scorecard
from tests.factories import PanelSeatFactory

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def session(scorecards: tuple[Scorecard, Scorecard]) -> InterviewSession:
    return InterviewSession.objects.get(pk=scorecards[0].seat.session_id)


def test_it_says_who_when_where_and_the_minutes(
    signed_in: SignIn, session: InterviewSession, interviewer: User, stranger: User
) -> None:
    PanelSeatFactory(session=session, person=stranger, kind="shadow")
    InterviewSession.objects.filter(pk=session.pk).update(place="Room Fjord 2")

    shown = signed_in(interviewer).get(reverse("session", args=[session.pk])).content.decode()

    wanted = [
        "Kim Candidate: Interview 1",
        "Monday 2 March, 13:00–14:00",
        "Times in Europe/Oslo",
        "Room Fjord 2",
    ]
    wanted += ["Stig Stranger", "Shadow", "Communication", "16 min", "Candidate’s questions"]
    assert [words for words in wanted if words not in shown] == []


def test_an_interviewer_is_shown_no_cv_and_no_address(
    signed_in: SignIn, session: InterviewSession, interviewer: User
) -> None:
    candidate = session.candidate
    candidate.phone, candidate.cv_name = "+47 12345678", "kim_cv.pdf"
    candidate.cv.save("kim_cv.pdf", ContentFile(b"%PDF"))
    candidate.save()

    shown = signed_in(interviewer).get(reverse("session", args=[session.pk])).content.decode()

    assert [words for words in ("kim_cv", candidate.phone, candidate.email) if words in shown] == []


def test_each_member_of_the_cast_sees_it_or_gets_404(
    signed_in: SignIn,
    session: InterviewSession,
    interviewer: User,
    fellow: User,
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    administrator: User,
    stranger: User,
) -> None:
    cast = (interviewer, fellow, recruiter, coordinator, manager, compliance, administrator, stranger)
    names = ("session", "session_invitation")

    seen = {
        person.full_name: [
            signed_in(person).get(reverse(name, args=[session.pk])).status_code for name in names
        ]
        for person in cast
    }

    assert seen == {
        "Ina Interviewer": [200, 200],
        "Finn Fellow": [404, 404],
        "Rita Recruiter": [200, 200],
        "Cora Coordinator": [200, 200],
        "Mona Manager": [200, 200],
        "Carl Compliance": [200, 200],
        "Adam Administrator": [404, 404],
        "Stig Stranger": [404, 404],
    }


def test_the_calendar_file_asks_and_after_a_cancellation_withdraws(
    signed_in: SignIn, session: InterviewSession, recruiter: User
) -> None:
    client, address = signed_in(recruiter), reverse("session_invitation", args=[session.pk])
    asked = client.get(address)
    InterviewSession.objects.filter(pk=session.pk).update(state="cancelled")

    assert asked.headers["Content-Type"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert b"METHOD:CANCEL" in client.get(address).content


def test_without_a_time_there_is_no_calendar_file(
    signed_in: SignIn, session: InterviewSession, interviewer: User
) -> None:
    InterviewSession.objects.filter(pk=session.pk).update(state="planned", during=None)
    client = signed_in(interviewer)

    assert client.get(reverse("session_invitation", args=[session.pk])).status_code == 404
    assert "No time is set yet." in client.get(reverse("session", args=[session.pk])).content.decode()


def test_who_lost_the_seat_lost_the_page(
    signed_in: SignIn, session: InterviewSession, interviewer: User
) -> None:
    session.seats.update(cancelled=True)

    assert signed_in(interviewer).get(reverse("session", args=[session.pk])).status_code == 404


def test_who_may_excuse_finds_the_way_there_and_nobody_else(
    signed_in: SignIn, session: InterviewSession, coordinator: User, manager: User, interviewer: User
) -> None:
    address = reverse("session", args=[session.pk])
    link = reverse("scorecard_excuse", args=[session.seats.get().scorecard.pk])

    found = [
        link in signed_in(person).get(address).content.decode()
        for person in (coordinator, manager, interviewer)
    ]

    assert found == [True, False, False]
