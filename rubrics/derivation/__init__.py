"""From the text of a role document to a rubric draft, by rules that can be read.

    derive(text: str, *, library: Library | None = None, seniority: str | None = None, blocks=None) -> RubricDraft
"""

from rubrics.derivation.types import RubricDraft

__all__ = ["RubricDraft"]
