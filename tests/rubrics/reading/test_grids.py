"""Tables of requirements are written as rows between bars."""

from rubrics.reading.grids import Cell, Row, continued, written


def row(*cells: list[str]) -> Row:
    return Row([Cell(lines) for lines in cells], "here")


def texts(*rows: Row) -> list[str] | None:
    lines = written(list(rows))
    return None if lines is None else [line.text for line in lines if line.text]


def test_each_line_of_a_cell_has_a_row_of_its_own() -> None:
    assert texts(row([], ["Essential"], ["Desirable"]), row(["Skills"], ["tact", "calm"], ["humour"])) == [
        "|  | Essential | Desirable |",
        "|---|---|---|",
        "| Skills | tact | humour |",
        "|  | calm |  |",
    ]


def test_a_table_without_such_a_head_is_none_of_requirements() -> None:
    assert texts(row(["Grade"], ["Pay"]), row(["7"], ["31,000"])) is None


def test_a_row_above_the_head_is_a_paragraph() -> None:
    found = texts(row(["Person specification"]), row([], ["Essential"]), row(["Papers"], ["a diploma"]))

    assert found == ["Person specification", "|  | Essential |", "|---|---|", "| Papers | a diploma |"]


def test_a_cell_that_spans_rows_leaves_its_column_empty_below() -> None:
    rows = [
        row([], ["Essential"], ["Desirable"]),
        Row([Cell(["Skills"], rows=2), Cell(["tact"]), Cell(["humour"])], ""),
        row(["calm"], ["song"]),
    ]

    assert texts(*rows) == [
        "|  | Essential | Desirable |",
        "|---|---|---|",
        "| Skills | tact | humour |",
        "|  | calm | song |",
    ]


def test_bars_inside_of_a_cell_become_strokes() -> None:
    assert texts(row(["Essential"], []), row(["Word|Excel"], [])) == [
        "| Essential |  |",
        "|---|---|",
        "| Word/Excel |  |",
    ]


def test_a_table_that_goes_on_has_rows_only() -> None:
    assert [line.text for line in continued([row(["Papers"], ["a diploma"])])] == ["| Papers | a diploma |"]


def test_a_column_headed_e_or_d_makes_a_table_of_requirements() -> None:
    head, below = row(["Criterion"], ["E/D"], ["Stage"]), row(["Reads old hands"], ["E"], ["Test"])

    assert texts(head, below) == [
        "| Criterion | E/D | Stage |",
        "|---|---|---|",
        "| Reads old hands | E | Test |",
    ]
