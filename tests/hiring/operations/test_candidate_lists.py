"""CSV of every origin: encodings, delimiters, headers, quotations."""

import pytest

from hiring.operations.candidate_lists import MOST_ROWS, ListRefused, Row, broken_csv, decode, parse


def people(text: str) -> list[tuple[int, str, str]]:
    """Line, name and address of every row."""
    return [(row.line, row.full_name, row.email) for row in parse(text).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = "Name,E-mail\nÅse Øye,ase@example.net\n"

    assert decode(text.encode(encoding)).removeprefix("\ufeff") == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_by_the_headers_that_it_makes(delimiter: str) -> None:
    rows = [["Full name", "E-mail address", "Phone"], ["Ann One", "ann@example.net", "1"]]

    text = "\n".join(delimiter.join(row) for row in rows)

    assert people(text) == [(2, "Ann One", "ann@example.net")]


@pytest.mark.parametrize(
    "header",
    [
        "name,email",
        "FULL NAME,E-Mail",
        "Candidate; Email_Address ",
        "Applicant\tmail",
        "first name,surname,mail",
    ],
)
def test_header_names_are_tolerant(header: str) -> None:
    listed = parse(f"{header}\nAnn,ann@example.net")

    assert listed.ignored == ()


def test_first_and_last_names_are_joined_and_spaces_tidied() -> None:
    text = "First name,Last name,E-mail\n Ann  Marie , One ,mailto:Ann@Example.net\n"

    assert people(text) == [(2, "Ann Marie One", "ann@example.net")]


def test_lines_are_counted_as_a_spreadsheet_shows_them() -> None:
    text = (
        "sep=;\n\nName;E-mail;Arrangements\n\n"
        'Ann;ann@example.net;"A room\nwithout steps"\nBea;bea@example.net;\n'
    )

    rows = parse(text).rows

    assert [(row.line, row.full_name, row.arrangements) for row in rows] == [
        (5, "Ann", "A room without steps"),
        (7, "Bea", ""),
    ]


def test_row_with_too_many_cells_is_broken_and_one_with_too_few_is_not() -> None:
    rows = parse("Name,E-mail,Phone\nOne, Ann,ann@example.net,1\nBea,bea@example.net\n").rows

    assert [(row.fate, row.sentence) for row in rows] == [
        (
            "broken",
            "The row has 4 cells, the header 3: does a cell with a comma lack its quotation marks?",
        ),
        ("add", ""),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Name,E-mail\n", "The file has a header but no rows."),
        ("Name,Mail,E-mail\nA,b,c", "Two columns mean the same: “E-mail”. Remove one of them."),
        (
            'Name,E-mail\nAnn,a@b.no\n"Bea,b@b.no\nCid,c@b.no',
            "A quotation mark is opened in line 3 and never closed.",
        ),
        ("E-mail\na@b.no", "The first line has to name the columns “Name” and “E-mail”; it reads: E-mail."),
        ("   \n\n", "The file is empty."),
    ],
)
def test_list_that_cannot_be_taken_says_why(text: str, sentence: str) -> None:
    with pytest.raises(ListRefused) as refused:
        parse(text)

    assert str(refused.value) == sentence


def test_more_rows_than_allowed_are_refused_and_as_many_are_taken() -> None:
    row = "Ann,ann@example.net\n"

    assert len(parse("Name,E-mail\n" + row * MOST_ROWS).rows) == MOST_ROWS
    with pytest.raises(ListRefused, match="more than 5,000 rows"):
        parse("Name,E-mail\n" + row * (MOST_ROWS + 1))


def test_broken_rows_keep_their_cells_beyond_the_header() -> None:
    listed = parse("Name,E-mail\nOne, Ann,ann@example.net\n")
    rows: tuple[Row, ...] = listed.rows

    lines = broken_csv(listed, rows).splitlines()

    assert lines[0] == "Name,E-mail,,What is wrong"
    assert lines[1].split(",")[:3] == ["One", " Ann", "ann@example.net"]


def test_no_spreadsheet_runs_what_stood_in_a_broken_row_and_it_is_read_again_as_it_was() -> None:
    listed = parse('Name,E-mail,Phone\n"=HYPERLINK(""x"")",@b,+47 1\n"  -1",a,1\n')

    text = broken_csv(listed, listed.rows)

    assert text.splitlines()[1:] == ['"\'=HYPERLINK(""x"")",\'@b,\'+47 1,', "'  -1,a,1,"]
    again = [(row.full_name, row.email, row.phone) for row in parse(text).rows]
    assert again == [('=HYPERLINK("x")', "@b", "+47 1"), ("-1", "a", "1")]


@pytest.mark.parametrize("sign", ['"', " ", "'", "😀", "=", "\t"])
def test_an_odd_delimiter_is_taken_where_the_file_names_it(sign: str) -> None:
    rows = parse(f"sep={sign}\nName{sign}E-mail\nAnn{sign}ann@example.net\n").rows

    assert [(row.full_name, row.email) for row in rows] == [("Ann", "ann@example.net")]


def test_a_line_break_is_no_delimiter() -> None:
    with pytest.raises(ListRefused, match="The first line has to name the columns"):
        parse("sep=\r\nName\rE-mail\nAnn\rann@example.net\n")
