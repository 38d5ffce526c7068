"""A requisition moves to a newer rubric version only while nobody has begun to rate."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import LoopState, PlanState, SessionState
from hiring.models import Application, Requisition, Scorecard
from hiring.operations.requisitions import RequisitionRefused
from hiring.operations.version_moves import consequences, move_to_version
from rubrics.models import RubricVersion
from tests.factories import make_published_version
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db
BEFORE = NOON - timedelta(hours=1)


@pytest.fixture
def newer(requisition: Requisition) -> RubricVersion:
    """Version 2 of the requisition's rubric."""
    return make_published_version(rubric=requisition.rubric_version.rubric, number=2)


def test_move_ends_the_plan_and_the_loops_of_the_old_version(
    requisition: Requisition,
    newer: RubricVersion,
    application: Application,
    scorecards: tuple[Scorecard, Scorecard],
    recruiter: User,
) -> None:
    sentences = consequences(requisition)

    moved = move_to_version(
        requisition=requisition, version=newer, reason="New duties.", by=recruiter, at=BEFORE
    )

    loop = application.loops.get()
    assert sentences == [
        "The active loop plan is superseded: propose and activate a new one afterwards.",
        "1 open loop is cancelled with its interviews and has to be begun again.",
    ]
    assert moved.rubric_version == newer
    assert (loop.state, loop.plan.state) == (LoopState.CANCELLED, PlanState.SUPERSEDED)
    assert {session.state for session in loop.sessions.all()} == {SessionState.CANCELLED}
    assert scorecards[0].rubric_version == loop.plan.rubric_version != newer


def test_begun_scorecard_keeps_the_version(
    requisition: Requisition, newer: RubricVersion, scorecards: tuple[Scorecard, Scorecard], recruiter: User
) -> None:
    Scorecard.objects.filter(pk=scorecards[1].pk).update(revision=1)

    with pytest.raises(RequisitionRefused, match="Interviews have begun under the present version"):
        move_to_version(requisition=requisition, version=newer, reason="New.", by=recruiter, at=BEFORE)


def test_interview_that_has_begun_keeps_the_version(
    requisition: Requisition, newer: RubricVersion, scorecards: tuple[Scorecard, Scorecard], recruiter: User
) -> None:
    with pytest.raises(RequisitionRefused, match="Interviews have begun under the present version"):
        move_to_version(requisition=requisition, version=newer, reason="New.", by=recruiter, at=NOON)


def test_version_of_another_rubric_is_refused(requisition: Requisition, recruiter: User) -> None:
    with pytest.raises(RequisitionRefused, match="Choose a published version of the same rubric"):
        move_to_version(
            requisition=requisition, version=make_published_version(), reason="New.", by=recruiter, at=NOON
        )
