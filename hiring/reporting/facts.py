"""From facts to a report: the canonical form and its digest, and the arithmetic by `hiring.statistics`."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from fractions import Fraction
from typing import cast

from hiring import statistics
from hiring.choices import COUNTING_SEATS
from hiring.reporting import wording
from hiring.reporting.snapshot import plain, printable
from hiring.reporting.types import (
    Competency,
    CompetencyResult,
    Composite,
    Interval,
    Rating,
    Report,
    ReportFacts,
    Spread,
    Tier,
)

Cards = dict[str, dict[str, list[int]]]
"""Levels by person and competency; two when a person holds two seats that cover the same competency."""


class ReportFactsError(ValueError):
    """The facts contradict themselves; the message is a sentence for the person who started the report."""


def canonical(facts: ReportFacts) -> bytes:
    """The facts as UTF-8 JSON with sorted keys and no spare white space: equal facts, equal bytes."""
    return json.dumps(plain(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def digest(facts: ReportFacts) -> str:
    """SHA-256 of the canonical facts, 64 hex digits."""
    return hashlib.sha256(canonical(facts)).hexdigest()


def assemble(facts: ReportFacts) -> Report:
    """Work out composite, coverage, interval and spread flags. Raises ReportFactsError for unfit facts.

    First ratings of lead and second seats feed the composite (R-42); the latest revisions make a second
    line, and trainees' ratings are kept beside. Nothing is imputed (R-36). The report's own facts are
    without the characters that no page can show (`snapshot.printable`); its digest is of the facts as
    given.
    """
    given, facts = facts, printable(facts)
    _check(facts)
    first = _cards(facts, _first_level)
    composite = _composite(facts, first)
    return Report(
        facts=facts,
        composite=composite,
        revised=_composite(facts, _cards(facts, _latest_level)) if _is_revised(facts) else None,
        results=tuple(_result(facts, competency, first) for competency in facts.competencies),
        incomplete=bool(facts.missing) or not composite.complete,
        digest=digest(given),
    )


def counted_raters(facts: ReportFacts) -> frozenset[str]:
    """Ids of the scorecards that feed the composite."""
    return frozenset(rater.id for rater in facts.raters if rater.seat in COUNTING_SEATS)


def person_of(facts: ReportFacts) -> dict[str, str]:
    """The person behind each scorecard id."""
    return {rater.id: rater.person or rater.id for rater in facts.raters}


def _first_level(rating: Rating) -> int | None:
    return rating.level


def _latest_level(rating: Rating) -> int | None:
    return rating.revisions[-1].level if rating.revisions else rating.level


def _is_revised(facts: ReportFacts) -> bool:
    counted = counted_raters(facts)
    return any(rating.revisions for rating in facts.ratings if rating.rater in counted)


def _cards(facts: ReportFacts, level_of: Callable[[Rating], int | None]) -> Cards:
    counted, people = counted_raters(facts), person_of(facts)
    cards: Cards = {}
    for rating in facts.ratings:
        level = level_of(rating)
        if rating.rater in counted and level is not None:
            cards.setdefault(people[rating.rater], {}).setdefault(rating.competency, []).append(level)
    return cards


def _mean(levels: list[int]) -> Fraction:
    return Fraction(sum(levels), len(levels))


def _composite(facts: ReportFacts, cards: Cards) -> Composite:
    answer = statistics.composite(
        {person: {key: _mean(levels) for key, levels in card.items()} for person, card in cards.items()},
        {competency.key: competency.weight for competency in facts.competencies},
        facts.thresholds.min_coverage,
        levels=len(facts.scale),
        essential=[competency.key for competency in facts.competencies if competency.essential],
        floor=facts.thresholds.floor,
        pooled=_pooled(facts),
    )
    low, high = answer.ci95 or (None, None)
    return Composite(
        value=answer.composite,
        coverage=answer.coverage,
        complete=answer.complete,
        raters=answer.n_raters,
        interval=Interval(cast(Tier, answer.tier), low, high, answer.t_df, answer.wide),
        leave_one_out=tuple((answer.leave_one_out or {}).items()),
    )


def _pooled(facts: ReportFacts) -> dict[str, float] | None:
    if facts.pooled is None:
        return None
    return {name: float(value) for name, value in asdict(facts.pooled).items()}


def _result(facts: ReportFacts, competency: Competency, cards: Cards) -> CompetencyResult:
    counted = counted_raters(facts)
    ratings = [rating for rating in facts.ratings if rating.competency == competency.key]
    values = [_mean(card[competency.key]) for card in cards.values() if competency.key in card]
    mean = sum(values, Fraction(0)) / len(values) if values else None
    return CompetencyResult(
        competency=competency,
        counted=tuple(r for r in ratings if r.rater in counted and r.level is not None),
        trainee=tuple(r for r in ratings if r.rater not in counted and r.level is not None),
        not_assessed=tuple(r for r in ratings if r.level is None),
        people=len(values),
        mean=None if mean is None else float(mean),
        spread=_spread(values, len(facts.scale)),
        below_floor=competency.essential and mean is not None and mean < Fraction(facts.thresholds.floor),
    )


def _spread(values: list[Fraction], levels: int) -> Spread | None:
    if len(values) < 2:
        return None
    answer = statistics.spread(values, levels)
    return Spread(
        low=float(min(values)),
        high=float(max(values)),
        debrief_required=answer.debrief_required,
        discuss=answer.flag_range,
        polarised=answer.flag_polarised,
        agreement_low=answer.flag_low_agreement,
    )


def _check(facts: ReportFacts) -> None:
    for sentence in _contradictions(facts):
        raise ReportFactsError(sentence)


def _contradictions(facts: ReportFacts) -> Iterator[str]:
    if facts.versions.template != wording.TEMPLATE_VERSION:
        yield (
            f"These facts name report template {facts.versions.template}; this program has "
            f"{wording.TEMPLATE_VERSION}. Use the stored file instead of rebuilding it."
        )
    if facts.frozen_at.tzinfo is None:
        yield "The time at which the facts were frozen has no time zone."
    if [level.value for level in facts.scale] != list(range(1, len(facts.scale) + 1)) or len(facts.scale) < 2:
        yield "The levels of the rating scale must run 1, 2, 3 and so on."
    if not facts.competencies:
        yield "A report needs at least one competency."
    yield from _repeated("competency", (competency.key for competency in facts.competencies))
    yield from _repeated("scorecard", (rater.id for rater in facts.raters))
    yield from _repeated("rating", (rating.id for rating in facts.ratings))
    for competency in facts.competencies:
        if competency.weight <= 0:
            yield f"The weight of {competency.name} must be greater than zero."
    for rating in facts.ratings:
        yield from _rating_contradictions(facts, rating)


def _rating_contradictions(facts: ReportFacts, rating: Rating) -> Iterator[str]:
    levels = {None, *(level.value for level in facts.scale)}
    if rating.rater not in {rater.id for rater in facts.raters}:
        yield f"Rating {rating.id} names a scorecard that is not part of the report."
    if rating.competency not in {competency.key for competency in facts.competencies}:
        yield f"Rating {rating.id} names a competency that is not part of the rubric."
    if not {rating.level, *(revision.level for revision in rating.revisions)} <= levels:
        yield f"Rating {rating.id} has a level that is not on the scale."
    if rating.level is None and rating.not_assessed_reason is None:
        yield f"Rating {rating.id} is not assessed and gives no reason."
    if rating.level is not None and not rating.evidence.strip():
        yield f"Rating {rating.id} has no evidence note."


def _repeated(noun: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield f"The {noun} {name} appears twice."
        seen.add(name)
