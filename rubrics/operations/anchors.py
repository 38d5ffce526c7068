"""Anchors and questions of a draft's competencies; lint findings are warnings, never refusals."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils.translation import gettext as _

from rubrics.choices import LEVELS, Proposal, QuestionKind, Seniority
from rubrics.library import lint_levels, lint_question
from rubrics.models import Anchor, Competency, RubricCompetency, RubricQuestion, RubricVersion
from rubrics.operations.edits import EditRefused, editing

LIBRARY = "library "


def set_anchors(
    *,
    competency: RubricCompetency,
    texts: Mapping[int, str],
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> list[str]:
    """Write the anchors of the levels 1 to 5; an empty text takes the level's anchor away. Gives warnings."""
    with editing(
        "anchors_changed", version_id=competency.version_id, revision=revision, by=by, at=at
    ) as edit:
        row = edit.version.competencies.get(pk=competency.pk)
        before = {anchor.level: anchor.text for anchor in row.anchors.all()}
        after = {level: texts.get(level, before.get(level, "")).strip() for level in LEVELS}
        changed = [level for level in LEVELS if after[level] != before.get(level, "")]
        if not changed:
            raise EditRefused(_("No anchor was changed."))
        row.anchors.filter(level__in=changed).delete()
        Anchor.objects.bulk_create(
            Anchor(competency=row, level=level, text=after[level], origin=_origin(by))
            for level in changed
            if after[level]
        )
        edit.sentence = _("changed anchors of “%(name)s”") % {"name": row.name}
        edit.data = {"competency": row.key, "levels": changed}
    return [finding.sentence for finding in lint_levels([after[level] for level in LEVELS])]


def save_question(
    *,
    competency: RubricCompetency,
    question: RubricQuestion | None,
    kind: QuestionKind,
    text: str,
    probes: Sequence[str],
    good_answer: str,
    minutes: int,
    revision: int,
    by: AbstractBaseUser,
    at: datetime,
) -> list[str]:
    """Change a question, or add one where `question` is None. Gives warnings. Raises EditRefused without a
    text."""
    with editing("question_saved", version_id=competency.version_id, revision=revision, by=by, at=at) as edit:
        row = edit.version.competencies.get(pk=competency.pk)
        if not text.strip():
            raise EditRefused(_("Write the question."))
        one = row.questions.get(pk=question.pk) if question else _new_question(row)
        one.kind, one.text, one.good_answer, one.minutes = kind, text.strip(), good_answer.strip(), minutes
        one.origin = _origin(by)
        one.probes = [probe.strip() for probe in probes if probe.strip()]
        one.save()
        edit.sentence = _("wrote a question of “%(name)s”") % {"name": row.name}
        edit.data = {"competency": row.key, "question": one.key}
    return [finding.sentence for finding in lint_question(one.text)]


def remove_question(*, question: RubricQuestion, revision: int, by: AbstractBaseUser, at: datetime) -> None:
    """Take the question out of the draft; the library keeps its own."""
    version_id = question.competency.version_id
    with editing("question_removed", version_id=version_id, revision=revision, by=by, at=at) as edit:
        row = RubricQuestion.objects.select_related("competency").get(
            pk=question.pk, competency__version=edit.version
        )
        edit.sentence = _("removed a question of “%(name)s”") % {"name": row.competency.name}
        edit.data = {"competency": row.competency.key, "question": row.key}
        row.delete()


def set_seniority(
    *, version: RubricVersion, seniority: Seniority, revision: int, by: AbstractBaseUser, at: datetime
) -> None:
    """Set whose work the anchors speak of; anchors and questions that came from the library are exchanged.

    Texts written by people stay. Raises EditRefused where nothing changes.
    """
    with editing("seniority_changed", version_id=version.pk, revision=revision, by=by, at=at) as edit:
        if edit.version.seniority == seniority:
            raise EditRefused(_("The anchors speak of this seniority already."))
        edit.version.seniority = seniority
        exchange(edit.version)
        edit.sentence = _("set the seniority to %(seniority)s") % {"seniority": seniority}
        edit.data = {"seniority": seniority}


def exchange(version: RubricVersion) -> None:
    """Take the library's anchors and questions for the version's seniority; texts written by people stay."""
    entries = Competency.objects.prefetch_related("anchors", "questions").in_bulk(field_name="key")
    # What was merged or dropped keeps its texts: they are only a record.
    for row in version.competencies.filter(proposal=Proposal.SCORE).prefetch_related("anchors"):
        entry = entries.get(row.key)
        if entry and all(anchor.origin.startswith(LIBRARY) for anchor in row.anchors.all()):
            row.anchors.all().delete()
            mine = row.questions.filter(key__in=[one.key for one in entry.questions.all()])
            mine.filter(Q(origin="") | Q(origin__startswith=LIBRARY)).delete()
            copy_from_library(row, entry, version.seniority)


def copy_from_library(row: RubricCompetency, entry: Competency, seniority: str) -> None:
    """Give the competency the library's anchors and questions for this seniority."""
    origin = f"{LIBRARY}{entry.key} {entry.library_version}"[:200]
    Anchor.objects.bulk_create(
        Anchor(competency=row, level=anchor.level, text=anchor.text, origin=origin)
        for anchor in entry.anchors.all()
        if anchor.seniority == seniority
    )
    first = row.questions.count()
    has = set(row.questions.values_list("key", flat=True))
    serving = [one for one in entry.questions.all() if seniority in one.seniorities and one.key not in has]
    RubricQuestion.objects.bulk_create(
        RubricQuestion(
            competency=row,
            key=one.key,
            kind=one.kind,
            text=one.fallback or one.text,
            probes=one.probes,
            good_answer=one.good_answer,
            minutes=one.minutes,
            order=order,
            origin=origin,
        )
        for order, one in enumerate(serving, start=first)
    )


def move_questions(row: RubricCompetency, target: RubricCompetency) -> None:
    """Hand the questions over to another competency, after its own; what it has already stays behind."""
    has = set(target.questions.values_list("key", flat=True))
    order = target.questions.count()
    for question in row.questions.exclude(key__in=has):
        question.competency, question.order = target, order
        question.save(update_fields=["competency", "order"])
        order += 1


def _origin(by: AbstractBaseUser) -> str:
    return _("written by %(name)s") % {"name": by}


def _new_question(row: RubricCompetency) -> RubricQuestion:
    taken = set(row.questions.values_list("key", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if f"{row.key}-own-{n}"[-80:] not in taken)
    return RubricQuestion(competency=row, key=f"{row.key}-own-{number}"[-80:], order=len(taken))
