"""From a Word file to lines in light Markdown, by way of HTML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import mammoth
from lxml import etree, html

from rubrics.reading import packages
from rubrics.reading.composition import Written
from rubrics.reading.markup import parsed, to_lines
from rubrics.reading.types import UnreadableDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIST_LEVELS = 6
MAX_PARENTS = 20
MAX_HEADING_WORDS = 10
NAMED_HEADING = re.compile(r"(?i)^heading ([1-6])$")
# Ids of styles that a style map can name.
WRITABLE = re.compile(r"^[A-Za-z][\w-]*$", re.ASCII)
NOTES = "//li[contains(@id, 'footnote-') or contains(@id, 'endnote-')] | //sup[a[contains(@href, 'note-')]]"


def to_word_lines(data: bytes) -> Iterator[Written]:
    """The lines of a Word file; the place of each is the number of its paragraph.

    Headings are known by outline level or by the name of their style, also of a style below it. Headers,
    footers, notes and comments are left out. Raises UnreadableDocument.
    """
    package = packages.opened(data)
    packages.check_parts(package)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map="\n".join(_style_map(package)),
            include_default_style_map=False,
            include_embedded_style_map=False,
            convert_image=_no_image,
            external_file_access=False,
        ).value
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        zipfile.BadZipFile,
    ) as error:
        raise UnreadableDocument(packages.DAMAGED) from error
    except Exception as error:
        # The parser's own error has no public name.
        if type(error).__name__ != "ExpatError":
            raise
        raise UnreadableDocument(packages.DAMAGED) from error
    return numbered(to_lines(_tidied(parsed(page)))) if page.strip() else iter(())


def numbered(lines: Iterator[Written]) -> Iterator[Written]:
    """The lines with the number of each paragraph as its place."""
    number = 0
    for line in lines:
        number += bool(line.text)
        yield Written(line.text, f"paragraph {number}" if line.text else "")


def _no_image(image: Any) -> list[Any]:
    return []


def _tidied(root: html.HtmlElement) -> html.HtmlElement:
    """Notes are dropped; numbered lines in bold become paragraphs, since they head what follows."""
    for note in root.xpath(NOTES):
        note.drop_tree()
    for ordered in root.xpath("//ol[li/strong]"):
        if all(_is_head(item, alone=len(ordered) == 1) for item in ordered):
            ordered.tag = "div"
            for item in ordered:
                item.tag = "div"
    return root


def _is_head(item: html.HtmlElement, *, alone: bool) -> bool:
    """Whether a numbered line is short, wholly in bold, and has something below it (or may have)."""
    if not len(item) or item[0].tag != "strong" or any(child.tag not in ("ol", "ul") for child in item[1:]):
        return False
    rest = (item.text or "") + (item[0].tail or "")
    short = len(item[0].text_content().split()) <= MAX_HEADING_WORDS
    return short and not rest.strip() and (alone or len(item) > 1)


def _style_map(package: zipfile.ZipFile) -> Iterator[str]:
    styles = _paragraph_styles(package)
    levels = {style: _heading_level(style, styles) for style in styles if WRITABLE.match(style)}
    yield from (f"p.{style} => h{level}:fresh" for style, level in levels.items() if level)
    for level in range(1, LIST_LEVELS + 1):
        above = "ul|ol > li > " * (level - 1)
        yield f"p:unordered-list({level}) => {above}ul > li:fresh"
        yield f"p:ordered-list({level}) => {above}ol > li:fresh"
    for style in (style for style, level in levels.items() if not level):
        if _inherits(style, styles, f"{W}pPr/{W}numPr/{W}numId") is not None:
            yield f"p.{style} => ul > li:fresh"
        elif _is_bold(style, styles):
            yield f"p.{style} => p:fresh > strong"
    yield "r[style-name='Strong'] => strong"


def _paragraph_styles(package: zipfile.ZipFile) -> dict[str, etree._Element]:
    data = packages.part(package, "word/styles.xml")
    if data is None:
        return {}
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(packages.DAMAGED) from error
    found = root.iterfind(f"{W}style[@{W}type='paragraph']")
    return {style.get(f"{W}styleId"): style for style in found if style.get(f"{W}styleId")}


def _lineage(style: str, styles: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """The style and those it is based on, nearest first."""
    for _ in range(MAX_PARENTS):
        element = styles.get(style)
        if element is None:
            return
        yield element
        based = element.find(f"{W}basedOn")
        style = based.get(f"{W}val", "") if based is not None else ""


def _inherits(style: str, styles: dict[str, etree._Element], path: str) -> str | None:
    """The nearest value that is set at ``path`` (``1`` where it stands without one)."""
    for element in _lineage(style, styles):
        found = element.find(path)
        if found is not None:
            return str(found.get(f"{W}val", "1"))
    return None


def _heading_level(style: str, styles: dict[str, etree._Element]) -> int:
    for element in _lineage(style, styles):
        name = element.find(f"{W}name")
        title = name.get(f"{W}val", "") if name is not None else ""
        match = NAMED_HEADING.match(title)
        if match or title == "Title":
            return int(match[1]) if match else 1
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and re.fullmatch(r"[0-5]", outline.get(f"{W}val", "")):
            return int(outline.get(f"{W}val")) + 1
    return 0


def _is_bold(style: str, styles: dict[str, etree._Element]) -> bool:
    return _inherits(style, styles, f"{W}rPr/{W}b") not in (None, "0", "false")
