"""From an HTML page to text in light Markdown: headings, lists and paragraphs, without furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from rubrics.reading import grids
from rubrics.reading.composition import Written, composed
from rubrics.reading.types import UnreadableDocument

DROPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "header",
        "form",
        "button",
        "select",
        "option",
        "svg",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "dialog",
    ]
)
DROPPED_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu", "menubar"]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
MENU_ITEMS = 2
MAX_SPAN = 50
NO_TEXT = "This HTML page holds no text; save the page again or paste its text."
# What a folded part of a page is called stands below the headings of the page, so it ranks as its third level.
HEADINGS = {f"h{n}": n for n in range(1, 7)} | {"summary": 3}


def to_text(source: str) -> str:
    """The content of a page: ``#`` before headings, ``-`` before list items, empty lines between blocks.

    Raises UnreadableDocument when nothing is left.
    """
    text, _ = composed(to_lines(parsed(source)))
    if not text:
        raise UnreadableDocument(NO_TEXT)
    return text


def parsed(source: str) -> html.HtmlElement:
    """The tree of a page or of a piece of one. Raises UnreadableDocument when there is nothing in it."""
    try:
        return html.document_fromstring(_without_declaration(source))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(NO_TEXT) from error


def to_lines(root: html.HtmlElement) -> Iterator[Written]:
    """The lines of a page's content in light Markdown; the place of each is the path of its element."""
    content = _main(root)
    return _lines(content, 0, str(content.tag))


def _without_declaration(source: str) -> str:
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", source.replace("\0", ""))


def _main(root: html.HtmlElement) -> html.HtmlElement:
    for path in ("//main", "//*[@role='main']", "//article", "//body"):
        found = root.xpath(path)
        if len(found) == 1 and found[0].text_content().strip():
            return found[0]
    return root


def _dropped(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or (element.tag in DROPPED and not _heads_content(element)):
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or element.get("role", "") in DROPPED_ROLES


def _heads_content(element: html.HtmlElement) -> bool:
    """Whether a header belongs to an article or a section and holds the title, unlike the banner of a page."""
    if element.tag != "header" or element.find(".//h1") is None:
        return False
    return any(above.tag in ("article", "main", "section") for above in element.iterancestors())


def _steps(element: html.HtmlElement, path: str) -> Iterator[tuple[html.HtmlElement, str]]:
    """The children with their paths, such as ``main/ul[2]/li[1]``."""
    count: Counter[str] = Counter()
    for child in element:
        count[str(child.tag)] += 1
        yield child, f"{path}/{child.tag}[{count[str(child.tag)]}]"


def _lines(element: html.HtmlElement, depth: int, path: str) -> Iterator[Written]:
    """Lines of one block element, children included; text between blocks becomes paragraphs."""
    inline: list[str] = [element.text or ""]
    for child, step in _steps(element, path):
        if _dropped(child):
            inline.append(child.tail or "")
            continue
        if child.tag in BLOCKS or _holds_blocks(child):
            yield from _paragraph(inline, path)
            yield from _block(child, depth, step)
            inline = [child.tail or ""]
        else:
            inline += [_inline(child), child.tail or ""]
    yield from _paragraph(inline, path)


def _block(element: html.HtmlElement, depth: int, path: str) -> Iterator[Written]:
    tag = str(element.tag)
    yield Written("")
    if tag in HEADINGS:
        title = _squeezed(_inline(element)).replace("**", "")
        if title:
            yield Written("#" * HEADINGS[tag] + " " + title, path)
    elif tag in ("ul", "ol"):
        yield from () if _only_links(element) else _list(element, depth, path)
    elif tag == "table":
        yield from _table(element, depth, path)
    else:
        yield from _lines(element, depth, path)
    yield Written("")


def _list(element: html.HtmlElement, depth: int, path: str) -> Iterator[Written]:
    for item, step in _steps(element, path):
        if _dropped(item):
            continue
        lines = [line for line in _lines(item, depth + 1, step) if line.text]
        for position, line in enumerate(lines):
            nested = line.text.startswith("  " * (depth + 1) + "- ")
            bare = nested or position
            yield line if bare else Written("  " * depth + "- " + line.text.lstrip(), line.place)


def _table(element: html.HtmlElement, depth: int, path: str) -> Iterator[Written]:
    """A table of requirements as rows between bars; any other one cell by cell."""
    rows = [
        grids.Row([_cell(cell) for cell in row if cell.tag in ("td", "th")], f"{path}/tr[{number}]")
        for number, row in enumerate(element.iter("tr"), 1)
    ]
    written = grids.written(rows) if element.find(".//table") is None else None
    yield from written if written is not None else _lines(element, depth, path)


def _cell(element: html.HtmlElement) -> grids.Cell:
    lines = [re.sub(r"^\s*- ", "", line.text) for line in _lines(element, 0, "") if line.text]
    return grids.Cell(lines, _span(element, "colspan"), _span(element, "rowspan"))


def _span(element: html.HtmlElement, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(int(value), MAX_SPAN) if re.fullmatch(r"[1-9]\d{0,3}", value) else 1


def _only_links(element: html.HtmlElement) -> bool:
    """Whether a list is a menu: several items, and nothing in them but links."""
    items = [item for item in element if item.tag == "li"]
    linked = ["".join(link.text_content() for link in item.iter("a")) for item in items]
    return len(items) >= MENU_ITEMS and all(
        _squeezed(text) and _squeezed(text) == _squeezed(item.text_content())
        for text, item in zip(linked, items, strict=True)
    )


def _paragraph(parts: list[str], path: str) -> Iterator[Written]:
    content = _squeezed("".join(parts))
    if content:
        yield Written(content, path)


def _holds_blocks(element: html.HtmlElement) -> bool:
    return any(
        isinstance(d.tag, str) and d.tag in BLOCKS and d.tag != "br" for d in element.iterdescendants()
    )


def _inline(element: html.HtmlElement) -> str:
    if element.tag == "br":
        return "\n"
    parts = [element.text or ""]
    for child in element:
        parts += ["" if _dropped(child) else _inline(child), child.tail or ""]
    content = "".join(parts)
    if element.tag in ("strong", "b") and content.strip():
        return f"**{content.strip()}**" + (" " if content[-1:].isspace() else "")
    return content


def _squeezed(content: str) -> str:
    return re.sub(r"\s+", " ", content).strip()
