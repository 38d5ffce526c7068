from datetime import datetime

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from hiring.accounts.models import User
from rubrics.ledger.models import Event
from rubrics.models import RoleDocument, StoredFile
from rubrics.operations import documents
from rubrics.operations.documents import AlreadyThere, DocumentRefused

TEXT = "Depot manager\n\nRequirements\n- Plans shifts\n"


def refusal(**arguments: object) -> str:
    with pytest.raises(DocumentRefused) as refused:
        documents.receive(**arguments)
    return str(refused.value)


def test_an_upload_is_stored_with_its_file_text_and_event(recruiter: User, at: datetime) -> None:
    document = documents.receive(data=TEXT.encode(), name="depot.txt", by=recruiter, at=at)
    event = Event.objects.get(kind="document.received")
    assert (document.text, document.state, document.number, document.format) == (TEXT, "received", 1, "txt")
    assert document.file.read() == TEXT.encode()
    assert (event.actor, event.subject_id) == (recruiter, str(document.pk))
    assert event.personal.values == {"source_name": "depot.txt"}


def test_a_pasted_text_is_stored_with_plain_line_ends_and_no_file(recruiter: User, at: datetime) -> None:
    document = documents.receive(text=TEXT.replace("\n", "\r\n"), by=recruiter, at=at)
    assert (document.text, bool(document.file), document.source_name) == (TEXT, False, "pasted.txt")


def test_utf_16_is_read_as_text(recruiter: User, at: datetime) -> None:
    document = documents.receive(data=TEXT.encode("utf-16"), name="depot.txt", by=recruiter, at=at)
    assert document.text == TEXT


def test_taking_a_document_in_enqueues_its_derivation_once_it_is_stored(
    recruiter: User, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        document = documents.receive(text=TEXT, by=recruiter, at=at)
    assert [callback.args for callback in callbacks] == [(document.pk,)]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", "This file is empty; choose a file that holds the role document."),
        (b" \n\t", "a.txt", "This file is empty; choose a file that holds the role document."),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(50),
            "a.txt",
            "This is a picture, which cannot be read; use the file with the text of the role document.",
        ),
        (
            b"\x01\x02a\x03" * 500,
            "a.txt",
            "This file holds binary data, not text; export the role document as text and try again.",
        ),
        (
            b"x" * (20 * 1024 * 1024),
            "a.txt",
            "This file is too large (20.0 MB); at most 5.0 MB can be read.",
        ),
        (
            b"a",
            "a.xlsx",
            "Files of type “.xlsx” cannot be read; use a .txt, .md, .html, .docx, .odt, .pdf or .json file.",
        ),
    ],
    ids=["empty", "blank", "picture", "binary", "20 MB", "unknown type"],
)
def test_an_unreadable_file_is_refused_with_a_sentence_and_nothing_is_stored(
    data: bytes, name: str, sentence: str, recruiter: User, at: datetime
) -> None:
    assert refusal(data=data, name=name, by=recruiter, at=at) == sentence
    assert (RoleDocument.objects.count(), StoredFile.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_neither_and_both_are_refused(recruiter: User, at: datetime) -> None:
    assert refusal(text="  ", by=recruiter, at=at) == "Choose a file or paste the text of the role document."
    assert (
        refusal(data=b"a", text="b", name="a.txt", by=recruiter, at=at)
        == "Choose a file or paste the text, not both."
    )


def test_a_text_that_is_here_already_is_named_instead_of_stored_twice(recruiter: User, at: datetime) -> None:
    first = documents.receive(data=TEXT.encode(), name="depot.txt", by=recruiter, at=at)
    with pytest.raises(AlreadyThere) as refused:
        documents.receive(text=TEXT, by=recruiter, at=at)
    assert refused.value.document == first
    assert (
        str(refused.value)
        == "This text is already here as “depot.txt”, received on 2026-03-02. Nothing was stored twice."
    )


def test_a_next_version_is_numbered_and_a_second_next_version_is_refused(
    recruiter: User, at: datetime
) -> None:
    first = documents.receive(data=TEXT.encode(), name="depot.txt", by=recruiter, at=at)
    second = documents.receive(text=TEXT + "- Keeps promises\n", follows=first, by=recruiter, at=at)
    assert (second.number, second.follows) == (2, first)
    assert (
        refusal(text=TEXT + "- More\n", follows=first, by=recruiter, at=at)
        == "“depot.txt” has a newer version already; follow that one."
    )


def test_a_superseded_text_may_come_back_as_a_further_version(recruiter: User, at: datetime) -> None:
    first = documents.receive(text=TEXT, by=recruiter, at=at)
    second = documents.receive(text=TEXT + "- Keeps promises\n", follows=first, by=recruiter, at=at)
    third = documents.receive(text=TEXT, follows=second, by=recruiter, at=at)
    assert third.number == 3


def test_a_running_derivation_is_not_asked_for_again(recruiter: User, at: datetime) -> None:
    document = documents.receive(text=TEXT, by=recruiter, at=at)
    with pytest.raises(DocumentRefused, match=r"This document is being derived already\."):
        documents.derive_again(document=document, by=recruiter, at=at)


def test_a_failed_document_is_derived_again_on_request(recruiter: User, at: datetime) -> None:
    document = documents.receive(text=TEXT, by=recruiter, at=at)
    RoleDocument.objects.update(state="failed", failure="It failed.")
    documents.derive_again(document=document, by=recruiter, at=at)
    document.refresh_from_db()
    assert (document.state, document.failure, document.progress) == ("deriving", "", 0)
