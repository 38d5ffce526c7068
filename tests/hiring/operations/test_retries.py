"""Two coordinators at one moment: nobody is booked or held twice, and the one who came second looks again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from hiring.accounts.models import User
from hiring.models import Application, InterviewLoop, PanelSeat, Proposal, TakenTime
from hiring.operations import automatic, proposals
from hiring.operations.retries import TIMES, again
from tests.factories import ApplicationFactory
from tests.factories.arrangements import begin_loop, staffed_loop
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loops(application: Application) -> list[InterviewLoop]:
    """Two candidates' loops, and two interviewers for both."""
    first = staffed_loop(application, "Ann One", "Bo Two")
    return [first, begin_loop(ApplicationFactory(requisition=application.requisition))]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each returns, all begun at one moment on connections of their own."""
    line = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            line.wait(20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def clashes() -> list[tuple[int, int]]:
    """Pairs of times that one person or candidate would give twice."""
    rows = list(TakenTime.objects.all())
    return [
        (one.pk, two.pk)
        for one in rows
        for two in rows
        if one.pk < two.pk
        and (one.person_id, one.candidate_id) == (two.person_id, two.candidate_id)
        and one.during.lower < two.during.upper
        and two.during.lower < one.during.upper
    ]


def test_two_offers_at_once_hold_nobody_twice(
    loops: list[InterviewLoop], coordinator: User, recruiter: User
) -> None:
    found = at_once(
        lambda: proposals.offer(loop=loops[0], made_by=coordinator, by=coordinator, at=NOON),
        lambda: proposals.offer(loop=loops[1], made_by=recruiter, by=recruiter, at=NOON),
    )

    assert [proposal.options.count() for proposal in found] == [3, 3]  # type: ignore[attr-defined]
    assert clashes() == []


def test_two_offers_for_one_loop_leave_one_open(
    loops: list[InterviewLoop], coordinator: User, recruiter: User
) -> None:
    at_once(
        lambda: proposals.offer(loop=loops[0], made_by=coordinator, by=coordinator, at=NOON),
        lambda: proposals.offer(loop=loops[0], made_by=recruiter, by=recruiter, at=NOON),
    )

    assert Proposal.objects.filter(state="open").count() == 1
    assert TakenTime.objects.exclude(option__proposal__state="open").count() == 0


def test_two_automatic_plans_at_once_book_everybody_once(
    loops: list[InterviewLoop], coordinator: User, recruiter: User
) -> None:
    outcomes = at_once(
        lambda: automatic.schedule_automatically(loops=[loops[0]], by=coordinator, at=NOON),
        lambda: automatic.schedule_automatically(loops=[loops[1]], by=recruiter, at=NOON),
    )

    assert [(each.placed, each.left) for each in outcomes] == [(2, ()), (2, ())]  # type: ignore[attr-defined]
    assert PanelSeat.objects.filter(cancelled=False, during__isnull=False).count() == 4
    assert clashes() == []


def test_two_automatic_plans_of_one_loop_set_each_time_once(
    loops: list[InterviewLoop], coordinator: User, recruiter: User
) -> None:
    at_once(
        lambda: automatic.schedule_automatically(loops=[loops[0]], by=coordinator, at=NOON),
        lambda: automatic.schedule_automatically(loops=[loops[0]], by=recruiter, at=NOON),
    )

    seats = PanelSeat.objects.filter(session__loop=loops[0], cancelled=False)
    assert (seats.count(), len({seat.session_id for seat in seats})) == (2, 2)
    assert set(loops[0].sessions.values_list("sequence", flat=True)) == {1}


def test_two_presses_of_one_option_book_once(loops: list[InterviewLoop], coordinator: User) -> None:
    proposal = proposals.offer(loop=loops[0], made_by=coordinator, by=coordinator, at=NOON)
    assert proposal is not None
    option = proposal.options.first()

    def press() -> str:
        try:
            proposals.choose(option=option, at=NOON)
        except proposals.OptionLost:
            return "lost"
        return "booked"

    assert sorted(at_once(press, press)) == ["booked", "lost"]  # type: ignore[type-var]
    assert PanelSeat.objects.filter(cancelled=False).count() == 2


def test_what_is_no_clash_is_not_tried_again(loops: list[InterviewLoop]) -> None:
    tries = []

    def wrong() -> None:
        tries.append(1)
        Proposal.objects.create(loop=loops[0], made_at=None, made_by_id=1, held_until=NOON)

    with pytest.raises(IntegrityError):
        again(wrong)

    assert (len(tries), TIMES) == (1, 4)
