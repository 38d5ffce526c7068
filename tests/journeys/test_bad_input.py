"""Bad input at every door: whatever is typed, no page breaks, and refusals leave everything as it was."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from hiring.accounts.models import User
from hiring.choices import TeamRole
from hiring.models import Application, InterviewLoop, LoopPlan, PanelSeat, Requisition
from hiring.operations import debriefs
from hiring.roles import ROLES_BY_KEY
from tests.factories import make_loop, make_person
from tests.factories.reports import make_report, rate
from tests.factories.rubrics import NOON
from tests.journeys.doors import addresses

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=9)

ODD = {
    "nothing": "",
    "a NUL": "a\x00b",
    "half a character": "\ud800",
    "not a number": "NaN",
    "a number too large": "9" * 40,
    "digits that are no number": "²",
    "a time that no clock shows": "2026-03-29T02:30",
    "the first year": "0001-01-01T00:00",
    "a script": "😀\u202e<script>alert(1)</script>",
}
WHOLE = ("a NUL", "half a character")
"""What is refused wherever it stands, so that nothing else would be looked at beside it."""

TURNS = [*WHOLE, 0, 1, 2]
"""Each turn with a number gives every field another odd value, each page others: over the pages all meet all."""

ASKED = (
    "q search s state from page day seat ordering email reference requisition application candidate loop format "
    "rubric role_document confidential complete outcome o p e _facets role next job _to_field _popup "
    "state__exact added_at__year added_at__gte _changelist_filters"
)
TYPED = (
    "q state from page revision reason person kind seat minutes starts place session part to question competency "
    "notes vote seen outcome reason_code override_reason base_revision action recommendation status note full_name "
    "time_zone email title text name follows confirm version stage day day_limit week_limit candidate requisition "
    "reference max_candidate_minutes department location rubric_version key step file upload cv_file applies_for "
    "weight weight_reason level choice values label treatment strength drop_reason definition months seniority "
    "few_reason application not_assessed_reason evidence arrangements phone roles buffer_minutes fields statements "
    "form-TOTAL_FORMS form-INITIAL_FORMS members-TOTAL_FORMS members-INITIAL_FORMS hours-TOTAL_FORMS"
)
ODD_BODIES = (
    b"", b"{", b"[]", b"5", b"null", b"\xff\xfe\x00", b'{"a": NaN}', b"[" * 100_000, b'{"reason": {"a": [1]}}',
    b'{"fields": {"note-1": "\\ud800"}, "base_revision": 1e400}',
)  # fmt: skip
ADMIN_FORMS = ("/add/", "/change/", "/delete/", "/history/")


class _Undone(Exception):
    """Ends a try, so that the next one meets the same rows."""


@pytest.fixture
def mighty(requisition: Requisition) -> User:
    """Somebody whom no permission stops, so that everything typed is looked at."""
    person = make_person("Bea Mighty", *ROLES_BY_KEY)
    person.is_superuser = True
    person.save()
    for role in TeamRole:
        requisition.members.create(person=person, role=role)
    return person


@pytest.fixture
def doors(application: Application, interviewer: User, fellow: User, mighty: User) -> list[str]:
    """An address of every kind, with a candidate's whole way behind them."""
    application.stage = "loop"
    application.save()
    _loop, cards = make_loop(application, [interviewer, fellow])
    rate(cards, (2, 5), LATER)
    make_report(application, LATER)
    debriefs.open_debrief(application=application, by=mighty, at=LATER)
    kinds = {re.sub(r"\d+", "0", page): page for page in reversed([*addresses(), *unlisted()])}
    return sorted(kinds.values())


def unlisted() -> Iterator[str]:
    """Addresses that the rows of the lists do not lead to."""
    pages = {InterviewLoop: ("/loops/%d/",), PanelSeat: ("/seats/%d/cancel/",), LoopPlan: ("/plans/%d/",)}
    for model, found in pages.items():
        for pk in model.objects.values_list("pk", flat=True)[:2]:
            yield from (page % pk for page in found)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace in the database."""
    try:
        with transaction.atomic():
            yield
            raise _Undone
    except _Undone:
        pass


def status(ask: Callable[[], HttpResponse]) -> int:
    """The status of one try."""
    found = []
    with undone():
        found.append(ask().status_code)
    return found[0]


def broken(tries: dict[str, Callable[[], HttpResponse]]) -> list[str]:
    """The names of the tries that ended with an error of the program."""
    return [name for name, ask in tries.items() if status(ask) >= 500]


@pytest.fixture
def client(signed_in: Callable[[User], Client], mighty: User) -> Client:
    found = signed_in(mighty)
    found.raise_request_exception = False
    return found


def oddities(fields: str, turn: str | int, page: int) -> dict[str, bytes]:
    """An odd value for each field."""
    mixed = [odd for name, odd in ODD.items() if name not in WHOLE]
    values = (
        [ODD[turn]]
        if isinstance(turn, str)
        else [mixed[(turn + page + n) % len(mixed)] for n in range(len(mixed))]
    )
    return {
        field: odd.encode("utf-8", "surrogatepass")
        for field, odd in zip(fields.split(), cycle(values), strict=False)
    }


@pytest.mark.parametrize("turn", TURNS)
def test_no_address_breaks_over_what_it_is_asked(client: Client, doors: list[str], turn: str | int) -> None:
    pages = [page for page in doors if not page.endswith(ADMIN_FORMS)]
    assert len(pages) > 50
    tries = {
        page: lambda page=page, n=n: client.get(page, oddities(ASKED, turn, n))
        for n, page in enumerate(pages)
    }
    assert broken(tries) == []


@pytest.mark.parametrize("turn", TURNS)
def test_no_page_breaks_over_what_is_typed_into_it(client: Client, doors: list[str], turn: str | int) -> None:
    form = "application/x-www-form-urlencoded"
    pages = [page for page in doors if not page.startswith("/api/")]
    assert len(pages) > 50
    tries = {
        page: lambda page=page, n=n: client.post(page, urlencode(oddities(TYPED, turn, n)), content_type=form)
        for n, page in enumerate(pages)
    }
    assert broken(tries) == []


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_no_address_of_the_api_breaks_over_what_it_is_sent(
    client: Client, doors: list[str], method: str
) -> None:
    send = getattr(client, method)
    tries = {
        f"{page} {body[:40]!r}": lambda page=page, body=body: send(
            page, body, content_type="application/json"
        )
        for page in doors
        if page.startswith("/api/")
        for body in ODD_BODIES
    }
    assert len(tries) > 100
    assert broken(tries) == []


@pytest.mark.parametrize("key", ["abc", "²", "9" * 30, "-1", "%00"])
def test_an_odd_key_finds_nothing(client: Client, doors: list[str], key: str) -> None:
    lists = {page.split("/")[3] for page in doors if page.startswith("/api/v1/")}
    pages = [f"/api/v1/{one}/{key}/" for one in sorted(lists)]
    assert len(pages) > 5
    assert {page: code for page in pages if (code := client.get(page).status_code) not in (400, 404)} == {}
