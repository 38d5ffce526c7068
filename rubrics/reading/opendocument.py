"""From an OpenDocument text to lines in light Markdown, by way of HTML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from rubrics.reading import packages
from rubrics.reading.composition import Written
from rubrics.reading.markup import to_lines
from rubrics.reading.types import UnreadableDocument
from rubrics.reading.word import numbered

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE = (f"{{{SPACE}{name}:1.0}}" for name in ("text", "table", "style"))
FO = f"{{{SPACE}xsl-fo-compatible:1.0}}"
OFFICE = f"{{{SPACE}office:1.0}}"
MANIFEST = f"{{{SPACE}manifest:1.0}}"
TAGS = {
    f"{TEXT}p": "p",
    f"{TEXT}list": "ul",
    f"{TEXT}list-item": "li",
    f"{TEXT}list-header": "li",
    f"{TABLE}table": "table",
    f"{TABLE}table-row": "tr",
    f"{TABLE}table-cell": "td",
}
SKIPPED = frozenset(
    [
        f"{TEXT}note",
        f"{OFFICE}annotation",
        f"{TEXT}tracked-changes",
        f"{OFFICE}forms",
        f"{TEXT}table-of-content",
    ]
)
BREAKS = {f"{TEXT}s": " ", f"{TEXT}tab": " "}


def to_opendocument_lines(data: bytes) -> Iterator[Written]:
    """The lines of an .odt file; the place of each is the number of its paragraph.

    Raises UnreadableDocument.
    """
    package = packages.opened(data)
    if b"encryption-data" in (packages.part(package, "META-INF/manifest.xml") or b""):
        raise UnreadableDocument(packages.LOCKED)
    content = packages.part(package, "content.xml")
    try:
        root = etree.fromstring(content or b"", etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(packages.DAMAGED) from error
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableDocument(packages.DAMAGED)
    page = html.Element("body")
    _append(page, body, _bold_styles(root))
    return numbered(to_lines(page))


def _bold_styles(root: etree._Element) -> frozenset[str]:
    styles = root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style")
    return frozenset(
        style.get(f"{STYLE}name", "")
        for style in styles
        if any(p.get(f"{FO}font-weight") == "bold" for p in style.iterfind(f"{STYLE}text-properties"))
    )


def _append(parent: html.HtmlElement, source: etree._Element, bold: frozenset[str]) -> None:
    """The children of ``source`` as HTML below ``parent``; unknown elements give their content only."""
    for child in source:
        if child.tag in BREAKS:
            _write(parent, BREAKS[child.tag])
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            target = _target(parent, child, bold)
            _write(target, child.text or "")
            _append(target, child, bold)
        _write(parent, child.tail or "")


def _target(parent: html.HtmlElement, child: etree._Element, bold: frozenset[str]) -> html.HtmlElement:
    tag = TAGS.get(child.tag, "")
    if child.tag == f"{TEXT}h":
        level = child.get(f"{TEXT}outline-level", "1")
        tag = f"h{min(max(int(level), 1), 6)}" if level.isdecimal() else "h1"
    elif child.tag == f"{TEXT}line-break":
        tag = "br"
    target = parent
    if tag:
        target = etree.SubElement(target, tag)
        for name in ("columns", "rows"):
            spanned = child.get(f"{TABLE}number-{name}-spanned")
            if spanned:
                target.set({"columns": "colspan", "rows": "rowspan"}[name], spanned)
    is_bold = child.tag in (f"{TEXT}p", f"{TEXT}span") and child.get(f"{TEXT}style-name", "") in bold
    return etree.SubElement(target, "strong") if is_bold else target


def _write(element: html.HtmlElement, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
