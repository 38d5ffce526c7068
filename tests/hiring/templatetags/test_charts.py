"""What a chart says to those who cannot see it, and what it never shows."""

from django.template import Context, Template


def drawn(source: str, **context: object) -> str:
    return Template("{% load charts %}" + source).render(Context(context))


def test_a_heat_cell_tells_its_mean_and_every_rating() -> None:
    cell = drawn('{% heat_cell "Ada" "Rigour" 3.0 ratings url="/x" flag="debrief" %}', ratings=[2, 4])
    assert 'aria-label="Ada, Rigour: mean 3.0, ratings 2, 4, debrief required"' in cell
    assert 'class="cell__b d3 is-debrief"' in cell


def test_a_heat_cell_of_one_rater_says_so() -> None:
    cell = drawn('{% heat_cell "Ada" "Rigour" 3.0 ratings %}', ratings=[3])
    assert "<small>1 rater</small>" in cell


def test_a_competency_nobody_assessed_has_no_number() -> None:
    cell = drawn('{% heat_cell "Ada" "Rigour" None ratings %}', ratings=[])
    assert "not assessed" in cell
    assert not any(character.isdigit() for character in cell.split("xs muted")[1].split("<")[0])


def test_a_composite_without_an_interval_says_that_it_is_not_estimable() -> None:
    strip = drawn("{% interval_strip 3.4 %}")
    assert strip.count("3.4, interval not estimable") == 2
    assert 'class="iv"' not in strip


def test_a_composite_is_shown_with_its_interval_in_words() -> None:
    assert drawn("{% interval_strip 3.7 3.5 4.0 %}").count("3.7, interval 3.5 to 4.0") == 2


def test_a_dot_plot_names_the_raters() -> None:
    plot = drawn('{% dot_plot "Rigour" ratings 3.5 %}', ratings=[("AB", "Ann Bell", 3), ("CD", "Cy Dunn", 4)])
    assert 'aria-label="Rigour: Ann Bell 3, Cy Dunn 4; mean 3.5"' in plot


def test_no_chart_carries_a_style_attribute() -> None:
    charts = drawn(
        '{% heat_cell "A" "B" 3.0 r %}{% interval_strip 3 2 4 %}{% interval_axis %}{% interval_big 3 2 4 %}'
        '{% dot_plot "B" d 3 %}{% minute_plan p 5 %}{% week_load w 2 0 %}',
        r=[3],
        d=[("AB", "Ann Bell", 3)],
        p=[("Opening", 5), ("Rest", 40)],
        w=[("Mon", 1, 2)],
    )
    assert "style=" not in charts


def test_a_mean_is_rounded_as_in_the_report_and_its_files() -> None:
    cells = drawn('{% heat_cell "Ada" "Rigour" 3.25 r %}{% heat_cell "Ada" "Rigour" 3.35 r %}', r=[3, 4])
    assert ("<span>3.2</span>" in cells, "<span>3.4</span>" in cells) == (True, True)


def test_the_course_of_a_search_falls_in_steps_onto_its_bound() -> None:
    curve = drawn(
        "{% search_curve curves %}", curves=[[(0.0, 300.0, None), (5.0, 200.0, 100.0), (10.0, 200.0, 200.0)]]
    )
    assert 'class="cost" points="0.0,4.0 50.0,4.0 50.0,21.0 100.0,21.0 100.0,21.0"' in curve
    assert 'class="bound" points="50.0,38.0 100.0,21.0"' in curve


def test_a_search_without_a_course_is_not_drawn() -> None:
    assert drawn("{% search_curve curves %}", curves=[[(0.0, 300.0, None)]]).strip() == ""
