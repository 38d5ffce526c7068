"""A notice is sent once, however many workers take it up at one moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from hiring.accounts.models import User
from hiring.choices import NoticeState, SeatKind
from hiring.models import Application, Notice
from hiring.operations import notices, scheduling
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
WORKERS = 4


def test_workers_at_one_moment_send_one_message(application: Application, coordinator: User) -> None:
    loop = begin_loop(application)
    session = loop.sessions.first()
    scheduling.give_seat(
        session=session, person=able("Ann One", loop), kind=SeatKind.LEAD, by=coordinator, at=NOON
    )
    for hours in (20, 22):
        start = NOON + hours * HOUR
        scheduling.set_time(session=session, start=start, end=start + HOUR, place="", by=coordinator, at=NOON)
    due = list(Notice.objects.values_list("pk", flat=True))
    start_line = Barrier(WORKERS)

    def work(number: int) -> bool:
        try:
            start_line.wait(10)
            return notices.deliver(notice_id=due[number % len(due)], at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        sent = list(pool.map(work, range(WORKERS)))

    assert (len(due), sent.count(True), len(mail.outbox)) == (2, 1, 1)
    assert sorted(Notice.objects.values_list("state", flat=True)) == [NoticeState.DROPPED, NoticeState.SENT]
