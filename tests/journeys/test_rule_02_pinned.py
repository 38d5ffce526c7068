"""Rule 2: a requisition names a rubric version; its loop plan names it too; a scorecard is pinned to both."""

import pytest

from hiring.models import LoopPlan, Requisition, Scorecard
from rubrics.models import RubricVersion
from tests.factories import RubricVersionFactory, make_published_version
from tests.factories.rubrics import NOON, add_competency
from tests.journeys.attacks import refused

PINNED = "A scorecard is pinned to its seat, its plan and that plan's rubric version."
NEVER = "An activated loop plan never changes."


@pytest.fixture
def other(db: None) -> RubricVersion:
    """A published version of another rubric."""
    return make_published_version()


def test_requisition_names_no_draft(requisition: Requisition) -> None:
    draft = RubricVersionFactory()
    said = refused("UPDATE hiring_requisition SET rubric_version_id = %s", draft.pk)
    assert said == "A requisition names a published rubric version."


def test_plan_names_the_version_of_its_requisition(requisition: Requisition, other: RubricVersion) -> None:
    said = refused(
        "INSERT INTO hiring_loopplan (requisition_id, rubric_version_id, policy_id, number, state,"
        " candidate_minutes, people_minutes, certificate, weak_points, made_at, made_by_id)"
        " VALUES (%s, %s, %s, 9, 'draft', 60, 60, '{}', '[]', now(), %s)",
        requisition.pk, other.pk, other.policy_id, requisition.opened_by_id,
    )  # fmt: skip
    assert said == "A loop plan names the rubric version of its requisition."


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hiring_loopplan SET rubric_version_id = {other}",
        "UPDATE hiring_loopplan SET candidate_minutes = 1",
        "UPDATE hiring_loopplan SET state = 'draft'",
        "DELETE FROM hiring_plannedcompetency_questions",
        "DELETE FROM hiring_plannedcompetency",
        "UPDATE hiring_plannedsession SET minutes = 1",
        'UPDATE hiring_plannedsession SET plan_id = {plan}, "order" = "order" + 9',
        "UPDATE hiring_plannedcompetency SET session_id = {session}",
        "UPDATE hiring_plannedcompetency_questions SET plannedcompetency_id = {part}",
        "TRUNCATE hiring_plannedsession CASCADE",
    ],
)
def test_active_plan_never_changes_and_nothing_is_moved_out_of_it(
    scorecards: tuple[Scorecard, Scorecard], other: RubricVersion, statement: str
) -> None:
    active = scorecards[0].plan
    draft = LoopPlan.objects.create(
        requisition=active.requisition, rubric_version=active.rubric_version, policy=active.policy, number=2,
        candidate_minutes=60, people_minutes=60, made_at=NOON, made_by=active.made_by,
    )  # fmt: skip
    session = draft.sessions.create(kind=active.sessions.all()[0].kind, name="Empty", minutes=60, order=0)
    one = active.rubric_version.competencies.all()[0]
    other_draft = draft.sessions.create(kind=session.kind, name="With a part", minutes=60, order=1)
    part = other_draft.competencies.create(competency=one, minutes=16)
    only_active = f" /* plan {active.pk} */"

    said = refused(
        statement.format(other=other.pk, plan=draft.pk, session=session.pk, part=part.pk) + only_active
    )

    assert said in (NEVER, "A loop plan names the rubric version of its requisition.",
                    "A row of hiring_plannedsession never changes.",
                    "A row of hiring_plannedcompetency never changes.")  # fmt: skip


@pytest.mark.parametrize("column", ["rubric_version_id", "plan_id", "application_id", "author_id", "seat_id"])
def test_scorecard_keeps_what_it_is_pinned_to(
    scorecards: tuple[Scorecard, Scorecard], other: RubricVersion, column: str
) -> None:
    card = scorecards[0]
    elsewhere = {
        "rubric_version_id": other.pk,
        "plan_id": LoopPlan.objects.create(
            requisition=card.plan.requisition, rubric_version=card.rubric_version, policy=card.plan.policy,
            number=2, candidate_minutes=60, people_minutes=60, made_at=NOON, made_by=card.author,
        ).pk,
        "application_id": card.application_id + 1,
        "author_id": scorecards[1].author_id,
        "seat_id": 0,
    }  # fmt: skip

    said = refused(f"UPDATE hiring_scorecard SET {column} = %s WHERE id = %s", elsewhere[column], card.pk)

    assert said == PINNED


def test_rating_is_about_a_competency_of_the_pinned_version(scorecards: tuple[Scorecard, Scorecard]) -> None:
    stranger = add_competency(RubricVersionFactory(), "communication", "Other", "Keeps promises to the crew")
    said = refused(
        "UPDATE hiring_rating SET competency_id = %s WHERE id = %s",
        stranger.pk, scorecards[0].ratings.all()[0].pk,
    )  # fmt: skip
    assert said == "A rating is about a competency of its scorecard's rubric version."
