"""Tables of requirements."""

from rubrics.reading.blocks import split


def items(text: str) -> list[tuple[str, str]]:
    return [(b.marker, text[b.start : b.end]) for b in split(text) if b.kind == "item"]


def test_cells_below_essential_and_desirable_are_items() -> None:
    text = (
        "| | Essential | Desirable |\n|---|:---:|---|\n| Skills | tact | |\n| Papers | diploma | licence |\n"
    )

    assert items(text) == [("| Essential", "tact"), ("| Essential", "diploma"), ("| Desirable", "licence")]


def test_a_tick_or_a_letter_says_how_necessary_its_row_is() -> None:
    ticks = "| Criterion | Essential | Desirable |\n|---|---|---|\n| tact | x | |\n| French | | ✓ |\n"
    letters = "| Criterion | E/D |\n|---|---|\n| tact | E |\n| French | D |\n"

    wanted = [("| Essential", "tact"), ("| Desirable", "French")]
    assert [items(text) for text in (ticks, letters)] == [wanted, wanted]


def test_other_tables_are_furniture() -> None:
    text = "| Grade | Pay |\n| --- | --- |\n| 7 | 31,000 |\n"

    assert [b.kind for b in split(text)] == ["furniture"] * 3
