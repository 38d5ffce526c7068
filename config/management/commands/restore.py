"""`manage.py restore FILE [--replace]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config import archives
from config.postgres_client import ClientFailed


class Command(BaseCommand):
    help = "Puts an archive made by `backup` into the database. Stop the site and the workers before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also where the database is not empty")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = archives.restore(options["file"], replace=options["replace"])
        except (archives.ArchiveRefused, ClientFailed) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("Restored %(rows)d rows of the backup made at %(at)s. The ledger verifies.")
            % {"rows": sum(manifest.rows.values()), "at": manifest.made_at}
        )
