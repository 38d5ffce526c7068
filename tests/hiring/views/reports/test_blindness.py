"""A manager, recruiter or superuser who owes a scorecard learns nothing of the others' anywhere (rule 4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, CandidateReport, ReportOpening, Scorecard
from hiring.operations import debriefs
from tests.factories import ApplicationFactory, make_loop, make_person
from tests.factories.reports import LATER, make_report, rate

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
EVERYWHERE = (
    "candidate_report", "decide", "report", "report_progress", "report_pdf", "report_xlsx", "debrief",
)  # fmt: skip
POSTS = ("ask_report", "debrief_open", "decide", "debrief_vote", "debrief_advance", "debrief_notes")


@pytest.fixture(params=["manager", "recruiter", "superuser"])
def blind(request: pytest.FixtureRequest) -> User:
    """Somebody with power who holds a seat in the panel."""
    person: User = request.getfixturevalue(request.param)
    return person


@pytest.fixture
def cards(application: Application, blind: User, fellow: User, interviewer: User) -> list[Scorecard]:
    """The blind person's scorecard, the fellow's and the interviewer's, all still due."""
    _loop, cards = make_loop(application, [blind, fellow, interviewer])
    return cards


def pages(application: Application) -> list[str]:
    """Every page that the blind person may open."""
    return [
        reverse("requisition_list"),
        reverse("requisition", args=[application.requisition_id]),
        reverse("application", args=[application.pk]),
        reverse("report_list"),
        reverse("debrief_list"),
        "/admin/hiring/scorecard/",
        "/admin/hiring/scorecard/?state__exact=submitted",
        "/admin/hiring/candidatereport/",
        "/admin/hiring/debrief/",
        "/admin/hiring/decision/",
    ]


def said(client: Client, addresses: list[str]) -> dict[str, str]:
    """What each page says, without the tokens that differ every time."""
    noise = ("csrfmiddlewaretoken", "X-CSRFToken", "csrf", "nonce", "Late by")
    return {
        address: "\n".join(
            line
            for line in client.get(address).content.decode().splitlines()
            if not any(word in line for word in noise)
        )
        for address in addresses
    }


def test_no_page_changes_while_the_others_submit_and_a_report_is_built(
    signed_in: SignIn, blind: User, application: Application, cards: list[Scorecard]
) -> None:
    client = signed_in(blind)
    before = said(client, pages(application))

    rate(cards[1:], (2, 5))
    make_report(application)

    assert said(client, pages(application)) == before
    assert not ReportOpening.objects.exists()


def test_report_debrief_decision_and_files_are_nowhere(
    signed_in: SignIn, blind: User, compliance: User, application: Application, cards: list[Scorecard]
) -> None:
    rate(cards[1:], (2, 5))
    report = make_report(application)
    debrief = open_one(application)
    ids = {"candidate_report": application.pk, "decide": application.pk, "debrief": debrief}
    client = signed_in(blind)

    found = {
        name: client.get(reverse(name, args=[ids.get(name, report.pk)])).status_code for name in EVERYWHERE
    }
    of_debrief = dict.fromkeys(("debrief_vote", "debrief_advance", "debrief_notes"), debrief)
    posted = {
        name: client.post(reverse(name, args=[of_debrief.get(name, application.pk)])).status_code
        for name in POSTS
    }

    assert found == dict.fromkeys(EVERYWHERE, 404)
    assert posted == dict.fromkeys(POSTS, 404)


def open_one(application: Application) -> int:
    """A debrief that somebody else opened, by its id."""
    other = make_person("Olga Other", "recruiter")
    return debriefs.open_debrief(application=application, by=other, at=LATER).pk


def test_the_row_says_that_it_is_hidden_and_carries_no_number(
    signed_in: SignIn, blind: User, application: Application, cards: list[Scorecard]
) -> None:
    rate(cards[1:], (2, 5))
    make_report(application)

    answer = signed_in(blind).get(reverse("requisition", args=[application.requisition_id]))

    (line,) = answer.context["board"].lines
    page = answer.content.decode()
    assert (line.state, line.report, line.cells, line.scorecards.due) == ("blind", None, (), 0)
    assert "until you submit your own scorecard for Interview 1" in page
    assert ("cell__b" in page, "scorecards in." in page) == (False, False)
    assert [card.author for card in answer.context["board"].open_scorecards] == [blind]


def test_everything_opens_once_the_own_scorecard_is_in(
    signed_in: SignIn, blind: User, application: Application, cards: list[Scorecard]
) -> None:
    rate(cards[1:], (2, 5))
    report = make_report(application)

    rate(cards[:1], (3,))

    assert signed_in(blind).get(reverse("report", args=[report.pk])).status_code == 200


def test_the_other_candidates_of_the_requisition_stay_in_view(
    signed_in: SignIn, manager: User, fellow: User, interviewer: User, report: CandidateReport
) -> None:
    second = ApplicationFactory(requisition=report.application.requisition)
    make_loop(second, [manager, fellow], LATER + timedelta(days=2))

    board = signed_in(manager).get(reverse("requisition", args=[second.requisition_id])).context["board"]

    assert {line.application.pk: line.state for line in board.lines} == {
        report.application_id: "ready",
        second.pk: "blind",
    }
    assert (board.in_view, board.complete, board.hidden) == (1, 1, 1)
