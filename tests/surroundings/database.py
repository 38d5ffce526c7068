"""The database and the cache of one test worker."""

import os
from collections.abc import Iterable, Iterator

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction

# Tables as the migrations left them, so that a flush can bring their rows back.
KEPT = "as_migrated"
CACHE_KEYS = ":1:*"
QUEUE = "celery"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Ends the run with a sentence where a database is needed and none was given."""
    if settings.DATABASES["default"]["HOST"] == "missing.invalid":
        pytest.exit(
            "These tests need servers: run `make test`, or put `python -m config.embedded --fresh --` first.",
            4,
        )
    # Runs side by side on one server, each with a suffix of its own, leave each other's rows alone.
    if suffix := os.environ.get("TEST_DATABASE_SUFFIX"):
        test = settings.DATABASES["default"].setdefault("TEST", {})
        connection.settings_dict["TEST"]["NAME"] = test["NAME"] = f"test_{suffix}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Remembers the rows that came with the migrations, and teaches the flush to bring them back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _remember_rows()
    # On the class: beside Playwright's event loop Django opens another connection than before it.
    type(connection.ops).execute_sql_flush = _flush  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _empty_cache_and_queue(request: pytest.FixtureRequest) -> Iterator[None]:
    """Throttles, cached values and messages of one test do not reach the next."""
    yield
    if {"db", "transactional_db"} & set(request.fixturenames):
        with redis.Redis.from_url(settings.REDIS_URL) as link:
            # Not FLUSHDB: Celery keeps its routing in the same number.
            link.delete(QUEUE, *link.scan_iter(CACHE_KEYS))


def _remember_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE")
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if table != "django_migrations" and cursor.fetchone() == (True,):
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')


def _flush(operations: object, sql_list: Iterable[str]) -> None:
    """What a transactional test leaves is emptied as a replica would: the guards of rule 11 refuse everybody
    else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for sql in sql_list:
            cursor.execute(sql)
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [KEPT])
        for (table,) in cursor.fetchall():
            cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM {KEPT}."{table}"')
