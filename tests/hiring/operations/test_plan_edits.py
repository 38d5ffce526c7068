"""A draft changed by hand: counted again, no longer proven, refused where it makes no sense."""

import pytest

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import InterviewKind, LoopPlan, Requisition
from hiring.operations import loops, plan_edits
from hiring.queries.plans import broken_rules
from rubrics.ledger.models import Event
from tests.factories import RequisitionFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(requisition: Requisition, recruiter: User) -> LoopPlan:
    return loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)


def test_proposed_plan_breaks_no_rule(draft: LoopPlan) -> None:
    assert broken_rules(draft) == []


def test_longer_interview_shares_its_minutes(draft: LoopPlan, recruiter: User) -> None:
    session = next(row for row in draft.sessions.all() if row.minutes < max(row.kind.minutes))
    longer = min(minutes for minutes in session.kind.minutes if minutes > session.minutes)
    expected = draft.candidate_minutes + longer - session.minutes

    plan = plan_edits.change_minutes(plan=draft, session=session, minutes=longer, by=recruiter, at=NOON)

    session.refresh_from_db()
    heard = sum(session.competencies.values_list("minutes", flat=True))
    assert plan.candidate_minutes == expected
    assert session.opening_minutes + heard + session.closing_minutes == longer
    assert broken_rules(plan) == []


def test_length_that_the_kind_does_not_offer_is_refused(draft: LoopPlan, recruiter: User) -> None:
    session = draft.sessions.first()

    with pytest.raises(loops.LoopRefused, match="is offered with"):
        plan_edits.change_minutes(plan=draft, session=session, minutes=17, by=recruiter, at=NOON)


def test_certificate_keeps_the_proven_bound(draft: LoopPlan, recruiter: User) -> None:
    bound = draft.certificate["bound"]
    kind = InterviewKind.objects.get(key="behavioural_panel")

    plan = plan_edits.add_interview(plan=draft, kind=kind, by=recruiter, at=NOON)

    assert plan.certificate == {
        "status": "by_hand",
        "bound": bound,
        "objective": plan.candidate_minutes,
        "sentence": f"Changed by hand: it takes {plan.candidate_minutes} minutes; "
        f"no loop that keeps every rule is shorter than {bound}.",
    }


def test_added_interview_has_a_name_of_its_own_and_its_kinds_rank(draft: LoopPlan, recruiter: User) -> None:
    kind = InterviewKind.objects.get(key="recruiter_screen")
    for _ in range(2):
        plan_edits.add_interview(plan=draft, kind=kind, by=recruiter, at=NOON)

    names = list(draft.sessions.order_by("order").values_list("name", flat=True))
    ranks = list(draft.sessions.order_by("order").values_list("kind__order", flat=True))
    assert names[:2] == ["Recruiter screen", "Recruiter screen 2"]
    assert ranks == sorted(ranks)


def test_empty_scored_interview_breaks_a_rule(draft: LoopPlan, recruiter: User) -> None:
    kind = InterviewKind.objects.get(key="behavioural_panel")
    plan = plan_edits.add_interview(plan=draft, kind=kind, by=recruiter, at=NOON)

    assert "competencies_per_interview" in {each.rule for each in broken_rules(plan)}


def test_plan_with_a_broken_rule_is_not_activated(draft: LoopPlan, recruiter: User) -> None:
    for session in list(draft.sessions.all())[1:]:
        plan_edits.remove_interview(plan=draft, session=session, by=recruiter, at=NOON)

    with pytest.raises(loops.RulesBroken) as refused:
        loops.activate_plan(plan=draft, by=recruiter, at=NOON)

    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT
    assert refused.value.violations == tuple(each.sentence for each in broken_rules(draft))


def test_moved_competency_takes_its_questions_along(draft: LoopPlan, recruiter: User) -> None:
    session, target = draft.sessions.filter(kind__scored=True)[:2]
    heard = set(target.competencies.values_list("competency", flat=True))
    part = next((each for each in session.competencies.all() if each.competency_id not in heard), None)
    if part is None:
        part = session.competencies.first()
        twin = target.competencies.get(competency=part.competency)
        plan_edits.drop_competency(plan=draft, part=twin, by=recruiter, at=NOON)
    questions = set(part.questions.all())

    plan_edits.move_competency(plan=draft, part=part, to=target, by=recruiter, at=NOON)

    part.refresh_from_db()
    assert part.session == target
    assert set(part.questions.all()) == questions


def test_competency_is_heard_once_in_an_interview(draft: LoopPlan, recruiter: User) -> None:
    session = draft.sessions.filter(kind__scored=True).first()
    part = session.competencies.first()

    with pytest.raises(loops.LoopRefused, match="already"):
        plan_edits.place_competency(
            plan=draft, session=session, competency=part.competency, by=recruiter, at=NOON
        )
    with pytest.raises(loops.LoopRefused, match="already"):
        plan_edits.move_competency(plan=draft, part=part, to=session, by=recruiter, at=NOON)


def test_placed_competency_asks_no_question_twice(draft: LoopPlan, recruiter: User) -> None:
    session = draft.sessions.filter(kind__scored=True).first()
    part = session.competencies.first()
    competency = part.competency
    plan_edits.drop_competency(plan=draft, part=part, by=recruiter, at=NOON)

    plan_edits.place_competency(plan=draft, session=session, competency=competency, by=recruiter, at=NOON)

    assert "question_twice" not in {each.rule for each in broken_rules(draft)}
    assert session.competencies.get(competency=competency).questions.exists()


def test_question_stays_with_its_competency(draft: LoopPlan, recruiter: User) -> None:
    parts = [part for session in draft.sessions.all() for part in session.competencies.all()]
    part = next(each for each in parts if each.questions.exists())
    other = next(each for each in parts if each.competency_id != part.competency_id)
    question = part.questions.first()

    with pytest.raises(loops.LoopRefused, match="its own competency"):
        plan_edits.move_question(plan=draft, part=part, question=question, to=other, by=recruiter, at=NOON)


def test_competency_of_another_rubric_is_refused(draft: LoopPlan, recruiter: User) -> None:
    foreign = RequisitionFactory().rubric_version.competencies.first()

    with pytest.raises(loops.LoopRefused, match="not scored in this plan"):
        plan_edits.place_competency(
            plan=draft, session=draft.sessions.first(), competency=foreign, by=recruiter, at=NOON
        )


@pytest.mark.parametrize("minutes", [0, 1000])
def test_share_lies_within_the_interview(draft: LoopPlan, recruiter: User, minutes: int) -> None:
    part = draft.sessions.filter(kind__scored=True).first().competencies.first()

    with pytest.raises(loops.LoopRefused, match="Choose from 1 to"):
        plan_edits.change_share(plan=draft, part=part, minutes=minutes, by=recruiter, at=NOON)


def test_active_plan_is_not_changed(draft: LoopPlan, recruiter: User) -> None:
    loops.activate_plan(plan=draft, by=recruiter, at=NOON)

    with pytest.raises(loops.LoopRefused, match="Only a draft"):
        plan_edits.remove_interview(plan=draft, session=draft.sessions.first(), by=recruiter, at=NOON)


def test_each_change_is_an_event(draft: LoopPlan, recruiter: User) -> None:
    session = draft.sessions.first()
    number = session.pk
    plan_edits.remove_interview(plan=draft, session=session, by=recruiter, at=NOON)

    event = Event.objects.get(kind="plan.edited")

    assert event.actor_id == recruiter.pk
    assert event.data == {
        "requisition": draft.requisition_id,
        "number": 1,
        "act": "interview_removed",
        "session": number,
    }
