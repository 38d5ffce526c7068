"""For each statement of a draft, in plain lines: where it stands and which rules fired."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.derivation.types import RubricDraft, Statement


def explained(draft: RubricDraft) -> Iterator[str]:
    """Lines that tell why each statement is in the draft and what became of it."""
    yield f"Title: {draft.title.text} ({draft.title.rule})" if draft.title else "Title: none found"
    fates = {i: c.key for c in draft.competencies for i in c.statements}
    dropped = {d.statement: d.reason for d in draft.dropped}
    for index, statement in enumerate(draft.statements):
        yield f"{index}. {_one_line(statement.text)}"
        yield f"   at {statement.start}:{statement.end}, {_place(statement)}"
        yield f"   {statement.kind}, {statement.necessity}" + (
            f" (“{_one_line(statement.cue)}”)" if statement.cue else ""
        )
        yield f"   rules: {', '.join(statement.rules)}"
        yield f"   fate: {fates.get(index) or dropped.get(index) or 'verified'}"
    for competency in draft.competencies:
        merge = f" into {competency.merge_into}" if competency.merge_into else ""
        yield f"{competency.proposed}{merge}: {competency.name} ({', '.join(competency.rules)})"
    yield from (f"Note: {note}" for note in draft.notes)


def _place(statement: Statement) -> str:
    return (
        " > ".join(part for part in (statement.section, statement.group) if part)
        or "before the first heading"
    )


def _one_line(content: str) -> str:
    return " ".join(content.split())
