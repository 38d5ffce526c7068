"""Years asked for in a statement: a minimum and what is counted; an upper figure is no cap (R-27)."""

from __future__ import annotations

import re

from rubrics.derivation.types import Years

NUMBERS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
NUMBER = r"(?:\d{1,2}|" + "|".join(NUMBERS) + r")"
YEARS = re.compile(
    rf"\b(?P<low>{NUMBER})\s*(?:\(\s*(?P<digits>\d{{1,2}})\s*\))?\s*(?P<plus>\+)?\s*(?:(?:[-–—]|"
    rf"to)\s*(?P<high>{NUMBER})\s*\+?)?"
    r"\s*(?:or more |full |solid |plus )?(?:['’]\s*)?years?\b['’]?(?P<after>(?:\s+or\s+(?:less|fewer|"
    r"more))?)",
    re.IGNORECASE,
)
NOT_ASKED = re.compile(
    r"\b(?:within|in|over|past|last|next|every|per|of|for)\s+(?:the\s+)?(?:last\s+|past\s+|next\s+)?$",
    re.IGNORECASE,
)
OWN_HISTORY = re.compile(r"^\s*(?:old|ago|trial|contract|fixed|term|limit|period|per)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"^[\s,]*(?:of\s+)?(?P<what>(?:[\w/&+#'’-]+(?:,\s+(?=\w+\s+(?:and|or)\b))?\s*){1,14})", re.IGNORECASE
)
NEAR = 200
LEADING = re.compile(r"\b(?:lead|leading|led|manag|supervis|head|mentor|people|team leader)", re.IGNORECASE)


def years_in(text: str, start: int, end: int) -> tuple[Years, ...]:
    """All minimum years of experience stated in ``start:end``, in order."""
    found = []
    for match in YEARS.finditer(text, start, end):
        after = text[match.end() : min(end, match.end() + NEAR)]
        before = text[max(start, match.start() - NEAR) : match.start()].lower()
        if "less" in match["after"].lower() or "fewer" in match["after"].lower() or OWN_HISTORY.match(after):
            continue
        if NOT_ASKED.search(before) and "minimum of" not in before[-12:]:
            continue
        low, high = _value(match["digits"] or match["low"]), _value(match["high"])
        counted = COUNTED.match(after)
        what = re.sub(r"\s+", " ", counted["what"]).strip() if counted else ""
        found.append(Years(low or 0, high, what, match.start(), match.end()))
    return tuple(found)


def topic(years: Years) -> str:
    """What the years are counted in, roughly: leading people, or the work itself."""
    return "leading teams" if LEADING.search(years.counts) else "professional experience"


def _value(word: str | None) -> int | None:
    if not word:
        return None
    return int(word) if word.isdigit() else NUMBERS[word.lower()]
