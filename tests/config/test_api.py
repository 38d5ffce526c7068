"""The API's description."""

import pytest
from django.core.management import call_command
from django.test import Client

from hiring.accounts.models import User


def test_schema_is_generated_without_a_warning(tmp_path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))

    assert (tmp_path / "schema.yml").read_text().startswith("openapi: 3.0")


@pytest.mark.django_db
def test_docs_page_is_for_those_who_are_signed_in(recruiter: User, signed_in) -> None:
    assert Client().get("/api/docs/").status_code == 401
    assert signed_in(recruiter).get("/api/docs/").status_code == 200
