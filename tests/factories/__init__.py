"""Makers of rows for tests: sensible by default, every value can be given."""

from tests.factories.hiring import (
    ApplicationFactory,
    CandidateFactory,
    InterviewerFactory,
    InterviewKindFactory,
    InterviewLoopFactory,
    InterviewSessionFactory,
    LoopPlanFactory,
    PanelSeatFactory,
    RequisitionFactory,
    ScorecardFactory,
    make_loop,
)
from tests.factories.people import UserFactory, make_person
from tests.factories.rubrics import RoleDocumentFactory, RubricVersionFactory, make_published_version

__all__ = [
    "ApplicationFactory",
    "CandidateFactory",
    "InterviewKindFactory",
    "InterviewLoopFactory",
    "InterviewSessionFactory",
    "InterviewerFactory",
    "LoopPlanFactory",
    "PanelSeatFactory",
    "RequisitionFactory",
    "RoleDocumentFactory",
    "RubricVersionFactory",
    "ScorecardFactory",
    "UserFactory",
    "make_loop",
    "make_person",
    "make_published_version",
]
