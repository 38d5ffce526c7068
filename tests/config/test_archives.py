"""A backup holds everything; a restore brings everything back, or nothing changes."""

import io
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from config import archives
from config.postgres_client import ClientFailed
from hiring.accounts.models import User
from rubrics.ledger import chain

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A backup of a database with one person and three events."""
    user = User.objects.create_user("one@example.org", full_name="One Person")
    for number in range(3):
        with transaction.atomic():
            chain.record(
                "tried", user, by=user, at=NOON, data={"turn": number}, personal={"name": "One Person"}
            )
    archives.write(tmp_path / "backup.tar.gz", at=NOON)
    return tmp_path / "backup.tar.gz"


def test_restoring_brings_back_every_row_and_the_ledger_verifies(archive: Path) -> None:
    before = archives.count_rows()
    User.objects.create_user("two@example.org", full_name="Second Person")
    manifest = archives.restore(archive, replace=True)
    assert archives.count_rows() == before == manifest.rows
    assert (chain.verify(), chain.Event.objects.count()) == ([], 3)
    assert [user.email for user in User.objects.all()] == ["one@example.org"]


def test_the_guards_and_the_constraints_are_restored_too(archive: Path) -> None:
    before = guards()
    archives.restore(archive, replace=True)
    assert guards() == before


def test_a_restored_database_can_be_backed_up_and_restored_again(archive: Path, tmp_path: Path) -> None:
    archives.restore(archive, replace=True)
    first = archives.count_rows()
    archives.write(tmp_path / "second.tar.gz", at=NOON)
    archives.restore(tmp_path / "second.tar.gz", replace=True)
    assert archives.count_rows() == first


def test_an_empty_database_needs_no_permission_to_be_replaced(archive: Path) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE accounts_user, ledger_event CASCADE")
    archives.restore(archive)
    assert User.objects.count() == 1


def test_a_database_with_people_is_not_replaced_by_mistake(archive: Path) -> None:
    with pytest.raises(archives.ArchiveRefused, match="not empty"):
        archives.restore(archive)


def test_a_backup_is_readable_by_its_owner_only_and_overwrites_nothing(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    with pytest.raises(archives.ArchiveRefused, match="exists already"):
        archives.write(archive, at=NOON)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00broken"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(archives.ArchiveRefused, match="no archive of this program"):
        archives.restore(tmp_path / "file")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(archives.ArchiveRefused, match=r"There is no file .*/none\.tar\.gz\."):
        archives.restore(tmp_path / "none.tar.gz")


def test_a_damaged_dump_leaves_the_database_as_it_was(archive: Path, tmp_path: Path) -> None:
    before = archives.count_rows()
    rewrite(archive, archives.DUMP, lambda content: content[: len(content) // 2])
    with pytest.raises(ClientFailed, match="pg_restore failed"):
        archives.restore(archive, replace=True)
    assert archives.count_rows() == before


def test_an_archive_with_other_rows_than_it_counts_leaves_the_database_as_it_was(archive: Path) -> None:
    before = archives.count_rows()
    rewrite(archive, archives.MANIFEST, lambda text: text.replace(b'"ledger_event": 3', b'"ledger_event": 4'))
    with pytest.raises(archives.ArchiveRefused, match="does not hold the rows"):
        archives.restore(archive, replace=True)
    assert archives.count_rows() == before


def test_an_archive_of_a_newer_program_is_refused_by_name(archive: Path) -> None:
    rewrite(
        archive, archives.MANIFEST, lambda text: text.replace(b"ledger.0001_initial", b"ledger.9999_later")
    )
    with pytest.raises(archives.ArchiveRefused, match=r"ledger\.9999_later are unknown"):
        archives.restore(archive, replace=True)


def rewrite(archive: Path, name: str, change) -> None:  # type: ignore[no-untyped-def]
    """Changes one member of the archive."""
    with tarfile.open(archive) as before:
        members = {member.name: before.extractfile(member).read() for member in before}  # type: ignore[union-attr]
    members[name] = change(members[name])
    with tarfile.open(archive, "w:gz") as after:
        for member, content in members.items():
            info = tarfile.TarInfo(member)
            info.size = len(content)
            after.addfile(info, io.BytesIO(content))


def guards() -> list[tuple[str, ...]]:
    """Triggers and constraints of the database, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n"
            " ON n.oid = relnamespace WHERE nspname = 'public' AND NOT tgisinternal UNION"
            " SELECT conrelid::regclass::text, conname FROM pg_constraint"
            " JOIN pg_namespace n ON n.oid = connamespace"
            " WHERE nspname = 'public' ORDER BY 1, 2"
        )
        return list(cursor.fetchall())
