"""The doors of the workers: each calls its operation, and the sweep finds what was lost."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import NoticeState, RunState, SeatKind
from hiring.models import Application, Notice, Repair, ScheduleRun
from hiring.operations import scheduling
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def notice(application: Application, coordinator: User) -> Notice:
    """An invitation that no worker has seen, due a while ago."""
    loop = begin_loop(application)
    session = loop.sessions.first()
    end = TOMORROW + timedelta(hours=1)
    scheduling.set_time(session=session, start=TOMORROW, end=end, place="", by=coordinator, at=NOON)
    scheduling.give_seat(
        session=session, person=able("Ann One", loop), kind=SeatKind.LEAD, by=coordinator, at=NOON
    )
    Notice.objects.update(due_at=timezone.now() - timedelta(minutes=5))
    return Notice.objects.get()


def test_notice_is_sent_by_its_task(notice: Notice) -> None:
    tasks.send_notice(notice_id=notice.pk)
    tasks.send_notice(notice_id=notice.pk)

    notice.refresh_from_db()
    assert (notice.state, len(mail.outbox)) == (NoticeState.SENT, 1)


def test_task_of_a_row_that_is_gone_does_nothing() -> None:
    tasks.send_notice(notice_id=987654)
    tasks.schedule(run_id=987654)
    tasks.remind()

    assert mail.outbox == []


def test_sweep_hints_the_workers_at_lost_rows(
    notice: Notice, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ScheduleRun.objects.create(
        requisition=Application.objects.get().requisition,
        loops=4,
        asked_at=NOON,
        asked_by=coordinator,
        state_changed_at=NOON,
    )
    hints: list[tuple[str, object]] = []
    for task in (tasks.send_notice, tasks.schedule):
        monkeypatch.setattr(task, "delay", lambda name=task.name, **ids: hints.append((name, ids)))

    tasks.sweep()

    assert hints == [
        ("hiring.send_notice", {"notice_id": notice.pk}),
        ("hiring.schedule", {"run_id": run.pk}),
    ]


def test_sweep_hints_the_workers_at_lost_repairs(
    application: Application, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Repair.objects.create(
        requisition=application.requisition,
        loops=4,
        asked_at=NOON,
        asked_by=coordinator,
        state_changed_at=NOON,
    )
    hints: list[int] = []
    monkeypatch.setattr(tasks.repair, "delay", lambda **ids: hints.append(ids["repair_id"]))

    tasks.sweep_repairs()
    tasks.repair(repair_id=row.pk)
    tasks.sweep_repairs()

    assert hints == [row.pk]


def test_schedule_task_works_a_run_off(
    application: Application, coordinator: User, requisition: object
) -> None:
    begin_loop(application)
    run = ScheduleRun.objects.create(
        requisition=application.requisition,
        loops=1,
        asked_at=NOON,
        asked_by=coordinator,
        state_changed_at=NOON,
    )

    tasks.schedule(run_id=run.pk)

    run.refresh_from_db()
    assert (run.state, len(run.left)) == (RunState.DONE, 2)


def test_withdrawal_through_a_real_transaction_sends_its_hints_on_commit(
    notice: Notice,
    coordinator: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: pytest.FixtureRequest,
) -> None:
    tasks.send_notice(notice_id=notice.pk)
    hints: list[int] = []
    monkeypatch.setattr(tasks.send_notice, "delay", lambda **ids: hints.append(ids["notice_id"]))

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        scheduling.cancel_future_sessions(
            application=Application.objects.get(), reason="Withdrawn.", by=coordinator, at=NOON
        )

    assert hints == [Notice.objects.get(state=NoticeState.DUE).pk]
