"""A report as ordered sections of plain data, ready for a page, a PDF or a workbook."""

from hiring.reporting.contents import CompetencyRow, Contents, Disc, Legend, Title
from hiring.reporting.disagreements import agreement, disagreements, flag
from hiring.reporting.evidence import evidence, opinions
from hiring.reporting.gaps import gaps
from hiring.reporting.limits import limits
from hiring.reporting.people import initials, names
from hiring.reporting.requirements import requirements
from hiring.reporting.summaries import summary
from hiring.reporting.types import CompetencyResult, Report, ReportFacts
from hiring.reporting.wording import moment, number, phrase, say


def build(report: Report) -> Contents:
    """All sections in their order."""
    return Contents(
        incomplete=report.incomplete,
        title=_title(report.facts),
        summary=summary(report),
        rows=tuple(_row(report, result) for result in report.results),
        legend=_legend(report.facts),
        disagreements=disagreements(report),
        agreement=agreement(report),
        requirements=requirements(report),
        gaps=gaps(report),
        evidence=evidence(report),
        opinions=opinions(report),
        opinions_note=say("opinion.note"),
        decision=say("decision.empty"),
        limits=limits(report),
    )


def _title(facts: ReportFacts) -> Title:
    built = moment(facts.frozen_at, facts.time_zone)
    versions = phrase("page.versions", rubric=facts.versions.rubric, plan=facts.versions.plan)
    report = phrase("page.built", number=facts.report_number, when=built, zone=facts.time_zone)
    return Title(
        candidate=facts.candidate,
        requisition=facts.requisition_title,
        requisition_number=facts.requisition_number,
        organisation=facts.organisation,
        role=facts.role_title,
        line=f"{report} · {versions}",
        foot=phrase("page.foot", number=facts.report_number),
    )


def _row(report: Report, result: CompetencyResult) -> CompetencyRow:
    people, letters = names(report.facts), initials(report.facts)
    state, words = flag(result)
    return CompetencyRow(
        key=result.competency.key,
        name=result.competency.name,
        short_name=result.competency.short_name or result.competency.name,
        discs=tuple(
            Disc(rating.id, letters[rating.rater], people[rating.rater], rating.level)
            for rating in result.counted
            if rating.level is not None
        ),
        levels=len(report.facts.scale),
        mean=result.mean,
        mean_text="" if result.mean is None else number(result.mean),
        flag=state,
        flag_text=words,
    )


def _legend(facts: ReportFacts) -> tuple[Legend, ...]:
    letters, people = initials(facts), names(facts)
    pairs = {letters[rater.id]: people[rater.id] for rater in facts.raters}
    return tuple(Legend(short, name) for short, name in pairs.items())
