"""Sentences are computed, and stay true on other data."""

import pandas as pd

from toolkit import (
    Export,
    find_double_counting,
    find_frequency,
    find_most_shown,
    find_people,
    summarize,
)

DAYS = pd.DataFrame({"impressions": [900, 1500], "reach": [600, 600]})


def said(findings):
    return [str(each) for each in findings]


def with_total(rows, **total):
    return Export(rows, pd.DataFrame({name: [value] for name, value in total.items()}), None)


def test_people_are_exact_where_the_file_counts_them():
    export = with_total(DAYS, impressions=2400, reach=800)
    assert said(find_people(export)) == [
        "The content was shown 2,400 times.",
        "800 people saw it, by the file's own total row.",
        "Each of them saw it 3.00 times on average.",
    ]


def test_without_an_upper_bound_only_the_least_is_said():
    rows = pd.DataFrame({"post": ["a", "b"], "reach": pd.array([60, None], dtype="Int64")})
    assert said(find_people(rows))[1].startswith("At least 60 people saw it: some rows say")


def test_a_single_row_needs_no_bounds():
    assert said(find_people(DAYS.head(1)))[1] == "600 people saw it."


def test_whom_platforms_count_as_people_is_said():
    def counted(*platforms):
        rows = pd.DataFrame({"platform": platforms, "reach": 5, "impressions": 9})
        return said(find_people(Export(table=rows, total=None, receipt=None)))[3:]

    assert counted("google_ads") == counted("pinterest") == []
    assert counted("facebook", "pinterest") == [
        "facebook counts accounts, of which one person may have several."
    ]
    (apart,) = counted("facebook", "instagram", "youtube")
    assert apart == (
        "facebook and instagram count accounts, youtube counts people: what is said of all "
        "together takes them for the same."
    )
    assert not any("count" in each for each in said(find_people(DAYS.assign(platform="facebook"))))


def test_what_is_not_in_the_data_is_said():
    assert said(find_people(pd.DataFrame({"likes": [3]}))) == [
        "The data has no impressions, so how often it was shown is not known.",
        "The data has no reach, so how many people saw it is not known.",
    ]


def test_views_are_told_where_a_platform_gave_up_impressions_unless_rules_differ():
    posts = pd.DataFrame({"platform": ["instagram", "instagram"], "views": [1000, 500]})
    told = (
        "The data has no impressions, so how often it was shown is not known; it tells 1,500 views"
    )
    assert said(find_people(posts))[0] == f"{told} instead."
    mixed = posts.assign(platform=["instagram", "tiktok"])
    assert said(find_people(mixed))[0].endswith("how often it was shown is not known.")


def test_rows_that_cannot_be_right_are_counted_and_said():
    rows = pd.DataFrame({"post": ["a", "b"], "impressions": [900, 100], "reach": [600, 150]})
    contradiction = find_people(rows)[-1]
    assert contradiction.status == "look"
    assert str(contradiction).startswith("1 of 2 rows report more people than impressions")
    assert str(contradiction).endswith("too low by at least 50.")


def test_missing_rows_are_said_and_not_taken_as_zero():
    rows = pd.DataFrame({"impressions": pd.array([900, None], dtype="Int64")})
    assert said(find_people(rows))[-1] == (
        "Impressions is missing in 1 of 2 rows; they are left out, not taken as zero."
    )


def test_double_counting_is_measured_against_what_is_known():
    assert said(find_double_counting(with_total(DAYS, reach=800)))[0].endswith(
        "of 2 rows gives 1,200, which is 1.50 times the 800 people of the whole."
    )
    assert find_double_counting(with_total(DAYS, reach=800))[0].status == "look"
    assert find_double_counting(with_total(DAYS, reach=1150))[0].status == "ok"


def test_without_the_truth_the_sum_is_only_a_ceiling():
    assert str(find_double_counting(DAYS)[0]) == (
        "Adding up the reach of 2 rows gives 1,200. That is not reach: if the rows share all "
        "the people they can, as few as 600 are behind it."
    )


def test_where_nobody_is_in_two_rows_their_sum_is_the_reach():
    ages = DAYS.assign(age_band=["18-24", "25-34"])
    assert said(find_double_counting(ages)) == [
        "Nobody is in two of the 2 rows, so their reach adds up: 1,200."
    ]
    twice = pd.concat([ages.assign(campaign="a"), ages.assign(campaign="b")])
    assert "as few as 1,200 are behind it" in said(find_double_counting(twice))[0]


def test_one_row_and_no_reach_have_sentences_too():
    assert said(find_double_counting(DAYS.head(1))) == [
        "There is one row of reach, so nothing to add up."
    ]
    assert said(find_double_counting(pd.DataFrame({"likes": [1]}))) == [
        "The data has no reach, so nothing can be said of it."
    ]


def shown(**ads):
    table = pd.DataFrame({"ad": list(ads), "impressions": list(ads.values())})
    return said(find_most_shown(summarize(table, "impressions", "ad")))


def test_most_shown_names_the_first_its_share_and_ties():
    assert shown(a=3, b=1) == [
        "'a' comes first with 3 impressions, 75.0% of the total of 2 groups."
    ]
    assert shown(a=3, b=3, c=1) == ["'a' and 'b' come first together, each with 3 impressions."]
    assert shown(a=3) == ["There is one group, 'a', with 3 impressions."]
    assert shown(a=0, b=0) == ["No group has any impressions."]


def test_most_people_reached_has_no_share_because_people_do_not_add_up():
    table = pd.DataFrame({"ad": ["a", "b"], "reach": [9, 5]})
    summary = summarize(table, "reach", "ad", people="bounds")
    assert said(find_most_shown(summary, "reach")) == ["'a' comes first with 9 people."]


def test_estimates_are_told_as_estimates():
    ends = {"impressions_low": [20, 5], "impressions_high": [40, 19]}
    table = pd.DataFrame({"ad": ["a", "b"], "impressions": [30, 10], **ends})
    summary = summarize(table, "impressions", "ad")
    assert said(find_most_shown(summary)) == [
        "'a' comes first by an estimate with 30 impressions, 75.0% of the total of 2 groups."
    ]
    near = summarize(table.assign(impressions_high=[40, 21]), "impressions", "ad")
    assert (
        "comes first in this sample of people, not surely, with" in said(find_most_shown(near))[0]
    )
    people = pd.DataFrame({"reach": [50], "reach_low": [40], "reach_high": [65]})
    assert said(find_people(people.assign(**table.drop(columns="ad").loc[0])))[:2] == [
        "The content was shown about 30 times.",
        "Between 40 and 65 people saw it: the figures are estimated from a sample of people.",
    ]


def test_frequency_tells_mean_median_and_the_heavy_few():
    counts = pd.DataFrame({"exposures": [1, 9], "people": [6, 2]})
    mean, heavy = said(find_frequency(counts))
    assert mean == (
        "8 people had 3.00 impressions on average; half of them had at most 1, and 75% exactly one."
    )
    assert heavy == (
        "The 25% of people with more than twice the average took 75% of the impressions."
    )
    even = pd.DataFrame({"exposures": [2], "people": [4]})
    assert said(find_frequency(even))[1] == "Nobody had more than twice the average."
    nobody = pd.DataFrame({"exposures": [1], "people": [0]})
    assert said(find_frequency(nobody)) == ["Nobody was reached."]


def test_findings_show_as_escaped_html_and_as_lines():
    table = pd.DataFrame({"ad": ["<b>", "c"], "impressions": [1, 1]})
    findings = find_most_shown(summarize(table, "impressions", "ad"))
    assert "&lt;b&gt;" in findings._repr_html_()
    assert repr(findings) == "- '<b>' and 'c' come first together, each with 1 impressions."
