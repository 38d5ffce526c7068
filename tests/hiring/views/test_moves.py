"""The addresses behind the board: who may ask and move, what is answered, and nonsense refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import Application, InterviewLoop, InterviewSession
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)
PLANNERS = ("Rita", "Cora", "Ulla")


def soon() -> datetime:
    """Noon in Greenwich on a Wednesday in one to two weeks, by the real clock that the pages go by."""
    noon = timezone.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=9 - noon.weekday() if noon.weekday() <= 2 else 16 - noon.weekday())


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def people(loop: InterviewLoop) -> list[User]:
    return [at_work(able(name, loop)) for name in ("Ann One", "Bea Two")]


@pytest.fixture
def session(loop: InterviewLoop, people: list[User], coordinator: User) -> InterviewSession:
    """An hour with Ann on the Wednesday at noon."""
    row = loop.sessions.order_by("planned__order").first()
    agree(row, soon(), people[0], by=coordinator, at=timezone.now())
    row.refresh_from_db()
    return row


def wish(session: InterviewSession, start: datetime, person: User, **changes: object) -> dict[str, object]:
    """What the board sends for the interview's only seat."""
    sent = {"start": start.isoformat(), "person": person.pk, "sequence": session.sequence}
    return {**sent, "seat": session.seats.get(cancelled=False).pk, **changes}


def move(client: Client, session: InterviewSession, sent: dict[str, object]) -> tuple[int, dict[str, object]]:
    """Status and answer."""
    answer = client.post(reverse("session_move", args=[session.pk]), sent)
    return answer.status_code, answer.json()


def test_places_are_told_to_who_plans_only(
    session: InterviewSession, answers: Callable[..., dict[str, int]]
) -> None:
    assert answers(reverse("session_places", args=[session.pk])) == only(*PLANNERS)


def test_interview_is_moved_by_who_plans_only(
    session: InterviewSession, answers: Callable[..., dict[str, int]]
) -> None:
    assert answers(reverse("session_move", args=[session.pk]), "post") == only(*PLANNERS, status=422)


def test_verdicts_are_told_once_each_with_their_numbers_on_the_lines(
    session: InterviewSession, people: list[User], coordinator: User, signed_in: SignIn
) -> None:
    asked = {"day": soon().date().isoformat(), "seat": session.seats.get().pk}

    told = signed_in(coordinator).get(reverse("session_places", args=[session.pk]), asked).json()

    starts = [datetime.fromisoformat(each) for each in told["starts"]]
    at = starts.index(soon())
    answers = {who: told["verdicts"][line[at]]["answer"] for who, line in told["lines"].items()}
    assert (told["sequence"], told["minutes"], len(starts)) == (session.sequence, 60, 40)
    assert answers == {str(people[0].pk): "here", str(people[1].pk): "ok"}
    assert len(told["verdicts"]) == len({tuple(each.items()) for each in told["verdicts"]})


def test_interview_is_moved_and_moved_back(
    session: InterviewSession, people: list[User], coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)

    status, told = move(client, session, wish(session, soon() + HOUR, people[1]))
    session.refresh_from_db()
    there = session.during.lower, session.seats.get(cancelled=False).person
    again, _told = move(client, session, told["undo"])

    session.refresh_from_db()
    assert (status, again) == (200, 200)
    assert there == (soon() + HOUR, people[1])
    assert (session.during.lower, session.seats.get(cancelled=False).person) == (soon(), people[0])


def test_answer_says_where_the_interview_stands_now(
    session: InterviewSession, people: list[User], coordinator: User, signed_in: SignIn
) -> None:
    _status, told = move(signed_in(coordinator), session, wish(session, soon() + HOUR, people[1]))

    name = f"Kim Candidate, {session.planned.name}: Wed"
    assert (told["sentence"].startswith(name), told["sentence"].endswith(", Bea Two.")) == (True, True)


def test_refusal_names_the_rule(
    session: InterviewSession, people: list[User], coordinator: User, signed_in: SignIn
) -> None:
    people[1].interviewer.absences.create(during=(soon(), soon() + 4 * HOUR))

    answer = move(signed_in(coordinator), session, wish(session, soon() + HOUR, people[1]))

    assert answer == (422, {"answer": "refused", "sentence": "Bea Two is away at that time."})


def test_doubtful_time_is_asked_about_first(
    session: InterviewSession, people: list[User], coordinator: User, signed_in: SignIn
) -> None:
    client, late = signed_in(coordinator), soon() + 9 * HOUR

    asked = move(client, session, wish(session, late, people[1]))
    status, _told = move(client, session, wish(session, late, people[1], confirmed="yes"))

    sentence = "It is outside the working hours of Bea Two."
    assert asked == (422, {"answer": "doubt", "sentence": sentence})
    assert status == 200


def test_stale_board_moves_nothing(
    session: InterviewSession, people: list[User], coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    stale = wish(session, soon() + HOUR, people[1])
    move(client, session, stale)

    answers = [move(client, session, sent) for sent in (stale, {**stale, "seat": ""})]

    sentence = "The interview was changed meanwhile. Nothing was moved; this is the board as it is now."
    assert answers == [(409, {"answer": "lost", "sentence": sentence})] * 2


@pytest.mark.parametrize(
    "nonsense",
    [
        {"sequence": "many"},
        {"sequence": "9" * 30},
        {"start": "tomorrow"},
        {"start": "2026-03-03T10:00"},
        {"start": "9999-12-31T23:30:00+00:00"},
        {"person": "-1"},
        {"person": "9" * 30},
        {"person": "\0"},
    ],
)
def test_nonsense_is_refused(
    session: InterviewSession,
    people: list[User],
    coordinator: User,
    signed_in: SignIn,
    nonsense: dict[str, str],
) -> None:
    sent = wish(session, soon() + HOUR, people[1]) | nonsense

    status, told = move(signed_in(coordinator), session, sent)

    assert (status, told["answer"]) == (422, "refused")


def test_nobody_but_interviewers_is_named(
    session: InterviewSession, administrator: User, coordinator: User, signed_in: SignIn
) -> None:
    answer = move(signed_in(coordinator), session, wish(session, soon() + HOUR, administrator))

    assert answer == (422, {"answer": "refused", "sentence": "Choose one of the interviewers."})


def test_broken_interview_is_marked_on_the_board(
    session: InterviewSession, people: list[User], coordinator: User, signed_in: SignIn
) -> None:
    people[0].interviewer.absences.create(during=(soon(), soon() + HOUR))
    address = reverse("loop_schedule", args=[session.loop.application.requisition_id])

    page = signed_in(coordinator).get(address, {"day": soon().date().isoformat()})

    (cell,) = [cell for line in page.context["board"].lines for cell in line.cells if cell.seat]
    assert cell.why == "Ann One is away at that time."
    assert "ses ses--ask" in page.content.decode()
