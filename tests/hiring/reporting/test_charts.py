import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from hiring.reporting.charts import coverage_bar, dot_plot, heat_cell, interval_strip, scale_position, tint
from hiring.reporting.facts import assemble
from hiring.reporting.sections import build


@pytest.fixture
def contents(facts):
    return build(assemble(facts))


def every_chart(contents) -> list[str]:
    return [
        interval_strip(contents.summary.strip),
        *(dot_plot(row) for row in contents.rows),
        heat_cell("Ana, Communication", [3, 4, 4], 11 / 3),
        heat_cell("Ana, Communication", [], None),
        coverage_bar(0.8, "80% of the weight is rated"),
    ]


def test_every_chart_is_well_formed_with_a_role_a_title_and_no_style(contents):
    for svg in every_chart(contents):
        root = ET.fromstring(svg)

        assert root.get("role") == "img"
        assert root[0].tag == "title"
        assert root[0].text
        assert re.search(r"style=|<style|<script|\son\w+=", svg) is None


def test_the_dot_plot_says_all_ratings_in_its_title(contents):
    root = ET.fromstring(dot_plot(contents.rows[3]))

    assert root[0].text == "Leadership and people development: Noor Halabi 2, Mei Tanaka 4; mean 3.0"


def test_the_dot_plot_has_one_disc_per_rating_a_range_and_a_mean(contents):
    root = ET.fromstring(dot_plot(contents.rows[0]))
    classes = [line.get("class") for line in root.iter("line")]

    assert [text.text for text in root.iter("text")] == ["BO", "IV", "TL"]
    assert len(list(root.iter("circle"))) == 3
    assert (classes.count("r"), classes.count("m"), classes.count("g3")) == (1, 1, 1)


def test_a_competency_without_ratings_has_neither_disc_nor_mean(contents):
    empty = replace(contents.rows[0], discs=(), mean=None, mean_text="")
    root = ET.fromstring(dot_plot(empty))

    assert root[0].text == "Intellectual rigour and flexibility: not assessed"
    assert [line.get("class") for line in root.iter("line")] == ["g", "g", "g3", "g", "g"]


def test_without_an_interval_the_strip_has_the_mark_alone(contents):
    strip = replace(contents.summary.strip, low=None, high=None)
    classes = [line.get("class") for line in ET.fromstring(interval_strip(strip)).iter("line")]

    assert classes == ["ax", *["tk"] * 5, "pt"]


def test_an_incomplete_composite_draws_the_axis_only(contents):
    strip = replace(contents.summary.strip, value=None, low=None, high=None)
    classes = [line.get("class") for line in ET.fromstring(interval_strip(strip)).iter("line")]

    assert classes == ["ax", *["tk"] * 5]


def test_names_are_escaped(contents):
    disc = replace(contents.rows[0].discs[0], name="<script>alert(1)</script>", initials="<&")
    svg = dot_plot(replace(contents.rows[0], discs=(disc,)))

    assert "<script" not in svg
    assert ET.fromstring(svg)[0].text == (
        "Intellectual rigour and flexibility: <script>alert(1)</script> 4; mean 3.7"
    )


def test_a_cell_without_ratings_has_a_dash_and_no_number():
    root = ET.fromstring(heat_cell("Ana, Communication", [], None))

    assert (root[0].text, [text.text for text in root.iter("text")]) == (
        "Ana, Communication: not assessed",
        ["–"],
    )


@pytest.mark.parametrize(
    ("mean", "step"), [(1.0, 1), (1.49, 1), (1.5, 2), (2.5, 3), (3.5, 4), (4.49, 4), (4.5, 5)]
)
def test_the_tint_changes_at_the_halves_going_up(mean, step):
    assert tint(mean) == step


def test_the_scale_leaves_a_tenth_free_on_either_side():
    assert [scale_position(1, 5), scale_position(3, 5), scale_position(5, 5)] == [10.0, 50.0, 90.0]
