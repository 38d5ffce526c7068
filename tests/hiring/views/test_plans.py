"""The loop plan's pages: who may read and change; proposals, changes by hand, broken rules."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import InterviewKind, LoopPlan, PlannedSession, Requisition
from hiring.operations import loops
from hiring.queries.pools import pools_of
from tests.factories.pools import make_pool
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
READERS = ("recruiter", "coordinator", "manager", "compliance")
OTHERS = ("interviewer", "stranger", "administrator")


@pytest.fixture
def draft(requisition: Requisition, recruiter: User) -> LoopPlan:
    return loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)


@pytest.fixture
def person(request: pytest.FixtureRequest) -> User:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("person", READERS, indirect=True)
def test_page_opens_for(person: User, draft: LoopPlan, signed_in: SignIn) -> None:
    client = signed_in(person)

    pages = [
        client.get(reverse("loop_plan", args=[draft.requisition_id])),
        client.get(reverse("plan", args=[draft.pk])),
    ]

    assert [page.status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("person", OTHERS, indirect=True)
def test_page_is_not_there_for(person: User, draft: LoopPlan, signed_in: SignIn) -> None:
    client = signed_in(person)

    pages = [
        client.get(reverse("loop_plan", args=[draft.requisition_id])),
        client.get(reverse("plan", args=[draft.pk])),
    ]

    assert [page.status_code for page in pages] == [404, 404]


@pytest.mark.parametrize("person", ["manager", "compliance", *OTHERS], indirect=True)
def test_nothing_can_be_changed_by(person: User, draft: LoopPlan, signed_in: SignIn) -> None:
    client = signed_in(person)
    posts = [
        client.post(reverse("plan_propose", args=[draft.requisition_id])),
        client.post(reverse("plan_activate", args=[draft.pk])),
        client.post(reverse("plan_discard", args=[draft.pk])),
        client.post(reverse("plan_edit", args=[draft.pk, "remove"]), {"session": draft.sessions.first().pk}),
    ]

    draft.refresh_from_db()
    assert [post.status_code for post in posts] == [404] * 4
    assert (draft.state, draft.requisition.plans.count()) == (PlanState.DRAFT, 1)


def test_confidential_requisition_hides_its_plan(
    draft: LoopPlan, coordinator: User, signed_in: SignIn
) -> None:
    Requisition.objects.filter(pk=draft.requisition_id).update(confidential=True)

    assert signed_in(coordinator).get(reverse("plan", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("person", ["recruiter", "coordinator"], indirect=True)
def test_plan_is_proposed_and_activated_by(person: User, requisition: Requisition, signed_in: SignIn) -> None:
    client = signed_in(person)
    client.post(reverse("plan_propose", args=[requisition.pk]))
    plan = requisition.plans.get()

    client.post(reverse("plan_activate", args=[plan.pk]))

    plan.refresh_from_db()
    assert (plan.state, plan.activated_by) == (PlanState.ACTIVE, person)


def test_page_without_plan_offers_the_first_step(
    requisition: Requisition, recruiter: User, manager: User, signed_in: SignIn
) -> None:
    url = reverse("loop_plan", args=[requisition.pk])

    assert "Propose a plan" in signed_in(recruiter).get(url).content.decode()
    assert "Propose a plan" not in signed_in(manager).get(url).content.decode()


def test_impossible_loop_names_rules_and_ways_out(
    requisition: Requisition, recruiter: User, signed_in: SignIn
) -> None:
    Requisition.objects.filter(pk=requisition.pk).update(max_candidate_minutes=45)

    page = signed_in(recruiter).post(reverse("plan_propose", args=[requisition.pk]))

    shown = page.context["impossible"]
    text = page.content.decode()
    assert (page.status_code, requisition.plans.count()) == (422, 0)
    assert "No loop keeps every rule" in text
    assert shown.rules != ()


def test_proven_plan_shows_its_proof_and_no_broken_rule(
    draft: LoopPlan, recruiter: User, signed_in: SignIn
) -> None:
    page = signed_in(recruiter).get(reverse("plan", args=[draft.pk]))

    assert page.context["broken"] == []
    assert draft.certificate["sentence"] in page.content.decode()
    assert dict(page.context["certificate"])["Shortest"] == draft.certificate["sentence"]


def test_matrix_sums_agree_with_the_plan(draft: LoopPlan, recruiter: User, signed_in: SignIn) -> None:
    matrix = signed_in(recruiter).get(reverse("plan", args=[draft.pk])).context["matrix"]

    heard = sum(row.minutes for row in matrix.rows)
    assert heard + matrix.unscored == draft.candidate_minutes
    assert all(row.people >= 2 for row in matrix.rows)


def test_active_plan_has_no_tools(draft: LoopPlan, recruiter: User, signed_in: SignIn) -> None:
    loops.activate_plan(plan=draft, by=recruiter, at=NOON)
    client = signed_in(recruiter)

    page = client.get(reverse("plan", args=[draft.pk]))
    post = client.post(
        reverse("plan_edit", args=[draft.pk, "remove"]), {"session": draft.sessions.first().pk}
    )

    assert (page.context["editable"], post.status_code) == (False, 422)
    assert "Only a draft can be changed" in post.content.decode()


def test_broken_rule_is_named_and_stands_in_the_way(
    draft: LoopPlan, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    client.post(reverse("plan_edit", args=[draft.pk, "remove"]), {"session": draft.sessions.first().pk})

    page = client.get(reverse("plan", args=[draft.pk]))
    post = client.post(reverse("plan_activate", args=[draft.pk]))

    draft.refresh_from_db()
    assert page.context["broken"] != []
    assert page.context["broken"][0].sentence in page.content.decode().replace("&#x27;", "'")
    assert (post.status_code, draft.state) == (422, PlanState.DRAFT)
    assert "The plan breaks a rule" in post.content.decode()


def test_draft_is_discarded(draft: LoopPlan, recruiter: User, signed_in: SignIn) -> None:
    signed_in(recruiter).post(reverse("plan_discard", args=[draft.pk]))

    assert LoopPlan.objects.count() == 0


def test_history_lists_every_version(draft: LoopPlan, recruiter: User, signed_in: SignIn) -> None:
    loops.activate_plan(plan=draft, by=recruiter, at=NOON)
    newer = loops.propose_plan(requisition=draft.requisition, by=recruiter, at=NOON)

    page = signed_in(recruiter).get(reverse("loop_plan", args=[draft.requisition_id]))

    assert [plan.number for plan in page.context["versions"]] == [2, 1]
    assert (page.context["plan"], page.context["newer_draft"]) == (draft, newer)


@pytest.mark.parametrize("sent", [{}, {"session": "x"}, {"session": "-1"}, {"session": "9" * 30}])
def test_nonsense_is_refused_with_a_sentence(
    draft: LoopPlan, recruiter: User, signed_in: SignIn, sent: dict[str, str]
) -> None:
    post = signed_in(recruiter).post(reverse("plan_edit", args=[draft.pk, "remove"]), sent)

    assert (post.status_code, "Choose one of the values offered." in post.content.decode()) == (422, True)


def test_unknown_act_and_another_plans_interview_are_not_there(
    draft: LoopPlan, recruiter: User, signed_in: SignIn
) -> None:
    other = loops.propose_plan(requisition=draft.requisition, by=recruiter, at=NOON)
    client = signed_in(recruiter)

    posts = [
        client.post(reverse("plan_edit", args=[draft.pk, "burn"])),
        client.post(reverse("plan_edit", args=[draft.pk, "remove"]), {"session": other.sessions.first().pk}),
    ]

    assert [post.status_code for post in posts] == [404, 404]


def test_every_act_of_the_page_works(draft: LoopPlan, recruiter: User, signed_in: SignIn) -> None:
    client = signed_in(recruiter)

    def act(name: str, **sent: object) -> int:
        return client.post(reverse("plan_edit", args=[draft.pk, name]), sent).status_code

    session = draft.sessions.filter(kind__scored=True).first()
    part = session.competencies.first()
    added = InterviewKind.objects.get(key="behavioural_panel")
    codes = [
        act("minutes", session=session.pk, minutes=session.minutes),
        act("share", part=part.pk, minutes=9),
    ]
    codes.append(act("add", kind=added.pk))
    newest = draft.sessions.filter(kind=added).order_by("pk").last()
    codes.append(act("place", session=newest.pk, competency=part.competency_id))
    twin = newest.competencies.first()
    question = part.questions.first()
    codes.append(act("question", part=part.pk, question=question.pk, to=twin.pk))
    codes.append(act("drop", part=part.pk))
    codes.append(act("move", part=twin.pk, to=session.pk))

    twin.refresh_from_db()
    draft.refresh_from_db()
    assert codes == [302] * 7
    assert twin.session == session
    assert question in twin.questions.all()
    assert draft.certificate["status"] == "by_hand"


# --- pools --------------------------------------------------------------------------------------------------


@pytest.fixture
def panel(draft: LoopPlan) -> PlannedSession:
    """An interview of the draft with two seats."""
    return draft.sessions.filter(seats=2).order_by("order").first()


def test_seats_are_set_to_pools_and_the_page_names_them(
    draft: LoopPlan, panel: PlannedSession, coordinator: User, signed_in: SignIn
) -> None:
    backend, product = make_pool("Backend engineers"), make_pool("Product")
    client = signed_in(coordinator)

    data = {"session": panel.pk, "pool-0": backend.pk, "pool-1": product.pk}
    answer = client.post(reverse("plan_edit", args=[draft.pk, "pools"]), data)
    page = client.get(reverse("plan", args=[draft.pk])).content.decode()

    assert (answer.status_code, pools_of(panel)) == (302, ("Backend engineers", "Product"))
    assert "one of the pool “Backend engineers” and one of the pool “Product”" in page
    assert "0 of 1 people needed of the pool “Product” are qualified: it cannot be staffed." in page
    assert f'<option value="{product.pk}" selected>Product</option>' in page


def test_without_pools_there_is_nothing_to_choose(
    draft: LoopPlan, coordinator: User, signed_in: SignIn
) -> None:
    page = signed_in(coordinator).get(reverse("plan", args=[draft.pk])).content.decode()

    assert "Set pools" not in page


@pytest.mark.parametrize("sent", ["x", "9" * 30, "4711"])
def test_no_pool_at_all_is_refused(
    draft: LoopPlan, panel: PlannedSession, coordinator: User, signed_in: SignIn, sent: str
) -> None:
    data = {"session": panel.pk, "pool-0": sent}

    answer = signed_in(coordinator).post(reverse("plan_edit", args=[draft.pk, "pools"]), data)

    assert (answer.status_code, answer.context["refused"]) == (422, "Choose one of the values offered.")
    assert pools_of(panel) == ()


@pytest.mark.parametrize("person", ["manager", "compliance", *OTHERS], indirect=True)
def test_pools_of_seats_are_not_set_by(
    person: User, draft: LoopPlan, panel: PlannedSession, signed_in: SignIn
) -> None:
    data = {"session": panel.pk, "pool-0": make_pool("Product").pk, "pool-1": ""}

    answer = signed_in(person).post(reverse("plan_edit", args=[draft.pk, "pools"]), data)

    assert (answer.status_code, pools_of(panel)) == (404, ())
