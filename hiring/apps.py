"""The app's name, and what it does when it is loaded."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HiringConfig(AppConfig):
    """Requisitions, loops, scorecards, reports and decisions."""

    name = "hiring"
    verbose_name = "Hiring"

    def ready(self) -> None:
        """Write the first rows after every migration."""
        from hiring.queries.blindness import without_blinded_events
        from rubrics.ledger.veils import VEILS

        VEILS.append(without_blinded_events)
        post_migrate.connect(write_first_rows, sender=self)


def write_first_rows(**kwargs: Any) -> None:
    """The roles as groups, and the catalogue of interview kinds."""
    from hiring.operations.catalogue import ensure_kinds
    from hiring.operations.people import sync_roles

    sync_roles()
    ensure_kinds()
