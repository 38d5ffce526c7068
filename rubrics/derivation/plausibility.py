"""Whether a text is about a role at all: manuals and articles have requirements too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.derivation import cues, headings
from rubrics.derivation.asking import asks_rule
from rubrics.derivation.leaning import is_profile
from rubrics.derivation.role_words import is_role_noun
from rubrics.derivation.sections import Section
from rubrics.derivation.sentences import label, sentences
from rubrics.derivation.types import Title

EVIDENCE = re.compile(
    r"\b(candidate|applicant|vacancy|salary|responsibilit|dut(?:y|ies)|hiring|hire|recruit|qualification|"
    r"interview|employ|resume|"
    r"career|job|role|position|colleague|team|manager|degree|shift|years of experience|skills|you will|"
    r"you['’]ll|join us|apply|wages?|licen[cs]e|apprenticeship|we offer|you need|you bring|about you|full[- ]time|"
    r"part[- ]time|wanted|contract)",
    re.IGNORECASE,
)
WANTED = re.compile(
    r"\b(?:is|are|['’]re|am) (?:currently |now |always |still )?(?:(?:looking|searching) for|seeking|hiring|"
    r"recruiting)\b|"
    r"\bwe (?:seek|need|want) (?:an?|someone|somebody|people)\b|\b(?:seeks|needs|wants) (?:an?|another)\b|"
    r"\bwanted\b|\bvacanc(?:y|ies)\b|"
    r"\bto apply\b|\bapply (?:now|by|to|via|with|here)\b|\b(?:successful|ideal) (?:candidate|applicant)|"
    r"\byou(?:['’]ll| will) (?:be (?:responsible|part)|work|report|join|lead)\b|\bjoin (?:us|our)\b|"
    r"\b(?:the|this) (?:role|position|post|job) (?:of|is|requires|involves|needs)\b|\bapplicants? (?:must|should)\b",
    re.IGNORECASE,
)
ENOUGH = 4
ASKED_ENOUGH = 3
MOST = 0.6
FIRST_LINE = 120
# Papers that speak of applicants, skills and requirements and name themselves in their first line.
OTHER_PAPER = re.compile(
    r"[\W_]*(?:[\w&-]+ ){0,4}?(?:privacy|meeting|cookie|data protection|terms (?:of (?!reference)|and)|minutes of|"
    r"(?:benefits|perks|time off)(?: (?:and|&) \w+)?[\W_]*$|newsletter|agenda|"
    r"press release|release notes|change ?log|user (?:guide|manual)|by-?laws|statutes|house rules|"
    r"rules (?:of|for)|invoice|"
    r"licen[cs]e agreement)(?!\w)",
    re.IGNORECASE,
)

# What stands at the head of a line in the notes of a meeting.
MEETING = re.compile(
    r"^[\W_]{0,8}(attendees|participants|in attendance|apologies|minutes|agenda|action items?|actions|decisions?|"
    r"next meeting|note[- ]taker|facilitator|chair|any other business|aob)\b[*_ ]*(?::|[-–]|$)",
    re.IGNORECASE | re.MULTILINE,
)
MEETING_ENOUGH = 2
FRONT_MATTER_RULES = frozenset(["title-front-matter-title", "title-front-matter-name"])
# These find a role that the text speaks of; it may be about something else.
SPOKEN_RULES = frozenset(["title-spoken-of", "title-common-noun", "title-most-named", "title-agent"])


def is_role_document(text: str, title: Title | None, parts: Sequence[Section]) -> bool:
    """A role title, a list of qualities under a heading that asks, or enough words of hiring.

    Papers about staff, such as one on benefits, share the words; they neither seek anybody nor have such a part.
    """
    if (
        _names_itself(text, parts)
        or len({m.group(1).casefold() for m in MEETING.finditer(text)}) >= MEETING_ENOUGH
    ):
        return False
    if title is not None and _is_sure(title):
        return True
    if any(_asks(text, part) for part in parts):
        return True
    if not _seeks(text, parts):
        return False
    if len({m.group(1).casefold() for m in EVIDENCE.finditer(text)}) >= ENOUGH:
        return True
    return title is not None and bool(WANTED.search(text)) and _asks_in_prose(text)


def _asks_in_prose(text: str) -> bool:
    """Whether several sentences ask something of a person."""
    spans = sentences(text, 0, len(text))
    asked = sum(asks_rule(text[s.start : s.end], fragments=False) is not None for s in spans)
    return asked >= ASKED_ENOUGH


def _is_sure(title: Title) -> bool:
    """A role the paper is named after; front matter may hold any name, so that one has to speak of a role."""
    if title.rule in FRONT_MATTER_RULES:
        return _has_role(title.text)
    return title.rule not in SPOKEN_RULES


def _names_itself(text: str, parts: Sequence[Section]) -> bool:
    """Whether the first line or the first heading says that this is another kind of paper."""
    firsts = (text[:FIRST_LINE].split("\n", 1)[0], *[part.heading for part in parts if part.heading][:1])
    return any(OTHER_PAPER.match(line) and not _has_role(line) for line in firsts)


def _has_role(line: str) -> bool:
    return any(is_role_noun(word) for word in line.split())


def _asks(text: str, part: Section) -> bool:
    """Whether a part is headed as requirements and holds items, or lines with names, that read like them."""
    if part.own not in ("requirements", "desirable") or part.role == "noise":
        return False
    items = [text[b.start : b.end] for b in part.blocks if b.kind == "item"]
    if items:
        return is_profile(items) or _speak_to_you(items)
    named = [text[name.rest : b.end] for b in part.blocks if (name := label(text, b.start, b.end))]
    return len(named) >= ASKED_ENOUGH and len(named) == len(part.blocks) and is_profile(named)


def _speak_to_you(items: Sequence[str]) -> bool:
    """Whether most items tell a person who they are (``You listen more than you talk``)."""
    spoken = sum(bool(cues.SPOKEN_TO.match(item)) for item in items)
    return spoken >= ASKED_ENOUGH and spoken >= MOST * len(items)


def _seeks(text: str, parts: Sequence[Section]) -> bool:
    """Whether anybody is wanted: by a heading of requirements, duties or applying, or by a sentence."""
    told = any(
        part.own in ("requirements", "desirable", "duties") or part.reason == headings.PROCESS
        for part in parts
        if part.heading
    )
    return told or bool(WANTED.search(text))
