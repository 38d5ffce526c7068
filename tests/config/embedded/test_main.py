"""What the person at the command line gets."""

import json
import sys

import psycopg
import redis

from tests.config.embedded.conftest import Checkout

SHOW = (
    "import json, os; print(json.dumps([os.environ.get(name, '') for name in ('DATABASE_URL', 'REDIS_URL')]))"
)


def test_the_command_gets_two_servers_that_answer(checkout: Checkout) -> None:
    run = checkout.start()
    with psycopg.connect(run.words["DATABASE_URL"]) as connection:
        answer = connection.execute("SELECT current_setting('server_version_num')::int / 10000").fetchone()
    assert answer == (18,)
    assert redis.Redis.from_url(run.words["REDIS_URL"]).ping() is True


def test_the_status_of_the_command_is_the_status_of_the_starter(checkout: Checkout) -> None:
    assert checkout.run("--", "sh", "-c", "exit 7").returncode == 7
    assert checkout.run("--", "sh", "-c", "kill -KILL $$").returncode == 137


def test_a_command_that_does_not_exist_is_named(checkout: Checkout) -> None:
    result = checkout.run("--", "no-such-command")
    assert (result.returncode, result.stderr) == (127, "no-such-command: No such file or directory\n")


def test_nothing_is_started_where_both_urls_are_set(checkout: Checkout) -> None:
    given = {"DATABASE_URL": "postgresql://elsewhere/name", "REDIS_URL": "redis://elsewhere/0"}
    result = checkout.run("--", sys.executable, "-c", SHOW, **given)
    assert json.loads(result.stdout) == list(given.values())
    assert not (checkout.folder / "var").exists()


def test_only_the_missing_server_is_started(checkout: Checkout) -> None:
    result = checkout.run("--", sys.executable, "-c", SHOW, DATABASE_URL="postgresql://elsewhere/name")
    database, broker = json.loads(result.stdout)
    assert (database, broker[:9]) == ("postgresql://elsewhere/name", "redis://:")
    assert [path.name for path in (checkout.folder / "var" / "embedded" / "dev").iterdir()] == ["valkey"]


def test_a_platform_without_the_wheels_gets_a_sentence_with_both_variables(checkout: Checkout) -> None:
    checkout.environment["PYTHONPATH"] = ""
    checkout.python = sys._base_executable
    result = checkout.run("--", "true")
    assert result.returncode == 1
    assert result.stderr.startswith("The development dependencies hold no PostgreSQL for this platform (")
    assert result.stderr.endswith(
        "). Set DATABASE_URL to a server of your own; with both DATABASE_URL and REDIS_URL set,"
        " nothing is started here.\n"
    )


def test_data_lasts_under_its_name_and_no_other(checkout: Checkout) -> None:
    made = checkout.run("--data", "kept", "--", sys.executable, "-c", sql("CREATE TABLE kept (id int)"))
    found = checkout.run("--data", "kept", "--", sys.executable, "-c", sql("SELECT * FROM kept"))
    other = checkout.run("--data", "other", "--", sys.executable, "-c", sql("SELECT * FROM kept"))
    assert (made.returncode, found.returncode, other.returncode) == (0, 0, 1)


def test_a_fresh_run_leaves_nothing_behind(checkout: Checkout) -> None:
    assert checkout.run("--fresh", "--", "true").returncode == 0
    assert list((checkout.folder / "var" / "embedded").iterdir()) == []
    assert checkout.processes() == []


def test_a_name_that_would_leave_the_folder_is_refused(checkout: Checkout) -> None:
    result = checkout.run("--data", "../elsewhere", "--", "true")
    assert (result.returncode, "a name is made of small letters, digits and hyphens" in result.stderr) == (
        2,
        True,
    )


def sql(statement: str) -> str:
    """A program that runs one statement on the database it is given."""
    connect = "psycopg.connect(os.environ['DATABASE_URL'], autocommit=True)"
    return f"import os, psycopg; {connect}.execute({statement!r})"
