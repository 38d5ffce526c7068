"""The recruiter opens, staffs, holds and moves requisitions."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Requisition
from rubrics.ledger.models import Event
from tests.factories import RubricVersionFactory, make_person, make_published_version

pytestmark = pytest.mark.django_db
NO_TEAM = {
    "members-TOTAL_FORMS": "0", "members-INITIAL_FORMS": "0",
    "members-MIN_NUM_FORMS": "0", "members-MAX_NUM_FORMS": "1000",
}  # fmt: skip


def row_url(row: Requisition, page: str = "change") -> str:
    return reverse(f"admin:hiring_requisition_{page}", args=[row.pk])


def details(**fields: object) -> dict[str, object]:
    """What the form sends, with whatever is given instead."""
    usual = {
        "title": "Depot manager", "reference": "DEP-9", "department": "", "location": "",
        "time_zone": "Europe/Oslo", "max_candidate_minutes": "300",
    }  # fmt: skip
    return {**usual, **NO_TEAM, **fields}


def member(place: int, person: User, role: str, **fields: object) -> dict[str, object]:
    return {
        f"members-{place}-person": person.pk,
        f"members-{place}-role": role,
        **{f"members-{place}-{name}": value for name, value in fields.items()},
    }


def team(row: Requisition) -> set[tuple[str, str]]:
    return {(each.person.full_name, each.role) for each in row.members.all()}


def test_requisition_is_opened_with_its_team(
    recruiter: User, manager: User, signed_in: Callable[[User], Client]
) -> None:
    version = make_published_version()

    signed_in(recruiter).post(
        reverse("admin:hiring_requisition_add"),
        details(rubric_version=version.pk, confidential="on", **{"members-TOTAL_FORMS": "1"})
        | member(0, manager, "hiring_manager"),
    )

    row = Requisition.objects.get(reference="DEP-9")
    assert (row.confidential, row.max_candidate_minutes, row.opened_by) == (True, 300, recruiter)
    assert team(row) == {("Rita Recruiter", "recruiter"), ("Mona Manager", "hiring_manager")}
    assert [event.kind for event in Event.objects.order_by("number")] == [
        "requisition.opened",
        "requisition.member_added",
    ]


def test_new_page_proposes_reference_and_zone_and_offers_published_versions(
    recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    published, _draft = make_published_version(), RubricVersionFactory()

    form = signed_in(recruiter).get(reverse("admin:hiring_requisition_add")).context["adminform"].form

    assert form["time_zone"].value() == "Europe/Oslo"
    assert form["reference"].value().endswith("-001")
    assert list(form.fields["rubric_version"].queryset) == [published]


def test_taken_reference_is_refused_with_everything_kept(
    recruiter: User, manager: User, requisition: Requisition, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(recruiter).post(
        reverse("admin:hiring_requisition_add"),
        details(
            reference="DEP-1", rubric_version=requisition.rubric_version_id, department="Night",
            **{"members-TOTAL_FORMS": "1"},
        )
        | member(0, manager, "hiring_manager"),
    )  # fmt: skip

    text = page.content.decode()
    assert page.context["errors"] == [["The reference “DEP-1” is taken."]]
    assert ('value="Night"' in text, f'value="{manager.pk}" selected' in text) == (True, True)
    assert Requisition.objects.count() == 1


def test_only_recruiter_is_exchanged_in_one_step(
    recruiter: User, requisition: Requisition, signed_in: Callable[[User], Client]
) -> None:
    second = make_person("Second Recruiter", "recruiter")
    rows = list(requisition.members.order_by("requisition", "role", "person"))
    sent = details(**{"members-TOTAL_FORMS": "2", "members-INITIAL_FORMS": "2"})
    for place, row in enumerate(rows):
        person = second if row.role == "recruiter" else row.person
        sent |= member(place, person, row.role, id=row.pk, requisition=requisition.pk)

    signed_in(recruiter).post(row_url(requisition), sent)

    assert team(requisition) == {("Second Recruiter", "recruiter"), ("Mona Manager", "hiring_manager")}


def test_taking_out_the_only_manager_is_refused_with_a_sentence(
    recruiter: User, manager: User, requisition: Requisition, signed_in: Callable[[User], Client]
) -> None:
    row = requisition.members.get(person=manager)
    sent = details(title="New title", **{"members-TOTAL_FORMS": "2", "members-INITIAL_FORMS": "2"})
    for place, each in enumerate(requisition.members.order_by("requisition", "role", "person")):
        gone = {"DELETE": "on"} if each == row else {}
        sent |= member(place, each.person, each.role, id=each.pk, requisition=requisition.pk, **gone)

    page = signed_in(recruiter).post(row_url(requisition), sent)

    requisition.refresh_from_db()
    assert page.context["errors"] == [["Mona Manager is the only hiring manager: add another one first."]]
    assert (requisition.title, requisition.members.count()) == ("Depot manager", 2)


def test_state_is_changed_with_a_reason(
    recruiter: User, requisition: Requisition, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(recruiter)

    without = client.post(row_url(requisition, "change_state"), {"state": "on_hold", "reason": ""})
    client.post(row_url(requisition, "change_state"), {"state": "on_hold", "reason": "Budget."})

    requisition.refresh_from_db()
    assert without.context["form"].errors == {"reason": ["This field is required."]}
    assert requisition.state == "on_hold"


def test_move_to_a_newer_version_says_first_what_it_does(
    recruiter: User, requisition: Requisition, scorecards: object, signed_in: Callable[[User], Client]
) -> None:
    newer = make_published_version(rubric=requisition.rubric_version.rubric, number=2)
    loop = requisition.applications.get().loops.get()
    for session in loop.sessions.all():
        begin = session.during.lower + timedelta(days=365 * 50)
        session.during = (begin, begin + timedelta(hours=1))
        session.save()
    client = signed_in(recruiter)

    asked = client.get(row_url(requisition, "move_version"))
    client.post(row_url(requisition, "move_version"), {"version": newer.pk, "reason": "New duties."})

    requisition.refresh_from_db()
    assert asked.context["told"][1:] == [
        "The active loop plan is superseded: propose and activate a new one afterwards.",
        "1 open loop is cancelled with its interviews and has to be begun again.",
    ]
    assert requisition.rubric_version == newer


def test_pages_of_a_hidden_requisition_are_not_found(
    recruiter: User, requisition: Requisition, manager: User, signed_in: Callable[[User], Client]
) -> None:
    requisition.members.filter(person=recruiter).delete()
    Requisition.objects.filter(pk=requisition.pk).update(confidential=True)

    statuses = [
        signed_in(recruiter).post(row_url(requisition, page), {}).status_code
        for page in ("change", "change_state", "move_version")
    ]

    assert statuses == [404, 404, 404]


def test_coordinator_reads_requisitions_and_has_no_buttons(
    coordinator: User, requisition: Requisition, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(coordinator)

    page = client.get(row_url(requisition))

    assert page.context["actions_detail"] == []
    assert client.post(row_url(requisition, "change_state"), {}).status_code == 404
