"""A confidential requisition, with everything that happens in it, is unknown to whoever is not in its team.

Two worlds: in one there is such a requisition with a candidate, interviews, ratings, a report and a debrief; in
the other there is none of it. Every address of the site answers an outsider alike in both.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from hiring.accounts.models import User
from hiring.choices import TeamRole
from hiring.models import Candidate, InterviewLoop, LoopPlan, PanelSeat, Requisition
from hiring.operations import candidates, debriefs, requisitions
from hiring.roles import ROLES_BY_KEY
from rubrics.models import RubricVersion
from tests.factories import (
    ApplicationFactory,
    CandidateFactory,
    make_loop,
    make_person,
    make_published_version,
)
from tests.factories.reports import make_report, rate
from tests.factories.rubrics import NOON
from tests.journeys.doors import addresses, answers, plain
from tests.journeys.test_rule_04_blindness import in_a_world, questions

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=9)
# The ledger is one chain for the whole house: its readers see that something happened, as numbers. People and
# kinds of interview belong to nobody; making the world makes some of both.
NOT_ASKED = (
    "/admin/ledger/",
    "/admin/accounts/user/",
    "/admin/hiring/interviewer/",
    "/admin/hiring/interviewkind/",
    "/admin/hiring/trainingpath/",
)


@pytest.fixture
def version() -> RubricVersion:
    return make_published_version()


@pytest.fixture(params=["superuser", "staff"])
def outsider(request: pytest.FixtureRequest) -> User:
    """Somebody with every role who is not in the team. Roles only add rights: what all see not, none sees alone."""
    person = make_person("Otto Outsider", *ROLES_BY_KEY)
    person.is_superuser = request.param == "superuser"
    person.save()
    return person


@pytest.fixture
def it_happens(
    recruiter: User, manager: User, interviewer: User, fellow: User, version: RubricVersion
) -> Callable[[], object]:
    """Makes the confidential requisition and a candidate's whole way through it."""

    def happen() -> object:
        row = requisitions.open_requisition(
            title="Successor", rubric_version=version, reference="SECRET-1", confidential=True,
            team=[(recruiter, TeamRole.RECRUITER), (manager, TeamRole.HIRING_MANAGER)], by=recruiter, at=NOON,
        )  # fmt: skip
        person = candidates.add_candidate(
            full_name="Vera Veiled", email="vera@example.net", by=recruiter, at=NOON
        )
        application = candidates.apply(candidate=person, requisition=row, by=recruiter, at=NOON)
        application.stage = "loop"
        application.save()
        _loop, cards = make_loop(application, [interviewer, fellow])
        rate(cards, (2, 5), LATER)
        make_report(application, LATER)
        debriefs.open_debrief(application=application, by=manager, at=LATER)
        return row

    return happen


def more() -> list[str]:
    """Addresses that the rows of the other lists do not lead to."""
    pages = {InterviewLoop: ["/loops/%d/"], PanelSeat: ["/seats/%d/cancel/"], LoopPlan: ["/plans/%d/"]}
    return [
        page % pk for model, made in pages.items() for page in made for pk in model.objects.values_list("pk", flat=True)
    ]  # fmt: skip


def test_every_address_answers_an_outsider_as_if_there_were_no_such_requisition(
    outsider: User, it_happens: Callable[[], object], signed_in: Callable[[User], Client]
) -> None:
    ApplicationFactory(candidate=CandidateFactory(full_name="Olga Open"))
    client = signed_in(outsider)
    asked: list[str] = []

    def look() -> dict[str, tuple[int, bytes]]:
        extra = [
            "/admin/hiring/candidate/?q=vera", "/admin/search/?s=vera", "/api/v1/candidates/?email=vera@example.net",
            "/api/v1/requisitions/?reference=SECRET-1", "/api/v1/requisitions/?confidential=true",
            "/requisitions/?q=successor", "/admin/hiring/requisition/?confidential__exact=1",
            "/admin/autocomplete/?term=vera&app_label=hiring&model_name=application&field_name=candidate",
        ]  # fmt: skip
        found = [*addresses(), *more(), *questions(), *extra]
        asked[:] = asked or [one for one in found if not one.startswith(NOT_ASKED)]
        return answers(client, asked)

    after = in_a_world(it_happens, look)
    before = in_a_world(lambda: None, look)

    assert sorted(address for address in asked if before[address] != after[address]) == []
    assert Requisition.objects.filter(reference="SECRET-1").count() == 0
    assert len(asked) > 100


# --- whoever applies only there is not found out by their address -------------------------------------------------

LIST = "Name,E-mail\nVera V,Vera@Example.net\nAnn One,ann@example.net\n"
IMPORT = "/admin/hiring/candidate/import_list"


def numberless(answer: HttpResponse) -> tuple[int, bytes]:
    """What is answered but for numbers: those of new rows differ between any two attempts."""
    return answer.status_code, re.sub(rb"\d+", b"#", plain(answer.content))


def attempts(client: Client, other: Candidate, requisition: Requisition) -> dict[str, object]:
    """Everything that can be tried with the address, and what the lists show afterwards; each for itself."""
    details = {
        "full_name": "Vera V",
        "email": "vera@example.net",
        "time_zone": "UTC",
        "phone": "",
        "arrangements": "",
    }
    applies = {"applies_for": str(requisition.pk)}
    add, edit = "/admin/hiring/candidate/add/", f"/admin/hiring/candidate/{other.pk}/change/"
    text = {"text": LIST, "step": "confirm"}
    posts: list[tuple[str, str, dict[str, object]]] = [
        ("add", add, {**details}),
        ("add and apply", add, {**details, **applies}),
        ("edit", edit, {**details, "full_name": other.full_name}),
        ("api", "/api/v1/candidates/", {**details}),
        ("api and apply", "/api/v1/candidates/", {**details, "requisition": str(requisition.pk)}),
        ("import", IMPORT, {**text}),
        ("import and apply", IMPORT, {**text, "requisition": str(requisition.pk)}),
        ("broken", IMPORT, {**text, "step": "broken"}),
        ("preview", IMPORT, {"step": "preview"}),
        ("preview and apply", IMPORT, {"step": "preview", "requisition": str(requisition.pk)}),
    ]
    seen = ["/admin/hiring/candidate/", "/api/v1/candidates/", f"/requisitions/{requisition.pk}/"]

    def look(address: str, sent: dict[str, object]) -> list[tuple[int, bytes]]:
        if sent.get("step") == "preview":
            sent = {**sent, "file": SimpleUploadedFile("list.csv", LIST.encode())}
        first = client.post(address, sent, follow=True)
        return [numberless(first), *(numberless(client.get(page)) for page in seen)]

    return {name: in_a_world(lambda: None, lambda a=a, s=s: look(a, s)) for name, a, s in posts}


@pytest.mark.parametrize("role", [*ROLES_BY_KEY, "superuser"])
def test_address_of_who_applies_only_there_is_as_good_as_new_to_an_outsider(
    role: str, it_happens: Callable[[], object], signed_in: Callable[[User], Client]
) -> None:
    person = make_person("Otto Outsider", *([role] if role in ROLES_BY_KEY else []))
    person.is_superuser = person.is_staff = person.is_staff or role == "superuser"
    person.is_superuser = role == "superuser"
    person.save()
    opened = ApplicationFactory(candidate=CandidateFactory(full_name="Olga Open"))
    client = signed_in(person)

    def look() -> dict[str, object]:
        return attempts(client, opened.candidate, opened.requisition)

    after = in_a_world(it_happens, look)
    before = in_a_world(lambda: None, look)

    assert [name for name in before if before[name] != after[name]] == []


def test_address_is_known_to_the_team(
    it_happens: Callable[[], Requisition], recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    it_happens()
    client = signed_in(recruiter)

    answer = client.post("/api/v1/candidates/", {"full_name": "Vera V", "email": "VERA@example.net"})

    assert (answer.status_code, answer.json()["detail"][:49]) == (
        400,
        "Somebody with the address vera@example.net is kno",
    )


def test_several_outsiders_share_what_one_of_them_added(it_happens: Callable[[], object]) -> None:
    it_happens()
    first, second = make_person("Otto One", "recruiter"), make_person("Olof Two", "recruiter")
    added = candidates.add_candidate(full_name="Vera V", email="Vera@Example.net", by=first, at=NOON)

    with pytest.raises(candidates.CandidateRefused, match="is known already"):
        candidates.add_candidate(full_name="V. V.", email="vera@example.net", by=second, at=NOON)
    again = candidates.import_csv(text=LIST, requisition=None, by=second, at=NOON)

    assert (added.apart, again.added, again.known) == (1, 1, 1)
    assert sorted(Candidate.objects.filter(email="vera@example.net").values_list("apart", flat=True)) == [
        0,
        1,
    ]
