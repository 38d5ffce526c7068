"""What a plan's page says of the plan."""

import pytest

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import LoopPlan, PlannedCompetency, PlannedSession, Requisition
from hiring.queries import plans
from rubrics.queries import current_policy, scored_competencies
from tests.factories import InterviewKindFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

APART = "The interviews fall into groups that share no competency, so severity cannot be compared."


def plan_of(requisition: Requisition, by: User, *groups: slice) -> LoopPlan:
    """A draft with one interview for each group of the rubric's competencies."""
    plan = LoopPlan.objects.create(
        requisition=requisition,
        rubric_version=requisition.rubric_version,
        policy=current_policy(),
        number=1,
        state=PlanState.DRAFT,
        candidate_minutes=120,
        people_minutes=120,
        made_at=NOON,
        made_by=by,
    )
    competencies = list(scored_competencies(requisition.rubric_version))
    for order, group in enumerate(groups):
        row = PlannedSession.objects.create(
            plan=plan,
            kind=InterviewKindFactory(key="test_kind"),
            name=f"Interview {order + 1}",
            minutes=60,
            order=order,
        )
        for place, competency in enumerate(competencies[group]):
            PlannedCompetency.objects.create(session=row, competency=competency, minutes=15, order=place)
    return plan


@pytest.mark.parametrize(
    ("groups", "said"),
    [((slice(0, 1), slice(1, 2)), (False, True)), ((slice(0, 2), slice(1, 2)), (True, False))],
)
def test_either_the_link_or_the_lack_of_one_is_named(
    requisition: Requisition, recruiter: User, groups: tuple[slice, ...], said: tuple[bool, bool]
) -> None:
    plan = plan_of(requisition, recruiter, *groups)

    words = [word for word, _sentence in plans.certificate(plan, plans.matrix(plan))]

    assert ("Linked" in words, APART in plans.weak_points(plan)) == said
