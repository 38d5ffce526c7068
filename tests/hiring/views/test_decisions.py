"""The decision's form: a named person, a reason, an opened report; departures say their direction."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, CandidateReport, Decision
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
FIELDS = {
    "outcome": "hire",
    "reason_code": "meets_requirements",
    "reason": "Steady under pressure.",
    "confirmed": "on",
}


@pytest.fixture
def address(report: CandidateReport, application: Application) -> str:
    return reverse("decide", args=[application.pk])


@pytest.fixture
def desk(signed_in: SignIn, manager: User, report: CandidateReport) -> Client:
    """The manager, who has opened the report."""
    client = signed_in(manager)
    client.get(reverse("report", args=[report.pk]))
    return client


def test_the_page_opens_for_readers_of_reports_and_is_nowhere_for_others(
    answers: Callable[..., dict[str, int]], address: str
) -> None:
    assert answers(address) == only("Rita", "Mona", "Carl", "Ulla")


def test_only_the_hiring_manager_has_the_form(
    signed_in: SignIn, manager: User, recruiter: User, compliance: User, superuser: User, address: str
) -> None:
    people = (manager, recruiter, compliance, superuser)

    shown = [signed_in(person).get(address).context["form"] is not None for person in people]
    posted = [signed_in(person).post(address, FIELDS).status_code for person in people[1:]]

    assert (shown, posted) == ([True, False, False, False], [403, 403, 403])
    assert Decision.objects.count() == 0


def test_the_composite_stands_there_with_its_uncertainty_and_nothing_is_sent(
    desk: Client, manager: User, application: Application, address: str
) -> None:
    page = desk.get(address).content.decode()
    answer = desk.post(address, FIELDS)

    decision = application.decisions.get()
    assert "Composite 3.0 on the 1–5 scale, at “Meets”; no range can be given." in page
    assert "Nothing is sent to the candidate by this page" in page
    assert (answer.status_code, decision.decided_by, decision.outcome) == (302, manager, "hire")
    assert mail.outbox == []


def test_without_an_opened_report_it_is_refused_with_what_was_typed(
    signed_in: SignIn, manager: User, address: str
) -> None:
    answer = signed_in(manager).post(address, FIELDS)

    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.non_field_errors() == ["Open the newest report first: a decision has a report behind it."]
    assert (form["reason"].value(), form["outcome"].value()) == ("Steady under pressure.", "hire")


def test_a_departure_explains_its_direction_and_asks_for_its_reason(
    desk: Client, application: Application, address: str
) -> None:
    against = {**FIELDS, "outcome": "reject", "reason_code": "competency_below_need"}

    refused = desk.post(address, against)
    desk.post(address, {**against, "override_reason": "Accountability: blamed the crew twice."})

    decision = application.decisions.get()
    (sentence,) = refused.context["form"].errors["override_reason"]
    assert sentence == (
        "This decision goes below the composite: it turns down at or above the threshold. "
        "Write the reason, by competency."
    )
    assert (decision.override_direction, decision.override_reason) == (
        "below",
        "Accountability: blamed the crew twice.",
    )


@pytest.mark.parametrize("name", ["outcome", "reason_code", "reason", "confirmed"])
def test_each_answer_is_asked_for_in_a_sentence(desk: Client, address: str, name: str) -> None:
    answer = desk.post(address, {key: value for key, value in FIELDS.items() if key != name})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    assert Decision.objects.count() == 0


def test_a_later_decision_supersedes_and_both_are_kept(
    desk: Client, application: Application, address: str
) -> None:
    desk.post(address, FIELDS)
    desk.post(address, {**FIELDS, "outcome": "not_now", "reason_code": "position_changed"})

    page = desk.get(address).content.decode()
    assert list(application.decisions.values_list("number", "outcome")) == [(2, "not_now"), (1, "hire")]
    assert page.count("superseded") == 1


def test_the_report_names_the_decision_and_who_made_it(
    desk: Client, report: CandidateReport, address: str
) -> None:
    desk.post(address, FIELDS)

    page = desk.get(reverse("report", args=[report.pk])).content.decode()

    assert "Steady under pressure." in page
    assert "None when this report was built." not in page
