"""Trainings: progress follows the seats, the named person approves, stages are sent back with a reason."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hiring.accounts.models import User
from hiring.choices import SeatKind
from hiring.models import Qualification, TrainingEnrolment
from hiring.operations import training
from hiring.operations.training import StageText, TrainingRefused
from hiring.queries.training import course, own, to_approve
from rubrics.ledger.models import Event
from tests.factories.rubrics import NOON
from tests.factories.training import finish, make_path, make_training, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(interviewer: User, fellow: User, coordinator: User) -> TrainingEnrolment:
    """The interviewer in training; the fellow approves."""
    return make_training(interviewer, fellow, coordinator)


def done(enrolment: TrainingEnrolment, days: int) -> list[int]:
    """What is done in each stage so many days after noon."""
    row = TrainingEnrolment.objects.get(pk=enrolment.pk)
    return [each.done for each in course(row, NOON + timedelta(days=days)).progress.stages]


def test_enrolment_ends_after_the_days_of_the_path(enrolment: TrainingEnrolment) -> None:
    assert enrolment.deadline == date(2026, 4, 1)


def test_seats_count_once_their_interviews_are_over(enrolment: TrainingEnrolment, interviewer: User) -> None:
    sit(interviewer, SeatKind.SHADOW, NOON + timedelta(days=1))
    sit(interviewer, SeatKind.SHADOW, NOON + timedelta(days=3))

    assert [done(enrolment, days) for days in (0, 2, 4)] == [[0, 0, 0], [0, 1, 0], [0, 2, 0]]


def test_cancelled_seat_counts_for_nothing(enrolment: TrainingEnrolment, interviewer: User) -> None:
    seat = sit(interviewer, SeatKind.SHADOW, NOON + timedelta(days=1))
    seat.cancelled = True
    seat.save()

    assert done(enrolment, 5) == [0, 0, 0]


def test_approval_gives_the_qualification_and_is_recorded(
    enrolment: TrainingEnrolment, fellow: User, interviewer: User
) -> None:
    at = finish(enrolment)

    training.approve(enrolment=enrolment, by=fellow, at=at)

    given = Qualification.objects.get(interviewer__person=interviewer)
    assert (given.kind, given.rubric, given.since, given.given_by) == (
        enrolment.path.kind,
        None,
        date(2026, 3, 6),
        fellow,
    )
    assert Event.objects.filter(kind="training.approved", actor=fellow).count() == 1
    assert own(interviewer, at) == []


def test_nobody_but_the_named_person_approves(
    enrolment: TrainingEnrolment, coordinator: User, interviewer: User
) -> None:
    at = finish(enrolment)

    for person in (coordinator, interviewer):
        with pytest.raises(TrainingRefused, match="Only Finn Fellow approves"):
            training.approve(enrolment=enrolment, by=person, at=at)

    assert Qualification.objects.count() == 0


def test_approval_waits_for_every_stage(enrolment: TrainingEnrolment, fellow: User) -> None:
    with pytest.raises(TrainingRefused, match="Not every stage is done yet"):
        training.approve(enrolment=enrolment, by=fellow, at=NOON)


def test_retake_asks_for_a_reason_and_starts_the_stage_and_later_ones_again(
    enrolment: TrainingEnrolment, fellow: User
) -> None:
    at = finish(enrolment)
    stage = enrolment.path.stages.get(kind="reverse_shadow").pk
    with pytest.raises(TrainingRefused, match="Give the reason"):
        training.retake(enrolment=enrolment, stage=stage, reason=" ", by=fellow, at=at)

    training.retake(enrolment=enrolment, stage=stage, reason="Probes were missing.", by=fellow, at=at)

    event = Event.objects.get(kind="training.retake")
    assert done(enrolment, 9) == [1, 2, 0]
    assert (event.data, event.personal.values) == ({"stage": stage}, {"reason": "Probes were missing."})


def test_whoever_approves_sees_what_waits_for_them(enrolment: TrainingEnrolment, fellow: User) -> None:
    before = to_approve(fellow, NOON)
    at = finish(enrolment)

    assert (before, [each.enrolment for each in to_approve(fellow, at)]) == ([], [enrolment])


def test_training_is_overdue_when_its_last_day_is_over_for_the_trainee(
    enrolment: TrainingEnrolment, interviewer: User
) -> None:
    late = [own(interviewer, NOON + timedelta(days=days))[0].is_overdue for days in (30, 31)]

    assert late == [False, True]


def test_person_is_on_a_path_once(enrolment: TrainingEnrolment, coordinator: User) -> None:
    with pytest.raises(TrainingRefused, match="is in training for"):
        training.enrol(interviewer=enrolment.interviewer, path=enrolment.path, by=coordinator, at=NOON)
    with pytest.raises(IntegrityError, match="one_open_training_per_path"), transaction.atomic():
        TrainingEnrolment.objects.create(
            interviewer=enrolment.interviewer,
            path=enrolment.path,
            deadline=enrolment.deadline,
            enrolled_at=NOON,
            enrolled_by=coordinator,
        )


def test_ended_training_takes_no_further_step(
    enrolment: TrainingEnrolment, coordinator: User, fellow: User
) -> None:
    at = finish(enrolment)
    training.end(enrolment=enrolment, by=coordinator, at=at)

    with pytest.raises(TrainingRefused, match="This training is over"):
        training.approve(enrolment=enrolment, by=fellow, at=at)


def test_deadline_is_moved_and_not_into_the_past(enrolment: TrainingEnrolment, coordinator: User) -> None:
    training.move_deadline(enrolment=enrolment, deadline=date(2026, 5, 1), by=coordinator, at=NOON)
    with pytest.raises(TrainingRefused, match="over already"):
        training.move_deadline(enrolment=enrolment, deadline=date(2026, 1, 1), by=coordinator, at=NOON)

    enrolment.refresh_from_db()
    assert enrolment.deadline == date(2026, 5, 1)


def test_stage_that_stays_keeps_what_was_done_for_it(
    enrolment: TrainingEnrolment, interviewer: User, coordinator: User
) -> None:
    reading = enrolment.path.stages.get(kind="reading")
    training.say_read(enrolment=enrolment, stage=reading.pk, by=interviewer, at=NOON)

    training.set_stages(
        path=enrolment.path,
        stages=[StageText("shadow"), StageText("reading", text="Anew", id=reading.pk)],
        by=coordinator,
        at=NOON,
    )

    assert done(enrolment, 1) == [0, 1]


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ([], "at least one stage"),
        ([StageText("reading")], "the text or the link"),
        ([StageText("shadow", count=0)], "from 1 to 20"),
        ([StageText("reading", link="javascript:alert(1)")], "http:// or https://"),
        ([StageText("dance")], "no such stage"),
    ],
)
def test_odd_stages_are_refused(
    fellow: User, coordinator: User, stages: list[StageText], sentence: str
) -> None:
    path = make_path(fellow, coordinator)

    with pytest.raises(TrainingRefused, match=sentence):
        training.set_stages(path=path, stages=stages, by=coordinator, at=NOON)
