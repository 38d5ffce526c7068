"""Every rule on the board: what is said while an interview is moved is what the move then does."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat, Scorecard, ScorecardReading
from hiring.operations import moves, scheduling
from hiring.queries import verdicts
from hiring.queries.verdicts import Answer, Verdict
from tests.factories import InterviewerFactory, make_person
from tests.factories.arrangements import able, agree, at_work, begin_loop, other_sessions
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# Ten o'clock in Oslo on Tuesday the third of March.
MORNING = NOON + timedelta(hours=21)
DAY = date(2026, 3, 3)
LATER = MORNING + 2 * HOUR


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
def session(loop: InterviewLoop, ann: User, bea: User, coordinator: User) -> InterviewSession:
    """An hour with Ann on Tuesday at ten; Bea could hold it too."""
    row = loop.sessions.order_by("planned__order").first()
    agree(row, MORNING, ann, by=coordinator)
    return row


def ask(session: InterviewSession, seat: PanelSeat | None, by: User) -> verdicts.Places:
    row = verdicts.movable(InterviewSession.objects.filter(pk=session.pk)).get()
    return verdicts.places(row, seat, DAY, by=by, at=NOON)


def verdict(session: InterviewSession, person: User, by: User, start: object = LATER) -> Verdict:
    """What the board says of the interview's first seat there."""
    found = ask(session, session.seats.filter(cancelled=False).first(), by)
    return found.lines[person.pk][found.starts.index(start)]


def outcome(session: InterviewSession, person: User, by: User, start: object = LATER) -> Verdict:
    """What the move says of it."""
    session.refresh_from_db()
    seat = session.seats.filter(cancelled=False).first()
    to = moves.Place(start, person)
    try:
        moves.move(session=session, sequence=session.sequence, seat=seat, to=to, by=by, at=NOON)
    except scheduling.ConfirmationNeeded as doubtful:
        return Verdict(Answer.DOUBT, str(doubtful))
    except scheduling.SchedulingRefused as refused:
        return Verdict(Answer.REFUSED, str(refused))
    return Verdict(Answer.OK)


def elsewhere(session: InterviewSession, bea: User, by: User) -> None:
    agree(other_sessions(1)[0], LATER, bea, by=by)


def close_to_another(session: InterviewSession, bea: User, by: User) -> None:
    agree(other_sessions(1)[0], LATER + HOUR, bea, by=by)


def away(session: InterviewSession, bea: User, by: User) -> None:
    bea.interviewer.absences.create(during=(LATER, LATER + HOUR))


def busy(session: InterviewSession, bea: User, by: User) -> None:
    bea.interviewer.calendars.create(name="Work", added_at=NOON).times.create(during=(LATER, LATER + HOUR))


def at_the_limit_of_a_day(session: InterviewSession, bea: User, by: User) -> None:
    bea.interviewer.day_limit = 1
    bea.interviewer.save()
    agree(other_sessions(1)[0], LATER + 3 * HOUR, bea, by=by)


def at_the_limit_of_a_week(session: InterviewSession, bea: User, by: User) -> None:
    bea.interviewer.week_limit = 1
    bea.interviewer.save()
    agree(other_sessions(1)[0], LATER + 48 * HOUR, bea, by=by)


def conflicted(session: InterviewSession, bea: User, by: User) -> None:
    bea.interviewer.conflicts.create(candidate=session.candidate)


def in_the_loop(session: InterviewSession, bea: User, by: User) -> None:
    other = session.loop.sessions.exclude(pk=session.pk).get()
    agree(other, LATER + 2 * HOUR, bea, by=by)


def a_reader(session: InterviewSession, bea: User, by: User) -> None:
    ScorecardReading.objects.create(application=session.loop.application, reader=bea, first_read_at=NOON)


def kept_by_a_submitted_scorecard(session: InterviewSession, bea: User, by: User) -> None:
    card = Scorecard.objects.get(seat__session=session)
    submit(card, card.author, MORNING + HOUR)


def outside_hours(session: InterviewSession, bea: User, by: User) -> None:
    bea.interviewer.hours.all().delete()
    bea.interviewer.hours.create(weekday=1, starts="06:00", ends="11:00")


def outside_the_candidates_times(session: InterviewSession, bea: User, by: User) -> None:
    session.candidate.windows.create(during=(MORNING, MORNING + 2 * HOUR))


def fit(session: InterviewSession, bea: User, by: User) -> None:
    pass


@pytest.mark.parametrize(
    ("arrange", "answer"),
    [
        (elsewhere, Answer.REFUSED),
        (close_to_another, Answer.REFUSED),
        (away, Answer.REFUSED),
        (busy, Answer.REFUSED),
        (at_the_limit_of_a_day, Answer.REFUSED),
        (at_the_limit_of_a_week, Answer.REFUSED),
        (conflicted, Answer.REFUSED),
        (in_the_loop, Answer.REFUSED),
        (a_reader, Answer.REFUSED),
        (kept_by_a_submitted_scorecard, Answer.REFUSED),
        (outside_hours, Answer.DOUBT),
        (outside_the_candidates_times, Answer.DOUBT),
        (fit, Answer.OK),
    ],
)
def test_board_says_what_the_move_does(
    session: InterviewSession,
    bea: User,
    coordinator: User,
    arrange: Callable[[InterviewSession, User, User], None],
    answer: Answer,
) -> None:
    arrange(session, bea, coordinator)

    said = verdict(session, bea, coordinator)

    assert said.answer == answer
    assert said == outcome(session, bea, coordinator)


def test_who_is_not_qualified_is_told_apart_on_the_board(
    session: InterviewSession, ann: User, coordinator: User
) -> None:
    other = session.loop.sessions.exclude(pk=session.pk).get()
    guest = make_person("Gil Guest", "interviewer")
    InterviewerFactory(person=guest)
    PanelSeat.objects.create(session=other, person=guest, given_at=NOON, given_by=coordinator)
    scheduling.set_time(
        session=other, start=LATER + HOUR, end=LATER + 2 * HOUR, place="", by=coordinator, at=NOON
    )

    said = verdict(session, guest, coordinator)

    assert said == Verdict(Answer.REFUSED, f"Gil Guest is not qualified for “{session.planned.kind}”.")
    assert said == outcome(session, guest, coordinator)


def test_whole_panel_has_to_be_free(
    session: InterviewSession, ann: User, bea: User, coordinator: User
) -> None:
    scheduling.give_seat(session=session, person=bea, kind=SeatKind.SHADOW, by=coordinator, at=NOON)
    away(session, bea, coordinator)

    assert verdict(session, ann, coordinator) == Verdict(Answer.REFUSED, "Bea Two is away at that time.")


def test_taken_candidate_is_said(session: InterviewSession, ann: User, bea: User, coordinator: User) -> None:
    other = session.loop.sessions.exclude(pk=session.pk).get()
    agree(other, LATER, bea, by=coordinator)

    said = verdict(session, ann, coordinator)

    assert said == Verdict(Answer.REFUSED, "The candidate has another interview at that time.")
    assert said == outcome(session, ann, coordinator)


def test_place_where_it_stands_is_no_move(session: InterviewSession, ann: User, coordinator: User) -> None:
    assert verdict(session, ann, coordinator, MORNING) == Verdict(Answer.HERE)


def test_interview_between_two_quarters_keeps_its_very_start_on_other_lines(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    start = MORNING + timedelta(minutes=5)
    scheduling.set_time(session=session, start=start, end=start + HOUR, place="", by=coordinator, at=NOON)

    found = ask(session, session.seats.get(), coordinator)

    assert (found.starts[8], found.starts[9]) == (start, MORNING + timedelta(minutes=15))
    assert found.lines[bea.pk][8] == Verdict(Answer.OK)


def test_interview_not_scheduled_yet_offers_its_seat_on_every_line_that_fits(
    session: InterviewSession, ann: User, bea: User, coordinator: User
) -> None:
    other = session.loop.sessions.exclude(pk=session.pk).get()

    found = ask(other, None, coordinator)

    at = found.starts.index(LATER)
    assert found.minutes == other.planned.minutes
    assert {who: line[at].answer for who, line in found.lines.items()} == {ann.pk: "refused", bea.pk: "ok"}


def test_who_owes_a_scorecard_learns_nothing_by_the_board(
    session: InterviewSession, bea: User, coordinator: User
) -> None:
    other = session.loop.sessions.exclude(pk=session.pk).get()
    agree(other, LATER + 3 * HOUR, coordinator_who_interviews(coordinator, session.loop), by=coordinator)
    before = verdict(session, bea, coordinator)
    kept_by_a_submitted_scorecard(session, bea, coordinator)

    after = verdict(session, bea, coordinator)

    sentence = "You owe a scorecard for this candidate yourself: until it is in, ask a colleague to do this."
    assert before == after == Verdict(Answer.REFUSED, sentence)


def coordinator_who_interviews(person: User, loop: InterviewLoop) -> User:
    """The coordinator with a profile of their own."""
    profile = InterviewerFactory(person=person)
    for row in loop.sessions.all():
        profile.qualifications.get_or_create(kind=row.planned.kind, since=date(2026, 1, 1))
    return at_work(person)


def test_one_answer_for_all_costs_the_same_for_many_people(
    session: InterviewSession, loop: InterviewLoop, bea: User, coordinator: User
) -> None:
    seat = session.seats.get()
    busy(session, bea, coordinator)
    with CaptureQueriesContext(connection) as few:
        ask(session, seat, coordinator)
    for number in range(6):
        busy(session, at_work(able(f"More {number}", loop)), coordinator)

    with CaptureQueriesContext(connection) as many:
        found = ask(session, seat, coordinator)

    assert (len(found.lines), len(many)) == (8, len(few))
