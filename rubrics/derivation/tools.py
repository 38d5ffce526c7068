"""Named tools in a statement: in brackets, after ``such as``, after a colon, or known by spelling."""

from __future__ import annotations

import re

LISTED = re.compile(
    r"\(\s*(?:e\.?g\.?,?|eg,|i\.?e\.?,?|such as|like|including)?\s*(?P<bracket>[^()]{2,200})\)|"
    r"\b(?:such as|like|including|e\.g\.,?|particularly in|especially)\s+(?P<named>[^.;()]{2,200})|"
    r":\s+(?P<colon>[^.;()]{2,200})$"
)
SPLIT = re.compile(r"\s*(?:,\s*(?:and/or|and|or)?|;|/(?=\s)|\band/or\b|\band\b|\bor\b|&)\s*")
TOOL = re.compile(
    r"^(?:[A-Z][\w.+#-]*|\.NET|[a-z]+[A-Z]\w*|[a-z]*SQL|C\+\+|C#|R)(?:\s+(?:[A-Z][\w.+#-]*|\d[\w.]*)){0,2}$"
)
MENTION = re.compile(
    r"\b(?:Python|SQL|JavaScript|TypeScript|HTML5?|CSS3?|Java|Kubernetes|Docker|Linux|Excel|Git|AWS|Azure|"
    r"GCP)\b|C\+\+|C#"
)
NOT_TOOLS = frozenset(
    [
        "Master",
        "Masters",
        "Bachelor",
        "PhD",
        "Ph.D",
        "Ph.D.",
        "Doctorate",
        "I",
        "You",
        "We",
        "US",
        "U.S",
        "UK",
        "EU",
    ]
)


def tools_in(statement: str) -> tuple[str, ...]:
    """Names of tools, languages and products, in order of appearance, each once."""
    content = re.sub(r"\]\([^)]*\)", "]", statement)
    found: dict[str, int] = {}
    for match in LISTED.finditer(content):
        listed = match["bracket"] or match["named"] or match["colon"] or ""
        at = match.start()
        for part in SPLIT.split(listed):
            name = part.strip(" .*_[]")
            if TOOL.match(name) and name not in NOT_TOOLS:
                found.setdefault(name, at + listed.find(part))
    for mention in MENTION.finditer(content):
        found.setdefault(mention.group(), mention.start())
    return tuple(sorted(found, key=lambda name: (found[name], name)))
