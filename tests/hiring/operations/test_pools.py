"""Pools are named once, filled as a whole, offered or not; every change is an event."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import Interviewer, LoopPlan, Pool, Requisition
from hiring.operations import loop_templates, loops, plan_edits, pools
from hiring.operations.seat_pools import kept_in
from rubrics.ledger.models import Event
from tests.factories import InterviewerFactory, RequisitionFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool(coordinator: User) -> Pool:
    return pools.save_pool(pool=None, values={"name": "Backend engineers"}, by=coordinator, at=NOON)


@pytest.fixture
def ann() -> Interviewer:
    return InterviewerFactory()


@pytest.fixture
def draft(requisition: Requisition, recruiter: User) -> LoopPlan:
    """A draft with a panel of two at its end."""
    return loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)


def panel(plan: LoopPlan) -> object:
    return plan.sessions.filter(seats=2).order_by("order").first()


def data(kind: str) -> list[dict[str, object]]:
    return [event.data for event in Event.objects.filter(kind=kind).order_by("pk")]


# --- the pool -------------------------------------------------------------------------------------------------


def test_a_pool_is_added_and_changed_with_an_event_each(pool: Pool, coordinator: User) -> None:
    values = {"name": " Backend  team ", "active": False}
    pools.save_pool(pool=pool, values=values, by=coordinator, at=NOON)
    pools.save_pool(pool=pool, values=values, by=coordinator, at=NOON)

    pool.refresh_from_db()
    assert (pool.name, pool.active) == ("Backend team", False)
    assert data("pool.added") == [{"fields": {"name": "Backend engineers"}}]
    assert data("pool.changed") == [{"fields": {"name": "Backend team", "active": False}}]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "  "}, "Give the pool a name of at most 80 characters."),
        ({"name": "x" * 81}, "Give the pool a name of at most 80 characters."),
        ({"name": "Other", "description": "x" * 201}, "The description has at most 200 characters."),
        ({"name": "BACKEND engineers"}, "There is a pool “BACKEND engineers” already."),
    ],
)
def test_odd_pool_is_refused(pool: Pool, coordinator: User, values: dict[str, object], sentence: str) -> None:
    with pytest.raises(pools.PoolRefused) as refused:
        pools.save_pool(pool=None, values=values, by=coordinator, at=NOON)

    assert (str(refused.value), Pool.objects.count()) == (sentence, 1)


def test_a_name_that_another_pool_takes_meanwhile_is_refused_in_a_sentence(
    pool: Pool, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "refuse_odd", lambda row: None)

    with pytest.raises(pools.PoolRefused, match="There is a pool “Backend engineers” already"):
        pools.save_pool(pool=None, values={"name": "Backend engineers"}, by=coordinator, at=NOON)

    assert Pool.objects.count() == 1


def test_two_pools_of_one_name_are_refused_by_the_database_too(pool: Pool) -> None:
    with pytest.raises(IntegrityError, match="pool_name_once"), transaction.atomic():
        Pool.objects.create(name="backend ENGINEERS")


def test_members_come_and_go_with_an_event(pool: Pool, ann: Interviewer, coordinator: User) -> None:
    bea = InterviewerFactory()

    first = pools.set_members(pool=pool, interviewers=[ann], by=coordinator, at=NOON)
    second = pools.set_members(pool=pool, interviewers=[bea], by=coordinator, at=NOON)
    third = pools.set_members(pool=pool, interviewers=[bea], by=coordinator, at=NOON)

    assert (first, second, third) == (({ann.pk}, set()), ({bea.pk}, {ann.pk}), (set(), set()))
    assert [each.interviewer for each in pool.members.all()] == [bea]
    assert data("pool.members_set") == [
        {"added": [ann.pk], "removed": []},
        {"added": [bea.pk], "removed": [ann.pk]},
    ]


def test_who_came_meanwhile_stays_when_others_are_exchanged(
    pool: Pool, ann: Interviewer, coordinator: User
) -> None:
    bea, cid = InterviewerFactory(), InterviewerFactory()
    pools.set_members(pool=pool, interviewers=[ann, bea], by=coordinator, at=NOON)

    found = pools.change_members(pool=pool, added=[bea, cid], removed=[ann], by=coordinator, at=NOON)
    again = pools.change_members(pool=pool, added=[cid], removed=[ann], by=coordinator, at=NOON)

    assert (found, again) == (({cid.pk}, {ann.pk}), (set(), set()))
    assert {each.interviewer for each in pool.members.all()} == {bea, cid}
    assert data("pool.members_set")[1:] == [{"added": [cid.pk], "removed": [ann.pk]}]


# --- in plans -------------------------------------------------------------------------------------------------


def test_seats_of_a_draft_are_for_a_pool(draft: LoopPlan, pool: Pool, recruiter: User) -> None:
    session = panel(draft)

    plan_edits.change_pools(plan=draft, session=session, pools=[pool, None], by=recruiter, at=NOON)

    assert kept_in(session) == [pool.pk, None]
    assert data("plan.edited") == [
        {
            "requisition": draft.requisition_id,
            "number": 1,
            "act": "pools",
            "session": session.pk,
            "pools": [pool.pk, None],
        }
    ]


def test_seats_are_given_back_to_anybody(draft: LoopPlan, pool: Pool, recruiter: User) -> None:
    session = panel(draft)
    for wanted in ([pool, pool], [None, None]):
        plan_edits.change_pools(plan=draft, session=session, pools=wanted, by=recruiter, at=NOON)

    assert kept_in(session) == []


def test_another_number_of_seats_and_a_retired_pool_are_refused(
    draft: LoopPlan, pool: Pool, recruiter: User
) -> None:
    session = panel(draft)
    with pytest.raises(loops.LoopRefused, match="Say for each of the 2 seats"):
        plan_edits.change_pools(plan=draft, session=session, pools=[pool], by=recruiter, at=NOON)
    pools.save_pool(pool=pool, values={"active": False}, by=recruiter, at=NOON)
    pool.refresh_from_db()
    with pytest.raises(loops.LoopRefused, match="is offered no longer"):
        plan_edits.change_pools(plan=draft, session=session, pools=[pool, None], by=recruiter, at=NOON)


def test_pools_of_an_activated_plan_never_change_and_never_vanish(
    draft: LoopPlan, pool: Pool, recruiter: User
) -> None:
    session = panel(draft)
    plan_edits.change_pools(plan=draft, session=session, pools=[pool, None], by=recruiter, at=NOON)
    LoopPlan.objects.filter(pk=draft.pk).update(
        state=PlanState.ACTIVE, activated_at=NOON, activated_by=recruiter
    )

    with pytest.raises(loops.LoopRefused, match="Only a draft can be changed"):
        plan_edits.change_pools(plan=draft, session=session, pools=[None, None], by=recruiter, at=NOON)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        session.seat_pools.all().delete()
    with pytest.raises(ProtectedError):
        pool.delete()
    assert kept_in(session) == [pool.pk, None]


def test_pools_of_seats_cannot_be_emptied_as_a_table(db: None) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        connection.cursor().execute("TRUNCATE hiring_seatpool")


def test_the_next_plan_a_template_and_a_copy_keep_the_pools(
    draft: LoopPlan, pool: Pool, requisition: Requisition, recruiter: User
) -> None:
    plan_edits.change_pools(plan=draft, session=panel(draft), pools=[None, pool], by=recruiter, at=NOON)
    template = loop_templates.save_template(plan=draft, name="Panel", family="", by=recruiter, at=NOON)
    one, two = (RequisitionFactory(rubric_version=requisition.rubric_version) for _ in range(2))

    plans = [
        loops.propose_plan(requisition=requisition, by=recruiter, at=NOON),
        loops.propose_plan(requisition=one, template=template, by=recruiter, at=NOON),
        loop_templates.fork_plan(source=draft, requisition=two, by=recruiter, at=NOON),
    ]

    assert [kept_in(panel(each)) for each in plans] == [[None, pool.pk]] * 3


def test_a_plan_from_a_template_without_pools_has_none(
    draft: LoopPlan, pool: Pool, requisition: Requisition, recruiter: User
) -> None:
    template = loop_templates.save_template(plan=draft, name="Plain", family="", by=recruiter, at=NOON)
    plan_edits.change_pools(plan=draft, session=panel(draft), pools=[None, pool], by=recruiter, at=NOON)

    plan = loops.propose_plan(requisition=requisition, template=template, by=recruiter, at=NOON)

    assert [kept_in(each) for each in plan.sessions.all()] == [[] for _ in plan.sessions.all()]
