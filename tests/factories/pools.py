"""Pools of interviewers, and planned sessions whose seats are for them."""

from hiring.accounts.models import User
from hiring.models import InterviewSession, PlannedSession, Pool, PoolMember, SeatPool
from tests.factories.people import UserFactory
from tests.factories.replica import past_the_guards
from tests.factories.rubrics import NOON


def make_pool(name: str, *people: User) -> Pool:
    """A pool with the people's profiles in it."""
    pool = Pool.objects.create(name=name)
    by = UserFactory()
    for person in people:
        PoolMember.objects.create(pool=pool, interviewer=person.interviewer, added_at=NOON, added_by=by)
    return pool


def narrow(session: InterviewSession, *pools: Pool | None) -> None:
    """The session's plan, active as it is, has these seats: each for a pool, or for anybody."""
    with past_the_guards():
        PlannedSession.objects.filter(pk=session.planned_id).update(seats=len(pools))
        for place, pool in enumerate(pools):
            if pool is not None:
                SeatPool.objects.create(session=session.planned, place=place, pool=pool)
    session.refresh_from_db()
    session.planned.refresh_from_db()
