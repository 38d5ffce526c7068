"""Rule 11: every write records who, when and what in its transaction, in a chain that the database itself keeps."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client

from hiring.accounts.models import User
from hiring.models import Application, Scorecard
from hiring.operations import candidates
from rubrics.ledger import chain
from rubrics.ledger.models import Event, PersonalValues
from tests.factories.replica import past_the_guards
from tests.factories.rubrics import NOON
from tests.factories.scorecards import EVIDENCE, fill, submit
from tests.journeys.attacks import beside, refused, sql

LATER = NOON + timedelta(hours=9)
OPERATIONS = [*Path("hiring/operations").glob("*.py"), *Path("rubrics/operations").glob("*.py")]
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}


@pytest.fixture
def written(scorecards: tuple[Scorecard, Scorecard], interviewer: User) -> list[Event]:
    """The events of a submitted scorecard."""
    submit(scorecards[0], interviewer, LATER)
    return list(Event.objects.order_by("number"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET kind = 'other'",
        "UPDATE ledger_event SET number = number + 100",
        "UPDATE ledger_event SET actor_id = NULL",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event CASCADE",
        "TRUNCATE ledger_personalvalues",
        "DELETE FROM ledger_personalvalues",
        "UPDATE ledger_personalvalues SET values = '{\"a\": 1}'",
        "UPDATE ledger_personalvalues SET salt = ''",
        "UPDATE ledger_personalvalues SET values = '{}'",
        "INSERT INTO ledger_event SELECT * FROM ledger_event",
    ],
)
def test_the_database_refuses_to_rewrite_it(written: list[Event], statement: str) -> None:
    assert refused(statement) != ""
    assert chain.verify() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET kind = 'other' WHERE number = {}",
        "UPDATE ledger_event SET at = at + interval '1 second' WHERE number = {}",
        "UPDATE ledger_event SET actor_id = NULL WHERE number = {}",
        "UPDATE ledger_event SET data = '{{}}' WHERE number = {}",
        "UPDATE ledger_event SET subject_id = '0' WHERE number = {}",
        "UPDATE ledger_event SET personal_digest = '' WHERE number = {}",
        "UPDATE ledger_event SET previous_hash = '' WHERE number = {}",
        "UPDATE ledger_event SET hash = md5('x') WHERE number = {}",
        'UPDATE ledger_personalvalues SET values = \'{{"recommendation": "against"}}\' WHERE event_id = {}',
        "DELETE FROM ledger_personalvalues WHERE event_id = {0}; DELETE FROM ledger_event WHERE number = {0}",
        "DELETE FROM ledger_personalvalues WHERE event_id = {}",
    ],
)
def test_whoever_switches_the_guards_off_is_found(written: list[Event], statement: str) -> None:
    with transaction.atomic():
        chain.record("tried", written[0], by=None, at=NOON)
    with past_the_guards():
        sql(statement.format(written[-1].number))

    assert chain.verify() != []
    with pytest.raises(CommandError):
        call_command("verify_ledger")


def test_an_undone_write_leaves_no_event(scorecards: tuple[Scorecard, Scorecard], interviewer: User) -> None:
    before = Event.objects.count()
    with transaction.atomic():
        submit(scorecards[0], interviewer, LATER)
        during = Event.objects.count()
        transaction.set_rollback(True)

    assert during > before
    assert (Event.objects.count(), Scorecard.objects.get(pk=scorecards[0].pk).state) == (before, "draft")


def test_a_write_whose_event_fails_is_undone(
    application: Application, recruiter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*arguments: Any, **named: Any) -> None:
        raise DatabaseError("The ledger is full.")

    monkeypatch.setattr(candidates, "record", breaks)
    with pytest.raises(DatabaseError):
        candidates.withdraw(application=application, reason="Another job.", by=recruiter, at=NOON)

    assert Application.objects.get(pk=application.pk).stage == "loop"


def test_saving_one_s_own_draft_is_no_event(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User
) -> None:
    before = Event.objects.count()
    fill(scorecards[0], interviewer, NOON)
    assert Event.objects.count() == before


def test_no_event_outside_the_transaction_of_what_it_records(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        chain.record("tried", User.objects.create_user("a@example.org", full_name="A"), by=None, at=NOON)


def test_the_chain_holds_no_personal_value(written: list[Event]) -> None:
    plain = [str(event.data) for event in written]
    assert [text for text in plain if EVIDENCE in text or "Interviewer" in text] == []
    assert any(EVIDENCE in str(row.values) for row in PersonalValues.objects.all())


def test_after_erasure_the_chain_still_verifies(written: list[Event]) -> None:
    emptied = chain.erase(Event.objects.all())

    assert emptied == len(written)
    assert [(row.values, row.salt) for row in PersonalValues.objects.all()] == [({}, "")] * emptied
    assert chain.verify() == []


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_write_one_chain() -> None:
    person = User.objects.create_user("a@example.org", full_name="A")

    def write() -> object:
        return chain.record("tried", person, by=person, at=NOON).number

    assert sorted(str(number) for number in beside(write, write)) == ["1", "2"]
    assert chain.verify() == []


def test_every_operation_that_writes_records_an_event(db: None) -> None:
    """Read from the source: a public function that takes `by` and writes a row writes an event as well.

    It, or what it calls in the same file or another operation, calls `record`; reading one's way is no write.
    """
    silent = [
        f"{path}: {function.name}"
        for path in OPERATIONS
        for function in ast.parse(path.read_text()).body
        if isinstance(function, ast.FunctionDef) and takes_by(function) and writes(function)
        if function.name not in SILENT
        if not (calls(function) & RECORDING)
    ]
    assert silent == []


# What ends in `record`, or is the caller's part of a recorded whole.
RECORDING = {"record", "record_many", "editing", "enqueue", "settle", "record_edit"}
# Saving one's own draft, and remembering that somebody read.
SILENT = {"save_draft", "note_reading"}


def takes_by(function: ast.FunctionDef) -> bool:
    return any(one.arg == "by" for one in function.args.kwonlyargs)


def writes(function: ast.FunctionDef) -> bool:
    return bool(calls(function) & WRITES)


def calls(function: ast.FunctionDef) -> set[str]:
    """The names of everything that the function calls."""
    found = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = [one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in found]
    return {name for name in names if name}


def test_pages_write_nothing_without_an_event(
    written: list[Event], coordinator: User, scorecards: tuple[Scorecard, Scorecard],
    signed_in: Callable[[User], Client],
) -> None:  # fmt: skip
    client = signed_in(coordinator)
    before = Event.objects.count()

    client.post(f"/scorecards/{scorecards[1].pk}/excuse/", {"reason": "Ill for two weeks."})

    assert Event.objects.count() == before + 1
    newest = Event.objects.order_by("-number")[0]
    assert (newest.kind, newest.actor, newest.data["author"]) == (
        "scorecard.excused", coordinator, scorecards[1].author_id,
    )  # fmt: skip
