"""Rule 10: no software rejects anyone. A named person, a reason code and an opened report stand behind a decision."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import DecisionOutcome, ReasonCode, Stage, TeamRole
from hiring.models import Application, CandidateReport, Decision, Scorecard
from hiring.operations import candidates, decisions, reports
from hiring.operations.candidates import CandidateRefused
from hiring.operations.decisions import DecisionRefused
from hiring.roles import ROLES_BY_KEY
from tests.factories import make_person
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit
from tests.journeys.attacks import refused
from tests.journeys.doors import addresses

LATER = NOON + timedelta(hours=9)
INSERT = (
    "INSERT INTO hiring_decision (application_id, report_id, number, outcome, reason_code, reason, override,"
    " override_direction, override_reason, decided_at, decided_by_id)"
    " VALUES ({application}, {report}, {number}, {outcome}, {code}, {reason}, false, '', '', now(), {person})"
)
UNOPENED = "A decision rests on a report of the application that its person has opened."
BARE = "A decision has an outcome, a kind of reason and a reason."


@pytest.fixture
def report(scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User) -> CandidateReport:
    """The ready report of fours, opened by nobody."""
    submit(scorecards[0], interviewer, LATER)
    submit(scorecards[1], fellow, LATER)
    found = reports.request_if_due(application=scorecards[0].application, at=LATER)
    assert found is not None
    reports.build(report_id=found.pk, at=LATER)
    found.refresh_from_db()
    return found


def decide(application: Application, by: User, **but: Any) -> Decision:
    """To hire, for the reason that everything is met."""
    given: dict[str, Any] = {
        "outcome": DecisionOutcome.HIRE, "reason_code": ReasonCode.MEETS_REQUIREMENTS, "reason": "All met.",
        "override_reason": "",
    }  # fmt: skip
    return decisions.decide(application=application, by=by, at=LATER, **(given | but))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, UNOPENED),
        ({"code": "''"}, BARE),
        ({"outcome": "''"}, BARE),
        ({"reason": "E' \\n'"}, BARE),
        ({"person": "NULL"}, UNOPENED),
        ({"report": "NULL"}, UNOPENED),
    ],
)
def test_the_database_keeps_no_decision_without_what_stands_behind_it(
    report: CandidateReport, manager: User, change: dict[str, str], said: str
) -> None:
    values: dict[str, Any] = {
        "application": report.application_id, "report": report.pk, "number": 1, "outcome": "'reject'",
        "code": "'competency_below_need'", "reason": "'No.'", "person": manager.pk,
    }  # fmt: skip
    assert refused(INSERT.format(**(values | change))) == said


@pytest.mark.parametrize("stage", ["decided", "hired"])
def test_no_write_moves_an_application_there_without_a_decision(report: CandidateReport, stage: str) -> None:
    said = refused("UPDATE hiring_application SET stage = %s", stage)
    assert said == "Only a person's decision brings an application there."


def test_a_decision_is_never_changed_deleted_or_unopened(report: CandidateReport, manager: User) -> None:
    reports.note_opening(report=report, by=manager, at=LATER)
    decide(
        report.application, manager, outcome=DecisionOutcome.NOT_NOW, reason_code=ReasonCode.OTHER_CANDIDATE
    )

    said = [
        refused(statement)
        for statement in (
            "UPDATE hiring_decision SET outcome = 'hire'",
            "DELETE FROM hiring_decision",
            "TRUNCATE hiring_decision CASCADE",
            "DELETE FROM hiring_reportopening",
            "UPDATE hiring_reportopening SET opened_at = now()",
            "UPDATE hiring_application SET stage = 'hired'",
        )
    ]

    assert said == [
        "A row of hiring_decision never changes.",
        "A row of hiring_decision never changes.",
        "A row of hiring_decision never changes.",
        "A row of hiring_reportopening never changes.",
        "A row of hiring_reportopening never changes.",
        "Only a person's decision brings an application there.",
    ]


def test_no_tasks_and_no_number_of_runs_decide_anything(report: CandidateReport) -> None:
    before = report.application.stage
    for run in (tasks.sweep, tasks.remind, lambda: tasks.build_report(report_id=report.pk)):
        run()
    application = Application.objects.get(pk=report.application_id)
    assert (application.stage, application.decisions.count()) == (before, 0)


def test_the_manager_decides_only_with_opened_report_code_and_reason(
    report: CandidateReport, manager: User, recruiter: User
) -> None:
    application = report.application
    for but in ({}, {"outcome": "reject"}):
        with pytest.raises(DecisionRefused, match="Open the newest report first"):
            decide(application, manager, **but)
    reports.note_opening(report=report, by=manager, at=LATER)
    reports.note_opening(report=report, by=recruiter, at=LATER)
    for but in ({"reason": " "}, {"reason_code": ""}, {"outcome": ""}, {"reason_code": "because"},
                {"outcome": "reject", "reason_code": "competency_below_need"},
                {"outcome": "reject", "reason_code": "requirement_not_met"}):  # fmt: skip
        with pytest.raises(DecisionRefused):
            decide(application, manager, **but)
    with pytest.raises(DecisionRefused, match="Only a hiring manager"):
        decide(application, recruiter)

    made = decide(application, manager)

    assert (made.decided_by, made.report, made.number) == (manager, report, 1)


def test_a_newer_report_has_to_be_opened_again(report: CandidateReport, manager: User) -> None:
    reports.note_opening(report=report, by=manager, at=LATER)
    newer = reports.request(application=report.application, by=manager, at=LATER)
    reports.build(report_id=newer.pk, at=LATER)

    with pytest.raises(DecisionRefused, match="Open the newest report first"):
        decide(report.application, manager)


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.HIRED])
def test_nobody_moves_an_application_there_by_hand(
    report: CandidateReport, recruiter: User, stage: Stage
) -> None:
    with pytest.raises(CandidateRefused):
        candidates.move_stage(application=report.application, stage=stage, by=recruiter, at=LATER)


def test_no_address_decides_for_whoever_has_not_opened_the_report(
    report: CandidateReport, signed_in: Callable[[User], Client]
) -> None:
    """A superuser with every role and every part in the team tries every address with every outcome."""
    person = make_person("Max Mighty", *ROLES_BY_KEY)
    person.is_superuser = True
    person.save()
    for role in TeamRole:
        report.application.requisition.members.create(person=person, role=role)
    client = signed_in(person)
    client.raise_request_exception = False
    paths = [one for one in addresses() if "application" in one or "decision" in one]
    before = report.application.stage

    for path, (outcome, stage) in product(paths, [("reject", "decided"), ("hire", "hired")]):
        tried = {
            "application": report.application_id, "report": report.pk, "outcome": outcome, "stage": stage,
            "reason_code": "position_changed", "reason": "Because.", "override_reason": "Because.", "number": 1,
            "action": "delete_selected", "_selected_action": report.application_id, "decided_by": person.pk,
        }  # fmt: skip
        if "withdraw" not in path:
            client.post(path, tried)
            client.put(path, tried, content_type="application/json")
            client.patch(path, tried, content_type="application/json")

    application = Application.objects.get(pk=report.application_id)
    assert (application.stage in (Stage.DECIDED, Stage.HIRED), application.decisions.count()) == (False, 0)
    assert before == Stage.DEBRIEF
    assert len(paths) > 20
