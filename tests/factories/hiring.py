"""Requisitions, candidates, loops and scorecards."""

from datetime import datetime, timedelta

import factory

from hiring.accounts.models import User
from hiring.choices import PlanState, SessionState
from hiring.models import (
    Application,
    Candidate,
    Interviewer,
    InterviewKind,
    InterviewLoop,
    InterviewSession,
    LoopPlan,
    PanelSeat,
    PlannedCompetency,
    PlannedSession,
    Rating,
    Requisition,
    Scorecard,
    TeamMember,
)
from rubrics.models import RubricVersion
from rubrics.queries import current_policy, scored_competencies
from tests.factories.people import UserFactory
from tests.factories.rubrics import NOON, make_published_version


class RequisitionFactory(factory.django.DjangoModelFactory):
    """An open requisition on a published rubric version. `team` is a dict of person -> team role."""

    class Meta:
        model = Requisition
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda n: f"REQ-{n + 1}")
    title = "Depot manager"
    rubric_version = factory.LazyFunction(make_published_version)
    time_zone = "Europe/Oslo"
    opened_at = NOON
    opened_by = factory.SubFactory(UserFactory)
    state_changed_at = NOON

    @factory.post_generation
    def team(self, create: bool, extracted: dict[User, str] | None, **kwargs: object) -> None:
        for person, role in (extracted or {}).items():
            TeamMember.objects.create(requisition=self, person=person, role=role)


class CandidateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Candidate

    full_name = factory.Sequence(lambda n: f"Candidate {n}")
    email = factory.Sequence(lambda n: f"candidate{n}@example.net")
    time_zone = "Europe/Oslo"
    added_at = NOON


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Application

    requisition = factory.SubFactory(RequisitionFactory)
    candidate = factory.SubFactory(CandidateFactory)
    stage = "loop"
    stage_changed_at = NOON
    applied_at = NOON


class InterviewKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InterviewKind
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"test_kind_{n}")
    name = "Behavioural interview"
    minutes = [45, 60]
    families = ["behavioural"]


class InterviewerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interviewer

    person = factory.SubFactory(UserFactory)


class LoopPlanFactory(factory.django.DjangoModelFactory):
    """An active plan of two single-seat interviews; both assess every competency, with different questions."""

    class Meta:
        model = LoopPlan

    requisition = factory.SubFactory(RequisitionFactory)
    rubric_version = factory.SelfAttribute("requisition.rubric_version")
    policy = factory.LazyFunction(current_policy)
    number = 1
    candidate_minutes = 120
    people_minutes = 120
    certificate = {"status": "by_hand", "sentence": "Made by hand for a test."}
    made_at = NOON
    made_by = factory.SubFactory(UserFactory)


def make_plan(requisition: Requisition, sessions: int = 2) -> LoopPlan:
    """An active plan with `sessions` single-seat interviews that each assess every scored competency."""
    plan = LoopPlanFactory(requisition=requisition)
    kind = InterviewKindFactory(key="test_kind")
    planned = PlannedSession.objects.bulk_create(
        PlannedSession(plan=plan, kind=kind, name=f"Interview {order + 1}", minutes=60, order=order)
        for order in range(sessions)
    )
    competencies = list(scored_competencies(requisition.rubric_version).prefetch_related("questions"))
    parts = PlannedCompetency.objects.bulk_create(
        PlannedCompetency(session=session, competency=competency, minutes=16, order=place)
        for session in planned
        for place, competency in enumerate(competencies)
    )
    asked = PlannedCompetency.questions.through
    asked.objects.bulk_create(
        asked(plannedcompetency=part, rubricquestion=question)
        for part in parts
        for question in list(part.competency.questions.all())[part.session.order * 2 :][:2]
    )
    LoopPlan.objects.filter(pk=plan.pk).update(
        state=PlanState.ACTIVE, activated_at=NOON, activated_by=plan.made_by
    )
    plan.refresh_from_db()
    return plan


class InterviewLoopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InterviewLoop

    application = factory.SubFactory(ApplicationFactory)
    plan = factory.LazyAttribute(lambda loop: make_plan(loop.application.requisition))
    made_at = NOON
    made_by = factory.SubFactory(UserFactory)


class InterviewSessionFactory(factory.django.DjangoModelFactory):
    """A scheduled session of the loop's first planned interview, NOON until an hour later."""

    class Meta:
        model = InterviewSession

    loop = factory.SubFactory(InterviewLoopFactory)
    planned = factory.LazyAttribute(lambda session: session.loop.plan.sessions.all()[0])
    candidate = factory.SelfAttribute("loop.application.candidate")
    state = SessionState.SCHEDULED
    during = (NOON, NOON + timedelta(hours=1))


class PanelSeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PanelSeat

    session = factory.SubFactory(InterviewSessionFactory)
    person = factory.SubFactory(UserFactory)
    given_at = NOON
    given_by = factory.SubFactory(UserFactory)


class ScorecardFactory(factory.django.DjangoModelFactory):
    """A draft with an empty rating for every competency of the session."""

    class Meta:
        model = Scorecard
        skip_postgeneration_save = True

    seat = factory.SubFactory(PanelSeatFactory)
    application = factory.SelfAttribute("seat.session.loop.application")
    author = factory.SelfAttribute("seat.person")
    plan = factory.SelfAttribute("seat.session.loop.plan")
    rubric_version = factory.SelfAttribute("plan.rubric_version")

    @factory.post_generation
    def ratings(self, create: bool, extracted: object, **kwargs: object) -> None:
        for part in self.seat.session.planned.competencies.all():
            Rating.objects.create(scorecard=self, competency=part.competency, order=part.order)


def make_loop(
    application: Application, interviewers: list[User], starts: datetime = NOON
) -> tuple[InterviewLoop, list[Scorecard]]:
    """A scheduled loop: one session and one draft scorecard for each interviewer, an hour after one another."""
    plan = application.requisition.plans.filter(state=PlanState.ACTIVE).first() or make_plan(
        application.requisition, len(interviewers)
    )
    loop = InterviewLoopFactory(application=application, plan=plan)
    scorecards = []
    for place, (planned, person) in enumerate(zip(plan.sessions.all(), interviewers, strict=True)):
        begin = starts + timedelta(hours=2 * place)
        session = InterviewSessionFactory(
            loop=loop, planned=planned, during=(begin, begin + timedelta(hours=1))
        )
        scorecards.append(ScorecardFactory(seat=PanelSeatFactory(session=session, person=person)))
    return loop, scorecards


__all__ = ["RubricVersion", "make_loop", "make_plan"]
