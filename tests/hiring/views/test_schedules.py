"""The day's board: people by time, what is not scheduled yet, and the run of the automatic plan."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.choices import RunState, SeatKind
from hiring.models import Absence, Application, CandidateLink, InterviewLoop, ScheduleRun
from hiring.operations import schedule_runs, scheduling
from hiring.queries.ways import Way
from tests.factories import ApplicationFactory
from tests.factories.arrangements import able, at_work, begin_loop, other_sessions
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


def url(loop: InterviewLoop, day: str = "") -> str:
    address = reverse("loop_schedule", args=[loop.application.requisition_id])
    return f"{address}?day={day}" if day else address


def seated(session: object, person: User, by: User, hours: float) -> None:
    """An hour of the second of March, `hours` past noon in UTC (one more in Oslo)."""
    start = NOON + timedelta(hours=hours)
    scheduling.set_time(
        session=session, start=start, end=start + HOUR, place="", confirmed=True, by=by, at=NOON
    )
    scheduling.give_seat(session=session, person=person, kind=SeatKind.LEAD, by=by, at=NOON)


def test_board_joins_quarters_into_cells(loop: InterviewLoop, coordinator: User, signed_in: SignIn) -> None:
    person = able("Ann One", loop)
    seated(loop.sessions.first(), person, coordinator, 0.5)
    away = DateTimeTZRange(NOON + 2 * HOUR, NOON + 3 * HOUR)
    Absence.objects.create(interviewer=person.interviewer, during=away)

    board = signed_in(coordinator).get(url(loop, "2026-03-02")).context["board"]

    (line,) = board.lines
    drawn = [(cell.kind, cell.span, cell.half) for cell in line.cells if cell.kind != "free"]
    assert board.hours == tuple(range(8, 18))
    assert sum(cell.span for cell in line.cells) == 40
    assert drawn == [("session", 4, True), ("busy", 4, False)]
    assert (line.load.day, line.load.week) == (1, 1)


def test_other_requisitions_sessions_are_only_taken_time(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    person = able("Ann One", loop)
    seated(loop.sessions.first(), person, coordinator, 0)
    foreign = other_sessions(1)[0]
    seated(foreign, person, coordinator, 3)

    page = signed_in(coordinator).get(url(loop, "2026-03-02"))

    (line,) = page.context["board"].lines
    assert [cell.kind for cell in line.cells if cell.kind not in ("free", "off")] == ["session", "busy"]
    assert foreign.candidate.full_name not in page.content.decode()


def test_board_widens_for_late_interviews_and_marks_off_hours(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    person = at_work(able("Ann One", loop))
    seated(loop.sessions.first(), person, coordinator, 8)

    board = signed_in(coordinator).get(url(loop, "2026-03-02")).context["board"]

    assert board.hours == tuple(range(8, 22))
    assert [cell.kind for cell in board.lines[0].cells][-3:] == ["off", "off", "session"]


def test_page_opens_on_the_next_day_with_an_interview(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    start = NOON.replace(year=2040)
    scheduling.set_time(
        session=loop.sessions.first(), start=start, end=start + HOUR, place="", by=coordinator, at=NOON
    )

    page = signed_in(coordinator).get(url(loop))

    assert page.context["day"].isoformat() == "2040-03-02"


@pytest.mark.parametrize("day", ["yesterday", "2026-99-99", "0000-00-00"])
def test_nonsense_for_a_day_is_passed_over(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, day: str
) -> None:
    assert signed_in(coordinator).get(url(loop, day)).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_ends_of_the_calendar_do_not_break_the_page(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, day: str
) -> None:
    assert signed_in(coordinator).get(url(loop, day)).status_code == 200


def test_few_loops_are_planned_at_once_and_the_rest_named(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    at_work(able("Ann One", loop))
    client = signed_in(coordinator)

    page = client.post(reverse("loop_schedule_begin", args=[loop.application.requisition_id]), follow=True)

    run = ScheduleRun.objects.get()
    (left,) = page.context["unscheduled"]
    assert (run.state, run.placed) == (RunState.DONE, 1)
    assert "1 interview was given time and people. 1 stays open." in page.content.decode()
    assert any("Ann One already sits in" in reason for reason in left.reasons)
    assert left.ways == (Way("No single change that was tried helps."),)
    sentences = (*left.reasons, left.ways[0].sentence)
    assert all(f"<li>{sentence}</li>" in page.content.decode() for sentence in sentences)


def test_nothing_to_plan_is_said(loop: InterviewLoop, coordinator: User, signed_in: SignIn) -> None:
    for session in loop.sessions.all():
        scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=NOON)

    page = signed_in(coordinator).post(
        reverse("loop_schedule_begin", args=[loop.application.requisition_id]), follow=True
    )

    assert "Every interview of every open loop is scheduled." in page.content.decode()


def test_many_loops_wait_for_a_worker_with_progress(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    requisition = loop.application.requisition
    for _ in range(schedule_runs.AT_ONCE):
        begin_loop(ApplicationFactory(requisition=requisition))
    client = signed_in(coordinator)
    begin = reverse("loop_schedule_begin", args=[requisition.pk])

    page = client.post(begin, follow=True)
    again = client.post(begin, follow=True)
    progress = client.get(reverse("loop_schedule_progress", args=[requisition.pk]))

    run = ScheduleRun.objects.get()
    assert (run.state, run.loops) == (RunState.QUEUED, 4)
    assert "Waiting for a worker." in page.content.decode()
    assert "Waiting for a worker." in progress.content.decode()
    assert "The automatic plan is at work already" in again.content.decode()


def test_progress_ends_with_a_fresh_page(loop: InterviewLoop, coordinator: User, signed_in: SignIn) -> None:
    requisition = loop.application.requisition
    schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)

    answer = signed_in(coordinator).get(reverse("loop_schedule_progress", args=[requisition.pk]))

    assert answer.headers["HX-Refresh"] == "true"


def test_what_a_run_did_is_said_once_however_often_the_page_asked(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    requisition = loop.application.requisition
    ScheduleRun.objects.create(
        requisition=requisition,
        state=RunState.DONE,
        loops=1,
        placed=3,
        asked_at=timezone.now(),
        asked_by=coordinator,
        state_changed_at=timezone.now(),
    )
    client = signed_in(coordinator)
    for _ in range(3):
        client.get(reverse("loop_schedule_progress", args=[requisition.pk]))

    page = client.get(url(loop))

    assert page.content.decode().count("3 interviews were given time and people.") == 1


def test_page_says_for_good_why_a_run_failed_and_lets_it_be_begun_again(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    requisition = loop.application.requisition
    ScheduleRun.objects.create(
        requisition=requisition,
        state=RunState.FAILED,
        failure="The automatic plan broke off.",
        loops=4,
        placed=3,
        asked_at=timezone.now(),
        asked_by=coordinator,
        state_changed_at=timezone.now(),
    )

    page = " ".join(signed_in(coordinator).get(url(loop)).content.decode().split())

    assert "by Cora Coordinator: The automatic plan broke off. It scheduled 3 interviews." in page
    assert "Find times for 1 loop" in page


def test_coordinator_stops_the_automatic_plan(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    requisition = loop.application.requisition
    for _ in range(schedule_runs.AT_ONCE):
        begin_loop(ApplicationFactory(requisition=requisition))
    client = signed_in(coordinator)
    client.post(reverse("loop_schedule_begin", args=[requisition.pk]))

    form = {"wish": "keep", "run": ScheduleRun.objects.get().pk}
    client.post(reverse("loop_schedule_stop", args=[requisition.pk]), form)
    again = client.post(reverse("loop_schedule_stop", args=[requisition.pk]), form, follow=True)

    assert ScheduleRun.objects.get().state == RunState.STOPPED
    assert "The automatic plan is over already." in again.content.decode()


def test_a_form_that_is_out_of_date_stops_no_later_run(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    requisition = loop.application.requisition
    for _ in range(schedule_runs.AT_ONCE):
        begin_loop(ApplicationFactory(requisition=requisition))
    old = schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON)
    schedule_runs.close(old.pk, RunState.DONE, NOON)
    later = schedule_runs.begin(requisition=requisition, by=coordinator, at=NOON + HOUR)

    stop = reverse("loop_schedule_stop", args=[requisition.pk])
    page = signed_in(coordinator).post(stop, {"wish": "discard", "run": old.pk}, follow=True)

    later.refresh_from_db()
    assert (later.state, later.stop) == (RunState.QUEUED, "")
    assert "The automatic plan is over already." in page.content.decode()


def test_the_number_of_queries_grows_neither_with_the_loops_nor_with_the_people(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, django_assert_max_num_queries: object
) -> None:
    client = signed_in(coordinator)
    for number in range(10):
        begin_loop(ApplicationFactory(requisition=loop.application.requisition))
        at_work(able(f"Person {number}", loop))

    with django_assert_max_num_queries(32):  # type: ignore[operator]
        page = client.get(url(loop))

    assert (len(page.context["board"].lines), len(page.context["unscheduled"])) == (10, 22)


@pytest.mark.parametrize("wish", ["", "both"])
def test_stop_without_a_sensible_wish_changes_nothing(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn, wish: str
) -> None:
    stop = reverse("loop_schedule_stop", args=[loop.application.requisition_id])

    page = signed_in(coordinator).post(stop, {"wish": wish}, follow=True)

    assert "There is no automatic plan to stop." in page.content.decode()


# --- before times are found -----------------------------------------------------------------------------------


def begin_url(loop: InterviewLoop) -> str:
    return reverse("loop_schedule_begin", args=[loop.application.requisition_id])


def test_who_has_not_said_when_they_can_come_is_told_before_anything_is_booked(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    begin_loop(ApplicationFactory(requisition=loop.application.requisition))
    loop.application.candidate.windows.create(during=DateTimeTZRange(NOON, NOON + HOUR))

    page = signed_in(coordinator).get(begin_url(loop)).content.decode()

    assert "1 of 2 candidates have said when they can come." in page
    assert ("Ask 1 candidate first" in page, "Book for the 1 who has answered" in page) == (True, True)
    assert ScheduleRun.objects.count() == 0


def test_all_are_asked_at_once_and_nothing_is_booked(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    requisition = loop.application.requisition
    begin_loop(ApplicationFactory(requisition=requisition))
    client = signed_in(coordinator)

    asked = client.post(reverse("loop_schedule_ask", args=[requisition.pk]), follow=True)
    links = list(CandidateLink.objects.values_list("offers", "revoked_at"))
    client.post(reverse("loop_schedule_ask", args=[requisition.pk]))

    assert "2 links are on their way." in asked.content.decode()
    assert (links, CandidateLink.objects.count()) == ([(False, None)] * 2, 2)
    assert ScheduleRun.objects.count() == 0


def test_who_was_sent_a_new_link_a_moment_ago_is_sent_no_other(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    client, url = signed_in(coordinator), reverse("loop_schedule_ask", args=[loop.application.requisition_id])
    client.post(url)

    again = client.post(url, {"whom": "silent"}, follow=True).content.decode()

    assert "Everybody who has not answered was sent a link a moment ago." in again
    assert list(CandidateLink.objects.values_list("revoked_at", flat=True)) == [None]


def test_only_who_has_answered_is_booked_when_that_is_asked_for(
    loop: InterviewLoop, coordinator: User, signed_in: SignIn
) -> None:
    other = begin_loop(ApplicationFactory(requisition=loop.application.requisition))
    other.application.candidate.windows.create(
        during=DateTimeTZRange(timezone.now(), timezone.now() + timedelta(days=14))
    )
    for name in ("Ann One", "Bea Two"):
        at_work(able(name, loop))

    signed_in(coordinator).post(begin_url(loop), {"whom": "answered"})

    run = ScheduleRun.objects.get()
    timed = [each.sessions.filter(during__isnull=False).count() for each in (loop, other)]
    assert (run.answered_only, run.loops, timed) == (True, 1, [0, 2])


def test_nobody_has_answered_is_said(loop: InterviewLoop, coordinator: User, signed_in: SignIn) -> None:
    page = signed_in(coordinator).post(begin_url(loop), {"whom": "answered"}, follow=True)

    assert "None of these candidates has said when they can come." in page.content.decode()


@pytest.mark.parametrize("who", ["manager", "compliance", "administrator", "interviewer", "stranger"])
@pytest.mark.parametrize("act", ["loop_schedule_begin", "loop_schedule_ask"])
def test_who_schedules_nothing_neither_asks_nor_books(
    loop: InterviewLoop, act: str, who: str, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    url = reverse(act, args=[loop.application.requisition_id])

    answer = signed_in(request.getfixturevalue(who)).post(url)

    assert (answer.status_code, ScheduleRun.objects.count(), CandidateLink.objects.count()) == (404, 0, 0)
