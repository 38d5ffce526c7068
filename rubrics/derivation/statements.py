"""Finds the requirement statements: in lists and in prose, each with its exact span and its rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rubrics.derivation import cues, headings, terms
from rubrics.derivation.asking import CONDITION, are_beside_asking, asks_rule, is_fragment, is_full, set_aside
from rubrics.derivation.grades import Grade, are_close, are_graded, grade_of, is_legend
from rubrics.derivation.headings import Meaning, introduced, lead_in_meaning, only_speaks
from rubrics.derivation.ignoring import shown
from rubrics.derivation.kinds import kind_of
from rubrics.derivation.leaning import conditions_among, is_of_business, is_offer, is_profile, offers_from
from rubrics.derivation.lists import Entry, Node, entries, is_bare_name, tree
from rubrics.derivation.sections import Section
from rubrics.derivation.sentences import LONGEST_STATEMENT, label, sentences, without_tail
from rubrics.derivation.ticks import ticked
from rubrics.derivation.types import Ignored, Necessity, Span
from rubrics.derivation.unlisted import unlisted_lines
from rubrics.reading.tables import MARK
from rubrics.reading.types import Block

NAMED_LINE = re.compile(r"^(?:\*\*)?(?P<name>[A-Z][\w ]{2,40}?)(?:\*\*)?:(?:\*\*)?[ \t]+(?P<rest>\S[^\n]*)$")
CERTAIN = ("kind-credential-word", "kind-eligibility-word")
NEAR = 40
MAX_SHORT_WORDS = 12
READ = ("requirements", "desirable", "prose", "duties")
MAX_GROUP_WORDS = 8
MAX_UNLISTED_WORDS = 45


@dataclass(frozen=True)
class Found:
    """A statement as found, before it is read: where, under what, and what its surroundings say."""

    start: int
    end: int
    section: str
    group: str | None
    hint: Necessity | None = None
    hint_cue: str = ""
    tentative: bool = False
    alternatives: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Harvest:
    """Statements found in a section and parts of it that were set aside, with reasons."""

    found: tuple[Found, ...]
    ignored: tuple[Ignored, ...]


def harvest(text: str, section: Section, claimed: frozenset[int]) -> Harvest:
    """Statements of one section; blocks whose start is in ``claimed`` belong to a soft skill already."""
    walk = _Walk(text, section)
    blocks = tuple(b for b in section.blocks if b.start not in claimed)
    index = 0
    while index < len(blocks):
        if blocks[index].kind == "item":
            stop = index
            while stop < len(blocks) and blocks[stop].kind == "item":
                stop += 1
            walk.take_list(list(blocks[index:stop]))
            index = stop
        else:
            before_list = index + 1 < len(blocks) and blocks[index + 1].kind == "item"
            walk.take_paragraph(blocks[index], before_list=before_list)
            index += 1
    return Harvest(tuple(walk.found), tuple(walk.ignored))


class _Walk:
    """Reads the blocks of one section in order and remembers the lead-in that rules the next list."""

    def __init__(self, text: str, section: Section) -> None:
        self.text = text
        self.section = section
        self.asks = section.role in ("requirements", "desirable")
        self.lead: Meaning | None = None
        self.lead_text = ""
        self.lead_span = Span(0, 0)
        self.column = ""
        self.paragraph = len(text)
        self.found: list[Found] = []
        self.ignored: list[Ignored] = []
        self.lines = unlisted_lines(text, section) if self.asks or section.role == "soft" else frozenset()
        self.unlisted = bool(self.lines)
        lines = [text[b.start : b.end] for b in section.blocks] if self.asks else []
        self.close = are_close(lines)
        self.graded = self.unlisted and are_graded(
            [
                bool(self._grade(b.start, b.end))
                for b in section.blocks
                if not is_legend(text[b.start : b.end])
            ]
        )
        self.group: str | None = None

    def take_paragraph(self, block: Block, *, before_list: bool) -> None:
        """Prose: a lead-in to a list, or sentences of which some may ask something of a person."""
        self.paragraph = block.start
        self.lead, self.lead_text, self.column = None, "", ""
        end = without_tail(self.text, block.start, block.end)
        spans = list(sentences(self.text, block.start, end))
        if not spans or not (self.section.role in READ or self.unlisted):
            return
        if self._take_named_line(block.start, end) or self._is_other_matter(block.start, end):
            return
        if self.section.role == "duties" and not self._turns(spans, before_list=before_list):
            spans = [s for s in spans if cues.SEEKS.search(self.text[s.start : s.end])]
            self._take_lead_in([*spans, Span(end, end)], introduced=True)
            return
        if before_list or self._last(spans).endswith(":"):
            self._take_introduction(spans, before_list=before_list)
        elif block.start in self.lines and not self._grades_nothing(block):
            node = Node(block.start, end, self.text[block.start : end])
            self._take_entry(Entry(node, self.group, (), "unlisted-line"))
        elif (
            not cues.CONTRAST.match(self.text[block.start : end])
            and self.group != self.text[block.start : end]
        ):
            self._take_prose(spans)

    def _turns(self, spans: list[Span], *, before_list: bool) -> bool:
        """Whether a lead-in among the duties turns to the person, or to what is offered."""
        last = self._last(spans)
        meant = lead_in_meaning(last) if before_list and last.endswith(":") else None
        return meant is not None and (meant.role == "noise" or bool(cues.TO_PERSON.search(last)))

    def _last(self, spans: list[Span]) -> str:
        return self.text[spans[-1].start : spans[-1].end].rstrip("*_ ")[-LONGEST_STATEMENT:]

    def _take_introduction(self, spans: list[Span], *, before_list: bool) -> None:
        """A paragraph that leads into what follows: its last sentence says what the list is about."""
        last = self._last(spans)
        if before_list and self.asks and is_bare_name(last):
            self.lead_text = last + ":"
            return
        encouraging = terms.PROCESS.search(last) and not last.endswith(":")
        self.lead = None if encouraging else introduced(last)
        self.lead_text = "" if encouraging else last.replace("*", "")
        self.lead_span = spans[-1]
        self._take_lead_in(spans, introduced=last.endswith(":"))
        self._take_one_of(spans[-1], before_list=before_list)

    def _take_prose(self, spans: list[Span]) -> None:
        """Sentences that ask; all of them where none has a verb."""
        if self.asks and len(spans) > 1 and self._are_fragments(spans):
            for span in spans:
                self._add(span.start, span.end, None, ("prose-beside-fragments",))
            return
        told = [self.text[s.start : s.end] for s in spans]
        beside = not self.asks and are_beside_asking(told)
        for span in spans:
            alone = len(spans) == 1 and self.section.rule == "heading-words"
            self._take_sentence(span, alone=alone, beside=beside)

    def _are_fragments(self, spans: list[Span]) -> bool:
        """Whether no sentence of a paragraph has a verb, and one begins like a requirement."""
        told = [self.text[s.start : s.end] for s in spans]
        return all(is_fragment(s) for s in told) and any(cues.OPENER.match(s) for s in told)

    def _grade(self, start: int, end: int) -> Grade | None:
        line = self.text[start:end]
        return None if is_legend(line) else grade_of(line, close=self.close) or ticked(self.text, start, end)

    def _grades_nothing(self, block: Block) -> bool:
        """Whether a line stands without a grade among lines that have one: it explains, or names a group."""
        line = self.text[block.start : block.end]
        if not self.graded or self._grade(block.start, block.end):
            return False
        if len(line.split()) <= MAX_GROUP_WORDS and line[-1:].isalpha():
            self.group = line
        return True

    def _take_named_line(self, start: int, end: int) -> bool:
        """A line such as ``Education: diploma``; among requirements, if more sentences follow in it."""
        named = NAMED_LINE.match(self.text[start:end])
        meant = headings.named(named["name"]) if named else None
        if not named or not meant or meant.role not in ("requirements", "desirable"):
            return False
        if self.asks:
            return self._take_first_of(start, end)
        if len(named["rest"].split()) > MAX_UNLISTED_WORDS:
            return False
        self.column = named["name"]
        self._add(start, end, named["name"], ("named-line",))
        return True

    def _take_first_of(self, start: int, end: int) -> bool:
        """The first of several sentences behind a name says what is asked; the others may only explain."""
        first, *others = sentences(self.text, start, end)
        if not others or self.text[end - 1] == ":" or set_aside(self.text[first.start : first.end]):
            return False
        self._add(first.start, first.end, None, ("named-line",))
        for span in others:
            self._take_sentence(span)
        return True

    def _is_other_matter(self, start: int, end: int) -> bool:
        """A paragraph with a name of its own such as ``Physical demands:`` that asks nothing we score."""
        named = NAMED_LINE.match(self.text[start:end])
        meant = headings.named(named["name"]) if named else None
        return self.asks and meant is not None and meant.role == "noise"

    def _take_lead_in(self, spans: list[Span], *, introduced: bool) -> None:
        """The sentences before the last one, which leads into a list; that one only if it names a quality."""
        for span in spans[:-1]:
            self._take_sentence(span, lead_in=True)
        sentence = self.text[spans[-1].start : spans[-1].end]
        asking = self.asks or not self.section.heading
        if asking and not introduced and not set_aside(sentence) and self._says_enough(sentence):
            self._add(spans[-1].start, spans[-1].end, None, ("lead-in-sentence",))

    def _says_enough(self, sentence: str) -> bool:
        """Whether the sentence before a list asks something by itself (``You hold a degree in law``)."""
        if cues.OPENER.match(sentence):
            return True
        spoken = self.asks and cues.SPOKEN_TO.match(sentence) and cues.ASKED.search(sentence)
        return bool(spoken) and not (cues.LEADS_ON.search(sentence) or cues.ABOUT_WORK.search(sentence))

    def _take_one_of(self, last: Span, *, before_list: bool) -> None:
        """A lead-in such as ``knowledge of one of the following:`` is one requirement with alternatives."""
        if not (before_list and self.asks and cues.CHOICE.search(self.lead_text)) or self._owner_before(
            last.end
        ):
            return
        if cues.PERSON_QUALITY.search(self.lead_text) and not cues.POINTS_BACK.match(self.lead_text):
            self._add(last.start, last.end, None, ("lead-in-sentence",))

    def _take_sentence(
        self, span: Span, *, lead_in: bool = False, alone: bool = False, beside: bool = False
    ) -> None:
        sentence = re.sub(r"\s+", " ", self.text[span.start : span.end].lstrip("*_ "))
        if len(sentence) > LONGEST_STATEMENT or cues.REST.fullmatch(sentence):
            return
        fragments = self.asks or not self.section.heading
        rule = asks_rule(sentence, fragments=fragments, in_requirements=self.asks, beside_asking=beside)
        short = (
            len(sentence.split()) <= MAX_SHORT_WORDS and sentence[-1:].isalpha() and not sentence.isupper()
        )
        named = alone and self.asks and (short or kind_of(sentence, None)[1] in CERTAIN)
        if not rule and (self._among_fragments() or named) and is_fragment(sentence):
            rule = "prose-beside-fragments"
        if rule:
            self._add(span.start, span.end, None, ("lead-in-sentence" if lead_in else rule,))

    def _among_fragments(self) -> bool:
        """Whether a sub-heading of the requirements names a quality that sentences without verbs describe."""
        return self.asks and self.section.rule == "inherited" and bool(self.found)

    def take_list(self, items: list[Block]) -> None:
        """A list: statements, alternatives of the sentence before it, or none of our business."""
        self.paragraph = len(self.text)
        nodes = tree(self.text, items)
        lead = self.lead if not (self.asks and only_speaks(self.lead_text)) else None
        group = self._lead_group()
        if self.asks and self.section.rule == "inherited" and is_offer([node.content for node in nodes]):
            self._ignore(items, headings.PAY)
        elif lead and lead.role in ("noise", "duties"):
            self._ignore(items, lead.reason or "duties describe the work, not the person")
        elif self.asks and cues.CHOICE.search(self.lead_text) and self._owner_before(items[0].start):
            spans = tuple(Span(node.start, node.end) for node in nodes)
            self.found[-1] = replace(
                self.found[-1], alternatives=spans, rules=(*self.found[-1].rules, "one-of-list")
            )
        elif not self.asks and lead and is_of_business([node.content for node in nodes]):
            self._take_sentence(self.lead_span)
        elif self.asks or self._asks_here(lead, nodes):
            for entry in entries(self._without_terms(nodes), group):
                self._take_entry(entry)
        elif self.section.role == "soft":
            for entry in entries(nodes):
                self._take_entry(entry)

    def _without_terms(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The items without offers at the end of the list and without duties of office among conditions."""
        contents = [node.content for node in nodes]
        stop, formal = offers_from(contents), conditions_among(contents)
        for index, node in enumerate(nodes):
            reason = headings.PAY if index >= stop else CONDITION if index in formal else ""
            if reason:
                self.ignored.append(Ignored(node.start, node.end, shown(self.section.heading), reason))
        return tuple(node for i, node in enumerate(nodes) if i < stop and i not in formal)

    def _asks_here(self, lead: Meaning | None, nodes: tuple[Node, ...]) -> bool:
        """Whether a list asks something although its heading says nothing: by its lead-in or its items."""
        if self.section.role not in ("prose", "duties") or (self.section.role == "duties" and not lead):
            return False
        if lead:
            return lead.role in ("requirements", "desirable")
        return is_profile([node.content for node in nodes])

    def _lead_group(self) -> str | None:
        """A lead-in that is only a name (``Working with people:``) names the group of its list."""
        bare = self.lead_text.rstrip(":")
        is_name = self.lead_text.endswith(":") and len(bare.split()) <= MAX_GROUP_WORDS and bare[:1].isupper()
        return bare if is_name and not self.lead and not cues.SPEAKS.match(bare) else None

    def _owner_before(self, start: int) -> bool:
        """Whether the last statement stands in the paragraph that leads into the list at ``start``."""
        return (
            bool(self.found)
            and self.found[-1].rules[-1] == "lead-in-sentence"
            and self.found[-1].end <= start
        )

    def _take_entry(self, entry: Entry) -> None:
        node, grade = entry.node, self._grade(entry.node.start, entry.node.end)
        if grade:
            content = node.content[grade.start : grade.end]
            node = replace(node, start=node.start + grade.start, end=node.start + grade.end, content=content)
        ticked = node.marker.removeprefix(MARK) if node.marker.startswith(MARK) else ""
        self.column = grade.meaning if grade else ticked
        reason = set_aside(node.content)
        if reason:
            self.ignored.append(Ignored(node.start, node.end, self.section.heading, reason))
            return
        name = label(self.text, node.start, node.end)
        group = name.text if name else entry.group
        whole = self._full_sentences(name.rest if name else node.start, node.end, named=bool(name))
        if whole and (name or len(whole) > 1):
            for span in whole:
                self._add(span.start, span.end, group, (entry.rule, "full-sentence"))
            return
        alternatives = tuple(Span(n.start, n.end) for n in entry.alternatives)
        self._add(node.start, node.end, group, (entry.rule,), alternatives)

    def _full_sentences(self, start: int, end: int, *, named: bool) -> list[Span]:
        """The sentences of an item if each of them asks something by itself, else nothing.

        Below a name, sentences to the candidate (``You have ... You can ...``) describe one quality, and words
        that go on in small letters need the name.
        """
        if named and self.text[start].islower():
            return []
        spans = list(sentences(self.text, start, end))
        if named and any(cues.SPOKEN_TO.match(self.text[s.start : s.end]) for s in spans):
            return []
        told = [self.text[s.start : s.end] for s in spans]
        return spans if all(is_full(s) for s in told) else []

    def _add(
        self,
        start: int,
        end: int,
        group: str | None,
        rules: tuple[str, ...],
        alternatives: tuple[Span, ...] = (),
    ) -> None:
        section = self.section
        hint, cue = _hint(section, self.lead, self.lead_text)
        if section.role == "desirable" and self._is_firm(start, end, rules):
            hint, cue = None, ""
        for name in (self.column, group):
            if not hint and name and (meant := lead_in_meaning(name)) and meant.role == "desirable":
                hint, cue = "preferred", name
        heading = section.heading or section.parent
        named = _asks_by_name(section)
        self.found.append(
            Found(
                start,
                end,
                shown(section.parent if not named and section.parent else heading),
                group or (None if named or not section.parent else shown(section.heading)),
                hint,
                cue,
                bool(cues.TENTATIVE.search(self.lead_text)),
                alternatives,
                (section.rule, *rules),
            )
        )

    def _is_firm(self, start: int, end: int, rules: tuple[str, ...]) -> bool:
        """Whether something required stands among wishes."""
        spoken = rules[0].startswith("prose") and cues.FIRM.search(self.text[start:end])
        return bool(spoken or cues.MINIMUM.match(self.text[self.paragraph : self.paragraph + NEAR]))

    def _ignore(self, items: list[Block], reason: str) -> None:
        self.ignored.append(Ignored(items[0].start, items[-1].end, shown(self.section.heading), reason))


def _hint(section: Section, lead: Meaning | None, lead_text: str) -> tuple[Necessity | None, str]:
    """What heading and lead-in say about necessity, with the words that said it."""
    if lead and lead.role == "desirable":
        return "preferred", lead_text
    if section.role == "desirable":
        return "preferred", section.heading
    return None, ""


def _asks_by_name(section: Section) -> bool:
    return section.rule != "inherited" or section.role == "prose"
