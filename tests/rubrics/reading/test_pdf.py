"""PDF files become light Markdown, page by page."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from rubrics.reading import packages
from rubrics.reading import pdf as room
from rubrics.reading.composition import composed
from rubrics.reading.types import UnreadableDocument
from tests.rubrics.reading.specimens import pdf

PAGE = (
    '#set page(paper: "a6", header: [Harbour Trust #h(1fr) Role description], '
    "footer: context [Page #counter(page).display() of 9])\n"
)
TIGHT = "#set par(spacing: 0.65em)\n#set list(spacing: 0.65em)\n"


def text(source: str) -> str:
    return composed(room.to_pdf_lines(pdf(source)))[0]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        list(room.to_pdf_lines(data))
    return str(refused.value)


def test_headings_are_known_by_size_and_by_bold_letters() -> None:
    body = "The keeper opens the gates and closes them again, every day of the year."

    assert text(f"= Lock keeper\n{body}\n== Duties\n{body}\n\n*You bring*\n\n{body}") == (
        f"# Lock keeper\n\n{body}\n\n## Duties\n\n{body}\n\n**You bring**\n\n{body}\n"
    )


def test_running_heads_and_page_numbers_are_left_out_and_an_item_goes_on_over_the_page() -> None:
    items = [
        f"knows the rules of lock number {n} and keeps every one of them in mind, by day and by night"
        for n in range(30)
    ]

    source = PAGE + "\n".join(f"- {item}" for item in items)

    assert text(source) == "\n".join(f"- {item}" for item in items) + "\n"


def test_items_below_items_keep_their_depth_even_without_space_between_lines() -> None:
    source = (
        TIGHT
        + "Who keeps a lock needs these things before all:\n- tact\n  - with anglers\n  - with boaters\n- calm"
    )

    assert text(source) == (
        "Who keeps a lock needs these things before all:\n\n- tact\n  - with anglers\n  - with boaters\n- calm\n"
    )


def test_numbers_of_a_list_are_kept() -> None:
    source = "The keeper has three things to do on every single morning.\n+ open\n+ look\n+ close"

    assert text(source) == (
        "The keeper has three things to do on every single morning.\n\n1. open\n2. look\n3. close\n"
    )


def test_a_ruled_table_of_requirements_keeps_its_columns() -> None:
    source = (
        "#table(columns: 3, [Criteria], [Essential], [Desirable], [Skills], "
        "[- writing careful records which need more than one line of their cell\n- tact], [humour])"
    )

    assert text(source) == (
        "| Criteria | Essential | Desirable |\n|---|---|---|\n"
        "| Skills | writing careful records which need more than one line of their cell | humour |\n"
        "|  | tact |  |\n"
    )


def test_any_other_table_is_read_cell_by_cell() -> None:
    source = "#table(columns: (3cm, 3cm), [Where], [At the long bridge of the harbour], [Hours], [Forty in a week])"

    assert text(source) == "Where\n\nAt the long bridge of the harbour\n\nHours\n\nForty in a week\n"


def test_a_table_that_goes_on_over_the_page_is_one_table() -> None:
    rows = ", ".join(f"[trait {n}], [knows the rules of lock {n}], [sings]" for n in range(30))

    lines = text(f'#set page(paper: "a6")\n#table(columns: 3, [Criteria], [Essential], [Desirable], {rows})')

    assert [line for line in lines.splitlines() if line] == [
        "| Criteria | Essential | Desirable |",
        "|---|---|---|",
        *(f"| trait {n} | knows the rules of lock {n} | sings |" for n in range(30)),
    ]


def test_turned_letters_such_as_a_watermark_are_left_out() -> None:
    source = "#place(rotate(-45deg)[DRAFT])\nThe keeper opens the gates and closes them again, every day."

    assert text(source) == "The keeper opens the gates and closes them again, every day.\n"


def test_an_empty_page_between_others_changes_nothing() -> None:
    source = "The keeper opens the gates and\n#pagebreak()\n#pagebreak()\ncloses them again, every day of the year."

    assert text(source) == "The keeper opens the gates and closes them again, every day of the year.\n"


def test_pages_without_letters_hold_no_text() -> None:
    assert text("#rect(width: 5cm, height: 5cm, fill: gray)") == ""


def test_a_locked_file_is_refused_and_one_that_opens_without_a_password_is_not() -> None:
    data = pdf("The keeper opens the gates and closes them again, every day of the year.")

    assert refusal(locked(data, password="secret")) == packages.LOCKED
    assert composed(room.to_pdf_lines(locked(data, password="")))[0].startswith("The keeper opens")


def test_too_many_pages_are_refused_with_both_figures() -> None:
    assert refusal(pdf("#pagebreak()\n" * 80 + "end")) == (
        "This PDF has 81 pages; at most 80 can be read, so save the role document by itself."
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", pdf("Some words")[:700]])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert refusal(data) == room.DAMAGED


def locked(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
