"""The first page's first lines: the composite in a sentence, what it rests on, its strip."""

from decimal import Decimal

from hiring.reporting.contents import IntervalStrip, Summary
from hiring.reporting.people import person_names
from hiring.reporting.types import Composite, Report
from hiring.reporting.wording import Sentence, count, listed, number, phrase, say, share


def summary(report: Report) -> Summary:
    """The summary; the composite is never given without its range or the reason for having none."""
    return Summary(lede=_lede(report), body=tuple(_body(report)), strip=strip(report))


def strip(report: Report) -> IntervalStrip:
    """The data of the interval strip; nothing to draw while the composite is incomplete."""
    composite = report.composite
    interval = composite.interval
    shown = composite.value if composite.complete else None
    ends = (interval.low, interval.high) if shown is not None else (None, None)
    return IntervalStrip(
        levels=tuple(level.label for level in report.facts.scale),
        value=shown,
        low=ends[0],
        high=ends[1],
        label=_lede(report).text,
    )


def _lede(report: Report) -> Sentence:
    composite, sources = report.composite, _sources(report)
    if composite.value is None:
        return say("lede.nothing")
    if not composite.complete:
        return say("lede.incomplete", sources, rated=_rated(report), total=len(report.results))
    scale = {level.value: level.label for level in report.facts.scale}
    shown = Decimal(number(composite.value))
    values = {
        "value": shown,
        "first": min(scale),
        "last": max(scale),
        "range": _range(composite),
    }
    if shown == int(shown):
        return say("lede.at", sources, label=scale[int(shown)], **values)
    return say("lede.between", sources, lower=scale[int(shown)], upper=scale[int(shown) + 1], **values)


def _range(composite: Composite) -> str:
    low, high = composite.interval.low, composite.interval.high
    if low is None or high is None:
        return phrase("range.none")
    return phrase("range.given", low=number(low), high=number(high))


def _body(report: Report) -> list[Sentence]:
    composite = report.composite
    counted = sum(len(result.counted) for result in report.results)
    raters = count(composite.raters, "interviewer")
    sentences = [say("basis.ratings", _sources(report), ratings=count(counted, "rating"), raters=raters)]
    sentences += _missing(report)
    if composite.value is not None:
        sentences.append(_coverage(report))
    if composite.value is not None and not composite.complete:
        sentences += _incomplete(report, composite.value)
    if composite.complete:
        sentences += _uncertainty(report)
    if composite.complete and report.revised is not None and report.revised.value is not None:
        sentences.append(say("revised", _revised_sources(report), value=number(report.revised.value)))
    return [*sentences, *_floors(report)]


def _missing(report: Report) -> list[Sentence]:
    missing = report.facts.missing
    if not missing:
        return []
    names = [card.rater_name or card.session_name for card in missing]
    scorecards = count(len(missing), "scorecard is", "scorecards are")
    return [say("basis.missing", scorecards=scorecards, names=listed(names))]


def _coverage(report: Report) -> Sentence:
    total, people = len(report.results), [result.people for result in report.results]
    single = sum(1 for number_of in people if number_of == 1)
    if 0 in people:
        names = listed(result.competency.name for result in report.results if not result.people)
        part = share(report.composite.coverage)
        return say("basis.some", rated=_rated(report), total=total, coverage=part, names=names)
    if single:
        return say("basis.single", _sources(report), total=total, single=single)
    least = count(min(people), "person", "people")
    return say("basis.all", _sources(report), total=total, people=least)


def _incomplete(report: Report, value: float) -> list[Sentence]:
    part = share(report.composite.coverage)
    return [
        say("basis.partial", _sources(report), coverage=part, value=number(value)),
        say("basis.needed", needed=share(report.facts.thresholds.min_coverage)),
    ]


def _uncertainty(report: Report) -> list[Sentence]:
    composite, names = report.composite, person_names(report.facts)
    if composite.interval.low is not None:
        wide = [say("range.wide")] if composite.interval.wide else []
        return [say("range.meaning"), *wide]
    if composite.raters == 1:
        return [say("range.one")]
    if len(composite.leave_one_out) == 2:
        (a, without_a), (b, without_b) = composite.leave_one_out
        alone = {"a_value": number(without_b), "b_value": number(without_a)}
        return [say("range.two", _sources(report), a=names[a], b=names[b], **alone)]
    lone = listed(result.competency.name for result in report.results if result.people == 1)
    return [say("range.lone", names=lone)]


def _floors(report: Report) -> list[Sentence]:
    floor = number(float(report.facts.thresholds.floor))
    return [
        say(
            "basis.floor",
            (rating.id for rating in result.counted),
            name=result.competency.name,
            mean=number(result.mean, 2),
            floor=floor,
        )
        for result in report.results
        if result.below_floor and result.mean is not None
    ]


def _rated(report: Report) -> int:
    return sum(1 for result in report.results if result.people)


def _sources(report: Report) -> list[str]:
    return [rating.id for result in report.results for rating in result.counted]


def _revised_sources(report: Report) -> list[str]:
    return [rating.id for result in report.results for rating in result.counted if rating.revisions]
