from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from hiring.reporting.facts import assemble
from hiring.reporting.types import Rating
from hiring.reporting.workbook import LONGEST_CELL, render_workbook


def sheets(data: bytes) -> dict[str, list[tuple]]:
    return {sheet.title: list(sheet.values) for sheet in load_workbook(BytesIO(data))}


def test_the_five_sheets_stand_in_their_order(facts):
    book = sheets(render_workbook(assemble(facts)))

    assert list(book) == ["Summary", "Ratings", "Evidence", "Requirements", "Versions"]
    assert len(book["Ratings"]) == 1 + 17
    assert len(book["Requirements"]) == 1 + 4


def test_the_same_report_gives_the_same_bytes_and_holds_no_time_of_day(facts):
    first = render_workbook(assemble(facts))

    assert first == render_workbook(assemble(facts))
    assert {entry.date_time for entry in ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_rating_not_given_is_an_empty_cell_with_its_reason(facts):
    missing = Rating("n1", "card-2", "lead", None, "", "interrupted")
    rows = sheets(render_workbook(assemble(replace(facts, ratings=(*facts.ratings, missing)))))["Ratings"]
    row = next(row for row in rows if row[-1] == "n1")

    assert (row[5], row[6], row[12]) == (None, "interrupted", "no")


def test_a_competency_nobody_rated_has_no_mean(facts):
    kept = tuple(rating for rating in facts.ratings if rating.competency != "plan")
    rows = sheets(render_workbook(assemble(replace(facts, ratings=kept))))["Summary"]

    assert ("Mean: Project management", None, 0, "Not assessed") in rows


def test_first_and_revised_ratings_stand_side_by_side(facts):
    rows = sheets(render_workbook(assemble(facts)))["Ratings"]
    row = next(row for row in rows if row[-1] == "value-card-4")

    assert (row[5], row[7], row[9], row[11]) == (3, 2, "Teodor Lind", "yes")


def test_text_that_looks_like_a_formula_stays_text(facts):
    attack = '=HYPERLINK("http://example.org","x")'
    first, *others = facts.ratings
    odd = replace(facts, candidate=attack, ratings=(replace(first, evidence="+1+1", id="@SUM(A1)"), *others))
    data = render_workbook(assemble(odd))
    cells = [cell for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]

    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.data_type for cell in cells if cell.value in (attack, "+1+1", "@SUM(A1)")] == [
        "s",
        "s",
        "s",
        "s",
    ]


def test_a_note_longer_than_a_cell_is_cut_with_a_word_about_it(facts):
    first, *others = facts.ratings
    long = replace(facts, ratings=(replace(first, evidence="x" * 40_000), *others))
    notes = [row[6] for row in sheets(render_workbook(assemble(long)))["Evidence"]]

    assert max(len(note or "") for note in notes) == LONGEST_CELL
    assert notes[1].endswith("(continued in the PDF)")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=200))
def test_any_text_can_be_written_and_read_back(facts, text):
    first, *others = facts.ratings
    odd = replace(facts, candidate=text, ratings=(replace(first, evidence=f"Note: {text}"), *others))

    book = sheets(render_workbook(assemble(odd)))

    assert book["Evidence"][1][6].startswith("Note:")
