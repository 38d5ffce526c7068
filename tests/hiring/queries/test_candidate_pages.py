"""Until when a candidate may choose: as long as the times are held, and before the first of them has come."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Application, Proposal, TakenTime
from hiring.operations import proposals
from hiring.queries.candidate_pages import choose_by
from tests.factories.arrangements import staffed_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(application: Application, coordinator: User) -> Proposal:
    found = proposals.offer(loop=staffed_loop(application), made_by=coordinator, by=coordinator, at=NOON)
    assert found is not None
    return found


def test_one_chooses_before_the_first_of_the_offered_times(proposal: Proposal) -> None:
    proposal.held_until = NOON + timedelta(days=90)

    first = min(row.during.lower for row in TakenTime.objects.filter(option__proposal=proposal))
    assert choose_by(proposal) == first


def test_one_chooses_while_the_times_are_held(proposal: Proposal) -> None:
    proposal.held_until = NOON + timedelta(minutes=5)

    assert choose_by(proposal) == NOON + timedelta(minutes=5)
