"""A panel of two that disagrees, its report, and every member of the cast before a page."""

from collections.abc import Callable

import pytest
from django.test import Client

from hiring.accounts.models import User
from hiring.models import Application, CandidateReport, Scorecard
from tests.factories import make_person
from tests.factories.reports import make_report, rate


@pytest.fixture
def report(scorecards: tuple[Scorecard, Scorecard], application: Application) -> CandidateReport:
    """The ready report of two interviewers who rated everything 2 and 4: a composite of 3."""
    rate(scorecards, (2, 4))
    return make_report(application)


@pytest.fixture
def superuser(db: None) -> User:
    """Somebody with every permission and no team."""
    person = make_person("Ulla Superuser")
    person.is_staff = person.is_superuser = True
    person.save()
    return person


@pytest.fixture
def everybody(
    recruiter: User,
    coordinator: User,
    manager: User,
    compliance: User,
    administrator: User,
    interviewer: User,
    stranger: User,
    superuser: User,
) -> list[User]:
    """The whole cast."""
    return [recruiter, coordinator, manager, compliance, administrator, interviewer, stranger, superuser]


@pytest.fixture
def answers(everybody: list[User], signed_in: Callable[[User], Client]) -> Callable[..., dict[str, int]]:
    """answers(url) is the status that each member of the cast gets; answers(url, "post") that of a form."""

    def ask(url: str, method: str = "get") -> dict[str, int]:
        clients = {person.full_name.split()[0]: signed_in(person) for person in everybody}
        return {name: getattr(client, method)(url).status_code for name, client in clients.items()}

    return ask


def only(*names: str, status: int = 200) -> dict[str, int]:
    """This status for those named, 404 for everybody else of the cast."""
    cast = ("Rita", "Cora", "Mona", "Carl", "Adam", "Ina", "Stig", "Ulla")
    return {name: status if name in names else 404 for name in cast}


__all__ = ["only"]
