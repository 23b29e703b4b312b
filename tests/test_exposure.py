"""Pictures and sentences of counted people: from the tables, and true on other tables."""

import pandas as pd
import pytest

from toolkit import (
    find_build_up,
    find_estimates,
    find_frequency,
    find_overlap,
    plot_build_up,
    plot_estimates,
    plot_overlap,
)

DAYS = pd.DataFrame({
    "date_end": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-03"]), "reach": [4, 4, 3],
})  # fmt: skip
CURVE = DAYS.assign(exposures=1, reach=[4, 6, 6], incremental_reach=[4, 2, 0])
WHERE = pd.MultiIndex.from_tuples([(0, 1), (1, 0), (1, 1), (2, 1)], names=["meta", "x"])
PLACES = pd.DataFrame({"people": [2, 6, 1, 3]}, index=WHERE)
ESTIMATES = pd.DataFrame(
    {"reach": [900.0, 50.0], "reach_low": [800.0, 20.0], "reach_high": [999.0, 110.0]},
    index=pd.Index(["a", "b"], name="ad"),
)
EXACT = pd.DataFrame({"reach": [950, 120]}, index=ESTIMATES.index)


def said(findings):
    return [str(each) for each in findings]


def with_margins(table, *names):
    ends = {name + end: table[name] * by for name in names for end, by in MARGINS.items()}
    return table.assign(**ends)


MARGINS = {"_low": 0.5, "_high": 2}


# Build-up


def test_the_curve_and_the_sum_of_days_are_drawn_as_they_are():
    chart = plot_build_up(CURVE, DAYS)
    curve, added = chart.lines
    assert curve.get_ydata().tolist() == [4, 6, 6]
    assert added.get_ydata().tolist() == [4, 8, 11]
    assert [text.get_text() for text in chart.texts] == ["6", "11"]
    assert "added up comes to 11" in chart.alt


def test_each_k_has_its_line_and_an_estimate_its_band():
    both = pd.concat([CURVE, CURVE.assign(exposures=3, reach=[0, 1, 2])])
    chart = plot_build_up(with_margins(both, "reach"))
    assert [line.get_ydata().tolist() for line in chart.lines] == [[4, 6, 6], [0, 1, 2]]
    assert len({line.get_color() for line in chart.lines}) == 2
    assert chart.collections[0].get_datalim(chart.transData).y1 == 12
    assert "at least 3 times, 0 rising to 2" in chart.alt


def test_build_up_is_told_against_the_sum_of_its_days():
    assert said(find_build_up(CURVE, DAYS)) == [
        "6 people had been reached by 2026-03-03; half of them by 2026-03-01.",
        "The last period brought 0 new people.",
        "The reach of the 3 periods adds up to 11, which is 1.83 times as many.",
    ]
    assert [each.status for each in find_build_up(CURVE, DAYS)] == ["ok", "ok", "look"]


def test_one_day_and_nobody_have_sentences():
    assert said(find_build_up(CURVE.head(1), DAYS.head(1))) == [
        "4 people were reached, all in one period."
    ]
    assert said(find_build_up(CURVE.assign(reach=0))) == ["Nobody was reached."]
    assert said(find_build_up(CURVE.head(0))) == ["Nobody was reached."]


def test_an_estimated_build_up_says_so():
    told = said(find_build_up(with_margins(CURVE, "reach", "incremental_reach")))
    assert told[0].startswith("About 6 (3 to 12) people had been reached")
    assert told[1] == "The last period brought about 0 new people."


# Overlap


def test_bars_are_people_by_where_they_saw_it_however_often():
    chart = plot_overlap(PLACES)
    assert [bar.get_height() for bar in chart.patches] == [6, 4, 2]
    bars, matrix = chart.figure.axes
    assert bars is chart
    assert [tick.get_text() for tick in matrix.get_yticklabels()] == ["meta", "x"]
    held = [line.get_ydata().tolist() for line in matrix.lines[1::2]]
    assert held == [[0], [0, 1], [1]]
    assert chart.alt.endswith("largest first: only meta 6; meta and x 4; only x 2.")


def test_what_is_not_drawn_is_counted_in_the_title():
    chart = plot_overlap(PLACES, most=2)
    assert len(chart.patches) == 2
    assert chart.get_title(loc="left") == "Who saw it where, the 2 largest of 3"


def test_an_overlap_can_be_drawn_into_axes_of_ones_own():
    from matplotlib.figure import Figure

    ax = Figure().add_subplot()
    assert plot_overlap(PLACES, ax=ax) is ax
    assert len(ax.child_axes) == 1


def test_bars_of_a_sample_carry_their_interval():
    chart = plot_overlap(with_margins(PLACES, "people"))
    spans = [segment[:, 1].tolist() for segment in chart.collections[0].get_segments()]
    assert spans == [[3, 12], [2, 8], [1, 4]]


def test_an_overlap_is_told():
    counted = PLACES.assign(highest_k=2, impressions=1)
    assert said(find_overlap(counted)) == [
        "12 people saw it in 2 places; 33% of them in more than one.",
        "The reach of the places adds up to 16, which is 1.33 times as many.",
        "'meta' has most people whom no other place reached: 6, 60% of its own.",
    ]


def test_one_place_and_shared_people_have_sentences():
    counted = PLACES.assign(highest_k=2, impressions=1)
    one = counted.droplevel("x").loc[[1]]
    assert said(find_overlap(one)) == ["All 7 people saw it in one place, 'meta'."]
    assert said(find_overlap(counted.loc[[(1, 1)]]))[2] == (
        "Every place shares all its people with others."
    )
    assert said(find_overlap(counted.assign(people=0))) == ["Nobody was reached."]


# Estimates


def test_estimates_are_dots_on_their_intervals_beside_the_truth():
    chart = plot_estimates(ESTIMATES, "reach", EXACT.iloc[::-1])
    dots, strokes = chart.lines
    assert dots.get_xdata().tolist() == [900, 50]
    assert strokes.get_xdata().tolist() == [950, 120]
    spans = [segment[:, 0].tolist() for segment in chart.collections[0].get_segments()]
    assert spans == [[800, 999], [20, 110]]
    assert [tick.get_text() for tick in chart.get_yticklabels()] == ["a", "b"]
    assert "b 50 (20 to 110), exactly 120" in chart.alt
    assert "exactly" not in plot_estimates(ESTIMATES, "reach").alt


def test_estimates_are_judged_by_the_truth():
    least, held = find_estimates(ESTIMATES, "reach", EXACT)
    assert str(least).startswith("Reach of 'b' is known least well: 50 lies between 20 and 110")
    assert str(held) == (
        "The exact figure lies in its interval in 1 of 2 groups; the furthest estimate is 58.3% "
        "off."
    )
    assert held.status == "look"
    nothing = ESTIMATES.assign(reach=float("nan"))
    assert said(find_estimates(nothing, "reach")) == ["The sample supports no estimate of reach."]


def test_an_estimated_frequency_says_so():
    counts = pd.DataFrame({"exposures": [1, 3], "people": [6.0, 2.0]})
    assert said(find_frequency(counts))[0].startswith("8 people had 1.50 impressions")
    told = said(find_frequency(with_margins(counts, "people")))
    assert told[0].startswith("About 8 people had 1.50 impressions")


@pytest.mark.parametrize("metric", ["reach"])
def test_pictures_have_alt_text_in_html(metric):
    for chart in (plot_build_up(CURVE), plot_overlap(PLACES), plot_estimates(ESTIMATES, metric)):
        assert f'alt="{chart.alt}"' in chart._repr_html_()
