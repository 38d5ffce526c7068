"""Where the panel disagrees: spread flags with their ratings, and ratings that stand alone."""

from statistics import median

from hiring.reporting.contents import Disagreement
from hiring.reporting.people import names
from hiring.reporting.types import CompetencyResult, Rating, Report, Spread
from hiring.reporting.wording import Sentence, count, level_number, listed, number, say

RATERS_FOR_MINORITY = 3
MINORITY_DISTANCE = 2


def disagreements(report: Report) -> tuple[Disagreement, ...]:
    """One entry per competency with ratings two or more levels apart, those that require a debrief first."""
    found = [_entry(report, result, result.spread) for result in report.results if result.spread]
    flagged = [entry for entry in found if entry is not None]
    return tuple(sorted(flagged, key=lambda entry: not entry.required))


def agreement(report: Report) -> Sentence | None:
    """The sentence that says that nobody disagrees; None if somebody does or nothing can be compared."""
    compared = [result for result in report.results if result.spread is not None]
    return say("spread.none") if compared and not disagreements(report) else None


def flag(result: CompetencyResult) -> tuple[str, str]:
    """The state of a competency for its row: (name, words), both "" when there is nothing to do."""
    if not result.people:
        return "unrated", "Not assessed"
    if result.spread is not None and result.spread.debrief_required:
        return "debrief", "Debrief required"
    if result.spread is not None and result.spread.discuss:
        return "discuss", "Discuss"
    if result.below_floor:
        return "floor", "Below the floor"
    return ("single", "1 rater") if result.people == 1 else ("", "")


def _entry(report: Report, result: CompetencyResult, spread: Spread) -> Disagreement | None:
    if not (spread.debrief_required or spread.discuss):
        return None
    heading = "spread.required" if spread.debrief_required else "spread.discuss"
    ids = [rating.id for rating in result.counted]
    return Disagreement(
        key=result.competency.key,
        required=spread.debrief_required,
        heading=say(heading, ids, name=result.competency.name),
        sentences=tuple(_sentences(report, result, spread, ids)),
    )


def _sentences(report: Report, result: CompetencyResult, spread: Spread, ids: list[str]) -> list[Sentence]:
    sentences = [say("spread.ratings", ids, who=_who(report, result))]
    if spread.polarised:
        sentences.append(say("spread.polarised", ids, label=_middle_label(report)))
    sentences += _minorities(report, result)
    if spread.agreement_low:
        sentences.append(say("spread.agreement", ids, raters=count(result.people, "rater")))
    if result.mean is not None and all(rating.level != result.mean for rating in result.counted):
        sentences.append(say("spread.nobody", ids, mean=number(result.mean)))
    return [*sentences, say("spread.read")]


def _who(report: Report, result: CompetencyResult) -> str:
    """ "A rated 2, B 4 and C 5", from the lowest up; equal levels in the order of the scorecards."""
    people = names(report.facts)
    first, *rest = sorted(result.counted, key=_level)
    others = (f"{people[rating.rater]} {rating.level}" for rating in rest)
    return listed([f"{people[first.rater]} rated {first.level}", *others])


def _minorities(report: Report, result: CompetencyResult) -> list[Sentence]:
    """Ratings two or more levels from the median of three or more: a minority view is always named."""
    levels = [_level(rating) for rating in result.counted]
    if len(levels) < RATERS_FOR_MINORITY:
        return []
    middle, people = median(levels), names(report.facts)
    return [
        say(
            "spread.minority",
            [rating.id],
            who=people[rating.rater],
            level=rating.level,
            count=len(levels),
            median=level_number(middle),
        )
        for rating in result.counted
        if abs(_level(rating) - middle) >= MINORITY_DISTANCE
    ]


def _level(rating: Rating) -> int:
    if rating.level is None:
        raise ValueError("A counted rating has a level.")
    return rating.level


def _middle_label(report: Report) -> str:
    scale = report.facts.scale
    return scale[(len(scale) - 1) // 2].label
