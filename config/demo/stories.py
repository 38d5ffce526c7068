"""Evidence notes and ratings for the demo's scorecards: invented, and drawn from a seeded generator."""

import random

# What the candidate said or did, by the level that it stands for.
STORIES: dict[int, tuple[str, ...]] = {
    1: (
        "Asked twice for an example of their own and named none; spoke about what others should have done.",
        "Could not say what the result was or how it was known; said that it was not their part.",
    ),
    2: (
        "Named a case from last autumn, but the choice had been made by a colleague; own part stayed open after two probes.",
        "Listed three possible causes and checked the first one only; the complaint came back a month later.",
        "Told the team after the date had passed; the customer heard it from somebody else.",
    ),
    3: (
        "Described the week when two people were away: ranked the open work by who was waiting, told those affected on Monday, and the essential part was done on Friday.",
        "Took a complaint apart in three steps, tested two explanations with last month's figures, and chose with a reason that they could repeat.",
        "Agreed roles with the other department in writing, named one disagreement and how it was settled, and credited the colleague who found the error.",
    ),
    4: (
        "Had an alternative ready before the supplier failed, compared both by cost and delay, and carried two other teams along; showed the plan on one page.",
        "Noticed that the figures did not fit together, held the decision back for a day, and explained the doubt to the board in plain words and with a range.",
        "Changed the approach after the second failure, kept the shift working on the useful part, and wrote down what would make them stop.",
    ),
    5: (
        "Rebuilt the handover after two bad weekends, named who objected and why, and showed errors falling from 14 to 2 in three months; two other sites now use the same sheet.",
        "Stopped their own project when the numbers no longer held, said so to everyone who had paid for it, and turned what was left into a method that the department still uses.",
    ),
}
NOTES = (
    "09:05 own example, spring. Probe 1: who decided? Probe 2: what would you do differently?",
    "Asked question as written. Second probe used. Figures quoted from memory.",
    "Example from the last two years; own part clear after one probe.",
)
REASONS = {
    "strongly_for": "Every competency that I rated reached what the role needs, most of them more.",
    "for": "What I rated reached what the role needs; see the evidence.",
    "against": "One competency that the role needs on the first day had gaps after two probes.",
    "strongly_against": "Two competencies showed none of the behaviour, though asked and probed.",
}


def draw_fields(
    competency_ids: list[int], ability: float, severity: float, rng: random.Random
) -> dict[str, str]:
    """The form fields of one scorecard for a candidate of `ability` (a level) seen by a rater of `severity`."""
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
