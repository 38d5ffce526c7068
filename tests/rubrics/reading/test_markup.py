"""A page becomes its content in light Markdown."""

from rubrics.reading.markup import to_text

PAGE = """<!doctype html><html><head><title>Shop</title><style>p{}</style></head><body>
<nav><ul><li>Senior Manager</li></ul></nav>
<main><h1>Shop  assistant</h1><p>We sell <b>tea</b> &amp; more.</p>
<h2>You bring</h2><ul><li>Patience</li><li>Arithmetic<ul><li>in your head</li></ul></li></ul>
<script>var must = 1</script></main>
<footer>All rights reserved</footer></body></html>"""


def test_navigation_scripts_styles_and_footers_are_dropped() -> None:
    assert to_text(PAGE) == (
        "# Shop assistant\n\nWe sell **tea** & more.\n\n## You bring\n\n"
        "- Patience\n- Arithmetic\n  - in your head\n"
    )


def test_paragraphs_in_divisions_stay_apart() -> None:
    page = "<body><div>One<div>Two</div>Three</div><p>Four<br>Five</p></body>"

    assert to_text(page) == "One\n\nTwo\n\nThree\n\nFour\n\nFive\n"


def test_a_list_of_links_only_is_a_menu() -> None:
    menu = "<ul><li><a href='/a'>Senior Clerk</a></li><li><a href='/b'>Head Clerk</a></li></ul>"
    mixed = "<ul><li><a href='/a'>SQL</a></li><li>Tact</li></ul>"

    assert to_text(f"<body><div>{menu}</div>{mixed}</body>") == "- SQL\n- Tact\n"


def test_hidden_parts_are_dropped() -> None:
    assert to_text("<body><p hidden>no</p><p aria-hidden='true'>no</p><p>yes</p></body>") == "yes\n"


def test_a_table_of_requirements_keeps_its_columns_and_another_is_read_cell_by_cell() -> None:
    head = "<tr><th></th><th>Essential</th><th>Desirable</th></tr>"
    asked = f"<table>{head}<tr><td>Skills</td><td><ul><li>tact<li>calm</ul></td><td>song</td></tr></table>"
    other = "<table><tr><td>Grade</td><td>7</td></tr></table>"

    assert to_text(f"<body>{asked}{other}</body>") == (
        "|  | Essential | Desirable |\n|---|---|---|\n| Skills | tact | song |\n|  | calm |  |\n\nGrade\n\n7\n"
    )


def test_the_name_of_a_folded_part_is_a_heading() -> None:
    page = "<body><h1>Clerk</h1><details><summary>You bring</summary><ul><li>Tact</li></ul></details></body>"

    assert to_text(page) == "# Clerk\n\n### You bring\n\n- Tact\n"


def test_the_header_of_an_article_is_content_and_the_banner_of_a_page_is_not() -> None:
    source = (
        "<body><header><h1>Rope Works</h1></header><article><header><p>Vacancy</p><h1>Clerk</h1></header>"
        "<p>Be calm.</p></article></body>"
    )

    assert to_text(source) == "Vacancy\n\n# Clerk\n\nBe calm.\n"
    assert to_text("<body><header><h1>Rope Works</h1></header><p>Be calm.</p></body>") == "Be calm.\n"
