"""What a loop's page says first: one word for interviews with time and people, and what they still lack."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Application, InterviewLoop
from hiring.operations import scheduling
from hiring.queries import loops
from tests.factories.arrangements import able, agree, begin_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


def first(loop: InterviewLoop) -> str:
    return loops.summary(loops.items(loop, NOON))[0]


def test_interviews_without_time_or_people_are_not_scheduled_yet(
    loop: InterviewLoop, coordinator: User
) -> None:
    before = first(loop)
    agree(loop.sessions.first(), NOON + timedelta(days=1), able("Ann One", loop), by=coordinator)

    assert (before, first(loop)) == (
        "2 interviews are not scheduled yet.",
        "1 interview is not scheduled yet.",
    )


def test_scheduled_interviews_may_still_lack_their_place(loop: InterviewLoop, coordinator: User) -> None:
    for n, session in enumerate(loop.sessions.all()):
        agree(session, NOON + timedelta(days=n + 1), able(f"Ann {n}", loop), by=coordinator)
    whole = first(loop)
    loop.sessions.update(place="")

    assert (whole, first(loop)) == (
        "Every interview is scheduled, with its people and its place or link.",
        "Every interview is scheduled. 2 have no place or link yet.",
    )


def test_a_loop_without_interviews_says_that_all_are_cancelled(
    loop: InterviewLoop, coordinator: User
) -> None:
    for session in loop.sessions.all():
        scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=NOON)

    assert first(loop) == "Every interview of the loop is cancelled."
