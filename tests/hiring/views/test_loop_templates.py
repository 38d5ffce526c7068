"""Who saves, retires and uses loop templates, and who finds nothing there."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import LoopPlan, LoopTemplate, Requisition
from hiring.operations import loop_templates, loops
from tests.factories import RequisitionFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PLANNERS = ["recruiter", "coordinator"]
OTHERS = ["manager", "interviewer", "stranger"]


@pytest.fixture
def plan(requisition: Requisition, recruiter: User) -> LoopPlan:
    row = loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)
    return loops.activate_plan(plan=row, by=recruiter, at=NOON)


@pytest.fixture
def template(plan: LoopPlan, recruiter: User) -> LoopTemplate:
    return loop_templates.save_template(
        plan=plan, name="Depot managers", family="Operations", by=recruiter, at=NOON
    )


@pytest.fixture
def person(request: pytest.FixtureRequest) -> User:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("person", PLANNERS, indirect=True)
def test_a_planner_saves_a_plan_and_begins_another_with_it(
    person: User, plan: LoopPlan, signed_in: SignIn
) -> None:
    client = signed_in(person)
    client.post(reverse("template_save", args=[plan.pk]), {"name": "Depot managers", "family": ""})
    template = LoopTemplate.objects.get()

    page = client.post(
        reverse("plan_propose", args=[plan.requisition_id]), {"template": template.pk}, follow=True
    )

    assert page.context["plan"].template == template
    assert "Depot managers" in client.get(reverse("template_list")).content.decode()


def test_a_name_that_cannot_be_kept_is_said_on_the_page_of_the_plan(
    plan: LoopPlan, coordinator: User, signed_in: SignIn
) -> None:
    page = signed_in(coordinator).post(reverse("template_save", args=[plan.pk]), {"name": " "})

    assert page.status_code == 422
    assert "Give the template a name of at most 120 characters." in page.content.decode()


def test_a_plan_is_copied_to_another_requisition(
    plan: LoopPlan, requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    other = RequisitionFactory(rubric_version=requisition.rubric_version)
    client = signed_in(coordinator)

    offered = client.get(reverse("loop_plan", args=[other.pk]))
    page = client.post(reverse("plan_fork", args=[other.pk]), {"plan": plan.pk}, follow=True)

    assert list(offered.context["others"]) == [plan]
    assert page.context["plan"].requisition == other
    assert page.context["broken"] == []


def test_a_retired_template_is_not_offered(
    plan: LoopPlan, template: LoopTemplate, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    client.post(reverse("template_offer", args=[template.pk]), {"offered": "no"})

    page = client.get(reverse("loop_plan", args=[plan.requisition_id]))
    refused = client.post(reverse("plan_propose", args=[plan.requisition_id]), {"template": template.pk})

    assert (list(page.context["templates"]), refused.status_code) == ([], 404)


@pytest.mark.parametrize("person", OTHERS, indirect=True)
def test_nobody_else_finds_anything(
    person: User, plan: LoopPlan, template: LoopTemplate, signed_in: SignIn
) -> None:
    client = signed_in(person)

    codes = [
        client.get(reverse("template_list")).status_code,
        client.post(reverse("template_offer", args=[template.pk]), {"offered": "no"}).status_code,
        client.post(reverse("template_save", args=[plan.pk]), {"name": "Mine"}).status_code,
        client.post(reverse("plan_fork", args=[plan.requisition_id]), {"plan": plan.pk}).status_code,
    ]

    template.refresh_from_db()
    assert codes == [404] * 4
    assert (template.active, LoopTemplate.objects.count()) == (True, 1)


def test_the_plan_of_a_requisition_that_is_hidden_cannot_be_copied(
    plan: LoopPlan, requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    other = RequisitionFactory(rubric_version=requisition.rubric_version)
    Requisition.objects.filter(pk=requisition.pk).update(confidential=True)

    page = signed_in(coordinator).post(reverse("plan_fork", args=[other.pk]), {"plan": plan.pk})

    assert (page.status_code, other.plans.count()) == (404, 0)


@pytest.mark.parametrize("sent", ["", "x", "9" * 30])
def test_nonsense_for_a_plan_or_a_template_is_refused_in_a_sentence(
    plan: LoopPlan, coordinator: User, signed_in: SignIn, sent: str
) -> None:
    client = signed_in(coordinator)

    copied = client.post(reverse("plan_fork", args=[plan.requisition_id]), {"plan": sent})
    proposed = client.post(reverse("plan_propose", args=[plan.requisition_id]), {"template": sent or "?"})

    assert (copied.status_code, proposed.status_code) == (422, 422)
    assert "Choose one of the values offered." in copied.content.decode()


@pytest.mark.parametrize("person", PLANNERS, indirect=True)
def test_a_planner_renames_a_template(person: User, template: LoopTemplate, signed_in: SignIn) -> None:
    sent = {"name": "Site managers", "family": "Sites"}

    signed_in(person).post(reverse("template_edit", args=[template.pk]), sent)

    assert list(LoopTemplate.objects.values("name", "family")) == [sent]


def test_a_refused_name_comes_back_as_it_was_typed(
    template: LoopTemplate, coordinator: User, signed_in: SignIn
) -> None:
    long = "x" * 121

    page = signed_in(coordinator).post(
        reverse("template_edit", args=[template.pk]), {"name": long, "family": ""}
    )

    assert page.status_code == 422
    assert page.content.decode().count(f'value="{long}"') == 1


def test_deleting_asks_first(template: LoopTemplate, coordinator: User, signed_in: SignIn) -> None:
    client, url = signed_in(coordinator), reverse("template_delete", args=[template.pk])

    asked = client.post(url).content.decode()
    before = LoopTemplate.objects.count()
    client.post(url, {"confirmed": "yes"})

    assert "Delete the template" in asked
    assert (before, LoopTemplate.objects.count()) == (1, 0)


@pytest.mark.parametrize("person", OTHERS, indirect=True)
@pytest.mark.parametrize("act", ["template_edit", "template_delete"])
def test_others_change_no_template(person: User, act: str, template: LoopTemplate, signed_in: SignIn) -> None:
    sent = {"name": "Mine", "family": "", "confirmed": "yes"}

    answer = signed_in(person).post(reverse(act, args=[template.pk]), sent)

    assert (answer.status_code, LoopTemplate.objects.get().name) == (404, "Depot managers")
