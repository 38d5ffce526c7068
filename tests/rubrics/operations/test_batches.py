from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from hiring.accounts.models import User
from rubrics import derivation
from rubrics.ledger.chain import verify
from rubrics.models import BatchItem, DocumentBatch, RoleDocument, RubricVersion
from rubrics.operations import batches, documents
from rubrics.operations.archives import Contents, Entry
from rubrics.operations.tallies import tally

TREE_OFFICER = Path("tests/documents/tree_officer.txt").read_bytes()
GARDEN_RULES = Path("tests/documents/garden_rules.txt").read_bytes()
Receive = Callable[..., DocumentBatch]


def variant(number: int) -> bytes:
    """A role document that differs from the others by its town."""
    return TREE_OFFICER + f"\nThe work is in town {number}.\n".encode()


@pytest.fixture
def receive(recruiter: User, at: datetime) -> Receive:
    def received(*entries: Entry) -> DocumentBatch:
        return batches.receive(contents=Contents(entries, ""), name="roles.zip", by=recruiter, at=at)

    return received


def run(batch: DocumentBatch, at: datetime, **arguments: float) -> list[tuple[str, str]]:
    """Run the job; gives the state and sentence of each file."""
    batches.run(batch_id=batch.pk, clock=lambda: at, **arguments)
    batch.refresh_from_db()
    return list(batch.items.values_list("state", "sentence"))


def test_each_file_ends_with_its_own_result(receive: Receive, recruiter: User, at: datetime) -> None:
    documents.receive(data=variant(1), name="before.txt", by=recruiter, at=at)
    batch = receive(
        Entry("a/one.txt", variant(1)),
        Entry("a/two.txt", variant(2)),
        Entry("a/two again.txt", variant(2)),
        Entry("empty.txt", b""),
        Entry("garden.txt", GARDEN_RULES),
        Entry("../out.txt", None, "Its name leads out."),
    )
    assert run(batch, at) == [
        (
            "already_there",
            "This text is already here as “before.txt”, received on 2026-03-02. Nothing was stored twice.",
        ),
        ("derived", batch.items.get(number=2).document.progress_sentence),
        (
            "already_there",
            (
                f"This text is already here as “{batch.items.get(number=2).document}”, received on 2026-03-02. "
                "Nothing was stored twice."
            ),
        ),
        ("refused", "This file is empty; choose a file that holds the role document."),
        ("nothing_found", "No requirement was found: this does not read like a role document."),
        ("refused", "Its name leads out."),
    ]
    assert tally(batch).sentence == (
        "6 of 6 files done: 1 draft, 2 here already, 1 without a requirement, 2 refused."
    )
    assert [one.source_name for one in RoleDocument.objects.order_by("pk")] == [
        "before.txt",
        "two.txt",
        "garden.txt",
    ]
    assert (batch.state, RubricVersion.objects.count(), verify()) == ("finished", 1, [])


def test_a_file_that_breaks_the_program_spoils_no_other(
    receive: Receive, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_document = documents.receive

    def fail(**arguments: object) -> RoleDocument:
        if arguments["name"] == "bad.txt":
            raise RuntimeError("boom")
        return receive_document(**arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "receive", fail)
    batch = receive(Entry("bad.txt", variant(1)), Entry("good.txt", variant(2)))
    assert [state for state, _sentence in run(batch, at)] == ["failed", "derived"]
    assert batch.items.get(number=1).sentence == "The program failed at this file; it can be tried again."


def test_what_was_done_before_a_kill_is_not_done_twice(
    receive: Receive, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive, derived = derivation.derive, []

    def killed_at_the_second(text: str, **arguments: object) -> object:
        derived.append(text)
        if len(derived) == 2:
            raise OperationalError("The worker is gone.")
        return derive(text, **arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(derivation, "derive", killed_at_the_second)
    batch = receive(*(Entry(f"{n}.txt", variant(n)) for n in range(3)))
    with pytest.raises(OperationalError):
        run(batch, at)
    assert list(batch.items.values_list("state", flat=True)) == ["derived", "deriving", "waiting"]
    later = at + timedelta(minutes=4)
    assert batches.sweep(at=later) == 1
    assert [state for state, _sentence in run(batch, later)] == ["derived"] * 3
    texts = [variant(n).decode() for n in (0, 1, 1, 2)]
    assert (derived, RoleDocument.objects.count(), RubricVersion.objects.count()) == (texts, 3, 3)


def test_a_second_worker_leaves_the_import_to_the_first(receive: Receive, at: datetime) -> None:
    batch = receive(Entry("one.txt", variant(1)))
    DocumentBatch.objects.update(state="running", state_changed_at=at)
    assert run(batch, at + timedelta(minutes=2)) == [("waiting", "")]
    assert run(batch, at + timedelta(minutes=4))[0][0] == "derived"


def test_a_file_that_ends_every_worker_is_given_up(receive: Receive, at: datetime) -> None:
    batch = receive(Entry("one.txt", variant(1)), Entry("two.txt", variant(2)))
    BatchItem.objects.filter(number=1).update(attempts=3)
    states = run(batch, at)
    assert states[0] == ("failed", "The program was stopped 3 times while it worked on this file.")
    assert (states[1][0], batch.state) == ("derived", "finished")


def test_a_long_import_goes_on_under_the_next_message(receive: Receive, at: datetime) -> None:
    batch = receive(Entry("one.txt", variant(1)), Entry("two.txt", variant(2)))
    assert [state for state, _sentence in run(batch, at, seconds=-1)] == ["waiting", "waiting"]
    assert batch.state == "waiting"
    assert [state for state, _sentence in run(batch, at)] == ["derived", "derived"]


def test_what_failed_is_imported_again_and_nothing_else(
    receive: Receive, recruiter: User, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **names: object) -> None:
        raise RuntimeError("boom")

    batch = receive(
        Entry("one.txt", variant(1)), Entry("empty.txt", b""), Entry("x.zip", None, "An archive.")
    )
    with monkeypatch.context() as patch:
        patch.setattr(derivation, "derive", fail)
        assert [state for state, _sentence in run(batch, at)] == ["failed", "refused", "refused"]
    assert batches.again(batch=batch, by=recruiter, at=at) == 2
    assert [state for state, _sentence in run(batch, at)] == ["derived", "refused", "refused"]
    assert RoleDocument.objects.count() == 1


def test_a_running_import_and_one_without_failures_are_not_tried_again(
    receive: Receive, recruiter: User, at: datetime
) -> None:
    batch = receive(Entry("one.txt", variant(1)))
    with pytest.raises(batches.BatchRefused, match=r"^This import is still running\.$"):
        batches.again(batch=batch, by=recruiter, at=at)
    run(batch, at)
    with pytest.raises(batches.BatchRefused, match=r"^There is no file to try again\.$"):
        batches.again(batch=batch, by=recruiter, at=at)


def test_the_bytes_of_what_was_taken_in_are_kept_once(receive: Receive, at: datetime) -> None:
    batch = receive(Entry("one.txt", variant(1)), Entry("empty.txt", b""))
    run(batch, at)
    assert [item.content is None for item in batch.items.all()] == [True, False]


@pytest.mark.parametrize(
    ("state", "minutes", "enqueued"),
    [("waiting", 0, 0), ("waiting", 2, 1), ("running", 2, 0), ("running", 4, 1), ("finished", 600, 0)],
)
def test_the_sweep_finds_imports_whose_worker_was_lost(
    state: str,
    minutes: int,
    enqueued: int,
    receive: Receive,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    receive(Entry("one.txt", variant(1)))
    DocumentBatch.objects.update(state=state, state_changed_at=at - timedelta(minutes=minutes))
    with django_capture_on_commit_callbacks() as callbacks:
        assert batches.sweep(at=at) == enqueued
    assert len(callbacks) == enqueued
