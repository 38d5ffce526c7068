"""Who has not finished the training for a kind of interview: a warning before the seat, never a refusal (R-14)."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Application, InterviewKind, InterviewLoop
from hiring.operations import scheduling, training
from hiring.queries import load, loops
from hiring.queries.training import untrained
from tests.factories import InterviewerFactory
from tests.factories.arrangements import able, begin_loop
from tests.factories.rubrics import NOON
from tests.factories.training import finish, make_path, make_training

pytestmark = pytest.mark.django_db


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    """Two interviews of one seat each, without time or people."""
    return begin_loop(application)


@pytest.fixture
def kind(loop: InterviewLoop) -> InterviewKind:
    """The kind of the loop's first interview."""
    return loop.sessions.first().planned.kind


def test_where_no_path_leads_to_the_kind_nobody_lacks_training(
    kind: InterviewKind, interviewer: User
) -> None:
    assert untrained([(kind.pk, interviewer.pk)]) == set()


def test_training_is_lacking_until_it_is_approved(interviewer: User, fellow: User, coordinator: User) -> None:
    enrolment = make_training(interviewer, fellow, coordinator)
    pairs = {(enrolment.path.kind_id, interviewer.pk), (enrolment.path.kind_id, coordinator.pk)}
    before = untrained(pairs)

    training.approve(enrolment=enrolment, by=fellow, at=finish(enrolment))

    assert (before, untrained(pairs)) == (pairs, {(enrolment.path.kind_id, coordinator.pk)})


def test_who_approves_needs_no_training(kind: InterviewKind, fellow: User, coordinator: User) -> None:
    make_path(fellow, coordinator, kind)

    assert untrained([(kind.pk, fellow.pk)]) == set()


def test_path_that_is_closed_warns_of_nobody(
    kind: InterviewKind, interviewer: User, fellow: User, coordinator: User
) -> None:
    path = make_path(fellow, coordinator, kind)
    path.active = False
    path.save()

    assert untrained([(kind.pk, interviewer.pk)]) == set()


def test_offer_warns_and_the_seat_is_given_all_the_same(
    loop: InterviewLoop, kind: InterviewKind, fellow: User, coordinator: User
) -> None:
    ann = able("Ann One", loop)
    InterviewerFactory(person=fellow)
    make_path(fellow, coordinator, kind)
    session = loop.sessions.first()

    offers = {
        seat: {each.person: each.untrained for each in load.offers(session, seat, NOON)}
        for seat in (SeatKind.LEAD, SeatKind.SHADOW)
    }
    seat = scheduling.give_seat(session=session, person=ann, kind=SeatKind.LEAD, by=coordinator, at=NOON)

    assert offers == {
        SeatKind.LEAD: {ann: True, fellow: False},
        SeatKind.SHADOW: {ann: False, fellow: False},
    }
    assert not seat.cancelled


def test_loop_names_who_rates_without_training_until_the_interview_is_held(
    loop: InterviewLoop, kind: InterviewKind, fellow: User, coordinator: User
) -> None:
    ann, trainee = able("Ann One", loop), able("Bea Two", loop)
    make_path(fellow, coordinator, kind)
    session = loop.sessions.first()
    for person, seat in ((ann, SeatKind.LEAD), (trainee, SeatKind.SHADOW)):
        scheduling.give_seat(session=session, person=person, kind=seat, by=coordinator, at=NOON)

    before = {each.session: each.untrained for each in loops.items(loop, NOON)}
    end = NOON + timedelta(hours=1)
    scheduling.set_time(
        session=session, start=NOON, end=end, place="", confirmed=True, by=coordinator, at=NOON
    )
    scheduling.mark_held(session=session, by=coordinator, at=end)
    after = {each.session: each.untrained for each in loops.items(loop, NOON)}

    assert (before[session], after[session]) == ({ann.pk}, set())
