"""The report's page: whole or not at all, opened by name, with what is newer beside it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.choices import ReportState
from hiring.models import Application, CandidateReport, ReportOpening, Scorecard, ScorecardReading
from hiring.operations import reports
from hiring.operations import scorecards as operations
from hiring.reporting.snapshot import restore
from tests.factories import make_loop
from tests.factories.reports import LATER, make_report, rate
from tests.hiring.views.conftest import only

pytestmark = pytest.mark.django_db
Answers = Callable[..., dict[str, int]]
SignIn = Callable[[User], Client]
READERS = ("Rita", "Mona", "Carl", "Ulla")


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_report_opens_for_those_who_read_reports_and_is_nowhere_for_others(
    answers: Answers, report: CandidateReport, application: Application
) -> None:
    assert answers(reverse("report", args=[report.pk])) == only(*READERS)
    assert answers(reverse("candidate_report", args=[application.pk])) == only(*READERS)
    assert answers(reverse("report_progress", args=[report.pk])) == only(*READERS)


def test_a_new_report_is_asked_for_by_those_who_lead(
    answers: Answers, report: CandidateReport, application: Application
) -> None:
    assert answers(reverse("ask_report", args=[application.pk]), "post") == only(
        "Rita", "Mona", "Ulla", status=302
    )
    assert application.reports.count() == 2


def test_nobody_opens_a_report_without_signing_in(client: Client, report: CandidateReport) -> None:
    answer = client.get(reverse("report", args=[report.pk]))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_the_page_says_the_composite_with_what_it_rests_on_and_who_wrote_what(
    signed_in: SignIn, manager: User, report: CandidateReport
) -> None:
    page = text(signed_in(manager), reverse("report", args=[report.pk]))

    assert "Composite 3.0 on the 1–5 scale, at “Meets”; no range can be given." in page
    assert "Communication: Ina Interviewer 2, Finn Fellow 4; mean 3.0" in page
    assert page.count("Debrief required") == 10
    assert page.count('class="said-pre"') == 12
    assert page.count("as seen at level 2.") == page.count("as seen at level 4.") == 5
    assert "None when this report was built." in page


def test_opening_is_remembered_once_with_person_and_time(
    signed_in: SignIn, manager: User, report: CandidateReport
) -> None:
    client = signed_in(manager)

    for _again in range(2):
        client.get(reverse("report", args=[report.pk]))

    assert list(ReportOpening.objects.values_list("report", "person")) == [(report.pk, manager.pk)]


def test_whoever_opens_the_report_has_seen_the_ratings_of_others(
    signed_in: SignIn, recruiter: User, manager: User, fellow: User, application: Application
) -> None:
    _loop, cards = make_loop(application, [recruiter, fellow])
    rate(cards, (2, 4))
    report = make_report(application)

    for person in (recruiter, manager):
        signed_in(person).get(reverse("report", args=[report.pk]))

    readers = ScorecardReading.objects.order_by("pk").values_list("reader", flat=True)
    assert list(readers) == [recruiter.pk, manager.pk]


def test_while_it_builds_the_page_shows_progress_and_asks_again_by_itself(
    signed_in: SignIn, manager: User, scorecards: tuple[Scorecard, Scorecard], application: Application
) -> None:
    rate(scorecards, (2, 4))
    row = reports.enqueue(application, by=manager, at=LATER)
    CandidateReport.objects.filter(pk=row.pk).update(
        state=ReportState.BUILDING, progress=60, progress_sentence="Drawing the PDF and the workbook."
    )
    client = signed_in(manager)

    page = text(client, reverse("candidate_report", args=[application.pk]))
    part = text(client, reverse("report_progress", args=[row.pk]))

    poll = f'hx-get="{reverse("report_progress", args=[row.pk])}" hx-trigger="every 2s"'
    assert (page.count(poll), part.count(poll)) == (1, 1)
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert ("Drawing the PDF" in page, "Composite" in page, "as seen at level" in page) == (
        True,
        False,
        False,
    )
    assert not ReportOpening.objects.exists()


def test_the_polled_part_loads_the_page_anew_when_the_report_is_ready(
    signed_in: SignIn, manager: User, report: CandidateReport
) -> None:
    answer = signed_in(manager).get(reverse("report_progress", args=[report.pk]))

    assert (answer["HX-Refresh"], answer.content) == ("true", b"")


def test_a_failed_build_shows_its_sentence_and_can_be_built_again(
    signed_in: SignIn, manager: User, application: Application, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    rate(scorecards, (2, 4))
    row = reports.enqueue(application, by=manager, at=LATER)
    reports.take(row.pk, LATER)
    row.refresh_from_db()
    reports.fail(row, "The disk was full.", LATER)
    client = signed_in(manager)

    page = text(client, reverse("candidate_report", args=[application.pk]))
    answer = client.post(reverse("ask_report", args=[application.pk]))

    newest = application.reports.order_by("-number").first()
    assert ("The disk was full." in page, "Build it again" in page, "as seen at level" in page) == (
        True, True, False,
    )  # fmt: skip
    assert newest is not None
    assert (newest.number, newest.state) == (2, "queued")
    assert answer["Location"] == reverse("report", args=[newest.pk])


def test_asking_twice_builds_one_report_and_says_so(
    signed_in: SignIn, manager: User, application: Application, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    client = signed_in(manager)
    address = reverse("ask_report", args=[application.pk])

    client.post(address)
    answer = client.post(address, follow=True)

    assert application.reports.count() == 1
    assert [str(message) for message in answer.context["messages"]][-1] == (
        "A report is being built already; it will be here in a moment."
    )


def test_an_application_without_a_loop_has_nothing_to_report(
    signed_in: SignIn, manager: User, application: Application
) -> None:
    client = signed_in(manager)

    page = text(client, reverse("candidate_report", args=[application.pk]))
    client.post(reverse("ask_report", args=[application.pk]))

    assert "There is no interview loop yet, so there is nothing to report." in page
    assert application.reports.count() == 0


def test_a_correction_after_freezing_is_said_and_leaves_the_report_as_it_was(
    signed_in: SignIn, manager: User, report: CandidateReport, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    rating = scorecards[0].ratings.all()[0]
    operations.revise(
        rating=rating,
        level=3,
        not_assessed_reason="",
        evidence="On reading my notes again the crew had been told first, in time.",
        reason="Notes read again.",
        by=scorecards[0].author,
        at=LATER + timedelta(minutes=1),
    )

    page = text(signed_in(manager), reverse("report", args=[report.pk]))

    assert "Newer facts exist." in page
    assert "1 rating was corrected." in page
    assert "Notes read again." not in page


def test_an_older_report_names_the_newer_one(
    signed_in: SignIn, manager: User, report: CandidateReport, application: Application
) -> None:
    newer = make_report(application, LATER + timedelta(hours=1))
    client = signed_in(manager)

    old, latest = (
        text(client, reverse("report", args=[report.pk])),
        client.get(reverse("candidate_report", args=[application.pk])),
    )

    assert "Report 2 is newer." in old
    assert latest.context["report"] == newer


def test_a_whole_report_stays_in_view_while_a_new_one_fails(
    signed_in: SignIn, manager: User, report: CandidateReport, application: Application
) -> None:
    row = reports.enqueue(application, by=manager, at=LATER)
    reports.take(row.pk, LATER)
    row.refresh_from_db()
    reports.fail(row, "The disk was full.", LATER)

    page = text(signed_in(manager), reverse("candidate_report", args=[application.pk]))

    assert "Report 2 was asked for and could not be built; this is the last whole one." in page
    assert "Composite 3.0" in page


def test_an_early_report_says_what_is_missing_and_the_next_one_who_looked(
    signed_in: SignIn, manager: User, application: Application, scorecards: tuple[Scorecard, Scorecard]
) -> None:
    rate(scorecards[:1], (2,))
    early = make_report(application)
    client = signed_in(manager)

    first = text(client, reverse("report", args=[early.pk]))
    rate(scorecards[1:], (4,), LATER + timedelta(hours=1))
    due = reports.request_if_due(application=application, at=LATER + timedelta(hours=1))
    assert due is not None
    reports.build(report_id=due.pk, at=LATER + timedelta(hours=1))
    second = text(client, reverse("report", args=[due.pk]))

    assert "The scorecard of Finn Fellow (Interview 2, lead) is neither submitted nor excused." in first
    assert "Mona Manager opened report" in second
    assert "it was built when 1 of 2 scorecards were in." in second


def test_a_report_of_an_older_template_is_read_in_newer_words_with_its_own_versions_and_digest(
    signed_in: SignIn, manager: User, report: CandidateReport, application: Application
) -> None:
    facts = report.facts or {}
    facts["versions"]["template"] = "0.9"
    older = application.reports.create(
        number=2, requested_at=LATER, state_changed_at=LATER, state="building", attempts=1
    )
    reports.freeze(older, restore(facts), complete=True, pdf=b"%PDF", workbook=b"PK", at=LATER)
    older.refresh_from_db()
    client = signed_in(manager)

    page = text(client, reverse("report", args=[older.pk]))
    side_by_side = client.get(reverse("requisition", args=[application.requisition_id]))

    assert ("template 0.9" in page, older.facts_sha256 in page, "Composite 3.0" in page) == (True, True, True)
    assert side_by_side.context["board"].complete == 1


def test_the_list_holds_the_newest_report_of_each_application(
    signed_in: SignIn, manager: User, compliance: User, stranger: User, report: CandidateReport,
    application: Application,
) -> None:  # fmt: skip
    newer = make_report(application, LATER + timedelta(hours=1))
    address = reverse("report_list")

    listed = {
        person.full_name: list(signed_in(person).get(address).context["page_obj"].object_list)
        for person in (manager, compliance, stranger)
    }

    assert listed == {"Mona Manager": [newer], "Carl Compliance": [newer], "Stig Stranger": []}
