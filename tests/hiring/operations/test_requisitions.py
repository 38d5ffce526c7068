"""Requisitions rest on a published version, keep a team, and change state by a person's reason."""

import pytest

from hiring.accounts.models import User
from hiring.choices import RequisitionState, TeamRole
from hiring.models import Requisition
from hiring.operations import requisitions
from hiring.operations.requisitions import RequisitionRefused
from hiring.permissions import can_see_requisition
from rubrics.ledger.models import Event
from tests.factories import RubricVersionFactory, make_person, make_published_version
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


def opened(by: User, **fields: object) -> Requisition:
    """A requisition on a published version, with whatever is given instead."""
    usual = {
        "title": "Depot manager",
        "rubric_version": fields.get("rubric_version") or make_published_version(),
    }
    return requisitions.open_requisition(**{**usual, **fields}, by=by, at=NOON)  # type: ignore[arg-type]


def team(requisition: Requisition) -> set[tuple[str, str]]:
    return {(member.person.full_name, member.role) for member in requisition.members.all()}


def test_references_count_up_within_the_year(recruiter: User) -> None:
    version = make_published_version()

    references = [opened(recruiter, rubric_version=version).reference for _turn in range(2)]

    assert references == ["2026-001", "2026-002"]


def test_whoever_opens_it_joins_as_recruiter_unless_named(recruiter: User, manager: User) -> None:
    alone = opened(recruiter, team=[(manager, TeamRole.HIRING_MANAGER)])
    named = opened(recruiter, team=[(recruiter, TeamRole.COORDINATOR)], rubric_version=alone.rubric_version)

    assert team(alone) == {("Rita Recruiter", "recruiter"), ("Mona Manager", "hiring_manager")}
    assert team(named) == {("Rita Recruiter", "coordinator")}


def test_confidential_one_is_seen_by_its_team_only(recruiter: User, coordinator: User) -> None:
    secret = opened(recruiter, confidential=True)

    assert [can_see_requisition(person, secret) for person in (recruiter, coordinator)] == [True, False]


def test_draft_version_carries_no_requisition(recruiter: User) -> None:
    with pytest.raises(RequisitionRefused, match="The rubric version is a draft: publish it first"):
        opened(recruiter, rubric_version=RubricVersionFactory())


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Give the title."),
        ({"reference": "dep-1"}, "The reference “dep-1” is taken."),
        ({"max_candidate_minutes": 5}, "The most minutes for a candidate are from 15 to 960."),
        ({"time_zone": "Oslo"}, "“Oslo” is no known time zone. Write it like Europe/Oslo."),
    ],
)
def test_bad_details_are_refused_with_a_sentence(
    requisition: Requisition, recruiter: User, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RequisitionRefused) as refused:
        opened(recruiter, rubric_version=requisition.rubric_version, **fields)

    assert (str(refused.value), Requisition.objects.count()) == (sentence, 1)


def test_state_goes_along_the_arrows_with_a_reason(requisition: Requisition, recruiter: User) -> None:
    held = requisitions.change_state(
        requisition=requisition, state=RequisitionState.ON_HOLD, reason="Budget.", by=recruiter, at=NOON
    )

    event = Event.objects.get(kind="requisition.state_changed")
    assert (held.state, event.data, event.personal.values) == (
        "on_hold",
        {"from": "open", "to": "on_hold"},
        {"reason": "Budget."},
    )
    with pytest.raises(RequisitionRefused, match="cannot go there"):
        requisitions.change_state(
            requisition=held, state=RequisitionState.FILLED, reason="Hired.", by=recruiter, at=NOON
        )
    with pytest.raises(RequisitionRefused, match="Give the reason"):
        requisitions.change_state(
            requisition=held, state=RequisitionState.OPEN, reason=" ", by=recruiter, at=NOON
        )


def test_edit_records_what_changed_and_nothing_else(requisition: Requisition, recruiter: User) -> None:
    requisitions.edit(
        requisition=requisition, title="Night depot manager", location="", by=recruiter, at=NOON
    )
    requisitions.edit(requisition=requisition, title="Night depot manager", by=recruiter, at=NOON)

    events = [event.data for event in Event.objects.filter(kind="requisition.edited")]
    assert events == [{"fields": ["title"], "confidential": False}]


def test_nobody_hides_a_requisition_from_themselves(requisition: Requisition, coordinator: User) -> None:
    with pytest.raises(RequisitionRefused, match="join the team before you make it confidential"):
        requisitions.edit(requisition=requisition, confidential=True, by=coordinator, at=NOON)


def test_last_recruiter_and_manager_stay_until_another_is_there(
    requisition: Requisition, recruiter: User, manager: User
) -> None:
    second = make_person("Second Manager", "hiring_manager")
    part = {"requisition": requisition, "role": TeamRole.HIRING_MANAGER, "by": recruiter, "at": NOON}

    with pytest.raises(RequisitionRefused, match="Mona Manager is the only hiring manager"):
        requisitions.remove_member(person=manager, **part)  # type: ignore[arg-type]
    requisitions.add_member(person=second, **part)  # type: ignore[arg-type]
    requisitions.remove_member(person=manager, **part)  # type: ignore[arg-type]

    assert team(requisition) == {("Rita Recruiter", "recruiter"), ("Second Manager", "hiring_manager")}


def test_deactivated_person_joins_no_team(requisition: Requisition, recruiter: User, fellow: User) -> None:
    fellow.is_active = False
    fellow.save()

    with pytest.raises(RequisitionRefused, match="Finn Fellow is deactivated"):
        requisitions.add_member(
            requisition=requisition, person=fellow, role=TeamRole.INTERVIEWER, by=recruiter, at=NOON
        )
