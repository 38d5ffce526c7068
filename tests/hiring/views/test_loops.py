"""The coordinator's pages of a loop: who may use them, and what they say when something is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.choices import PlanState, SeatKind, SessionState, Stage
from hiring.models import Application, Conflict, InterviewLoop, PanelSeat, Scorecard
from hiring.operations import scheduling
from tests.factories.arrangements import able, at_work, begin_loop, other_sessions
from tests.factories.hiring import make_plan
from tests.factories.replica import past_the_guards
from tests.factories.rubrics import NOON
from tests.journeys.doors import plain

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)
ARRANGERS = ("recruiter", "coordinator")
OTHERS = ("manager", "compliance", "interviewer", "stranger", "administrator")


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def person(request: pytest.FixtureRequest) -> User:
    return request.getfixturevalue(request.param)


@pytest.fixture
def seat(loop: InterviewLoop, coordinator: User) -> PanelSeat:
    return scheduling.give_seat(
        session=loop.sessions.first(),
        person=able("Ann One", loop),
        kind=SeatKind.LEAD,
        by=coordinator,
        at=NOON,
    )


def acts(seat: PanelSeat) -> list[tuple[str, dict[str, object]]]:
    """Every address that changes something, with what it is sent."""
    session = seat.session
    return [
        (reverse("start_loop", args=[session.loop.application_id]), {}),
        (reverse("loop_plan_automatically", args=[session.loop_id]), {}),
        (reverse("loop_plan_again", args=[session.loop_id]), {}),
        (reverse("session_time", args=[session.pk]), {"starts": "2027-03-01T10:00", "minutes": 60}),
        (reverse("session_clear", args=[session.pk]), {}),
        (reverse("session_seat", args=[session.pk]), {"person": seat.person_id, "kind": "shadow"}),
        (reverse("session_held", args=[session.pk]), {}),
        (reverse("seat_cancel", args=[seat.pk]), {"reason": "Ill."}),
        (reverse("session_cancel", args=[session.pk]), {"reason": "Ill."}),
        (reverse("session_plan_again", args=[session.pk]), {}),
    ]


@pytest.mark.parametrize("person", ARRANGERS, indirect=True)
def test_pages_open_for(person: User, loop: InterviewLoop, signed_in: SignIn) -> None:
    client = signed_in(person)
    urls = [
        reverse("loop", args=[loop.pk]),
        reverse("session_arrange", args=[loop.sessions.first().pk]),
        reverse("loop_schedule", args=[loop.application.requisition_id]),
    ]

    assert [client.get(url).status_code for url in urls] == [200] * 3


@pytest.mark.parametrize("person", OTHERS, indirect=True)
def test_nothing_is_there_for(person: User, seat: PanelSeat, signed_in: SignIn) -> None:
    client = signed_in(person)
    pages = [
        reverse("loop", args=[seat.session.loop_id]),
        reverse("session_arrange", args=[seat.session_id]),
        reverse("loop_schedule", args=[seat.session.loop.application.requisition_id]),
        reverse("loop_schedule_progress", args=[seat.session.loop.application.requisition_id]),
    ]
    begin = reverse("loop_schedule_begin", args=[seat.session.loop.application.requisition_id])
    stop = reverse("loop_schedule_stop", args=[seat.session.loop.application.requisition_id])

    codes = [client.get(url).status_code for url in pages]
    codes += [
        client.post(url, sent).status_code
        for url, sent in [*acts(seat), (begin, {}), (stop, {"wish": "keep"})]
    ]

    assert set(codes) == {404}


def test_even_the_interviewer_in_the_seat_finds_nothing(seat: PanelSeat, signed_in: SignIn) -> None:
    client = signed_in(seat.person)

    assert {client.post(url, sent).status_code for url, sent in acts(seat)} == {404}


def test_acts_are_no_links(seat: PanelSeat, coordinator: User, signed_in: SignIn) -> None:
    client = signed_in(coordinator)

    assert {client.get(url).status_code for url, _sent in acts(seat)} == {405}


def test_signed_out_person_is_asked_to_sign_in(loop: InterviewLoop, client: Client) -> None:
    assert client.get(reverse("loop", args=[loop.pk])).status_code == 302


# --- beginning ----------------------------------------------------------------------------------------------


def test_loop_is_begun_from_the_application(
    application: Application, coordinator: User, signed_in: SignIn
) -> None:
    make_plan(application.requisition)

    response = signed_in(coordinator).post(reverse("start_loop", args=[application.pk]))

    loop = application.loops.get()
    assert response.headers["Location"] == reverse("loop", args=[loop.pk])
    assert loop.sessions.count() == 2


def test_refused_beginning_is_said_on_the_application(
    application: Application, coordinator: User, signed_in: SignIn
) -> None:
    plan = make_plan(application.requisition)
    plan.requisition.plans.update(state=PlanState.SUPERSEDED)

    page = signed_in(coordinator).post(reverse("start_loop", args=[application.pk]), follow=True)

    assert "Activate a loop plan for the requisition first." in page.content.decode()
    assert application.loops.count() == 0


def test_decided_application_begins_no_loop(
    application: Application, coordinator: User, signed_in: SignIn
) -> None:
    make_plan(application.requisition)
    with past_the_guards():
        Application.objects.filter(pk=application.pk).update(stage=Stage.DECIDED)

    signed_in(coordinator).post(reverse("start_loop", args=[application.pk]))

    assert application.loops.count() == 0


# --- times --------------------------------------------------------------------------------------------------


def put(client: Client, session: object, **sent: object) -> object:
    values = {"starts": "2027-03-01T10:00", "minutes": 45, "place": "Room 2"} | sent
    return client.post(reverse("session_time", args=[session.pk]), values)


def test_time_is_read_on_the_requisitions_clock(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    session = loop.sessions.first()
    coordinator.time_zone = "America/New_York"
    coordinator.save()

    put(signed_in(coordinator), session)

    session.refresh_from_db()
    span = session.during
    assert span.lower.isoformat() == "2027-03-01T09:00:00+00:00"
    assert (span.upper - span.lower, session.place) == (timedelta(minutes=45), "Room 2")


def test_page_states_the_zone_and_shows_the_set_time(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    session = loop.sessions.first()
    put(client, session)

    text = client.get(reverse("session_arrange", args=[session.pk])).content.decode()

    assert "On the clock of Europe/Oslo." in text
    assert 'value="2027-03-01T10:00"' in text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"starts": ""}, "Give the day and the time at which it starts."),
        ({"starts": "0001-01-01T00:00"}, "Write the start like 2026-12-01T14:30."),
        ({"starts": "9999-12-31T23:59"}, "Write the start like 2026-12-01T14:30."),
        ({"starts": "soon"}, "Write the start like 2026-12-01T14:30."),
        ({"starts": "2027-03-28T02:30"}, "that time does not exist in Europe/Oslo."),
        ({"minutes": ""}, "Give its length in minutes."),
        ({"minutes": "0"}, "greater than or equal to 5"),
    ],
)
def test_nothing_typed_is_lost_when_the_form_is_refused(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, sent: dict[str, str], sentence: str
) -> None:
    page = put(signed_in(coordinator), loop.sessions.first(), place="Room with a view", **sent)

    text = page.content.decode()
    assert page.status_code == 422
    assert sentence in text
    assert 'value="Room with a view"' in text


def test_nothing_typed_is_lost_when_the_time_is_refused(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    first, second = loop.sessions.all()
    put(client, first)

    page = put(client, second, place="Room with a view")

    text = page.content.decode()
    assert page.status_code == 422
    assert "The candidate has another interview at that time." in text
    assert 'value="Room with a view"' in text
    assert 'value="2027-03-01T10:00"' in text


# --- people -------------------------------------------------------------------------------------------------


def test_only_fit_people_are_offered_and_others_have_a_reason(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    session = loop.sessions.first()
    able("Ann One", loop)
    rival = able("Bea Two", loop)
    Conflict.objects.create(interviewer=rival.interviewer, candidate=loop.application.candidate)
    busy = able("Cid Three", loop)
    other = other_sessions(1)[0]
    scheduling.give_seat(session=other, person=busy, kind=SeatKind.LEAD, by=coordinator, at=NOON)
    for each in (session, other):
        put(client, each)
    full = able("Dag Four", loop, week_limit=0)

    page = client.get(reverse("session_arrange", args=[session.pk]))

    offers = {offer.person.full_name: offer for offer in page.context["offers"]}
    assert {name: offer.reason for name, offer in offers.items()} == {
        "Ann One": "",
        "Bea Two": "Bea Two has to stay out of this candidate's interviews.",
        "Cid Three": "Cid Three has another interview at that time.",
        "Dag Four": f"{full} is at 0 of 0 interviews in that week.",
    }
    assert page.content.decode().count('name="person"') == 1
    assert offers["Cid Three"].load.words == "1 of 2 that day, 1 of 5 that week"


def test_seat_is_given_and_taken_back(loop: InterviewLoop, coordinator: User, signed_in: SignIn) -> None:
    client = signed_in(coordinator)
    session = loop.sessions.first()
    person = able("Ann One", loop)

    client.post(reverse("session_seat", args=[session.pk]), {"person": person.pk, "kind": "lead"})
    given = session.seats.get()
    client.post(reverse("seat_cancel", args=[given.pk]), {"reason": "Ill."})

    given.refresh_from_db()
    assert (given.person, given.cancelled, given.cancelled_reason) == (person, True, "Ill.")


def test_stranger_to_the_pool_is_no_choice(
    loop: InterviewLoop, coordinator: User, manager: User, signed_in: SignIn
) -> None:
    session = loop.sessions.first()

    page = signed_in(coordinator).post(
        reverse("session_seat", args=[session.pk]), {"person": manager.pk, "kind": "lead"}
    )

    assert page.status_code == 422
    assert "Choose one of the interviewers." in page.content.decode()


def test_session_is_cancelled_with_a_reason_and_planned_again(
    seat: PanelSeat, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    session = seat.session

    without = client.post(reverse("session_cancel", args=[session.pk]), {"reason": ""})
    client.post(reverse("session_cancel", args=[session.pk]), {"reason": "The candidate is ill."})
    session.refresh_from_db()
    cancelled = session.state
    client.post(reverse("session_plan_again", args=[session.pk]))

    session.refresh_from_db()
    assert (without.status_code, cancelled, session.state) == (
        422,
        SessionState.CANCELLED,
        SessionState.PLANNED,
    )


def test_held_interview_is_marked(seat: PanelSeat, coordinator: User, signed_in: SignIn) -> None:
    scheduling.set_time(session=seat.session, start=NOON, end=NOON + HOUR, place="", by=coordinator, at=NOON)

    signed_in(coordinator).post(reverse("session_held", args=[seat.session_id]))

    seat.session.refresh_from_db()
    assert seat.session.state == SessionState.HELD


def test_automatic_plan_says_what_it_could_not_place(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    at_work(able("Ann One", loop))

    page = signed_in(coordinator).post(reverse("loop_plan_automatically", args=[loop.pk]))

    text = page.content.decode().replace("&#x27;", "'")
    assert "1 interview was given time and people." in text
    assert "1 interview stays open" in text
    assert "Ann One already sits in Interview" in text


# --- blindness ----------------------------------------------------------------------------------------------


def test_pages_do_not_depend_on_scorecards(
    scorecards: tuple[Scorecard, Scorecard], coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    loop = InterviewLoop.objects.get()
    url = reverse("loop", args=[loop.pk])

    def shown() -> str:
        page = plain(client.get(url).content).decode()
        return page.split("<main")[1].split("</main>")[0]

    before = shown()
    card = scorecards[0]
    card.ratings.update(not_assessed_reason="no_time")
    Scorecard.objects.filter(pk=card.pk).update(state="ratings_locked", ratings_locked_at=NOON)
    Scorecard.objects.filter(pk=card.pk).update(state="submitted", submitted_at=NOON, recommendation="for")

    assert shown() == before


def test_a_character_that_cannot_be_stored_is_left_out_of_the_reason(
    seat: PanelSeat, coordinator: User, signed_in: SignIn
) -> None:
    signed_in(coordinator).post(reverse("seat_cancel", args=[seat.pk]), {"reason": "Ill\0."})

    seat.refresh_from_db()
    assert (seat.cancelled, seat.cancelled_reason) == (True, "Ill.")


@pytest.mark.parametrize(
    ("starts", "minutes", "asks"),
    [
        ("2027-03-01T07:00", 45, 0),
        ("2027-03-05T19:15", 45, 0),
        ("2027-03-01T06:59", 45, 1),
        ("2027-03-01T19:16", 45, 1),
        ("2027-03-06T10:00", 45, 1),
    ],
    ids=["first minute", "last minute", "too early", "too late", "Saturday"],
)
def test_an_odd_time_is_asked_about_while_nobody_sits_there(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, starts: str, minutes: int, asks: int
) -> None:
    session = loop.sessions.first()

    page = put(signed_in(coordinator), session, starts=starts, minutes=minutes).content.decode()

    session.refresh_from_db()
    assert page.count("It is outside the usual working hours") == asks
    assert (session.during is None) == bool(asks)


def test_a_time_without_people_says_that_nobody_is_told(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    client, session = signed_in(coordinator), loop.sessions.first()

    put(client, session)

    page = client.get(reverse("session_arrange", args=[session.pk])).content.decode()
    assert "The time is set. Nobody sits in it yet: give its seats below." in page
