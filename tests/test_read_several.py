"""Several files become one table, or are refused with the names of those that do not fit."""

import pandas as pd
import pytest
from specimens import rows_of, write
from test_read_overview import PRIMARY, days_of, overview

from toolkit import DataError, read_export, summarize
from toolkit.content import content_of
from toolkit.read import read_exports

X = "Post id|Date|Post text|Post Link|Impressions|Likes"
INSTAGRAM = "Post ID|Account username|Publish time|Permalink|Post type|Date|Views|Reach|Likes"
CAMPAIGNS = "campaign|date start|date end|impressions|reach|spend|currency"
# Made on 6 February 2026, one after the other.
IDS = ("2019770265215930588", "2019770265215930589")


def posts_of_x(path, *ids, impressions="90"):
    records = [{"Post id": number, "Date": "Fri, Feb 6, 2026", "Impressions": impressions,
                "Likes": "7"} for number in ids]  # fmt: skip
    return write(path, rows_of(X, *records))


def posts_of_instagram(path):
    return write(path, rows_of(INSTAGRAM, {
        "Post ID": "17900000000000001", "Account username": "a.brand", "Views": "80",
        "Publish time": "03/15/2026 03:06", "Permalink": "p", "Post type": "IG image",
        "Date": "Lifetime", "Reach": "60", "Likes": "5",
    }))  # fmt: skip


def campaigns(path, start, end, *names, currency="EUR"):
    told = {"date start": start, "date end": end, "impressions": "900", "reach": "600"}
    records = [told | {"campaign": name, "spend": "9.5", "currency": currency} for name in names]
    return write(path, rows_of(CAMPAIGNS, *records))


def test_months_of_one_report_are_stacked(tmp_path):
    march = campaigns(tmp_path / "march.csv", "2026-03-01", "2026-03-31", "Spring", "Rain")
    april = campaigns(tmp_path / "april.csv", "2026-04-01", "2026-04-30", "Spring")
    export = read_exports([march, april])
    assert export.table["campaign"].tolist() == ["Spring", "Rain", "Spring"]
    assert export.table["impressions"].sum() == 2700
    assert export.table["date_start"].dt.month.tolist() == [3, 3, 4]
    assert export.total is None
    assert summarize(export, "impressions", by="campaign").loc["Spring"].tolist() == [1800]


def test_posts_of_different_platforms_are_stacked(tmp_path):
    x, instagram = posts_of_x(tmp_path / "x.csv", *IDS), posts_of_instagram(tmp_path / "i.csv")
    export = read_exports([x, instagram])
    assert export.table["platform"].tolist() == ["x", "x", "instagram"]
    assert export.table["likes"].tolist() == [7, 7, 5]
    assert export.table["impressions"].tolist() == [90, 90, pd.NA]
    assert export.table["reach"].tolist() == [pd.NA, pd.NA, 60]
    assert export.table["published_at"].dt.strftime("%m-%d %H").tolist() == [
        "02-06 00", "02-06 00", "03-15 10",
    ]  # fmt: skip


def test_the_receipt_covers_every_file(tmp_path):
    receipt = read_exports(
        [posts_of_x(tmp_path / "x.csv", *IDS), posts_of_instagram(tmp_path / "i.csv")]
    ).receipt
    assert receipt.file == "x.csv, i.csv"
    assert receipt.platform == "x, instagram"
    assert (receipt.rows, receipt.loaded) == (3, 3)
    assert receipt.size == sum(part.size for part in receipt.parts)
    assert [part.file for part in receipt.parts] == ["x.csv", "i.csv"]
    assert "X reports no reach" in str(receipt)
    assert "America/Los_Angeles" in str(receipt)
    assert '"file": "i.csv"' in receipt.to_json()


def test_the_same_post_in_two_downloads_is_refused_with_both_names(tmp_path):
    one = posts_of_x(tmp_path / "january.csv", *IDS)
    other = posts_of_x(tmp_path / "february.csv", IDS[1], impressions="95")
    with pytest.raises(DataError) as error:
        read_exports([one, other])
    assert str(error.value) == (
        "The files cannot be stacked:\n"
        f"  january.csv and february.csv both report {IDS[1]}; stacked, these rows would count "
        "twice. Download the periods apart, or leave one file out."
    )


def test_the_same_file_twice_is_refused(tmp_path):
    one = posts_of_x(tmp_path / "one.csv", *IDS)
    other = posts_of_x(tmp_path / "copy.csv", *IDS)
    with pytest.raises(DataError, match=r"one\.csv and copy\.csv are the same file; give it once"):
        read_exports([one, other])


def test_periods_that_overlap_by_a_day_are_refused(tmp_path):
    march = campaigns(tmp_path / "march.csv", "2026-03-01", "2026-04-01", "Spring", "Rain")
    april = campaigns(tmp_path / "april.csv", "2026-04-01", "2026-04-30", "Spring")
    with pytest.raises(DataError, match=r"march\.csv and april\.csv both report Spring 2026-04-01"):
        read_exports([march, april])


def test_other_campaigns_of_the_same_days_do_not_overlap(tmp_path):
    one = campaigns(tmp_path / "one.csv", "2026-03-01", "2026-03-31", "Spring")
    other = campaigns(tmp_path / "other.csv", "2026-03-01", "2026-03-31", "Rain", currency="PLN")
    export = read_exports([one, other])
    assert export.table["currency"].tolist() == ["EUR", "PLN"]
    assert export.receipt.currency == "EUR, PLN"


def test_platforms_may_tell_other_levels_and_their_common_one_tells_content_apart():
    ads = pd.DataFrame({
        "platform": "meta", "campaign": ["Spring", "Spring", "Rain"], "ad": ["a", "b", "c"],
        "date_start": "2026-03-01", "date_end": "2026-03-01", "impressions": [5, 7, 9],
    })  # fmt: skip
    other = ads.drop(columns="ad").assign(platform="tiktok", campaign=["Sun", "Sea", "Sky"])
    export = read_exports([ads, other])
    assert summarize(export, "impressions", "platform")["impressions"].tolist() == [21, 21]
    assert content_of(export.table) == ["campaign"]
    with pytest.raises(DataError, match=r"counts by ad, by day; .* counts by campaign, by day"):
        read_exports([ads, other.assign(platform="facebook")])
    with pytest.raises(DataError, match="do not belong in one table"):
        read_exports([each.drop(columns="platform") for each in (ads, other)])


def test_lifetimes_of_posts_and_days_of_an_account_are_refused(tmp_path):
    days = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(5, 7)))
    with pytest.raises(DataError) as error:
        read_exports([posts_of_instagram(tmp_path / "posts.csv"), days])
    assert str(error.value) == (
        "The files cannot be stacked:\n"
        "  posts.csv counts by post, over a lifetime; Views.csv counts by account, by day. Such "
        "rows do not belong in one table; read the files apart."
    )


def test_lifetimes_of_tweets_and_what_came_in_by_day_are_refused(tmp_path):
    tweets = write(tmp_path / "tweets.csv", rows_of("Tweet id|time|impressions", {
        "Tweet id": "1432000000000000000", "time": "2021-08-29 15:27 +0000", "impressions": "5",
    }))  # fmt: skip
    days = write(tmp_path / "days.csv", rows_of("Date|Tweets published|impressions", {
        "Date": "2021-08-29", "impressions": "6",
    }))  # fmt: skip
    with pytest.raises(DataError, match=r"tweets\.csv counts by post, over a lifetime; days\.csv"):
        read_exports([tweets, days])


def test_every_fault_is_named_at_once(tmp_path):
    one = posts_of_x(tmp_path / "one.csv", *IDS)
    copy = posts_of_x(tmp_path / "copy.csv", *IDS)
    days = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(5, 7)))
    with pytest.raises(DataError) as error:
        read_exports([one, copy, days])
    assert len(str(error.value).splitlines()) == 3


def test_other_measures_of_the_same_days_stand_side_by_side(tmp_path):
    reach = overview(tmp_path / "Reach.csv", ("Reach", PRIMARY, days_of(9, 0, 9, 8)))
    views = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(0, 0, 12, 15)))
    export = read_exports([reach, views], platform="instagram")
    assert len(export.table) == 4
    assert export.table["reach"].tolist() == [9, 0, 9, 8]
    # Views of a day on which people were reached were not collected yet.
    assert export.table["views"].tolist() == [pd.NA, 0, 12, 15]
    assert "Reach.csv and Views.csv were taken to be of one account" in str(export.receipt)


def test_days_without_a_platform_are_not_put_side_by_side(tmp_path):
    reach = overview(tmp_path / "Reach.csv", ("Reach", PRIMARY, days_of(9, 8)))
    views = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(12, 15)))
    with pytest.raises(DataError, match=r"Neither names its platform; pass platform= for each\."):
        read_exports([reach, views])


def test_files_that_need_different_hints_are_read_before(tmp_path):
    paths = [overview(tmp_path / f"{name}.csv", ("Reach", PRIMARY, days_of(9, 8)))
             for name in ("facebook", "instagram")]  # fmt: skip
    read = [read_export(path, platform=path.stem) for path in paths]
    read[1] = read_export(
        overview(paths[1], ("Reach", PRIMARY, days_of(7, 6))), platform="instagram"
    )
    export = read_exports(read)
    assert export.table["reach"].tolist() == [9, 8, 7, 6]
    assert export.table["platform"].tolist() == ["facebook"] * 2 + ["instagram"] * 2


def test_rows_that_nothing_names_are_told_apart_by_their_numbers(tmp_path):
    header = "Impressions|From Home|From Hashtags|From Explore|Saves"
    rows = [{"Impressions": str(number), "Saves": "2"} for number in (900, 800, 700)]
    whole = write(tmp_path / "whole.csv", rows_of(header, *rows))
    part = write(tmp_path / "part.csv", rows_of(header, *rows[:2]))
    new = write(tmp_path / "new.csv", rows_of(header, {"Impressions": "600", "Saves": "2"}))
    assert len(read_exports([whole, new]).table) == 4
    with pytest.raises(DataError, match=r"whole\.csv and part\.csv both report 2 rows"):
        read_exports([whole, part])


def test_one_file_is_that_file(tmp_path):
    path = posts_of_x(tmp_path / "x.csv", *IDS)
    assert read_exports([path]).receipt == read_export(path).receipt


def test_no_file_is_refused():
    with pytest.raises(DataError, match="There is no file to read"):
        read_exports([])


def test_many_days_are_compared_without_pairing_them(tmp_path):
    """Pairs of the days of two accounts would be a hundred million."""
    days = pd.date_range("1990-01-01", periods=10_000).strftime("%Y-%m-%d")
    paths = []
    for name, dates in (("early", days[:5000]), ("late", days[5000:])):
        rows = [["campaign", "date start", "date end", "impressions"]]
        rows += [["One", day, day, "5"] for day in dates]
        paths.append(write(tmp_path / f"{name}.csv", rows))
    assert len(read_exports(paths).table) == 10_000
