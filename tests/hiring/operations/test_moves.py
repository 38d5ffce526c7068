"""An interview moved on the board: time and person together or nothing, and the way back."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, Notice, PanelSeat, Scorecard
from hiring.operations import moves, scheduling
from hiring.operations.moves import Moved, Place
from tests.factories.arrangements import able, agree, at_work, begin_loop, other_sessions
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# Ten o'clock in Oslo on a Tuesday.
MORNING = NOON + timedelta(hours=21)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def ann(loop: InterviewLoop) -> User:
    return at_work(able("Ann One", loop))


@pytest.fixture
def bea(loop: InterviewLoop) -> User:
    return at_work(able("Bea Two", loop))


@pytest.fixture
def session(loop: InterviewLoop, ann: User, coordinator: User) -> InterviewSession:
    """An hour with Ann on Tuesday at ten."""
    row = loop.sessions.order_by("planned__order").first()
    agree(row, MORNING, ann, by=coordinator)
    row.refresh_from_db()
    return row


def go(session: InterviewSession, to: Place, by: User, **changes: object) -> Moved:
    """Move the interview's only seat, as the board shows it now."""
    wanted = {"sequence": session.sequence, "seat": session.seats.filter(cancelled=False).first(), **changes}
    return moves.move(session=session, to=to, by=by, at=NOON, **wanted)


def stands(session: InterviewSession) -> tuple[object, ...]:
    """When the interview begins, how long it takes and who sits in it in which seat."""
    session.refresh_from_db()
    seats = session.seats.filter(cancelled=False).values_list("person__full_name", "kind")
    if session.during is None:
        return None, None, *seats
    return session.during.lower, session.during.upper - session.during.lower, *seats


def test_time_and_person_change_together(session: InterviewSession, bea: User, coordinator: User) -> None:
    go(session, Place(MORNING + 2 * HOUR, bea), coordinator)

    assert stands(session) == (MORNING + 2 * HOUR, HOUR, ("Bea Two", "lead"))


def test_move_tells_everybody_once(
    session: InterviewSession, ann: User, bea: User, coordinator: User
) -> None:
    Notice.objects.all().delete()

    go(session, Place(MORNING + 2 * HOUR, bea), coordinator)

    people = Notice.objects.values_list("person__full_name", flat=True)
    assert sorted(people) == ["Bea Two"]


def test_scorecard_of_who_comes_is_due_by_the_new_time(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    go(session, Place(MORNING + 2 * HOUR, bea), coordinator)

    assert Scorecard.objects.get(author=bea).due_at == MORNING + 3 * HOUR + timedelta(hours=24)


def test_move_is_undone_by_its_way_back(
    session: InterviewSession, bea: User, ann: User, coordinator: User
) -> None:
    moved = go(session, Place(MORNING + 2 * HOUR, bea), coordinator)

    go(session, moved.before, coordinator, sequence=moved.session.sequence, seat=moved.seat)

    assert stands(session) == (MORNING, HOUR, ("Ann One", "lead"))


def test_nothing_moves_where_the_new_person_cannot_come(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    bea.interviewer.absences.create(during=(MORNING + 2 * HOUR, MORNING + 3 * HOUR))

    with pytest.raises(scheduling.SchedulingRefused) as refused:
        go(session, Place(MORNING + 2 * HOUR, bea), coordinator)

    assert str(refused.value) == "Bea Two is away at that time."
    assert stands(session) == (MORNING, HOUR, ("Ann One", "lead"))


def test_nothing_moves_where_the_rest_of_the_panel_cannot_come(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    scheduling.give_seat(session=session, person=bea, kind=SeatKind.SHADOW, by=coordinator, at=NOON)
    session.refresh_from_db()
    bea.interviewer.absences.create(during=(MORNING + 2 * HOUR, MORNING + 3 * HOUR))
    lead = session.seats.get(kind=SeatKind.LEAD)

    with pytest.raises(scheduling.SchedulingRefused) as refused:
        go(session, Place(MORNING + 2 * HOUR, lead.person), coordinator, seat=lead)

    assert str(refused.value) == "Bea Two is away at that time."


def test_who_sits_in_the_panel_already_takes_no_second_seat(
    session: InterviewSession, ann: User, bea: User, coordinator: User
) -> None:
    shadow = scheduling.give_seat(session=session, person=bea, kind=SeatKind.SHADOW, by=coordinator, at=NOON)
    session.refresh_from_db()

    with pytest.raises(scheduling.SchedulingRefused) as refused:
        go(session, Place(MORNING, ann), coordinator, seat=shadow)

    assert str(refused.value) == "Ann One sits in this session already."


def test_board_that_is_out_of_date_moves_nothing(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    with pytest.raises(moves.MoveLost) as lost:
        go(session, Place(MORNING + HOUR, bea), coordinator, sequence=session.sequence - 1)

    assert str(lost.value) == (
        "The interview was changed meanwhile. Nothing was moved; this is the board as it is now."
    )
    assert stands(session) == (MORNING, HOUR, ("Ann One", "lead"))


def test_seat_that_was_given_up_meanwhile_is_not_moved(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    seat = session.seats.get()
    PanelSeat.objects.filter(pk=seat.pk).update(cancelled=True)

    with pytest.raises(moves.MoveLost):
        go(session, Place(MORNING, bea), coordinator, seat=seat)


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (-48, "That time is in the past."),
        (9, "It is outside the working hours of Bea Two."),
        (4, "It is outside the times that Kim Candidate gave."),
    ],
)
def test_unusual_time_waits_for_a_word(
    session: InterviewSession, bea: User, coordinator: User, hours: int, sentence: str
) -> None:
    # The candidate has the days around, but for the afternoon.
    for first, last in ((-60, 4), (8, 24)):
        session.candidate.windows.create(during=(MORNING + first * HOUR, MORNING + last * HOUR))
    to = Place(MORNING + hours * HOUR, bea)

    with pytest.raises(scheduling.ConfirmationNeeded) as doubtful:
        go(session, to, coordinator)
    before = stands(session)
    go(session, to, coordinator, confirmed=True)

    assert str(doubtful.value).startswith(sentence)
    assert (before[0], stands(session)[0]) == (MORNING, MORNING + hours * HOUR)


def test_interview_not_scheduled_yet_gets_time_and_lead_and_loses_them_again(
    loop: InterviewLoop, bea: User, coordinator: User
) -> None:
    session = loop.sessions.first()

    moved = go(session, Place(MORNING, bea), coordinator)
    placed = stands(session)
    go(session, moved.before, coordinator, sequence=moved.session.sequence, seat=moved.seat)

    length = timedelta(minutes=session.planned.minutes)
    assert placed == (MORNING, length, ("Bea Two", "lead"))
    assert (stands(session), session.state) == ((None, None), SessionState.PLANNED)


def test_interview_whose_people_are_chosen_only_gets_its_time(
    loop: InterviewLoop, ann: User, coordinator: User
) -> None:
    session = loop.sessions.first()
    scheduling.give_seat(session=session, person=ann, by=coordinator, at=NOON)
    session.refresh_from_db()

    moved = go(session, Place(MORNING, ann), coordinator, seat=None)
    placed = stands(session)
    go(session, moved.before, coordinator, sequence=moved.session.sequence, seat=moved.seat)

    length = timedelta(minutes=session.planned.minutes)
    assert placed == (MORNING, length, ("Ann One", "lead"))
    assert stands(session) == (None, None, ("Ann One", "lead"))


def test_submitted_scorecard_keeps_its_seat(
    session: InterviewSession, ann: User, bea: User, coordinator: User
) -> None:
    submit(Scorecard.objects.get(author=ann), ann, MORNING + HOUR)

    with pytest.raises(scheduling.SchedulingRefused) as refused:
        go(session, Place(MORNING, bea), coordinator)

    assert str(refused.value) == "The scorecard of this seat is submitted: the seat stays."


def test_taken_candidate_is_the_databases_word(
    loop: InterviewLoop, session: InterviewSession, ann: User, bea: User, coordinator: User
) -> None:
    other = loop.sessions.exclude(pk=session.pk).get()
    agree(other, MORNING + 3 * HOUR, bea, by=coordinator)

    with pytest.raises(scheduling.SchedulingRefused) as refused:
        go(session, Place(MORNING + 3 * HOUR, ann), coordinator)

    assert str(refused.value) == "The candidate has another interview at that time."


def test_held_interview_stays(session: InterviewSession, bea: User, coordinator: User) -> None:
    scheduling.mark_held(session=session, by=coordinator, at=MORNING + 2 * HOUR)

    with pytest.raises(scheduling.SchedulingRefused) as refused:
        go(session, Place(MORNING + HOUR, bea), coordinator)

    assert str(refused.value) == "The interview is over or cancelled; nothing can be changed in it."


def test_another_loops_interviewer_can_be_swapped_in_at_the_same_time(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    agree(other_sessions(1)[0], MORNING + 3 * HOUR, bea, by=coordinator)

    go(session, Place(MORNING, bea), coordinator)

    assert stands(session) == (MORNING, HOUR, ("Bea Two", "lead"))
