"""The pretend world, and the files in each platform's own dialect."""

import csv
import io
import re
import shutil
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toolkit.simulate import check_datasets, simulate_world, write, write_datasets
from toolkit.simulate.draw import Draw

FOLDER = Path(__file__).parents[1] / "datasets"
PACIFIC = ZoneInfo("America/Los_Angeles")


@pytest.fixture(scope="module")
def world():
    return simulate_world()


@pytest.fixture(scope="module")
def log(world):
    """Valid displays with their day."""
    return world.log[world.log["is_valid"]].assign(day=world.log["time"].dt.floor("D"))


def records(name):
    text = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def whole(text):
    return int(text or 0)


# Reproducible


def test_datasets_are_byte_for_byte_what_the_seed_gives():
    told = check_datasets(FOLDER)
    shipped = pq.read_metadata(FOLDER / "impression_log.parquet").created_by
    if not shipped.endswith(f" {pa.__version__}"):
        told = [each for each in told if ": same contents" not in each]
    assert told == []


def test_another_seed_gives_another_world(world):
    other = simulate_world(seed=1)
    assert other.seed == 1
    assert not other.people["user_id"].equals(world.people["user_id"])
    film = other.log[other.log["ad"] == "Launch film"]
    assert (len(film), film["user_id"].nunique()) == (50_000, 5_000)


def test_draws_are_made_of_the_raw_bits_alone():
    child = np.random.SeedSequence(7, spawn_key=(0xA10EE254,))  # crc32 of b"dice"
    raw = [int(bits) for bits in np.random.PCG64(child).random_raw(5)]
    assert Draw(7, "dice").below(5, 1000).tolist() == [(bits >> 32) * 1000 >> 32 for bits in raw]


# Writing and checking


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the datasets, beside a simulator that answers with those that ship."""

    def copied(folder, *_):
        return [Path(shutil.copy(path, folder)) for path in sorted(FOLDER.iterdir())]

    copied(tmp_path)
    monkeypatch.setattr(write, "write_datasets", copied)
    return tmp_path


def test_check_names_each_file_that_differs_and_where(copy):
    film = copy / "launch_film.csv"
    film.write_text(film.read_text().replace(",3630,", ",3631,"))
    (copy / "posts.csv").unlink()
    (copy / "old.csv").write_text("left over")
    truth = copy / "meta_ads.toml"
    truth.write_text(re.sub(r"(?m)^reach = .*$", "reach = 1", truth.read_text()))
    log = pq.read_table(copy / "impression_log.parquet")
    pq.write_table(log.slice(1), copy / "impression_log.parquet")
    assert sorted(check_datasets(copy)) == [
        "impression_log.parquet: its rows are not those that the seed gives",
        (
            "launch_film.csv: line 3 has 'wide,Launch film,3631,2178,21,14,22.87,E' "
            "where the seed gives 'wide,Launch film,3630,2178,21,14,22.87,E'"
        ),
        "meta_ads.toml: not what the seed gives in truth",
        "old.csv: the simulator does not write it",
        "posts.csv: is missing; write_datasets() writes it",
    ]


def test_check_tells_other_bytes_from_other_contents(copy):
    log = pq.read_table(copy / "impression_log.parquet")
    pq.write_table(log, copy / "impression_log.parquet", compression="snappy")
    sidecar = copy / "impression_log.toml"
    sidecar.write_text(re.sub(r"(?m)^bytes = .*$", "bytes = 1", sidecar.read_text()))
    assert [re.sub(r"parquet-cpp-arrow version [\d.]+", "A", each) for each in
            check_datasets(copy)] == [
        "impression_log.parquet: same contents in other bytes, written by A, not A",
        "impression_log.toml: same contents but for bytes of the file",
    ]  # fmt: skip


def test_check_says_that_a_broken_log_cannot_be_read(copy):
    (copy / "impression_log.parquet").write_bytes(b"PAR1 broken")
    (told,) = check_datasets(copy)
    assert told.startswith("impression_log.parquet: cannot be read (")


def test_nothing_is_replaced_if_writing_fails(tmp_path, monkeypatch, world):
    def fail(dataset, _):
        if dataset.file == "posts.csv":
            raise OSError("no space")
        return {dataset.file: b"new"}

    (tmp_path / "launch_film.csv").write_text("old")
    monkeypatch.setattr(write, "files_of", fail)
    monkeypatch.setattr(write, "simulate_world", lambda _: world)
    with pytest.raises(OSError, match="no space"):
        write_datasets(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["launch_film.csv"]
    assert (tmp_path / "launch_film.csv").read_text() == "old"


# The world


def test_the_log_is_about_400000_displays_with_a_little_invalid_traffic(world):
    assert len(world.people[~world.people["is_robot"]]) == 60_000
    assert 380_000 < len(world.log) < 420_000
    assert 0.01 < 1 - world.log["is_valid"].mean() < 0.03
    assert world.log["time"].is_monotonic_increasing
    assert world.log["user_id"].notna().all()
    assert world.log["impression_id"].is_unique


def test_most_people_use_several_platforms_and_all_use_one(world):
    used = world.people.filter(like="visits_").gt(0).sum(axis=1)
    assert used.min() >= 1
    assert 0.75 < (used > 1).mean() < 0.9


def test_nobody_sees_a_platform_that_they_do_not_use(world):
    visits = world.people.set_index("user_id").filter(like="visits_")
    for platform, shown in world.log.groupby("platform", observed=True):
        assert visits.loc[shown["user_id"].unique(), f"visits_{platform}"].gt(0).all()


def test_a_tenth_of_the_people_get_a_large_part_of_the_displays(log):
    shown = log["user_id"].value_counts().to_numpy()
    shown = shown[shown > 0]
    assert 0.4 < shown[: len(shown) // 10].sum() / shown.sum() < 0.6


def test_robots_are_never_valid_and_the_film_always_is(world):
    robots = world.people.loc[world.people["is_robot"], "user_id"]
    assert not world.log.loc[world.log["user_id"].isin(robots), "is_valid"].any()
    assert world.log.loc[world.log["ad"] == "Launch film", "is_valid"].all()


def test_organic_displays_have_no_price_and_invalid_ones_cost_nothing(world):
    paid = world.log["scope"] == "paid"
    of_ads = ["cost", "currency", "campaign", "ad_group", "ad"]
    assert world.log.loc[~paid, of_ads].isna().all(axis=None)
    assert world.log.loc[paid, of_ads].notna().all(axis=None)
    assert world.log.loc[paid, "cost"].gt(0).eq(world.log.loc[paid, "is_valid"]).all()


def test_linkedin_alone_bills_in_dollars(log):
    billed = log.dropna(subset="currency")[["platform", "currency"]].drop_duplicates()
    assert billed.loc[billed["currency"] == "USD", "platform"].tolist() == ["linkedin"]
    assert billed["platform"].is_unique


def test_each_day_of_an_ad_comes_to_whole_cents(log):
    keys = ["platform", "campaign", "ad_group", "ad", "day"]
    cents = 100 * log[log["scope"] == "paid"].groupby(keys, observed=True)["cost"].sum()
    assert (cents - cents.round()).abs().max() < 1e-6


def test_prices_vary_by_platform_and_day(log):
    cpm = (
        1000 * log.dropna(subset="cost").groupby(["platform", "day"], observed=True)["cost"].mean()
    )
    usual = cpm.groupby("platform", observed=True).median()
    assert usual["tiktok"] < usual["facebook"] < usual["youtube"] < usual["linkedin"]
    assert (cpm.groupby("platform", observed=True).nunique() > 20).all()


def test_only_what_moves_is_watched_and_never_past_its_end_or_off_screen(world):
    moves = world.log[world.log["duration_seconds"].notna()]
    assert world.log.loc[world.log["duration_seconds"].isna(), "watch_seconds"].isna().all()
    assert moves["watch_seconds"].between(0, moves["duration_seconds"]).all()
    measured = moves.dropna(subset="in_view_seconds")
    assert (measured["watch_seconds"] <= measured["in_view_seconds"]).all()
    assert world.log["in_view_pixels"].dropna().between(0, 1).all()


def test_no_post_is_shown_before_it_is_published(world):
    first = world.log.groupby("post_id", observed=True)["time"].min()
    published = world.posts.set_index("post_id")["published_at"]
    assert len(first) == len(published) == 160
    assert (first.astype("datetime64[s]") >= published[first.index]).all()


def test_ads_are_shown_to_the_ages_they_are_aimed_at(world):
    students = world.log[(world.log["ad_group"] == "Students")]
    assert set(students["age_band"]) == {"18-24", "25-34"}


# Meta Ads Manager


def test_meta_ads_total_comes_first_and_its_reach_is_less_than_the_sum():
    total, *rows = records("meta_ads")
    assert list(total.values())[:7] == [""] * 7
    assert (total["Result type"], total["Results"]) == ("mixed", "")
    assert (total["Reporting starts"], total["Reporting ends"]) == ("2026-07-20", "2026-09-13")
    assert int(total["Reach"]) < sum(int(row["Reach"]) for row in rows)
    for name in ("Impressions", "Clicks (all)", "Link clicks"):
        assert int(total[name]) == sum(whole(row[name]) for row in rows)
    cents = [round(100 * float(row["Amount spent (EUR)"])) for row in (total, *rows)]
    assert cents[0] == sum(cents[1:])


def test_meta_ads_ratios_are_of_their_own_row_and_missing_without_clicks():
    for row in records("meta_ads"):
        shown, spend = int(row["Impressions"]), float(row["Amount spent (EUR)"])
        clicks, cpm = int(row["Clicks (all)"]), row["CPM (cost per 1,000 impressions)"]
        assert float(row["Frequency"]) == pytest.approx(shown / int(row["Reach"]), abs=1e-7)
        assert float(cpm) == pytest.approx(1000 * spend / shown, abs=1e-7)
        assert float(row["CTR (all)"]) == pytest.approx(100 * clicks / shown, abs=1e-7)
        assert bool(row["CPC (all)"]) == (clicks > 0)
        assert row["Link clicks"] != "0"


def test_meta_ads_results_are_what_the_ad_was_bought_for(log):
    _, *rows = records("meta_ads")
    for row in rows:
        if row["Result type"] == "Reach":
            assert row["Results"] == row["Reach"]
            assert row["Cost per result"] == row["Cost per 1,000 Meta Accounts reached"]
        if row["Result type"] == "Link clicks":
            assert row["Results"] == row["Link clicks"]
    desk = log[(log["ad"] == "Desk film") & log["platform"].isin(["facebook", "instagram"])]
    plays = sum(whole(row["Results"]) for row in rows if row["Result type"] == "ThruPlays")
    assert plays == (desk["watch_seconds"] >= 15).sum()


# The dialects

HEADERS = {
    "meta_ads": (
        '\ufeff"Campaign name","Ad set name","Ad name",Day,Platform,"Delivery status",'
        '"Delivery level",Reach,"Cost per 1,000 Meta Accounts reached",Impressions,'
        '"CPM (cost per 1,000 impressions)",Frequency,"Link clicks","Clicks (all)","CTR (all)",'
        '"CPC (all)","CTR (link click-through rate)","CPC (cost per link click)","Result type",'
        'Results,"Cost per result","Amount spent (EUR)","Reporting starts","Reporting ends"'
    ),
    "facebook_content": (
        '\ufeff"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time",'
        '"Caption type",Permalink,"Is crosspost","Is share","Post type",Languages,"Custom labels",'
        '"Funded content status","Data comment",Date,IMPRESSION:UNIQUE_USERS,Reach,Impressions,'
        '"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks",'
        '"Matched Audience Targeting Consumption (Photo Click)","Other Clicks","Link Clicks",'
        '"Negative feedback from users: Hide all"'
    ),
    "instagram_content": (
        '\ufeff"Post ID","Account ID","Account username","Account name",Description,'
        '"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,'
        "Likes,Shares,Follows,Comments,Saves"
    ),
    "x_content": (
        "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,"
        "New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,"
        "Permalink Clicks"
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_headers_are_those_of_real_files(name):
    text = (FOLDER / f"{name}.csv").read_bytes().decode()
    assert text.split("\n")[0] == HEADERS[name]
    assert "\r" not in text
    assert text.endswith("\n") == (name != "x_content")


def test_facebook_ghosts_hold_one_number_and_posts_add_up():
    rows = records("facebook_content")
    ghosts = [[name for name, cell in row.items() if cell] for row in rows if not row["Post ID"]]
    assert ghosts == [["IMPRESSION:UNIQUE_USERS"]] * 2
    photo = "Matched Audience Targeting Consumption (Photo Click)"
    for row in (row for row in rows if row["Post ID"]):
        reactions = sum(int(row[name]) for name in ("Reactions", "Comments", "Shares"))
        clicks = sum(int(row[name]) for name in (photo, "Other Clicks", "Link Clicks"))
        assert int(row["Reactions, Comments and Shares"]) == reactions
        assert int(row["Total clicks"]) == clicks


@pytest.mark.parametrize("name", ["facebook_content", "instagram_content"])
def test_publish_time_is_us_pacific(world, name):
    published = world.posts.set_index("post_id")["published_at"].dt.tz_localize("UTC")
    for row in (row for row in records(name) if row["Post ID"]):
        local = datetime.strptime(row["Publish time"], "%m/%d/%Y %H:%M").replace(tzinfo=PACIFIC)
        assert timedelta(0) <= published[row["Post ID"]] - local < timedelta(minutes=1)


def test_instagram_shortcodes_hold_the_time_of_upload():
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for row in records("instagram_content"):
        number = 0
        for letter in row["Permalink"].split("/")[-2]:
            number = 64 * number + letters.index(letter)
        uploaded = datetime.fromtimestamp(((number >> 23) + 1314220021721) / 1000, UTC)
        local = datetime.strptime(row["Publish time"], "%m/%d/%Y %H:%M").replace(tzinfo=PACIFIC)
        assert abs(local - uploaded) < timedelta(minutes=2)


def test_x_ids_are_snowflakes_of_their_day_newest_first():
    rows = [row for row in records("x_content") if row["Post id"]]
    ids = [row["Post id"] for row in rows]
    moments = [datetime.fromtimestamp(((int(each) >> 22) + 1288834974657) / 1000, UTC)
               for each in ids]  # fmt: skip
    assert {len(each) for each in ids} == {19}
    days = [row["Date"] for row in rows]
    assert days == [f"{moment:%a, %b} {moment.day}, {moment.year}" for moment in moments]
    assert all(later > earlier for later, earlier in pairwise(moments))


def test_x_ghosts_lead_nowhere_and_engagements_are_all_actions():
    ghosts = [row for row in records("x_content") if not row["Post id"]]
    assert [row["Post Link"].rsplit("/", 1)[1] for row in ghosts] == ["undefined"] * 2
    for row in records("x_content"):
        _, likes, engagements, *rest = (int(cell) for cell in list(row.values())[4:])
        assert engagements == likes + sum(rest)
