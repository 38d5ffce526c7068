"""The next step of a requisition is always named, one at a time, and only to who can take it."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.choices import RequisitionState
from hiring.models import Application, InterviewLoop, Requisition
from hiring.operations import candidate_links, loops
from hiring.queries.next_steps import next_step
from tests.factories.arrangements import able, at_work, begin_loop
from tests.factories.hiring import ApplicationFactory
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


def label(requisition: Requisition, user: User) -> str:
    step = next_step(requisition, user, NOON)
    return step.label if step else ""


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    """A loop under an active plan, with people for its interviews."""
    loop = begin_loop(application)
    for name in ("Ann One", "Bo Two"):
        at_work(able(name, loop))
    return loop


def test_a_plan_is_proposed_and_then_activated(requisition: Requisition, recruiter: User) -> None:
    before = label(requisition, recruiter)
    loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)

    assert (before, label(requisition, recruiter)) == ("Propose a loop plan", "Check the loop plan")


def test_people_are_found_before_times(application: Application, recruiter: User) -> None:
    loop = begin_loop(application)
    none = next_step(application.requisition, recruiter, NOON)
    able("Ann One", loop)
    one = next_step(application.requisition, recruiter, NOON)

    assert none is not None
    assert one is not None
    assert [step.sentence.split(":")[0] for step in (none, one)] == [
        "Too few interviewers may give",
        "A loop needs 2 different people; 1 may give its interviews.",
    ]


def test_candidates_are_imported_by_who_may(loop: InterviewLoop, recruiter: User, coordinator: User) -> None:
    requisition = loop.application.requisition
    requisition.applications.update(stage="withdrawn")

    step = next_step(requisition, recruiter, NOON)

    assert step is not None
    assert (step.label, step.url.split("?")[1]) == ("Import candidates", f"requisition={requisition.pk}")
    assert label(requisition, coordinator) != "Import candidates"


def test_loops_are_begun_for_who_has_none(loop: InterviewLoop, coordinator: User) -> None:
    ApplicationFactory(requisition=loop.application.requisition)

    assert label(loop.application.requisition, coordinator) == "Begin loops"


def test_candidates_are_asked_before_times_are_found(loop: InterviewLoop, coordinator: User) -> None:
    requisition = loop.application.requisition
    unasked = label(requisition, coordinator)
    candidate_links.make(loop=loop, by=coordinator, at=NOON)
    asked = next_step(requisition, coordinator, NOON)
    window = DateTimeTZRange(NOON, NOON + timedelta(days=9))
    loop.application.candidate.windows.create(during=window)
    answered = next_step(requisition, coordinator, NOON)

    assert asked is not None
    assert answered is not None
    assert [unasked, asked.sentence, answered.sentence] == [
        "Ask, or find times",
        "1 loop waits for times. 1 candidate has not answered yet.",
        "1 loop waits for times.",
    ]


@pytest.mark.parametrize("who", ["manager", "compliance", "administrator", "interviewer", "stranger"])
def test_who_schedules_nothing_is_told_nothing(
    requisition: Requisition, who: str, request: pytest.FixtureRequest
) -> None:
    assert next_step(requisition, request.getfixturevalue(who), NOON) is None


def test_a_requisition_on_hold_has_no_next_step(requisition: Requisition, recruiter: User) -> None:
    requisition.state = RequisitionState.ON_HOLD

    assert next_step(requisition, recruiter, NOON) is None
