"""Training paths and trainings in the admin."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import InterviewKind, TrainingEnrolment, TrainingPath
from tests.factories.hiring import InterviewerFactory
from tests.factories.training import make_path, make_training

pytestmark = pytest.mark.django_db
OPEN = {"Rita Recruiter": 200, "Cora Coordinator": 200}
SHUT = dict.fromkeys(
    ("Carl Compliance", "Adam Administrator", "Mona Manager", "Ina Interviewer", "Stig Stranger"), 404
)


def stages(*rows: dict[str, object]) -> dict[str, object]:
    """New rows of the stages' table."""
    data: dict[str, object] = {"stages-TOTAL_FORMS": len(rows), "stages-INITIAL_FORMS": 0}
    for place, row in enumerate(rows):
        given = {"order": place, "count": 1, "title": "", "text": "", "link": ""} | row
        data |= {f"stages-{place}-{name}": value for name, value in given.items()}
    return data


@pytest.mark.parametrize("page", ["trainingpath", "trainingenrolment"])
def test_lists_open_for_who_arranges(page: str, answers: Callable[[str], dict[str, int]]) -> None:
    found = answers(reverse(f"admin:hiring_{page}_changelist"))

    assert found == OPEN | SHUT


def test_path_is_made_with_its_stages(
    coordinator: User, fellow: User, signed_in: Callable[[User], Client]
) -> None:
    kind = InterviewKind.objects.all()[0]
    rows = stages({"kind": "shadow", "count": 2}, {"kind": "reading", "text": "Anchors.", "order": 9})

    signed_in(coordinator).post(
        reverse("admin:hiring_trainingpath_add"),
        {"kind": kind.pk, "approver": fellow.pk, "days": 45, "active": "on", **rows},
    )

    path = TrainingPath.objects.get()
    assert (path.kind, path.approver, path.days) == (kind, fellow, 45)
    assert [(each.kind, each.count) for each in path.stages.all()] == [("shadow", 2), ("reading", 1)]


def test_reading_without_anything_to_read_is_refused_above_the_form(
    coordinator: User, fellow: User, signed_in: Callable[[User], Client]
) -> None:
    kind = InterviewKind.objects.all()[0]

    page = signed_in(coordinator).post(
        reverse("admin:hiring_trainingpath_add"),
        {"kind": kind.pk, "approver": fellow.pk, "days": 45, **stages({"kind": "reading"})},
    )

    assert page.context["errors"] == [["Give the text or the link that is to be read."]]
    assert TrainingPath.objects.count() == 0


def test_interviewer_is_enrolled_and_given_more_time(
    coordinator: User, fellow: User, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    path, profile = make_path(fellow, coordinator), InterviewerFactory(person=interviewer)
    client = signed_in(coordinator)
    add = reverse("admin:hiring_trainingenrolment_add")

    client.post(add, {"interviewer": profile.pk, "path": path.pk, "deadline": ""})
    row = TrainingEnrolment.objects.get()
    change = reverse("admin:hiring_trainingenrolment_change", args=[row.pk])
    client.post(change, {"deadline": "2090-01-01"})

    row.refresh_from_db()
    assert row.deadline == date(2090, 1, 1)


def test_list_marks_what_is_late(
    coordinator: User, fellow: User, interviewer: User, signed_in: Callable[[User], Client]
) -> None:
    make_training(interviewer, fellow, coordinator)

    page = signed_in(coordinator).get(reverse("admin:hiring_trainingenrolment_changelist"))

    text = page.content.decode()
    assert ("Late" in text, "0 of 3" in text) == (True, True)
