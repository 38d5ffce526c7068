"""The title of the role: from front matter, a label, a heading, or how the text speaks of the role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rubrics.derivation import role_words
from rubrics.derivation.types import Title
from rubrics.reading.types import Block

ROLE_KEYS = ("role_name", "role", "job_title", "position")
KEYS = ("title", "name")
FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]*):[ \t]*(?P<value>[^\r\n#]+?)[ \t]*$", re.MULTILINE)
GRADE = re.compile(
    r"[\s,–-]*\(?\b(?i:(?:GS|GG|IC|SES|G|M|L|grade |level |band )-?\d{1,4}(?:-\d{1,2})?)(?:(?:\s*(?:,|and|"
    r"or|&|/|to|-)\s*)(?:(?:GS|GG|IC|G|M|L|grade |level |band )-?)?\d{1,2})*\)?\s*$"
)
LABELLED = re.compile(
    r"^(?:\*\*|__)?(?:job title|position title|role title|post title|title of (?:the )?post|job role|"
    r"vacancy title|post|position|role|job|vacancy|title)(?:\*\*|__)?(?::|[ \t]*=)(?:\*\*|"
    r"__)?[ \t]*(?P<value>[^\r\n]{3,90})$",
    re.IGNORECASE | re.MULTILINE,
)
STATED = re.compile(
    r"^(?:\*\*)?(?:job|position|post|role|vacancy) title(?:\*\*)?:(?:\*\*)?[ \t]*(?P<value>[^\r\n]{3,90})$",
    re.IGNORECASE | re.MULTILINE,
)
WORD = r"(?:[A-Z][\w&/+.’'-]*|\([A-Z][\w/ ]*\))"
NAME = rf"(?P<name>{WORD}(?:\s+(?:(?:of|and|or|for|in|&|the)\s+)*{WORD})*)"
LEADS = (
    rf"\b[Rr]ole of (?:an?\s+|the\s+)?{NAME}",
    rf"\b[Ww]hat (?:does\s+)?(?:an?|the)\s+{NAME}\s+(?:do|does)\b",
    rf"\b(?:[Ww]ork|[Pp]osition|[Jj]ob|[Pp]ost|[Tt]ask|[Dd]uties|[Ss]kills) of (?:an?|the)\s+{NAME}",
    rf"\b(?:excel|succeed|thrive|be successful|qualify) as (?:an?|the)\s+{NAME}",
    rf"\b[Aa]s (?:an?|our|the)\s+{NAME}(?=,|\s+(?:with|at|you)\b)",
    rf"\b(?:looking for|hire|hiring|seek(?:s|ing)|recruiting|needs?|wants?)\s+(?:an?|our|another)\s(?:[a-z]+\s)?{NAME}",
    rf"\b[Uu]nderstanding (?:the|an?)\s+{NAME}",
    rf"\b(?:for|to) (?:an?\s+|the\s+)?{NAME}\s+(?:[Cc]andidates|[Rr]oles?|[Pp]osition)\b",
    rf"(?:^|[.!?]\s+){NAME}\s+(?:[Rr]oles? are|play|plays|is responsible|typically|must|require|face)\b",
    rf"\b[Tt]he\s+{NAME}\s+(?:will|serves|is|leads|reports|role)\b",
)
COMMON = re.compile(
    r"\b(?:[Aa]s|hiring|seeking|looking for|[Ww]hat does) (?:an?|"
    r"our)\s+(?:new\s+)?(?P<name>(?:[a-z][\w-]*\s+){0,3}?[a-z][\w-]+)(?=[,.]|\s+(?:you|who|to|with|for|do)\b)"
)
TERMS = re.compile(
    r"\s*[([][^()\[\]]*\b(?:part[- ]time|full[- ]time|remote|hybrid|seasonal|temporary|contract|permanent|"
    r"m/[fw]/[dx]|f/m/[dx]|(?:day|night|late|early|evening)s?(?: shifts?)?|"
    r"[\d.,]+ ?(?:fte|h|hours?|hrs|months?|years?)|fte|all genders|freelance|on-?site|"
    r"internal|fixed[- ]term|\d+%)[^()\[\]]*[)\]]\s*$",
    re.IGNORECASE,
)
# Only a role is given for all genders.
GENDERS = re.compile(r"[(\[](?:(?:[mfwdx](?:/[mfwdx]){1,3})|all genders)[)\]]", re.IGNORECASE)
TRAILING_SIGNS = re.compile(r"[^\w)\].'’\"”+#]+$")
PLACE = re.compile(
    r"\s+(?:for an?\b|(?:at|in|with|on) (?:an?|our)\b|at (?:the )?[A-Z]).*$|"
    r",\s+(?!you\b|we\b|who\b|is\b)[a-z][\w -]{0,40}$"
)
WANTED = re.compile(r"\s+(?:wanted|needed|required|sought|vacancy|vacancies)\b.*$", re.IGNORECASE)
BEGINS = re.compile(rf"{NAME}\s+(?:for|at|in|wanted|needed|with|to)\b")
TITLE_HEADING = re.compile(r"^(?:job|post|position|role|vacancy)?\s*(?:title|name)\s*:?$", re.IGNORECASE)
HIRING = re.compile(
    r"^.*?(?:\b(?:is|are|['’]re) (?:now |currently )?(?:hiring|looking for|seeking)|\bjoin us as|"
    r"\bjob (?:posting|opening|ad|advert)|\bvacancy|"
    r"\bcareers?|\bopen position|\bnow hiring|\bhow to (?:hire|find|recruit|employ|choose))\s*[:–-]?"
    r"\s*(?:an?\s+|our\s+(?:first\s+|next\s+)?)?",
    re.IGNORECASE,
)
DESCRIPTION = re.compile(
    r"\s*[-–—|:]?\s*(?:job|role|position)\s+(?:description|specification|profile|posting)s?\s*$",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
FIRST_WORDS = 400
FIRST_PART = 2000
LEADING_MARKS = re.compile(r"[^\w(]*")
MAX_TITLE_WORDS = 10
MAX_AGENT_WORDS = 4
AGENT = re.compile(r"[a-z]{2,}(?:er|or|ist|ian|eer|ant|man|woman|smith|wright|keeper|hand)s?$", re.IGNORECASE)
ACADEMIC = re.compile(
    r"(?:ph\.?d|doctoral|post-?doc\w*|research) (?:position|post|studentship)\b", re.IGNORECASE
)
CIVIL_GRADE = re.compile(
    r"\s*\((?:FG ?[IV]+|A(?:D|ST) ?\d+|[PD]-?\d|A[AO]|EO|HEO|SEO|SCS\d?|G[67]|(?:grade|band|level) \w{1,3})\)\s*$",
    re.IGNORECASE,
)
INVITATION = re.compile(
    r"(?:(?:come )?(?:join|work (?:with|for|at)|help) (?:us|our|the)\b|we(?:['’]re| are) hiring|(?:current )?(?:jobs?|"
    r"vacanc(?:y|ies)|careers?|open(?:ing| position)s?|opportunities)\s*$)",
    re.IGNORECASE,
)


def title_of(text: str, blocks: tuple[Block, ...]) -> Title | None:
    """The title with its span, or None when no rule finds one."""
    for found in (
        _front_matter(text, blocks, ROLE_KEYS),
        _labelled(text, STATED),
        _front_matter(text, blocks, KEYS),
        _under_title_heading(text, blocks),
        _first_heading(text, blocks),
        _labelled(text, LABELLED),
        _spoken_of(text, blocks),
        _common_noun(text, blocks),
        _most_named(text, blocks),
        _agent(text, blocks),
    ):
        for title in found:
            return _singular(text, title)
    return None


def _singular(text: str, title: Title) -> Title:
    """A plural title as the singular that the text uses, too."""
    one = title.text.removesuffix("s")
    last = one.split()[-1] if one else ""
    if one == title.text or not role_words.is_role_noun(last):
        return title
    found = re.search(rf"\b{re.escape(one)}\b", text)
    return Title(one, found.start(), found.end(), title.rule) if found else title


def seniority_of(title: Title | None) -> str:
    """Level of the anchors for a title: ``head`` for several teams, ``lead`` for one, else ``individual``."""
    name = title.text if title else ""
    if role_words.HEAD_LEVEL.search(name):
        return "head"
    return "lead" if role_words.LEAD_LEVEL.search(name) else "individual"


def _front_matter(text: str, blocks: tuple[Block, ...], keys: tuple[str, ...]) -> Iterator[Title]:
    block = next((b for b in blocks if b.kind == "front_matter"), None)
    if not block:
        return
    fields = {
        m["key"].strip().casefold().replace(" ", "_"): m for m in FIELD.finditer(text, block.start, block.end)
    }
    for key in keys:
        match = fields.get(key)
        if match and not INVITATION.match(match["value"].strip("\"' ")):
            yield from _made(
                text, match.start("value"), match.end("value"), f"title-front-matter-{key}", strict=False
            )


def _under_title_heading(text: str, blocks: tuple[Block, ...]) -> Iterator[Title]:
    """``## Job title`` with the title in the next line."""
    for block, after in pairwise(blocks):
        if (
            block.kind == "heading"
            and after.kind == "paragraph"
            and TITLE_HEADING.match(text[block.start : block.end].strip("*_# "))
        ):
            end = text.find("\n", after.start, after.end)
            yield from _made(
                text, after.start, end if end > 0 else after.end, "title-under-heading", strict=True
            )


def _first_heading(text: str, blocks: tuple[Block, ...]) -> Iterator[Title]:
    content = [b for b in blocks if b.kind not in ("front_matter", "furniture")]
    headings = [b for b in content if b.kind == "heading"]
    ranked = [b for b in headings if b.level == 1] or headings[: max(2, _leading(content))]
    first_lines = [b for b in content[:3] if b.kind == "paragraph" and "\n" not in text[b.start : b.end]]
    for block in sorted((*ranked[:3], *first_lines), key=lambda b: (b.level != 1, b.start)):
        yield from _made(text, block.start, block.end, "title-heading", strict=True)


def _agent(text: str, blocks: tuple[Block, ...]) -> Iterator[Title]:
    """A short first line that ends like the name of somebody who does something (``Bell Founder``)."""
    first = next((b for b in blocks if b.kind in ("heading", "paragraph")), None)
    if first is None or "\n" in text[first.start : first.end]:
        return
    line = TERMS.sub("", text[first.start : first.end]).strip("*_ ")
    words = line.split()
    if (
        1 <= len(words) <= MAX_AGENT_WORDS
        and AGENT.search(words[-1])
        and not role_words.NOT_TITLES.search(line)
    ):
        start = text.index(line, first.start)
        yield Title(line, start, start + len(line), "title-agent")


def _leading(content: list[Block]) -> int:
    """How many headings stand one below the other at the beginning: employer, place and role."""
    return next((i for i, block in enumerate(content) if block.kind != "heading"), len(content))


def _labelled(text: str, pattern: re.Pattern[str]) -> Iterator[Title]:
    for match in pattern.finditer(text):
        yield from _made(text, match.start("value"), match.end("value"), "title-label", strict=True)


def _spoken_of(text: str, blocks: tuple[Block, ...]) -> Iterator[Title]:
    """The name used in phrases that name a role: strongest phrase, then most often, then earliest."""
    counted: Counter[str] = Counter()
    first: dict[str, tuple[int, int, int]] = {}
    for block in blocks:
        if block.kind in ("front_matter", "furniture"):
            continue
        for rank, pattern in enumerate(LEADS):
            for match in re.finditer(pattern, text[block.start : min(block.end, block.start + FIRST_PART)]):
                span = _role_part(match["name"])
                if span:
                    name = match["name"][span[0] : span[1]]
                    start = block.start + match.start("name") + span[0]
                    counted[name] += 1
                    first[name] = min(
                        first.get(name, (rank, start, start + len(name))), (rank, start, start + len(name))
                    )
    for name, (_, start, end) in sorted(
        first.items(), key=lambda item: (item[1][0], -counted[item[0]], item[1][1])
    ):
        yield Title(name, start, end, "title-spoken-of")


def _most_named(text: str, blocks: tuple[Block, ...]) -> Iterator[Title]:
    """The role named in capitals at the very beginning, else the one named most often."""
    content = [b for b in blocks if b.kind not in ("front_matter", "furniture")]
    begins = BEGINS.match(text, content[0].start, content[0].start + FIRST_WORDS) if content else None
    if begins and (span := _role_part(begins["name"])):
        start = begins.start("name")
        yield Title(text[start : start + span[1]], start, start + span[1], "title-begins")
    counted: Counter[str] = Counter()
    first: dict[str, int] = {}
    for block in content:
        for match in re.finditer(NAME, text[block.start : min(block.end, block.start + FIRST_PART)]):
            span = _role_part(match["name"])
            name = match["name"][: span[1]] if span else ""
            if name and len(name.split()) > 1 and not role_words.NOT_TITLES.search(name):
                counted[name] += 1
                first.setdefault(name, block.start + match.start("name"))
    for name, count in sorted(counted.items(), key=lambda item: (-item[1], first[item[0]])):
        if count > 1 or first[name] < FIRST_WORDS:
            yield Title(name, first[name], first[name] + len(name), "title-most-named")


def _common_noun(text: str, blocks: tuple[Block, ...]) -> Iterator[Title]:
    """``As a night baker, you ...``: a role in small letters."""
    for block in blocks:
        if block.kind not in ("front_matter", "furniture"):
            for match in COMMON.finditer(text, block.start, min(block.end, block.start + FIRST_PART)):
                if role_words.is_role_noun(match["name"].split()[-1]):
                    yield Title(match["name"], match.start("name"), match.end("name"), "title-common-noun")


def _role_part(name: str) -> tuple[int, int] | None:
    """The part of a phrase that is a role: up to the role noun, or ``noun of something``."""
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"\S+", name)]
    at = next((i for i, (word, _, _) in enumerate(words) if role_words.is_role_noun(word)), None)
    if at is None:
        return None
    if at + 1 < len(words) and words[at + 1][0].casefold() in ("of", "for", "in", "or", "and", "&"):
        stop = next((s for w, s, _ in words[at + 1 :] if role_words.NOT_TITLES.fullmatch(w)), len(name))
        return 0, len(name[:stop].rstrip())
    later = [i for i, (word, _, _) in enumerate(words) if role_words.is_role_noun(word)]
    end = words[later[-1]][2]
    return 0, len(name[:end].rstrip(".,:;"))


def _made(text: str, start: int, end: int, rule: str, *, strict: bool) -> Iterator[Title]:
    """A title from ``start:end`` without quotes, marks, an employer before a dash, and a grade behind."""
    value = text[start : min(end, start + FIRST_WORDS)]
    if "{{" in value or "{%" in value:
        return
    lead = len(LEADING_MARKS.match(value).group())  # type: ignore[union-attr]  # it matches the empty text, too
    value = value[lead:].strip(" \"'“”‘’*_[]")
    start += lead
    article = ARTICLE.match(value)
    if article and _has_role(value):
        start, value = start + article.end(), value[article.end() :]
    value = DESCRIPTION.sub("", value)
    while (hiring := HIRING.match(value)) and _has_role(value[hiring.end() :]):
        start, value = start + hiring.end(), value[hiring.end() :]
    before = re.match(r"^(?P<org>[^-–—|:]{2,60}?)(?:\s+[-–—|]\s+|:\s+)(?P<rest>.+)$", value)
    if before and _has_role(before["rest"]) and not _has_role(before["org"]):
        start += before.start("rest")
        value = before["rest"]
    after = re.match(r"^(?P<kept>.+?)\s+[-–—|]\s+(?P<rest>.+)$", value)
    if after and _has_role(after["kept"]) and not _has_role(after["rest"]):
        value = after["kept"]
    placed = PLACE.sub("", value)
    value = placed if _has_role(placed) else value
    value = CIVIL_GRADE.sub("", WANTED.sub("", value))
    marked = strict and GENDERS.search(value) is not None
    value = GRADE.sub("", TERMS.sub("", value)).rstrip(" ,-–—:")
    value = TRAILING_SIGNS.sub("", value)
    value = value if strict else _shortened(value)
    words = value.split()
    if not words or len(words) > MAX_TITLE_WORDS or (strict and not (_is_title(value) or marked)):
        return
    yield Title(value, start, start + len(value), rule)


def _shortened(value: str) -> str:
    """A long title without what follows a dash or a comma, as long as the rest names a role."""
    for cut in (" - ", " – ", " | ", ", ", " ("):
        kept = value.split(cut, maxsplit=1)[0].rstrip(" ,-–")
        if len(value.split()) > MAX_TITLE_WORDS and _has_role(kept):
            value = kept
    return value


def _has_role(value: str) -> bool:
    return any(role_words.is_role_noun(word) for word in re.findall(r"[\w’']+", value))


def _is_title(value: str) -> bool:
    return (
        (_has_role(value) or bool(ACADEMIC.match(value)))
        and not role_words.NOT_TITLES.search(value)
        and not re.search(r"[.!?]\s|\.$|\?$|\s[>›»/]\s.*\s[>›»/]\s", value)
    )
