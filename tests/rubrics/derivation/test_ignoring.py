"""What is set aside, and under which heading it is shown."""

from rubrics.derivation.ignoring import sections_ignored, shown
from rubrics.derivation.sections import sections
from rubrics.reading.blocks import split


def test_headings_are_shown_without_marks() -> None:
    assert [shown(heading) for heading in ("**Benefits:**", "## Pay", "***")] == ["Benefits", "Pay", ""]


def test_benefits_and_duties_are_set_aside_with_a_reason() -> None:
    text = "# Cook\n\n## Duties\n\n- Stir\n\n## Benefits\n\n- Soup\n"

    assert [
        (one.heading, one.reason.split()[0]) for one in sections_ignored(sections(text, split(text)))
    ] == [
        ("Duties", "duties"),
        ("Benefits", "pay,"),
    ]
