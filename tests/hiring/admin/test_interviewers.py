"""Interviewers' limits and tables are kept on one page, and refused rows keep what was typed."""

from collections.abc import Callable
from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, Conflict, Interviewer, InterviewKind
from hiring.operations import interviewers
from rubrics.ledger.models import Event
from tests.factories import ApplicationFactory, InterviewerFactory, RequisitionFactory
from tests.factories.hiring import InterviewKindFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db
TABLES = (
    "qualifications", "hours", "preferred_hours", "absences", "conflicts", "trainings", "calendars",
)  # fmt: skip


def sent(person: User, **tables: list[dict[str, object]]) -> dict[str, object]:
    """What the page sends: limits and new rows of the tables."""
    data: dict[str, object] = {
        "person": person.pk, "day_limit": 2, "week_limit": 5, "buffer_minutes": 15, "active": "on",
    }  # fmt: skip
    for table in TABLES:
        rows = tables.get(table, [])
        data[f"{table}-TOTAL_FORMS"] = len(rows)
        data[f"{table}-INITIAL_FORMS"] = sum("id" in row for row in rows)
        for place, row in enumerate(rows):
            data |= {f"{table}-{place}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def client(coordinator: User, signed_in: Callable[[User], Client]) -> Client:
    """The coordinator's, who reads times of Oslo."""
    return signed_in(coordinator)


def add(client: Client, person: User, **tables: list[dict[str, object]]) -> object:
    return client.post(reverse("admin:hiring_interviewer_add"), sent(person, **tables))


def test_interviewer_is_added_with_all_tables(
    client: Client, interviewer: User, application: Application
) -> None:
    kind = InterviewKind.objects.all()[0]

    add(
        client,
        interviewer,
        qualifications=[{"kind": kind.pk, "since": "2026-01-01"}],
        hours=[{"weekday": 0, "starts": "09:00", "ends": "12:00"}],
        absences=[
            {
                "starts_0": "2026-03-01",
                "starts_1": "08:00",
                "ends_0": "2026-03-02",
                "ends_1": "08:00",
                "comment": "Trip",
            }
        ],
        conflicts=[{"candidate": application.candidate_id, "kind": "referral", "reason": ""}],
    )

    row = Interviewer.objects.get(person=interviewer)
    [absence] = row.absences.all()
    assert [each.kind for each in row.qualifications.all()] == [kind]
    assert [(each.weekday, each.starts, each.ends) for each in row.hours.all()] == [(0, time(9), time(12))]
    assert (absence.during.lower.isoformat(), absence.comment) == ("2026-03-01T07:00:00+00:00", "Trip")
    assert [each.candidate for each in row.conflicts.all()] == [application.candidate]


def test_overlapping_hours_are_refused_with_everything_kept(client: Client, interviewer: User) -> None:
    page = add(
        client,
        interviewer,
        hours=[
            {"weekday": 0, "starts": "09:00", "ends": "12:00"},
            {"weekday": 0, "starts": "11:00", "ends": "15:00"},
        ],
    )

    assert page.context["errors"] == [["Two of the weekly hours overlap: join them into one."]]  # type: ignore[attr-defined]
    assert ('value="15:00' in page.content.decode(), Interviewer.objects.count()) == (True, 0)  # type: ignore[attr-defined]


def test_person_who_is_an_interviewer_already_is_not_changed(
    client: Client, interviewer: User, coordinator: User
) -> None:
    interviewers.set_profile(person=interviewer, day_limit=1, week_limit=1, by=coordinator, at=NOON)

    page = add(client, interviewer)

    assert page.context["errors"] == [  # type: ignore[attr-defined]
        ["Ina Interviewer is an interviewer already: look for them in the list."]
    ]
    assert Interviewer.objects.get().day_limit == 1


def test_unseen_conflict_survives_a_save_and_stays_unseen(
    client: Client, interviewer: User, manager: User, coordinator: User
) -> None:
    row = interviewers.set_profile(person=interviewer, by=coordinator, at=NOON)
    hidden = ApplicationFactory(
        requisition=RequisitionFactory(confidential=True, team={manager: "hiring_manager"})
    ).candidate
    interviewers.set_conflict(interviewer=row, candidate=hidden, by=manager, at=NOON)
    url = reverse("admin:hiring_interviewer_change", args=[row.pk])

    text = client.get(url).content.decode()
    client.post(url, sent(interviewer))

    assert (hidden.full_name in text, Conflict.objects.count()) == (False, 1)


def test_conflict_is_lifted(
    client: Client, interviewer: User, coordinator: User, application: Application
) -> None:
    row = interviewers.set_profile(person=interviewer, by=coordinator, at=NOON)
    conflict = interviewers.set_conflict(
        interviewer=row, candidate=application.candidate, reason="Cousin.", by=coordinator, at=NOON
    )
    gone = {
        "id": conflict.pk, "interviewer": row.pk, "candidate": application.candidate_id, "kind": "relation",
        "reason": "Cousin.",
        "DELETE": "on",
    }  # fmt: skip

    client.post(
        reverse("admin:hiring_interviewer_change", args=[row.pk]), sent(interviewer, conflicts=[gone])
    )

    assert Conflict.objects.count() == 0
    assert Event.objects.filter(kind="interviewer.conflict_lifted").count() == 1


def test_a_way_out_proposes_a_limit_and_a_kind_and_stores_neither(client: Client, interviewer: User) -> None:
    profile, kind = InterviewerFactory(person=interviewer), InterviewKindFactory()
    url = reverse("admin:hiring_interviewer_change", args=[profile.pk])

    page = client.get(url, {"day_limit": "7", "kind": str(kind.pk)})

    forms = page.context["inline_admin_formsets"]
    lines = next(each.formset for each in forms if each.formset.prefix == "qualifications")
    assert page.context["adminform"].form["day_limit"].value() == "7"
    assert [line["kind"].value() for line in lines.forms] == [str(kind.pk)]
    profile.refresh_from_db()
    assert (profile.day_limit, profile.qualifications.count()) == (2, 0)


def test_a_new_interviewer_is_proposed_a_week_of_office_hours(client: Client) -> None:
    page = client.get(reverse("admin:hiring_interviewer_add"))

    forms = page.context["inline_admin_formsets"]
    lines = next(each.formset for each in forms if each.formset.prefix == "hours").forms
    assert [(line["weekday"].value(), str(line["starts"].value())) for line in lines] == [
        (day, "09:00:00") for day in range(5)
    ]
