"""Times that a candidate told somebody join those that they gave themselves."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Candidate
from hiring.operations.candidate_windows import add_window
from rubrics.ledger.models import Event
from tests.factories import CandidateFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_time_that_touches_another_is_joined_with_it(coordinator: User) -> None:
    candidate: Candidate = CandidateFactory()
    for n in (0, 1, 5):
        starts = NOON + n * HOUR
        add_window(candidate=candidate, starts=starts, ends=starts + HOUR, by=coordinator, at=NOON)

    spans = [(row.during.lower, row.during.upper) for row in candidate.windows.all()]
    assert spans == [(NOON, NOON + 2 * HOUR), (NOON + 5 * HOUR, NOON + 6 * HOUR)]
    events = Event.objects.filter(kind="candidate.time_noted").values_list("subject_id", "actor")
    assert list(events) == [(str(candidate.pk), coordinator.pk)] * 3
