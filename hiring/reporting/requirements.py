"""Requirements that are verified beside the interviews: never rated, never averaged."""

from hiring.reporting.contents import Quote, RequirementRow, Requirements
from hiring.reporting.types import Report, VerifiedRequirement
from hiring.reporting.wording import STATUSES, STRENGTHS, Sentence, count, day, listed, phrase, say


def requirements(report: Report) -> Requirements:
    """All requirements with their result, required ones first, else in the order of the facts."""
    order = list(STRENGTHS)
    items = sorted(report.facts.requirements, key=lambda item: order.index(item.strength))
    return Requirements(summary=_summary(items), rows=tuple(_row(item) for item in items))


def _summary(items: list[VerifiedRequirement]) -> Sentence:
    if not items:
        return say("requirements.none")
    statuses: list[str] = [item.status for item in items]
    parts = [f"{statuses.count(status)} {STATUSES[status].lower()}" for status in _present(items)]
    total = count(len(items), "requirement")
    return say("requirements.counts", (item.id for item in items), total=total, parts=listed(parts))


def _present(items: list[VerifiedRequirement]) -> list[str]:
    found = {item.status for item in items}
    return [status for status in STATUSES if status in found]


def _row(item: VerifiedRequirement) -> RequirementRow:
    return RequirementRow(
        id=item.id,
        label=item.label,
        strength=STRENGTHS[item.strength],
        status=item.status,
        status_text=STATUSES[item.status],
        checked=_checked(item),
        note=item.note,
        quote=Quote(item.source.text, item.id) if item.source else None,
    )


def _checked(item: VerifiedRequirement) -> str:
    standard = (
        phrase("requirements.standard", standard=item.equivalence_standard)
        if item.equivalence_standard
        else ""
    )
    parts = [item.checked_by, day(item.checked_on) if item.checked_on else "", standard]
    return ", ".join(part for part in parts if part)
