"""Job postings as data: JSON-LD JobPosting, and the jobs of applicant tracking systems."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from rubrics.reading.blocks import split
from rubrics.reading.composition import Written, composed
from rubrics.reading.lines import physical
from rubrics.reading.markup import parsed, to_lines
from rubrics.reading.types import UNMARKED_LEVEL, Places, UnreadableDocument

# Names of fields, in the order in which they are written; an empty heading writes none.
TITLES = ("title", "jobTitle", "job_title", "text", "name")
FIELDS: tuple[tuple[str, str], ...] = (
    ("descriptionHtml", ""),
    ("description", ""),
    ("content", ""),
    ("jobDescription", ""),
    ("internal_content", ""),
    ("body", ""),
    ("descriptionBody", ""),
    ("descriptionPlain", ""),
    ("responsibilities", "Responsibilities"),
    ("requirements", "Requirements"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("competency", "Skills"),
    ("experienceRequirements", "Experience"),
    ("requiredExperience", "Experience"),
    ("educationRequirements", "Education"),
    ("requiredEducation", "Education"),
    ("requiredCredential", "Credentials"),
    ("lists", ""),
    ("physicalRequirement", "Physical requirements"),
    ("sensoryRequirement", "Physical requirements"),
    ("securityClearanceRequirement", "Security clearance"),
    ("eligibilityToWorkRequirement", "Eligibility to work"),
    ("citizenshipRequirement", "Eligibility to work"),
    ("specialCommitments", "Special commitments"),
    ("additionalInformation", "Additional information"),
    ("additional", ""),
    ("additionalPlain", ""),
    ("closingHtml", ""),
    ("closing", ""),
    ("jobBenefits", "Benefits"),
    ("benefits", "Benefits"),
    ("incentiveCompensation", "Benefits"),
)
# Of these pairs the second says the same in plain text.
PLAIN = {
    "description": "descriptionHtml",
    "descriptionPlain": "description",
    "additionalPlain": "additional",
    "closing": "closingHtml",
    "internal_content": "content",
    "descriptionBody": "description",
}
WRAPPERS = ("data", "job", "jobs", "posting", "postings", "results", "attributes", "jobPostingInfo", "@graph")
SECTIONS = ("sections", "jobAd", "content", "descriptionParts")
MAX_ESCAPES = 4
MAX_DEPTH = 12
TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
NO_JSON = "This file is no valid JSON; export it again or paste the text of the posting."
NO_POSTING = "This JSON file holds no job posting with a description; use the text of the posting instead."
SEVERAL = "This file holds {count} job postings; save each one as a file of its own."


def read_posting(source: str) -> tuple[str, Places]:
    """The text and places of a JSON file that holds one posting.

    Raises UnreadableDocument for no valid JSON, and for none or several postings in it.
    """
    try:
        found = postings(loaded(source))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(NO_JSON) from error
    if len(found) > 1:
        raise UnreadableDocument(SEVERAL.format(count=len(found)))
    text, places = composed(posting_lines(found[0])) if found else ("", ())
    if not text:
        raise UnreadableDocument(NO_POSTING)
    return text, places


def loaded(source: str) -> Any:
    """The data in JSON text, line ends inside of texts allowed. Raises ValueError or RecursionError."""
    return json.loads(source.lstrip("\ufeff"), strict=False)


def postings(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The postings in ``data``: what says that it is one, or what has a title and a description."""
    if depth > MAX_DEPTH:
        return []
    if isinstance(data, list):
        return [posting for each in data for posting in postings(each, depth + 1)]
    if not isinstance(data, dict):
        return []
    if _is_posting(data):
        return [data]
    return [posting for name in WRAPPERS if name in data for posting in postings(data[name], depth + 1)]


def posting_lines(posting: dict[str, Any]) -> Iterator[Written]:
    """The lines of one posting: its title, then its fields under headings; the place of each is its field.

    A posting without anything but a title gives none.
    """
    name, title = _title(posting)
    lines = list(_field_lines(_flat(posting)))
    if title and lines:
        yield from (Written(f"# {title}", name), Written(""))
    yield from lines


def _field_lines(fields: dict[str, Any]) -> Iterator[Written]:
    seen, heading = "", ""
    for name, head in FIELDS:
        if not fields.get(name) or fields.get(PLAIN.get(name, "")):
            continue
        lines = list(_lines(fields[name], name))
        said = _bare(line.text for line in lines)
        # Pages that fill the field of qualifications often say the same in the description.
        if not said or said in seen:
            continue
        seen += said
        yield from (Written(""), Written(f"## {head}", name), Written("")) if head and head != heading else ()
        heading = head
        yield from lines
        yield Written("")


def _is_posting(data: dict[str, Any]) -> bool:
    kinds = data.get("@type", "")
    names = [
        str(kind).rsplit(":", 1)[-1].rsplit("/", 1)[-1]
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    ]
    if kinds:
        return "JobPosting" in names
    fields = _flat(data)
    return bool(_title(data)[1]) and any(fields.get(name) for name, _ in FIELDS)


def _title(posting: dict[str, Any]) -> tuple[str, str]:
    """The field of the title and its text."""
    for name in TITLES:
        value = posting.get(name)
        text = value.get("@value") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            return name, " ".join(_stable(re.sub(r"<[^>]*>", " ", _unescaped(text))).split())
    return "", ""


def _flat(posting: dict[str, Any]) -> dict[str, Any]:
    """The fields of a posting and of the parts that some systems put them into."""
    fields = dict(posting)
    for name in SECTIONS:
        inner = fields.get(name)
        if not isinstance(inner, dict) or "@value" in inner:
            continue
        del fields[name]
        if name == "descriptionParts":
            fields.setdefault("description", list(inner.values()))
        elif name == "sections":
            fields["lists"] = [part for part in inner.values() if isinstance(part, dict)]
        else:
            fields = {**_flat(inner), **{k: v for k, v in fields.items() if v}}
    return fields


def _lines(value: Any, place: str) -> Iterator[Written]:
    """The lines of a value, whatever its shape."""
    if isinstance(value, str):
        yield from _text(_unescaped(value), place)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            within = f"{place}[{number}]"
            if isinstance(each, str) and not TAG.search(_unescaped(each)):
                yield from (Written(f"- {' '.join(_stable(each).split())}", within),) if each.strip() else ()
            else:
                yield from _lines(each, within)
    elif isinstance(value, dict):
        yield from _part(value, place)


def _part(part: dict[str, Any], place: str) -> Iterator[Written]:
    """The lines of a value with fields of its own: a section, a term, a credential, an experience."""
    for name in ("@value", "html", "plain"):
        if isinstance(part.get(name), str) and part[name].strip():
            yield from _lines(part[name], place)
            return
    content = part.get("content") if "content" in part else part.get("text") if "title" in part else None
    if content is not None:
        head = part.get("text") if "content" in part else part.get("title")
        yield from (
            (Written(""), Written(f"## {_stable(str(head)).strip()}", place), Written("")) if head else ()
        )
        yield from _lines(f"<ul>{content}</ul>" if re.match(r"\s*<li\b", str(content)) else content, place)
        yield Written("")
        return
    said = [part.get(name) for name in ("name", "description", "credentialCategory")]
    terms = [" ".join(_stable(text).split()) for text in said if isinstance(text, str) and text.strip()]
    months = str(part.get("monthsOfExperience", ""))
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.0)?", months):
        terms.append(_duration(int(float(months))))
    if terms and terms != ["no requirements"]:
        yield Written("- " + ": ".join(dict.fromkeys(terms)), place)


def _duration(months: int) -> str:
    amount, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"At least {amount} {unit}{'' if amount == 1 else 's'} of experience"


def _text(text: str, place: str) -> Iterator[Written]:
    """HTML or plain text, line by line."""
    if TAG.search(text):
        body = html.tostring(parsed(f"<div>{text}</div>"), encoding="unicode")
        for found in to_lines(parsed(body)):
            yield Written(re.sub(r"(?<=\S)\s+", " ", _stable(found.text)), place)
        return
    plain = _stable(text)
    if plain.count("•") > 1 and "\n" not in plain.strip():
        plain = re.sub(r"\s*•\s*", "\n• ", plain)
    # The title is marked as a heading, so that bare ones below it would not be known any more.
    heads = {
        block.start for block in split(plain) if block.kind == "heading" and block.level == UNMARKED_LEVEL
    }
    for start, end in physical(plain):
        line = plain[start:end]
        is_head = start + len(line) - len(line.lstrip()) in heads
        yield Written(f"### {line.strip()}" if is_head else line, place)


def _unescaped(text: str) -> str:
    """Escaped HTML as HTML, however often it was escaped; HTML that is none the more stays as it is."""
    for _ in range(MAX_ESCAPES):
        plain = entities.unescape(text)
        if TAG.search(text) or plain == text:
            break
        text = plain
    return text


def _stable(text: str) -> str:
    for _ in range(MAX_ESCAPES):
        text, before = entities.unescape(text), text
        if text == before:
            break
    return text


def _bare(lines: Iterator[str]) -> str:
    return re.sub(r"[\W_]+", "", " ".join(lines)).lower()
