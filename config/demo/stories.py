"""Evidence notes and ratings for the demo's scorecards: invented, and drawn from a seeded generator."""

import random
import tomllib
from pathlib import Path

TEXTS = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
STORIES: dict[int, list[str]] = {int(level): texts for level, texts in TEXTS["stories"].items()}
NOTES: list[str] = TEXTS["notes"]
REASONS: dict[str, str] = TEXTS["reasons"]


def draw_fields(
    competency_ids: list[int], ability: float, severity: float, rng: random.Random
) -> dict[str, str]:
    """The form fields of one scorecard: a candidate of `ability` (a level) seen by a rater of `severity`."""
    fields = {}
    for number in competency_ids:
        if rng.random() < 0.04:
            fields[f"rating-{number}"], fields[f"reason-{number}"] = "na", "no_time"
            continue
        level = min(5, max(1, round(rng.gauss(ability - severity, 0.7))))
        fields[f"rating-{number}"] = str(level)
        fields[f"note-{number}"] = rng.choice(STORIES[level])
        fields[f"session_notes-{number}"] = rng.choice(NOTES)
    return fields


def recommend(levels: list[int]) -> str:
    """The opinion that goes with the ratings."""
    mean = sum(levels) / len(levels) if levels else 3
    if mean >= 4:
        return "strongly_for"
    if mean >= 2.9:
        return "for"
    return "against" if mean >= 2 else "strongly_against"
