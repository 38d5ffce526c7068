"""A decision has a named person, a reason and an opened report behind it."""

import pytest
from django.db import Error, transaction

from hiring.accounts.models import User
from hiring.choices import Stage
from hiring.models import Application, CandidateReport, Decision, Scorecard
from hiring.operations import debriefs, decisions, reports
from tests.hiring.operations.test_reports import LATER, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(scorecards: tuple[Scorecard, Scorecard], application: Application) -> CandidateReport:
    """A ready report with a composite of 4."""
    for scorecard in scorecards:
        submit(scorecard, 4)
    made = reports.request_if_due(application=application, at=LATER)
    assert made is not None
    reports.build(report_id=made.pk, at=LATER)
    made.refresh_from_db()
    return made


def decide(application: Application, by: User, **changes: str) -> Decision:
    choices = {
        "outcome": "hire",
        "reason_code": "meets_requirements",
        "reason": "Steady.",
        "override_reason": "",
    }
    return decisions.decide(application=application, by=by, at=LATER, **{**choices, **changes})


def test_decision_without_an_opened_report_is_refused(
    report: CandidateReport, application: Application, manager: User
) -> None:
    with pytest.raises(decisions.DecisionRefused, match="Open the newest report first"):
        decide(application, manager)


def test_decision_names_person_and_report(
    report: CandidateReport, application: Application, manager: User
) -> None:
    reports.note_opening(report=report, by=manager, at=LATER)

    decision = decide(application, manager)

    application.refresh_from_db()
    assert (decision.decided_by, decision.report, decision.override) == (manager, report, False)
    assert application.stage == Stage.DECIDED


def test_turning_down_above_the_threshold_needs_a_reason_by_competency(
    report: CandidateReport, application: Application, manager: User
) -> None:
    reports.note_opening(report=report, by=manager, at=LATER)
    against = {"outcome": "reject", "reason_code": "competency_below_need"}

    with pytest.raises(decisions.DecisionRefused, match="departs from the composite"):
        decide(application, manager, **against)
    decision = decide(
        application, manager, **against, override_reason="Accountability: blamed the drivers twice."
    )

    assert (decision.override, decision.override_direction) == (True, "below")


def test_knock_out_needs_a_second_person(
    report: CandidateReport, application: Application, manager: User
) -> None:
    reports.note_opening(report=report, by=manager, at=LATER)

    with pytest.raises(decisions.DecisionRefused, match="two people confirm a knock-out"):
        decide(application, manager, outcome="reject", reason_code="requirement_not_met")


def test_nobody_but_the_hiring_manager_decides(
    report: CandidateReport, application: Application, recruiter: User, coordinator: User, compliance: User
) -> None:
    for person in (recruiter, coordinator, compliance):
        with pytest.raises(decisions.DecisionRefused, match="Only a hiring manager"):
            decide(application, person)


def test_database_keeps_decisions_unchanged(
    report: CandidateReport, application: Application, manager: User
) -> None:
    reports.note_opening(report=report, by=manager, at=LATER)
    decision = decide(application, manager)

    with pytest.raises(Error, match="never changes"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(outcome="reject")


def test_votes_before_reading_stay_apart_from_votes_after(
    report: CandidateReport, application: Application, manager: User, interviewer: User
) -> None:
    debrief = debriefs.open_debrief(application=application, by=manager, at=LATER)
    debriefs.vote(debrief=debrief, choice="for", reason="Rerouted in minutes.", by=interviewer, at=LATER)
    debriefs.advance(debrief=debrief, by=manager, at=LATER)
    debriefs.advance(debrief=debrief, by=manager, at=LATER)

    debriefs.vote(debrief=debrief, choice="against", reason="Crew was told late.", by=interviewer, at=LATER)

    cast = list(debrief.votes.values_list("after_reading", "vote"))
    assert cast == [(False, "for"), (True, "against")]
