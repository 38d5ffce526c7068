"""The repair's page: every change before and after, one click to accept, nothing for who does not plan."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.choices import RepairState
from hiring.models import (
    Application,
    Candidate,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    Repair,
    Requisition,
)
from hiring.operations import repairs, scheduling
from tests.factories import ApplicationFactory, make_loop
from tests.factories.arrangements import able, agree, at_work, begin_loop
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NAMES = ("repair", "repair_progress")
ACTS = ("repair_propose", "repair_accept", "repair_dismiss")


def soon() -> datetime:
    """Noon in Greenwich on a Wednesday in one to two weeks, by the real clock that the pages go by."""
    noon = timezone.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon + timedelta(days=9 - noon.weekday() if noon.weekday() <= 2 else 16 - noon.weekday())


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return begin_loop(application)


@pytest.fixture
def people(loop: InterviewLoop) -> list[User]:
    return [at_work(able(name, loop)) for name in ("Ann One", "Bea Two", "Cid Three")]


@pytest.fixture
def sessions(loop: InterviewLoop, people: list[User], coordinator: User) -> list[InterviewSession]:
    """Ann on the Wednesday at noon, Bea two hours later."""
    found = list(loop.sessions.order_by("planned__order"))
    for place, session in enumerate(found):
        agree(session, soon() + 2 * place * HOUR, people[place], by=coordinator, at=timezone.now())
    return found


@pytest.fixture
def broken(sessions: list[InterviewSession], people: list[User]) -> InterviewSession:
    """Ann is away on that Wednesday."""
    people[0].interviewer.absences.create(during=(soon(), soon() + HOUR))
    return sessions[0]


@pytest.fixture
def proposal(broken: InterviewSession, requisition: Requisition, coordinator: User) -> Repair:
    return repairs.propose(requisition=requisition, by=coordinator, at=timezone.now())


def url(name: str, requisition: Requisition) -> str:
    return reverse(name, args=[requisition.pk])


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def post(client: Client, name: str, row: Repair) -> str:
    page = client.post(url(name, row.requisition), {"repair": row.pk}, follow=True)
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("name", NAMES)
def test_only_who_plans_the_requisition_sees_it(
    proposal: Repair, requisition: Requisition, answers: Callable[..., dict[str, int]], name: str
) -> None:
    assert answers(url(name, requisition)) == only("Rita", "Cora", "Ulla")


@pytest.mark.parametrize("name", ACTS)
def test_only_who_plans_the_requisition_answers_it(
    proposal: Repair, requisition: Requisition, signed_in: SignIn, everybody: list[User], name: str
) -> None:
    told = {
        person.full_name.split()[0]: signed_in(person)
        .post(url(name, requisition), {"repair": proposal.pk})
        .status_code
        for person in everybody
    }

    assert told == only("Rita", "Cora", "Ulla", status=302)


def test_the_proposal_of_another_requisition_is_not_there(
    proposal: Repair, coordinator: User, signed_in: SignIn
) -> None:
    other = ApplicationFactory().requisition

    answer = signed_in(coordinator).post(url("repair_accept", other), {"repair": proposal.pk})

    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (404, RepairState.OPEN)


@pytest.mark.parametrize("sent", ["", "x", "0", "9" * 30, "²"])
def test_a_number_that_nobody_was_shown_is_not_there(
    proposal: Repair, requisition: Requisition, coordinator: User, signed_in: SignIn, sent: str
) -> None:
    answer = signed_in(coordinator).post(url("repair_accept", requisition), {"repair": sent})

    assert answer.status_code == 404


@pytest.mark.parametrize("where", ["loop_schedule", "loop"])
def test_schedule_and_loop_say_calmly_what_no_longer_holds(
    broken: InterviewSession, requisition: Requisition, coordinator: User, signed_in: SignIn, where: str
) -> None:
    number = requisition.pk if where == "loop_schedule" else broken.loop_id

    page = text(signed_in(coordinator), reverse(where, args=[number]))

    shown = [
        "1 interview no longer holds",
        "Ann One is away at that time.",
        url("repair_propose", requisition),
    ]
    assert [words for words in shown if words not in page] == []


def test_schedule_and_loop_say_nothing_while_everything_holds(
    sessions: list[InterviewSession], requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    addresses = [url("loop_schedule", requisition), reverse("loop", args=[sessions[0].loop_id])]

    assert ["no longer hold" in text(client, address) for address in addresses] == [False, False]


def test_the_schedule_leads_to_a_proposal_that_waits(
    proposal: Repair, requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    page = text(signed_in(coordinator), url("loop_schedule", requisition))

    assert (url("repair", requisition) in page, url("repair_propose", requisition) in page) == (True, False)


def test_the_button_brings_the_proposal_with_every_change(
    broken: InterviewSession, requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)

    page = client.post(url("repair_propose", requisition), follow=True)

    (line,) = page.context["page"].lines
    names = [[str(each) for each in group] for group in (line.leaving, line.coming, line.staying)]
    shown = " ".join(page.content.decode().split())
    assert (line.session, line.is_new_time, names) == (broken, False, [["Ann One"], ["Cid Three"], []])
    words = [
        "1 interview would change.",
        "1 interview stays as it is.",
        "Nobody is told before you accept.",
        "Accept: 1 interview changes",
        "<del>Ann One</del>",
        "<ins>Cid Three</ins>",
        "Ann One is away at that time.",
        "Times: Europe/Oslo.",
    ]
    assert [each for each in words if each not in shown] == []


def test_times_are_shown_on_the_requisition_s_clock_before_and_after(
    sessions: list[InterviewSession], requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    start = soon() + DAY
    sessions[0].candidate.windows.create(during=(start, start + HOUR))
    sessions[0].candidate.windows.create(during=(soon() + 2 * HOUR, soon() + 3 * HOUR))

    page = signed_in(coordinator).post(url("repair_propose", requisition), follow=True)

    shown = " ".join(page.content.decode().split())
    (line,) = page.context["page"].lines
    there = [each.astimezone(ZoneInfo("Europe/Oslo")).strftime("%H:%M") for each in (soon(), start)]
    assert (line.before[0], line.after[0]) == (soon(), start)
    assert [f"{clock}–" in shown for clock in there] == [True, True]


def test_one_click_accepts(
    proposal: Repair, broken: InterviewSession, coordinator: User, signed_in: SignIn
) -> None:
    page = post(signed_in(coordinator), "repair_accept", proposal)

    seat = PanelSeat.objects.get(session=broken, cancelled=False)
    assert str(seat.person) == "Cid Three"
    assert "1 interview was changed. Everybody concerned is told by their calendar." in page
    assert "Nothing needs mending" in page


def test_a_change_in_between_is_said_with_a_button_to_propose_anew(
    proposal: Repair, broken: InterviewSession, requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    scheduling.announce(broken, timezone.now())

    before = text(client, url("repair", requisition))
    after = post(client, "repair_accept", proposal)

    assert ("The schedule has changed since this was proposed" in before, "Propose anew" in before) == (
        True,
        True,
    )
    assert url("repair_accept", requisition) not in before
    assert (
        "Nothing was moved. “Interview 1” with Kim Candidate was changed since the proposal was made."
        in after
    )
    assert (
        url("repair_propose", requisition) in after,
        PanelSeat.objects.filter(cancelled=True).count(),
    ) == (
        True,
        0,
    )


def test_dismissing_leaves_everything_as_it_is(
    proposal: Repair, requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    page = post(signed_in(coordinator), "repair_dismiss", proposal)

    assert "The proposal is dismissed; everything stays as it is." in page
    assert ("1 interview no longer holds." in page, PanelSeat.objects.filter(cancelled=True).count()) == (
        True,
        0,
    )


def test_what_broke_since_is_named(
    proposal: Repair,
    sessions: list[InterviewSession],
    people: list[User],
    coordinator: User,
    signed_in: SignIn,
) -> None:
    people[1].interviewer.absences.create(during=(soon() + 2 * HOUR, soon() + 3 * HOUR))

    page = text(signed_in(coordinator), url("repair", proposal.requisition))

    assert "1 more interview no longer holds since this was proposed" in page


def test_what_cannot_be_mended_leads_to_arranging_it_by_hand(
    broken: InterviewSession,
    requisition: Requisition,
    people: list[User],
    coordinator: User,
    signed_in: SignIn,
) -> None:
    for person in (people[0], people[2]):
        person.interviewer.hours.all().delete()

    page = signed_in(coordinator).post(url("repair_propose", requisition), follow=True)

    shown = " ".join(page.content.decode().split())
    words = ["Nothing can be mended by moving interviews.", "What could not be mended", "Arrange by hand"]
    words += [reverse("session_arrange", args=[broken.pk]), "is not available in the candidate"]
    assert [each for each in words if each not in shown] == []
    assert url("repair_accept", requisition) not in shown


def test_nothing_to_mend_is_an_empty_page_with_a_way_back(
    sessions: list[InterviewSession], requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)

    page = text(client, url("repair", requisition))
    refused = " ".join(client.post(url("repair_propose", requisition), follow=True).content.decode().split())

    assert ("Nothing needs mending" in page, url("loop_schedule", requisition) in page) == (True, True)
    assert "Nothing needs mending: every interview to come holds." in refused


def test_progress_ends_with_a_fresh_page(
    requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    now = timezone.now()
    row = Repair.objects.create(
        requisition=requisition, loops=12, asked_at=now, asked_by=coordinator, state_changed_at=now
    )
    client = signed_in(coordinator)

    page, under_way = (
        text(client, url("repair", requisition)),
        client.get(url("repair_progress", requisition)),
    )
    Repair.objects.filter(pk=row.pk).update(state=RepairState.OPEN)
    over = client.get(url("repair_progress", requisition))

    assert "A repair of 12 loops is being worked out" in page
    assert "A repair of 12 loops is being worked out" in under_way.content.decode()
    assert over.headers["HX-Refresh"] == "true"


def test_a_repair_that_broke_off_says_so(
    broken: InterviewSession, requisition: Requisition, coordinator: User, signed_in: SignIn
) -> None:
    now = timezone.now()
    Repair.objects.create(
        requisition=requisition, loops=1, state="failed", failure="It broke.", asked_at=now,
        asked_by=coordinator, state_changed_at=now,
    )  # fmt: skip

    page = text(signed_in(coordinator), url("repair", requisition))

    assert ("It broke." in page, url("repair_propose", requisition) in page) == (True, True)


def test_a_coordinator_who_owes_a_scorecard_mends_without_a_word_on_scorecards(
    proposal: Repair, requisition: Requisition, signed_in: SignIn, recruiter: User, fellow: User
) -> None:
    candidate = Candidate.objects.get(full_name="Kim Candidate")
    make_loop(ApplicationFactory(candidate=candidate), [recruiter, fellow])
    client = signed_in(recruiter)

    page = text(client, url("repair", requisition))
    accepted = post(client, "repair_accept", proposal)

    assert "corecard" not in page.split("<main")[1]
    assert "1 interview was changed." in accepted
