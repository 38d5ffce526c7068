"""Migrations are named by hand, stand in one row and match the models."""

import re
from itertools import pairwise

import pytest
from django.core.management import call_command

from tests.house.sources import APPS, files, name

# Names that Django makes by itself: from a date, or by stringing operations together.
MADE_BY_ITSELF = re.compile(r"_auto_|_and_more$|^\d{4}_(alter|rename|remove|delete)_")


def test_every_migration_is_named_by_hand() -> None:
    named = [path for path in migrations() if MADE_BY_ITSELF.search(path.stem)]
    assert named == []


def test_migrations_of_an_app_stand_in_one_row() -> None:
    numbers: dict[str, list[int]] = {}
    for path in migrations():
        numbers.setdefault(name(path.parent), []).append(int(path.stem[:4]))
    broken = {app: row for app, row in numbers.items() if any(b - a != 1 for a, b in pairwise([0, *row]))}
    assert broken == {}


@pytest.mark.django_db
def test_the_models_have_no_change_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def migrations() -> list:  # type: ignore[type-arg]
    """Our own migration files."""
    return [
        path
        for path in files(*APPS, suffix=".py")
        if path.parent.name == "migrations" and path.stem != "__init__"
    ]
