"""Explorers: the view is a function of the state; live it follows, elsewhere it stands still."""

import re
from functools import cache
from html import escape
from itertools import product

import ipywidgets as widgets
import pandas as pd
import pytest

import toolkit.explore.front_end as front_end
from toolkit import (
    DataError,
    dataset_path,
    explore_budget,
    explore_cap,
    explore_levers,
    explore_thresholds,
    find_cap,
    find_thresholds,
    format_views_at,
    frequency,
    load_dataset,
    read_bill,
    read_exports,
    read_log,
    repeat,
    sample_people,
    split_at_cap,
    views_at,
    watch_curve,
)  # fmt: skip
from toolkit.explore import Choice, Explorer, Number, Switch, Whole

SCRIPT = "<script>alert('gotcha')</script>"


def launch_film():
    log = read_log(dataset_path("impression_log"))
    return log.filter(log.ad == "Launch film")


@cache
def film():
    names = ["meta", "tiktok", "google", "linkedin", "x"]
    return read_exports([dataset_path(f"film_{name}") for name in names], duration_seconds=30)


# Every explorer of the toolkit, on the data that its notebook uses. A new one belongs here.
def linkedin():
    posts = load_dataset("post_history")
    return posts[posts["platform"].eq("linkedin")]


EXPLORERS = {
    "budget": lambda: explore_budget(read_bill("meta_ads"), "campaign"),
    "cap": lambda: explore_cap(launch_film()),
    "levers": lambda: explore_levers(linkedin()),
    "thresholds": lambda: explore_thresholds(film()),
}


@pytest.fixture(scope="module", params=EXPLORERS, ids=str)
def explorer(request):
    return EXPLORERS[request.param]()


def settings(control):
    """The ends, the middle and the default; or every option."""
    match control:
        case Choice():
            return [*control.shown.values()][:12]
        case Switch():
            return [True, False]
        case Whole():
            return sorted({control.low, (control.low + control.high) // 2, control.high})
        case Number():
            return sorted({control.low, (control.low + control.high) / 2, control.high})


# Every explorer


def test_every_setting_shows_something_without_an_error(explorer):
    for name, control in explorer.controls.items():
        for value in settings(control):
            html = explorer.html(**{name: value})
            assert "explorer-error" not in html, (name, value, html)


def test_the_corners_of_all_controls_together_show_no_error(explorer):
    ends = [(values[0], values[-1]) for values in map(settings, explorer.controls.values())]
    for corner in [*product(*ends)][:32]:
        html = explorer.html(**dict(zip(explorer.controls, corner, strict=True)))
        assert "explorer-error" not in html, (corner, html)


def test_every_control_changes_the_view(explorer):
    for name, control in explorer.controls.items():
        assert len({explorer.html(**{name: value}) for value in settings(control)}) > 1, name


def test_the_same_state_shows_the_same(explorer):
    first = explorer.html()
    explorer.html(**{name: settings(each)[0] for name, each in explorer.controls.items()})
    assert explorer.html() == first
    assert repr(explorer) == repr(explorer)


def test_the_still_picture_says_its_state_and_describes_its_figures(explorer):
    html = explorer._repr_html_()
    for control in explorer.controls.values():
        assert f"{control.label}: {control.words(control.default)}" in html
    images = re.findall(r"<img [^>]*>", html)
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


def test_every_input_carries_its_label_and_none_is_a_slider(explorer):
    for control, box in zip(explorer.controls.values(), explorer.live.inputs.values(), strict=True):
        assert box.description == control.label
        assert isinstance(
            box,
            widgets.Dropdown | widgets.BoundedIntText | widgets.BoundedFloatText | widgets.Checkbox,
        )


def test_the_live_view_follows_its_controls(explorer):
    for name, control in explorer.controls.items():
        for value in settings(control):
            explorer.live.inputs[name].value = value
            assert explorer.live.view.value == explorer.html(**{name: value})
        explorer.live.inputs[name].value = control.default


# The frame


def own(view, *controls):
    return Explorer("Own", controls or [Whole("n", "Number", 2, low=0, high=9)], view)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DataError("There is no reach."), "There is no reach."),
        (ValueError(SCRIPT), "ValueError: &lt;script&gt;"),
    ],
)
def test_an_error_is_told_in_the_view_and_goes_away(error, words):
    def view(n):
        if n == 3:
            raise error
        return [f"fine {n}"]

    explorer = own(view)
    explorer.live.inputs["n"].value = 3
    assert 'role="alert"' in explorer.live.view.value
    assert words in explorer.live.view.value
    explorer.live.inputs["n"].value = 4
    assert explorer.live.view.value == "<pre>fine 4</pre>"


def test_an_error_in_the_default_state_is_told_in_the_still_picture_too():
    explorer = own(lambda n: [n / 0])
    assert "This view cannot be shown." in explorer._repr_html_()
    assert "This view cannot be shown. ZeroDivisionError" in repr(explorer)


def test_text_from_data_is_never_markup():
    label = Choice("ad", SCRIPT, SCRIPT, [SCRIPT, "b"])
    explorer = Explorer(SCRIPT, [label], lambda ad: [ad])
    assert "<script" not in explorer._repr_html_()
    assert "<script" not in explorer.live.view.value


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"n": 10}, "Number must be a number from 0 to 9, not 10."),
        ({"n": True}, "Number must be a number from 0 to 9, not True."),
        ({"m": 1}, "There is no control m; there are n."),
    ],
)
def test_a_state_that_cannot_be_set_is_refused(state, told):
    explorer = own(lambda n: [n])
    for ask in (explorer.views, explorer.starting_at):
        with pytest.raises(ValueError, match=re.escape(told)):
            ask(**state)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Switch("is on", "On", True),
        lambda: Switch("on", " ", True),
        lambda: Switch("on", "On", 1),
        lambda: Number("n", "N", 2.0, low=0, high=1),
        lambda: Choice("c", "C", "x", {"X": "y"}),
        lambda: own(lambda n: [n], Whole("n", "A", 1), Whole("n", "B", 1)),
        lambda: own(lambda n: [n], Whole("a", "A", 1), Whole("b", "A", 1)),
    ],
)
def test_a_control_that_cannot_work_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must be|need"):
        wrong()


def test_each_kind_of_control_gives_its_value():
    kinds = [
        Choice("c", "Choice", 2, {"One": 1, "Two": 2}),
        Whole("w", "Whole", 3),
        Number("x", "Number", 0.5, low=0, high=1, step=0.1),
        Switch("s", "Switch", False),
    ]
    explorer = own(lambda **state: [state], *kinds)
    assert explorer.views() == [{"c": 2, "w": 3, "x": 0.5, "s": False}]
    for name, value in {"c": 1, "w": 4, "x": 0.6, "s": True}.items():
        explorer.live.inputs[name].value = value
    state = {"c": 1, "w": 4, "x": 0.6, "s": True}
    assert explorer.live.view.value == f"<pre>{escape(str(state))}</pre>"


# Who shows it


def displayed(monkeypatch, request):
    shown = []
    monkeypatch.setattr(front_end, "_request", lambda: request)
    monkeypatch.setattr("IPython.display.display", lambda *what, **_: shown.extend(what))
    explorer = own(lambda n: [n])
    explorer._ipython_display_()
    return explorer, shown


def test_where_nobody_can_move_it_it_stands_still(monkeypatch):
    explorer, shown = displayed(monkeypatch, {"metadata": {}})
    assert shown == [{"text/plain": repr(explorer), "text/html": explorer._repr_html_()}]


def test_in_a_front_end_the_live_view_hides_the_still_picture(monkeypatch):
    explorer, (still, box) = displayed(monkeypatch, {"metadata": {"cellId": "a1"}})
    assert box is explorer.live.box
    hides = box.children[0].children[0].value
    hidden = re.search(r'class="(explorer-still-\w+)"', still["text/html"])[1]
    assert hides == f"<style>.{hidden} {{ display: none }}</style>"


# Frequency and cap


def test_both_sides_of_a_cap_add_up_to_what_was_delivered():
    counted = frequency(launch_film(), spend=True)
    for cap in (1, 4, 1000):
        whole, within, beyond = (row for _, row in split_at_cap(counted, cap).iterrows())
        assert within["impressions"] + beyond["impressions"] == whole["impressions"]
        assert within["spend"] + beyond.fillna(0)["spend"] == pytest.approx(whole["spend"])
        assert within["reach"] == whole["reach"]


def test_a_cap_frees_what_the_log_itself_says_lies_beyond_it():
    log = launch_film()
    counted = frequency(log, spend=True)
    for cap in (2, 7):
        beyond = split_at_cap(counted, cap).iloc[2]
        told = repeat(log, cap).iloc[0]
        assert beyond["impressions"] == told["impressions_beyond_cap"]
        assert beyond["spend"] == pytest.approx(told["spend_beyond_cap"])


def test_a_cap_on_a_sample_is_estimated_as_the_sample_itself_estimates_it():
    sample = sample_people(launch_film(), 1 / 8)
    for cap in (2, 7):
        beyond = split_at_cap(frequency(sample), cap).iloc[2]
        told = repeat(sample, cap).iloc[0]
        for end in ("", "_se", "_low", "_high"):
            assert beyond["impressions" + end] == pytest.approx(
                told["impressions_beyond_cap" + end]
            )


def test_a_cap_on_a_sample_encloses_what_lies_beyond_it():
    log = launch_film()
    exact = split_at_cap(frequency(log, spend=True), 4)
    parts = split_at_cap(frequency(sample_people(log, 1 / 4), spend=True), 4)
    for name in ("impressions", "reach", "spend"):
        assert exact[name].between(parts[f"{name}_low"], parts[f"{name}_high"]).all()
    assert "(" in repr(find_cap(parts, 4))


def test_a_sample_without_its_rate_is_not_taken_for_a_count():
    estimates = frequency(sample_people(launch_film(), 1 / 8))
    estimates.attrs = {}
    with pytest.raises(DataError, match="has lost its attrs"):
        split_at_cap(estimates, 3)


def test_a_cap_that_nobody_meets_changes_nothing_and_says_so():
    log = read_log(
        pd.DataFrame({"user_id": ["a", "b"], "time": pd.to_datetime(["2026-03-01"] * 2)})
    )
    assert "a cap of 5 changes nothing" in repr(explore_cap(log))


def test_nobody_reached_is_nothing_to_cap():
    with pytest.raises(DataError, match="Nobody was reached"):
        split_at_cap(pd.DataFrame({"exposures": [], "people_at_least": []}), 3)


# Thresholds


@pytest.mark.parametrize("seconds", [0, 2, 2.3, 6.5, 30])
def test_a_threshold_shows_the_views_and_costs_that_it_is_asked_for(seconds):
    table = explore_thresholds(film()).views(seconds=seconds)[0]
    told = views_at(film(), seconds, by="platform").sort_values("views", ascending=False)
    assert table.cells.equals(format_views_at(told).cells)
    assert f"at least {seconds:g} s" in table.title


def test_ranked_by_cost_the_cheapest_comes_first_and_the_unknown_last():
    table = explore_thresholds(film()).views(seconds=6, metric="cpv")[0]
    told = views_at(film(), 6, by="platform")["cpv"]
    ranked = [*told.dropna().sort_values().index, *told.index[told.isna()]]
    assert table.cells["Group"].tolist() == ranked


def test_a_threshold_between_two_of_a_curve_stands_for_the_nearer_and_says_so():
    explorer = explore_thresholds(watch_curve(film(), [0, 2, 6], by="platform"))
    assert "at least 6 s" in explorer.views(seconds=4.5)[0].title
    assert explorer.controls["seconds"].high == 6


def test_a_log_is_counted_at_every_threshold():
    log = read_log(dataset_path("film_log"))
    cells = explore_thresholds(log, 3).views()[0].cells
    counted = views_at(log, 3, by="platform")["views"].sort_values(ascending=False)
    assert cells["Views"].tolist() == [f"{each:,.0f}" for each in counted]


def test_without_spend_there_is_no_cost_to_rank_by():
    rows = film().table.drop(columns="spend")
    explorer = explore_thresholds(rows)
    assert [*explorer.controls["metric"].shown.values()] == ["views"]


def test_the_cheapest_is_told_as_far_as_bounds_tell():
    rows = pd.DataFrame(
        {
            "platform": ["tiktok", "linkedin", "x"], "scope": "paid", "currency": "EUR",
            "views_2s": [900, 300, 0], "spend": [9.0, 1.5, 5.0],
        }
    )  # fmt: skip
    curve = watch_curve(rows, [0, 2, 4], by="platform")
    sure, *_ = find_thresholds(curve, "cpv", at=2)
    assert str(sure).startswith("At 2 s 'linkedin' has the lowest cost per view, whatever lies")
    assert sure.status == "ok"
    assert str(find_thresholds(curve, "cpv", at=4)[0]) == (
        "At 4 s nothing tells who has the lowest cost per view."
    )


def test_a_platform_of_unknown_cost_may_be_the_cheapest():
    rows = pd.DataFrame(
        {
            "platform": ["tiktok", "linkedin"], "scope": "paid", "currency": "EUR",
            "views_2s": [900, None], "views": [None, 5000], "spend": [9.0, 1.5],
        }
    )  # fmt: skip
    told = find_thresholds(watch_curve(rows, [2], by="platform"), "cpv")
    assert str(told[0]) == (
        "At 2 s 'tiktok' has the lowest cost per view of those that can be estimated; "
        "linkedin may have a lower one."
    )


def test_a_first_threshold_that_is_long_or_odd_is_met_exactly():
    for seconds in (2.25, 41):
        explorer = explore_thresholds(film(), seconds)
        assert f"at least {seconds:g} s" in explorer.views()[0].title
    with pytest.raises(DataError, match="seconds must be 0 or more"):
        explore_thresholds(film(), -1)
