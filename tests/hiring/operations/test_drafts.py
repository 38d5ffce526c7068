"""A draft as form fields: nothing is cut, guessed or thrown away."""

import pytest

from hiring.models import Scorecard
from hiring.operations import drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(scorecards: tuple[Scorecard, Scorecard]) -> Scorecard:
    return scorecards[0]


@pytest.fixture
def number(card: Scorecard) -> int:
    """The id of the first competency."""
    return card.ratings.all()[0].competency_id


def written(card: Scorecard, number: int, **fields: str) -> tuple[object, ...]:
    """The first rating's columns after writing the fields."""
    drafts.write(card, {f"{name}-{number}": value for name, value in fields.items()})
    rating = card.ratings.get(competency_id=number)
    return rating.level, rating.not_assessed_reason, rating.evidence, rating.notes


def test_what_is_written_is_read_again(card: Scorecard, number: int) -> None:
    fields = {"rating": "4", "reason": "", "note": "Split it by stage.", "session_notes": "Stages."}

    written(card, number, **fields)

    read = drafts.read(Scorecard.objects.get(pk=card.pk))
    assert {name: read[f"{name}-{number}"] for name in fields} == fields


@pytest.mark.parametrize(
    ("fields", "columns"),
    [
        ({"rating": "3"}, (3, "", "", "")),
        ({"rating": "na", "reason": "no_time"}, (None, "no_time", "", "")),
        ({"rating": "na"}, (None, "", "", "")),
        ({"rating": "na", "reason": "bored"}, (None, "", "", "")),
        ({"rating": "", "reason": "not_asked"}, (None, "not_asked", "", "")),
        ({"rating": "2", "reason": "no_time"}, (2, "", "", "")),
        ({"rating": "0"}, (None, "", "", "")),
        ({"rating": "6"}, (None, "", "", "")),
        ({"rating": "3.5"}, (None, "", "", "")),
        ({"note": "a\r\nb\x00c\ud800"}, (None, "", "a\nbc?", "")),
    ],
)
def test_only_what_can_stand_is_stored(
    card: Scorecard, number: int, fields: dict[str, str], columns: tuple[object, ...]
) -> None:
    assert written(card, number, **fields) == columns


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"rating": "na"}, ("na", "")),
        ({"rating": "na", "reason": "bored"}, ("na", "")),
        ({"rating": "na", "reason": "no_time"}, ("na", "no_time")),
        ({"rating": "2"}, ("2", "")),
        ({"rating": ""}, ("", "")),
        ({"reason": "no_time"}, ("na", "no_time")),
        ({"note": "Typed on."}, ("na", "")),
    ],
)
def test_not_assessed_is_kept_while_its_reason_is_missing(
    card: Scorecard, number: int, fields: dict[str, str], kept: tuple[str, str]
) -> None:
    written(card, number, rating="4")
    written(card, number, rating="na")

    level = written(card, number, **fields)[0]

    read = drafts.read(Scorecard.objects.get(pk=card.pk))
    assert (read[f"rating-{number}"], read[f"reason-{number}"]) == kept
    assert level == (2 if fields.get("rating") == "2" else None)


def test_fields_that_are_left_out_stay(card: Scorecard, number: int) -> None:
    written(card, number, rating="4", note="Kept.", session_notes="Kept too.")

    assert written(card, number, note="Changed.") == (4, "", "Changed.", "Kept too.")


def test_fields_of_another_scorecard_change_nothing(card: Scorecard, number: int) -> None:
    before = drafts.read(card)

    drafts.write(card, {f"rating-{number + 1000}": "5", "nonsense": "x"})

    assert drafts.read(Scorecard.objects.get(pk=card.pk)) == before


def test_a_text_beyond_the_limit_is_refused_and_not_cut(card: Scorecard, number: int) -> None:
    with pytest.raises(drafts.DraftRefused, match="longer than 20000 characters"):
        written(card, number, note="x" * 20_001)

    assert card.ratings.get(competency_id=number).evidence == ""


def test_both_copies_of_a_draft_are_kept_one_after_the_other() -> None:
    theirs = {"note-7": "Written on the phone.", "rating-7": "3", "note-8": "", "session_notes-7": "Same"}
    mine = {"note-7": "Written here.", "rating-7": "4", "note-8": "Only here.", "session_notes-7": "Same"}

    merged, differing = drafts.keep_both(theirs, mine)

    assert merged == {
        "note-7": "Written on the phone.\n\nWritten here.",
        "rating-7": "4",
        "note-8": "Only here.",
        "session_notes-7": "Same",
    }
    assert differing == ["note-7", "rating-7"]


@pytest.mark.parametrize(
    ("stored", "sent", "kept"),
    [
        ("One.", "One. Two.", "One. Two."),
        ("One. Two.", "One.", "One. Two."),
        ("One.", "", "One."),
        ("", "Two.", "Two."),
    ],
)
def test_a_text_that_holds_the_other_is_enough(stored: str, sent: str, kept: str) -> None:
    assert drafts.keep_both({"note-1": stored}, {"note-1": sent})[0] == {"note-1": kept}
