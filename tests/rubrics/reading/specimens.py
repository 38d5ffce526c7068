"""Files of every format, made for the tests: Word by hand, PDF by typst from the project's own text."""

import io
import zipfile
from functools import cache
from html import escape
from xml.sax.saxutils import escape as xml

import typst

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/>{more}</Relationships>'
)
STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="PartLoud"><w:name w:val="Part Loud"/>'
    '<w:basedOn w:val="Part"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Points"><w:name w:val="Points"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
)
LEVEL = '<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>'
NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    + "".join(
        f'<w:abstractNum w:abstractNumId="{n}">'
        + "".join(LEVEL.format(level=level, form=form) for level in range(3))
        + "</w:abstractNum>"
        for n, form in ((1, "bullet"), (2, "decimal"))
    )
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    + "</w:numbering>"
)


def paragraph(text: str, *, style: str = "", bold: bool = False, number: int = 0, level: int = 0) -> str:
    """A paragraph of a Word file; ``number`` 1 is a bullet, 2 a figure."""
    counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    loud = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f"<w:p><w:pPr>{named}{counted}</w:pPr>"
        f'<w:r>{loud}<w:t xml:space="preserve">{xml(text)}</w:t></w:r></w:p>'
    )


def table(rows: list[list[list[str]]]) -> str:
    """A table of a Word file: rows of cells of paragraphs."""
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{''.join(map(paragraph, cell))}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def text_box(text: str) -> str:
    """A paragraph that holds a text box, as Word writes it for old and new readers."""
    box = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>'
        f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def word(*body: str, parts: dict[str, str] | None = None) -> bytes:
    """A Word file with this body."""
    more = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering")
    )
    document = f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
    return package(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.format(
                office=OFFICE, kind="officeDocument", target="word/document.xml", more=""
            ),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": RELATIONS.format(
                office=OFFICE, kind="theme", target="theme.xml", more=more
            ),
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            **(parts or {}),
        }
    )


def package(parts: dict[str, str]) -> bytes:
    """A zip of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return held.getvalue()


@cache
def pdf(source: str) -> bytes:
    """A PDF from typst markup, with the fonts that typst brings along."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    compiled = typst.Compiler(source.encode(), font_paths=fonts, ignore_system_fonts=True).compile(
        format="pdf", timestamp=0
    )
    assert isinstance(compiled, bytes)
    return compiled


def page(*body: str) -> bytes:
    """A page of the web with this body."""
    return f"<!doctype html><html><body><main>{''.join(body)}</main></body></html>".encode()


def element(tag: str, text: str) -> str:
    """An element of a page with text."""
    return f"<{tag}>{escape(text)}</{tag}>"
