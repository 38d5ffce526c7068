"""The admin's sidebar follows what a person may open."""

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from config.settings.unfold import SIDEBAR, sidebar
from hiring.accounts.models import User

NAMES = [entry[1] for _title, entries in SIDEBAR for entry in entries]


def asked_by(user: object) -> HttpRequest:
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_of_the_sidebar_is_named_after_a_model(name: str) -> None:
    app, model = name.split("_", 1)
    assert apps.get_model(app, model)._meta.model_name == model


def test_a_person_without_a_right_gets_no_entry() -> None:
    assert sidebar(asked_by(AnonymousUser())) == []


def test_who_may_open_everything_sees_each_registered_page_once() -> None:
    registered = {f"{model._meta.app_label}_{model._meta.model_name}" for model in site._registry}
    root = User(email="root@example.org", is_superuser=True, is_staff=True, is_active=True)
    back, *groups = sidebar(asked_by(root))
    links = [item["link"] for group in groups for item in group["items"]]
    assert [item["link"] for item in back["items"]] == ["/"]
    assert len(set(links)) == len(links) == len(registered & set(NAMES))
