"""Who has said when they can come, among the loops that wait for times."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.models import Application, InterviewLoop
from hiring.operations import candidate_links
from hiring.queries.availability import availability, waiting
from tests.factories import ApplicationFactory
from tests.factories.arrangements import begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


def answer(loop: InterviewLoop) -> None:
    loop.application.candidate.windows.create(during=DateTimeTZRange(NOON, NOON + DAY))


def test_loops_are_told_apart_by_what_their_candidates_said(loop: InterviewLoop, coordinator: User) -> None:
    requisition = loop.application.requisition
    asked, unasked = (begin_loop(ApplicationFactory(requisition=requisition)) for _ in range(2))
    link, _token = candidate_links.make(loop=asked, by=coordinator, at=NOON)
    answer(loop)

    found = availability(requisition, NOON)

    assert (found.total, found.answered, found.asked, found.unasked) == (3, (loop,), 1, (unasked,))
    assert [each.link for each in found.silent if each.loop == asked] == [link]


def test_whose_link_has_expired_counts_as_not_asked(loop: InterviewLoop, coordinator: User) -> None:
    candidate_links.make(loop=loop, by=coordinator, at=NOON)

    assert availability(loop.application.requisition, NOON + 60 * DAY).unasked == (loop,)


def test_who_has_not_answered_can_be_left_out(loop: InterviewLoop) -> None:
    requisition = loop.application.requisition
    before = list(waiting(requisition, answered_only=True))
    answer(loop)

    assert (before, list(waiting(requisition, answered_only=True))) == ([], [loop])
