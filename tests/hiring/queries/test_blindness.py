"""What the ledger tells a reader who still owes a scorecard (rule 4)."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Application, Scorecard
from hiring.queries.blindness import without_blinded_events
from rubrics.ledger.models import Event
from rubrics.permissions import events_for
from tests.factories import make_loop
from tests.factories.rubrics import NOON
from tests.factories.scorecards import lock, submit

LATER = NOON + timedelta(hours=9)
pytestmark = pytest.mark.django_db


def kinds(reader: User) -> list[str]:
    return list(
        without_blinded_events(reader, Event.objects.order_by("number")).values_list("kind", flat=True)
    )


def test_a_blind_reader_sees_their_own_events_and_nobody_else_s(
    scorecards: tuple[Scorecard, Scorecard], interviewer: User, fellow: User
) -> None:
    own, others = scorecards
    lock(own, interviewer, LATER)
    submit(others, fellow, LATER)

    assert kinds(interviewer) == ["scorecard.ratings_locked"]
    assert kinds(fellow) == ["scorecard.ratings_locked", "scorecard.ratings_locked", "scorecard.submitted"]


def test_compliance_with_a_seat_reads_the_ledger_through_the_veil(
    application: Application, compliance: User, fellow: User
) -> None:
    _loop, (own, others) = make_loop(application, [compliance, fellow])
    submit(others, fellow, LATER)
    while_blind = events_for(compliance).count()
    submit(own, compliance, LATER)

    assert (while_blind, events_for(compliance).count()) == (0, 4)
