"""`manage.py backup FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from config import archives
from config.postgres_client import ClientFailed


class Command(BaseCommand):
    help = "Writes the whole database, uploaded files and reports included, to one archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = archives.write(options["file"], at=timezone.now())
        except (archives.ArchiveRefused, ClientFailed) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("%(path)s holds %(rows)d rows of %(tables)d tables.")
            % {"path": options["file"], "rows": sum(manifest.rows.values()), "tables": len(manifest.rows)}
        )
