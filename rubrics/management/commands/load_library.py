"""The competency library from its files to the rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from rubrics.library import LibraryError
from rubrics.operations.library import load_files


class Command(BaseCommand):
    help = "Load the shipped competency library; entries that were edited here keep their text."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = load_files(by=None, at=timezone.now())
        except LibraryError as error:
            raise CommandError(str(error)) from error
        if written:
            self.stdout.write(_("%(count)s competencies were loaded.") % {"count": len(written)})
        else:
            self.stdout.write(_("The library was up to date."))
