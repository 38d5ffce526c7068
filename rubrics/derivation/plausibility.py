"""Whether a text is about a role at all: manuals and articles have requirements too."""

from __future__ import annotations

import re

from rubrics.derivation.types import Title

EVIDENCE = re.compile(
    r"\b(candidate|applicant|vacancy|salary|responsibilit|dut(?:y|ies)|hiring|hire|recruit|qualification|"
    r"interview|employ|resume|"
    r"career|job|role|position|colleague|team|manager|degree|shift|years of experience|skills|you will|"
    r"you['’]ll|join us|apply|wages?|licen[cs]e|apprenticeship|we offer|you need|you bring|about you|full[- ]time|"
    r"part[- ]time|wanted|contract)",
    re.IGNORECASE,
)
ENOUGH = 4


def is_role_document(text: str, title: Title | None) -> bool:
    """A role title, or at least four different words of hiring, make a role document."""
    return title is not None or len({m.group(1).casefold() for m in EVIDENCE.finditer(text)}) >= ENOUGH
