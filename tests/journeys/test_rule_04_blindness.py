"""Rule 4: whoever owes a scorecard learns nothing of others' ratings of the candidate, through any channel.

Two worlds: in one the others have submitted, corrected, been reported on and debriefed; in the other nothing
of it has happened. Every address of the site answers the blind person alike in both, to the byte.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from hiring.accounts.models import User
from hiring.choices import TeamRole
from hiring.models import Application, CandidateReport, Notice, Requisition, Scorecard
from hiring.operations import debriefs, notices, reports
from hiring.operations import scorecards as operations
from hiring.operations.scheduling import SchedulingRefused, cancel_seat
from hiring.roles import ROLES_BY_KEY
from tests.factories import ApplicationFactory, CandidateFactory, make_loop, make_person
from tests.factories.rubrics import NOON
from tests.factories.scorecards import submit
from tests.journeys.doors import addresses, answers, plain

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=9)
SECRET = "Quoted the tram timetable of 1987 by heart, and the crew believed every word of it."
# What a blind person may try on lists: to filter, to sort and to search by what is hidden.
QUESTIONS = (
    "q=timetable&search=timetable",
    "state=submitted&state__exact=submitted&o=-1.2.3.4.5",
    "recommendation__exact=strongly_for",
    "ratings__level=5&ordering=-ratings__level",
    "applications__scorecards__state=submitted",
)
ADMIN = ("application", "candidate", "candidatereport", "debrief", "decision", "requisition", "scorecard")
API = ("applications", "candidates", "decisions", "reports", "requisitions", "scorecards")
PAGES = ("/requisitions/", "/reports/", "/debriefs/", "/admin/ledger/event/")
T = TypeVar("T")


class Undone(Exception):
    """Takes everything back that happened in a world."""


@pytest.fixture
def mighty(requisition: Requisition) -> User:
    """A superuser with every role, in every role of the team."""
    person = make_person("Bea Blind", *ROLES_BY_KEY)
    person.is_superuser = True
    person.save()
    for role in TeamRole:
        requisition.members.create(person=person, role=role)
    return person


@pytest.fixture(params=["interviewer", "manager", "mighty"])
def blind(request: pytest.FixtureRequest) -> User:
    """Somebody who will owe a scorecard for the candidate."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def other_recruiter(requisition: Requisition) -> User:
    """Somebody who owes nothing, and moves things on."""
    person = make_person("Olaf Other", "recruiter", "hiring_manager")
    for role in (TeamRole.RECRUITER, TeamRole.HIRING_MANAGER):
        requisition.members.create(person=person, role=role)
    return person


@pytest.fixture
def panel(
    application: Application, request: pytest.FixtureRequest, fellow: User, stranger: User
) -> list[Scorecard]:
    """Drafts of the blind person, of the fellow and of a third, for one candidate; another is rated already."""
    application.stage = "debrief"
    application.save()
    who = "blind" if "blind" in request.fixturenames else "mighty"
    _loop, cards = make_loop(application, [request.getfixturevalue(who), fellow, stranger])
    rated = ApplicationFactory(
        requisition=application.requisition,
        candidate=CandidateFactory(full_name="Lou Rated"),
        stage="debrief",
    )
    third, fourth = make_person("Tara Third", "interviewer"), make_person("Fred Fourth", "interviewer")
    fifth = make_person("Faye Fifth", "interviewer")
    _loop, done = make_loop(rated, [third, fourth, fifth])
    for card in done:
        submit(card, card.author, NOON + timedelta(hours=8), level=3)
    report = reports.request_if_due(application=rated, at=LATER)
    assert report is not None
    reports.build(report_id=report.pk, at=LATER)
    report.refresh_from_db()
    # Opened before, so that opening it again while looking around leaves no event with a number of its own.
    reports.note_opening(report=report, by=cards[0].author, at=LATER)
    return cards


def everything_happens(panel: list[Scorecard], other_recruiter: User) -> None:
    """The others submit, one corrects, a report is built and opened, and the debrief is voted in."""
    _own, second, third = panel
    submit(second, second.author, LATER, level=5, evidence=SECRET)
    submit(third, third.author, LATER, level=1, evidence=SECRET[::-1])
    operations.revise(
        rating=second.ratings.all()[0],
        level=1,
        not_assessed_reason="",
        evidence=SECRET,
        reason=SECRET,
        by=second.author,
        at=LATER,
    )
    report = reports.request(application=second.application, by=other_recruiter, at=LATER)
    reports.build(report_id=report.pk, at=LATER)
    report = CandidateReport.objects.get(pk=report.pk)
    assert report.state == "ready"
    reports.note_opening(report=report, by=other_recruiter, at=LATER)
    debrief = debriefs.open_debrief(application=second.application, by=other_recruiter, at=LATER)
    debriefs.vote(debrief=debrief, choice="for", reason=SECRET, by=second.author, at=LATER)


def in_a_world(happens: Callable[[], object], look: Callable[[], T]) -> T:
    """What is seen after it happened; then nothing of it has happened."""
    with suppress(Undone), transaction.atomic():
        happens()
        seen = look()
        raise Undone
    return seen


def questions() -> list[str]:
    """Lists of the admin, of the API and of the pages, filtered, sorted and searched."""
    lists = [f"/admin/hiring/{name}/" for name in ADMIN] + [f"/api/v1/{name}/" for name in API]
    asked = [f"{one}?{question}" for one in (*lists, *PAGES) for question in QUESTIONS]
    for name in ("scorecard", "decision"):
        field = f"app_label=hiring&model_name={name}&field_name=application"
        asked.append(f"/admin/autocomplete/?term=a&{field}")
    numbers = Requisition.objects.values_list("pk", flat=True)
    return asked + [f"/requisitions/{pk}/?sort=-composite&order=-composite" for pk in numbers]


def test_every_address_answers_a_blind_person_alike_whatever_the_others_did(
    blind: User, panel: list[Scorecard], other_recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(blind)
    asked: list[str] = []

    def look() -> dict[str, tuple[int, bytes]]:
        asked[:] = asked or [one for one in [*addresses(), *questions()] if blind.is_staff or is_open(one)]
        return answers(client, asked)

    after = in_a_world(lambda: everything_happens(panel, other_recruiter), look)
    before = in_a_world(lambda: None, look)

    assert sorted(address for address in asked if before[address] != after[address]) == []
    assert [address for address in asked if before[address][0] >= 500] == []
    assert len(asked) > 100


def is_open(address: str) -> bool:
    """Whether people outside the staff may try it at all: the admin is closed to them as a whole."""
    return not address.startswith("/admin/")


def test_every_refusal_answers_a_blind_person_alike_whatever_the_others_did(
    mighty: User, panel: list[Scorecard], other_recruiter: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(mighty)
    tried = {
        "outcome": "hire", "reason_code": "meets_requirements", "reason": "Good.", "vote": "for", "choice": "for",
        "recommendation": "for", "state": "reading", "notes": "x", "stage": "loop", "level": "1", "evidence": "x",
        "application": str(panel[0].application_id),
    }  # fmt: skip
    numbers: dict[Any, list[int]] = {}
    asked: list[str] = []

    def post(address: str) -> tuple[int, bytes]:
        # What the attempt itself changes is undone before the next.
        def look() -> tuple[int, bytes]:
            answer = client.post(address, tried)
            return answer.status_code, plain(b"".join(answer) if answer.streaming else answer.content)

        return in_a_world(lambda: None, look)

    def look() -> dict[str, tuple[int, bytes]]:
        starts = ("/applications/", "/debriefs/", "/reports/", "/scorecards/", "/api/v1/")
        asked[:] = asked or [one for one in addresses(numbers) if one.startswith(starts)]
        return {address: post(address) for address in asked}

    after = in_a_world(lambda: everything_happens(panel, other_recruiter), look)
    before = in_a_world(lambda: None, look)

    assert sorted(address for address in asked if before[address] != after[address]) == []


def test_what_is_hidden_is_there_once_the_own_scorecard_is_in(
    panel: list[Scorecard], other_recruiter: User, signed_in: Callable[[User], Client], blind: User
) -> None:
    everything_happens(panel, other_recruiter)
    submit(panel[0], blind, LATER, level=3)
    panel_page = f"/applications/{panel[0].application_id}/scorecards/"

    shown = signed_in(blind).get(panel_page).content.decode()

    assert (SECRET in shown, SECRET[::-1] in shown) == (True, True)


def test_no_e_mail_tells_a_blind_person_what_the_others_did(
    blind: User, panel: list[Scorecard], other_recruiter: User
) -> None:
    def sent() -> list[tuple[str, str]]:
        for row in Notice.objects.filter(person=blind).order_by("pk"):
            notices.deliver(notice_id=row.pk, at=LATER + timedelta(days=2))
        letters = [(one.subject, str(one.body)) for one in mail.outbox if blind.email in one.to]
        mail.outbox.clear()
        return letters

    def happens() -> None:
        everything_happens(panel, other_recruiter)
        notices.remind(at=LATER + timedelta(days=2))

    after = in_a_world(happens, sent)
    before = in_a_world(lambda: notices.remind(at=LATER + timedelta(days=2)), sent)

    assert after == before
    assert all(SECRET not in body for _subject, body in after)


def test_nobody_learns_from_a_refused_cancellation_whose_scorecard_is_in(
    mighty: User, panel: list[Scorecard], other_recruiter: User
) -> None:
    def told() -> str:
        with pytest.raises(SchedulingRefused) as refused:
            cancel_seat(seat=panel[1].seat, reason="Ill.", by=mighty, at=LATER)
        return str(refused.value)

    assert in_a_world(lambda: everything_happens(panel, other_recruiter), told) == in_a_world(
        lambda: None, told
    )
