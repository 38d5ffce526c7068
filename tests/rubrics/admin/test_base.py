"""Each role and a stranger at each admin page of the rubric half."""

from collections.abc import Callable

import pytest
from django.test import Client

from hiring.accounts.models import User
from rubrics.ledger.models import Event
from rubrics.models import RubricVersion
from tests.factories import make_person, make_published_version

SignIn = Callable[[User], Client]
ROLES = ("recruiter", "coordinator", "compliance", "administrator")
PAGES = {
    "rubrics/roledocument/": {"recruiter", "coordinator", "compliance"},
    "rubrics/roledocument/add/": {"recruiter"},
    "rubrics/rubric/": {"recruiter", "coordinator", "compliance"},
    "rubrics/rubric/add/": set(),
    "rubrics/rubricversion/": {"recruiter", "coordinator", "compliance"},
    "rubrics/rubricversion/add/": set(),
    "rubrics/competency/": {"recruiter", "administrator"},
    "rubrics/competency/add/": {"recruiter", "administrator"},
    "rubrics/policyversion/": set(ROLES),
    "rubrics/policyversion/add/": {"administrator"},
    "ledger/event/": {"compliance", "administrator"},
    "ledger/event/add/": set(),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_its_roles_and_does_not_exist_for_others(
    page: str, db: None, signed_in: SignIn
) -> None:
    answers = {
        role: signed_in(make_person(f"Person {role}", role)).get(f"/admin/{page}").status_code
        for role in ROLES
    }
    assert answers == {role: 200 if role in PAGES[page] else 404 for role in ROLES}


@pytest.mark.parametrize("page", PAGES)
def test_who_is_no_staff_is_sent_to_the_sign_in(
    page: str, stranger: User, manager: User, signed_in: SignIn
) -> None:
    answers = [signed_in(person).get(f"/admin/{page}") for person in (stranger, manager)]
    assert [(answer.status_code, answer.url.split("?")[0]) for answer in answers] == [
        (302, "/admin/login/")
    ] * 2


def test_one_version_and_one_event_do_not_exist_for_others(
    db: None, administrator: User, recruiter: User, signed_in: SignIn
) -> None:
    version: RubricVersion = make_published_version()
    signed_in(recruiter).post("/admin/rubrics/roledocument/add/", {"pasted": "Requirements\n- Plans"})
    event = Event.objects.get()
    version_page = f"/admin/rubrics/rubricversion/{version.pk}/change/"
    event_page = f"/admin/ledger/event/{event.pk}/change/"
    assert signed_in(administrator).get(version_page).status_code == 404
    assert signed_in(recruiter).get(version_page).status_code == 200
    assert signed_in(administrator).get(event_page).status_code == 200
    assert signed_in(recruiter).get(event_page).status_code == 404


def test_the_ledger_shows_no_personal_value(recruiter: User, administrator: User, signed_in: SignIn) -> None:
    signed_in(recruiter).post("/admin/rubrics/roledocument/add/", {"pasted": "Requirements\n- Plans"})
    event = Event.objects.get()
    pages = [
        signed_in(administrator).get(url).content.decode()
        for url in ("/admin/ledger/event/", f"/admin/ledger/event/{event.pk}/change/")
    ]
    assert event.personal.values == {"source_name": "pasted.txt"}
    assert ["pasted.txt" in page for page in pages] == [False, False]


def test_an_event_is_neither_changed_nor_deleted(
    recruiter: User, administrator: User, signed_in: SignIn
) -> None:
    signed_in(recruiter).post("/admin/rubrics/roledocument/add/", {"pasted": "Requirements\n- Plans"})
    url = f"/admin/ledger/event/{Event.objects.get().pk}"
    client = signed_in(administrator)
    assert client.post(f"{url}/change/", {"kind": "x"}).status_code == 403
    assert client.post(f"{url}/delete/", {"post": "yes"}).status_code == 404


@pytest.mark.parametrize("page", [page for page in PAGES if not page.endswith("add/")])
def test_a_list_asks_as_often_with_three_rows_as_with_one(
    page: str, db: None, signed_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    person = make_person("Staff Person", "recruiter", "administrator")
    client = signed_in(person)
    for _turn in range(3):
        make_published_version()
        with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
            client.get(f"/admin/{page}")
