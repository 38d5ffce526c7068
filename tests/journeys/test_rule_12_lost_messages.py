"""Rule 12: lost messages lose nothing, a killed worker neither; a task run twice does its work once."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.utils import timezone

from config.celery import app
from hiring import tasks
from hiring.accounts.models import User
from hiring.models import CandidateReport, Notice, Scorecard
from hiring.operations import reports
from rubrics import tasks as rubrics_tasks
from rubrics.models import RoleDocument, RubricVersion, StoredFile
from rubrics.operations import documents
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit
from tests.surroundings.database import QUEUE
from tests.surroundings.worker import Worker

LATER = NOON + timedelta(hours=9)
TREE_OFFICER = Path("tests/documents/tree_officer.txt").read_text()


@pytest.fixture
def queued(scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User) -> CandidateReport:
    """Asked for by the last scorecard; whoever takes its message finds the row."""
    submit(scorecards[0], interviewer, LATER)
    submit(scorecards[1], fellow, LATER)
    asked = reports.request_if_due(application=scorecards[0].application, at=timezone.now())
    return asked or CandidateReport.objects.get()


def lose_messages() -> None:
    """What the broker held is gone, as after its disk."""
    with redis.Redis.from_url(settings.REDIS_URL) as link:
        link.delete(QUEUE)


def age(report: CandidateReport) -> None:
    """Nobody has touched the report for a while."""
    long_ago = timezone.now() - timedelta(seconds=reports.STALE_SECONDS + 5)
    CandidateReport.objects.filter(pk=report.pk).update(state_changed_at=long_ago)


def until(is_so: Callable[[], bool], within: float = 60) -> None:
    """Wait until it is so; the worker is another process."""
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def state(report: CandidateReport) -> str:
    return CandidateReport.objects.values_list("state", flat=True).get(pk=report.pk)


def whole(report: CandidateReport) -> tuple[str, int, int]:
    """State, attempts, and how many files the reports have."""
    report.refresh_from_db()
    return report.state, report.attempts, StoredFile.objects.filter(name__startswith="reports/").count()


def test_a_task_run_twice_builds_one_report(queued: CandidateReport) -> None:
    for _turn in range(3):
        tasks.build_report(report_id=queued.pk)

    assert whole(queued) == ("ready", 1, 2)
    assert CandidateReport.objects.count() == 1


def test_asking_again_while_one_is_due_or_built_asks_for_no_second(queued: CandidateReport) -> None:
    again = [reports.request_if_due(application=queued.application, at=timezone.now()) for _turn in range(2)]
    tasks.build_report(report_id=queued.pk)
    again.append(reports.request_if_due(application=queued.application, at=timezone.now()))

    assert (again, CandidateReport.objects.count()) == ([None, None, None], 1)


def test_a_derivation_run_twice_makes_one_draft(recruiter: User) -> None:
    document = documents.receive(text=TREE_OFFICER, by=recruiter, at=NOON)
    for _turn in range(2):
        rubrics_tasks.derive(document.pk)

    assert RubricVersion.objects.filter(role_document=document).count() == 1


def test_a_notice_whose_task_runs_twice_is_sent_once(
    queued: CandidateReport, mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    # At noon: in the quiet hours of the night the notice would wait.
    noon = timezone.now().replace(hour=12)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    tasks.build_report(report_id=queued.pk)
    row = Notice.objects.get(kind="report_ready")
    for _turn in range(2):
        tasks.send_notice(notice_id=row.pk)

    assert len(mailoutbox) == 1


def test_every_sweep_is_on_the_schedule_every_minute() -> None:
    every = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    assert {name: every[name] for name in ("hiring.sweep", "hiring.sweep_repairs", "rubrics.sweep")} == {
        "hiring.sweep": 60,
        "hiring.sweep_repairs": 60,
        "rubrics.sweep": 60,
    }


@pytest.mark.worker
def test_the_sweep_finds_a_report_whose_message_was_lost(
    celery_worker: Worker, queued: CandidateReport
) -> None:
    until(lambda: state(queued) == "ready")
    other = CandidateReport.objects.create(
        application=queued.application, number=2, requested_at=NOON, state_changed_at=NOON
    )

    tasks.sweep.delay()

    until(lambda: state(other) == "ready")
    assert whole(other) == ("ready", 1, 4)


@pytest.mark.worker
def test_a_worker_killed_in_the_middle_of_a_build_loses_nothing(
    celery_worker: Worker, queued: CandidateReport
) -> None:
    until(lambda: state(queued) != "queued")
    celery_worker.kill()
    lose_messages()
    left = state(queued)
    if left == "ready":
        # The worker was faster than the kill: the next build is caught before it can end.
        left = "building"
        queued = CandidateReport.objects.create(
            application=queued.application, number=2, requested_at=NOON, state_changed_at=NOON, state="building",
            attempts=1,
        )  # fmt: skip
    shown = queued.application.reports.filter(state="ready", pk=queued.pk).exists()

    age(queued)
    celery_worker.start()
    tasks.sweep.delay()

    until(lambda: state(queued) == "ready")
    assert (left, shown) == ("building", False)
    assert whole(queued)[:2] == ("ready", 2)


@pytest.mark.worker
def test_a_document_taken_in_while_no_worker_and_no_broker_remembers_is_derived(
    celery_worker: Worker, recruiter: User
) -> None:
    celery_worker.kill()
    document = documents.receive(text=TREE_OFFICER, by=recruiter, at=timezone.now())
    lose_messages()
    RoleDocument.objects.filter(pk=document.pk).update(state_changed_at=NOON)
    celery_worker.start()

    rubrics_tasks.sweep.delay()

    until(lambda: RoleDocument.objects.get(pk=document.pk).state == "derived")
    assert document.rubric_versions.count() == 1
