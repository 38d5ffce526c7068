"""Loops without times or people yet, and interviewers who can sit in them."""

from datetime import date, datetime, timedelta

from hiring.accounts.models import User
from hiring.choices import SeatKind, SessionState
from hiring.models import Application, InterviewLoop, InterviewSession, Qualification
from hiring.operations import scheduling
from tests.factories.hiring import ApplicationFactory, InterviewerFactory, InterviewLoopFactory, make_plan
from tests.factories.people import make_person
from tests.factories.rubrics import NOON


def begin_loop(application: Application) -> InterviewLoop:
    """The application's loop under a plan of two interviews of one seat."""
    requisition = application.requisition
    plan = requisition.plans.first() or make_plan(requisition)
    loop = InterviewLoopFactory(application=application, plan=plan)
    for planned in plan.sessions.all():
        InterviewSession.objects.create(
            loop=loop, planned=planned, candidate=application.candidate, state=SessionState.PLANNED
        )
    return loop


def other_sessions(count: int) -> list[InterviewSession]:
    """The first session of each of `count` loops of other candidates."""
    requisition = ApplicationFactory().requisition
    return [begin_loop(ApplicationFactory(requisition=requisition)).sessions.first() for _ in range(count)]


def able(name: str, loop: InterviewLoop, **limits: int) -> User:
    """An interviewer who is qualified for the loop's interviews."""
    person = make_person(name, "interviewer")
    profile = InterviewerFactory(person=person, **limits)
    for kind in {session.planned.kind for session in loop.sessions.all()}:
        Qualification.objects.create(interviewer=profile, kind=kind, since=date(2026, 1, 1))
    return person


def at_work(person: User) -> User:
    """The same person with hours on working days."""
    for weekday in range(5):
        person.interviewer.hours.create(weekday=weekday, starts="06:00", ends="18:00")
    return person


def staffed_loop(application: Application, *names: str) -> InterviewLoop:
    """A loop without times, and interviewers at work who can sit in it: three, unless named."""
    loop = begin_loop(application)
    for name in names or ("Ann One", "Bo Two", "Cy Three"):
        at_work(able(name, loop))
    return loop


def agree(session: InterviewSession, start: datetime, *people: User, by: User, at: datetime = NOON) -> None:
    """Give the interview an hour from `start` with these people, the lead first."""
    end = start + timedelta(hours=1)
    scheduling.set_time(session=session, start=start, end=end, place="Room 2", confirmed=True, by=by, at=at)
    for person in people:
        kind = SeatKind.SECOND if session.seats.filter(cancelled=False).exists() else SeatKind.LEAD
        scheduling.give_seat(session=session, person=person, kind=kind, by=by, at=at)
