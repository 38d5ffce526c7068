"""The people of the whole job: a recruiter, a manager and five interviewers who can hold every interview."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import InterviewKind, Qualification
from rubrics.operations.library import load_files
from tests.factories import InterviewerFactory, make_person

PASSWORD = "correct horse"
DOCUMENT = Path(__file__).parent / "ferry_manager.txt"


@dataclass(frozen=True)
class Cast:
    """Who does the job."""

    recruiter: User
    manager: User
    interviewers: tuple[User, ...]


@pytest.fixture
def cast(recruiter: User, manager: User) -> Cast:
    """Everybody, with the library loaded as on a site in use."""
    load_files(by=recruiter, at=timezone.now())
    names = ("Ann Amber", "Ben Birch", "Cleo Coral", "Dov Dune", "Eve Ember")
    people = tuple(make_person(name, "interviewer") for name in names)
    for person in people:
        profile = InterviewerFactory(person=person)
        for kind in InterviewKind.objects.all():
            Qualification.objects.create(interviewer=profile, kind=kind, since=date(2026, 1, 1))
    return Cast(recruiter, manager, people)
