"""What the review page and the page of a published version show, gathered in a fixed number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rubrics.choices import Necessity, Proposal, StatementFate, Strength, options
from rubrics.forms.edits import readings, standard_of
from rubrics.models import Doubt, RubricCompetency, RubricVersion, Statement
from rubrics.operations.carryover import Continued, continued
from rubrics.operations.doubts import concerned
from rubrics.operations.standing import Draft, Problem, gather, needs_person, standing, undecided, warnings
from rubrics.queries import as_read, competency_names, is_stale
from rubrics.views.highlights import Group, Mark, groups
from rubrics.views.places import statement_place
from rubrics.views.reasons import details, reasons, settled

KINDS = {StatementFate.MAPPED: "i", StatementFate.VERIFIED: "v", StatementFate.DROPPED: "n"}


@dataclass(frozen=True)
class CompetencyRow:
    """A competency with its reference, the places it came from, and how many statements stand behind it."""

    label: str
    row: RubricCompetency
    strongest: str
    statements: int
    backing: "list[StatementRow]"
    anchors: list[Any]
    is_scored: bool
    is_undecided: bool
    merge_label: str
    also_covers: list[str]
    why: list[str]


@dataclass(frozen=True)
class DoubtRow:
    """A doubt with its reference and the readings to choose from; the preselected one is marked."""

    label: str
    place: str
    row: Doubt
    readings: list[tuple[str, bool]]
    standard: str | None
    followers: "list[StatementRow]"


@dataclass(frozen=True)
class StatementRow:
    """A statement with its reference, the rules that fired, and what was read in it.

    `place` is the element that stands for it; empty where that is another row of the page.
    """

    label: str
    place: str
    row: Statement
    needs_confirmation: bool
    why: list[str]
    details: list[str]
    settled: list[str]


@dataclass(frozen=True)
class Part:
    """One bar of the account: where it begins and how wide it is, in percent."""

    kind: str
    start: str
    width: str


@dataclass(frozen=True)
class Review:
    """Everything on the page."""

    version: RubricVersion
    groups: list[Group]
    words: int
    account: dict[str, int]
    bars: list[Part]
    doubts: list[DoubtRow]
    open_doubts: int
    competencies: list[CompetencyRow]
    scored: int
    verified: list[StatementRow]
    to_confirm: int
    verified_open: int
    few: Problem | None
    musts: list[StatementRow]
    dropped: list[StatementRow]
    problems: list[Problem]
    warnings: list[Problem]
    is_stale: bool
    continued: Continued | None

    @property
    def strengths(self) -> list[tuple[str, str]]:
        """How firmly a verified requirement can be asked for."""
        return options(Strength)

    @property
    def necessities(self) -> list[tuple[str, str]]:
        """Must or preferred."""
        return options(Necessity)

    @property
    def fresh(self) -> frozenset[int]:
        """Statements that the version before did not have."""
        return self.continued.new if self.continued else frozenset()


def review(version: RubricVersion) -> Review:
    """The page's content for a draft or for a version that never changes any more."""
    draft = gather(version)
    verified = _rows(draft, StatementFate.VERIFIED, "V")
    doubts = _doubts(version, verified)
    dropped = _rows(draft, StatementFate.DROPPED, "N")
    competencies = _competencies(draft)
    fates = [one.fate for one in draft.statements]
    account = {
        "found": len(fates),
        "mapped": fates.count(StatementFate.MAPPED),
        "verified": fates.count(StatementFate.VERIFIED),
        "dropped": fates.count(StatementFate.DROPPED),
        "contradicting": sum(len(doubt.row.spans) for doubt in doubts),
    }
    problems = standing(draft) if version.is_draft else []
    musts = [row for row in _rows(draft, StatementFate.MAPPED, "M") if row.needs_confirmation]
    marks = list(_marks(draft, competencies, verified + dropped, doubts))
    marks += [mark for row in musts for mark in _mark_of(row, "")]
    text = version.role_document.text
    shown = groups(text, marks, version.ignored, _inside(draft.statements, version.ignored))
    account["parts"] = sum(group.kind == "ignored" for group in shown)
    return Review(
        version=version,
        groups=shown,
        words=len(text.split()),
        account=account,
        bars=_bars(account),
        doubts=doubts,
        open_doubts=sum(doubt.row.resolved_at is None for doubt in doubts),
        competencies=competencies,
        scored=len(draft.scored),
        verified=verified,
        to_confirm=sum(needs_person(one) for one in draft.statements),
        verified_open=sum(row.needs_confirmation for row in verified),
        few=next((problem for problem in problems if problem.place == "few"), None),
        musts=musts,
        dropped=dropped,
        problems=problems,
        warnings=warnings(draft),
        is_stale=is_stale(version),
        continued=continued(version) if version.is_draft else None,
    )


def _doubts(version: RubricVersion, verified: list[StatementRow]) -> list[DoubtRow]:
    rows = {row.row.pk: row for row in verified}
    return [
        DoubtRow(
            f"D{number}",
            f"d{number}",
            doubt,
            [(text, place == 0) for place, (text, _label) in enumerate(readings(doubt))],
            standard_of(doubt) if doubt.kind == "degree" else None,
            [rows[one.pk] for one in concerned(doubt, [row.row for row in verified])],
        )
        for number, doubt in enumerate(version.doubts.select_related("resolved_by"), start=1)
    ]


def _rows(draft: Draft, fate: StatementFate, letter: str) -> list[StatementRow]:
    mine = [one for one in draft.statements if one.fate == fate]
    return [_row(f"{letter}{number}", one, statement_place(one)) for number, one in enumerate(mine, start=1)]


def _row(label: str, one: Statement, place: str) -> StatementRow:
    return StatementRow(label, place, one, needs_person(one), reasons(one.rules), details(one), settled(one))


def _competencies(draft: Draft) -> list[CompetencyRow]:
    labels = {one.pk: f"C{number}" for number, one in enumerate(draft.competencies, start=1)}
    statements = {one.pk: one for one in draft.statements}
    names = competency_names(draft.competencies)
    seen: set[int] = set()
    return [
        CompetencyRow(
            label=labels[one.pk],
            row=one,
            strongest=_strongest(one, statements),
            statements=len(one.backings.all()),
            backing=_behind(one, statements, seen),
            anchors=[anchor for anchor in one.anchors.all() if anchor.level in {1, 3, 5}],
            is_scored=one.proposal == Proposal.SCORE,
            is_undecided=undecided(one),
            merge_label=labels.get(one.merge_into_id or 0, ""),
            also_covers=[names.get(word, word) for word in one.also_covers],
            why=reasons(one.rules),
        )
        for one in draft.competencies
    ]


def _behind(one: RubricCompetency, statements: dict[int, Statement], seen: set[int]) -> list[StatementRow]:
    """The statements behind the competency; one that is verified too has its row elsewhere."""
    behind = sorted(
        (statements[backing.statement_id] for backing in one.backings.all()), key=lambda row: row.index
    )
    mine = [row for row in behind if row.fate == StatementFate.MAPPED and row.pk not in seen]
    seen.update(row.pk for row in mine)
    return [_row("", row, f"s{row.index}" if row in mine else "") for row in behind]


def _strongest(one: RubricCompetency, statements: dict[int, Statement]) -> str:
    """The longest statement behind the competency; without any, the longest place that it came from."""
    backing = [statements[backing.statement_id].shown for backing in one.backings.all()]
    return max(backing or [as_read(span["text"]) for span in one.spans], key=len, default="")


def _marks(
    draft: Draft,
    competencies: list[CompetencyRow],
    others: list[StatementRow],
    doubts: list[DoubtRow],
) -> Iterator[Mark]:
    places = {one.pk: (one.start, one.end) for one in draft.statements}
    live = [one for one in competencies if not one.row.is_set_aside]
    behind = [mark for one in live for mark in _places_of(one, places)]
    yield from behind
    for other in others:
        yield from _mark_of(other, other.label)
    for doubt in doubts:
        for span in doubt.row.spans:
            yield Mark(span["start"], span["end"], "x", doubt.place, doubt.label)
    yield from _homeless(draft.statements, {(mark.start, mark.end) for mark in behind})


def _mark_of(row: StatementRow, label: str) -> Iterator[Mark]:
    if row.row.start is not None and row.row.end is not None:
        yield Mark(row.row.start, row.row.end, KINDS[StatementFate(row.row.fate)], row.place, label)


def _places_of(one: CompetencyRow, places: dict[int, tuple[int | None, int | None]]) -> Iterator[Mark]:
    spans = [(span["start"], span["end"]) for span in one.row.spans]
    spans += [places[backing.statement_id] for backing in one.row.backings.all()]
    for start, end in dict.fromkeys(spans):
        if start is not None and end is not None:
            yield Mark(start, end, "i", f"c{one.row.pk}", one.label)


def _homeless(statements: list[Statement], backed: set[tuple[int, int]]) -> Iterator[Mark]:
    """Statements that are called mapped though nothing stands in front of them: a problem to settle."""
    for one in statements:
        if one.fate != StatementFate.MAPPED or one.start is None or one.end is None:
            continue
        if (one.start, one.end) not in backed:
            yield Mark(one.start, one.end, "x", f"s{one.index}", "?")


def _inside(statements: list[Statement], ignored: list[dict[str, Any]]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for one in statements:
        for index, part in enumerate(ignored):
            if one.start is not None and part["start"] <= one.start < part["end"]:
                counts[index] = counts.get(index, 0) + 1
    return counts


def _bars(account: dict[str, int]) -> list[Part]:
    total = max(account["found"], 1)
    bars, at = [], 0.0
    for kind, name in (("k1", "mapped"), ("k2", "verified"), ("k4", "dropped")):
        share = 100 * account[name] / total
        bars.append(Part(kind, f"{at:.1f}%", f"{max(share - 0.2, 0):.1f}%"))
        at += share
    return bars
