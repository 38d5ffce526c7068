"""From blocks to sections: each heading with what it means, its own blocks, and the path above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rubrics.derivation import headings, role_words, turning, unmarked
from rubrics.derivation.headings import Meaning, Role
from rubrics.reading import clauses
from rubrics.reading.clauses import CLAUSE_LEVEL
from rubrics.reading.types import BOLD_LEVEL, UNMARKED_LEVEL, Block

TO_PERSON = re.compile(
    r"(?:what you|you\b|about you|who you|the person|your (?:profile|skills|experience)|candidate|ideal|"
    r"(?:key |job |minimum |our )?(?:requirements|qualifications)$|person(?:al)? spec|essentials?\b|desirable|must|"
    r"nice)"
)
FEW_INTRODUCED = 2
ESSAYS = (headings.MARKET, headings.ADVICE, headings.CAREER)
STANDING_ALONE = (
    *ESSAYS,
    headings.PAY,
    headings.PROCESS,
    headings.COMPANY,
    headings.CLOSING,
    headings.CHROME,
)
MAJOR = frozenset({"requirements", "job requirements", "core responsibilities", "overview"})


@dataclass(frozen=True)
class Section:
    """A heading (empty for what stands before the first one), its role, and the blocks below it."""

    heading: str
    start: int
    end: int
    role: Role
    reason: str
    own: Role | None
    path: tuple[str, ...]
    depth: int
    blocks: tuple[Block, ...]
    rule: str

    @property
    def parent(self) -> str:
        """The heading above this one, or an empty text."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True)
class _Open:
    depth: int
    heading: str
    meaning: Meaning
    section: Section


def sections(text: str, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """Sections of a document in order; every content block belongs to exactly one."""
    content = unmarked.settled(text, [b for b in blocks if b.kind not in ("front_matter", "furniture")])
    content = turning.with_turns(text, content)
    depths = _depths(text, content)
    title = _title_index(text, content)
    found: list[Section] = []
    stack: list[_Open] = []
    current = Section("", 0, 0, "prose", "", None, (), 0, (), "before-first-heading")
    held: list[Block] = []
    for index, block in enumerate(content):
        if block.kind != "heading" and not _ends_clause(block, stack):
            held.append(block)
            continue
        found.append(replace(current, blocks=tuple(held)))
        if block.kind == "heading":
            held = []
            current = _opened(text, block, depths[index], stack, is_title=index == title)
        else:
            held = [block]
            stack.pop()
            current = stack[-1].section
    found.append(replace(current, blocks=tuple(held)))
    return _with_profile(_without_overview(tuple(s for s in found if s.heading or s.blocks)))


def _depths(text: str, content: list[Block]) -> dict[int, int]:
    """Depth of each heading by position; bare headings get theirs from what follows them."""
    depths = {i: b.level for i, b in enumerate(content) if b.kind == "heading"}
    bare = [i for i, level in depths.items() if level == UNMARKED_LEVEL]
    known = {i: headings.meaning(text[content[i].start : content[i].end]) for i in bare}
    introduced = {i for i in bare if i + 1 < len(content) and content[i + 1].kind == "paragraph"}
    told = [m for i, m in known.items() if m and i in introduced]
    essays = sum(m.reason in ESSAYS for m in told)
    two_tiers = essays >= FEW_INTRODUCED or any(m.role == "requirements" for m in told)
    plain = {i: headings.plain(text[content[i].start : content[i].end]) for i in bare}
    for i in bare:
        question = text[content[i].start : content[i].end].endswith("?")
        meaning = known[i]
        alone = i in introduced or not two_tiers or plain[i] in MAJOR or _stands_alone(meaning, content, i)
        top = meaning is not None and (not question or meaning.role == "noise") and alone
        depths[i] = UNMARKED_LEVEL - 1 if top else UNMARKED_LEVEL
    depths.update(dict.fromkeys(_as_loud(text, content, depths), UNMARKED_LEVEL - 1))
    depths.update(dict.fromkeys(_clauses(content, bare), UNMARKED_LEVEL - 1))
    graded = [i for i in bare if unmarked.NECESSITY.fullmatch(plain[i])]
    if any(i - 1 in known and i - 1 not in graded for i in graded):
        # ``Skills``, ``Essential criteria``, ..., ``Desirable criteria``, ...: the grades stand below the subject.
        depths.update(dict.fromkeys(graded, UNMARKED_LEVEL + 1))
        # What follows without grades of its own is no further subject.
        depths.update(dict.fromkeys((i for i in bare if i > graded[-1]), UNMARKED_LEVEL - 1))
    return depths


def _as_loud(text: str, content: list[Block], depths: dict[int, int]) -> list[int]:
    """Bare headings in capitals below one in capitals: they look alike, so they stand on one level.

    Below soft skills stand their names.
    """
    found = []
    above = False
    for i in sorted(depths):
        heading = text[content[i].start : content[i].end]
        loud = heading.isupper()
        if depths[i] < UNMARKED_LEVEL:
            known = headings.meaning(heading)
            above = loud and known is not None and known.role != "soft"
        elif loud and above:
            found.append(i)
    return found


def _clauses(content: list[Block], bare: list[int]) -> list[int]:
    """Bare headings that are numbered on through the document: all stand on one level, whatever they say."""
    numbered = [i for i in bare if content[i].marker]
    numbers = [content[i].marker.rstrip(".)") for i in numbered]
    return numbered if numbers == [str(n + 1) for n in range(len(numbers))] else []


def _stands_alone(meaning: Meaning | None, content: list[Block], index: int) -> bool:
    """Pay, careers and the like never belong to the section before; soft skills do unless headings follow."""
    if meaning is None:
        return False
    names_follow = index + 1 < len(content) and content[index + 1].kind == "heading"
    items_follow = index + 1 < len(content) and content[index + 1].kind == "item"
    return (
        meaning.reason in STANDING_ALONE
        or (meaning.role == "soft" and names_follow)
        or (meaning.role == "duties" and items_follow)
    )


def _title_index(text: str, content: list[Block]) -> int | None:
    """Position of the heading that titles the whole document: one above all others, or a lone one with a role."""
    ranked = [(i, b) for i, b in enumerate(content) if b.kind == "heading" and b.level < BOLD_LEVEL]
    if not ranked:
        return None
    index, first = ranked[0]
    alone = all(b.level > first.level for _, b in ranked[1:])
    names_role = any(role_words.is_role_noun(word) for word in text[first.start : first.end].split())
    return index if first.level == 1 and alone and (len(ranked) > 1 or names_role) else None


def _opened(text: str, block: Block, depth: int, stack: list[_Open], *, is_title: bool) -> Section:
    heading = text[block.start : block.end]
    while stack and stack[-1].depth >= depth:
        stack.pop()
    own = None if is_title else headings.meaning(heading)
    above = stack[-1].meaning if stack else None
    meaning, rule = _settled(heading, own, above, marked=block.level < UNMARKED_LEVEL)
    path = tuple(o.heading for o in stack)
    opened = Section(
        heading,
        block.start,
        block.end,
        meaning.role,
        meaning.reason,
        own.role if own else None,
        path,
        depth,
        (),
        rule,
    )
    stack.append(_Open(depth, heading, meaning, opened))
    return opened


def _ends_clause(block: Block, stack: list[_Open]) -> bool:
    """Whether a numbered statement stands beside the numbered heading before it, not below it (3.3, then 3.4)."""
    below = len(stack) > 1 and stack[-1].depth == CLAUSE_LEVEL
    return below and block.kind == "item" and clauses.DOTTED.fullmatch(block.marker) is not None


def _settled(
    heading: str, own: Meaning | None, above: Meaning | None, *, marked: bool
) -> tuple[Meaning, str]:
    """The meaning of a section from its own heading and the one above."""
    if above is None or (above.role == "prose" and own is not None):
        return (own, "heading-words") if own else (Meaning("prose"), "heading-unknown")
    if own is not None and above.role != "noise" and unmarked.NECESSITY.fullmatch(headings.plain(heading)):
        return own, "heading-words"
    if own is None:
        return (above, "inherited") if above.inherited else (Meaning("prose"), "heading-unknown")
    if above.role == "noise" and above.inherited and not (above.reason == headings.PAY and _asks(own)):
        return above, "inherited"
    if above.role == "noise":
        return own, "heading-words"
    if not marked:
        wished = above.role == "requirements" and own.role == "desirable"
        turns = wished or (above.role == "duties" and _asks(own) and TO_PERSON.match(headings.plain(heading)))
        return (own, "heading-words") if turns else (above, "inherited")
    if above.role == "soft" and own.role in ("requirements", "duties"):
        return above, "inherited"
    if above.role == "desirable" and own.role == "requirements":
        return above, "inherited"
    if above.role == "duties" and own.role == "noise" and own.reason not in (headings.PAY, headings.PROCESS):
        return above, "inherited"
    return own, "heading-words"


def _asks(meaning: Meaning) -> bool:
    return meaning.role in ("requirements", "desirable")


def _with_profile(found: tuple[Section, ...]) -> tuple[Section, ...]:
    """``What makes you stand out`` is a wish beside requirements; without any it holds the requirements."""
    if any(s.role == "requirements" for s in found):
        return found
    return tuple(
        replace(s, role="requirements", rule="heading-words")
        if s.role == "desirable" and headings.STANDS_OUT.search(headings.plain(s.heading))
        else s
        for s in found
    )


def _without_overview(found: tuple[Section, ...]) -> tuple[Section, ...]:
    """Lists under an overview repeat what a requirements section of the same document says."""
    if not any(
        s.role == "requirements" and s.blocks and headings.plain(s.heading) and not _under_overview(s)
        for s in found
    ):
        return found
    return tuple(
        replace(s, role="noise", reason=headings.OVERVIEW, rule="overview-repeats")
        if _under_overview(s)
        else s
        for s in found
    )


def _under_overview(section: Section) -> bool:
    return any(
        (m := headings.meaning(h)) is not None and m.reason == headings.OVERVIEW
        for h in (*section.path, section.heading)
    )
