"""Many role documents from folders and archives, by the command line."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from rubrics.choices import ItemState
from rubrics.models import DocumentBatch
from rubrics.operations import archives, batches
from rubrics.operations.tallies import counts, tally

FAILED = (ItemState.REFUSED, ItemState.FAILED)


class Command(BaseCommand):
    help = "Import the role documents of folders and .zip archives as one job of the worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--by", help="e-mail address of the person who takes them in")
        parser.add_argument("--wait", action="store_true", help="wait until every file is done")
        parser.add_argument("--timeout", type=float, default=900, help="seconds to wait at most (900)")

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._person(options["by"])
        taken = [self._take_in(name, contents, by) for name, contents in self._contents(options["paths"])]
        if options["wait"]:
            self._wait(taken, options["timeout"])

    def _contents(self, paths: list[Path]) -> list[tuple[str, archives.Contents]]:
        """Each archive by itself, folders and single files together; read whole before anything is stored."""
        packed = [path for path in paths if path.suffix.lower() == ".zip" and path.is_file()]
        others = [path for path in paths if path not in packed]
        try:
            found = [(path.name, archives.from_zip(self._bytes(path))) for path in packed]
            if others:
                found.append(
                    (", ".join(path.name or str(path) for path in others), archives.from_paths(others))
                )
        except (archives.ArchiveRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        return found

    def _bytes(self, path: Path) -> bytes:
        size, limit = path.stat().st_size, settings.ARCHIVE_MAX_BYTES
        if size > limit:
            message = _("“%(path)s” is too large; at most %(limit)s MB can be read.")
            raise CommandError(message % {"path": path, "limit": limit // archives.MEGABYTE})
        return path.read_bytes()

    def _person(self, email: str | None) -> Any:
        if email is None:
            return None
        person = get_user_model().objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(_("There is no person with the address %(email)s.") % {"email": email})
        return person

    def _take_in(self, name: str, contents: archives.Contents, by: Any) -> DocumentBatch:
        batch = batches.receive(contents=contents, name=name, by=by, at=timezone.now())
        self.stdout.write(
            _("%(name)s: %(count)s files taken in as import %(number)s")
            % {"name": name, "count": len(contents.entries), "number": batch.pk}
        )
        return batch

    def _wait(self, taken: list[DocumentBatch], timeout: float) -> None:
        """Tell how far each import is; ends with an error where a file failed or was not done in time."""
        deadline = time.monotonic() + timeout
        for batch in taken:
            told = ""
            while True:
                batch.refresh_from_db()
                counted = tally(batch)
                if counted.sentence != told:
                    told = counted.sentence
                    self._tell(told)
                if not counted.running:
                    break
                if time.monotonic() > deadline:
                    raise CommandError(_("The import was not finished in time; it goes on by itself."))
                time.sleep(0.2)
            self._tell("", end="\n")
        self._judge(taken)

    def _tell(self, sentence: str, end: str = "") -> None:
        """On a terminal one line that counts, elsewhere a line for each count."""
        if self.stdout.isatty():
            self.stdout.write(f"\r\033[K{sentence}" if sentence else "", ending=end)
            self.stdout.flush()
        elif sentence:
            self.stdout.write(sentence)

    def _judge(self, taken: list[DocumentBatch]) -> None:
        bad = [item for batch in taken for item in batch.items.filter(state__in=FAILED).defer("content")]
        for item in bad:
            self.stderr.write(f"{item.name}: {item.sentence}")
        if bad:
            total = sum(sum(counts(batch).values()) for batch in taken)
            message = _("%(bad)s of %(total)s files were refused or failed.")
            raise CommandError(message % {"bad": len(bad), "total": total})
