"""The competency library: from the shipped files to the rows, and from the rows to what a derivation takes.
The competency library: from the shipped files to the rows, and from the rows to what a derivation takes."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from rubrics import library as files
from rubrics.choices import Seniority
from rubrics.ledger.chain import canonical, record
from rubrics.library import Competency as Entry
from rubrics.library import Library, Merge, Question
from rubrics.models import Competency, CompetencyAnchor, CompetencyQuestion

# Any constant: it names the lock that lets one process load the files at a time.
LOADING_LOCK = 7_014_554


@transaction.atomic
def load_files(*, by: AbstractBaseUser | None, at: datetime) -> list[str]:
    """Write the shipped library to the rows and give the keys that were written.

    Entries edited here keep the organisation's text. Raises `LibraryError` where the files cannot be used.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING_LOCK])
    shipped = files.load()
    stamp = f"{shipped.version} {shipped.digest[:12]}"
    rows = {row.key: row for row in Competency.objects.all()}
    written = [
        _write(entry, stamp)
        for entry in shipped.competencies
        if entry.key not in rows or _is_older(rows[entry.key], stamp)
    ]
    if written:
        record(
            "library.loaded",
            written[0],
            by=by,
            at=at,
            data={"version": stamp, "keys": [row.key for row in written]},
        )
    return [row.key for row in written]


def library_from_rows() -> Library:
    """The library as the organisation has it: offered entries only, loaded from the files where there is none
    yet."""
    if not Competency.objects.exists():
        load_files(by=None, at=timezone.now())
    shipped = files.load()
    rows = Competency.objects.prefetch_related("anchors", "questions")
    offered = {row.key: row for row in rows if row.active}
    # The files' order is the order in which competencies are offered; own entries follow by name.
    order = [entry.key for entry in shipped.competencies if entry.key in offered]
    order += sorted(set(offered) - set(order))
    steps = {entry.key: entry.steps for entry in shipped.competencies}
    entries = tuple(_entry(offered[key], steps.get(key, ()), set(offered)) for key in order)
    digest = hashlib.sha256(canonical([_plain(entry) for entry in entries]).encode()).hexdigest()
    edited = any(row.edited or not row.active for row in rows)
    version = f"{shipped.version} edited" if edited else shipped.version
    return replace(shipped, version=version, digest=digest, competencies=entries)


def _is_older(row: Competency, stamp: str) -> bool:
    return not row.edited and row.library_version != stamp


def _write(entry: Entry, stamp: str) -> Competency:
    row, _created = Competency.objects.update_or_create(
        key=entry.key,
        defaults={
            "name": entry.name,
            "definition": entry.definition,
            "family": entry.family,
            "kinds": list(entry.kinds),
            "cues": list(entry.cues),
            "heading_cues": list(entry.heading_cues),
            "merge_with": [{"key": merge.key, "reason": merge.reason} for merge in entry.merge_with],
            "library_version": stamp,
        },
    )
    row.anchors.all().delete()
    row.questions.all().delete()
    CompetencyAnchor.objects.bulk_create(
        CompetencyAnchor(competency=row, seniority=seniority, level=level, text=text)
        for seniority, texts in entry.anchors.items()
        for level, text in enumerate(texts, start=1)
    )
    CompetencyQuestion.objects.bulk_create(_question_row(row, question) for question in entry.questions)
    return row


def _question_row(row: Competency, question: Question) -> CompetencyQuestion:
    return CompetencyQuestion(
        competency=row,
        key=question.key,
        kind=question.kind,
        text=question.text,
        fallback=question.fallback,
        probes=list(question.probes),
        good_answer=question.good_answer,
        minutes=question.minutes,
        seniorities=list(question.seniority),
    )


def _entry(row: Competency, steps: tuple[str, ...], keys: set[str]) -> Entry:
    return Entry(
        key=row.key,
        name=row.name,
        definition=row.definition,
        family=row.family,
        kinds=tuple(row.kinds),
        cues=tuple(row.cues),
        heading_cues=tuple(row.heading_cues),
        merge_with=tuple(_merges(row.merge_with, keys)),
        steps=steps,
        anchors=MappingProxyType(_anchors(row)),
        questions=tuple(_question(question) for question in row.questions.all()),
    )


def _merges(values: Iterable[dict[str, Any]], keys: set[str]) -> Iterable[Merge]:
    return (Merge(key=value["key"], reason=value["reason"]) for value in values if value["key"] in keys)


def _anchors(row: Competency) -> dict[str, tuple[str, ...]]:
    """Five texts for each seniority that has any, level 1 first; a missing one is empty."""
    texts = {(anchor.seniority, anchor.level): anchor.text for anchor in row.anchors.all()}
    return {
        seniority.value: tuple(texts.get((seniority.value, level), "") for level in range(1, 6))
        for seniority in Seniority
        if any(key[0] == seniority.value for key in texts)
    }


def _question(row: CompetencyQuestion) -> Question:
    return Question(
        key=row.key,
        kind=row.kind,
        text=row.text,
        probes=tuple(row.probes),
        good_answer=row.good_answer,
        minutes=row.minutes,
        seniority=tuple(row.seniorities),
        fallback=row.fallback,
    )


def _plain(entry: Entry) -> list[Any]:
    questions = [
        [question.key, question.kind, question.text, question.fallback, question.probes, question.good_answer]
        for question in entry.questions
    ]
    merges = [[merge.key, merge.reason] for merge in entry.merge_with]
    return [
        entry.key,
        entry.name,
        entry.definition,
        entry.family,
        entry.kinds,
        entry.cues,
        entry.heading_cues,
        merges,
        dict(entry.anchors),
        questions,
    ]


@transaction.atomic
def mark_edited(*, competency: Competency, by: AbstractBaseUser, at: datetime) -> None:
    """Note that the organisation changed this entry, so that loading the files leaves it alone."""
    competency.edited = True
    competency.save(update_fields=["edited"])
    record("library.edited", competency, by=by, at=at, data={"key": competency.key})
