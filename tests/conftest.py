"""What every test may ask for, and what the pure rooms' tests may not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow now and then; that says nothing about what is tested.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

pytest_plugins = [
    "tests.fixtures",
    "tests.surroundings.database",
    "tests.surroundings.browser",
    "tests.surroundings.calendars",
    "tests.surroundings.worker",
]

TESTS = Path(__file__).resolve().parent
PURE_ROOMS = (
    "rubrics/reading",
    "rubrics/derivation",
    "rubrics/library",
    "hiring/planning",
    "hiring/statistics",
    "hiring/reporting",
)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "client", "admin_client"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A pure room that needs a database for its test is no longer pure."""
    for item in items:
        room = item.path.relative_to(TESTS).as_posix()
        if room.startswith(PURE_ROOMS) and _wants_database(item):
            raise pytest.UsageError(
                f"{item.nodeid} asks for a database, which tests of the pure rooms may not."
            )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test proves nothing: a run with one does not succeed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _wants_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & DATABASE_FIXTURES)
