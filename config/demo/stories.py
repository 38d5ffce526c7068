"""Evidence notes and ratings for the demo's scorecards: invented, and drawn from a seeded generator."""

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

TEXTS = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
# Sentences by competency key ("other" for keys without any) and level from 1 to 5.
STORIES: dict[str, dict[int, list[str]]] = {
    key: {int(level): texts for level, texts in levels.items()} for key, levels in TEXTS["stories"].items()
}
OTHER = STORIES["other"]
NOTES: list[str] = TEXTS["notes"]
REASONS: dict[str, list[str]] = TEXTS["reasons"]
NOT_ASSESSED = 0.04


def draw_fields(
    competencies: Sequence[tuple[int, str]],
    ability: float,
    severity: float,
    rng: random.Random,
    used: set[str] | None = None,
) -> dict[str, str]:
    """The form fields of one scorecard: a candidate of `ability` (a level) seen by a rater of `severity`.

    `competencies` are pairs of id and library key. At least one of them is rated. `used` holds what other
    raters wrote about the candidate; it is avoided where there is a choice, and added to.
    """
    used = set() if used is None else used
    fields: dict[str, str] = {}
    written: set[str] = set()
    notes = rng.sample(NOTES, len(NOTES))
    for place, (number, key) in enumerate(competencies):
        last_chance = not written and place == len(competencies) - 1
        if rng.random() < NOT_ASSESSED and not last_chance:
            fields[f"rating-{number}"], fields[f"reason-{number}"] = "na", "no_time"
            continue
        level = min(5, max(1, round(rng.gauss(ability - severity, 0.7))))
        story = draw_story(key, level, rng, written, used)
        written.add(story)
        fields[f"rating-{number}"] = str(level)
        fields[f"note-{number}"] = story
        fields[f"session_notes-{number}"] = notes[place % len(notes)]
    used |= written
    return fields


def draw_story(key: str, level: int, rng: random.Random, written: set[str], used: set[str]) -> str:
    """A sentence for the competency and level: new for the candidate, else new in this scorecard, else any.

    Where all of the competency's own sentences are taken, the general ones come before a repetition.
    """
    own = STORIES.get(key, OTHER)[level]
    for taken in (written | used, written):
        for pool in (own, OTHER[level]):
            if free := [text for text in pool if text not in taken]:
                return rng.choice(free)
    return rng.choice(own)


def draw_reason(choice: str, rng: random.Random) -> str:
    """A reason that is true of every scorecard with this recommendation."""
    return rng.choice(REASONS[choice])


def recommend(levels: Sequence[int]) -> str:
    """The opinion that goes with the ratings, of which there must be one; the reasons rely on these limits."""
    mean = fmean(levels)
    if mean >= 4 and min(levels) >= 3:
        return "strongly_for"
    if mean >= 3:
        return "for"
    return "against" if mean >= 2 else "strongly_against"
