"""Backup and restore: one archive of everything, since uploads and reports lie in the database too.

An archive is a tar.gz of `manifest.json` and `database.dump` (pg_dump's custom format). The broker is not in
it: the
rows in PostgreSQL are the truth, and what was queued is found again by the sweeps.
"""

import json
import shutil
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from config import grants, postgres_client
from rubrics.ledger import chain

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
# Where the present tables wait until the restored ones have been checked.
ASIDE = "before_restore"


class ArchiveRefused(Exception):
    """The archive cannot be written or restored; nothing was changed."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: when it was made (ISO 8601), by which migrations, and how many rows per
    table."""

    format: int
    made_at: str
    postgres: int
    migrations: list[str]
    rows: dict[str, int]


def write(target: Path, *, at: datetime) -> Manifest:
    """Write the whole database to `target`, readable by its owner only, and return what it holds.

    The rows are counted in the snapshot that is dumped. ArchiveRefused where the file exists or pg_dump
    fails.
    """
    if target.exists():
        raise ArchiveRefused(_("%(path)s exists already; choose another name.") % {"path": target})
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DUMP
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            manifest = Manifest(
                FORMAT, at.isoformat(), postgres_client.server_major(), _applied(), count_rows()
            )
            postgres_client.run("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
            "--schema=public",
                 f"--snapshot={snapshot}", f"--file={dump}")  # fmt: skip
        (Path(folder) / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2))
        _pack(Path(folder), target)
    return manifest


def restore(source: Path, *, replace: bool = False) -> Manifest:
    """Replace the database by the archive's content, bring it to the present migrations and verify the
    ledger.

    What was there before is put aside and comes back if anything goes wrong. ArchiveRefused with a sentence
    where
    the archive is none, is newer than this program, or the database holds people and `replace` is not given.
    """
    with tempfile.TemporaryDirectory() as folder:
        manifest = _unpack(source, Path(folder))
        _refuse_newer(manifest)
        if not replace and holds_people():
            raise ArchiveRefused(
                _("The database is not empty. Give --replace to put the archive in its place.")
            )
        _put_aside()
        try:
            postgres_client.run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error",
            "--single-transaction",
                 f"--dbname={connection.settings_dict['NAME']}", str(Path(folder) / DUMP))  # fmt: skip
            _check(manifest)
        except BaseException:
            _take_back()
            raise
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {ASIDE} CASCADE")
    grants.renew()
    return manifest


def count_rows() -> dict[str, int]:
    """The number of rows by table, in the alphabetical order of the tables."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name from the catalogue
            counts[table] = cursor.fetchone()[0]
    return counts


def holds_people() -> bool:
    """Whether anybody works with this database already; migrations alone leave it empty in this sense."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return any(
        count
        for table, count in count_rows().items()
        if table in {"accounts_user", "ledger_event"} & set(tables)
    )


def _check(manifest: Manifest) -> None:
    """Compare the restored rows with the manifest, then bring them to the present and verify the ledger."""
    if count_rows() != manifest.rows:
        raise ArchiveRefused(_("The archive is damaged: it does not hold the rows that its manifest counts."))
    call_command("migrate", interactive=False, verbosity=0)
    if problems := chain.verify():
        raise ArchiveRefused(
            _("The ledger of the archive does not verify: %(why)s") % {"why": " ".join(problems)}
        )


def _put_aside() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE")
        cursor.execute(f"ALTER SCHEMA public RENAME TO {ASIDE}")


def _take_back() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
        cursor.execute(f"ALTER SCHEMA {ASIDE} RENAME TO public")


def _pack(folder: Path, target: Path) -> None:
    half = target.with_name(target.name + ".half")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    with tarfile.open(half, "w:gz") as archive:
        for name in (MANIFEST, DUMP):
            archive.add(folder / name, arcname=name)
    half.rename(target)


def _unpack(source: Path, folder: Path) -> Manifest:
    """Only the two members known by name are read, whatever else the archive may hold."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for name in (MANIFEST, DUMP):
                member = archive.extractfile(name)
                if member is None:
                    raise KeyError(name)
                with (folder / name).open("wb") as file:
                    shutil.copyfileobj(member, file)
        found = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except FileNotFoundError as error:
        raise ArchiveRefused(_("There is no file %(path)s.") % {"path": source}) from error
    except (OSError, EOFError, KeyError, TypeError, ValueError, tarfile.TarError) as error:
        raise ArchiveRefused(_("%(path)s is no archive of this program.") % {"path": source}) from error
    if found.format != FORMAT:
        raise ArchiveRefused(_("The archive has a format that this program does not know."))
    return found


def _refuse_newer(manifest: Manifest) -> None:
    known = {".".join(key) for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}}
    if unknown := sorted(set(manifest.migrations) - known):
        raise ArchiveRefused(
            _("The archive was made by a newer version of this program: %(names)s are unknown here.")
            % {"names": ", ".join(unknown)}
        )


def _applied() -> list[str]:
    return sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations)
