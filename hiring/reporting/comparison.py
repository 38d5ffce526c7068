"""Candidates side by side by competency: groups of those who cannot be told apart, never a rank.

Rows stand by name inside a group. Those whose rubric version, coverage or number of raters forbids a
comparison are listed apart, each with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from hiring import statistics
from hiring.choices import COUNTING_SEATS
from hiring.reporting.charts import tint
from hiring.reporting.facts import person_of
from hiring.reporting.types import Competency, ReportFacts, Thresholds
from hiring.reporting.wording import Sentence, number, say
from hiring.statistics.composites import Composite

DEFAULTS = Thresholds()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row's input: counted first levels by person and competency; None is a rating not given.

    Somebody who rated a competency in two seats counts once, with the mean; `ratings` holds both then.
    """

    id: str
    name: str
    rubric: str
    levels: Mapping[str, Mapping[str, Fraction | int | None]]
    ratings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One candidate on one competency. `tint` 0 and `mean` None: not assessed."""

    competency: str
    mean: float | None
    mean_text: str
    ratings: tuple[int, ...]
    tint: int
    debrief: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate. `composite` is "" while incomplete; `common` is over what all were rated on (R-37)."""

    id: str
    name: str
    composite: str
    low: str
    high: str
    common: str
    cells: tuple[Cell, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows between which no order is claimed."""

    heading: Sentence
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two candidates: the difference of their composites and whether it can be told from none.

    `first` and `second` are ids. Numbers have two decimals; `low` and `high` are "" where none is known.
    """

    first: str
    second: str
    sentence: Sentence
    difference: str = ""
    low: str = ""
    high: str = ""
    distinguishable: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The whole comparison. `warning` is set when rubric versions differ (R-02)."""

    groups: tuple[Group, ...]
    apart: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    common: tuple[str, ...]
    warning: Sentence | None


def candidate(name: str, facts: ReportFacts) -> Candidate:
    """The input of the row with this id, from a report's facts: the first ratings that the report counts."""
    people, given = person_of(facts), dict[str, dict[str, list[int]]]()
    counted = {rater.id for rater in facts.raters if rater.seat in COUNTING_SEATS}
    ratings: dict[str, tuple[int, ...]] = {}
    for rating in facts.ratings:
        if rating.rater in counted and rating.level is not None:
            given.setdefault(people[rating.rater], {}).setdefault(rating.competency, []).append(rating.level)
            ratings[rating.competency] = (*ratings.get(rating.competency, ()), rating.level)
    levels = {
        person: {key: Fraction(sum(values), len(values)) for key, values in card.items()}
        for person, card in given.items()
    }
    return Candidate(name, facts.candidate, facts.versions.rubric, levels, ratings)


def heat_map(
    candidates: Sequence[Candidate],
    competencies: Sequence[Competency],
    thresholds: Thresholds = DEFAULTS,
    levels: int = 5,
) -> HeatMap:
    """Compare candidates by `hiring.statistics.bands`; competencies give order and weights."""
    known = {entry.id: entry for entry in candidates}
    composites = {entry.id: _composite(entry, competencies, thresholds, levels) for entry in candidates}
    weights = {competency.key: competency.weight for competency in competencies}
    common = statistics.common_composites({entry.id: entry.levels for entry in candidates}, weights)
    mixed = len({entry.rubric for entry in candidates}) > 1
    banding = statistics.bands({} if mixed else composites)
    placed = [band.candidates for band in banding.bands]
    rows = {
        entry.id: _row(
            entry, competencies, composites[entry.id], common.composites[entry.id].composite, levels
        )
        for entry in candidates
    }
    grouped = {name for names in placed for name in names}
    return HeatMap(
        groups=tuple(
            _group([rows[name] for name in names], len(placed), _all_alike([composites[n] for n in names]))
            for names in placed
        ),
        apart=tuple(_by_name(row for name, row in rows.items() if name not in grouped)),
        pairs=() if mixed else tuple(_pairs(known, composites)),
        common=tuple(common.competencies),
        warning=say("comparison.versions") if mixed else None,
    )


def _composite(
    entry: Candidate, competencies: Sequence[Competency], thresholds: Thresholds, levels: int
) -> Composite:
    return statistics.composite(
        entry.levels,
        {competency.key: competency.weight for competency in competencies},
        thresholds.min_coverage,
        levels=levels,
        essential=[competency.key for competency in competencies if competency.essential],
        floor=thresholds.floor,
    )


def _row(
    entry: Candidate,
    competencies: Sequence[Competency],
    composite: Composite,
    common: float | None,
    levels: int,
) -> Row:
    low, high = composite.ci95 or (None, None)
    shown = composite.complete and composite.composite is not None
    return Row(
        id=entry.id,
        name=entry.name,
        composite=_text(composite.composite) if shown else "",
        low=_text(low) if shown else "",
        high=_text(high) if shown else "",
        common=_text(common),
        cells=tuple(_cell(entry, competency, levels) for competency in competencies),
        reason=_reason(composite),
    )


def _reason(composite: Composite) -> str:
    """Why a row carries no composite or no interval; no key of a person or a competency is shown."""
    if not composite.complete:
        return say("comparison.incomplete").text
    if composite.ci95 is None:
        return say("comparison.no_interval").text
    return ""


def _cell(entry: Candidate, competency: Competency, levels: int) -> Cell:
    given = [card.get(competency.key) for card in entry.levels.values()]
    values = sorted(level for level in given if level is not None)
    mean = float(sum(values, Fraction(0)) / len(values)) if values else None
    return Cell(
        competency=competency.key,
        mean=mean,
        mean_text=_text(mean),
        ratings=tuple(sorted(entry.ratings.get(competency.key, map(int, values)))),
        tint=0 if mean is None else tint(mean, levels),
        debrief=statistics.spread(values, levels).debrief_required,
    )


def _group(rows: Sequence[Row], groups: int, alike: bool) -> Group:
    alone = "comparison.alone" if groups > 1 else "comparison.only"
    joined = "comparison.together" if alike else "comparison.chained"
    return Group(say(joined if len(rows) > 1 else alone), tuple(_by_name(rows)))


def _all_alike(composites: Sequence[Composite]) -> bool:
    """Whether no two of a group differ clearly; a group may be held together by those between two who do."""
    return not any(
        statistics.compare(one, other).distinguishable for one, other in combinations(composites, 2)
    )


def _by_name(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def _pairs(known: Mapping[str, Candidate], composites: Mapping[str, Composite]) -> Iterator[Pair]:
    order = sorted(known.values(), key=lambda entry: (entry.name.casefold(), entry.id))
    for first, second in combinations(order, 2):
        answer = statistics.compare(composites[first.id], composites[second.id])
        if answer.difference is None:
            continue
        names = {"first": first.name, "second": second.name, "difference": _signed(answer.difference)}
        detail = _signed(answer.difference, 2)
        template = "comparison.apart" if answer.distinguishable else "comparison.same"
        if answer.ci95 is None:
            yield Pair(first.id, second.id, say("comparison.unknown", **names), detail)
            continue
        lower, upper = answer.ci95
        sentence = say(template, low=_signed(lower), high=_signed(upper), **names)
        yield Pair(
            first.id,
            second.id,
            sentence,
            detail,
            low=_signed(lower, 2),
            high=_signed(upper, 2),
            distinguishable=answer.distinguishable,
        )


def _signed(value: float, places: int = 1) -> str:
    text = number(abs(value), places)
    return text if float(text) == 0 else f"{'−' if value < 0 else '+'}{text}"


def _text(value: float | None) -> str:
    return "" if value is None else number(value)
