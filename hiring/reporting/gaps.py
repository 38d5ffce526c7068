"""What is missing and what did not run as planned, in plain words."""

from collections.abc import Iterator

from hiring.choices import COUNTING_SEATS
from hiring.reporting.contents import Gap, Quote, Remark
from hiring.reporting.facts import counted_raters
from hiring.reporting.people import names
from hiring.reporting.types import Rating, Report, Revision
from hiring.reporting.wording import REASONS, SEATS, Sentence, count, listed, moment, phrase, say

IRREGULARITIES = (("early_look", "Early looks"), ("conduct", "Conduct"), ("other", "Other"))
NAMED_UNKNOWNS = 3


def gaps(report: Report) -> tuple[Gap, ...]:
    """Rows of gaps and irregularities. Gaps, early looks and revisions are always named, if only as none."""
    rows = [
        Gap("Gaps", tuple(map(Remark, _coverage(report))) or (Remark(say("gaps.none")),)),
        Gap("Scorecards", tuple(_scorecards(report))),
        _irregularities(report, *IRREGULARITIES[0]),
        Gap("Revisions", tuple(_revisions(report)) or (Remark(say("none")),)),
        *(_irregularities(report, kind, label) for kind, label in IRREGULARITIES[1:]),
        Gap("Trainees", tuple(map(Remark, _trainees(report)))),
    ]
    always = {"Early looks"}
    return tuple(
        row if row.remarks else Gap(row.label, (Remark(say("none")),))
        for row in rows
        if row.remarks or row.label in always
    )


def _coverage(report: Report) -> Iterator[Sentence]:
    people, counted = names(report.facts), counted_raters(report.facts)
    for result in report.results:
        name = result.competency.name
        if not result.people:
            yield say("gaps.unrated_essential" if result.competency.essential else "gaps.unrated", name=name)
        elif result.people == 1 and report.facts.thresholds.min_raters > 1:
            yield say("gaps.single", [rating.id for rating in result.counted], name=name)
        for rating in result.not_assessed:
            if rating.rater in counted:
                reason = REASONS[rating.not_assessed_reason or "not_asked"]
                yield say(
                    "gaps.not_assessed", [rating.id], who=people[rating.rater], name=name, reason=reason
                )
    unknown = [item for item in report.facts.requirements if item.status == "unknown"]
    ids = [item.id for item in unknown]
    if len(unknown) > NAMED_UNKNOWNS:
        yield say("gaps.many_unknown", ids, count=count(len(unknown), "requirement"))
    elif unknown:
        yield say("gaps.unknown", ids, names=listed(item.label for item in unknown))


def _scorecards(report: Report) -> Iterator[Remark]:
    for index, card in enumerate(report.facts.missing, start=1):
        who = {"who": card.rater_name, "session": card.session_name, "seat": SEATS[card.seat]}
        template = "missing" if card.rater_name else "missing.unseated"
        yield Remark(say(template, [f"missing-{index}"], **who))
    for index, excused in enumerate(report.facts.excused, start=1):
        when = f", {moment(excused.excused_at, report.facts.time_zone)}" if excused.excused_at else ""
        who = {"who": excused.rater_name, "session": excused.session_name, "seat": SEATS[excused.seat]}
        source = f"excused-{index}"
        sentence = say("excused", [source], by=excused.excused_by, when=when, **who)
        yield Remark(sentence, Quote(excused.reason, source) if excused.reason else None)


def _irregularities(report: Report, kind: str, label: str) -> Gap:
    numbered = enumerate(report.facts.irregularities, start=1)
    found = [(index, item.sentence) for index, item in numbered if item.kind == kind]
    sentences = (Sentence("irregularity", text, (f"irregularity-{index}",)) for index, text in found)
    return Gap(label, tuple(map(Remark, sentences)))


def _revisions(report: Report) -> Iterator[Remark]:
    for result in report.results:
        for rating in (*result.counted, *result.trainee, *result.not_assessed):
            for index, revision in enumerate(rating.revisions):
                before = rating.revisions[index - 1].level if index else rating.level
                yield _revision(report, result.competency.name, rating, before, revision)


def _revision(report: Report, name: str, rating: Rating, before: int | None, revision: Revision) -> Remark:
    sentence = say(
        "revision",
        [rating.id],
        who=revision.by,
        name=name,
        first=_level(before),
        latest=_level(revision.level),
        when=moment(revision.at, report.facts.time_zone),
        visible=phrase("revision.visible" if revision.others_visible else "revision.blind"),
    )
    counts = rating.rater in counted_raters(report.facts)
    after = say("revision.mean", [rating.id], first=_level(rating.level)) if counts else None
    return Remark(sentence, Quote(revision.reason, rating.id) if revision.reason else None, after)


def _trainees(report: Report) -> Iterator[Sentence]:
    for rater in report.facts.raters:
        if rater.seat not in COUNTING_SEATS:
            ids = [rating.id for rating in report.facts.ratings if rating.rater == rater.id]
            yield say("trainee", ids, who=rater.display_name, seat=SEATS[rater.seat])


def _level(level: int | None) -> str:
    return "not assessed" if level is None else str(level)
