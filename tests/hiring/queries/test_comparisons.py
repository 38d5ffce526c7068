"""Candidates side by side: the same numbers as their reports, and only what the viewer may see."""

from datetime import timedelta

import pytest

from hiring.accounts.models import User
from hiring.models import Application, Requisition, Scorecard
from hiring.operations import reports
from hiring.operations import scorecards as operations
from hiring.queries.comparisons import Line, board
from hiring.reporting.facts import assemble
from hiring.reporting.snapshot import restore
from tests.factories import ApplicationFactory, CandidateFactory, make_loop, make_person
from tests.factories.reports import LATER, make_report, rate
from tests.factories.rubrics import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(interviewer: User, fellow: User) -> list[User]:
    """Three interviewers: the fewest from whom an interval can be given."""
    return [interviewer, fellow, make_person("Tove Third", "interviewer")]


def candidate(
    requisition: Requisition, name: str, panel: list[User], levels: list[int], day: int
) -> Application:
    """An application whose panel rated everything at these levels."""
    application = ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name=name))
    _loop, cards = make_loop(application, panel, NOON + timedelta(days=day))
    rate(cards, levels, LATER + timedelta(days=day))
    make_report(application, LATER + timedelta(days=day))
    return application


def names(lines: tuple[Line, ...]) -> list[str]:
    return [line.application.candidate.full_name for line in lines]


def test_composites_and_intervals_are_those_of_the_reports(
    requisition: Requisition, manager: User, panel: list[User]
) -> None:
    application = candidate(requisition, "Ada", panel, [3, 4, 4], 0)
    row = application.reports.get()

    (line,) = board(requisition, manager).lines

    composite = assemble(restore(row.facts or {})).composite
    assert (line.value, line.low, line.high) == (
        composite.value, composite.interval.low, composite.interval.high,
    )  # fmt: skip
    assert line.row is not None
    assert [cell.mean for cell in line.cells] == [cell.mean for cell in line.row.cells]


def test_who_differs_clearly_stands_in_another_group(
    requisition: Requisition, manager: User, panel: list[User]
) -> None:
    candidate(requisition, "Zoe", panel, [5, 4, 5], 0)
    candidate(requisition, "Abel", panel, [4, 5, 4], 1)
    candidate(requisition, "Mona", panel, [1, 1, 1], 2)

    (table,) = board(requisition, manager).tables

    assert [names(band.lines) for band in table.bands] == [["Abel", "Zoe"], ["Mona"]]
    assert [(first, second, pair.distinguishable) for first, second, pair in table.pairs] == [
        ("Abel", "Mona", True), ("Abel", "Zoe", False), ("Mona", "Zoe", True),
    ]  # fmt: skip


def test_what_was_frozen_is_compared_and_not_what_was_corrected_since(
    requisition: Requisition, manager: User, panel: list[User]
) -> None:
    application = candidate(requisition, "Ada", panel, [3, 3, 3], 0)
    card = application.scorecards.all()[0]
    operations.revise(
        rating=card.ratings.all()[0], level=5, not_assessed_reason="", reason="Notes read again.",
        evidence="On reading my notes again the crew had been told first, in time.",
        by=card.author, at=LATER + timedelta(days=1),
    )  # fmt: skip

    (line,) = board(requisition, manager).lines

    assert line.value == 3.0


def test_each_state_of_a_report_has_its_row(
    requisition: Requisition, manager: User, interviewer: User, fellow: User
) -> None:
    found = {}
    for place, name in enumerate(["waiting", "building", "failed"]):
        application = ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name=name))
        _loop, cards = make_loop(application, [interviewer, fellow], NOON + timedelta(days=place))
        rate(cards[:1], (3,), LATER + timedelta(days=place))
        found[name] = application
    for name in ("building", "failed"):
        reports.enqueue(found[name], by=manager, at=LATER)
    broken = found["failed"].reports.get()
    reports.take(broken.pk, LATER)
    broken.refresh_from_db()
    reports.fail(broken, "The disk was full.", LATER)

    shown = board(requisition, manager)

    assert {line.application.candidate.full_name: line.state for line in shown.others} == {
        "waiting": "waiting", "building": "building", "failed": "failed",
    }  # fmt: skip
    assert {(line.scorecards.submitted, line.scorecards.due) for line in shown.others} == {(1, 2)}


def test_reports_of_different_rubric_versions_are_not_compared(
    requisition: Requisition, manager: User, panel: list[User]
) -> None:
    candidate(requisition, "Ada", panel, [3, 4, 4], 0)
    older = candidate(requisition, "Bo", panel, [3, 4, 4], 1)
    facts = older.reports.get().facts or {}
    facts["versions"]["rubric"] = "0"
    copied = older.reports.create(
        number=2, requested_at=LATER, state_changed_at=LATER, state="building", attempts=1
    )
    reports.freeze(copied, restore(facts), complete=True, pdf=b"%PDF", workbook=b"PK", at=LATER)

    tables = board(requisition, manager).tables

    assert [(table.rubric, [names(band.lines) for band in table.bands], table.pairs) for table in tables] == [
        ("1", [["Ada"]], ()), ("0", [["Bo"]], ()),
    ]  # fmt: skip


def test_a_coordinator_counts_scorecards_and_sees_no_report(
    requisition: Requisition, coordinator: User, panel: list[User]
) -> None:
    candidate(requisition, "Ada", panel, [3, 4, 4], 0)

    shown = board(requisition, coordinator)

    assert (shown.tables, shown.complete, shown.debriefs_required) == ((), 0, 0)
    assert [(line.state, line.report, line.scorecards.submitted) for line in shown.lines] == [
        ("waiting", None, 3)
    ]


def test_trainees_are_not_counted_among_the_scorecards(
    requisition: Requisition, manager: User, panel: list[User]
) -> None:
    application = ApplicationFactory(requisition=requisition)
    _loop, cards = make_loop(application, panel)
    Scorecard.objects.filter(pk=cards[2].pk).update(counts=False)

    (line,) = board(requisition, manager).lines

    assert (line.scorecards.open, line.scorecards.due) == (2, 2)


def test_a_hidden_candidate_enters_no_count(
    requisition: Requisition, manager: User, panel: list[User], interviewer: User
) -> None:
    candidate(requisition, "Ada", panel, [3, 4, 4], 0)
    hidden = ApplicationFactory(requisition=requisition, candidate=CandidateFactory(full_name="Bo"))
    _loop, cards = make_loop(hidden, [manager, interviewer, panel[1]], NOON + timedelta(days=1))
    rate(cards[1:], (1, 5), LATER + timedelta(days=1))
    make_report(hidden, LATER + timedelta(days=1))

    shown = board(requisition, manager)

    assert (shown.in_view, shown.complete, shown.hidden, shown.debriefs_required) == (1, 1, 1, 0)
    assert [names(band.lines) for table in shown.tables for band in table.bands] == [["Ada"]]
    assert [card.author for card in shown.open_scorecards] == [manager]
