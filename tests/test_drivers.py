"""What moves impressions: planted effects are found, and what the posts cannot tell is not told."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from toolkit import (
    DataError,
    NotAdditiveError,
    find_engagement,
    find_posting,
    load_dataset,
    load_truth,
    summarize,
)
from toolkit.drivers import (
    by_source,
    change_points,
    declare_engagements,
    derive_levers,
    engagement_by_reach,
    engagement_rates,
    fit_accrual,
    fit_levers,
    grow,
    plan_schedule,
    posts_needed,
    rank_content,
    split_posts,
    with_stand_ins,
)
from toolkit.findings import find_by_reach, find_changes, find_content, find_levers
from toolkit.moves import find_engagement_by_reach
from toolkit.plot import plot_multipliers
from toolkit.simulate.account import Account, Change, Moves, simulate_account

PAGE = Account(
    "linkedin", "Tarnvale", "impressions", 120, "2026-01-05", 26, 900, {"photo": 60, "video": 40}
)


def posts(seed=1, **planted):
    return simulate_account(seed, replace(PAGE, **planted))


def made(**columns):
    size = len(next(iter(columns.values())))
    days = pd.date_range("2026-03-02 09:00", periods=size, freq="D")
    return pd.DataFrame({"published_at": days, **columns})


# Levers


@pytest.mark.parametrize(
    ("text", "lever", "level"),
    [
        ("nothing", "hashtags", "none"),
        ("a #tag and #another", "hashtags", "1 or 2"),
        ("see example.org/#part", "hashtags", "none"),
        ("日本 \uff03タグ", "hashtags", "1 or 2"),
        ("@you are right", "replying", "reply"),
        ("with @you", "replying", "no reply"),
        ("with @you", "collaboration", "mentions another"),
        ("mail me at a@b.example", "collaboration", "alone"),
        ("a" * 80, "length", "80 to 279"),
        ("a" * 70 + " #" + "b" * 30, "length", "under 80 letters"),
    ],
)
def test_a_lever_is_read_off_the_text(text, lever, level):
    texts = [text, "#a #b #c #d #e #f x @a", "@a", "c" * 300]
    levels = derive_levers(made(text=texts))
    assert levels[lever].iloc[0] == level


def test_weekday_and_hour_are_those_of_the_zone_and_say_which():
    times = pd.to_datetime(["2026-03-01 23:30", "2026-03-04 12:00"] * 20, utc=True)
    late = pd.DataFrame({"published_at": times, "views": [200, 100] * 20, "platform": "x"})
    late["published_at"] += pd.to_timedelta([7 * (row // 2) for row in range(40)], unit="D")
    berlin = late.assign(published_at=late["published_at"].dt.tz_convert("Europe/Berlin"))
    assert derive_levers(late)["weekday"].iloc[0] == "Sunday"
    assert derive_levers(berlin)[["weekday", "hour"]].iloc[0].tolist() == ["Monday", "0 to 5 h"]
    for posts, zone in ((late, "UTC"), (berlin, "Europe/Berlin")):
        told = fit_levers(posts, levers=["hour"])
        assert f"time of day ({zone}) '" in str(find_levers(told)[0])
        assert plot_multipliers(told).alt.endswith(f". Weekdays and hours in {zone}.")
        assert f"By weekday ({zone}), " in str(find_content(rank_content(posts, "weekday"))[0])


def test_a_lever_that_never_varies_is_not_told():
    assert "format" not in derive_levers(made(format=["photo"] * 3, impressions=[1, 2, 3]))


def test_regular_posting_is_counted_within_each_account():
    table = made(impressions=[1, 2, 3, 4]).assign(account=["a", "b", "a", "b"])
    assert derive_levers(table.assign(platform="x")).get("rhythm") is None
    gaps = pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-12"])
    levels = derive_levers(table.assign(published_at=gaps))["rhythm"]
    assert levels.isna().tolist() == [True, True, False, False]
    assert levels.tolist()[2:] == ["1 to 2 days", "a week"]


def test_paid_support_is_told_by_a_flag_or_by_paid_impressions():
    flagged = derive_levers(made(boosted=pd.array([True, False], dtype="boolean")))
    counted = derive_levers(made(paid_impressions=pd.array([5, 0], dtype="Int64")))
    assert flagged["support"].tolist() == counted["support"].tolist() == ["boosted", "not boosted"]


# Multipliers


def test_multipliers_of_noise_free_posts_are_the_planted_ones_to_the_digit():
    table = made(format=["photo", "photo", "video"] * 8, impressions=[100, 100, 300] * 8)
    fitted = fit_levers(table, levers=["format"])
    assert fitted.loc[("format", "video"), "multiplier"] == pytest.approx(3)


def test_multipliers_agree_with_normal_equations_solved_by_hand():
    table = posts(seed=3)
    fitted = fit_levers(table, levers=["format", "support"])
    y = np.log(table["impressions"].to_numpy(dtype=float))
    x = np.column_stack([np.ones(len(y)), table["format"].eq("video"), table["boosted"]]).astype(
        float
    )
    solved = np.linalg.solve(x.T @ x, x.T @ y)
    left = y - x @ solved
    bread = np.linalg.inv(x.T @ x)
    lever = np.einsum("ij,jk,ik->i", x, bread, x)
    spread = bread @ (x.T * (left / (1 - lever)) ** 2) @ x @ bread
    told = fitted.loc[("format", "video")]
    assert np.log(told["multiplier"]) == pytest.approx(solved[1])
    margin = (np.log(told["high"]) - np.log(told["low"])) / 2
    from scipy.stats import t

    assert margin == pytest.approx(t.ppf(0.975, len(y) - 3) * np.sqrt(spread[1, 1]))


def test_doubling_every_count_changes_no_multiplier():
    table = posts(seed=4)
    twice = table.assign(impressions=table["impressions"] * 2)
    pd.testing.assert_frame_equal(fit_levers(table), fit_levers(twice))


def test_the_order_of_rows_changes_no_multiplier():
    table = posts(seed=4)
    pd.testing.assert_frame_equal(
        fit_levers(table), fit_levers(table.sample(frac=1, random_state=1))
    )


def test_levers_that_vary_together_are_inseparable_and_have_no_multiplier():
    fitted = fit_levers(posts(seed=2, boost_format="video"))
    both = fitted[fitted["told"].str.startswith("inseparable")]
    assert {("format", "video"), ("support", "boosted")} <= set(both.index)
    assert both["multiplier"].isna().all()
    assert "vary together" in str(find_levers(fitted))


def test_levels_of_few_posts_are_not_told():
    formats = ["photo"] * 17 + ["video"] * 3
    luck = np.exp(np.random.default_rng(1).normal(0, 0.3, 20))
    fitted = fit_levers(made(format=formats, impressions=100 * luck), levers=["format"])
    assert fitted.loc[("format", "video"), "told"] == "fewer than 5 posts"


def test_a_change_that_is_named_is_taken_out_of_multipliers():
    table = posts(seed=5, posts=160, distribution=Change(30, place=80), moves=Moves(boosted=200))
    day = table["published_at"].iloc[80]
    before, after = fit_levers(table), fit_levers(table, changes=[day])
    assert after.attrs["spread"] < before.attrs["spread"]
    assert after.attrs["explained"] > before.attrs["explained"]


def test_a_change_of_one_account_is_not_taken_out_of_another():
    page = posts(seed=5, posts=160, distribution=Change(30, place=80))
    other = simulate_account(9, replace(PAGE, platform="x", posts=160))
    both = pd.concat([page, other], ignore_index=True)
    found = change_points(both)
    of_all = fit_levers(both, changes=list(found["date"]))
    assert found["account"].tolist() == ["linkedin, Tarnvale"]
    assert fit_levers(both, changes=found).attrs["spread"] < of_all.attrs["spread"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (made(format=["a", "b"] * 3, impressions=[1] * 6), "6 posts have a time"),
        (pd.DataFrame({"impressions": [1] * 20}), "published_at is not in this table"),
        (made(format=["a", "b"] * 10, likes=[1] * 20), "none of impressions, views, reach"),
    ],
)
def test_a_table_without_posts_is_refused_and_says_what_is_missing(table, said):
    with pytest.raises(DataError, match=said):
        fit_levers(table)


def test_an_unknown_lever_is_refused_with_those_that_can_be_told():
    with pytest.raises(DataError, match="'moon'"):
        fit_levers(posts(), levers=["moon"])


def test_more_effects_than_posts_are_refused():
    table = made(category=["a"] * 13, impressions=range(1, 14), format=list("abcdefghijklm"))
    with pytest.raises(DataError, match="cannot tell"):
        fit_levers(table, levers=["format"])


# Changes


def test_a_planted_change_is_dated_and_called_distribution():
    table = posts(distribution=Change(45, place=60))
    found = change_points(table)
    place = int((table["published_at"].dt.tz_localize(None) < found["date"].iloc[0]).sum())
    assert found["cause"].tolist() == ["distribution"]
    assert abs(place - 60) <= 3
    assert found["low"].iloc[0] < 0.45 < found["high"].iloc[0]


def test_nothing_planted_is_nothing_found():
    assert change_points(posts()).empty
    assert "No day stands out" in str(find_changes(change_points(posts())))


def test_a_change_of_a_counting_rule_is_never_called_distribution():
    channel = replace(PAGE, platform="youtube", metric="views", start="2026-05-25",
                      rule=Change(190, day="2026-08-27"))  # fmt: skip
    found = change_points(simulate_account(1, channel))
    assert found["cause"].tolist() == ["counting rule"]
    assert "put down to the rule" in str(find_changes(found))


def test_a_change_some_days_late_is_still_put_down_to_the_rule_that_changed():
    channel = replace(PAGE, platform="youtube", metric="views", start="2026-05-25",
                      distribution=Change(190, day="2026-09-02"))  # fmt: skip
    assert change_points(simulate_account(1, channel))["cause"].tolist() == ["counting rule"]


@pytest.mark.parametrize("day", ["2026-07-20", "2026-10-01"])
def test_a_change_weeks_from_a_rule_is_not_put_down_to_it(day):
    channel = replace(PAGE, platform="youtube", metric="views", start="2026-05-25", posts=160,
                      distribution=Change(190, day=day))  # fmt: skip
    found = change_points(simulate_account(1, channel))
    assert found["cause"].tolist() == ["distribution"]
    assert abs(found["date"].iloc[0] - pd.Timestamp(day)).days <= 7


def test_a_change_of_format_mix_is_not_called_distribution():
    table = posts(posts=160, formats={"photo": 100}, later={"text": 100},
                  moves=Moves(format={"text": 45}))  # fmt: skip
    found = change_points(table)
    assert set(found["cause"]) == {"format mix"}


def test_growth_without_a_break_is_called_gradual():
    size = 120
    luck = np.exp(np.random.default_rng(2).normal(0, 0.3, size))
    table = made(impressions=np.exp(np.linspace(5, 7, size)) * luck)
    assert set(change_points(table)["cause"]) == {"gradual"}


def test_each_account_is_looked_at_for_itself_by_what_it_reports():
    page = posts(distribution=Change(45, place=60))
    channel = simulate_account(7, replace(PAGE, platform="tiktok", metric="views"))
    found = change_points(pd.concat([page, channel], ignore_index=True))
    assert found[["account", "metric"]].to_numpy().tolist() == [
        ["linkedin, Tarnvale", "impressions"]
    ]
    assert len(found.attrs["accounts"]) == 2


def test_young_posts_are_left_out_since_they_are_still_collecting():
    table = posts()
    late = table["published_at"].max() - pd.Timedelta(days=7)
    assert change_points(table).attrs["young"] == int((table["published_at"] > late).sum())


def test_the_bundled_history_gives_back_what_was_planted():
    table, truth = load_dataset("post_history"), load_truth("post_history")
    found = change_points(table).set_index("account")
    fell = found.loc["linkedin, Tarnvale"]
    day = pd.Timestamp(truth["distribution_changed"]["day"])
    assert fell["first"] - pd.Timedelta(days=1) <= day <= fell["last"]
    assert fell["low"] < truth["distribution_changed"]["percent"] / 100 < fell["high"]
    assert found.loc["youtube, Tarnvale", "cause"] == "counting rule"
    assert "x, tarnvale" not in found.index


# Content


def test_ten_lucky_posts_do_not_top_the_list_as_if_they_were_many():
    luck = np.random.default_rng(3).normal(0, 0.6, 120)
    formats = ["photo"] * 55 + ["text"] * 55 + ["carousel"] * 10
    table = made(format=formats, views=np.exp(5 + luck + np.repeat([0, 0, 0.3], [55, 55, 10])))
    ranked = rank_content(table, as_of="2027-01-01")
    assert ranked["views"].std() < ranked["own"].std()
    assert "no kind of content is told apart" in str(find_content(ranked))


def test_young_posts_are_not_compared_with_old_ones():
    table = made(format=["photo", "reel"] * 15, views=[100, 110] * 15)
    ranked = rank_content(table, as_of=table["published_at"].max())
    assert ranked.attrs["young"] == 7
    with pytest.raises(DataError, match="equal age"):
        rank_content(table, as_of=table["published_at"].min() + pd.Timedelta(days=1))


def test_half_life_is_recovered_from_repeated_downloads():
    draw = np.random.default_rng(4)
    size, half = 40, 2.5
    final = draw.lognormal(7, 0.8, size)
    published = pd.to_datetime("2026-03-01") + pd.to_timedelta(draw.uniform(0, 10, size), "D")
    base = pd.DataFrame({"post_id": map(str, range(size)), "published_at": published})
    days = pd.date_range("2026-03-12", periods=12, freq="D")

    def counts(day):
        age = (day - published) / pd.Timedelta(days=1)
        noise = draw.normal(1, 0.01, size)
        return (final * age / (age + half) * noise).astype(int)

    grown = grow({day: base.assign(views=counts(day)) for day in days}, "views")
    accrual = fit_accrual(grown, "views")
    assert accrual.low < half < accrual.high
    assert accrual.half_life == pytest.approx(half, rel=0.25)


def test_daily_rows_and_repeated_downloads_grow_alike():
    published = pd.Timestamp("2026-03-01")
    days = pd.DataFrame({"post_id": "1", "published_at": published, "views": [10, 5, 2],
                         "date_start": pd.date_range("2026-03-01", periods=3)})  # fmt: skip
    whole = pd.DataFrame({"post_id": ["1"], "published_at": [published]})
    taken = {f"2026-03-0{day}": whole.assign(views=views) for day, views in
             ((2, 10), (3, 15), (4, 17))}  # fmt: skip
    pd.testing.assert_frame_equal(grow(days, "views"), grow(taken, "views"), check_dtype=False)


# Engagement


def test_the_account_and_its_typical_post_have_different_rates_by_hand():
    table = made(impressions=[1000, 100, 100], engagements=[10, 5, 4], reach=[500, 80, 90])
    rates = engagement_rates(table)
    account, typical = rates.iloc[0], rates.iloc[1]
    assert account["er_impressions_low"] == account["er_impressions_high"] == 19 / 1200
    assert typical["er_impressions_low"] == 0.04
    assert account["er_reach_low"] == 19 / 670
    assert account["er_reach_high"] == 19 / 500
    assert typical["er_reach_low"] == typical["er_reach_high"] == 4 / 90


def test_posts_without_a_denominator_are_missing_from_the_median_not_zero():
    rates = engagement_rates(made(impressions=[0, 100, 200], engagements=[3, 10, 10]))
    assert rates["er_impressions_low"].iloc[1] == pytest.approx(0.075)


def test_a_table_without_any_rate_says_what_it_would_take():
    with pytest.raises(DataError, match="engagements"):
        engagement_rates(made(impressions=[1, 2]))


def test_each_account_has_its_own_rates():
    table = made(platform=["x", "x", "tiktok"], impressions=[100, 100, 50], engagements=[1, 3, 5])
    rates = engagement_rates(table)["er_impressions_low"]
    assert rates.to_dict() == {
        ("tiktok", "Account"): 0.1, ("tiktok", "Typical post"): 0.1,
        ("x", "Account"): 0.02, ("x", "Typical post"): 0.02,
    }  # fmt: skip


def test_a_declared_set_of_actions_is_counted_by_hand_and_a_blank_is_not_zero():
    posts = made(views=[100, 50, 10], likes=[5, 2, 1], comments=[1, 0, None], saves=[9, 9, 9])
    told = declare_engagements(posts, ["likes", "comments"])
    assert told["engagements"].fillna(-1).tolist() == [6, 2, -1]
    assert summarize(told.iloc[:2], "er_views").iloc[0, 0] == 8 / 150


def test_a_set_that_the_platform_has_declared_itself_is_not_replaced():
    with pytest.raises(DataError, match="counts engagements itself"):
        declare_engagements(made(likes=[5], engagements=[7]), ["likes"])


@pytest.mark.parametrize("actions", [["likes", "shares"], ["likes", "hearts"], []])
def test_actions_that_nobody_tells_are_not_declared(actions):
    with pytest.raises(DataError, match="Declare actions that are, such as likes"):
        declare_engagements(made(likes=[5], shares=[None]), actions)


def test_what_stands_in_for_engagements_is_said_and_leaves_the_platform_s_own_alone():
    posts = made(platform=["x", "instagram"], impressions=[100, None], views=[None, 50],
                 engagements=[8, None], likes=[2, 3], shares=[None, 1])  # fmt: skip
    assert with_stand_ins(posts)["engagements"].tolist() == [8, 4]
    said = list(map(str, find_engagement(posts)))
    assert (
        said[0]
        == "The file tells no engagements of instagram: likes and shares are counted as such."
    )
    assert (
        "Engagement rate by views of instagram: 8.0% for a typical post; 8.0% for the account."
        in said
    )


def test_a_rate_under_several_rules_is_left_out_and_said_and_the_others_stay():
    posts = made(views=[50, 60], impressions=[100, 100], engagements=[8, 4])
    posts = posts.assign(platform="x", scope="paid")
    posts["published_at"] = pd.to_datetime(["2026-08-01", "2026-08-20"])
    posts["date_start"] = posts["date_end"] = posts["published_at"]
    said = list(map(str, find_engagement(posts)))
    assert said == [
        "Engagement rate by impressions: 6.0% for a typical post; 6.0% for the account.",
        "Engagement rate by views is not told: it is counted by several rules.",
    ]
    with pytest.raises(NotAdditiveError, match="x_ads_views"):
        engagement_rates(posts.drop(columns="impressions"))


def test_engagements_go_with_reach_as_planted():
    luck = np.exp(np.random.default_rng(3).normal(0, 0.3, 400))
    reach = np.exp(np.random.default_rng(4).normal(6, 1, 400))
    told = engagement_by_reach(made(reach=reach, engagements=0.2 * reach**0.7 * luck)).iloc[0]
    assert told["low"] < 2**0.7 < told["high"] < 2
    assert "had a lower rate" in str(find_by_reach(pd.DataFrame([told])))


def test_a_rate_that_does_not_hang_on_reach_is_not_said_to():
    reach = np.exp(np.random.default_rng(4).normal(6, 1, 200))
    luck = np.exp(np.random.default_rng(5).normal(0, 0.4, 200))
    told = engagement_by_reach(made(reach=reach, engagements=0.05 * reach * luck))
    assert "no sign that the rate" in str(find_by_reach(told))


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (2.01, 2.02, "hardly hangs on"), (1.95, 2.05, "hardly hangs on"), (1.0, 3.0, "no sign"),
        (2.01, 2.2, "had a higher rate"), (1.8, 1.99, "had a lower rate"),
    ],
)  # fmt: skip
def test_a_difference_of_rates_too_small_to_matter_is_called_hardly_one(low, high, verdict):
    row = {"account": "x", "each": "post", "metric": "reach", "posts": 40, "left_out": 0}
    told = pd.DataFrame([{**row, "multiplier": 2.0, "low": low, "high": high}])
    assert verdict in str(find_by_reach(told))


def test_few_posts_tell_nothing_of_engagement_and_reach():
    with pytest.raises(DataError, match="12 posts with engagements"):
        engagement_by_reach(made(reach=range(1, 12), engagements=range(1, 12)))


# Sources


def sourced(organic, paid):
    return made(organic_impressions=organic, paid_impressions=paid)


def test_a_change_splits_by_organic_and_paid_and_counts_each_post_once():
    before, after = sourced([100, 100], [0, 50]), sourced([60, 60], [200, 200])
    change = split_posts(by_source(before), by_source(after), "source")
    parts = change["impressions"].groupby(level="source").sum()
    assert parts.to_dict() == pytest.approx({"organic": -80, "paid": 350})
    assert change["impressions"].sum() == pytest.approx(520 - 250)
    assert change.attrs["posts"] == (2, 2)


def test_rows_by_surface_are_not_taken_for_posts():
    rows = pd.DataFrame({
        "published_at": pd.Timestamp("2026-03-02"), "post_id": ["1", "1", "2"],
        "source": ["home", "profile", "home"], "impressions": [10, 5, 20],
    })  # fmt: skip
    change = split_posts(rows, rows.assign(impressions=[20, 5, 20]))
    assert change.attrs["posts"] == (2, 2)
    assert change["impressions"].to_dict() == {"posts": 0, "impressions per post": 10}


def test_posts_that_do_not_tell_the_measure_are_no_posts_without_any():
    told = find_posting(made(impressions=[100, None, 60, 60]))
    assert "Posts went from 1 to 2. Posts that do not tell impressions are left out: 1." in str(
        told
    )
    assert "left out" not in str(find_posting(made(impressions=[100, 100, 60, 60])))


def test_posts_counted_by_two_rules_are_not_ranked():
    posts = made(format=["video", "text"] * 10, views=[100, 50] * 10, scope=["organic"] * 20)
    posts["platform"] = ["youtube"] * 10 + ["x"] * 10
    with pytest.raises(DataError, match="Posts are not ranked by views"):
        rank_content(posts, as_of="2030-01-01")
    ranked = rank_content(posts.assign(platform="x"), as_of="2030-01-01")
    assert ranked.index.tolist() == ["video", "text"]


def test_posts_counted_by_two_rules_are_not_compared():
    posts = made(views=[100, 100, 60, 60]).assign(platform="x", scope="paid")
    posts["published_at"] = pd.date_range("2026-08-11", periods=4, freq="D")
    assert "are not compared" in str(find_posting(posts))
    posts["published_at"] = pd.date_range("2026-08-01", periods=4, freq="D")
    assert "Views went from 200 to 120" in str(find_posting(posts))


def test_a_question_by_source_is_answered_from_wide_columns_or_says_what_it_needs():
    posts = sourced([100, 100, 60, 60], [0, 50, 200, 200])
    assert "The number of posts stayed the same, 2" in str(find_posting(posts, grain="source"))
    assert "tells no sources" in str(find_posting(made(impressions=[1, 2]), grain="source"))


# Trials


def test_posts_needed_agrees_with_simulated_trials():
    size, draw = posts_needed(1.5, 0.6), np.random.default_rng(5)
    from scipy.stats import ttest_ind

    one = draw.normal(0, 0.6, (4000, size))
    other = draw.normal(np.log(1.5), 0.6, (4000, size))
    assert np.mean(ttest_ind(one, other, axis=1).pvalue < 0.05) == pytest.approx(0.8, abs=0.03)


def test_a_schedule_is_balanced_in_every_block():
    plan = plan_schedule(["a", "b", "c"], 4, start="2026-03-02")
    assert plan.groupby("block")["level"].apply(sorted).tolist() == [["a", "b", "c"]] * 4
    assert plan["slot"].is_monotonic_increasing


@pytest.mark.parametrize(("multiplier", "spread"), [(1, 0.5), (0, 0.5), (1.2, 0)])
def test_an_effect_that_is_none_is_refused(multiplier, spread):
    with pytest.raises(DataError):
        posts_needed(multiplier, spread)


def test_rows_of_days_are_not_called_posts():
    shown = [100 * (1 + day % 4) for day in range(16)]
    days = pd.DataFrame({
        "platform": "x", "date_start": pd.date_range("2026-03-01", periods=16),
        "impressions": shown, "engagements": [each // 10 for each in shown],
    })  # fmt: skip
    said = f"{find_engagement(days)} {find_engagement_by_reach(days)}"
    assert "10.0% for a typical day" in said
    assert "Days of x with twice the impressions" in said
    assert "post" not in said
    campaigns = pd.concat([days.assign(campaign="a"), days.assign(campaign="b")])
    assert "for a typical row" in str(find_engagement(campaigns))


def test_periods_are_told_whole_also_where_nothing_was_posted_at_their_ends():
    posts = pd.DataFrame({"views": 10, "published_at": pd.to_datetime(
        ["2026-03-01", "2026-03-03", "2026-03-07", "2026-03-10"])})  # fmt: skip
    said = str(find_posting(posts))
    assert "2026-03-06 to 2026-03-10 is compared with 2026-03-01 to 2026-03-05." in said


def test_days_without_posts_tell_how_often_was_shown_and_that_nothing_tells_why():
    days = pd.DataFrame({
        "platform": "x", "date_start": pd.date_range("2026-03-01", periods=4),
        "impressions": [100, 100, 60, 40],
    })  # fmt: skip
    periods, shown, why = map(str, find_posting(days))
    assert periods == "2026-03-03 to 2026-03-04 is compared with 2026-03-01 to 2026-03-02."
    assert shown == "Impressions went from 200 to 100, down 50%."
    assert why.startswith("published_at is not in this table")
    gap = map(str, find_posting(days.assign(impressions=[None, 100, 60, 40])))
    assert "1 rows that do not tell it are left out, not taken as none." in gap
    [_, nothing, _] = map(str, find_posting(days.assign(impressions=[None, None, 60, 40])))
    assert nothing.startswith("Impressions of one of the two periods are not told")
    [refused] = map(str, find_posting(days.rename(columns={"impressions": "reach"})))
    assert "reach counts people" in refused
