"""Proposals: whole loops offered and held, let go in time, confirmed in one step, never twice the same time."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from icalendar import Calendar

from hiring import tasks
from hiring.accounts.models import User
from hiring.choices import ProposalState, SeatKind
from hiring.models import (
    Absence,
    Application,
    InterviewLoop,
    InterviewSession,
    PanelSeat,
    PlannedSession,
    Proposal,
    ProposalOption,
    TakenTime,
)
from hiring.operations import automatic, notices, proposals, scheduling
from hiring.operations.session_rows import SchedulingRefused
from hiring.queries.schedules import open_loops
from rubrics.ledger.models import Event
from tests.factories import ApplicationFactory
from tests.factories.arrangements import able, at_work, begin_loop, staffed_loop
from tests.factories.replica import past_the_guards
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
HOLD = timedelta(hours=48)


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


@pytest.fixture
def proposal(loop: InterviewLoop, coordinator: User) -> Proposal:
    return offer(loop, coordinator)


def offer(loop: InterviewLoop, by: User, at: datetime = NOON) -> Proposal:
    found = proposals.offer(loop=loop, made_by=by, by=by, at=at)
    assert found is not None
    return found


def starts(option: ProposalOption) -> list[datetime]:
    """When the option's interviews begin."""
    return [row.during.lower for row in option.holds.filter(candidate__isnull=False)]


def times(loop: InterviewLoop) -> list[datetime]:
    """When the loop's interviews begin."""
    return sorted(row.during.lower for row in loop.sessions.filter(during__isnull=False))


def send_all() -> list[EmailMessage]:
    """Run every due task to interviewers, as the workers would, and return what was sent."""
    before = len(mail.outbox)
    for pk in notices.due().order_by("pk").values_list("pk", flat=True):
        notices.deliver(notice_id=pk, at=NOON)
    return mail.outbox[before:]


def method(message: EmailMessage) -> str:
    """What the attached calendar file asks for."""
    return str(Calendar.from_ical(message.attachments[0].content)["METHOD"])


# --- offering -------------------------------------------------------------------------------------------------


def test_each_option_is_a_whole_loop_on_a_day_of_its_own(proposal: Proposal, loop: InterviewLoop) -> None:
    options = list(proposal.options.all())

    days = [{start.date() for start in starts(option)} for option in options]
    people = [option.holds.filter(person__isnull=False).count() for option in options]
    assert [len(starts(option)) for option in options] == [loop.sessions.count()] * 3
    assert [len(found) for found in days] == [1, 1, 1]
    assert len(set.union(*days)) == 3
    assert people == [2, 2, 2]


def test_a_panel_s_people_are_all_held(application: Application, coordinator: User) -> None:
    loop = staffed_loop(application)
    panel = loop.sessions.get(planned__order=0)
    with past_the_guards():
        PlannedSession.objects.filter(pk=panel.planned_id).update(seats=2)

    option = offer(loop, coordinator).options.first()

    kinds = option.holds.filter(session=panel, person__isnull=False).order_by("kind")
    assert [row.kind for row in kinds] == [SeatKind.LEAD, SeatKind.SECOND]


def test_what_is_held_cannot_be_given_to_anybody_else(
    proposal: Proposal, application: Application, coordinator: User
) -> None:
    held = proposal.options.first().holds.filter(person__isnull=False).first()
    other = begin_loop(ApplicationFactory(requisition=application.requisition)).sessions.first()
    scheduling.set_time(
        session=other, start=held.during.lower, end=held.during.upper, place="", by=coordinator, at=NOON
    )

    with pytest.raises(SchedulingRefused) as refused:
        scheduling.give_seat(session=other, person=held.person, by=coordinator, at=NOON)

    assert str(refused.value) == f"{held.person} is held at that time until a candidate has chosen."


def test_the_candidate_s_held_times_are_refused_by_the_constraint(
    proposal: Proposal, loop: InterviewLoop, coordinator: User
) -> None:
    start = starts(proposal.options.first())[0]

    with pytest.raises(SchedulingRefused) as refused:
        scheduling.set_time(
            session=loop.sessions.first(), start=start, end=start + HOUR, place="", by=coordinator, at=NOON
        )

    sentence = "That time is held for the candidate's own choice: withdraw the offered times first."
    assert str(refused.value) == sentence


def test_two_candidates_options_share_nobody_at_any_time(
    proposal: Proposal, application: Application, coordinator: User
) -> None:
    other = begin_loop(ApplicationFactory(requisition=application.requisition))

    offer(other, coordinator)

    rows = TakenTime.objects.filter(person__isnull=False)
    clashes = [
        (one.pk, two.pk)
        for one in rows
        for two in rows
        if one.pk < two.pk and one.person_id == two.person_id
        and one.during.lower < two.during.upper and two.during.lower < one.during.upper
    ]  # fmt: skip
    assert clashes == []


def test_a_held_time_counts_against_the_limit(application: Application, coordinator: User) -> None:
    loop = begin_loop(application)
    for name in ("Ann One", "Bo Two"):
        at_work(able(name, loop, day_limit=1))
    offer(loop, coordinator)
    held = TakenTime.objects.filter(person__full_name="Ann One").earliest("during")
    other = begin_loop(ApplicationFactory(requisition=application.requisition)).sessions.first()
    start = held.during.lower + 5 * HOUR
    scheduling.set_time(
        session=other, start=start, end=start + HOUR, place="", confirmed=True, by=coordinator, at=NOON
    )

    with pytest.raises(SchedulingRefused) as refused:
        scheduling.give_seat(session=other, person=held.person, by=coordinator, at=NOON)

    assert str(refused.value) == "Ann One is at 1 of 1 interviews on that day."


def test_a_new_offer_lets_the_old_one_go(proposal: Proposal, loop: InterviewLoop, coordinator: User) -> None:
    again = offer(loop, coordinator, NOON + HOUR)

    states = list(Proposal.objects.order_by("pk").values_list("pk", "state"))
    assert states == [(proposal.pk, ProposalState.RELEASED), (again.pk, ProposalState.OPEN)]
    assert TakenTime.objects.exclude(option__proposal=again).count() == 0


def test_without_anybody_to_hold_the_interviews_nothing_is_offered(
    application: Application, coordinator: User
) -> None:
    loop = begin_loop(application)

    assert proposals.offer(loop=loop, made_by=coordinator, by=coordinator, at=NOON) is None
    assert TakenTime.objects.count() == 0


def test_the_automatic_plan_waits_for_the_candidate(
    proposal: Proposal, loop: InterviewLoop, coordinator: User
) -> None:
    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    sentence = "Times are offered to Kim Candidate: wait for the answer, or withdraw them."
    assert (outcome.placed, outcome.reasons) == (0, (sentence,))
    assert list(open_loops(InterviewLoop.objects.all())) == []


# --- letting go -----------------------------------------------------------------------------------------------


def test_a_hold_ends_with_its_time(proposal: Proposal) -> None:
    early = proposals.overdue(NOON + HOLD - timedelta(seconds=1))
    late = proposals.overdue(NOON + HOLD)

    ended = [proposals.expire(proposal_id=proposal.pk, at=NOON + HOLD) for _ in range(2)]

    proposal.refresh_from_db()
    assert (early, late, ended) == ([], [proposal.pk], [True, False])
    assert (proposal.state, TakenTime.objects.count()) == (ProposalState.RELEASED, 0)


def test_the_sweep_lets_overdue_holds_go(proposal: Proposal) -> None:
    # The worker's clock is the real one, long after the hold.
    tasks.sweep_candidates()

    assert TakenTime.objects.count() == 0


def test_holds_of_a_closed_loop_are_overdue(proposal: Proposal, loop: InterviewLoop) -> None:
    InterviewLoop.objects.filter(pk=loop.pk).update(state="cancelled")

    assert proposals.overdue(NOON) == [proposal.pk]


# --- choosing -------------------------------------------------------------------------------------------------


def test_choosing_books_every_interview_with_its_people(proposal: Proposal, loop: InterviewLoop) -> None:
    option = proposal.options.last()
    wanted = starts(option)
    people = set(option.holds.filter(person__isnull=False).values_list("session", "person", "kind"))

    proposals.choose(option=option, at=NOON)

    proposal.refresh_from_db()
    seats = set(PanelSeat.objects.filter(cancelled=False).values_list("session", "person", "kind"))
    assert (times(loop), seats, proposal.state) == (wanted, people, ProposalState.CHOSEN)
    assert TakenTime.objects.filter(option__isnull=False).count() == 0


def test_the_choice_is_in_the_ledger_without_anything_personal(
    proposal: Proposal, loop: InterviewLoop
) -> None:
    option = proposal.options.first()

    proposals.choose(option=option, at=NOON)

    event = Event.objects.get(kind="proposal.chosen")
    assert (event.actor, event.data, event.personal_digest) == (
        None,
        {"loop": loop.pk, "option": option.pk},
        "",
    )


def test_the_interviews_move_to_a_second_choice(
    proposal: Proposal, loop: InterviewLoop, coordinator: User
) -> None:
    proposals.choose(option=proposal.options.first(), at=NOON)
    before = times(loop)
    second = offer(loop, coordinator, NOON + HOUR).options.last()
    wanted = starts(second)
    standing = times(loop)

    proposals.choose(option=second, at=NOON + HOUR)

    assert standing == before
    assert times(loop) == wanted
    assert PanelSeat.objects.filter(cancelled=False).count() == 2


@pytest.mark.parametrize("why", ["expired", "released", "chosen", "changed", "away"])
def test_a_lost_option_changes_nothing(
    proposal: Proposal, loop: InterviewLoop, coordinator: User, why: str
) -> None:
    option, at = proposal.options.first(), NOON
    if why == "expired":
        at = NOON + HOLD
    elif why == "released":
        proposals.withdraw(loop=loop, by=coordinator, at=NOON)
    elif why == "chosen":
        proposals.choose(option=proposal.options.last(), at=NOON)
    elif why == "changed":
        InterviewSession.objects.filter(pk=loop.sessions.first().pk).update(sequence=9)
    else:
        held = option.holds.filter(person__isnull=False).first()
        Absence.objects.create(interviewer=held.person.interviewer, during=held.during)
    before = times(loop)

    with pytest.raises(proposals.OptionLost):
        proposals.choose(option=option, at=at)

    assert times(loop) == before
    assert PanelSeat.objects.filter(cancelled=False, during__isnull=True).count() == 0


def test_a_trainee_comes_along_and_one_who_cannot_loses_the_seat(
    loop: InterviewLoop, coordinator: User
) -> None:
    sessions = list(loop.sessions.all())
    seats = [
        scheduling.give_seat(
            session=session, person=able(name, loop), kind=SeatKind.SHADOW, by=coordinator, at=NOON
        )
        for session, name in zip(sessions, ("Tia Trainee", "Tom Trainee"), strict=True)
    ]
    option = offer(loop, coordinator).options.first()
    held = option.holds.get(session=sessions[1], candidate__isnull=False)
    Absence.objects.create(interviewer=seats[1].person.interviewer, during=held.during)

    proposals.choose(option=option, at=NOON)

    for seat in seats:
        seat.refresh_from_db()
    assert [seat.cancelled for seat in seats] == [False, True]


def test_who_no_longer_comes_is_told_and_so_is_who_comes(
    proposal: Proposal, loop: InterviewLoop, coordinator: User
) -> None:
    proposals.choose(option=proposal.options.first(), at=NOON)
    send_all()
    PanelSeat.objects.get(session=loop.sessions.first()).person.interviewer.absences.create(
        during=(NOON, NOON + timedelta(days=28))
    )
    proposals.choose(option=offer(loop, coordinator).options.last(), at=NOON)

    told = {(message.to[0], method(message)) for message in send_all()}

    wanted = {
        (seat.person.email, "CANCEL" if seat.cancelled else "REQUEST")
        for seat in PanelSeat.objects.filter(session__loop=loop).select_related("person")
    }
    assert told == wanted
    assert {kind for _address, kind in told} == {"CANCEL", "REQUEST"}
