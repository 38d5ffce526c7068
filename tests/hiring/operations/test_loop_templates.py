"""A plan that proved itself is kept as a template; a plan made from one, or copied, goes its own way."""

import pytest

from hiring.accounts.models import User
from hiring.choices import PlanState, RequisitionState
from hiring.models import InterviewKind, LoopPlan, LoopTemplate, Requisition
from hiring.operations import loop_templates, loops, plan_edits
from hiring.queries.plans import broken_rules
from rubrics.choices import VersionState
from rubrics.ledger.models import Event
from rubrics.models import RubricVersion
from tests.factories import RequisitionFactory
from tests.factories.people import UserFactory
from tests.factories.rubrics import COMPETENCIES, NOON, RubricVersionFactory, add_competency

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(requisition: Requisition, recruiter: User) -> LoopPlan:
    return loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)


@pytest.fixture
def other(requisition: Requisition) -> Requisition:
    """Another requisition for the same rubric version."""
    return RequisitionFactory(rubric_version=requisition.rubric_version)


def keep(plan: LoopPlan, by: User, name: str = "Depot managers", family: str = "Operations") -> LoopTemplate:
    return loop_templates.save_template(plan=plan, name=name, family=family, by=by, at=NOON)


def rubric(*keys: str) -> RubricVersion:
    """Another rubric that scores these competencies."""
    version = RubricVersionFactory()
    for key, (_key, _name, sentence) in zip(keys, COMPETENCIES, strict=False):
        add_competency(version, key, key.capitalize(), sentence)
    RubricVersion.objects.filter(pk=version.pk).update(
        state=VersionState.PUBLISHED, published_at=NOON, published_by=UserFactory()
    )
    version.refresh_from_db()
    return version


def shape(plan: LoopPlan) -> list[tuple[str, int]]:
    """The kinds and minutes of a plan's interviews, in order."""
    return list(plan.sessions.values_list("kind__key", "minutes"))


def test_a_template_keeps_the_interviews_of_a_plan(plan: LoopPlan, recruiter: User) -> None:
    template = keep(plan, recruiter, name="  Depot   managers ")

    assert (template.name, str(template)) == ("Depot managers", "Operations: Depot managers")
    assert [(each["kind"], each["minutes"]) for each in template.interviews] == shape(plan)
    assert Event.objects.filter(kind="template.saved").count() == 1


def test_saving_under_the_same_name_replaces_the_template(plan: LoopPlan, recruiter: User) -> None:
    keep(plan, recruiter)
    plan_edits.remove_interview(plan=plan, session=plan.sessions.last(), by=recruiter, at=NOON)

    again = keep(plan, recruiter)

    assert LoopTemplate.objects.count() == 1
    assert len(again.interviews) == plan.sessions.count()


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_template_needs_a_name(plan: LoopPlan, recruiter: User, name: str) -> None:
    with pytest.raises(loops.LoopRefused, match="Give the template a name"):
        keep(plan, recruiter, name=name)


def test_a_plan_from_a_template_holds_its_interviews_and_keeps_every_rule(
    plan: LoopPlan, other: Requisition, recruiter: User
) -> None:
    template = keep(plan, recruiter)

    made = loops.propose_plan(requisition=other, template=template, by=recruiter, at=NOON)

    assert sorted(shape(made)) == sorted(shape(plan))
    assert (made.template, broken_rules(made)) == (template, [])


def test_a_plan_from_a_template_does_not_follow_its_changes(
    plan: LoopPlan, other: Requisition, recruiter: User
) -> None:
    made = loops.propose_plan(requisition=other, template=keep(plan, recruiter), by=recruiter, at=NOON)
    before = shape(made)

    plan_edits.remove_interview(plan=plan, session=plan.sessions.last(), by=recruiter, at=NOON)
    keep(plan, recruiter)

    assert shape(made) == before


def test_a_template_whose_interview_is_no_longer_offered_is_refused_by_name(
    plan: LoopPlan, other: Requisition, recruiter: User
) -> None:
    template = keep(plan, recruiter)
    key = plan.sessions.first().kind.key
    InterviewKind.objects.filter(key=key).update(active=False)

    with pytest.raises(loops.LoopRefused, match=f"no longer offers: {key}"):
        loops.propose_plan(requisition=other, template=template, by=recruiter, at=NOON)


def test_a_template_that_is_deleted_while_a_loop_is_designed_from_it_is_named(
    plan: LoopPlan, other: Requisition, recruiter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    template, design = keep(plan, recruiter, name="Depot managers"), loops.design_loop

    def design_and_delete(*args: object) -> object:
        loop_templates.delete_template(template=template, by=recruiter, at=NOON)
        return design(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(loops, "design_loop", design_and_delete)

    with pytest.raises(loops.LoopRefused, match="The template “Depot managers” was deleted meanwhile"):
        loops.propose_plan(requisition=other, template=template, by=recruiter, at=NOON)

    assert other.plans.count() == 0


def test_a_template_is_retired_and_offered_again(plan: LoopPlan, recruiter: User) -> None:
    template = keep(plan, recruiter)

    retired = loop_templates.offer_template(template=template, active=False, by=recruiter, at=NOON).active
    offered = loop_templates.offer_template(template=template, active=True, by=recruiter, at=NOON).active

    assert (retired, offered) == (False, True)
    kinds = Event.objects.filter(kind__startswith="template.").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["template.saved", "template.retired", "template.offered"]


# --- copies -------------------------------------------------------------------------------------------------


def test_a_copy_is_a_draft_of_the_other_requisition(
    plan: LoopPlan, other: Requisition, recruiter: User
) -> None:
    copy = loop_templates.fork_plan(source=plan, requisition=other, by=recruiter, at=NOON)

    assert (copy.requisition, copy.number, copy.state) == (other, 1, PlanState.DRAFT)
    assert (shape(copy), copy.candidate_minutes) == (shape(plan), plan.candidate_minutes)
    assert broken_rules(copy) == []
    assert copy.certificate["sentence"] == f"Copied from plan 1 of {plan.requisition.reference}."


def test_a_copy_does_not_name_a_confidential_requisition(
    plan: LoopPlan, other: Requisition, recruiter: User
) -> None:
    plan.requisition.confidential = True

    copy = loop_templates.fork_plan(source=plan, requisition=other, by=recruiter, at=NOON)

    assert copy.certificate["sentence"] == "Copied from the plan of another requisition."


def test_a_copy_changes_without_its_source(plan: LoopPlan, other: Requisition, recruiter: User) -> None:
    before = shape(plan)
    copy = loop_templates.fork_plan(source=plan, requisition=other, by=recruiter, at=NOON)

    plan_edits.remove_interview(plan=copy, session=copy.sessions.last(), by=recruiter, at=NOON)

    assert shape(plan) == before


def test_a_copy_leaves_out_what_the_other_rubric_does_not_score_and_says_what_breaks(
    plan: LoopPlan, recruiter: User
) -> None:
    other = RequisitionFactory(rubric_version=rubric("tact", *(key for key, *_rest in COMPETENCIES[1:])))

    copy = loop_templates.fork_plan(source=plan, requisition=other, by=recruiter, at=NOON)

    heard = {part.competency.key for row in copy.sessions.all() for part in row.competencies.all()}
    assert heard == {"problem_solving", "accountability", "time_management", "collaboration"}
    assert {part.competency.version for row in copy.sessions.all() for part in row.competencies.all()} == {
        other.rubric_version
    }
    assert any("Tact" in each.sentence for each in broken_rules(copy))


def test_a_copy_without_a_common_competency_is_refused(plan: LoopPlan, recruiter: User) -> None:
    other = RequisitionFactory(rubric_version=rubric("tact", "patience"))

    with pytest.raises(loops.LoopRefused, match="assesses no competency"):
        loop_templates.fork_plan(source=plan, requisition=other, by=recruiter, at=NOON)


def test_a_closed_requisition_takes_no_copy(plan: LoopPlan, other: Requisition, recruiter: User) -> None:
    Requisition.objects.filter(pk=other.pk).update(state=RequisitionState.CLOSED)
    other.refresh_from_db()

    with pytest.raises(loops.LoopRefused, match="closed"):
        loop_templates.fork_plan(source=plan, requisition=other, by=recruiter, at=NOON)


def test_a_template_gets_another_name_and_family_and_keeps_its_interviews(
    plan: LoopPlan, recruiter: User
) -> None:
    before = keep(plan, recruiter)

    row = loop_templates.edit_template(
        template=before, name=" Site  managers ", family="", by=recruiter, at=NOON
    )

    assert (row.name, row.family, row.interviews) == ("Site managers", "", before.interviews)
    assert Event.objects.get(kind="template.edited").data == {"name": "Site managers", "family": ""}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "^Give the template a name of at most 120 characters.$"),
        ("Taken", "^Another template has this name.$"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(
    plan: LoopPlan, recruiter: User, name: str, sentence: str
) -> None:
    row = keep(plan, recruiter)
    keep(plan, recruiter, name="Taken")

    with pytest.raises(loops.LoopRefused, match=sentence):
        loop_templates.edit_template(template=row, name=name, family="", by=recruiter, at=NOON)


def test_a_template_without_plans_is_deleted_and_stays_in_the_ledger(plan: LoopPlan, recruiter: User) -> None:
    row = keep(plan, recruiter)
    number = str(row.pk)

    loop_templates.delete_template(template=row, by=recruiter, at=NOON)

    assert LoopTemplate.objects.count() == 0
    assert Event.objects.get(kind="template.deleted").subject_id == number


def test_a_template_that_plans_name_is_not_deleted(plan: LoopPlan, recruiter: User) -> None:
    row = keep(plan, recruiter)
    LoopPlan.objects.update(template=row)

    with pytest.raises(loops.LoopRefused, match=r"^Plans were made from this template: retire it instead"):
        loop_templates.delete_template(template=row, by=recruiter, at=NOON)
