"""Role documents to published rubrics, as the recruiter would do it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from config.demo.people import Cast
from rubrics.choices import DocumentState, Proposal, VersionState
from rubrics.models import RoleDocument, RubricVersion
from rubrics.operations import competencies, documents, doubts, rubrics, statements
from rubrics.operations.documents import DocumentRefused
from rubrics.operations.library import load_files

SUFFIXES = (".txt", ".md", ".html", ".docx", ".odt", ".pdf")
SAMPLES = Path(__file__).parent / "documents"
# The worker needs a second or two for a document; a minute without a result means that it is not there.
PATIENCE_SECONDS = 120

Say = Callable[[str], None]


class StepFailed(Exception):
    """A step of the demo did not reach its end; the text says which."""


def files_of(path: Path | None) -> list[Path]:
    """The documents named by `path`: a file, or what lies directly in a folder; the samples without it."""
    place = path or SAMPLES
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise StepFailed(f"There is no file or folder {place}.")
    found = sorted(each for each in place.iterdir() if each.suffix.lower() in SUFFIXES and each.is_file())
    if not found:
        raise StepFailed(f"No {', '.join(SUFFIXES)} document lies in {place}.")
    return found


def take_in(files: list[Path], cast: Cast, say: Say) -> list[RoleDocument]:
    """Hand every file to the worker; a file that cannot be read is reported and skipped."""
    load_files(by=cast.recruiter, at=timezone.now())
    received = []
    for file in files:
        try:
            received.append(
                documents.receive(
                    data=file.read_bytes(), name=file.name, by=cast.recruiter, at=timezone.now()
                )
            )
        except DocumentRefused as refused:
            say(f"  {file.name}: skipped. {refused}")
    return received


def derived(received: list[RoleDocument], say: Say) -> Iterator[RubricVersion]:
    """Wait for the worker and give each draft; what yields no requirement is reported and skipped."""
    for document in received:
        wait_for(document)
        if document.state == DocumentState.FAILED:
            raise StepFailed(f"{document.source_name}: {document.failure}")
        draft = document.rubric_versions.filter(state=VersionState.DRAFT).order_by("-number").first()
        if draft is None:
            say(f"  {document.source_name}: skipped. {document.failure or 'No requirement was found in it.'}")
            continue
        scored = draft.competencies.filter(proposal=Proposal.SCORE).count()
        say(
            f"  {document.source_name}: {draft.role_title}; {draft.statements.count()} statements, "
            f"{scored} competencies to score, doubts: {draft.doubts.count()}"
        )
        yield draft


def wait_for(document: RoleDocument) -> None:
    """Until the worker is done with the document."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while document.state in (DocumentState.RECEIVED, DocumentState.DERIVING):
        if time.monotonic() > deadline:
            raise StepFailed(
                f"{document.source_name}: the worker did not derive it within {PATIENCE_SECONDS} s."
            )
        time.sleep(0.2)
        document.refresh_from_db()


def publish(draft: RubricVersion, cast: Cast) -> RubricVersion:
    """Settle what a person has to settle, by the proposals, and publish version 1."""
    for doubt in draft.doubts.filter(resolved_at__isnull=True):
        doubts.resolve(doubt=doubt, resolution=doubt.proposal or "As written.", **stamp(draft, cast))
    for competency in draft.competencies.exclude(proposal=Proposal.SCORE).select_related("merge_into"):
        if competency.proposal == Proposal.MERGE and competency.merge_into is not None:
            competencies.merge(competency=competency, into=competency.merge_into, **stamp(draft, cast))
        else:
            competencies.drop(competency=competency, reason=competency.reason, **stamp(draft, cast))
    if chosen := list(draft.statements.filter(confirmed_at__isnull=True)):
        statements.confirm(version=draft, statements=chosen, **stamp(draft, cast))
    draft.refresh_from_db()
    if draft.competencies.filter(proposal=Proposal.SCORE).count() < draft.policy["min_competencies"]:
        reason = "The document says no more; nothing was filled up."
        rubrics.name(version=draft, role_title=draft.role_title, few_reason=reason, **stamp(draft, cast))
    draft.refresh_from_db()
    standing = rubrics.problems(draft)
    if standing:
        raise StepFailed(f"{draft.role_title}: not ready to publish. {' '.join(standing)}")
    return rubrics.publish(version=draft, by=cast.recruiter, at=timezone.now())


def stamp(draft: RubricVersion, cast: Cast) -> dict[str, Any]:
    """The latest revision of the draft, who acts and when."""
    draft.refresh_from_db()
    return {"revision": draft.revision, "by": cast.recruiter, "at": timezone.now()}
