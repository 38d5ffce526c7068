"""From the text of a role document to a rubric draft, by rules that can be read.

from rubrics.derivation import derive
draft = derive(text)
draft.as_dict()
"""

from rubrics.derivation.assembly import derive
from rubrics.derivation.types import RubricDraft

__all__ = ["RubricDraft", "derive"]
