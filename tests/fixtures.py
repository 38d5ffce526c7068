"""The fixed cast: a recruiter, a coordinator, two interviewers of one panel, a manager, compliance, an
administrator and a stranger (an interviewer of another panel). Tests name them as fixtures."""

from collections.abc import Callable

import pytest
from django.test import Client

from hiring.accounts.models import User
from hiring.choices import TeamRole
from hiring.models import Application, Requisition, Scorecard
from tests.factories import ApplicationFactory, CandidateFactory, RequisitionFactory, make_loop, make_person


@pytest.fixture
def recruiter(db: None) -> User:
    return make_person("Rita Recruiter", "recruiter")


@pytest.fixture
def coordinator(db: None) -> User:
    return make_person("Cora Coordinator", "coordinator")


@pytest.fixture
def interviewer(db: None) -> User:
    return make_person("Ina Interviewer", "interviewer")


@pytest.fixture
def fellow(db: None) -> User:
    """The second interviewer of the same panel."""
    return make_person("Finn Fellow", "interviewer")


@pytest.fixture
def manager(db: None) -> User:
    return make_person("Mona Manager", "hiring_manager")


@pytest.fixture
def compliance(db: None) -> User:
    return make_person("Carl Compliance", "compliance")


@pytest.fixture
def administrator(db: None) -> User:
    return make_person("Adam Administrator", "administrator")


@pytest.fixture
def stranger(db: None) -> User:
    """An interviewer who has nothing to do with the requisition."""
    return make_person("Stig Stranger", "interviewer")


@pytest.fixture
def requisition(recruiter: User, manager: User) -> Requisition:
    return RequisitionFactory(
        reference="DEP-1",
        opened_by=recruiter,
        team={recruiter: TeamRole.RECRUITER, manager: TeamRole.HIRING_MANAGER},
    )


@pytest.fixture
def application(requisition: Requisition) -> Application:
    return ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name="Kim Candidate"))


@pytest.fixture
def scorecards(application: Application, interviewer: User, fellow: User) -> tuple[Scorecard, Scorecard]:
    """The open scorecards of the interviewer and the fellow for the application."""
    _loop, cards = make_loop(application, [interviewer, fellow])
    return cards[0], cards[1]


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """signed_in(person) is a test client with that person's session."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
