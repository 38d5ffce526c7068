"""How the report was made, its limits and how to use it, with the versions and the digest of its facts."""

from hiring.reporting.contents import Limits
from hiring.reporting.facts import counted_raters
from hiring.reporting.types import Report
from hiring.reporting.wording import Sentence, count, phrase, say


def limits(report: Report) -> Limits:
    """The closing section: sentences, inputs by count, versions, digest."""
    facts = report.facts
    inputs = {
        "ratings": count(sum(1 for rating in facts.ratings if rating.level is not None), "first rating"),
        "checks": count(len(facts.requirements), "check"),
        "scorecards": count(len(facts.raters), "scorecard"),
    }
    versions = facts.versions
    return Limits(
        sentences=tuple(_sentences(report)),
        inputs=say("inputs", **inputs),
        versions=(
            ("Rubric", versions.rubric),
            ("Loop plan", versions.plan),
            ("Settings", versions.policy),
            ("Formula", versions.formula),
            ("Template", versions.template),
            ("Library", versions.library),
        ),
        digest=report.digest,
    )


def _sentences(report: Report) -> list[Sentence]:
    facts = report.facts
    equal = len({competency.weight for competency in facts.competencies}) == 1
    kind = "equally weighted" if equal else "weighted"
    return [
        say("limits.formula", kind=kind, formula=facts.versions.formula),
        *([] if equal else [say("limits.weights")]),
        _tier(report),
        say("limits.first"),
        say("limits.levels"),
        say("limits.separate"),
        say("limits.severity"),
        say("limits.retranslated" if facts.anchors_retranslated else "limits.not_retranslated"),
        say("limits.verdict"),
        say("limits.use"),
    ]


def _tier(report: Report) -> Sentence:
    interval = report.composite.interval
    templates = {"A": "limits.tier_a", "B": "limits.tier_b", "C": "limits.tier_c"}
    if interval.low is None or not report.composite.complete or interval.tier not in templates:
        return say("limits.tier_none")
    df = "" if interval.df is None else phrase("limits.df", count=count(interval.df, "degree"))
    return say(templates[interval.tier], _counted(report), df=df)


def _counted(report: Report) -> list[str]:
    counted = counted_raters(report.facts)
    return [rating.id for rating in report.facts.ratings if rating.rater in counted]
