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
FIRST_LINE = 120
# Papers that speak of applicants, skills and requirements and name themselves in their first line.
OTHER_PAPER = re.compile(
    r"[\W_]*(?:\w+ ){0,3}?(?:privacy|cookie|data protection|terms (?:of|and)|minutes of|newsletter|agenda|"
    r"press release|release notes|change ?log|user (?:guide|manual)|by-?laws|statutes|house rules|invoice|"
    r"licen[cs]e agreement)\b",
    re.IGNORECASE,
)


def is_role_document(text: str, title: Title | None) -> bool:
    """A role title, or at least four different words of hiring, make a role document."""
    if title is None and OTHER_PAPER.match(text[:FIRST_LINE].split("\n", 1)[0]):
        return False
    return title is not None or len({m.group(1).casefold() for m in EVIDENCE.finditer(text)}) >= ENOUGH
