"""Running heads, feet and page numbers."""

from rubrics.reading.margins import without_margins
from rubrics.reading.pages import Word

HEIGHT = 800.0


def line(text: str, top: float, size: float = 10.0) -> list[Word]:
    words = []
    for place, each in enumerate(text.split()):
        words.append(Word(each, 50.0 + 60 * place, 90.0 + 60 * place, top, top + size, size, bold=False))
    return words


def kept(*pages: list[Word]) -> list[str]:
    return [
        " ".join(word.text for word in page) for page in without_margins([(page, HEIGHT) for page in pages])
    ]


def test_what_every_page_repeats_is_dropped_numbers_aside() -> None:
    pages = [
        line("Harbour Trust", 20) + line(f"Body {n}", 300) + line(f"Sheet {n} out", 780) for n in (1, 2, 3)
    ]

    assert kept(*pages) == ["Body 1", "Body 2", "Body 3"]


def test_page_numbers_are_dropped_even_from_a_single_page() -> None:
    assert kept(line("Body", 300) + line("Page 1 of 1", 780)) == ["Body"]


def test_a_title_stays_though_the_next_page_repeats_it_in_small() -> None:
    pages = [line("Lock keeper", 20, size=20) + line("One", 300), line("Lock keeper", 20) + line("Two", 300)]

    assert kept(*pages) == ["Lock keeper One", "Lock keeper Two"]


def test_what_is_repeated_in_the_middle_of_pages_stays() -> None:
    assert kept(line("Tact", 300), line("Tact", 300)) == ["Tact", "Tact"]
