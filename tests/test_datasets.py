"""The datasets that ship: every fact in a sidecar is counted again, in SQL, from the files."""

import csv
import hashlib
import io
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from toolkit import DataError, check, read_export
from toolkit.datasets import dataset_path, list_datasets, load_dataset, load_truth

FOLDER = Path(__file__).parents[1] / "datasets"
SIDECARS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}
NAMES = sorted(SIDECARS)
FILM = {
    "film_google": "google_ads", "film_linkedin": "linkedin", "film_log": "",
    "film_meta": "facebook", "film_tiktok": "tiktok", "film_x": "x",
}  # fmt: skip
EXPORTS = [
    "facebook_content", *(name for name in FILM if name != "film_log"), "google_ads",
    "instagram_content", "linkedin_ads", "meta_ads", "tiktok_ads", "x_content",
]  # fmt: skip
# Encoding, delimiter and lines above the header, where they are not the usual ones.
DIALECTS = {"google_ads": ("utf-16", "\t", 2), "linkedin_ads": ("utf-16", "\t", 5)}


def content(name):
    return (FOLDER / SIDECARS[name]["file"]).read_bytes()


def records(name):
    encoding, delimiter, above = DIALECTS.get(name, ("utf-8-sig", ",", 0))
    lines = io.StringIO(content(name).decode(encoding), newline="")
    for _ in range(above):
        lines.readline()
    return list(csv.DictReader(lines, delimiter=delimiter))


@pytest.fixture(scope="module")
def sql():
    """Ask the files in SQL: ``everything`` is the log, ``log`` its valid impressions."""
    engine = duckdb.connect()
    engine.execute(
        "create table everything as select *, time::date as day, scope = 'paid' and platform in "
        f"('facebook', 'instagram') as on_meta from '{FOLDER}/impression_log.parquet'"
    )
    engine.execute("create view log as from everything where is_valid")
    engine.execute(
        f"create table film_log as select *, time::date as day from '{FOLDER}/film_log.parquet'"
    )
    for name in ("launch_film", "posts", "post_history", *EXPORTS):
        engine.register(name, pd.DataFrame(records(name)))
    yield lambda question: engine.execute(question).fetchall()
    engine.close()


def one(sql, question):
    return sql(question)[0][0]


def table(sql, question):
    return {str(key): value for key, value in sql(question)}


_PUBLISHED = "(select published_at[:10]::date as day from post_history)"


# Sidecars


def test_every_dataset_has_a_sidecar_and_every_sidecar_a_dataset():
    files = {path.name for path in FOLDER.iterdir() if path.suffix in {".csv", ".parquet"}}
    assert files == {facts["file"] for facts in SIDECARS.values()}
    others = ["film_log", "impression_log", "launch_film", "post_history", "posts"]
    assert sorted([*EXPORTS, *others]) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_sidecar_tells_bytes_hash_seed_and_licence(name):
    facts = SIDECARS[name]
    assert facts["bytes"] == len(content(name))
    assert facts["sha256"] == hashlib.sha256(content(name)).hexdigest()
    assert (facts["seed"], facts["licence"], facts["time_zone"]) == (20260720, "CC0-1.0", "UTC")
    assert all(sentence.endswith(".") for sentence in facts["strange"])


@pytest.mark.parametrize("name", NAMES)
def test_sidecar_tells_rows_and_period(sql, name):
    source = "everything" if name == "impression_log" else name
    assert SIDECARS[name]["rows"] == one(sql, f"select count(*) from {source}")
    shown = "log where ad = 'Launch film'" if name == "launch_film" else "log"
    shown = "film_log" if name in FILM else shown
    shown = _PUBLISHED if name == "post_history" else shown
    period = dict(zip(("date_start", "date_end"), *sql(f"select min(day), max(day) from {shown}"),
                      strict=True))  # fmt: skip
    assert SIDECARS[name]["period"] == period


def test_datasets_are_small():
    assert len(content("impression_log")) < 4_800_000
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 8_000_000


# Truth

_PEOPLE = "select count(distinct user_id) from"
_BY_FREQUENCY = """
    select if(least(n, 10) = 10, '10+', least(n, 10)::text), count(*)
    from (select count(*) as n from log where {where} group by user_id) group by 1
"""
TRUTH = {
    "impression_log": {
        "impressions": "select count(*) from everything",
        "valid_impressions": "select count(*) from everything where is_valid",
        "invalid_impressions": "select count(*) from everything where not is_valid",
        "measurable_impressions": "select count(in_view_pixels) from log",
        "viewable_impressions": """select count(*) from log where in_view_pixels >= 0.5
            and in_view_seconds >= if(duration_seconds is null, 1, 2)""",
        "clicks": "select count(*) from log where is_click",
        "people": f"{_PEOPLE} log",
        "people_with_invalid": f"{_PEOPLE} everything",
        "sum_of_daily_reach": "select count(distinct (day, user_id)) from log",
        "sum_of_platform_reach": "select count(distinct (platform, user_id)) from log",
        "people_on_facebook_or_instagram":
            f"{_PEOPLE} log where platform in ('facebook', 'instagram')",
        "people_on_facebook_and_instagram": """select count(*) from
            (select user_id from log where platform = 'facebook'
            intersect select user_id from log where platform = 'instagram')""",
        "people_organic_and_paid": """select count(*) from
            (select user_id from log where scope = 'organic'
            intersect select user_id from log where scope = 'paid')""",
        "watch_seconds": "select round(sum(watch_seconds), 1) from log",
        "plays": "select count(*) from log where watch_seconds > 0",
    },
    "launch_film": {
        "impressions": "select sum(impressions::int) from launch_film",
        "reach": f"{_PEOPLE} log where ad = 'Launch film'",
        "frequency": "select count(*) / count(distinct user_id) from log where ad = 'Launch film'",
        "days": "select count(distinct date_start) from launch_film",
        "sum_of_daily_reach": "select sum(reach::int) from launch_film",
        "largest_daily_reach": "select max(reach::int) from launch_film",
        "clicks": "select sum(clicks::int) from launch_film",
        "spend": "select sum(spend::decimal(9, 2))::double from launch_film",
    },
    "posts": {
        "posts": "select count(*) from posts",
        "boosted_posts": "select count(*) from posts where boosted = 'True'",
        "impressions_in_log": "select count(post_id) from log",
        "paid_impressions_in_log": "select count(post_id) from log where scope = 'paid'",
        "invalid_impressions_left_out": "select count(post_id) from everything where not is_valid",
        "people": f"{_PEOPLE} log where post_id is not null",
    },
    "meta_ads": {
        "impressions": "select count(*) from log where on_meta",
        "invalid_impressions_left_out":
            "select count(*) from everything where on_meta and not is_valid",
        "reach": f"{_PEOPLE} log where on_meta",
        "sum_of_row_reach": """select sum("Reach"::int) from meta_ads where "Ad name" <> ''""",
        "clicks": "select count(*) from log where on_meta and is_click",
        "link_clicks": """select sum(nullif("Link clicks", '')::int) from meta_ads
            where "Ad name" <> ''""",
        "spend": "select round(sum(cost), 2) from log where on_meta",
        "currency": "select distinct currency from log where on_meta",
        "rows_without_total": """select count(*) from meta_ads where "Ad name" <> ''""",
    },
}  # fmt: skip
POSTS_OF = {"facebook": "Impressions", "instagram": "Views", "x": "Impressions"}
for _platform, _shown in POSTS_OF.items():
    _post = "Post id" if _platform == "x" else "Post ID"
    _where = f"where platform = '{_platform}' and post_id is not null"
    TRUTH[f"{_platform}_content"] = {
        "posts": f"""select count(*) from {_platform}_content where "{_post}" <> ''""",
        _shown.lower(): f"select count(*) from log {_where}",
        "invalid_impressions_left_out":
            f"select count(*) from everything {_where} and not is_valid",
        "reach": f"{_PEOPLE} log {_where}",
        "people_in_log": f"{_PEOPLE} log {_where}",
        "sum_of_post_reach": f"select count(distinct (post_id, user_id)) from log {_where}",
        "clicks": f"select count(*) from log {_where} and is_click",
        "engagements": 'select sum("Engagements"::int) from x_content',
        "ghost_rows": f"""select count(*) from {_platform}_content where "{_post}" = ''""",
    }  # fmt: skip
# Platform in the log, and what makes a row of the file.
ADS = {
    "google_ads": ("youtube", "campaign, day"),
    "linkedin_ads": ("linkedin", "campaign, ad_group, ad, day"),
    "tiktok_ads": ("tiktok", "campaign, ad_group, ad, day"),
}
for _name, (_platform, _keys) in ADS.items():
    _where = f"where platform = '{_platform}' and scope = 'paid'"
    TRUTH[_name] = {
        "impressions": f"select count(*) from log {_where}",
        "invalid_impressions_left_out":
            f"select count(*) from everything {_where} and not is_valid",
        "reach": f"{_PEOPLE} log {_where}",
        "sum_of_row_reach": f"select count(distinct ({_keys}, user_id)) from log {_where}",
        "clicks": f"select count(*) from log {_where} and is_click",
        "spend": f"select round(sum(cost), 2) from log {_where}",
        "currency": f"select distinct currency from log {_where}",
        "rows_without_total": f"select count(distinct ({_keys})) from log {_where}",
        "viewable_impressions": f"""select count(*) from log {_where} and in_view_pixels >= 0.5
            and in_view_seconds >= if(duration_seconds is null, 1, 2)""",
        "trueview_views": f"""select count(*) from log {_where}
            and (watch_seconds >= duration_seconds or is_click)""",
    }  # fmt: skip
TRUTH["linkedin_ads"]["link_clicks"] = (
    """select sum("Clicks to Landing Page"::int) from linkedin_ads"""
)
TRUTH["tiktok_ads"]["link_clicks"] = """select sum("Clicks (destination)"::int) from tiktok_ads
    where "By Day" <> '-'"""
TABLES = {
    "impression_log": {
        "spend": "select currency, round(sum(cost), 2) from log where cost > 0 group by 1",
        "plays_by_least_seconds": """select least, count(*) from log,
            (select unnest([2, 3, 6, 10, 15, 30]) as least) where watch_seconds >= least
            group by 1""",
        "impressions_by_platform": "select platform, count(*) from log group by 1",
        "people_by_platform": "select platform, count(distinct user_id) from log group by 1",
        "impressions_by_scope": "select scope, count(*) from log group by 1",
        "people_by_scope": "select scope, count(distinct user_id) from log group by 1",
        "people_by_age_band": "select age_band, count(distinct user_id) from log group by 1",
        "people_by_number_of_platforms": """select n, count(*) from (select
            count(distinct platform) as n from log group by user_id) group by 1""",
        "people_by_frequency": _BY_FREQUENCY.format(where="true"),
    },
    "launch_film": {"people_by_frequency": _BY_FREQUENCY.format(where="ad = 'Launch film'")},
    "posts": {
        "sum_of_post_reach": """select platform, sum(reach::int)::int from posts
            where reach <> '' group by 1""",
        "people_by_platform": """select platform, count(distinct user_id) from log
            where post_id is not null group by 1""",
    },
    "post_history": {"posts": "select platform, count(*) from post_history group by 1"},
    "meta_ads": {
        "people_by_platform":
            "select platform, count(distinct user_id) from log where on_meta group by 1",
        "people_by_campaign":
            "select campaign, count(distinct user_id) from log where on_meta group by 1",
    },
}  # fmt: skip
for _name, (_platform, _keys) in ADS.items():
    TABLES[_name] = {
        "people_by_campaign": f"""select campaign, count(distinct user_id) from log
            where platform = '{_platform}' and scope = 'paid' group by 1"""
    }
for _name, _platform in FILM.items():
    _film = f"film_log where platform like '{_platform or '%'}'"
    TRUTH[_name] = {
        "impressions": f"select count(*) from {_film}",
        "plays": f"select count(*) from {_film} and watch_seconds > 0",
        "watch_seconds": f"select round(sum(watch_seconds), 1) from {_film}",
        "clicks": f"select count(*) from {_film} and is_click",
        "spend": f"select round(sum(cost), 2) from {_film}",
        "duration_seconds": f"select distinct duration_seconds from {_film}",
    }
    TABLES[_name] = {
        "plays_by_least_seconds": f"""select least, count(*) from {
            _film.replace(" where", ", (select unnest(range(31)) as least) where")
        }
            and watch_seconds >= least and watch_seconds > 0 group by 1"""
    }
# What was planted moves what is due, which luck then scatters: it cannot be counted to the digit.
PLANTED = {"levers", "distribution_changed", "rule_changed"}
FACTS = [(name, key) for name in NAMES for key in SIDECARS[name]["truth"] if key not in PLANTED]


@pytest.mark.parametrize(("name", "key"), FACTS)
def test_each_fact_of_each_sidecar_is_counted_again(sql, name, key):
    fact = SIDECARS[name]["truth"][key]
    if isinstance(fact, dict):
        assert table(sql, TABLES[name][key]) == fact
    else:
        assert one(sql, TRUTH[name][key]) == fact


@pytest.mark.parametrize("key", ["distribution_changed", "rule_changed"])
def test_a_planted_change_is_seen_in_the_posts_of_its_platform(sql, key):
    change = SIDECARS["post_history"]["truth"][key]
    before, after = sql(f"""select exp(avg(ln(coalesce(nullif(impressions, ''), views)::double)))
        from post_history where platform = '{change["platform"]}'
        group by published_at[:10] >= '{change["day"]}'
        order by published_at[:10] >= '{change["day"]}'""")
    assert after[0] / before[0] == pytest.approx(change["percent"] / 100, rel=0.25)


def test_the_launch_film_is_shown_50000_times_to_5000_people(sql):
    film = "from everything where ad = 'Launch film'"
    assert sql(f"select count(*), count(distinct user_id), count(distinct day) {film}") == [
        (50_000, 5_000, 14)
    ]
    assert sql(f"select distinct platform, is_valid {film}") == [("facebook", True)]
    assert SIDECARS["launch_film"]["truth"]["frequency"] == 10


def test_the_days_of_the_launch_film_are_exact(sql):
    shown = sql("""select day::text, count(*), count(distinct user_id),
        count(*) filter (is_click), round(sum(cost), 2), any_value(currency)
        from log where ad = 'Launch film' group by day order by day""")
    told = sql("""select date_end, impressions::int, reach::int, clicks::int, spend::double,
        currency from launch_film order by date_start""")
    assert told == shown
    assert one(sql, "select bool_and(link_clicks::int <= clicks::int) from launch_film")


def test_each_post_tells_what_its_platform_reports_and_nothing_else(sql):
    told = sql("select post_id, impressions, reach, views, clicks from posts order by 1")
    displays = "count(*)::text"
    people, plays = "count(distinct user_id)::text", "(count(*) filter (watch_seconds > 0))::text"
    shown = sql(f"""select post_id,
        if(platform in ('facebook', 'x', 'linkedin'), {displays}, ''),
        if(platform in ('facebook', 'instagram'), {people}, ''),
        case when platform = 'instagram' then {displays}
             when platform in ('tiktok', 'youtube') then {plays} else '' end,
        if(platform in ('facebook', 'linkedin'), (count(*) filter (is_click))::text, '')
        from log where post_id is not null group by post_id, platform order by 1""")
    assert told == shown


@pytest.mark.parametrize("platform", POSTS_OF)
def test_each_post_of_an_export_tells_its_displays_and_people(sql, platform):
    post = "Post id" if platform == "x" else "Post ID"
    reach = "'0'" if platform == "x" else '"Reach"'
    people = "0" if platform == "x" else "count(distinct user_id)"
    assert sql(f"""select "{post}", "{POSTS_OF[platform]}"::int, {reach}::int
        from {platform}_content where "{post}" <> '' order by 1""") == sql(
        f"""select post_id, count(*), {people} from log where platform = '{platform}'
        and post_id is not null group by 1 order by 1"""
    )


def test_each_row_of_meta_ads_and_its_total_are_exact(sql):
    keys = "campaign, ad_group, ad, day, platform"
    told = sql("""select "Campaign name", "Ad set name", "Ad name", "Day", "Platform",
        "Impressions"::int, "Reach"::int, "Clicks (all)"::int, "Amount spent (EUR)"::double
        from meta_ads order by all""")
    shown = sql(f"""select {keys.replace("day", "day::text")}, count(*), count(distinct user_id),
        count(*) filter (is_click), round(sum(cost), 2) from log where on_meta
        group by grouping sets (({keys}), ()) order by all nulls first""")
    assert told == [tuple("" if cell is None else cell for cell in row) for row in shown]


ROWS = {
    "google_ads": """select "Campaign", "Day", replace("Impr.", ',', '')::int,
        replace("Unique users", ',', '')::int, replace("Clicks", ',', '')::int, "Cost"::double
        from google_ads""",
    "linkedin_ads": """select "Campaign Group Name", "Campaign Name", "Ad Name",
        strptime("Start Date (in UTC)", '%m/%d/%Y')::date::text, "Impressions"::int, "Reach"::int,
        "Clicks"::int, "Total Spent"::double from linkedin_ads""",
    "tiktok_ads": """select "Campaign name", "Ad group name", "Ad name", "By Day",
        "Impressions"::int, "Reach"::int, "Clicks (all)"::int, "Cost"::double from tiktok_ads""",
}


@pytest.mark.parametrize("name", ADS)
def test_each_row_of_paid_exports_and_their_totals_are_exact(sql, name):
    platform, keys = ADS[name]
    counts = "count(*), count(distinct user_id), count(*) filter (is_click), round(sum(cost), 2)"
    shown = sql(f"""select {keys.replace("day", "day::text")}, {counts} from log
        where platform = '{platform}' and scope = 'paid'
        group by grouping sets (({keys}), ()) order by all""")
    *rows, total = sorted(shown, key=lambda row: row[0] is None)
    told = sql(f"{ROWS[name]} order by all")
    assert sorted(row for row in told if row[0] in {row[0] for row in rows}) == sorted(rows)
    counted = len(keys.split(", "))
    totals = [row[counted:] for row in told if row[0] not in {row[0] for row in rows}]
    assert totals == [total[counted:]] * {"google_ads": 3, "linkedin_ads": 0}.get(name, 1)


@pytest.mark.parametrize("name", ADS)
def test_paid_exports_are_read_whole_and_without_complaint(name):
    export, truth = read_export(dataset_path(name)), load_truth(name)
    assert export.receipt.known == 1
    assert export.receipt.problems == ()
    assert len(export.table) == truth["rows_without_total"]
    assert export.table["impressions"].sum() == truth["impressions"]
    assert round(export.table["spend"].sum(), 2) == truth["spend"]
    assert export.table["currency"].unique().tolist() == [truth["currency"]]
    assert export.table["date_start"].equals(export.table["date_end"])
    assert (export.total is None) == (name == "linkedin_ads")
    assert export.total is None or export.total["reach"].item() == truth["reach"]


def test_boosted_posts_and_no_others_were_paid_for(sql):
    assert sql("select post_id from posts where boosted = 'True' order by 1") == sql(
        "select distinct post_id from log where scope = 'paid' and post_id is not null order by 1"
    )


def test_levers_are_those_that_occur_in_the_posts(sql):
    levers = SIDECARS["posts"]["truth"]["levers"]
    seen = {
        "format": "select distinct format, 0 from posts",
        "weekday": "select distinct isodow(published_at[:10]::date) - 1, 0 from posts",
        "hour": "select distinct published_at[12:13]::int, 0 from posts",
        "hashtags": "select distinct len(text) - len(replace(text, '#', '')), 0 from posts",
    }
    assert {name: set(table(sql, seen[name])) for name in seen} == {
        name: set(percents) for name, percents in levers.items()
    }


# Loading


@pytest.mark.parametrize("name", ["launch_film", "posts"])
def test_schema_finds_no_error_in_delivery_tables(name):
    delivered = load_dataset(name)
    assert len(delivered) == SIDECARS[name]["rows"]
    assert [str(each) for each in check(delivered) if each.severity == "error"] == []


def test_ids_stay_text_and_missing_reach_stays_missing():
    posts = load_dataset("posts")
    assert posts["post_id"].str.len().min() == 11
    assert posts.loc[posts["platform"] == "x", "reach"].isna().all()
    assert str(posts["published_at"].dt.tz) == "UTC"
    assert posts["boosted"].dtype == bool


def test_the_log_loads_as_it_is(sql):
    log = load_dataset("impression_log")
    assert len(log) == SIDECARS["impression_log"]["rows"]
    assert log["cost"].isna().sum() == one(
        sql, "select count(*) from everything where cost is null"
    )
    assert log["time"].iloc[0].date() == date(2026, 7, 20)


def test_exports_are_to_be_read_and_say_how():
    with pytest.raises(DataError, match=r"read_export\(dataset_path\('x_content'\)\)"):
        load_dataset("x_content")


@pytest.mark.parametrize("ask", [load_dataset, load_truth, dataset_path])
def test_unknown_names_are_answered_with_the_nearest_and_with_all(ask):
    with pytest.raises(DataError) as caught:
        ask("launch_movie")
    assert str(caught.value) == (
        "There is no dataset 'launch_movie'; did you mean 'launch_film'? These ship: "
        "facebook_content, film_google, film_linkedin, film_log, film_meta, film_tiktok, film_x, "
        "google_ads, impression_log, instagram_content, launch_film, linkedin_ads, meta_ads, "
        "post_history, posts, tiktok_ads, x_content."
    )


def test_the_list_tells_what_a_row_is():
    listed = list_datasets()
    assert list(listed.index) == NAMES
    assert list(listed.columns) == ["title", "kind", "grain", "rows", "licence"]
    assert listed.loc["launch_film", ["kind", "rows"]].tolist() == ["delivery table", 14]
    assert [name for name in NAMES if listed.loc[name, "kind"] == "export"] == EXPORTS


def test_paths_and_truth_are_those_of_the_folder():
    assert all(dataset_path(name).read_bytes() == content(name) for name in NAMES)
    assert all(load_truth(name) == SIDECARS[name]["truth"] for name in NAMES)


def test_loading_does_not_wait_for_the_simulator():
    script = "import sys, toolkit.datasets; print('toolkit.simulate' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"
