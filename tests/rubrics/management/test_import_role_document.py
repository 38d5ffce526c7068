from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hiring.accounts.models import User
from rubrics.models import RoleDocument
from rubrics.operations import derivations

pytestmark = pytest.mark.django_db
TREE_OFFICER = Path("tests/documents/tree_officer.txt")


def test_files_are_taken_in_under_a_name(recruiter: User) -> None:
    out = StringIO()
    call_command("import_role_document", TREE_OFFICER, "--by", recruiter.email, stdout=out)
    document = RoleDocument.objects.get()
    assert (document.source_name, document.received_by) == ("tree_officer.txt", recruiter)
    assert out.getvalue() == f"{TREE_OFFICER}: taken in as document {document.pk}\n"


def test_a_refused_file_is_named_and_the_others_are_taken_in(tmp_path: Path) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.touch()
    err = StringIO()
    with pytest.raises(CommandError, match=r"^2 of 3 files were refused, 0 failed\.$"):
        call_command("import_role_document", empty, missing, TREE_OFFICER, stderr=err, stdout=StringIO())
    assert RoleDocument.objects.count() == 1
    assert err.getvalue().splitlines() == [
        f"{empty}: This file is empty; choose a file that holds the role document.",
        f"{missing}: [Errno 2] No such file or directory: '{missing}'",
    ]


def test_a_second_import_of_the_same_file_stores_nothing() -> None:
    for _turn in range(2):
        call_command("import_role_document", TREE_OFFICER, stdout=StringIO())
    assert RoleDocument.objects.count() == 1


def test_an_unknown_person_is_refused() -> None:
    with pytest.raises(CommandError, match=r"There is no person with the address nobody@example\.org\."):
        call_command("import_role_document", TREE_OFFICER, "--by", "nobody@example.org")


def test_waiting_prints_how_each_document_ended() -> None:
    call_command("import_role_document", TREE_OFFICER, stdout=StringIO())
    document = RoleDocument.objects.get()
    derivations.derive(document_id=document.pk, at=document.received_at)
    document.refresh_from_db()
    out = StringIO()
    call_command("import_role_document", TREE_OFFICER, "--wait", stdout=out)
    assert out.getvalue().splitlines()[-1] == f"{document.title}: {document.progress_sentence}"


def test_waiting_ends_with_an_error_where_the_worker_does_not_come() -> None:
    err = StringIO()
    with pytest.raises(CommandError, match=r"^0 of 1 files were refused, 1 failed\.$"):
        call_command(
            "import_role_document", TREE_OFFICER, "--wait", "--timeout", "0.3", stdout=StringIO(), stderr=err
        )
    assert err.getvalue() == "tree_officer.txt: not finished in time\n"
