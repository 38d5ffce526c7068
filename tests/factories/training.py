"""A training path with its stages, and seats of trainees."""

from datetime import datetime, timedelta

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import InterviewKind, PanelSeat, TrainingEnrolment, TrainingPath
from hiring.operations import training
from hiring.operations.training import StageText
from tests.factories.arrangements import at_work, begin_loop
from tests.factories.hiring import (
    ApplicationFactory,
    InterviewerFactory,
    InterviewKindFactory,
    PanelSeatFactory,
)
from tests.factories.people import make_person
from tests.factories.rubrics import NOON

STAGES = (
    StageText("reading", title="How we rate", text="Evidence first, then the level."),
    StageText("shadow", count=2),
    StageText("reverse_shadow"),
)


def make_path(approver: User, by: User, kind: InterviewKind | None = None) -> TrainingPath:
    """Reading, two shadows, one reverse shadow, approval."""
    kind = kind or InterviewKindFactory(key="test_kind")
    path = training.set_path(kind=kind, approver=approver, days=30, by=by, at=NOON)
    training.set_stages(path=path, stages=STAGES, by=by, at=NOON)
    return path


def make_training(trainee: User, approver: User, by: User) -> TrainingEnrolment:
    """The trainee on the path since noon, for thirty days."""
    profile = getattr(trainee, "interviewer", None) or InterviewerFactory(person=trainee)
    return training.enrol(interviewer=profile, path=make_path(approver, by), by=by, at=NOON)


def make_trainee(by: User) -> User:
    """Somebody at work who has to watch two interviews of the kind that loops have."""
    person = make_person("Tess Trainee", "interviewer")
    make_training(person, make_person("Abe Approver", "interviewer"), by)
    return at_work(person)


def sit(trainee: User, kind: SeatKind, start: datetime) -> PanelSeat:
    """A trainee's seat in an interview of another candidate, for an hour from `start`."""
    session = begin_loop(ApplicationFactory()).sessions.all()[0]
    session.state, session.during = SessionState.SCHEDULED, (start, start + timedelta(hours=1))
    session.save()
    return PanelSeatFactory(session=session, person=trainee, kind=kind)


def finish(enrolment: TrainingEnrolment) -> datetime:
    """Everything is done but the approval; returns a moment after it."""
    trainee = enrolment.interviewer.person
    for day, kind in enumerate((SeatKind.SHADOW, SeatKind.SHADOW, SeatKind.REVERSE_SHADOW), start=1):
        sit(trainee, kind, NOON + timedelta(days=day))
    stage = enrolment.path.stages.get(kind="reading").pk
    training.say_read(enrolment=enrolment, stage=stage, by=trainee, at=NOON)
    return NOON + timedelta(days=4)
