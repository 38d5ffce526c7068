"""What waits is counted as far as the person may see it, and never tells a blind person what is in."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import LoopState, SessionState, Stage
from hiring.models import Application, InterviewLoop, InterviewSession, Requisition, Scorecard
from hiring.operations import people
from hiring.queries.work import waiting
from rubrics.choices import DocumentState
from rubrics.models import RoleDocument
from tests.factories import (
    PanelSeatFactory,
    RequisitionFactory,
    RoleDocumentFactory,
    RubricVersionFactory,
    ScorecardFactory,
)
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def sentences(user: User) -> list[str]:
    return [task.sentence for task in waiting(user, LATER)]


def test_recruiter_is_told_what_waits_in_the_order_of_the_work(
    recruiter: User, application: Application, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    RoleDocumentFactory(state=DocumentState.FAILED, failure="Unreadable.")
    RubricVersionFactory()
    RequisitionFactory()
    InterviewSession.objects.filter(pk=scorecards[1].seat.session_id).update(
        state=SessionState.PLANNED, during=None
    )

    assert sentences(recruiter) == [
        "1 role document could not be read",
        "1 rubric draft to review",
        "1 requisition without an active loop plan",
        "1 interview not scheduled yet",
    ]


def test_late_scorecards_are_counted_for_who_may_excuse_them(
    recruiter: User,
    coordinator: User,
    compliance: User,
    administrator: User,
    interviewer: User,
    scorecards: tuple[Scorecard, Scorecard],
) -> None:
    Scorecard.objects.update(due_at=NOON + timedelta(days=1))

    found = [sentences(user) for user in (recruiter, coordinator, compliance, administrator, interviewer)]

    assert found == [["2 scorecards are late"], ["2 scorecards are late"], [], [], []]


def test_coordinator_who_owes_a_scorecard_is_not_told_whether_others_are_in(
    coordinator: User, fellow: User, application: Application, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    Scorecard.objects.update(due_at=NOON + timedelta(days=1))
    ScorecardFactory(
        seat=PanelSeatFactory(session=scorecards[0].seat.session, person=coordinator, kind="second")
    )

    assert sentences(coordinator) == []


def test_application_without_loop_waits_once_its_requisition_has_a_plan(
    coordinator: User, application: Application, scorecards: object
) -> None:
    InterviewLoop.objects.update(state=LoopState.CANCELLED)
    Application.objects.update(stage=Stage.SCREEN)

    assert sentences(coordinator) == ["1 application without a loop"]


def test_confidential_work_waits_for_its_team_only(recruiter: User, coordinator: User) -> None:
    RequisitionFactory(confidential=True, team={coordinator: "coordinator"})

    assert (sentences(recruiter), sentences(coordinator)) == (
        [],
        ["1 requisition without an active loop plan"],
    )


def test_administrator_is_told_who_has_not_come_yet(administrator: User) -> None:
    people.invite(email="eva@example.org", full_name="Eva", roles=["interviewer"], by=administrator, at=NOON)

    assert sentences(administrator) == ["1 invited person has not set a password"]


def test_nothing_waits_in_an_empty_house(recruiter: User, administrator: User) -> None:
    assert (RoleDocument.objects.count(), Requisition.objects.count()) == (0, 0)
    assert sentences(recruiter) + sentences(administrator) == []
