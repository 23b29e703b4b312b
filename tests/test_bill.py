"""A bill is asked what an analyst asks; it answers, or says in a sentence why it cannot."""

import numpy as np
import pandas as pd
import pytest
from specimens import EXPORTS, real

from toolkit import (
    DataError,
    Finding,
    Findings,
    Limits,
    click_price_of,
    find_bill,
    find_budget,
    find_change,
    find_cheapest,
    find_creep,
    find_differences,
    find_drivers,
    find_edits,
    find_pacing,
    find_receptive,
    find_returns,
    find_reversals,
    find_shares,
    format_budget,
    format_comparison,
    format_costs,
    format_shares,
    grain_of_bill,
    list_datasets,
    load_truth,
    plot_budget,
    plot_comparison,
    plot_more_money,
    plot_price_change,
    plot_spend_change,
    read_bill,
)

PAID = ["google_ads", "linkedin_ads", "meta_ads", "tiktok_ads"]
TABLES = list_datasets().query("kind != 'impression log'").index
QUESTIONS = {
    "costs": lambda export, split, _: format_costs(export, split),
    "bill": lambda export, *_: find_bill(export),
    "cheapest": lambda export, split, _: find_cheapest(export, split),
    "shares": lambda export, split, _: format_shares(export, split),
    "share sentences": lambda export, split, _: find_shares(export, split),
    "comparison": lambda export, split, _: format_comparison(export, "cpm", split),
    "intervals": lambda export, split, _: plot_comparison(export, "cpm", split),
    "differences": lambda export, split, _: find_differences(export, "cpm", split),
    "reversals": lambda export, *by: find_reversals(export, "cpm", *by),
    "spend change": lambda export, split, _: plot_spend_change(export, "", "", split),
    "price change": lambda export, split, _: plot_price_change(export, "", "", split),
    "change": lambda export, split, _: find_change(export, "", "", split),
    "receptive": lambda export, _, within: find_receptive(export, "cpc", within),
    "more money": lambda export, *_: plot_more_money(export),
    "returns": lambda export, *_: find_returns(export),
    "budget": lambda export, split, _: format_budget(export, split),
    "budget picture": lambda export, split, _: plot_budget(export, split),
    "budget sentences": lambda export, split, _: find_budget(export, split),
    "pacing": lambda export, *_: find_pacing(export),
    "edits": lambda export, *_: find_edits(export),
}


def asked(data):
    export = read_bill(data)
    split = grain_of_bill(export)
    within = grain_of_bill(export, finer=split)
    return {name: ask(export, split, within) for name, ask in QUESTIONS.items()}


def said(findings):
    return [str(each) for each in findings]


# Any file


@pytest.mark.parametrize("data", PAID)
def test_every_bundled_bill_answers_every_question(data):
    answers = {name: repr(answer) for name, answer in asked(data).items()}
    assert all(answers.values())
    assert not [name for name, text in answers.items() if "nan" in text or "inf " in text]
    truth = load_truth(data)
    assert f"{truth['spend']:,.2f} {truth['currency']} was spent" in answers["bill"]
    assert answers["differences"].count("interval") == 0


@pytest.mark.parametrize("data", sorted({*TABLES} - {*PAID}))
def test_other_files_answer_or_say_that_nothing_has_a_price(data):
    answers = asked(data)
    if "spend" in read_bill(data).table:
        assert "was spent" in repr(answers["bill"])
        assert all(map(repr, answers.values()))
        return
    told = {repr(answer) for name, answer in answers.items() if name != "edits"}
    assert told == {"- Look: The data has no spend, so nothing in it has a price."}


@real
@pytest.mark.parametrize("path", sorted(EXPORTS.glob("*.*[!d]")), ids=lambda path: path.suffix)
def test_real_files_go_through(path):
    assert all(repr(answer) for answer in asked(path).values())


# Reading


def test_a_currency_is_filled_in_kept_or_converted(tmp_path):
    assert read_bill("linkedin_ads", currency="USD").total is None
    with pytest.raises(DataError, match=r"no row in EUR; it is in USD\. Choose that one, or give"):
        read_bill("linkedin_ads", currency="EUR")
    days = pd.date_range("2026-07-20", "2026-09-13")
    rates = pd.DataFrame({"currency": "USD", "date": days.strftime("%Y-%m-%d"), "rate": 0.5})
    rates.to_csv(tmp_path / "rates.csv", index=False)
    done = read_bill("linkedin_ads", currency="EUR", rates=tmp_path / "rates.csv")
    assert done.table["spend"].sum() == pytest.approx(409.82 / 2)
    plain = tmp_path / "plain.csv"
    plain.write_text("date_start,ad,impressions,spend\n2026-03-01,a,1000,5\n")
    assert read_bill(plain, currency="EUR").table["currency"].tolist() == ["EUR"]


def test_one_of_two_currencies_is_kept_and_both_together_are_refused_in_words(tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("date_start,ad,impressions,spend,currency\n"
                    "2026-03-01,a,1000,5,EUR\n2026-03-01,b,1000,7,USD\n")  # fmt: skip
    assert read_bill(path, currency="USD").table["spend"].tolist() == [7]
    assert "Kept the rows in USD: 1 of 2" in read_bill(path, currency="USD").receipt.notes[-1]
    bill = find_bill(read_bill(path))
    assert bill[0].status == "stop"
    assert "convert(table, rates, to=...)" in str(bill[0])
    assert "stands under several values of currency" in repr(format_costs(read_bill(path)))


def test_the_grain_is_the_broadest_that_varies_unless_it_is_named():
    export = read_bill("meta_ads")
    assert grain_of_bill(export) == "platform"
    assert grain_of_bill(export, finer="platform") == "campaign"
    with pytest.raises(DataError, match="grain='campain' does not occur; did you mean 'campaign'"):
        grain_of_bill(export, "campain")


# Sentences

ROWS = pd.DataFrame({"ad": ["a", "b"], "spend": [10.0, -2.0], "impressions": [1000, 500],
                     "clicks": [0, 0], "currency": "EUR"})  # fmt: skip


def test_credits_and_zero_denominators_are_said_and_show_a_dash():
    told = said(find_bill(ROWS))
    assert told[0] == "8.00 EUR was spent; 1,000 impressions cost 5.33 EUR."
    assert told[1] == "1 rows are credits, -2.00 EUR together; they are counted, not left out."
    assert told[2].startswith("There were no clicks (all), so what one cost does not exist")
    assert "\N{EN DASH}" in repr(format_costs(ROWS))


def test_a_price_basis_is_said_and_missing_spend_is_not_free():
    rows = ROWS.assign(price_basis="net", spend=[10.0, None])
    told = said(find_bill(rows))
    assert told[0].startswith("10.00 EUR (net) was spent")
    assert told[1] == "Spend is missing in 1 of 2 rows; they are left out, not taken as free."


def test_money_of_several_platforms_without_a_currency_is_told():
    rows = ROWS.assign(platform=["x", "tiktok"]).drop(columns="currency")
    assert any("the money of 2 platforms" in each for each in said(find_bill(rows)))
    assert not any("platforms" in each for each in said(find_bill(rows.assign(currency="EUR"))))
    family = rows.assign(platform=["facebook", "instagram"])
    assert not any("platforms" in each for each in said(find_bill(family)))


def test_drivers_say_ties_rises_and_what_moved_most():
    change = pd.DataFrame({"spend": [5.0, -5.0]}, index=pd.Index(["x", "y"], name="part"))
    change.attrs = {"before": 10.0, "after": 10.0}
    assert said(find_drivers(change)) == [
        "Spend stayed at 10.00.",
        "X made it 5.00 more; y made it 5.00 less. Together they are the whole difference.",
    ]


def drivers(before, after, **parts):
    change = pd.DataFrame({"cpm": parts.values()}, index=pd.Index(list(parts), name="part"))
    change.attrs = {"before": before, "after": after, "currency": "EUR"}
    return said(find_drivers(change))


def test_parts_of_a_change_have_the_decimals_of_its_ends():
    assert drivers(8.18, 7.41, rate=-0.7938, mix=0.0238) == [
        "CPM went from 8.18 EUR to 7.41 EUR, down 9%.",
        (
            "Prices within each part made it 0.79 EUR less; the mix of the parts made it 0.02 EUR "
            "more. Together they are the whole difference."
        ),
    ]


def test_what_cannot_be_seen_in_a_change_is_not_told():
    assert drivers(6.0, 5.9999, rate=-0.0002, mix=0.0001) == ["CPM stayed at 6.00 EUR."]
    assert drivers(6.0, 7.0, rate=0.9999, mix=0.0001) == [
        "CPM went from 6.00 EUR to 7.00 EUR, up 17%.",
        "Prices within each part made it 1.00 EUR more.",
    ]


def test_a_change_in_the_cost_of_link_clicks_needs_no_other_clicks():
    days = pd.DataFrame({"date_start": pd.date_range("2026-03-01", periods=2), "spend": [4.0, 6.0],
                         "impressions": 1000, "link_clicks": [10, 10]})  # fmt: skip
    told = said(find_change(days))
    assert told[0] == "2026-03-02 to 2026-03-02 is compared with 2026-03-01 to 2026-03-01."
    assert "CPC (link) went from 0.40 to 0.60, up 50%." in told
    assert not any("needs clicks" in each for each in told)


def test_a_change_of_less_than_one_in_a_hundred_is_not_called_none():
    assert drivers(12.69, 12.68, rate=-0.01) == [
        "CPM went from 12.69 EUR to 12.68 EUR, down less than 1%.",
        "Prices within each part made it 0.01 EUR less.",
    ]


def test_where_all_is_written_alike_nothing_is_the_lowest():
    days = pd.date_range("2026-03-01", periods=8)
    rows = pd.concat(
        pd.DataFrame({"date_start": days, "ad": ad, "impressions": 1000, "spend": spend})
        for ad, spend in {"a": 7.02, "b": 7.021}.items()
    )
    assert said(find_differences(rows, "cpm", "ad")) == [
        "CPM is 7.02 in every group, as far as it is written."
    ]


def test_a_difference_is_clear_or_not_and_large_or_not():
    chance = np.random.default_rng(5)
    days = pd.date_range("2026-03-01", periods=40)
    rows = pd.concat(
        pd.DataFrame({"date_start": days, "ad": ad, "impressions": 1000,
                      "spend": level * np.exp(0.02 * chance.normal(size=40))})
        for ad, level in {"a": 10, "b": 10.4, "c": 20, "d": 10.01}.items()
    )  # fmt: skip
    told = " ".join(said(find_differences(rows, "cpm", "ad")))
    assert "'c' is behind by 100%: that is clear and large enough to matter." in told
    assert "'b' is behind by 5%: that is clear, but too little to matter." in told
    assert (
        "Whether 'd' is really behind cannot be told: chance alone may bring a difference of 1%."
        in told
    )
    strict = repr(find_differences(rows, "cpm", "ad", limits=Limits(practical=0.01)))
    assert "too little" not in strict


def test_a_fixed_price_has_no_cheapest_group_and_no_spikes():
    rows = pd.DataFrame({"date_start": list(pd.date_range("2026-03-01", periods=10)) * 2,
                         "campaign": ["a"] * 10 + ["b"] * 10,
                         "impressions": [700 + 13 * day for day in range(20)]})  # fmt: skip
    fixed = rows.assign(spend=(rows["impressions"] * 0.006).round(2))
    assert said(find_cheapest(fixed, "campaign")) == [
        "Impressions cost the same everywhere: a CPM of 6.00."
    ]
    assert "no price far from its own history" in repr(find_pacing(fixed))
    assert "CPM is 6.00 in every group" in repr(find_differences(fixed, "cpm", "campaign"))
    hardly = fixed.assign(spend=fixed["spend"] + np.array([0.4, -0.4] * 5 + [-0.4, 0.45] * 5))
    assert "difference of less than 1%." in repr(find_differences(hardly, "cpm", "campaign"))


def test_a_day_more_and_days_more_stand_out():
    rows = pd.DataFrame({"date_start": pd.date_range("2026-03-01", periods=20),
                         "impressions": 1000, "spend": [5.0, 5.1, 4.9, 5.2] * 5})  # fmt: skip
    for dear, told in ((2, "1 more day stands out."), (3, "2 more days stand out.")):
        found = find_pacing(rows.assign(spend=rows["spend"].where(rows.index >= dear, 50.0)))
        assert told in repr(found)


def test_who_reached_nobody_paid_for_no_person():
    nobody = pd.DataFrame({"spend": [1.0], "impressions": [0], "reach": [0]})
    assert "Nobody was reached, so what 1,000 people cost does not exist." in said(
        find_bill(nobody)
    )


def test_an_edited_file_is_stopped_and_an_honest_one_is_not():
    rows = pd.DataFrame({"spend": [10.0], "impressions": [1000], "cpm": [10.0]})
    assert [each.status for each in find_edits(rows)] == ["ok"]
    assert [each.status for each in find_edits(rows.assign(cpm=11.0))] == ["stop"]
    assert [each.status for each in find_edits(read_bill("meta_ads"))] == ["ok"]


def test_pacing_says_plan_gaps_spikes_or_that_all_is_well():
    days = pd.date_range("2026-03-01", periods=10)
    rows = pd.DataFrame({"date_start": days, "impressions": 1000,
                         "spend": [5.0, 5.1, 4.9, 5.2, 4.8, 5.0, 5.1, 4.9, 5.0, 5.1]})  # fmt: skip
    assert said(find_pacing(rows)) == [
        "Money ran on every one of 10 days, at no price far from its own history."
    ]
    assert find_pacing(rows, plan=50.2)[0].status == "ok"
    dear = rows.assign(spend=rows["spend"].where(rows.index != 4, 20.0)).drop(index=7)
    told = said(find_pacing(dear, plan=100))
    assert told[0].startswith("60.40 of a planned 100.00 was spent, 60.4%")
    assert told[1] == "Nothing ran on 1 of 10 days: 2026-03-08."
    assert told[2] == "On 2026-03-05 the CPM was 20.00; it usually is 5.10."


def test_frequency_that_creeps_is_told_from_reach_that_grows():
    march = pd.DataFrame({"ad": ["a", "b"], "impressions": [2000, 2000], "reach": [1000, 1000]})
    april = march.assign(impressions=[3000, 4000], reach=[1010, 2000])
    assert said(find_creep(march, april)) == [
        "'a' was shown 2.97 times per person after 2.00, and reached as many people as before."
    ]
    assert find_creep(march, march)[0].status == "ok"
    assert "has no reach" in str(find_creep(march.drop(columns="reach"), april)[0])


def test_a_click_has_the_price_of_those_that_are_told():
    assert click_price_of(ROWS.assign(clicks=5)) == "cpc"
    assert (
        click_price_of(ROWS.drop(columns="clicks").assign(link_clicks=5)) == "cost_per_link_click"
    )
    assert click_price_of(ROWS.assign(clicks=None, link_clicks=5)) == "cost_per_link_click"


def test_segments_say_what_the_answer_is_worth_at_most():
    days = pd.date_range("2026-03-01", periods=12)
    rows = pd.concat(
        pd.DataFrame({"date_start": days, "age_band": age, "clicks": 10, "currency": "EUR",
                      "spend": [level, 1.1 * level] * 6})
        for age, level in {"18-24": 5.0, "25-34": 15.0}.items()
    )  # fmt: skip
    told = said(find_receptive(rows, "cpc", "age_band"))
    assert told[0].startswith("'18-24' gives more for the same money, by CPC (all): index 200 (")
    assert told[1].startswith("'25-34' gives less for the same money, by CPC (all): index 67 (")
    assert "would have cost 63.00 EUR less: no more than that is to be won" in told[2]
    alike = rows.assign(spend=5.0 + rows.index % 2)
    assert said(find_receptive(alike, "cpc", "age_band")) == [
        "No segment gives clearly more or less for the same money than the account."
    ]


def test_an_answer_is_findings_where_nothing_varies():
    one = ROWS.head(1)
    for answer in (format_shares(one, ""), plot_comparison(one, "cpm", ""), find_cheapest(one, "")):
        assert isinstance(answer, Findings)
        assert isinstance(answer[0], Finding)
        assert "nothing to compare" in str(answer[0])


def test_costs_in_two_currencies_are_not_compared_and_none_is_said_to_be_missing():
    rows = pd.DataFrame({
        "ad": ["a", "b"], "currency": ["EUR", "USD"], "spend": [10.0, 20.0], "impressions": 1000,
    })  # fmt: skip
    for told in (find_cheapest(rows, "ad"), format_costs(rows, "ad")):
        assert "EUR and USD" in str(told)


def test_a_picture_of_a_change_says_which_days_are_compared_however_many_bars():
    days = pd.concat(
        pd.DataFrame({"date_start": pd.date_range("2026-03-01", periods=4), "impressions": 1000,
                      "campaign": name, "spend": [1.0, 2.0, 3.0, 5.0 + place]})
        for place, name in enumerate("abcdefgh")
    )  # fmt: skip
    labels = [
        each.get_text() for each in plot_spend_change(days, grain="campaign").get_xticklabels()
    ]
    assert labels[0] == "Before\n2026-03-01 to\n2026-03-02"
    prices = plot_price_change(days, grain="campaign").get_xticklabels()
    assert prices[-1].get_text() == "After\n2026-03-03\nto\n2026-03-04"
