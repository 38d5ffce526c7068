"""The role of the site owns nothing: what the triggers refuse, it is not even allowed to try (rule 11)."""

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection, transaction

from config import grants
from hiring.accounts.models import User
from rubrics.ledger import chain

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_site(worker_id: str) -> Iterator[psycopg.Connection]:
    """A connection as the site's role, beside one event in the ledger."""
    role = f"site_{worker_id}"
    user = User.objects.create_user("one@example.org", full_name="One Person")
    with transaction.atomic():
        chain.record(
            "tried", user, by=user, at=datetime(2026, 3, 2, tzinfo=UTC), personal={"name": "One Person"}
        )
    grants.create(role, "first")
    grants.create(role, "second")
    one = connection.settings_dict
    with psycopg.connect(
        host=one["HOST"], port=one["PORT"], dbname=one["NAME"], user=role, password="second", autocommit=True
    ) as link:
        yield link
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {role}")
        cursor.execute(f"DROP ROLE {role}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET kind = 'other'",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event CASCADE",
        "DELETE FROM ledger_personalvalues",
        "ALTER TABLE ledger_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE ledger_event CASCADE",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_role_cannot_rewrite_the_ledger(as_site: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_site.execute(statement)


def test_the_role_reads_and_writes_what_the_site_needs(as_site: psycopg.Connection) -> None:
    as_site.execute("UPDATE accounts_user SET full_name = 'Other Name'")
    as_site.execute("UPDATE ledger_personalvalues SET values = '{}', salt = ''")
    assert as_site.execute("SELECT full_name FROM accounts_user").fetchall() == [("Other Name",)]
    assert chain.verify() == []


def test_new_tables_are_granted_to_the_roles_made_before(as_site: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE added (id int)")
        grants.renew()
        found = as_site.execute("SELECT count(*) FROM added").fetchone()
        cursor.execute("DROP TABLE added")
    assert found == (0,)
