"""From a derived draft to the rows of a rubric version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rubrics.choices import Family, Proposal, StatementFate, Treatment, VersionState
from rubrics.derivation import RubricDraft
from rubrics.derivation import types as derived
from rubrics.models import (
    Anchor,
    Backing,
    Competency,
    Doubt,
    RoleDocument,
    Rubric,
    RubricCompetency,
    RubricQuestion,
    RubricVersion,
    SoftSkill,
    Statement,
)
from rubrics.operations.carryover import carry_over
from rubrics.queries import current_policy

RUBRIC_PARTS = (Doubt, RubricCompetency, SoftSkill, Statement)


class DraftRefused(Exception):
    """The draft cannot be stored; the text says what a person has to do first."""


@transaction.atomic
def store(*, document: RoleDocument, draft: RubricDraft, library_digest: str, at: datetime) -> RubricVersion:
    """Store `draft` as the draft version of the document's rubric and give that version.

    A draft of the same document that nobody has touched is replaced; one with edits, and a published version,
    stay as they are. A draft of an older version of the document is discarded when nobody has touched it.
    What people decided about the version before is kept.
    Raises DraftRefused where an edited draft of an older version stands in the way.
    """
    rubric = _rubric(document, draft)
    # The lock makes two workers with the same document take turns.
    rubric = Rubric.objects.select_for_update().get(pk=rubric.pk)
    mine = rubric.versions.filter(role_document=document).exclude(state=VersionState.DISCARDED).first()
    if mine is not None and (not mine.is_draft or mine.revision > 0):
        return mine
    if mine is None:
        _make_room(rubric)
        mine = _new_version(rubric, document, draft, at)
    _fill(mine, draft, library_digest)
    carry_over(mine)
    return mine


def next_number(rubric: Rubric) -> int:
    """The number of the rubric's next version; discarded ones keep theirs."""
    return (rubric.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _rubric(document: RoleDocument, draft: RubricDraft) -> Rubric:
    """The rubric that the document, or a version before it, already led to; else a new one."""
    one: RoleDocument | None = document
    while one is not None:
        version = one.rubric_versions.select_related("rubric").first()
        if version is not None:
            return version.rubric
        one = one.follows
    name = draft.title.text if draft.title else document.source_name
    return Rubric.objects.create(name=name[:200], created_at=document.received_at)


def in_the_way(before: RoleDocument) -> RubricVersion | None:
    """The edited draft that has to be published or set aside before a next version of the document gets its own."""
    one: RoleDocument | None = before
    while one is not None:
        version = one.rubric_versions.first()
        if version is not None:
            return RubricVersion.objects.filter(
                rubric=version.rubric_id, state=VersionState.DRAFT, revision__gt=0
            ).first()
        one = one.follows
    return None


def _make_room(rubric: Rubric) -> None:
    open_draft = rubric.versions.filter(state=VersionState.DRAFT).first()
    if open_draft is None:
        return
    if open_draft.revision > 0:
        message = _(
            "Version %(number)s of the rubric, made from the document before this one, is being edited. "
            "Publish it or set it aside, then try again: its decisions are kept in the next draft."
        )
        raise DraftRefused(message % {"number": open_draft.number})
    open_draft.state = VersionState.DISCARDED
    open_draft.save(update_fields=["state"])


def _new_version(rubric: Rubric, document: RoleDocument, draft: RubricDraft, at: datetime) -> RubricVersion:
    published = rubric.versions.filter(state=VersionState.PUBLISHED).order_by("-number").first()
    reason = _("The role document changed (its version %(number)s).") % {"number": document.number}
    return RubricVersion(
        rubric=rubric,
        number=next_number(rubric),
        role_document=document,
        policy=current_policy(),
        revises=published,
        revision_reason=reason if published else "",
        created_at=at,
        created_by_id=document.received_by_id,
    )


def _fill(version: RubricVersion, draft: RubricDraft, library_digest: str) -> None:
    version.role_title = (draft.title.text if draft.title else version.role_document.source_name)[:200]
    version.seniority = draft.seniority
    version.library_version = f"{draft.library_version} {library_digest[:12]}".strip()
    version.rule_version = draft.rule_version
    version.ignored = [
        {"start": part.start, "end": part.end, "heading": part.heading, "reason": part.reason}
        for part in draft.ignored
    ]
    version.notes = list(draft.notes)
    version.save()
    for model in RUBRIC_PARTS:
        model._default_manager.filter(version=version).delete()
    statements = _statements(version, draft)
    soft_skills = _soft_skills(version, draft)
    _competencies(version, draft, statements, soft_skills)
    Doubt.objects.bulk_create(
        Doubt(
            version=version,
            kind=doubt.kind[:40],
            topic=doubt.topic[:200],
            sentence=doubt.sentence,
            spans=[{"start": span.start, "end": span.end, "text": span.text} for span in doubt.spans],
            proposal=doubt.proposal,
        )
        for doubt in draft.doubts
    )


def _statements(version: RubricVersion, draft: RubricDraft) -> list[Statement]:
    verified = _verified(draft)
    dropped = {item.statement: item.reason for item in draft.dropped}
    rows = [
        _statement(version, index, one, verified.get(index), dropped.get(index, ""))
        for index, one in enumerate(draft.statements)
    ]
    return Statement.objects.bulk_create(rows)


def _verified(draft: RubricDraft) -> dict[int, derived.VerifyItem]:
    """What is verified by its statement; a degree and years of one statement are one requirement."""
    items: dict[int, derived.VerifyItem] = {}
    for item in draft.verify:
        first = items.get(item.statement)
        if first is None:
            items[item.statement] = item
        elif item.label not in first.label.split("; "):
            warning = first.warning or item.warning
            items[item.statement] = replace(first, label=f"{first.label}; {item.label}", warning=warning)
    return items


def _statement(
    version: RubricVersion,
    index: int,
    one: derived.Statement,
    item: derived.VerifyItem | None,
    drop_reason: str,
) -> Statement:
    fate = StatementFate.MAPPED
    if drop_reason:
        fate = StatementFate.DROPPED
    elif item is not None:
        fate = StatementFate.VERIFIED
    return Statement(
        version=version,
        index=index,
        text=one.text,
        start=one.start,
        end=one.end,
        section=one.section[:300],
        group=(one.group or "")[:300],
        kind=one.kind,
        necessity=one.necessity,
        cue=one.cue[:200],
        # What is checked is never rated, whatever the derivation called it.
        treatment=Treatment.VERIFY if fate == StatementFate.VERIFIED else one.treatment,
        strength=item.strength if item else one.strength or "",
        label=item.label[:300] if item else "",
        warning=item.warning if item else "",
        details=_details(one),
        rules=list(one.rules),
        fate=fate,
        drop_reason=drop_reason,
        equivalence_standard=one.degrees.standard if one.degrees else "",
    )


def _details(one: derived.Statement) -> dict[str, Any]:
    details: dict[str, Any] = {
        "years": [
            {"minimum": years.minimum, "upper": years.upper, "counts": years.counts} for years in one.years
        ],
        "tools": list(one.tools),
        "alternatives": list(one.alternatives),
    }
    if one.degrees:
        details["degrees"] = {
            "levels": list(one.degrees.levels),
            "fields": list(one.degrees.fields),
            "equivalent": one.degrees.equivalent,
        }
    return {name: value for name, value in details.items() if value}


def _soft_skills(version: RubricVersion, draft: RubricDraft) -> list[SoftSkill]:
    return SoftSkill.objects.bulk_create(
        SoftSkill(
            version=version,
            index=index,
            title=skill.title[:300],
            description=skill.description,
            start=skill.start,
            end=skill.end,
        )
        for index, skill in enumerate(draft.soft_skills)
    )


def _competencies(
    version: RubricVersion,
    draft: RubricDraft,
    statements: Sequence[Statement],
    soft_skills: Sequence[SoftSkill],
) -> None:
    families = dict(Competency.objects.values_list("key", "family"))
    names = dict(Competency.objects.values_list("key", "name"))
    rows: dict[str, RubricCompetency] = {}
    for order, one in enumerate(draft.competencies):
        row = RubricCompetency.objects.create(
            version=version,
            key=slugify(one.key)[:80],
            name=one.name[:160],
            definition=one.definition,
            family=families.get(one.key, Family.BEHAVIOURAL),
            order=order,
            proposal=one.proposed,
            reason=one.reason,
            weight=Decimal(1),
            primary_of=(one.primary_of or "")[:200],
            # People read these; what the library does not know is a name already.
            also_covers=[names.get(key, key) for key in one.also_covers],
            spans=[
                {"start": span.start, "end": span.end, "text": draft.text[span.start : span.end]}
                for span in one.spans
            ],
            rules=list(one.rules),
        )
        rows[one.key] = row
        row.soft_skills.set([soft_skills[index] for index in one.soft_skills])
        Backing.objects.bulk_create(
            Backing(competency=row, statement=statements[index]) for index in dict.fromkeys(one.statements)
        )
        _texts(row, one, draft.library_version)
    for one in draft.competencies:
        if one.proposed == Proposal.MERGE.value and one.merge_into in rows:
            rows[one.key].merge_into = rows[one.merge_into]
            rows[one.key].save(update_fields=["merge_into"])


def _texts(row: RubricCompetency, one: derived.CompetencyDraft, library_version: str) -> None:
    origin = f"library {one.key} {library_version}"[:200]
    Anchor.objects.bulk_create(
        Anchor(competency=row, level=level, text=text, origin=origin)
        for level, text in enumerate(one.anchors, start=1)
        if text.strip()
    )
    RubricQuestion.objects.bulk_create(
        RubricQuestion(
            competency=row,
            key=str(question["key"])[:80],
            kind=str(question["kind"]),
            text=str(question["text"]),
            probes=list(question.get("probes") or []),  # type: ignore[call-overload]
            good_answer=str(question.get("good_answer", "")),
            minutes=int(str(question.get("minutes", 8))),
            order=order,
            origin=origin,
        )
        for order, question in enumerate(one.questions)
    )
