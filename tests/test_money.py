"""Currencies, price bases, curves of returns and pacing: money under other names, and in time."""

import numpy as np
import pandas as pd
import pytest

from toolkit import (
    DataError,
    convert,
    find_returns,
    fit_returns,
    gross,
    list_days,
    list_spikes,
    net,
    plot_returns,
    read_delivery,
    shift_budget,
    summarize,
)

DAYS = pd.date_range("2026-07-20", periods=3)
BILL = pd.DataFrame({"date_start": DAYS, "spend": [10.0, 20.0, -4.0], "impressions": 1000,
                     "currency": ["USD", "EUR", "USD"]})  # fmt: skip
RATES = {"USD": {"2026-07-20": 0.9, "2026-07-21": 0.8, "2026-07-22": 0.5}}


def test_each_row_is_converted_at_the_rate_of_its_own_day():
    done = convert(BILL, RATES, "EUR")
    assert done["spend"].tolist() == [9.0, 20.0, -2.0]
    assert done["currency"].unique().tolist() == ["EUR"]
    assert summarize(done, "spend")["spend"].item() == 27
    assert BILL["spend"].tolist() == [10.0, 20.0, -4.0]


def test_what_conversions_were_worth_is_converted_with_the_spend_and_their_ratio_stays():
    worth = BILL.head(1).assign(conversion_value=40.0, revenue=5.0)
    done = convert(worth, RATES, "EUR")
    assert done[["spend", "conversion_value", "revenue"]].values.tolist() == [[9.0, 36.0, 4.5]]
    assert summarize(done, "roas")["roas"].item() == summarize(worth, "roas")["roas"].item() == 4


def test_a_row_of_several_days_takes_the_mean_of_their_rates():
    week = BILL.head(1).assign(date_end=DAYS[1])
    assert convert(week, RATES, "EUR")["spend"].item() == pytest.approx(8.5)


def test_rates_come_as_a_file_or_a_table_too(tmp_path):
    table = pd.DataFrame({"currency": "USD", "date": [f"{day:%Y-%m-%d}" for day in DAYS],
                          "rate": [0.9, 0.8, 0.5]})  # fmt: skip
    table.to_csv(tmp_path / "rates.csv", index=False)
    wanted = convert(BILL, RATES, "EUR")
    for rates in (table, tmp_path / "rates.csv", str(tmp_path / "rates.csv")):
        pd.testing.assert_frame_equal(convert(BILL, rates, "EUR"), wanted)


def test_days_without_a_rate_are_named_unless_an_earlier_one_may_stand_in():
    short = {"USD": {"2026-07-20": 0.9}}
    with pytest.raises(DataError, match="No rate from USD to EUR on 2026-07-22"):
        convert(BILL, short, "EUR")
    assert convert(BILL, short, "EUR", carry=2)["spend"].tolist() == [9.0, 20.0, -3.6]
    with pytest.raises(DataError, match="No rate from USD"):
        convert(BILL, short, "EUR", carry=1)


@pytest.mark.parametrize(
    ("rows", "rates", "told"),
    [
        (BILL.assign(currency=None), RATES, "3 rows have amounts without a currency"),
        (BILL.drop(columns="date_start"), RATES, "2 rows have no date"),
        (BILL, {"USD": {"2026-07-20": 0.0}}, "zero or negative"),
        (BILL, pd.DataFrame({"currency": ["USD"]}), "no date and no rate"),
        (BILL, pd.DataFrame({"currency": "USD", "date": ["2026-07-20"] * 2, "rate": 1.0}),
         "two rates on 2026-07-20"),
    ],
)  # fmt: skip
def test_what_cannot_be_converted_is_refused_with_the_remedy(rows, rates, told):
    with pytest.raises(DataError, match=told):
        convert(rows, rates, "EUR")


def test_an_export_says_what_was_converted_and_its_total_row_keeps_people_only():
    export = read_delivery("google_ads")
    days = export.table["date_start"].unique()
    rates = {"EUR": {f"{day:%Y-%m-%d}": 1.1 for day in days}}
    done = convert(export, rates, "USD")
    assert "Converted from EUR to USD" in done.receipt.notes[-1]
    assert done.receipt.currency == "USD"
    answer = summarize(done, ["spend", "reach"])
    assert answer["spend"].item() == pytest.approx(1.1 * 262.44)
    assert answer["reach"].item() == 11314


def test_15_percent_commission_makes_net_1_1765_times_as_much_and_back():
    bill = pd.DataFrame({"spend": [100.0, 100.0], "price_basis": ["net", "gross"]})
    up = gross(bill, commission=0.15)
    assert up["spend"].round(4).tolist() == [117.6471, 100.0]
    assert up["price_basis"].unique().tolist() == ["gross"]
    assert net(up, commission=0.15)["spend"].tolist() == pytest.approx([100.0, 85.0])


def test_an_unknown_price_basis_is_not_guessed():
    with pytest.raises(DataError, match="do not say whether they are gross or net"):
        gross(BILL, commission=0.15)
    with pytest.raises(DataError, match="but 'with fee'"):
        net(BILL.assign(price_basis="with fee"), commission=0.15)
    with pytest.raises(ValueError, match=r"15 % is 0\.15"):
        gross(BILL.assign(price_basis="net"), commission=15)


# Returns


def saturating(bend, noise, count=40, seed=4):
    chance = np.random.default_rng(seed)
    spend = chance.uniform(10, 200, count)
    shown = 150 * spend / (1 + bend * spend) * np.exp(noise * chance.normal(size=count))
    return pd.DataFrame({"date_start": pd.date_range("2026-01-01", periods=count),
                         "spend": spend, "impressions": shown.round()})  # fmt: skip


def test_a_planted_curve_is_recovered_within_its_intervals():
    inside = np.zeros(3)
    for seed in range(20):
        rows = saturating(0.02, 0.1, seed=seed)
        found, middle = fit_returns(rows), rows["spend"].mean()
        truth = [0.02, (1 + 0.02 * middle) / 150, (1 + 0.02 * middle) ** 2 / 150]
        told = [found.bend, found.average_cost, found.marginal_cost]
        inside += [low <= true <= high for true, (_, low, high) in zip(truth, told, strict=True)]
    assert (inside >= 17).all()


def test_the_next_impression_costs_more_than_the_average_one_where_returns_diminish():
    found = fit_returns(saturating(0.02, 0.05))
    assert found.marginal_cost[0] > found.average_cost[0]
    assert found.bend[1] > 0
    assert found.curve["marginal_cost"].is_monotonic_increasing


@pytest.mark.parametrize("seed", [13, 14, 31, 40])
def test_where_the_next_is_clearly_dearer_than_the_average_the_curve_bends(seed):
    found = fit_returns(saturating(0.02, 0.5, count=15, seed=seed))
    assert found.marginal_cost[1] > found.average_cost[2]
    assert found.bend[1] > 0


def test_a_straight_line_is_not_called_a_curve():
    found = fit_returns(saturating(0.0, 0.1, seed=1))
    assert found.bend[1] < 0 < found.bend[2]
    low, high = found.marginal_cost[1:]
    assert low < found.average_cost[0] < high


def dear_and_cheap(bend, seed=3, count=40):
    """The dear part's money varies from day to day, the cheap part's hardly; both bend alike."""
    chance = np.random.default_rng(seed)
    spends = {"dear": chance.uniform(10, 400, count), "cheap": chance.uniform(90, 110, count)}
    prices = {"dear": 0.02, "cheap": 0.002}
    return pd.concat(
        pd.DataFrame({
            "date_start": pd.date_range("2026-01-01", periods=count), "campaign": part,
            "spend": spend, "impressions": spend / prices[part] / (1 + bend * spend),
        })
        for part, spend in spends.items()
    )  # fmt: skip


def test_days_with_more_of_a_dear_part_are_no_curve_at_its_usual_mix():
    straight = dear_and_cheap(0.0)
    assert fit_returns(straight).bend[1] > 0
    alone = fit_returns(straight, by="campaign")
    assert alone.bend[0] == pytest.approx(0, abs=1e-5)
    assert alone.mix == "campaign"
    assert fit_returns(dear_and_cheap(0.02), by="campaign").bend[1] > 0
    assert "mix" not in repr(find_returns(straight))
    assert "At the usual spend and mix of campaign" in repr(find_returns(straight, by="campaign"))


def test_one_part_or_one_price_has_no_mix_to_hold():
    rows = saturating(0.02, 0.1).assign(campaign="a")
    one = fit_returns(rows, by="campaign")
    assert (one.mix, one.bend) == ("", fit_returns(rows).bend)
    halves = pd.concat([rows, rows.assign(campaign="b")])
    both = fit_returns(halves, by="campaign")
    assert both.marginal_cost == pytest.approx(fit_returns(halves).marginal_cost)


def test_weeks_are_sums_of_their_days_and_few_are_refused():
    assert len(fit_returns(saturating(0.02, 0.1, 70), every="week").periods) in (10, 11)
    with pytest.raises(DataError, match="7 periods have spend and impressions above zero"):
        fit_returns(saturating(0.02, 0.1, 7))
    with pytest.raises(DataError, match="needs date_start"):
        fit_returns(saturating(0.02, 0.1).drop(columns="date_start"))


def test_people_are_not_added_up_over_the_rows_of_a_day():
    export = read_delivery("google_ads")
    alone = fit_returns(export, "reach").periods
    assert len(alone) == export.table["date_start"].nunique()
    with pytest.raises(DataError, match="periods are not added up"):
        fit_returns(read_delivery("meta_ads"), "reach", every="week")


def test_the_curve_of_returns_is_drawn_with_a_dot_for_each_period():
    found = fit_returns(saturating(0.02, 0.1))
    chart = plot_returns(found)
    assert len(chart.collections[1].get_offsets()) == 40
    assert chart.lines[0].get_ydata()[-1] == found.curve["impressions"].iloc[-1]
    assert "in 40 periods" in chart.alt


# Pacing


def test_days_without_rows_are_missing_and_not_0():
    days = list_days(BILL.assign(currency="EUR").drop(index=1))
    assert days["spend"].tolist()[0::2] == [10.0, -4.0]
    assert np.isnan(days["spend"].iloc[1])
    with pytest.raises(DataError, match="not of one day"):
        list_days(BILL.assign(date_end=DAYS[2]))


def test_a_spike_is_measured_against_the_ads_own_history():
    rows = pd.DataFrame({
        "date_start": list(pd.date_range("2026-03-01", periods=10)) * 2,
        "ad": ["dear"] * 10 + ["cheap"] * 10, "impressions": 1000,
        "spend": [50.0, 51, 49, 52, 48, 50, 51, 49, 50, 51, 5.0, 5.1, 4.9, 5, 5.2, 4.8, 5, 5.1,
                  4.9, 50],
    })  # fmt: skip
    spikes = list_spikes(rows)
    assert spikes.index.get_level_values("ad").tolist() == ["cheap"]
    assert spikes["usual"].item() == pytest.approx(5.0)


# Budget


def test_moved_money_is_not_lost_and_people_stay_within_what_is_known():
    export = read_delivery("meta_ads")
    after = shift_budget(export, "platform", "instagram", "facebook", 0.2)
    assert after["spend"].iloc[:-1].sum() == pytest.approx(1301.71)
    assert after.attrs["moved"] == pytest.approx(0.2 * 514.84)
    whole = after.iloc[-1]
    assert whole["reach_low"] < 26646 < whole["reach_high"]
    still = shift_budget(export, "platform", share=0).iloc[-1]
    assert (still["reach_low"], still["reach_high"]) == (26646, 26646)


def test_money_cannot_be_moved_where_there_is_one_price():
    with pytest.raises(DataError, match="Fewer than two groups"):
        shift_budget(BILL.assign(currency="EUR", ad="a"), "ad")
    with pytest.raises(DataError, match="tiktok: no group with a price"):
        shift_budget(read_delivery("meta_ads"), "platform", "tiktok")
