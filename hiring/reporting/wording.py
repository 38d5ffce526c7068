"""Every sentence a report can say, each with an id. Change one, and `TEMPLATE_VERSION` goes up.

A number is never turned into an adjective about a person: sentences state values, counts and names. What
people wrote is quoted elsewhere and attributed.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from zoneinfo import ZoneInfo

TEMPLATE_VERSION = "1.0"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"

TEMPLATES = {
    # The first sentence.
    "lede.between": (
        "Composite {value} on the {first}–{last} scale, between “{lower}” and “{upper}”; {range}."
    ),
    "lede.at": "Composite {value} on the {first}–{last} scale, at “{label}”; {range}.",
    "lede.incomplete": "The composite is incomplete: {rated} of {total} competencies have a rating.",
    "lede.nothing": "No competency has a rating, so there is no composite.",
    "range.given": "the panel’s range is {low} to {high}",
    "range.none": "no range can be given",
    # What the first sentence rests on.
    "basis.ratings": "From {ratings} by {raters}.",
    "basis.partial": (
        "The rated competencies carry {coverage} of the weight and have a weighted mean of {value}."
    ),
    "basis.needed": "A composite needs {needed} of the weight and each essential competency.",
    "basis.all": "All {total} competencies were assessed, each by at least {people}.",
    "basis.single": "All {total} competencies were assessed, {single} of them by one person only.",
    "basis.some": (
        "{rated} of {total} competencies were assessed, {coverage} of the weight; no rating for {names}."
    ),
    "basis.missing": "{scorecards} not in: {names}.",
    "basis.floor": "{name} is essential and has a mean of {mean}, below the floor of {floor}.",
    "range.meaning": (
        "The range is where the panel’s score would lie if other trained interviewers had been drawn; "
        "it is not a forecast of job performance."
    ),
    "range.wide": "The range is wide: it spans more than two levels or meets an end of the scale.",
    "range.one": "One rater: uncertainty unknown.",
    "range.two": "Two raters: {a} alone gives {a_value}, {b} alone {b_value}; a range would cover the scale.",
    "range.lone": "The range is not estimable: one person alone rated {names}.",
    "revised": "With the later revisions the composite would be {value}; the first ratings stand.",
    # Disagreement.
    "spread.required": "{name}: debrief required",
    "spread.discuss": "{name}: discuss",
    "spread.ratings": "{who}.",
    "spread.polarised": "Ratings stand on both sides of “{label}”.",
    "spread.nobody": "The mean of {mean} is nobody’s rating.",
    "spread.read": "Read the notes side by side before using it.",
    "spread.agreement": "Agreement among {raters} is low (r_wg below .70).",
    "spread.minority": "{who} rated {level}; the median of the {count} ratings is {median}.",
    "spread.none": "No two ratings of one competency are two or more levels apart.",
    # Requirements.
    "requirements.counts": "{total}: {parts}.",
    "requirements.none": "This rubric has no requirement that is verified.",
    "requirements.standard": "by the written standard {standard}",
    # Gaps and irregularities.
    "gaps.none": "None in coverage.",
    "gaps.unrated": "{name} has no rating.",
    "gaps.unrated_essential": "{name} is essential and has no rating.",
    "gaps.single": "{name} has one rater.",
    "gaps.not_assessed": "{who} did not assess {name}: {reason}.",
    "gaps.unknown": "Not verified yet: {names}.",
    "gaps.many_unknown": "{count} are not verified yet.",
    "missing.unseated": "Nobody holds the seat “{seat}” of {session}.",
    "missing": "The scorecard of {who} ({session}, {seat}) is neither submitted nor excused.",
    "excused": "The scorecard of {who} ({session}, {seat}) was excused by {by}{when}.",
    "revision": "{who}, {name}, {first} to {latest} on {when}, {visible}.",
    "revision.mean": "The composite uses the first rating, {first}.",
    "revision.visible": "after others’ ratings were visible",
    "revision.blind": "before others’ ratings were visible",
    "trainee": "{who} held the seat “{seat}”; these ratings are shown and not counted.",
    "none": "None recorded.",
    # Evidence.
    "evidence.mean": "mean of {count}",
    "evidence.none": "No rating, so no mean.",
    "evidence.trainee": "{seat}, not counted",
    "evidence.revised": "first rating, later revised to {latest}",
    "evidence.not_assessed": "Not assessed: {reason}.",
    "evidence.weight": "Weight: {share} of the composite.",
    "opinion.note": "Asked after the ratings were locked; not part of the composite.",
    # Decision, limits, instructions.
    "decision.empty": (
        "None when this report was built. A named person decides after reading this report and gives a reason."
    ),
    "limits.formula": "The composite is the {kind} mean of competency means, formula {formula}.",
    "limits.weights": "The weights and their reasons stand beside the evidence.",
    "limits.tier_a": "The interval uses variance components of the role family (tier A).",
    "limits.tier_b": "The interval compares interviewers who each rated every competency (tier B, {df}).",
    "limits.tier_c": "The interval leaves out one interviewer at a time (tier C, {df}).",
    "limits.tier_none": "No interval was computed.",
    "limits.df": "t with {count} of freedom",
    "limits.first": (
        "First, independent ratings are used. Missing ratings stay missing; nothing was filled in."
    ),
    "limits.levels": "Levels say what this role needs on the first day. They do not compare candidates.",
    "limits.separate": (
        "Separate interviews hear different answers, so interviewers differ for good reasons too."
    ),
    "limits.severity": "Severity adjustment was not applied.",
    "limits.retranslated": "The anchors have been retranslated by a second expert.",
    "limits.not_retranslated": "The anchors have not been retranslated by a second expert.",
    "limits.verdict": "This report gives no verdict. No software rejects anyone here.",
    "limits.use": (
        "For use: read the evidence before the numbers, decide competency by competency, and record who "
        "decided and why. A departure from the composite is allowed and needs its reason."
    ),
    "inputs": "{ratings}, {checks}, {scorecards}",
    # Side by side.
    "comparison.together": "Cannot be told apart on the composite; by name",
    "comparison.chained": "Held together by those between them: not everybody can be told apart; by name",
    "comparison.alone": "Differs from every other group on the composite",
    "comparison.only": "One candidate; nobody to compare with",
    "comparison.versions": (
        "These candidates were assessed under different rubric versions, so they are not grouped."
    ),
    "comparison.incomplete": "The composite is incomplete.",
    "comparison.no_interval": "No interval can be given, so no comparison is made.",
    "comparison.apart": "{first} and {second}: difference {difference}, between {low} and {high}.",
    "comparison.same": (
        "{first} and {second} cannot be told apart: difference {difference}, between {low} and {high}."
    ),
    "comparison.unknown": (
        "{first} and {second} cannot be told apart: difference {difference}, its error is unknown."
    ),
    # Page furniture.
    "page.built": "Candidate report {number}, built {when} (all times {zone})",
    "page.versions": "rubric {rubric}, loop plan {plan}",
    "page.foot": "Candidate report {number} · confidential",
}

LABELS = {
    "incomplete": "Incomplete",
    "incomplete_why": "Incomplete: ratings that are due or needed are missing.",
    "by_competency": "By competency",
    "by_competency_note": "Each disc is one first rating; bar: mean",
    "mean": "Mean",
    "disagreement": "Where the panel disagrees",
    "nothing_to_compare": "No competency has two ratings to compare.",
    "requirements": "Verified requirements",
    "requirements_note": "Never rated, never averaged",
    "requirements_open": "The table after the evidence lists all; here are required ones still open.",
    "requirements_below": "The table after the evidence lists every requirement.",
    "requirements_all": "All verified requirements",
    "requirement": "Requirement",
    "strength": "Strength",
    "result": "Result",
    "checked_by": "Checked by",
    "nobody": "Nobody yet",
    "gaps": "Gaps and irregularities",
    "evidence": "Evidence",
    "evidence_note": "As written by each interviewer",
    "no_notes": "Nobody wrote a note on this competency.",
    "document_says": "The role document says",
    "weight_reason": "Reason for the weight",
    "opinions": "Recommendations of the interviewers",
    "decision": "Decision",
    "decision_reason": "Decision and reason",
    "name": "Name",
    "date": "Date",
    "limits": "How this was made, its limits, its use",
    "inputs": "Inputs",
    "versions": "Versions",
    "digest": "SHA-256 of the facts",
}
"""Headings and short labels, the same in page, PDF and workbook."""

REASONS = {
    "not_asked": "not asked",
    "no_time": "no time",
    "interrupted": "interrupted",
    "recused": "recused",
}
SEATS = {"lead": "lead", "second": "second", "shadow": "shadow", "reverse_shadow": "reverse shadow"}
STATUSES = {"met": "Met", "equivalent": "Equivalent", "not_met": "Not met", "unknown": "Unknown"}
STRENGTHS = {"required": "Required", "preferred": "Preferred", "informational": "Informational"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the template it came from and the ids of the ratings or facts it states."""

    template: str
    text: str
    sources: tuple[str, ...] = ()


def isolated(text: str) -> str:
    """The text, marked so that right-to-left letters in it do not carry the sentence around it along."""
    turns = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return f"{ISOLATE}{text}{END_ISOLATE}" if turns and ISOLATE not in text else text


def say(template: str, sources: Iterable[str] = (), **values: object) -> Sentence:
    """The sentence of this template id. Raises KeyError for an unknown id or a missing value."""
    return Sentence(template, phrase(template, **values), tuple(sources))


def phrase(template: str, **values: object) -> str:
    """A part of a sentence, from the same templates."""
    shown = {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
    return TEMPLATES[template].format(**shown)


def number(value: float, places: int = 1) -> str:
    """The value with this many decimals, halves to even; 3.25 becomes "3.2"."""
    step = Decimal(1).scaleb(-places)
    # Nine digits first, so that a mean such as 3.35 is a half although its nearest binary fraction is not.
    return str(Decimal(repr(round(value, 9))).quantize(step, ROUND_HALF_EVEN))


def level_number(value: float) -> str:
    """A level or a median of levels: "3", "3.5"."""
    return str(int(value)) if value == int(value) else number(value)


def share(value: float | Decimal) -> str:
    """A share of one in whole per cent, never rounded up to the whole."""
    percent = Decimal(repr(round(float(value), 9))) * 100
    rounded = percent.quantize(Decimal(1), ROUND_HALF_EVEN)
    return "over 99%" if rounded == 100 > percent else f"{rounded}%"


def count(amount: int, noun: str, plural: str = "") -> str:
    """ "1 rating", "3 ratings"."""
    return f"{amount} {noun}" if amount == 1 else f"{amount} {plural or noun + 's'}"


def listed(items: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def day(value: date) -> str:
    """ "Thu 26 Nov 2026"; English whatever the machine's locale is."""
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, time_zone: str) -> str:
    """ "Thu 26 Nov 2026, 18:04" in the time zone with this IANA name."""
    local = value.astimezone(ZoneInfo(time_zone))
    return f"{day(local)}, {local:%H:%M}"


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
