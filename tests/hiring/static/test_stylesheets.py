"""The stylesheets share the admin with Unfold, and carry no foreign address."""

import re
from pathlib import Path

import pytest
import unfold
from django.contrib.staticfiles import finders

from config.settings.unfold import STYLESHEETS

ROOT = Path(__file__).resolve().parents[3]
UNFOLD = Path(unfold.__file__).parent
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ADDRESS = re.compile(r'url\("([^"]+)"\)')
# Django's own names, which our rules touch only inside .app; the theme's two classes are shared on purpose.
SHARED = {"dark", "light", "errorlist", "helptext"}


def sheet(name: str) -> str:
    return COMMENT.sub("", (ROOT / f"hiring/static/hiring/css/{name}.css").read_text())


def class_names(css: str) -> set[str]:
    selectors = re.findall(r"([^{}]+)\{", ADDRESS.sub("", css))
    return {name for selector in selectors for name in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", selector)}


def test_no_class_of_ours_has_a_rule_in_unfold() -> None:
    ours = set().union(*(class_names(sheet(name)) for name in STYLESHEETS))
    theirs = class_names((UNFOLD / "static/unfold/css/styles.css").read_text())
    assert ours & theirs - SHARED == set()


def test_the_pages_load_every_stylesheet_that_the_admin_loads_in_the_same_order() -> None:
    linked = (ROOT / "templates/components/stylesheets.html").read_text()
    assert tuple(re.findall(r"hiring/css/(\w+)\.css", linked)) == STYLESHEETS


@pytest.mark.parametrize("name", STYLESHEETS)
def test_every_address_in_a_stylesheet_is_a_file_of_ours_or_of_unfold(name: str) -> None:
    for address in ADDRESS.findall(sheet(name)):
        path = str((Path("/hiring/css") / address).resolve().relative_to("/"))
        assert finders.find(path), address


@pytest.mark.parametrize("folder", ["templates", "hiring/static/hiring/js"])
def test_no_page_or_script_writes_inline_styles_or_handlers(folder: str) -> None:
    guilty = [
        str(path)
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".js"}
        and "emails" not in path.parts
        and re.search(
            r"<style|\sstyle=|\son(click|load|change|submit|input)=|<script>|innerHTML", path.read_text()
        )
    ]
    assert guilty == []
