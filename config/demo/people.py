"""The demo's invented people. Their password exists only here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.contrib.auth.models import Group

from hiring.accounts.models import User
from hiring.models import Interviewer, InterviewKind, Qualification, WeeklyHours
from hiring.roles import ROLES_BY_KEY

PASSWORD = "demo-only-password"  # noqa: S105 - it opens invented people's accounts in the demo, nothing else
ZONE = "Europe/Oslo"

INTERVIEWERS = (
    "Amara Osei",
    "Bjarne Lund",
    "Chiara Neri",
    "Dmitri Sokol",
    "Elif Kaya",
    "Farah Haddad",
    "Goran Petrov",
    "Hana Mori",
    "Ines Duarte",
    "Jonas Weiss",
    "Katya Holm",
    "Liam Byrne",
    "Mei Tanaka",
    "Noor Rahman",
    "Oskar Nyberg",
    "Priya Menon",
)
CANDIDATES = (
    "Alex Moreau",
    "Robin Eide",
    "Sam Okafor",
    "Kim Larsen",
    "Jamie Castillo",
    "Toni Vuković",
    "Charlie Adeyemi",
    "Noa Friedman",
    "Sasha Ilves",
    "Andrea Conti",
    "Jordan Blake",
    "Mika Salo",
    "Quinn O'Shea",
    "Yuri Tamm",
    "Dana Schmidt",
    "Lou Marchand",
)


@dataclass(frozen=True)
class Cast:
    """Who acts in the demo."""

    administrator: User
    recruiter: User
    coordinator: User
    manager: User
    compliance: User
    interviewers: tuple[User, ...]

    @property
    def logins(self) -> list[tuple[str, str]]:
        """One address for each role, for the terminal."""
        people = (self.recruiter, self.coordinator, self.manager, self.interviewers[0], self.compliance)
        roles = ("recruiter", "coordinator", "hiring manager", "interviewer", "compliance")
        return [
            *((role, person.email) for role, person in zip(roles, people, strict=True)),
            ("administrator", self.administrator.email),
        ]


def make_person(name: str, email: str, roles: Iterable[str]) -> User:
    """One person with the demo's password."""
    keys = list(roles)
    staff = any(ROLES_BY_KEY[key].staff for key in keys)
    user = User.objects.create_user(email, PASSWORD, full_name=name, time_zone=ZONE, is_staff=staff)
    user.groups.set(Group.objects.filter(name__in=keys))
    return user


def make_cast(documents: int) -> Cast:
    """Everybody, with enough interviewers for `documents` roles, qualified for every kind of interview."""
    interviewers = tuple(
        make_person(name, "interviewer@demo.example" if place == 0 else address(name), ["interviewer"])
        for place, name in enumerate(interviewer_names(max(len(INTERVIEWERS), 4 * documents)))
    )
    for person in interviewers:
        qualify(person)
    return Cast(
        administrator=make_person("Ada Lindqvist", "admin@demo.example", ["administrator"]),
        recruiter=make_person("Ruth Abara", "recruiter@demo.example", ["recruiter"]),
        coordinator=make_person("Carlos Vega", "coordinator@demo.example", ["coordinator"]),
        manager=make_person("Magnus Thorsen", "manager@demo.example", ["hiring_manager"]),
        compliance=make_person("Celia Roth", "compliance@demo.example", ["compliance"]),
        interviewers=interviewers,
    )


def interviewer_names(count: int) -> list[str]:
    """`count` different names: the given ones, then first names with other family names."""
    first, family = zip(*(name.split(" ", 1) for name in INTERVIEWERS), strict=True)
    shifted = [
        f"{given} {family[(place + shift) % len(family)]}"
        for shift in range(len(family))
        for place, given in enumerate(first)
    ]
    return shifted[:count]


def address(name: str) -> str:
    """An address under a domain that is reserved for examples."""
    letters = "".join(
        letter for letter in name.lower().replace(" ", ".") if letter.isascii() and letter != "'"
    )
    return f"{letters}@demo.example"


def qualify(person: User) -> None:
    """A profile with all qualifications and weekly hours."""
    profile = Interviewer.objects.create(person=person, day_limit=3, week_limit=8)
    for kind in InterviewKind.objects.all():
        Qualification.objects.create(interviewer=profile, kind=kind, since=date(2024, 1, 1))
    for weekday in range(5):
        WeeklyHours.objects.create(interviewer=profile, weekday=weekday, starts=time(9), ends=time(17))
