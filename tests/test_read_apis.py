"""Tables that programs fetch from APIs: their names are known, and millionths become money."""

import pytest
from specimens import looks, write

from toolkit import DataError, read_export

CELLS = {
    "segments.date": "2026-03-01", "segments_date": "2026-03-01", "date": "2026-03-01",
    "day": "2026-03-01", "DATE": "2026-03-01", "stat_time_day": "2026-03-01 00:00:00",
    "dimensions.stat_time_day": "2026-03-01 00:00:00", "start_date": "2026-03-01",
    "end_date": "2026-03-01", "start_time": "2026-03-01T00:00:00.000-08:00",
    "end_time": "2026-03-02T00:00:00.000-08:00", "spend": "12.34", "metrics.spend": "12.34",
    "costInLocalCurrency": "12.34", "cost_in_local_currency": "12.34", "costInUsd": "13.57",
    "cost_in_usd": "13.57", "estimatedMinutesWatched": "1500", "watch_time_minutes": "1500.5",
    "averageViewDuration": "90", "SPEND_IN_DOLLAR": "12.34", "metrics.search_impression_share":
    "0.45", "metrics.ctr": "0.05", "metrics.average_cpc": "246800", "ctr": "5.00", "cpc": "0.25",
    "swipes": "50",
}  # fmt: skip
COUNTS = {"impression": "1000", "click": "50", "micro": "12340000", "views": "700"}


def cell(header):
    told = (value for part, value in COUNTS.items() if part in header.lower())
    return CELLS.get(header) or next(told, "7")


def fetched(tmp_path, header, **cells):
    head = header.split("|")
    return write(tmp_path / "t.csv", [head, [cells.get(each, cell(each)) for each in head]])


@pytest.mark.parametrize(
    ("header", "format_"),
    [
        ("segments.date|metrics.impressions|metrics.clicks|metrics.cost_micros|metrics.ctr",
         "google_ads_api"),
        # Airbyte, Fivetran, Google's transfer to BigQuery
        ("segments_date|campaign_name|metrics_impressions|metrics_clicks|metrics_cost_micros",
         "google_ads_api"),
        ("customer_id|date|_fivetran_id|campaign_name|impressions|clicks|cost_micros",
         "google_ads_api"),
        ("campaign.name|segments.date|metrics.costMicros|metrics.impressions|metrics.clicks",
         "google_ads_api"),
        ("date|campaign_id|impressions|clicks|engagements|billed_charge_local_micro", "x_ads_api"),
        ("DATE|CAMPAIGN_ID|IMPRESSION_1|CLICKTHROUGH_1|SPEND_IN_MICRO_DOLLAR|TOTAL_ENGAGEMENT",
         "pinterest_ads_api"),
        ("DATE|AD_ID|SPEND_IN_DOLLAR|PAID_IMPRESSION|TOTAL_CLICKTHROUGH|SPEND_IN_MICRO_DOLLAR",
         "pinterest_ads_api"),
        ("stat_time_day|campaign_name|spend|impressions|clicks|ctr|cpc|video_play_actions",
         "tiktok_ads_api"),
        ("dimensions.stat_time_day|metrics.spend|metrics.impressions|metrics.clicks",
         "tiktok_ads_api"),
        ("start_date|end_date|campaign_id|impressions|clicks|cost_in_local_currency|cost_in_usd",
         "linkedin_ads_api"),
        ("date|pivotValue|impressions|clicks|costInLocalCurrency|costInUsd", "linkedin_ads_api"),
    ],
)  # fmt: skip
def test_names_of_an_api_tell_the_platform_and_millionths_become_money(tmp_path, header, format_):
    export = read_export(fetched(tmp_path, header))
    assert export.receipt.format == format_
    assert export.receipt.unknown == ()
    assert export.table[["impressions", "clicks", "spend"]].values.tolist() == [[1000, 50, 12.34]]
    assert export.table["date_start"].dt.strftime("%Y-%m-%d").tolist() == ["2026-03-01"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("day|views|estimatedMinutesWatched|averageViewDuration|likes|subscribersGained", 90_000),
        ("date|channel_id|video_id|subscribed_status|views|watch_time_minutes", 90_030),
    ],
)
def test_minutes_watched_become_seconds(tmp_path, header, seconds):
    table = read_export(fetched(tmp_path, header, date="20260301")).table
    assert table[["platform", "views", "watch_seconds"]].values.tolist() == [
        ["youtube", 700, seconds]
    ]
    assert table["date_end"].dt.day.tolist() == [1]


def test_snapchat_s_days_end_where_the_next_begins(tmp_path):
    header = "start_time|end_time|campaign_id|impressions|swipes|spend"
    table = read_export(fetched(tmp_path, header, spend="12.34")).table
    assert table[["platform", "clicks", "spend"]].values.tolist() == [["snapchat", 50, 12.34]]
    assert table["date_end"].dt.day.tolist() == [1]


@pytest.mark.parametrize(("spend", "told"), [("12000", []), ("12.34", []), ("12340000", ["money"])])
def test_amounts_whose_name_does_not_say_millionths_are_kept_and_told(tmp_path, spend, told):
    header = "date|campaign_id|impressions|swipes|spend"
    export = read_export(fetched(tmp_path, header, spend=spend), currency="JPY")
    assert export.table["spend"].tolist() == [float(spend)]
    assert looks(export) == told
    assert any("in millionths under this very name" in note for note in export.receipt.notes)


def test_whole_amounts_beside_starts_of_video_are_not_divided_for_reddit(tmp_path):
    header = "date|campaign_name|impressions|clicks|spend|video_started"
    path = fetched(tmp_path, header, spend="12000")
    assert read_export(path, platform="reddit").table["spend"].tolist() == [12000]


@pytest.mark.parametrize("spend", ["12.34", "12345678.9", "95"])
def test_money_is_not_divided_again(tmp_path, spend):
    header = "date|campaign_id|impressions|clicks|engagements|billed_charge_local_micro"
    path = fetched(tmp_path, header, billed_charge_local_micro=spend)
    with pytest.raises(DataError, match="is no amount in millionths") as error:
        read_export(path)
    assert "columns={'spend': 'spend'" in str(error.value)
    mapped = read_export(path, columns={"spend": "billed_charge_local_micro"}, platform="x")
    assert mapped.table["spend"].tolist() == [float(spend)]


def test_cost_that_a_program_made_money_of_beside_the_fields_of_an_api_is_kept(tmp_path):
    header = "segments.date|campaign.name|metrics.impressions|metrics.clicks|cost"
    export = read_export(fetched(tmp_path, header, cost="12.34"), currency="EUR")
    assert export.table["spend"].tolist() == [12.34]
    assert looks(export) == []
    export = read_export(fetched(tmp_path, header, cost="12340000"), currency="EUR")
    assert looks(export) == ["money"]


def test_a_total_below_the_rows_of_an_api_is_no_campaign(tmp_path):
    rows = [["a", "100", "12340000"], ["b", "90", "1000000"], ["Total", "200", "14000000"]]
    head = ["campaign_name", "impressions", "cost_micros"]
    export = read_export(write(tmp_path / "t.csv", [head, *rows]))
    assert export.table["spend"].tolist() == [12.34, 1]
    assert export.total["spend"].tolist() == [14]


def test_millionths_in_rows_of_several_platforms_are_not_guessed_at(tmp_path):
    header = "date|platform|impressions|clicks|cost_micros"
    assert "spend" not in read_export(fetched(tmp_path, header, platform="linkedin_ads")).table


def test_amounts_that_can_only_be_millionths_are_told(tmp_path):
    for header in ("date|campaign|impressions|clicks|cost", "date|campaign|clicks|cost"):
        export = read_export(fetched(tmp_path, header, cost="12340000"), currency="EUR")
        assert looks(export) == ["money"]
        assert "divide it by 1,000,000" in export.receipt.problems[0].message
        # Prices of a currency of small worth
        assert not looks(read_export(fetched(tmp_path, header, cost="240000"), currency="VND"))
