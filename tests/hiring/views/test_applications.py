"""One application: stage, interviews, requirements, and what its report lacks."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, Scorecard
from rubrics.models import Statement
from rubrics.queries import verified_statements
from tests.factories import RubricVersionFactory
from tests.factories.rubrics import add_statement
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Answers = Callable[..., dict[str, int]]


@pytest.fixture
def licence(application: Application) -> Statement:
    """The requirement that the rubric verifies."""
    return verified_statements(application.requisition.rubric_version).get()


def check_url(application: Application, statement: Statement) -> str:
    return reverse("verify_requirement", args=[application.pk, statement.pk])


def test_the_page_opens_for_overseers_and_is_nowhere_for_others(
    answers: Answers, application: Application, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    assert answers(reverse("application", args=[application.pk])) == only(
        "Rita", "Cora", "Mona", "Carl", "Ulla"
    )


def test_requirements_are_checked_by_those_who_manage_candidates(
    answers: Answers, application: Application, licence: Statement
) -> None:
    assert answers(check_url(application, licence)) == only("Rita", "Cora", "Ulla")


def test_the_page_says_who_is_missing_and_offers_a_report_to_who_leads(
    signed_in: SignIn, manager: User, coordinator: User, application: Application,
    scorecards: tuple[Scorecard, Scorecard],
) -> None:  # fmt: skip
    address, ask = reverse("application", args=[application.pk]), reverse("ask_report", args=[application.pk])

    led, tracked = (signed_in(person).get(address).content.decode() for person in (manager, coordinator))

    assert "2 scorecards are still due." in led
    assert "Ina Interviewer, Interview 1:" in led
    assert (ask in led, ask in tracked) == (True, False)


def test_a_check_is_kept_with_its_note_and_shown_with_who_checked(
    signed_in: SignIn, recruiter: User, application: Application, licence: Statement
) -> None:
    client = signed_in(recruiter)

    answer = client.post(check_url(application, licence), {"status": "met", "note": "Licence card seen."})

    page = client.get(answer["Location"]).content.decode()
    assert list(application.verified.values_list("status", "note", "verified_by")) == [
        ("met", "Licence card seen.", recruiter.pk)
    ]
    assert "Licence card seen." in page
    assert "Rita Recruiter" in page


def test_a_check_without_a_note_is_refused_and_keeps_the_choice(
    signed_in: SignIn, recruiter: User, application: Application, licence: Statement
) -> None:
    answer = signed_in(recruiter).post(check_url(application, licence), {"status": "not_met", "note": " "})

    form = answer.context["form"]
    assert form.errors["note"] == [
        "Full bus licence: write how it was verified, such as the document that was seen."
    ]
    assert (form["status"].value(), application.verified.count()) == ("not_met", 0)


def test_a_requirement_of_another_rubric_is_nowhere(
    signed_in: SignIn, recruiter: User, application: Application
) -> None:
    elsewhere = add_statement(RubricVersionFactory(), "Holds a full bus licence", treatment="verify")

    assert signed_in(recruiter).get(check_url(application, elsewhere)).status_code == 404
