"""What differs between two versions of a rubric."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rubrics.choices import LEVELS, Proposal
from rubrics.models import RubricCompetency, RubricVersion, Statement


@dataclass(frozen=True)
class Change:
    """One value that is another in the new version; an empty text means that there was or is none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Changed:
    """A competency or statement that both versions have, with what is different in it."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    """What the new version has, has no more, and has otherwise; competencies by key, statements by their
    text."""

    competencies_added: tuple[str, ...] = ()
    competencies_removed: tuple[str, ...] = ()
    competencies_changed: tuple[Changed, ...] = ()
    statements_added: tuple[str, ...] = ()
    statements_removed: tuple[str, ...] = ()
    statements_changed: tuple[Changed, ...] = ()
    version_changed: tuple[Change, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether the two versions say the same."""
        return self == Difference()


def difference(old: RubricVersion, new: RubricVersion) -> Difference:
    """The difference from `old` to `new`, in the order of the new version, then of the old one."""
    before, after = _competencies(old), _competencies(new)
    said, says = _statements(old), _statements(new)
    return Difference(
        competencies_added=tuple(after[key].name for key in after if key not in before),
        competencies_removed=tuple(before[key].name for key in before if key not in after),
        competencies_changed=_changed(
            [
                (after[key].name, _competency(before[key]), _competency(after[key]))
                for key in after
                if key in before
            ]
        ),
        statements_added=tuple(text for text in says if text not in said),
        statements_removed=tuple(text for text in said if text not in says),
        statements_changed=_changed(
            [(text, _statement(said[text]), _statement(says[text])) for text in says if text in said]
        ),
        version_changed=_changes(_version(old), _version(new)),
    )


def _competencies(version: RubricVersion) -> dict[str, RubricCompetency]:
    rows = version.competencies.select_related("merge_into").prefetch_related("anchors", "questions")
    return {row.key: row for row in rows}


def _statements(version: RubricVersion) -> dict[str, Statement]:
    """Statements by their text; the second of two equal ones is told apart by its section."""
    rows: dict[str, Statement] = {}
    for row in version.statements.all():
        text = " ".join(row.shown.split())
        rows[text if text not in rows else f"{text} ({row.section}, {row.index})"] = row
    return rows


def _competency(row: RubricCompetency) -> dict[str, str]:
    anchors = {anchor.level: anchor.text for anchor in row.anchors.all()}
    values = {
        _("Name"): row.name,
        _("Definition"): row.definition,
        _("Treatment"): _treatment(row),
        _("Weight"): f"{row.weight.normalize():f}",
        _("Essential"): _("yes") if row.essential else _("no"),
    }
    for level in LEVELS:
        values[_("Anchor of level %(level)s") % {"level": level}] = anchors.get(level, "")
    for question in row.questions.all():
        values[_("Question %(key)s") % {"key": question.key}] = question.text
    return values


def _treatment(row: RubricCompetency) -> str:
    if row.proposal == Proposal.SCORE:
        return _("scored")
    if row.proposal == Proposal.MERGE:
        return _("merged into %(name)s") % {"name": row.merge_into}
    return _("dropped: %(reason)s") % {"reason": row.reason}


def _statement(row: Statement) -> dict[str, str]:
    return {
        _("Kind"): row.get_kind_display(),
        _("Necessity"): row.get_necessity_display(),
        _("Treatment"): row.get_treatment_display(),
        _("Strength"): row.get_strength_display() if row.strength else "",
        _("Reason for dropping"): row.drop_reason,
        _("Standard of equivalence"): row.equivalence_standard,
    }


def _version(version: RubricVersion) -> dict[str, str]:
    return {
        _("Role title"): version.role_title,
        _("Seniority"): version.get_seniority_display(),
        _("Role document"): _("version %(number)s") % {"number": version.role_document.number},
        _("Policy"): str(version.policy.number),
        _("Library"): version.library_version,
        _("Reason for few competencies"): version.few_reason,
    }


def _changed(pairs: list[tuple[str, dict[str, str], dict[str, str]]]) -> tuple[Changed, ...]:
    found = [(name, _changes(old, new)) for name, old, new in pairs]
    return tuple(Changed(name, changes) for name, changes in found if changes)


def _changes(old: dict[str, str], new: dict[str, str]) -> tuple[Change, ...]:
    labels = list(dict.fromkeys([*old, *new]))
    return tuple(
        Change(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    )
