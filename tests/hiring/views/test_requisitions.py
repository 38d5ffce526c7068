"""The list of requisitions, and one with its candidates side by side."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from hiring.accounts.models import User
from hiring.models import Application, CandidateReport, Requisition, ScorecardReading
from hiring.operations import debriefs, decisions
from hiring.operations import reports as operations
from tests.factories import ApplicationFactory, CandidateFactory, RequisitionFactory, make_loop, make_person
from tests.factories.reports import LATER, make_report, rate
from tests.factories.rubrics import NOON
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OVERSEERS = ("Rita", "Cora", "Mona", "Carl", "Ulla")
# Asked of the database for one requisition, however many candidates it has.
QUERIES = 19


def url(requisition: Requisition) -> str:
    return reverse("requisition", args=[requisition.pk])


def listed(client: Client, **query: str) -> list[str]:
    answer = client.get(reverse("requisition_list"), query)
    return [row.reference for row in answer.context["page_obj"]]


def further(requisition: Requisition, names: list[str], people: list[User], levels: list[int]) -> None:
    """More candidates of the same panel with ready reports."""
    for place, name in enumerate(names):
        application = ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name=name))
        _loop, cards = make_loop(application, people, NOON + timedelta(days=place + 2))
        rate(cards, levels, LATER + timedelta(days=place + 2))
        make_report(application, LATER + timedelta(days=place + 2))


def test_the_list_holds_what_each_may_see(
    everybody: list[User], signed_in: SignIn, requisition: Requisition, manager: User
) -> None:
    RequisitionFactory(reference="SECRET-1", confidential=True, team={manager: "hiring_manager"})

    found = {person.full_name.split()[0]: sorted(listed(signed_in(person))) for person in everybody}

    assert found == {
        "Rita": ["DEP-1"],
        "Cora": ["DEP-1"],
        "Mona": ["DEP-1", "SECRET-1"],
        "Carl": ["DEP-1"],
        "Adam": [],
        "Ina": [],
        "Stig": [],
        "Ulla": ["DEP-1"],
    }


def test_the_list_is_searched_by_words_and_state(signed_in: SignIn, recruiter: User) -> None:
    RequisitionFactory(reference="A-1", title="Nurse, night shift", location="Bergen")
    RequisitionFactory(reference="A-2", title="Nurse, day shift", state="on_hold")
    client = signed_in(recruiter)

    assert listed(client, q="nurse bergen") == ["A-1"]
    assert listed(client, state="on_hold") == ["A-2"]
    assert listed(client, q="a-2", state="open") == []
    assert sorted(listed(client, state="nonsense")) == ["A-1", "A-2"]


def test_a_long_list_has_pages_that_keep_the_search(signed_in: SignIn, recruiter: User) -> None:
    version = RequisitionFactory(reference="N-0").rubric_version
    for number in range(1, 27):
        RequisitionFactory(reference=f"N-{number}", rubric_version=version)

    answer = signed_in(recruiter).get(reverse("requisition_list"), {"q": "depot", "page": "2"})

    assert (answer.context["page_obj"].number, len(answer.context["page_obj"].object_list)) == (2, 2)
    assert "?q=depot&amp;page=1" in answer.content.decode()


def test_whoever_has_no_requisition_gets_the_first_step_instead_of_a_table(
    signed_in: SignIn, stranger: User
) -> None:
    page = signed_in(stranger).get(reverse("requisition_list")).content.decode()

    assert ("No requisition yet" in page, "<table" in page) == (True, False)


def test_the_page_opens_for_overseers_and_is_nowhere_for_others(
    answers: Callable[..., dict[str, int]], report: CandidateReport, requisition: Requisition
) -> None:
    assert answers(url(requisition)) == only(*OVERSEERS)


def test_numbers_stand_only_before_those_who_read_reports(
    everybody: list[User], signed_in: SignIn, report: CandidateReport, requisition: Requisition
) -> None:
    overseers = [person for person in everybody if person.full_name.split()[0] in OVERSEERS]

    shown = {
        person.full_name.split()[0]: signed_in(person)
        .get(url(requisition))
        .content.decode()
        .count("cell__b d3")
        for person in overseers
    }

    assert shown == {"Rita": 5, "Cora": 0, "Mona": 5, "Carl": 5, "Ulla": 5}


def test_a_coordinator_sees_who_is_in_and_no_report(
    signed_in: SignIn, coordinator: User, report: CandidateReport, requisition: Requisition
) -> None:
    answer = signed_in(coordinator).get(url(requisition))

    page = answer.content.decode()
    assert "2 of 2 scorecards in." in page
    assert ("Composite" in page, "debrief" in page.lower(), reverse("report", args=[report.pk]) in page) == (
        False, False, False,
    )  # fmt: skip


def test_the_row_leads_to_the_report_and_its_cells_to_the_evidence(
    signed_in: SignIn, manager: User, report: CandidateReport, requisition: Requisition
) -> None:
    page = signed_in(manager).get(url(requisition)).content.decode()

    address = reverse("report", args=[report.pk])
    assert f'href="{address}#e-communication"' in page
    assert "Kim Candidate, Communication: mean 3.0, ratings 2, 4, debrief required" in page
    assert "1 of 1 candidate has a complete report; 1 debrief is required." in page


@pytest.mark.parametrize("names", [["Ada"], ["Ada", "Bo", "Cy"]])
def test_the_number_of_queries_does_not_grow_with_the_candidates(
    signed_in: SignIn, manager: User, interviewer: User, fellow: User, requisition: Requisition,
    names: list[str], django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    further(requisition, names, [interviewer, fellow], [2, 4])
    ApplicationFactory(requisition=requisition)
    client = signed_in(manager)

    with django_assert_num_queries(QUERIES):
        client.get(url(requisition))


def test_candidates_who_cannot_be_told_apart_stand_by_name_without_a_rank(
    signed_in: SignIn, manager: User, interviewer: User, fellow: User, requisition: Requisition
) -> None:
    third = make_person("Tove Third", "interviewer")
    further(requisition, ["Zoe", "Abel"], [interviewer, fellow, third], [5, 4, 4])

    answer = signed_in(manager).get(url(requisition))

    (table,) = answer.context["board"].tables
    (band,) = table.bands
    page = answer.content.decode()
    assert (band.heading, [line.application.candidate.full_name for line in band.lines]) == (
        "Cannot be told apart on the composite; by name",
        ["Abel", "Zoe"],
    )
    assert "not distinguishable" in page
    assert ("rank" in page.lower(), "winner" in page.lower()) == (False, False)


def test_an_interviewer_who_compares_has_seen_the_ratings_of_others(
    signed_in: SignIn, manager: User, fellow: User, application: Application
) -> None:
    _loop, cards = make_loop(application, [manager, fellow])
    rate(cards, (2, 4))
    make_report(application)

    signed_in(manager).get(url(application.requisition))

    assert list(ScorecardReading.objects.values_list("application", "reader")) == [
        (application.pk, manager.pk)
    ]


def test_who_has_compared_and_holds_no_seat_is_kept_from_rating_later(
    signed_in: SignIn, manager: User, report: CandidateReport, requisition: Requisition
) -> None:
    for _again in range(2):
        signed_in(manager).get(url(requisition))

    assert list(ScorecardReading.objects.values_list("application", "reader")) == [
        (report.application_id, manager.pk)
    ]


def test_a_candidate_who_withdrew_is_named_and_not_compared(
    signed_in: SignIn, manager: User, report: CandidateReport, requisition: Requisition
) -> None:
    Application.objects.filter(pk=report.application_id).update(stage="withdrawn")

    board = signed_in(manager).get(url(requisition)).context["board"]

    assert (board.tables, board.complete, board.in_view, len(board.withdrawn)) == ((), 0, 0, 1)


def decide(report: CandidateReport, manager: User) -> None:
    """A decision on the report."""
    operations.note_opening(report=report, by=manager, at=LATER)
    decisions.decide(
        application=report.application, outcome="not_now", reason="Weighed.", reason_code="position_changed",
        override_reason="", by=manager, at=LATER,
    )  # fmt: skip


def test_a_decided_candidate_is_named_as_such_and_asks_for_no_debrief(
    signed_in: SignIn, manager: User, report: CandidateReport, requisition: Requisition
) -> None:
    debriefs.open_debrief(application=report.application, by=manager, at=LATER)
    decide(report, manager)

    answer = signed_in(manager).get(url(requisition))

    page, board = answer.content.decode(), answer.context["board"]
    assert (board.decided, board.debriefs_required) == (1, 0)
    assert "1 of 1 candidate has a complete report. 1 candidate is decided." in page
    assert f'<a href="{reverse("decide", args=[report.application_id])}">Decided: not now</a>' in page
    assert "Debrief left at “voting”" in page


def test_a_decision_is_not_shown_to_who_may_not_see_ratings(
    signed_in: SignIn, manager: User, coordinator: User, interviewer: User,
    report: CandidateReport, requisition: Requisition,
) -> None:  # fmt: skip
    decide(report, manager)
    before = signed_in(coordinator).get(url(requisition)).context["board"]
    make_loop(ApplicationFactory(candidate=report.application.candidate), [manager], NOON + timedelta(days=9))
    blind = signed_in(manager).get(url(requisition)).context["board"]

    assert [(board.decided, [line.decision for line in board.lines]) for board in (before, blind)] == [
        (0, [None]),
        (0, [None]),
    ]


def test_a_requisition_without_candidates_says_what_comes(
    signed_in: SignIn, manager: User, requisition: Requisition
) -> None:
    page = signed_in(manager).get(url(requisition)).content.decode()

    assert ("No candidate yet" in page, "<table" in page) == (True, False)


def test_an_empty_requisition_leads_on_only_who_may_enter_candidates(
    signed_in: SignIn, recruiter: User, manager: User, requisition: Requisition
) -> None:
    links = (
        f"{reverse('admin:hiring_candidate_add')}?applies_for={requisition.pk}",
        f"{reverse('admin:hiring_candidate_import_list')}?requisition={requisition.pk}",
    )

    pages = [signed_in(person).get(url(requisition)).content.decode() for person in (recruiter, manager)]

    assert [[page.count(f'href="{link}"') for link in links] for page in pages] == [[1, 1], [0, 0]]


def test_the_comparison_is_a_workbook_of_what_the_page_shows(
    signed_in: SignIn, manager: User, interviewer: User, fellow: User, requisition: Requisition
) -> None:
    third = make_person("Tove Third", "interviewer")
    further(requisition, ["Zoe", "Abel"], [interviewer, fellow, third], [5, 4, 4])
    client = signed_in(manager)

    answer = client.get(reverse("requisition_comparison", args=[requisition.pk]))

    book = load_workbook(BytesIO(answer.content))
    rows = list(book.worksheets[0].values)
    assert book.sheetnames == ["Rubric 1", "Rubric 1, told apart"]
    assert (rows[0][0], [row[0] for row in rows[1:]]) == ("Candidate", ["Abel", "Zoe"])
    assert list(book.worksheets[1].values)[1][:2] == ("Abel", "Zoe")
    assert 'filename="comparison-DEP-1.xlsx"' in answer.headers["Content-Disposition"]
    assert ScorecardReading.objects.filter(reader=manager).count() == 2


def test_the_comparison_opens_only_where_the_page_shows_numbers(
    answers: Callable[..., dict[str, int]], report: CandidateReport, requisition: Requisition
) -> None:
    assert answers(reverse("requisition_comparison", args=[requisition.pk])) == only(
        "Rita", "Mona", "Carl", "Ulla"
    )
