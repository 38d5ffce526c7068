"""A plan with its proof, a loop begun from it, and people and times found by the automatic plan."""

from datetime import date, time, timedelta

import pytest
from django.db import Error, transaction

from hiring.accounts.models import User
from hiring.choices import PlanState, SessionState, Stage
from hiring.models import Application, InterviewKind, LoopPlan, Qualification, Requisition, WeeklyHours
from hiring.operations import automatic, loops, scheduling
from hiring.planning.coverage import check
from hiring.queries import planning
from tests.factories import InterviewerFactory, make_person
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


def qualified_interviewer(name: str) -> User:
    """An interviewer for every kind, in office hours of Oslo."""
    person = make_person(name, "interviewer")
    profile = InterviewerFactory(person=person)
    for kind in InterviewKind.objects.all():
        Qualification.objects.create(interviewer=profile, kind=kind, since=date(2026, 1, 1))
    for weekday in range(5):
        WeeklyHours.objects.create(interviewer=profile, weekday=weekday, starts=time(9), ends=time(16))
    return person


def test_plan_is_proven_shortest_and_keeps_every_rule(requisition: Requisition, recruiter: User) -> None:
    plan = loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)

    found = check(
        planning.plan_sessions(plan),
        planning.competencies(plan.rubric_version),
        planning.kinds(),
        planning.rules(requisition, plan.policy),
    )
    assert found == []
    assert plan.certificate["status"] == "proven"
    assert plan.certificate["bound"] == plan.candidate_minutes


def test_active_plan_never_changes(requisition: Requisition, recruiter: User) -> None:
    plan = loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)
    loops.activate_plan(plan=plan, by=recruiter, at=NOON)

    with pytest.raises(Error, match="never changes"), transaction.atomic():
        plan.sessions.all().update(minutes=5)
    with pytest.raises(Error, match="never changes"), transaction.atomic():
        LoopPlan.objects.filter(pk=plan.pk).update(candidate_minutes=5)


def test_second_plan_supersedes_the_first(requisition: Requisition, recruiter: User) -> None:
    first = loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)
    loops.activate_plan(plan=first, by=recruiter, at=NOON)
    second = loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)

    loops.activate_plan(plan=second, by=recruiter, at=NOON)

    states = list(requisition.plans.order_by("number").values_list("state", flat=True))
    assert states == [PlanState.SUPERSEDED, PlanState.ACTIVE]


def test_automatic_plan_gives_every_session_time_and_people(
    application: Application, requisition: Requisition, recruiter: User, coordinator: User
) -> None:
    application.stage = Stage.SCREEN
    application.save()
    for name in ("Ann One", "Bea Two", "Cid Three", "Dag Four", "Eli Five", "Fay Six"):
        qualified_interviewer(name)
    plan = loops.propose_plan(requisition=requisition, by=recruiter, at=NOON)
    loops.activate_plan(plan=plan, by=recruiter, at=NOON)
    loop = loops.start_loop(application=application, by=coordinator, at=NOON)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)

    sessions = list(loop.sessions.all())
    assert outcome.reasons == ()
    assert outcome.placed == len(sessions) == plan.sessions.count()
    assert {session.state for session in sessions} == {SessionState.SCHEDULED}
    people = [seat.person_id for session in sessions for seat in session.seats.all()]
    assert len(people) == len(set(people)) == sum(planned.seats for planned in plan.sessions.all())
    assert all(seat.scorecard.ratings.count() > 0 for session in sessions for seat in session.seats.all())


def test_second_run_of_the_automatic_plan_keeps_what_stands(
    application: Application, requisition: Requisition, recruiter: User, coordinator: User
) -> None:
    for name in ("Ann One", "Bea Two", "Cid Three", "Dag Four", "Eli Five", "Fay Six"):
        qualified_interviewer(name)
    loops.activate_plan(
        plan=loops.propose_plan(requisition=requisition, by=recruiter, at=NOON), by=recruiter, at=NOON
    )
    loop = loops.start_loop(application=application, by=coordinator, at=NOON)
    automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON)
    freed = loop.sessions.order_by("planned__order")[0]
    before = dict(loop.sessions.exclude(pk=freed.pk).values_list("pk", "during"))
    scheduling.clear_time(session=freed, by=coordinator, at=NOON)
    for seat in freed.seats.all():
        scheduling.cancel_seat(seat=seat, reason="Ill.", by=coordinator, at=NOON)

    outcome = automatic.schedule_automatically(loops=[loop], by=coordinator, at=NOON + timedelta(minutes=5))

    assert outcome.placed == 1
    assert dict(loop.sessions.exclude(pk=freed.pk).values_list("pk", "during")) == before
