"""One of these and one of those, wherever people are given seats: by hand, on the board, by the plan, by repairs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Application, InterviewLoop, InterviewSession, Pool, PoolMember
from hiring.operations import automatic, moves, proposals, scheduling
from hiring.queries import broken, load, options, pools, verdicts
from hiring.queries.mending import mend
from hiring.queries.verdicts import Answer
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.factories.pools import make_pool, narrow
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

WEDNESDAY = NOON + timedelta(days=2)
DAY = date(2026, 3, 4)
NO_SEAT = "{} is not in the pool {}, of which “Interview 1” still needs somebody."


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def crew(loop: InterviewLoop) -> dict[str, User]:
    """Ann and Bea of the backend, Cid of the product, Dan of neither, all qualified and at work."""
    names = ("Ann One", "Bea Two", "Cid Three", "Dan Four")
    return {name.split()[0]: at_work(able(name, loop)) for name in names}


@pytest.fixture
def backend(crew: dict[str, User]) -> Pool:
    return make_pool("Backend", crew["Ann"], crew["Bea"])


@pytest.fixture
def session(loop: InterviewLoop, backend: Pool, crew: dict[str, User]) -> InterviewSession:
    """The first interview: one of the backend and one of the product."""
    row = loop.sessions.order_by("planned__order").first()
    narrow(row, backend, make_pool("Product", crew["Cid"]))
    return row


def seated(session: InterviewSession) -> list[str]:
    rows = session.seats.filter(cancelled=False).order_by("kind", "pk")
    return [row.person.full_name.split()[0] for row in rows]


# --- by hand --------------------------------------------------------------------------------------------------


def test_seats_go_to_members_of_their_pools(
    session: InterviewSession, crew: dict[str, User], coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], by=coordinator)

    reasons = {name: load.unfit(crew[name], session, SeatKind.SECOND, NOON) for name in ("Bea", "Cid", "Dan")}

    assert reasons == {
        "Bea": NO_SEAT.format("Bea Two", "“Product”"),
        "Cid": "",
        "Dan": NO_SEAT.format("Dan Four", "“Product”"),
    }
    with pytest.raises(scheduling.SchedulingRefused, match="is not in the pool “Product”"):
        scheduling.give_seat(
            session=session, person=crew["Bea"], kind=SeatKind.SECOND, by=coordinator, at=NOON
        )


def test_while_nobody_sits_there_any_of_the_pools_will_do(
    session: InterviewSession, crew: dict[str, User]
) -> None:
    reasons = [load.unfit(crew[name], session, SeatKind.LEAD, NOON) for name in ("Ann", "Cid", "Dan")]

    assert reasons == ["", "", NO_SEAT.format("Dan Four", "“Backend” or “Product”")]


def test_who_could_have_either_seat_makes_room(
    session: InterviewSession, crew: dict[str, User], backend: Pool, coordinator: User
) -> None:
    PoolMember.objects.create(
        pool=backend, interviewer=crew["Cid"].interviewer, added_at=NOON, added_by=coordinator
    )
    agree(session, WEDNESDAY, crew["Cid"], by=coordinator)

    assert load.unfit(crew["Ann"], session, SeatKind.SECOND, NOON) == ""


def test_trainees_need_no_pool(session: InterviewSession, crew: dict[str, User]) -> None:
    assert load.unfit(crew["Dan"], session, SeatKind.SHADOW, NOON) == ""


def test_a_session_without_pools_is_for_anybody(loop: InterviewLoop, crew: dict[str, User]) -> None:
    row = loop.sessions.order_by("planned__order").last()

    assert (pools.pools_of(row.planned), pools.in_need_of(row.planned)) == ((), "")
    assert load.unfit(crew["Dan"], row, SeatKind.LEAD, NOON) == ""


def test_whom_a_session_needs_is_a_sentence(session: InterviewSession) -> None:
    said = pools.in_need_of(session.planned)

    assert said == "It needs one of the pool “Backend” and one of the pool “Product”."


# --- on the board ---------------------------------------------------------------------------------------------


def test_the_board_says_who_is_in_no_pool_and_the_move_agrees(
    session: InterviewSession, crew: dict[str, User], coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], crew["Cid"], by=coordinator)
    row = verdicts.movable(InterviewSession.objects.filter(pk=session.pk)).get()
    seat = row.seats.get(person=crew["Cid"])

    found = verdicts.places(row, seat, DAY, by=coordinator, at=NOON)

    said = {name: found.lines[crew[name].pk][found.starts.index(WEDNESDAY)] for name in ("Bea", "Dan")}
    assert {name: (each.answer, each.sentence) for name, each in said.items()} == {
        "Bea": (Answer.REFUSED, NO_SEAT.format("Bea Two", "“Product”")),
        "Dan": (Answer.REFUSED, NO_SEAT.format("Dan Four", "“Product”")),
    }
    session.refresh_from_db()
    with pytest.raises(scheduling.SchedulingRefused, match="is not in the pool “Product”"):
        moves.move(
            session=session, sequence=session.sequence, seat=seat, by=coordinator, at=NOON,
            to=moves.Place(WEDNESDAY, crew["Bea"]),
        )  # fmt: skip


def test_the_board_lets_a_member_take_the_seat_of_another(
    session: InterviewSession, crew: dict[str, User], coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], crew["Cid"], by=coordinator)
    row = verdicts.movable(InterviewSession.objects.filter(pk=session.pk)).get()

    found = verdicts.places(row, row.seats.get(person=crew["Ann"]), DAY, by=coordinator, at=NOON)

    verdict = found.lines[crew["Bea"].pk][found.starts.index(WEDNESDAY)]
    assert (verdict.answer, verdict.sentence) == (Answer.OK, "")


def test_more_people_on_the_board_cost_no_more_queries_for_pools(
    session: InterviewSession, crew: dict[str, User], loop: InterviewLoop, coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], by=coordinator)

    def count() -> int:
        row = verdicts.movable(InterviewSession.objects.filter(pk=session.pk)).get()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            verdicts.places(row, None, DAY, by=coordinator, at=NOON)
        return len(queries)

    before = count()
    for name in ("Eva Five", "Fay Six"):
        at_work(able(name, loop))
    assert count() == before


# --- by the plan ----------------------------------------------------------------------------------------------


def test_the_automatic_plan_takes_one_of_each_pool_the_lead_from_the_first(
    session: InterviewSession, loop: InterviewLoop, coordinator: User, crew: dict[str, User]
) -> None:
    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    lead, second = seated(session)
    assert (outcome.reasons, lead in ("Ann", "Bea"), second) == ((), True, "Cid")


def test_an_empty_seat_is_filled_from_its_pool(
    session: InterviewSession, loop: InterviewLoop, coordinator: User, crew: dict[str, User]
) -> None:
    agree(session, WEDNESDAY, crew["Bea"], by=coordinator)

    automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    assert seated(session) == ["Bea", "Cid"]


def test_where_a_pool_is_empty_the_plan_says_so_and_what_would_help(
    session: InterviewSession, loop: InterviewLoop, coordinator: User, backend: Pool
) -> None:
    backend.members.all().delete()

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    assert "Nobody of the pool “Backend” may give Interview 1." in outcome.reasons
    joins = {way.partition(" to the ")[2] for way in outcome.ways if way.startswith("Add ")}
    assert joins == {"pool “Backend”."}


def test_what_is_offered_to_the_candidate_keeps_the_pools(
    session: InterviewSession, loop: InterviewLoop, coordinator: User, crew: dict[str, User]
) -> None:
    (option,) = options.find(loop, NOON, 1)
    (people,) = [each.interviewers for row, each in option if row.pk == session.pk]
    members = {str(crew[name].pk): name for name in crew}

    proposal = proposals.offer(loop=loop, made_by=coordinator, by=coordinator, at=NOON)
    assert proposal is not None
    proposals.choose(option=proposal.options.first(), at=NOON)

    assert (members[people[0]] in ("Ann", "Bea"), members[people[1]]) == (True, "Cid")
    assert (seated(session)[0] in ("Ann", "Bea"), seated(session)[1]) == (True, "Cid")


# --- when somebody leaves -------------------------------------------------------------------------------------


def test_an_interview_no_longer_holds_once_somebody_left_its_pool(
    session: InterviewSession, crew: dict[str, User], backend: Pool, coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], crew["Cid"], by=coordinator)
    assert broken.of_requisition(session.loop.application.requisition, NOON) == []

    backend.members.filter(interviewer=crew["Ann"].interviewer).delete()

    (found,) = broken.of_requisition(session.loop.application.requisition, NOON)
    sentence = "Ann One is not in the pool “Backend” any more."
    assert (found.why, found.leaving) == ((sentence,), frozenset({crew["Ann"].pk}))


def test_a_repair_brings_another_member_of_the_pool(
    session: InterviewSession, crew: dict[str, User], coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], crew["Cid"], by=coordinator)
    crew["Ann"].interviewer.absences.create(during=(WEDNESDAY, WEDNESDAY + timedelta(hours=1)))

    (change,) = mend(session.loop.application.requisition, NOON).changes

    assert change.after.start == WEDNESDAY
    assert set(change.after.interviewers) == {str(crew["Bea"].pk), str(crew["Cid"].pk)}


def test_a_repair_moves_the_interview_rather_than_leave_the_pool(
    session: InterviewSession, crew: dict[str, User], coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], crew["Cid"], by=coordinator)
    crew["Cid"].interviewer.absences.create(during=(WEDNESDAY, WEDNESDAY + timedelta(hours=1)))

    (change,) = mend(session.loop.application.requisition, NOON).changes

    assert change.after.start != WEDNESDAY
    assert str(crew["Cid"].pk) in change.after.interviewers


def test_interviews_that_concern_who_leaves_are_counted(
    session: InterviewSession, crew: dict[str, User], backend: Pool, coordinator: User
) -> None:
    agree(session, WEDNESDAY, crew["Ann"], crew["Cid"], by=coordinator)
    rows = InterviewSession.objects.all()

    counts = [pools.coming(backend, [crew[name].pk], rows) for name in ("Ann", "Bea", "Cid")]

    assert counts == [1, 0, 1]
