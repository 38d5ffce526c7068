"""Load over time is counted in each person's own weeks."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.queries.loads import loads
from tests.factories.hiring import InterviewerFactory
from tests.factories.rubrics import NOON
from tests.factories.training import sit

pytestmark = pytest.mark.django_db


def test_weeks_hold_what_was_held_and_what_is_booked(interviewer: User, coordinator: User) -> None:
    InterviewerFactory(person=interviewer, week_limit=2)
    for days in (-8, -7, 1, 2, 8):
        sit(interviewer, SeatKind.LEAD, NOON + timedelta(days=days))

    [person] = loads(coordinator, NOON + timedelta(days=1, hours=2))

    counts = [(f"{week.monday:%d %b}", week.held, week.booked) for week in person.weeks if week.total]
    assert counts == [("16 Feb", 1, 0), ("23 Feb", 1, 0), ("02 Mar", 1, 1), ("09 Mar", 0, 1)]
    assert (person.is_full, person.total, len(person.weeks)) == (True, 5, 12)


def test_sunday_night_is_monday_further_east(interviewer: User, coordinator: User) -> None:
    InterviewerFactory(person=interviewer)
    User.objects.filter(pk=interviewer.pk).update(time_zone="Asia/Tokyo")
    sit(interviewer, SeatKind.LEAD, NOON - timedelta(hours=16))

    [person] = loads(coordinator, NOON)

    assert [f"{week.monday:%d %b}" for week in person.weeks if week.total] == ["02 Mar"]


def test_who_arranges_no_loops_sees_nobody(interviewer: User, manager: User) -> None:
    InterviewerFactory(person=interviewer)

    assert [loads(person, NOON) for person in (interviewer, manager)] == [[], []]
