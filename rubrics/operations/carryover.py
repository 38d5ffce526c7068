"""What people decided about the version before, kept in the draft of a changed role document."""

from collections.abc import Iterator
from dataclasses import dataclass

from rubrics.choices import Proposal, VersionState
from rubrics.models import (
    Anchor,
    Backing,
    DraftEdit,
    RubricCompetency,
    RubricQuestion,
    RubricVersion,
    Statement,
)
from rubrics.operations import anchors, statements
from rubrics.operations.competencies import unite
from rubrics.operations.resplits import split_again
from rubrics.queries import predecessor

STATEMENT = (
    "kind",
    "necessity",
    "treatment",
    "strength",
    "label",
    "details",
    "equivalence_standard",
    "fate",
    "drop_reason",
    "confirmed_by_id",
    "confirmed_at",
)
COMPETENCY = ("name", "definition", "family", "weight", "weight_reason", "essential")
DECISION = ("proposal", "reason", "decided_by_id", "decided_at")
WHOLE = (
    *COMPETENCY,
    *DECISION,
    "key",
    "primary_of",
    "also_covers",
    "rules",
    "added_by_id",
    "added_reason",
)
DOUBT = ("resolution", "resolved_by_id", "resolved_at")

Pairs = list[tuple[Statement, Statement]]
Rows = dict[str, RubricCompetency]


@dataclass(frozen=True)
class Continued:
    """The version before, how many statements are as they were, which are new (row numbers), which are gone."""

    before: RubricVersion
    unchanged: int
    new: frozenset[int]
    gone: tuple[str, ...]


def continued(version: RubricVersion) -> Continued | None:
    """How the draft's statements compare with the version before; None where the document is the first."""
    before = predecessor(version)
    if before is None:
        return None
    pairs, fresh, gone = _matched(before, version)
    return Continued(before, len(pairs), frozenset(one.pk for one in fresh), tuple(one.shown for one in gone))


def carry_over(version: RubricVersion) -> None:
    """Write into a freshly derived draft what people decided about the version before.

    Statements that people had split are split again. They are the same where their text is, but for white space;
    competencies where their key is, doubts where their sentence is. What is new keeps what was derived.
    """
    before = predecessor(version)
    if before is None:
        return
    split_again(before, version)
    pairs, _fresh, _gone = _matched(before, version)
    _keep_version(before, version)
    for old, new in pairs:
        _copy(old, new, STATEMENT)
    old_rows = {row.key: row for row in before.competencies.select_related("merge_into")}
    rows = {row.key: row for row in version.competencies.all()}
    for key, old_row in old_rows.items():
        if key in rows:
            _copy(old_row, rows[key], COMPETENCY)
    derived = dict(rows)
    rows |= {row.key: row for row in _brought_back(old_rows, rows, pairs, version)}
    _keep_backings(pairs, rows)
    _keep_decisions(old_rows, rows)
    for key, old_row in old_rows.items():
        if key in derived:
            _keep_texts(old_row, derived[key])
    _leave_out_empty(old_rows, rows)
    resolved = {doubt.sentence: doubt for doubt in before.doubts.filter(resolved_at__isnull=False)}
    for doubt in version.doubts.filter(sentence__in=resolved):
        _copy(resolved[doubt.sentence], doubt, DOUBT)


def _matched(before: RubricVersion, version: RubricVersion) -> tuple[Pairs, list[Statement], list[Statement]]:
    """Statements of the same text in pairs, those that are new, and those that are gone."""
    left: dict[str, list[Statement]] = {}
    for one in before.statements.all():
        left.setdefault(_plain(one), []).append(one)
    pairs: Pairs = []
    fresh = []
    for one in version.statements.all():
        same = left.get(_plain(one))
        if same:
            pairs.append((same.pop(0), one))
        else:
            fresh.append(one)
    gone = sorted((one for rest in left.values() for one in rest), key=lambda one: one.index)
    return pairs, fresh, gone


def _plain(one: Statement) -> str:
    return " ".join(one.text.split())


def _copy(old: object, new: object, columns: tuple[str, ...]) -> None:
    for column in columns:
        setattr(new, column, getattr(old, column))
    new.save(update_fields=[column.removesuffix("_id") for column in columns])  # type: ignore[attr-defined]


def _keep_version(before: RubricVersion, version: RubricVersion) -> None:
    """The reason for few competencies, and the title and seniority where a person had set them."""
    document = before.role_document
    version.few_reason = before.few_reason
    if before.role_title != (document.title or document.source_name)[:200]:
        version.role_title = before.role_title
    set_by_hand = DraftEdit.objects.filter(
        version__rubric=version.rubric_id, kind="seniority_changed"
    ).exists()
    if set_by_hand and version.seniority != before.seniority:
        version.seniority = before.seniority
        anchors.exchange(version)
    version.save(update_fields=["few_reason", "role_title", "seniority"])


def _keep_texts(old: RubricCompetency, new: RubricCompetency) -> None:
    """Anchors and questions that people wrote; a question of the library that they took away stays away."""
    written = [anchor for anchor in old.anchors.all() if not anchor.origin.startswith(anchors.LIBRARY)]
    for anchor in written:
        new.anchors.update_or_create(
            level=anchor.level, defaults={"text": anchor.text, "origin": anchor.origin}
        )
    has = {question.key: question for question in old.questions.all()}
    same_library = (old.version.library_version, old.version.seniority) == (
        new.version.library_version,
        new.version.seniority,
    )
    if same_library:
        new.questions.exclude(key__in=has).delete()
    own = [one for one in has.values() if one.origin and not one.origin.startswith(anchors.LIBRARY)]
    new.questions.filter(key__in=[one.key for one in own]).delete()
    RubricQuestion.objects.bulk_create(_copied(one, new) for one in own)


def _copied(question: RubricQuestion, row: RubricCompetency) -> RubricQuestion:
    columns = ("key", "kind", "text", "probes", "good_answer", "minutes", "order", "origin")
    return RubricQuestion(competency=row, **{column: getattr(question, column) for column in columns})


def _brought_back(
    old_rows: Rows, rows: Rows, pairs: Pairs, version: RubricVersion
) -> Iterator[RubricCompetency]:
    """Competencies that were not derived again, though a person added them or their statements are still here."""
    here = {old.pk: new for old, new in pairs}
    for key, old in old_rows.items():
        behind = [here[one.pk] for one in old.statements.all() if one.pk in here]
        if key in rows or not (old.added_by_id or behind):
            continue
        row = RubricCompetency(version=version, order=len(rows) + old.order)
        for column in WHOLE:
            setattr(row, column, getattr(old, column))
        row.spans = sorted(
            (
                {"start": one.start, "end": one.end, "text": one.text}
                for one in behind
                if one.start is not None
            ),
            key=lambda span: span["start"],
        )
        row.save()
        Anchor.objects.bulk_create(
            Anchor(competency=row, level=one.level, text=one.text, origin=one.origin)
            for one in old.anchors.all()
        )
        RubricQuestion.objects.bulk_create(_copied(one, row) for one in old.questions.all())
        yield row


def _keep_backings(pairs: Pairs, rows: Rows) -> None:
    """A statement stands behind the competencies that it stood behind before, where they are still here."""
    for old, new in pairs:
        keys = set(old.competencies.values_list("key", flat=True))
        if keys and not keys & rows.keys():
            continue
        for row in new.competencies.exclude(key__in=keys):
            _unlink(row, new)
        for row in RubricCompetency.objects.filter(version=new.version_id, key__in=keys):
            statements.link(row, new)


def _unlink(row: RubricCompetency, statement: Statement) -> None:
    """Take the statement away; the last place that a competency came from stays, since it has no other origin."""
    Backing.objects.filter(competency=row, statement=statement).delete()
    spans = [one for one in row.spans if (one["start"], one["end"]) != (statement.start, statement.end)]
    if spans or row.added_by_id:
        row.spans = spans
        row.save(update_fields=["spans"])


def _keep_decisions(old_rows: Rows, rows: Rows) -> None:
    """What people merged, dropped and kept; what they published as scored is scored."""
    for key, old in old_rows.items():
        if key not in rows:
            continue
        row = RubricCompetency.objects.get(pk=rows[key].pk)
        published = old.version.state == VersionState.PUBLISHED and old.proposal == Proposal.SCORE
        if old.decided_at is None and not published:
            continue
        target = rows.get(old.merge_into.key) if old.merge_into else None
        if old.proposal == Proposal.MERGE:
            if target is None:
                continue
            _merge(row, RubricCompetency.objects.get(pk=target.pk))
        row.merge_into = target
        _copy(old, row, DECISION)
        row.save(update_fields=["merge_into"])


def _merge(row: RubricCompetency, target: RubricCompetency) -> None:
    for statement in row.statements.all():
        statements.link(target, statement)
    row.backings.all().delete()
    target.refresh_from_db()
    unite(row, target)
    anchors.move_questions(row, target)


def _leave_out_empty(old_rows: Rows, rows: Rows) -> None:
    """A competency that is new and whose statements people had put elsewhere stands for nothing."""
    for key, row in rows.items():
        if key not in old_rows and not row.backings.exists() and not row.soft_skills.exists():
            row.delete()
