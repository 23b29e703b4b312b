"""Pictures are drawn from the summary: bars, labels and alt text equal its values."""

import pandas as pd
import pytest

from toolkit import plot_bounds, plot_frequency, plot_ranking, summarize
from toolkit.figure import figure_html, new_chart

ADS = pd.DataFrame({"ad": ["a", "b", "c", "c"], "impressions": [5, 9, 4, 3], "reach": [5, 6, 3, 2]})


def test_bars_are_as_long_as_the_values_and_in_their_order():
    chart = plot_ranking(summarize(ADS, "impressions", "ad"), "impressions")
    assert [bar.get_width() for bar in chart.patches] == [9, 7, 5]
    assert [tick.get_text() for tick in chart.get_yticklabels()] == ["b", "c", "a"]
    assert [text.get_text() for text in chart.texts] == ["9", "7", "5"]


def test_title_and_axis_come_from_the_catalogue():
    chart = plot_ranking(summarize(ADS, "impressions", "ad"), "impressions")
    assert chart.get_title(loc="left") == "Impressions by ad"
    assert chart.get_xlabel() == "Impressions"


def test_a_span_is_a_bar_to_the_lower_end_and_a_line_to_the_upper():
    chart = plot_ranking(summarize(ADS, "reach", "ad", people="bounds"), "reach")
    assert [bar.get_width() for bar in chart.patches] == [6, 5, 3]
    ends = [segment[:, 0].tolist() for segment in chart.collections[0].get_segments()]
    assert ends == [[6, 6], [5, 5], [3, 5]]
    assert chart.texts[2].get_text() == "3 to 5"


def test_only_the_top_is_drawn():
    assert len(plot_ranking(summarize(ADS, "impressions", "ad"), "impressions", top=2).patches) == 2


def test_bounds_reach_from_the_lower_to_the_upper_end():
    chart = plot_bounds(summarize(ADS, "reach", people="bounds"), "reach", known=8)
    bar = chart.patches[0]
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == (6, 16)
    assert [text.get_text() for text in chart.texts] == ["6", "16", "whole: 8"]


def test_people_above_the_limit_share_the_last_bar():
    counts = pd.DataFrame({"exposures": [1, 2, 8, 9], "people": [5, 3, 2, 1]})
    chart = plot_frequency(counts, most=7)
    assert [bar.get_height() for bar in chart.patches] == [5, 3, 3]
    assert [tick.get_text() for tick in chart.get_xticklabels()] == ["1", "2", "8+"]


@pytest.mark.parametrize("known", [None, 8])
def test_alt_text_states_the_numbers(known):
    chart = plot_bounds(summarize(ADS, "reach", people="bounds"), "reach", known=known)
    assert "between 6 and 16" in chart.alt
    assert ("is 8" in chart.alt) is (known is not None)


def test_a_name_with_markup_is_drawn_and_told_literally():
    name = 'x"><script>$a_b$'
    table = pd.DataFrame({"ad": [name], "impressions": [5]})
    chart = plot_ranking(summarize(table, "impressions", "ad"), "impressions")
    assert chart.get_yticklabels()[0].get_text() == name
    html = chart._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_figure_without_alt_text_is_refused():
    chart = new_chart()
    with pytest.raises(ValueError, match="needs alt text"):
        figure_html(chart.figure, " ")


def test_drawing_leaves_the_style_of_others_alone():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    plot_ranking(summarize(ADS, "impressions", "ad"), "impressions")
    assert dict(mpl.rcParams) == before


def test_a_chart_can_be_drawn_into_axes_of_ones_own():
    import matplotlib.figure

    ax = matplotlib.figure.Figure().add_subplot()
    assert plot_ranking(summarize(ADS, "impressions", "ad"), "impressions", ax=ax) is ax


def test_an_empty_ranking_is_drawn_and_told():
    table = pd.DataFrame({"ad": ["a"], "impressions": pd.array([None], dtype="Int64")})
    assert "none" in plot_ranking(summarize(table, "impressions", "ad"), "impressions").alt
