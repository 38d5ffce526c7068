"""Scorecards, reports, debriefs and decisions in the admin: read only, blind where one owes a scorecard."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, CandidateReport, Decision, Scorecard, ScorecardReading
from hiring.operations import debriefs, decisions, reports
from tests.factories import make_loop
from tests.factories.reports import LATER, make_report, rate
from tests.factories.scorecards import EVIDENCE

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
STAFF = ("Rita Recruiter", "Cora Coordinator", "Carl Compliance", "Adam Administrator")
OUTSIDE = {"Mona Manager": 404, "Ina Interviewer": 404, "Stig Stranger": 404}


def seen(*statuses: int) -> dict[str, int]:
    """Statuses of the four roles that may open the admin; all others find nothing."""
    return dict(zip(STAFF, statuses, strict=True)) | OUTSIDE


@pytest.fixture
def report(scorecards: tuple[Scorecard, Scorecard], application: Application) -> CandidateReport:
    rate(scorecards, (2, 4))
    return make_report(application)


@pytest.fixture
def decision(report: CandidateReport, application: Application, manager: User) -> Decision:
    reports.note_opening(report=report, by=manager, at=LATER)
    debriefs.open_debrief(application=application, by=manager, at=LATER)
    return decisions.decide(
        application=application,
        outcome="hire",
        reason_code="meets_requirements",
        reason="Steady.",
        override_reason="",
        by=manager,
        at=LATER,
    )


def change(row: object) -> str:
    return reverse(f"admin:hiring_{type(row).__name__.lower()}_change", args=[row.pk])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("page", "statuses"),
    [
        ("scorecard", (200, 200, 200, 404)),
        ("candidatereport", (200, 404, 200, 404)),
        ("debrief", (200, 404, 200, 404)),
        ("decision", (200, 404, 200, 404)),
    ],
)
def test_lists_open_for_the_roles_that_have_them(
    answers: Callable[[str], dict[str, int]], page: str, statuses: tuple[int, ...]
) -> None:
    assert answers(reverse(f"admin:hiring_{page}_changelist")) == seen(*statuses)


def test_rows_open_for_those_who_may_see_them(
    answers: Callable[[str], dict[str, int]], decision: Decision, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    rows = [scorecards[0], decision.report, decision.application.debrief, decision]

    found = {type(row).__name__: answers(change(row)) for row in rows}

    assert found == {
        "Scorecard": seen(200, 200, 200, 404),
        "CandidateReport": seen(200, 404, 200, 404),
        "Debrief": seen(200, 404, 200, 404),
        "Decision": seen(200, 404, 200, 404),
    }


@pytest.mark.parametrize("model", ["scorecard", "candidatereport", "debrief", "decision"])
def test_nothing_is_added_changed_or_deleted(
    model: str,
    signed_in: SignIn,
    recruiter: User,
    decision: Decision,
    scorecards: tuple[Scorecard, Scorecard],
) -> None:
    rows = {
        "scorecard": scorecards[0],
        "candidatereport": decision.report,
        "debrief": decision.application.debrief,
        "decision": decision,
    }
    client, row = signed_in(recruiter), rows[model]

    found = [
        client.post(reverse(f"admin:hiring_{model}_add")).status_code,
        client.post(change(row), {"state": "draft"}).status_code,
        client.post(reverse(f"admin:hiring_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code,
        client.get(reverse(f"admin:hiring_{model}_history", args=[row.pk])).status_code,
    ]

    assert found == [404, 403, 404, 404]


def test_ratings_stand_only_before_those_who_may_read_them(
    signed_in: SignIn, recruiter: User, coordinator: User, report: CandidateReport,
    scorecards: tuple[Scorecard, Scorecard],
) -> None:  # fmt: skip
    pages = [
        signed_in(person).get(change(scorecards[0])).content.decode() for person in (recruiter, coordinator)
    ]

    assert [(EVIDENCE in page, "Recommendation" in page) for page in pages] == [(True, True), (False, False)]


def test_reading_another_scorecard_here_is_remembered(
    signed_in: SignIn, recruiter: User, coordinator: User, report: CandidateReport,
    scorecards: tuple[Scorecard, Scorecard],
) -> None:  # fmt: skip
    for person in (recruiter, coordinator):
        signed_in(person).get(change(scorecards[0]))

    assert list(ScorecardReading.objects.values_list("reader", flat=True)) == [recruiter.pk]


@pytest.mark.parametrize(
    "lookup",
    [
        "recommendation=for",
        "recommendation__startswith=f",
        "ratings__level=2",
        "ratings__evidence__contains=a",
    ],
)
def test_an_address_does_not_count_by_what_is_hidden(
    lookup: str, signed_in: SignIn, coordinator: User, report: CandidateReport
) -> None:
    answer = signed_in(coordinator).get(f"{reverse('admin:hiring_scorecard_changelist')}?{lookup}")

    assert answer.status_code == 400


def test_the_state_can_be_filtered(
    signed_in: SignIn, coordinator: User, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    rate(scorecards[:1], (2,))

    answer = signed_in(coordinator).get(
        reverse("admin:hiring_scorecard_changelist"), {"state__exact": "submitted"}
    )

    assert list(answer.context["cl"].queryset) == [scorecards[0]]


def test_a_superuser_who_owes_a_scorecard_finds_only_their_own(
    signed_in: SignIn, recruiter: User, fellow: User, application: Application
) -> None:
    recruiter.is_superuser = True
    recruiter.save()
    _loop, cards = make_loop(application, [recruiter, fellow])
    rate(cards[1:], (5,))
    row = make_report(application)
    client = signed_in(recruiter)

    listed = {
        model: [
            entry.pk
            for entry in client.get(reverse(f"admin:hiring_{model}_changelist")).context["cl"].queryset
        ]
        for model in ("scorecard", "candidatereport", "debrief", "decision")
    }

    assert listed == {"scorecard": [cards[0].pk], "candidatereport": [], "debrief": [], "decision": []}
    assert [client.get(change(hidden)).status_code for hidden in (cards[1], row)] == [404, 404]
