"""From an HTML page to text in light Markdown: headings, lists and paragraphs, without furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

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
HEADINGS = {f"h{n}": n for n in range(1, 7)}


def to_text(source: str) -> str:
    """The content of a page: ``#`` before headings, ``-`` before list items, empty lines between blocks.

    Raises UnreadableDocument when nothing is left.
    """
    try:
        root = html.document_fromstring(_without_declaration(source))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(
            "This HTML page holds no text; save the page again or paste its text."
        ) from error
    content = _main(root)
    lines = list(_lines(content, depth=0))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
    if not text.strip():
        raise UnreadableDocument("This HTML page holds no text; save the page again or paste its text.")
    return text


def _without_declaration(source: str) -> str:
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", source.replace("\0", ""))


def _main(root: html.HtmlElement) -> html.HtmlElement:
    for path in ("//main", "//*[@role='main']", "//article", "//body"):
        found = root.xpath(path)
        if len(found) == 1 and found[0].text_content().strip():
            return found[0]
    return root


def _dropped(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in DROPPED:
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or element.get("role", "") in DROPPED_ROLES


def _lines(element: html.HtmlElement, depth: int) -> Iterator[str]:
    """Lines of one block element, children included; text between blocks becomes paragraphs."""
    inline: list[str] = [element.text or ""]
    for child in element:
        if _dropped(child):
            inline.append(child.tail or "")
            continue
        if child.tag in BLOCKS or _holds_blocks(child):
            yield from _paragraph(inline)
            yield from _block(child, depth)
            inline = [child.tail or ""]
        else:
            inline += [_inline(child), child.tail or ""]
    yield from _paragraph(inline)


def _block(element: html.HtmlElement, depth: int) -> Iterator[str]:
    tag = str(element.tag)
    if tag in HEADINGS:
        title = _squeezed(_inline(element))
        if title:
            yield from ("", "#" * HEADINGS[tag] + " " + title, "")
    elif tag in ("ul", "ol"):
        yield from () if _only_links(element) else _list(element, depth)
    else:
        yield ""
        yield from _lines(element, depth)
        yield ""


def _list(element: html.HtmlElement, depth: int) -> Iterator[str]:
    yield ""
    for item in element:
        if _dropped(item):
            continue
        lines = [line for line in _lines(item, depth + 1) if line]
        for position, line in enumerate(lines):
            nested = line.startswith("  " * (depth + 1) + "- ")
            yield line if nested or position else "  " * depth + "- " + line.lstrip()
    yield ""


def _only_links(element: html.HtmlElement) -> bool:
    """Whether a list is a menu: several items, and nothing in them but links."""
    items = [item for item in element if item.tag == "li"]
    linked = ["".join(link.text_content() for link in item.iter("a")) for item in items]
    return len(items) >= MENU_ITEMS and all(
        _squeezed(text) and _squeezed(text) == _squeezed(item.text_content())
        for text, item in zip(linked, items, strict=True)
    )


def _paragraph(parts: list[str]) -> Iterator[str]:
    content = _squeezed("".join(parts))
    if content:
        yield content


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
