"""The first page, for each person, in their own time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import (
    Application,
    CandidateReport,
    Debrief,
    DebriefVote,
    InterviewSession,
    Requisition,
    Scorecard,
)
from hiring.operations import declines
from hiring.queries import home
from hiring.queries.overseen import overseen
from tests.factories import ApplicationFactory, InterviewerFactory, RequisitionFactory, make_loop
from tests.factories.arrangements import able, agree, begin_loop
from tests.factories.scorecards import fill, submit

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OSLO = ZoneInfo("Europe/Oslo")
# A Tuesday; two interviews of an hour, the second begins two hours after the first.
MORNING = datetime(2026, 11, 24, 9, 41, tzinfo=OSLO)
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=OSLO)


@pytest.fixture
def card(application: Application, interviewer: User, fellow: User) -> Scorecard:
    """The interviewer's scorecard of the interview at ten."""
    _loop, cards = make_loop(application, [interviewer, fellow], TEN)
    Scorecard.objects.update(due_at=TEN + timedelta(days=1))
    return Scorecard.objects.get(pk=cards[0].pk)


def shown(client: Client, at: datetime) -> str:
    with patch("django.utils.timezone.now", return_value=at):
        return client.get(reverse("home")).content.decode()


@pytest.fixture
def client(signed_in: SignIn, interviewer: User) -> Client:
    """The interviewer's browser; the session outlives the moved clock."""
    client = signed_in(interviewer)
    session = client.session
    session.set_expiry(datetime(2030, 1, 1, tzinfo=OSLO))
    session.save()
    return client


def test_signed_out_it_leads_to_the_sign_in() -> None:
    assert Client().get("/").headers["Location"] == "/accounts/login/?next=/"


def test_today_says_when_whom_what_and_with_whom(client: Client, card: Scorecard) -> None:
    page = shown(client, MORNING)

    wanted = ["Tuesday 24 November", "1 interview today.", "Next starts in 19 minutes", "10:00–11:00"]
    wanted += ["Kim Candidate", "Interview 1:", "You lead.", "Times in Europe/Oslo."]
    assert [words for words in wanted if words not in page] == []
    assert reverse("scorecard", args=[card.pk]) in page


def test_only_the_next_interview_has_the_filled_button(client: Client, card: Scorecard) -> None:
    assert shown(client, MORNING).count("btn--go") == 1


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (TEN + timedelta(minutes=1), "Running now"),
        (TEN - timedelta(minutes=1), "Next starts in 1 minute"),
        (TEN - timedelta(hours=3), "Next starts at 10:00"),
    ],
)
def test_the_next_interview_is_told_by_the_clock(
    client: Client, card: Scorecard, at: datetime, words: str
) -> None:
    assert words in shown(client, at)


def test_today_is_the_day_of_the_person_and_not_of_the_server(interviewer: User, card: Scorecard) -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=OSLO)
    in_oslo = len(home.today(interviewer, late))
    interviewer.time_zone = "Asia/Tokyo"

    assert (in_oslo, len(home.today(interviewer, late))) == (1, 0)


def test_a_scorecard_is_due_when_the_interview_is_over_and_late_after_a_day(
    interviewer: User, card: Scorecard
) -> None:
    moments = (TEN, TEN + timedelta(hours=2), TEN + timedelta(days=2))

    assert [[row.late for row in home.due(interviewer, at)] for at in moments] == [[], [False], [True]]


def test_a_due_scorecard_says_how_far_it_is(client: Client, card: Scorecard, interviewer: User) -> None:
    after = TEN + timedelta(days=2)
    untouched = shown(client, after)
    fill(card, interviewer, after, evidence="Short.")

    page = shown(client, after)

    assert "Not started" in untouched
    assert "1 scorecard is due, 1 is late." in page
    assert "Late: was due Wed 25 Nov, 10:00" in page
    assert "5 of 5 rated, 5 evidence notes missing" in page


def test_what_is_in_or_cancelled_is_no_longer_due(interviewer: User, fellow: User, card: Scorecard) -> None:
    after = TEN + timedelta(days=2)
    submit(card, interviewer, after)
    Scorecard.objects.get(author=fellow).seat.session.seats.update(cancelled=True)

    assert (home.due(interviewer, after), home.due(fellow, after)) == ([], [])


def test_what_lies_ahead_is_listed_with_the_seat(client: Client, card: Scorecard) -> None:
    page = shown(client, MORNING - timedelta(days=2))

    assert "Nothing is planned for you today." in page
    assert "Tue 24 Nov, 10:00–11:00" in page


def test_a_session_without_a_time_is_not_forgotten(client: Client, card: Scorecard) -> None:
    InterviewSession.objects.filter(pk=card.seat.session_id).update(state="planned", during=None)

    assert "Not scheduled yet" in shown(client, MORNING)


def test_the_load_has_a_square_for_every_interview_and_the_limits(
    client: Client, card: Scorecard, interviewer: User
) -> None:
    InterviewerFactory(person=interviewer, day_limit=1, week_limit=4)

    page = shown(client, MORNING)

    assert "Interviews this week: Mon 0, Tue 1, Wed 0, Thu 0, Fri 0. Limit 1 a day." in page
    assert '<b class="num">1 of 4</b> interviews this week, <b class="num">1 of 1</b> today.' in page
    assert "You are at today’s limit." in page


def test_the_load_counts_days_of_the_person(interviewer: User, card: Scorecard) -> None:
    InterviewerFactory(person=interviewer)
    interviewer.time_zone = "Pacific/Auckland"

    load = home.load(interviewer, MORNING)

    assert load is not None
    assert [held + booked for _name, held, booked in load.days] == [0, 1, 0, 0, 0]


def test_interviews_that_are_over_are_filled(interviewer: User, card: Scorecard) -> None:
    InterviewerFactory(person=interviewer)

    days = [home.load(interviewer, at).days[1] for at in (TEN, TEN + timedelta(hours=1))]  # type: ignore[union-attr]

    assert days == [("Tue", 0, 1), ("Tue", 1, 0)]


def test_an_empty_page_says_so(client: Client) -> None:
    page = shown(client, MORNING)

    assert "No interview today. No scorecard is due." in page
    assert "You take no interviews at present." in page


def test_a_manager_sees_what_is_missing_in_their_requisitions(
    signed_in: SignIn, manager: User, card: Scorecard, interviewer: User
) -> None:
    after = TEN + timedelta(days=2)

    rows = overseen(manager, after)

    assert [(row.requisition.reference, row.in_loop, row.lacking, row.late) for row in rows] == [
        ("DEP-1", 1, ["2 scorecards open, 2 late"], 2)
    ]


def test_interviews_without_a_time_and_cancelled_loops_are_missing_as_well(
    manager: User, card: Scorecard, requisition: Requisition
) -> None:
    begin_loop(ApplicationFactory(requisition=requisition, stage="loop"))
    begin_loop(ApplicationFactory(requisition=requisition, stage="loop")).sessions.update(state="cancelled")

    (row,) = overseen(manager, MORNING)

    assert row.lacking == ["2 interviews not scheduled yet", "1 candidate whose interviews are all cancelled"]


def test_a_requisition_of_another_team_is_not_shown_to_a_manager(manager: User, card: Scorecard) -> None:
    ApplicationFactory()

    assert [row.requisition.reference for row in overseen(manager, MORNING)] == ["DEP-1"]


def test_only_who_may_open_the_admin_is_led_there(
    signed_in: SignIn, recruiter: User, interviewer: User
) -> None:
    pages = [signed_in(person).get("/").content.decode() for person in (recruiter, interviewer)]

    assert ["Open the admin" in page for page in pages] == [True, False]


def test_the_page_costs_the_same_for_one_interview_and_for_many(
    signed_in: SignIn,
    interviewer: User,
    fellow: User,
    application: Application,
    django_assert_max_num_queries: object,
) -> None:
    now = timezone.now()
    client = signed_in(interviewer)
    for week in range(3):
        other = ApplicationFactory(requisition=application.requisition)
        make_loop(other, [interviewer, fellow], now - timedelta(days=7 * week + 1))
    client.get("/")

    with django_assert_max_num_queries(35):  # type: ignore[operator]
        client.get("/")


def test_who_takes_no_interviews_is_shown_no_empty_lists_of_them(
    signed_in: SignIn, manager: User, requisition: object
) -> None:
    page = signed_in(manager).get("/").content.decode()

    assert [words in page for words in ("Scorecards due", "Your load", "Your requisitions")] == [
        False,
        False,
        True,
    ]
    assert "Something is missing in 1 requisition." in page


def test_an_open_debrief_asks_for_the_vote_until_it_is_cast(
    signed_in: SignIn, card: Scorecard, interviewer: User, stranger: User, manager: User
) -> None:
    other = Scorecard.objects.exclude(pk=card.pk).get()
    report = CandidateReport.objects.create(
        application=card.application, number=1, requested_at=TEN, state_changed_at=TEN
    )
    debrief = Debrief.objects.create(
        application=card.application, report=report, opened_at=TEN, opened_by=manager
    )
    blind = home.debriefs(interviewer)
    submit(card, interviewer, TEN)
    submit(other, other.author, TEN + timedelta(hours=2))
    asked = [row.asked for row in home.debriefs(interviewer)]
    link = reverse("debrief", args=[debrief.pk])
    linked = [link in signed_in(person).get("/").content.decode() for person in (interviewer, stranger)]

    DebriefVote.objects.create(
        debrief=debrief, person=interviewer, after_reading=False, vote="for", reason="Why.", cast_at=TEN
    )

    voted = [row.asked for row in home.debriefs(interviewer)]
    assert (blind, asked, voted, linked) == ([], [True], [False], [True, False])


def test_work_that_waits_in_the_admin_is_listed_with_its_links(
    recruiter: User, manager: User, signed_in: Callable[[User], Client]
) -> None:
    RequisitionFactory(title="Unplanned", team={recruiter: "recruiter", manager: "hiring_manager"})
    address = reverse("admin:hiring_requisition_changelist")
    link = f'<a href="{address}?state__exact=open">1 requisition without an active loop plan</a>'

    pages = [signed_in(person).get(reverse("home")).content.decode() for person in (recruiter, manager)]

    assert [page.count(link) for page in pages] == [1, 0]


def test_a_seat_given_up_is_told_with_its_comment_to_who_arranges_the_loop_alone(
    application: Application, coordinator: User, manager: User, fellow: User, signed_in: SignIn
) -> None:
    loop = begin_loop(application)
    ann = able("Ann One", loop)
    now = timezone.now()
    agree(loop.sessions.first(), now + timedelta(days=2), ann, by=coordinator, at=now)
    declines.decline(seat=ann.seats.get(), comment="An exam.", by=ann, at=now)

    pages = {
        person.full_name.split()[0]: signed_in(person).get(reverse("home")).content.decode()
        for person in (coordinator, manager, fellow, ann)
    }

    assert {name: "1 seat given up" in page for name, page in pages.items()} == {
        "Cora": True,
        "Mona": False,
        fellow.full_name.split()[0]: False,
        "Ann": False,
    }
    assert [name for name, page in pages.items() if "An exam." in page] == ["Cora"]


def test_who_has_nothing_yet_is_shown_where_the_job_begins(
    recruiter: User, manager: User, signed_in: SignIn
) -> None:
    pages = [signed_in(person).get(reverse("home")).content.decode() for person in (recruiter, manager)]

    assert ["From a role document to a decision" in page for page in pages] == [True, False]
