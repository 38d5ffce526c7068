"""The notes behind the ratings, competency by competency, each with its level, its anchor and its author."""

from decimal import Decimal

from hiring.choices import COUNTING_SEATS
from hiring.reporting.contents import Evidence, EvidenceNote, Opinion, Quote
from hiring.reporting.disagreements import flag
from hiring.reporting.people import initials, role
from hiring.reporting.types import Competency, CompetencyResult, Rating, Report
from hiring.reporting.wording import REASONS, SEATS, Sentence, number, say, share


def evidence(report: Report) -> tuple[Evidence, ...]:
    """Everything written, in the order of the rubric and of the scorecards."""
    return tuple(_evidence(report, result) for result in report.results)


def opinions(report: Report) -> tuple[Opinion, ...]:
    """Recommendations as written; they never enter the composite."""
    raters = {rater.id: rater for rater in report.facts.raters}
    return tuple(
        Opinion(raters[item.rater].display_name, role(raters[item.rater]), Quote(item.text, item.rater))
        for item in report.facts.recommendations
        if item.rater in raters and item.text
    )


def _evidence(report: Report, result: CompetencyResult) -> Evidence:
    competency, (state, words) = result.competency, flag(result)
    missing = [r for r in result.not_assessed if report.rater(r.rater).seat in COUNTING_SEATS]
    beside = [*result.trainee, *(r for r in result.not_assessed if r not in missing)]
    return Evidence(
        key=competency.key,
        name=competency.name,
        definition=competency.definition,
        mean_text="" if result.mean is None else number(result.mean),
        mean_note=_mean_note(result),
        flag=state,
        flag_text=words,
        weight=_weight(report, competency),
        weight_reason=Quote(competency.weight_reason, competency.key) if competency.weight_reason else None,
        notes=tuple(_note(report, competency, rating) for rating in [*result.counted, *missing]),
        not_counted=tuple(_note(report, competency, rating) for rating in beside),
        sources=tuple(Quote(source.text, competency.key) for source in competency.sources),
    )


def _mean_note(result: CompetencyResult) -> Sentence:
    if result.mean is None:
        return say("evidence.none")
    return say("evidence.mean", (rating.id for rating in result.counted), count=len(result.counted))


def _weight(report: Report, competency: Competency) -> tuple[Sentence, ...]:
    """The share of the weight, said only where weights differ: equal ones are stated once, in the limits."""
    weights = [item.weight for item in report.facts.competencies]
    if len(set(weights)) == 1:
        return ()
    return (say("evidence.weight", share=share(competency.weight / sum(weights, Decimal(0)))),)


def _note(report: Report, competency: Competency, rating: Rating) -> EvidenceNote:
    rater = report.rater(rating.rater)
    scale = {level.value: level.label for level in report.facts.scale}
    anchors = {anchor.level: anchor.text for anchor in competency.anchors}
    return EvidenceNote(
        rating=rating.id,
        level=rating.level,
        level_name="Not assessed" if rating.level is None else scale[rating.level],
        rater=rater.display_name,
        initials=initials(report.facts)[rater.id],
        role=role(rater),
        anchor="" if rating.level is None else anchors.get(rating.level, ""),
        note=Quote(rating.evidence, rating.id) if rating.evidence else None,
        remarks=tuple(_remarks(rating, rater.seat)),
    )


def _remarks(rating: Rating, seat: str) -> list[Sentence]:
    remarks: list[Sentence] = []
    if rating.level is None:
        reason = REASONS[rating.not_assessed_reason or "not_asked"]
        remarks.append(say("evidence.not_assessed", [rating.id], reason=reason))
    if rating.revisions:
        latest = rating.revisions[-1].level
        shown = "not assessed" if latest is None else latest
        remarks.append(say("evidence.revised", [rating.id], latest=shown))
    if seat not in COUNTING_SEATS:
        remarks.append(say("evidence.trainee", [rating.id], seat=SEATS[seat]))
    return remarks
