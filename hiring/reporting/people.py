"""How raters are named in a report: display names, initials for the discs, their seat in a session."""

from hiring.reporting.facts import person_of
from hiring.reporting.types import Rater, ReportFacts
from hiring.reporting.wording import SEATS, isolated


def names(facts: ReportFacts) -> dict[str, str]:
    """Display name by scorecard id."""
    return {rater.id: isolated(rater.display_name) for rater in facts.raters}


def person_names(facts: ReportFacts) -> dict[str, str]:
    """Display name by person."""
    people = person_of(facts)
    return {people[rater.id]: isolated(rater.display_name) for rater in facts.raters}


def initials(facts: ReportFacts) -> dict[str, str]:
    """Initials by scorecard id, at most three characters, different for different people."""
    people = person_of(facts)
    taken: dict[str, str] = {}
    for rater in facts.raters:
        if people[rater.id] not in taken:
            taken[people[rater.id]] = _free(rater.display_name, set(taken.values()))
    return {rater.id: taken[people[rater.id]] for rater in facts.raters}


def role(rater: Rater) -> str:
    """ "Research talk, lead"."""
    return f"{rater.session_name}, {SEATS[rater.seat]}"


def _free(name: str, taken: set[str]) -> str:
    plain = _letters(name)
    numbered = (f"{plain}{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(text for text in numbered if text not in taken)


def _letters(name: str) -> str:
    words = [word for word in name.split() if word[0].isalpha()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper()[:1] for word in chosen) or "?"
