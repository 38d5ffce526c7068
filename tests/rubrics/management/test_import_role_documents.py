import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from hiring.accounts.models import User
from rubrics.models import DocumentBatch
from rubrics.operations import batches

pytestmark = pytest.mark.django_db


def folder(tmp_path: Path) -> Path:
    roles = tmp_path / "roles"
    roles.mkdir()
    (roles / "depot.txt").write_text("Requirements\n- Plans shifts\n")
    return roles


def test_a_folder_and_an_archive_become_one_import_each(tmp_path: Path, recruiter: User) -> None:
    roles, out = folder(tmp_path), StringIO()
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as packed:
        packed.writestr("rail.txt", "Requirements\n- Plans tracks\n")
    call_command("import_role_documents", roles, tmp_path / "more.zip", "--by", recruiter.email, stdout=out)
    made = list(DocumentBatch.objects.order_by("pk"))
    assert [(one.source_name, one.received_by, one.items.get().name) for one in made] == [
        ("more.zip", recruiter, "rail.txt"),
        ("roles", recruiter, "roles/depot.txt"),
    ]
    assert out.getvalue().splitlines() == [
        f"more.zip: 1 files taken in as import {made[0].pk}",
        f"roles: 1 files taken in as import {made[1].pk}",
    ]


def test_a_missing_path_stores_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^There is no file or folder"):
        call_command("import_role_documents", folder(tmp_path), tmp_path / "missing")
    assert DocumentBatch.objects.count() == 0


def test_waiting_counts_and_names_what_was_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roles, out, err = folder(tmp_path), StringIO(), StringIO()
    (roles / "empty.txt").touch()

    def work(_seconds: float) -> None:
        batches.run(batch_id=DocumentBatch.objects.get().pk, clock=timezone.now)

    monkeypatch.setattr("rubrics.management.commands.import_role_documents.time.sleep", work)
    with pytest.raises(CommandError, match=r"^1 of 2 files were refused or failed\.$"):
        call_command("import_role_documents", roles, "--wait", stdout=out, stderr=err)
    assert out.getvalue().splitlines()[1:] == [
        "0 of 2 files done.",
        "2 of 2 files done: 1 without a requirement, 1 refused.",
    ]
    assert err.getvalue() == (
        "roles/empty.txt: This file is empty; choose a file that holds the role document.\n"
    )


def test_waiting_ends_with_an_error_where_the_worker_does_not_come(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^The import was not finished in time; it goes on by itself\.$"):
        call_command(
            "import_role_documents", folder(tmp_path), "--wait", "--timeout", "0.3", stdout=StringIO()
        )
