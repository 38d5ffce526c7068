"""Applications are moved, withdrawn, reopened and verified by their buttons."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import Application, Scorecard
from rubrics.queries import verified_statements
from tests.factories import ApplicationFactory, RequisitionFactory, make_loop
from tests.journeys.doors import plain

pytestmark = pytest.mark.django_db


def row_url(row: Application, page: str = "change") -> str:
    return reverse(f"admin:hiring_application_{page}", args=[row.pk])


@pytest.fixture
def client(coordinator: User, signed_in: Callable[[User], Client]) -> Client:
    """The coordinator's."""
    return signed_in(coordinator)


def buttons(client: Client, row: Application) -> list[str]:
    return [str(each["title"]) for each in client.get(row_url(row)).context["actions_detail"]]


def test_withdrawal_asks_for_a_reason_cancels_and_keeps(
    client: Client, application: Application, interviewer: User, fellow: User
) -> None:
    make_loop(application, [interviewer, fellow], timezone.now() + timedelta(days=3))

    without = client.post(row_url(application, "withdraw"), {"reason": ""})
    client.post(row_url(application, "withdraw"), {"reason": "Took another offer."})

    application.refresh_from_db()
    states = {session.state for loop in application.loops.all() for session in loop.sessions.all()}
    assert without.context["form"].errors == {"reason": ["This field is required."]}
    assert (application.stage, application.withdrawn_reason) == ("withdrawn", "Took another offer.")
    assert (states, Scorecard.objects.count()) == ({"cancelled"}, 2)
    assert buttons(client, application) == ["Reopen"]


def test_withdrawn_application_is_reopened(client: Client, application: Application) -> None:
    client.post(row_url(application, "withdraw"), {"reason": "Ill."})

    client.post(row_url(application, "reopen"), {"reason": "Well again."})

    application.refresh_from_db()
    assert application.stage == "screen"


def test_stage_page_offers_only_stages_that_a_person_sets_by_hand(
    client: Client, application: Application
) -> None:
    form = client.get(row_url(application, "move_stage")).context["form"]
    forced = client.post(row_url(application, "move_stage"), {"stage": "hired", "reason": "Good."})

    application.refresh_from_db()
    assert [value for value, _label in form.fields["stage"].choices] == ["screen", "debrief"]
    assert (forced.status_code, application.stage) == (200, "loop")


def test_requirement_is_verified_with_a_note_and_typed_words_stay(
    client: Client, application: Application, coordinator: User
) -> None:
    statement = verified_statements(application.requisition.rubric_version).get()
    status, note = f"status-{statement.pk}", f"note-{statement.pk}"

    refused = client.post(row_url(application, "verify"), {status: "met", note: " "})
    client.post(row_url(application, "verify"), {status: "met", note: "Saw the licence."})

    assert refused.context["form"].non_field_errors() == [
        "Full bus licence: write how it was verified, such as the document that was seen."
    ]
    assert refused.context["form"][status].value() == "met"
    stored = application.verified.get()
    assert (stored.status, stored.note, stored.verified_by) == ("met", "Saw the licence.", coordinator)


def test_saving_unchanged_requirements_writes_nothing(client: Client, application: Application) -> None:
    statement = verified_statements(application.requisition.rubric_version).get()

    client.post(
        row_url(application, "verify"), {f"status-{statement.pk}": "unknown", f"note-{statement.pk}": ""}
    )

    assert application.verified.count() == 0


def test_compliance_has_no_buttons_and_no_pages(
    compliance: User, application: Application, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(compliance)

    statuses = [
        client.post(row_url(application, page), {"reason": "x"}).status_code
        for page in ("withdraw", "reopen", "move_stage", "verify")
    ]

    assert (buttons(client, application), statuses) == ([], [404] * 4)


def test_a_stored_one_sent_as_it_is_stays_as_it_is(client: Client, application: Application) -> None:
    answer = client.post(row_url(application), {"stage": "hired"})

    application.refresh_from_db()
    assert (answer.status_code, application.stage) == (302, "loop")


@pytest.mark.parametrize("sent", ["x", "²", "9" * 5000, "a\0b", "-1", ""])
def test_what_is_no_row_is_refused_with_a_sentence(client: Client, sent: str) -> None:
    answer = client.post(reverse("admin:hiring_application_add"), {"candidate": sent, "requisition": sent})

    errors = answer.context["adminform"].form.errors
    assert (answer.status_code, sorted(errors)) == (200, ["candidate", "requisition"])


def test_filter_by_a_hidden_requisition_reads_like_that_by_none(
    client: Client, application: Application
) -> None:
    hidden = RequisitionFactory(confidential=True, reference="SECRET-1")
    ApplicationFactory(requisition=hidden)
    ApplicationFactory()  # the page offers its filter where there are two requisitions to choose from
    url = reverse("admin:hiring_application_changelist")

    pages = [
        client.get(url, {"requisition__id__exact": number}) for number in (hidden.pk, 987654321, 987654322)
    ]

    read = {(page.status_code, re.sub(rb"\d+", b"#", plain(page.content))) for page in pages}
    assert (len(read), pages[0].context["cl"].result_count) == (1, 0)
