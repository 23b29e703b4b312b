"""Paid reports of Apple, LINE, Naver, Yahoo! JAPAN and Yandex: figures, totals, periods."""
# ruff: noqa: RUF001

import pytest
from specimens import write
from test_read_paid import day_of, headers

from toolkit import read_export
from toolkit.read.choose import WhoseError

APPLE = headers(
    "Campaign ID,Campaign Name,Start Date,End Date,Days Left in Campaign,Status,App Name,"
    "Country or Region,Ad Placement,Lifetime Budget,Daily Budget,Spend,Avg CPA (Total),"
    "Average CPT,Avg CPM,Avg Daily Spend,Impressions,Taps,Installs (Total),TTR,CR (Total),"
    "CR (Tap-Through),New Downloads (Total),Redownloads (Total),Installs (View-Through),"
    "Installs (Tap-Through),Pre-Orders Placed (Total)"
)
APPLE_ROWS = [
    ["1", "A", "05 Feb 2026", "N/A", "", "RUNNING", "App", "Australia", "Search Results", "",
     "90.00", "20.00", "0.00", "5.00", "50.00", "", "400", "4", "0", "0.0100", *["0"] * 7],
    ["2", "B", "06 Feb 2026", "N/A", "", "RUNNING", "App", "Canada, Spain", "Search Results", "",
     "90.00", "40.00", "20.00", "4.00", "400.00", "", "100", "10", "2", "0.1000", *["0"] * 7],
]  # fmt: skip
APPLE_TOTAL = [
    "", "", "N/A", "N/A", "", "", "", "N/A", "N/A", "", "", "60.00", "30.00", "4.28", "120.00", "",
    "500", "14", "2", "0.0280", *["0"] * 7,
]  # fmt: skip
OF_APPLE = (
    '"Start Date: 02 Feb 2026"\n"End Date: 08 Feb 2026"\nCurrency: AUD\nTime Zone: UTC\n""\n\n'
)


def test_apple_ads_count_over_the_period_above_and_not_over_the_schedule_of_a_campaign(tmp_path):
    path = write(tmp_path / "a.csv", [APPLE, *APPLE_ROWS, APPLE_TOTAL], before=OF_APPLE)
    export = read_export(path)
    names = ["campaign", "impressions", "clicks", "spend", "currency", "platform"]
    assert export.table[names].values.tolist() == [
        ["A", 400, 4, 20, "AUD", "apple_ads"],
        ["B", 100, 10, 40, "AUD", "apple_ads"],
    ]
    assert day_of(export.table["date_start"]) == ["2026-02-02"] * 2
    assert day_of(export.table["date_end"]) == ["2026-02-08"] * 2
    assert export.total[["impressions", "clicks", "spend"]].values.tolist() == [[500, 14, 60]]
    assert export.receipt.time_zone == "UTC"
    assert (export.receipt.unknown, export.receipt.problems) == ((), ())


def test_apple_ads_keywords_are_of_the_campaign_above(tmp_path):
    header = headers("Keyword ID,Keyword,Match Type,Ad Group ID,Ad Group Name,Status,Max CPT Bid,"
                     "Spend,Average CPT,Impressions,Taps,Installs (Total)")  # fmt: skip
    rows = [["8", "word", "EXACT", "5", "G", "RUNNING", "1", "2.00", "0.50", "20", "4", "1"],
            ["9", "other", "EXACT", "5", "G", "RUNNING", "1", "1.00", "0.25", "10", "4", "1"],
            [*[""] * 7, "3.00", "0.38", "30", "8", "2"]]  # fmt: skip
    before = f"{OF_APPLE}Campaign: Mine (ID: 123)\n"
    table = read_export(write(tmp_path / "a.csv", [header, *rows], before=before)).table
    assert table[["campaign", "campaign_id", "keyword", "clicks"]].values.tolist() == [
        ["Mine", "123", "word", 4],
        ["Mine", "123", "other", 4],
    ]


def test_apple_ads_by_day_tell_no_currency(tmp_path):
    rows = [headers("Date,Campaign Name,Ad Group Name,Keyword,App ID,App Name,Spend,Impressions,"
                    "Taps,Installs (Total)"),
            ["2026-06-01", *"AGK1", "App", "2.00", "20", "4", "1"],
            ["2026-06-02", *"AGK1", "App", "3.00", "30", "5", "1"]]  # fmt: skip
    export = read_export(write(tmp_path / "a.csv", rows))
    assert export.table[["spend", "impressions", "clicks"]].values.tolist() == [
        [2, 20, 4],
        [3, 30, 5],
    ]
    assert day_of(export.table["date_end"]) == ["2026-06-01", "2026-06-02"]
    assert "currency" not in export.table


def test_yandex_direct_by_day_begins_with_its_total_and_names_the_rouble_in_the_header(tmp_path):
    rows = [["День", "Показы", "Клики", "Расход, ₽", "Конверсии", "CR, %", "CPA, ₽", "CPC, ₽"],
            ["Итого", "300", "30", "150.50", "0", "0.00", "", "5.02"],
            ["29.06.2026", "100", "10", "50.25", "0", "0.00", "-", "5.03"],
            ["01.07.2026", "200", "20", "100.25", "0", "0.00", "-", "5.01"]]  # fmt: skip
    export = read_export(write(tmp_path / "y.csv", rows))
    names = ["impressions", "clicks", "spend", "currency", "platform"]
    assert export.table[names].values.tolist() == [
        [100, 10, 50.25, "RUB", "yandex_direct"],
        [200, 20, 100.25, "RUB", "yandex_direct"],
    ]
    assert day_of(export.table["date_end"]) == ["2026-06-29", "2026-07-01"]
    assert export.total["spend"].tolist() == [150.5]
    assert (export.receipt.unknown, export.receipt.problems) == ((), ())


def test_yandex_direct_with_lines_above_and_roubles_that_several_countries_pay(tmp_path):
    header = ("Дата;Кампания;№ Кампании;Группа;№ Группы;№ Объявления;Условие показа;"
              "№ Условия показа;Тип условия показа;Тип площадки;Показы;Взвешенные показы;Клики;"
              "CTR (%);wCTR (%);Расход (руб.);Ср. цена клика (руб.);Глубина (стр.)")  # fmt: skip
    row = ["26.07.2023", "A", "1", "G", "11", "M-7", "слово", "9", "фраза", "поиск", "1000",
           "900,50", "10", "1,00", "1,11", "1234,56", "123,46", "1,20"]  # fmt: skip
    above = [["Клиент: me"], ["Период: 26.07.2023 - 27.07.2023"], [], []]
    path = write(tmp_path / "y.csv", [*above, header.split(";"), row], ";", "cp1251")
    export = read_export(path)
    names = ["campaign", "ad_group", "ad_id", "keyword", "impressions", "clicks", "spend"]
    assert export.table[names].values.tolist() == [["A", "G", "M-7", "слово", 1000, 10, 1234.56]]
    assert "currency" not in export.table
    assert export.receipt.unknown == ()


@pytest.mark.parametrize("sign", ["₽", "RUB", "€"])
def test_a_currency_behind_a_comma_is_that_of_the_amounts(tmp_path, sign):
    rows = [["Дата", "Показы", "Клики", f"Расход, {sign}"], ["29.06.2026", "100", "10", "5.50"]]
    export = read_export(write(tmp_path / "y.csv", rows), platform="yandex_direct")
    assert export.table[["spend", "currency"]].values.tolist() == [
        [5.5, {"₽": "RUB", "€": "EUR"}.get(sign, sign)]
    ]


def test_line_ads_are_not_taken_for_google_s_and_keep_their_currency(tmp_path):
    rows = [headers("Day,Ad account name,Campaign name,Campaign objective,Ad group name,Ad name,"
                    "Title,Description,Impressions,Viewable impressions,Clicks,"
                    "CTR (click-through rate),Cost,Currency,"
                    "Video (viewed for at least three seconds),Video (25% watched),"
                    "Video (50% watched),Video (75% watched),Video (95% watched),"
                    "Video (100% watched),Age,Gender"),
            ["2026-03-01", "Me", "C", "Web", "G", "A", "T", "D", "1000", "700", "10", "1.00%",
             "50.00", "THB", "300", "200", "150", "100", "60", "50", "25-34", "male"]]  # fmt: skip
    export = read_export(write(tmp_path / "l.csv", rows))
    names = ["platform", "currency", "account", "impressions", "viewable_impressions", "spend"]
    assert export.table[names].values.tolist() == [["line_ads", "THB", "Me", 1000, 700, 50]]
    assert export.table[["views_3s", "plays_p100"]].values.tolist() == [[300, 50]]
    assert export.receipt.unknown == ()


NAVER = [
    *("캠페인", "광고그룹", "키워드", "일별", "노출수", "클릭수", "클릭률(%)"),
    *(
        "평균클릭비용(VAT포함,원)",
        "총비용(VAT포함,원)",
        "평균노출순위",
        "총 전환수",
        "총 전환매출액(원)",
    ),
]
OF_NAVER = ["캠페인보고서(2025.12.08.~2025.12.14.),me"]


def test_naver_by_day_is_paid_in_won_and_ends_with_its_total(tmp_path):
    rows = [OF_NAVER, NAVER,
            [*"AG", "-", "2025.12.08.", "1,000", "3", "0.3", "704", "2,112", "2.9", "1", "60,000"],
            [*"AG", "k", "2025.12.09.", "500", "2", "0.4", "500", "1,000", "3.1", "0", "0"],
            ["합계", "", "", "", "1,500", "5", "0.33", "622.4", "3,112", "", "1", "60,000"],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "n.csv", rows, encoding="cp949"))
    names = ["impressions", "clicks", "spend", "conversion_value", "currency", "platform"]
    assert export.table[names].values.tolist() == [
        [1000, 3, 2112, 60000, "KRW", "naver"],
        [500, 2, 1000, 0, "KRW", "naver"],
    ]
    assert day_of(export.table["date_end"]) == ["2025-12-08", "2025-12-09"]
    assert export.total["spend"].tolist() == [3112]
    assert (export.receipt.unknown, export.receipt.problems) == ((), ())


def test_naver_without_days_counts_over_the_period_of_its_title(tmp_path):
    row = ["A", "G", "k", "23194", "96", "0.414", "261.5", "25104"]
    head = [name for name in NAVER[:9] if name != "일별"]
    table = read_export(write(tmp_path / "n.csv", [OF_NAVER, head, row])).table
    assert day_of(table["date_start"]) == ["2025-12-08"]
    assert day_of(table["date_end"]) == ["2025-12-14"]


def test_yahoo_japan_says_days_in_the_order_of_years(tmp_path):
    head = (
        "キャンペーン名|コスト|インプレッション数|クリック数|平均CPC|コンバージョン数"
        "|コンバージョンの価値|コスト/コンバージョン数|デバイス|日"
    )
    rows = [head.split("|"),
            ["A", "500", "1000", "10", "50", "1", "--", "500", "PC", "2026/03/01"]]  # fmt: skip
    export = read_export(write(tmp_path / "y.csv", rows))
    names = ["impressions", "clicks", "spend", "conversions", "device", "platform"]
    assert export.table[names].values.tolist() == [[1000, 10, 500, 1, "PC", "yahoo_japan"]]
    assert day_of(export.table["date_end"]) == ["2026-03-01"]
    assert "currency" not in export.table


@pytest.mark.parametrize(
    ("header", "platform"),
    [
        ("Дата|Название кампании|Показы|Клики|CTR, %|Потрачено, ₽", "yandex_direct"),
        ("날짜|캠페인|키워드|노출수|클릭수|광고비|총 전환수", "naver"),
        ("日期|状态|展示量|点击量|花费|应用激活数", "amazon_ads"),
        ("開始日|終了日|キャンペーン名|インプレッション|クリック|費用", "amazon_ads"),
        ("Fecha de inicio|Nombre de campaña|Impresiones|Clics|Gasto", "amazon_ads"),
        ("Day|Ad account name|Campaign name|Impressions|Clicks|Cost", "line_ads"),
    ],
)
def test_words_of_several_platforms_do_not_tell_whose_report_it_is(tmp_path, header, platform):
    head = header.split("|")
    path = write(tmp_path / "w.csv", [head, ["2026-03-01"] * 2 + ["9"] * (len(head) - 2)])
    with pytest.raises(WhoseError) as asked:
        read_export(path)
    assert platform in asked.value.platforms
