from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from hiring.accounts.models import User
from rubrics.ledger.models import Event
from rubrics.models import Competency
from rubrics.operations import library

SignIn = Callable[[User], Client]


@pytest.fixture
def entry(db: None) -> Competency:
    library.load_files(by=None, at=datetime(2026, 3, 2, tzinfo=UTC))
    return Competency.objects.get(key="communication")


def sent(client: Client, entry: Competency, **changes: str) -> dict[str, object]:
    """What a browser sends back for the entry's page, with some fields changed."""
    page = client.get(f"/admin/rubrics/competency/{entry.pk}/change/")
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data: dict[str, object] = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value
    return {**data, **changes}


def test_saving_marks_the_entry_as_edited_and_writes_an_event(
    entry: Competency, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    data = sent(client, entry, name="Talking and writing")
    response = client.post(f"/admin/rubrics/competency/{entry.pk}/change/", data)
    assert response.status_code == 302
    before = (entry.cues, list(entry.questions.values_list("key", "probes")))
    entry.refresh_from_db()
    assert (entry.name, entry.edited) == ("Talking and writing", True)
    assert (entry.cues, list(entry.questions.values_list("key", "probes"))) == before
    event = Event.objects.get(kind="library.edited")
    assert (event.actor, event.data) == (recruiter, {"key": "communication"})


def test_what_the_lint_finds_is_said_and_does_not_block(
    entry: Competency, recruiter: User, signed_in: SignIn
) -> None:
    client = signed_in(recruiter)
    data = sent(client, entry)
    number = next(name for name in data if name.startswith("anchors-") and name.endswith("-text"))
    data[number] = "Often brilliant."
    response = client.post(f"/admin/rubrics/competency/{entry.pk}/change/", data)
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert entry.anchors.filter(text="Often brilliant.").exists()
    assert [one for one in said if "the occasions that it counts" in one] == [
        "head: The word 'often' needs the occasions that it counts."
    ]


def test_an_entry_is_not_deleted(entry: Competency, recruiter: User, signed_in: SignIn) -> None:
    url = f"/admin/rubrics/competency/{entry.pk}/delete/"
    assert signed_in(recruiter).post(url, {"post": "yes"}).status_code == 404
    assert Competency.objects.filter(pk=entry.pk).exists()
