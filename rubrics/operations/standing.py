"""What still stands against the publication of a draft, and what a person should know before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rubrics.choices import Necessity, Proposal, QuestionKind, StatementFate, Strength, Treatment
from rubrics.library import lint_levels, lint_question
from rubrics.models import RubricCompetency, RubricVersion, Statement
from rubrics.operations.statements import shortened

MANDATORY_LEVELS = (1, 3, 5)


@dataclass(frozen=True)
class Problem:
    """One thing to settle: `place` is the element of the review page, `short` the word for the bar."""

    place: str
    short: str
    sentence: str


@dataclass(frozen=True)
class Draft:
    """The rows that the checks look at, fetched once."""

    version: RubricVersion
    competencies: list[RubricCompetency]
    statements: list[Statement]

    @property
    def scored(self) -> list[RubricCompetency]:
        """The competencies that are rated."""
        return [one for one in self.competencies if one.proposal == Proposal.SCORE]


def gather(version: RubricVersion) -> Draft:
    """The draft's rows in a fixed number of queries."""
    competencies = version.competencies.select_related("merge_into").prefetch_related(
        "anchors", "questions", "backings", "soft_skills"
    )
    # A part that was split off has a late number and stands next to its other part.
    statements = sorted(
        version.statements.all(), key=lambda one: (one.start is None, one.start or 0, one.index)
    )
    return Draft(version, list(competencies), statements)


def standing(draft: Draft) -> list[Problem]:
    """Everything that stands against publication, in the order of the review page."""
    return [
        *_doubts(draft.version),
        *_requirements(draft),
        *_account(draft),
        *_undecided(draft),
        *_number(draft),
        *(problem for one in draft.scored for problem in _competency(one)),
    ]


def warnings(draft: Draft) -> list[Problem]:
    """What a person should know and may publish with: R-26, and the lint of anchors and questions."""
    found = [
        Problem(f"s{one.index}", _("Degree"), sentence % {"text": shortened(one)})
        for one in draft.statements
        if (sentence := _degree(one))
    ]
    for row in draft.scored:
        texts = {anchor.level: anchor.text for anchor in row.anchors.all()}
        findings = lint_levels([texts.get(level, "") for level in range(1, 6)]) if texts else []
        findings += [finding for question in row.questions.all() for finding in lint_question(question.text)]
        found += [
            Problem(f"c{row.pk}", row.name, f"{row.name}: {finding.sentence}")
            for finding in findings
            if finding.rule != "levels"
        ]
    return found


def _degree(one: Statement) -> str:
    """What to write down about a degree that is verified (R-26)."""
    degrees = one.details.get("degrees")
    if one.treatment != Treatment.VERIFY or not degrees or one.equivalence_standard:
        return ""
    if degrees.get("equivalent"):
        return _(
            "“%(text)s” allows an equivalent to the degree: write down what counts, so that all are judged alike."
        )
    if one.strength != Strength.REQUIRED:
        return ""
    return _(
        "“%(text)s” requires a degree without a written standard of equivalence. "
        "Degree requirements have been struck down where they were not related to the job: "
        "write the standard, or the reason why there is none."
    )


def _doubts(version: RubricVersion) -> Iterator[Problem]:
    for number, doubt in enumerate(version.doubts.all(), start=1):
        if doubt.resolved_at is None:
            name = f"D{number} {doubt.topic}"
            sentence = _("The document contradicts itself about %(topic)s: choose a reading.")
            yield Problem(f"d{number}", name, sentence % {"topic": doubt.topic})


def needs_person(one: Statement) -> bool:
    """Whether nobody stands yet behind a must, or behind what could keep somebody out."""
    if one.confirmed_at is not None or one.fate == StatementFate.DROPPED:
        return False
    knocks_out = one.treatment == Treatment.VERIFY and one.strength == Strength.REQUIRED
    return knocks_out or one.necessity == Necessity.MUST


def _requirements(draft: Draft) -> Iterator[Problem]:
    left = [one for one in draft.statements if needs_person(one)]
    if count := len(left):
        sentence = ngettext(
            "A person has to confirm %(count)s statement that is a must or required.",
            "A person has to confirm %(count)s statements that are a must or required.",
            count,
        )
        short = ngettext("Confirm %(count)s statement", "Confirm %(count)s statements", count)
        verified = any(one.fate == StatementFate.VERIFIED for one in left)
        place = "requirements" if verified else "musts"
        yield Problem(place, short % {"count": count}, sentence % {"count": count})


def _account(draft: Draft) -> Iterator[Problem]:
    live = {
        backing.statement_id
        for one in draft.competencies
        if not one.is_set_aside
        for backing in one.backings.all()
    }
    for one in draft.statements:
        if one.fate == StatementFate.MAPPED and one.pk not in live:
            sentence = _("“%(text)s” supports no competency: choose one, or drop it with a reason.")
            yield Problem(f"s{one.index}", _("Statement"), sentence % {"text": shortened(one)})


def undecided(one: RubricCompetency) -> bool:
    """Whether a merge or a drop is only proposed."""
    return one.proposal != Proposal.SCORE and one.decided_at is None


def _undecided(draft: Draft) -> Iterator[Problem]:
    for one in draft.competencies:
        if not undecided(one):
            continue
        if one.proposal == Proposal.MERGE:
            short = _("Merge or drop %(name)s") % {"name": one.name}
            sentence = _("“%(name)s” is proposed for merging: merge it, score it or drop it with a reason.")
        else:
            short = _("Drop or keep %(name)s") % {"name": one.name}
            sentence = _("“%(name)s” is proposed for dropping: confirm that with a reason, or score it.")
        yield Problem(f"c{one.pk}", short, sentence % {"name": one.name})


def _number(draft: Draft) -> Iterator[Problem]:
    low, high = (draft.version.policy[name] for name in ("min_competencies", "max_competencies"))
    count = len(draft.scored)
    names = {"count": count, "low": low, "high": high}
    if count > high:
        sentence = _(
            "%(count)s competencies are to be scored and at most %(high)s can be: merge or drop some."
        )
        yield Problem("competencies", _("Too many competencies"), sentence % names)
    elif count == 0:
        yield Problem(
            "competencies", _("No competency"), _("No competency is scored: a rubric needs at least one.")
        )
    elif count < low and not draft.version.few_reason:
        sentence = _(
            "%(count)s competencies are scored and %(low)s are the least: give the reason, or add some."
        )
        yield Problem("few", _("Reason for few competencies"), sentence % names)


def _competency(one: RubricCompetency) -> Iterator[Problem]:
    levels = {anchor.level for anchor in one.anchors.all() if anchor.text.strip()}
    missing = [str(level) for level in MANDATORY_LEVELS if level not in levels]
    names = {"name": one.name, "levels": ", ".join(missing)}
    if missing:
        sentence = _("“%(name)s” has no anchor for level %(levels)s: the levels 1, 3 and 5 are the least.")
        yield Problem(f"c{one.pk}", _("Anchors of %(name)s") % names, sentence % names)
    kinds = {question.kind for question in one.questions.all()}
    mix = {QuestionKind.PAST_BEHAVIOUR, QuestionKind.SITUATIONAL}
    if QuestionKind.WORK_SAMPLE not in kinds and not mix <= kinds:
        sentence = _("“%(name)s” needs a past-behaviour and a situational question, or a work sample.")
        yield Problem(f"c{one.pk}", _("Questions of %(name)s") % names, sentence % names)
    if not one.spans and not (one.added_by_id and one.added_reason):
        sentence = _("“%(name)s” names neither its place in the document nor who added it and why.")
        yield Problem(f"c{one.pk}", _("Origin of %(name)s") % names, sentence % names)
