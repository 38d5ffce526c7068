"""Health is told to load balancers without a login, and tells nothing else."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client


@pytest.mark.django_db
def test_a_stranger_learns_that_all_is_well_and_nothing_else() -> None:
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "broker": True})


@pytest.mark.django_db
def test_a_broker_that_does_not_answer_is_told(settings: LazySettings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "broker": False})


def test_a_site_that_does_not_listen_is_not_well() -> None:
    with pytest.raises(CommandError, match="The site does not answer"):
        call_command("healthy", "site", port=1)


def test_a_schedule_is_well_as_long_as_it_is_written(tmp_path: Path) -> None:
    schedule = tmp_path / "schedule"
    with pytest.raises(CommandError, match="The schedule does not answer"):
        call_command("healthy", "schedule", file=schedule)
    schedule.with_suffix(".db").touch()
    call_command("healthy", "schedule", file=schedule)
    os.utime(schedule.with_suffix(".db"), (0, 0))
    with pytest.raises(CommandError, match="The schedule does not answer"):
        call_command("healthy", "schedule", file=schedule)
