"""Tables of words that anybody writes are given to no platform that happens to know them all."""
# ruff: noqa: RUF001

import pytest
from specimens import left_out, looks, workbook, write

from toolkit import DataError, read_export
from toolkit.read.choose import WhoseError

CELLS = {"Date": "2026-03-01", "Datum": "2026-03-01", "Day": "2026-03-01", "日付": "2026-03-01",
         "日期": "2026-03-01", "Ngày": "2026-03-01", "День": "2026-03-01", "Dato": "2026-03-01",
         "일": "2026-03-01", "日": "2026-03-01", "วัน": "2026-03-01"}  # fmt: skip


def table(tmp_path, header, *rows):
    head = header.split("|")
    rows = rows or ([CELLS.get(name, "7") for name in head],)
    return write(tmp_path / "t.csv", [head, *rows])


def platforms_asked(tmp_path, header):
    with pytest.raises(WhoseError, match="say which column is which with columns=") as asked:
        read_export(table(tmp_path, header))
    return set(asked.value.platforms)


@pytest.mark.parametrize(
    ("header", "platforms"),
    [
        # Outbrain, campaigns
        ("Campaign Name|Clicks|Impressions|CTR|Avg. CPC|Spend|Conversions|CPA", "microsoft_ads"),
        ("Date|Impressions|Clicks|CTR|Average CPC|Spend|Conversions|CPA", "microsoft_ads"),
        # Buffer and Hootsuite
        ("Date|Impressions|Engagements", "linkedin x google_ads"),
        ("Date|Type|Text|Impressions|Reactions|Comments|Reposts|Clicks", "linkedin"),
        # Google Ad Manager, Amazon's DSP, Xandr, Yahoo's DSP, Teads
        ("Order|Line item|Impressions", "dv360 amazon_dsp"),
        ("Date|Insertion Order|Line Item|Impressions|Clicks", "dv360"),
        ("Day|Advertiser|Insertion Order|Line Item|Imps|Clicks|Media Cost|Revenue", "dv360"),
        # Agencies
        ("Datum|Impressionen|Klicks", "google_ads"),
        ("Kampagne|Klicks|Kosten", "google_ads"),
        ("Datum|Campagne|Vertoningen|Klikken|Kosten", "google_ads"),
        ("Fecha|Campaña|Impresiones|Clics|Coste", "google_ads"),
        ("Mois|Support|Budget|Impressions|Clics", "google_ads"),
        ("Data|Campanha|Impressões|Cliques|Custo", "google_ads"),
        ("Dzień|Kampania|Wyświetlenia|Kliknięcia|Koszt", "google_ads"),
        ("Tarih|Kampanya|Gösterimler|Tıklamalar|Maliyet", "google_ads"),
        ("日付|キャンペーン|表示回数|クリック数|費用", "google_ads"),
        ("Campaign|Site|Placement|Creative|Impressions|Clicks", "cm360"),
        ("Date|Campaign|Impressions|Spend|Completed views|Households", "snapchat"),
        ("Semana|Campanha|Impressões|Cliques|CTR|CPC médio|Custo", "google_ads"),
        ("Date|Advertiser|Campaign|Impressions|Video Starts|Video Completions|Cost", "cm360"),
        ("Fecha|Publicación|Alcance|Impresiones|Me gusta|Comentarios|Compartidos", "instagram"),
        ("Data|Publicação|Alcance|Impressões|Curtidas|Comentários", "instagram"),
    ],
)  # fmt: skip
def test_words_of_anybody_are_asked_about_even_if_one_platform_knows_them_all(
    tmp_path, header, platforms
):
    assert set(platforms.split()) <= platforms_asked(tmp_path, header)


@pytest.mark.parametrize(
    "header",
    [
        # Agencies in further languages
        "Ngày|Chiến dịch|Lượt hiển thị|Lượt click|Chi phí",
        "日期|廣告活動|曝光|點擊|花費",
        "日期|廣告活動名稱|曝光次數|點擊次數|費用",
        "日期|广告系列|展示次数|点击次数|费用",
        "日期|平台|貼文|觸及人數|按讚|留言|分享",
        "วัน|ชื่อแคมเปญ|การเข้าถึง|ผลลัพธ์|ค่าใช้จ่าย",
        "День|Название кампании|Показы|Охват|Клики",
        "일|캠페인 ID|노출|클릭|리드|게재",
        "日|配信|インプレッション数|リード|費用",
        "Datum|Kampaň|Zobrazení|Kliknutí|Cena",
        "Datum|Kampanj|Visningar|Klick|Kostnad",
        "Dato|Kampanje|Visninger|Klikk|Kostnad",
        # What people search for, on several platforms
        "Campaña|Palabra clave|Impresiones|Clics|Gasto",
        "Término de búsqueda|Impresiones|Clics|Coste|Pedidos",
        "Campaña|Término de búsqueda|Tipo de concordancia|Impresiones|Clics|Gasto|Ventas|ACOS",
        "Suchbegriff|Impressionen|Klicks|Kosten",
        "Kampagne|Suchbegriff|Keyword|Impressionen|Klicks|Ausgaben|Umsatz",
        "Palavra-chave|Impressões|Cliques|Custo",
        "Mot clé|Impressions|Clics|Coût",
        "Campagne|Zoekterm|Vertoningen|Klikken|Uitgaven",
        # Money with its currency in brackets
        "Date|Campaign name|Cost (EUR)|Impressions",
        # Places of the United States, videos
        "Date|Campaign|Insertion Order|Creative|DMA|Impressions|Spend",
        "Date|Advertiser|DMA|Zip|Impressions|Completed views",
        "Campaign|State|Impressions|Clicks|Spend",
        "Video|Visualizzazioni|Mi piace|Commenti",
        "Vidéo|Vues|J'aime|Commentaires",
    ],
)
def test_words_of_anybody_in_any_language_make_no_platform_s_table(tmp_path, header):
    with pytest.raises(DataError, match="columns="):
        read_export(table(tmp_path, header))


def test_what_the_caller_says_settles_whose_words_they_are(tmp_path):
    path = table(tmp_path, "Date|Impressions|Clicks|CTR|Average CPC|Spend|Conversions|CPA")
    assert read_export(path, platform="microsoft_ads").receipt.format == "microsoft_ads_report"
    own = {"impressions": "Impressions", "clicks": "Clicks"}
    export = read_export(path, columns=own, platform="outbrain")
    assert export.table[["platform", "impressions"]].values.tolist() == [["outbrain", 7]]


def test_one_header_that_not_anybody_writes_tells_whose_the_words_are(tmp_path):
    path = table(tmp_path, "Datum|Impr.|Klicks|Kosten")
    assert read_export(path).table["platform"].tolist() == ["google_ads"]


@pytest.mark.parametrize(
    ("day", "header", "platform"),
    [
        ("Fri, 6 Feb 2026", "Date|Clicks|Impressions|Avg. CPC|Cost", "google_ads"),
        ("Fri, Feb 6, 2026", "Date|Impressions|Reposts", "x"),
        ("sex., 6 de fev. de 2026", "Data|Cliques|Custo|Impressões|Conversões", "google_ads"),
    ],
)
def test_days_in_a_form_that_one_platform_writes_tell_whose_the_words_are(
    tmp_path, day, header, platform
):
    numbers = [*"75321"][: header.count("|")]
    export = read_export(table(tmp_path, header, [day, *numbers]))
    assert export.table["platform"].tolist() == [platform]
    with pytest.raises(WhoseError):
        read_export(table(tmp_path, header, ["2026-02-06", *numbers]))


def test_a_column_of_paid_impressions_makes_no_overview_of_meta_s(tmp_path):
    path = table(tmp_path, "Date|Publisher|Ad Size|Paid Impressions|Revenue|eCPM")
    with pytest.raises(DataError, match="is not an export that is known"):
        read_export(path)
    header = "Date|Profile|Impressions|Paid Impressions|Engagements|Post clicks"
    assert read_export(table(tmp_path, header)).receipt.format == "usual"


def test_a_sheet_of_anybody_s_words_is_not_its_neighbour_s(tmp_path):
    meta = [["Campaign name", "Amount spent (EUR)", "ThruPlays"], ["a", 9.5, 7]]
    other = [["Campaign name", "Impressions", "Reach", "Frequency"], ["b", 900, 450, 2]]
    path = workbook(tmp_path / "t.xlsx", One=meta, Two=other)
    assert read_export(path, table="One").table["platform"].tolist() == ["meta"]
    with pytest.raises(WhoseError):
        read_export(path, table="Two")


def test_the_days_of_a_table_that_is_nobody_s_are_kept_whatever_its_capitals(tmp_path):
    export = read_export(table(tmp_path, "Date|Impressions|Reach|Followers"))
    assert export.receipt.unknown == ()
    assert export.table["date_end"].astype("str").tolist() == ["2026-03-01"]
    assert "platform" not in export.table


def test_a_footer_tells_whose_the_words_are_however_far_below_it_stands(tmp_path):
    header = "Date|Insertion Order|Line Item|Impressions|Clicks"
    rows = [["2026/03/01", "Spring", f"film {number}", "7", "1"] for number in range(500)]
    footer = [["", "", "", "3500", "500"], [], ["Report Time:", "2026/03/16 07:00 GMT"]]
    export = read_export(table(tmp_path, header, *rows, *footer))
    assert set(export.table["platform"]) == {"dv360"}
    assert len(export.table) == 500


def test_catalogue_names_in_small_letters_are_nobody_s_whatever_platforms_know(tmp_path):
    header = "campaign|ad_group|ad|placement|impressions|reach|spend"
    export = read_export(table(tmp_path, header, ["a", "b", "c", "d", "900", "500", "1.5"]))
    assert export.receipt.format == "catalogue"
    assert "platform" not in export.table


@pytest.mark.parametrize(
    ("named", "platform"),
    [("Meta Ads", "meta"), ("facebook_ads", "meta"), ("TikTok Ads", "tiktok"), ("x_ads", "x")],
)
def test_a_platform_named_as_its_ads_is_the_platform(tmp_path, named, platform):
    path = table(tmp_path, "date|platform|impressions|ad_spend", ["2026-03-02", named, "900", "9"])
    assert read_export(path).table["platform"].tolist() == [platform]


def test_revenue_beside_spend_and_its_return_is_what_conversions_were_worth(tmp_path):
    row = ["2026-03-02", "900", "9", "36", "4.00"]
    path = table(tmp_path, "date|impressions|ad_spend|revenue|ROAS", row)
    export = read_export(path)
    assert export.table["conversion_value"].tolist() == [36]
    assert "revenue" not in export.table
    assert "roas" not in {each.column for each in export.receipt.problems}
    row.insert(3, "30")
    path = table(tmp_path, "date|impressions|ad_spend|conversion_value|revenue|ROAS", row)
    assert read_export(path).table[["conversion_value", "revenue"]].values.tolist() == [[30, 36]]


@pytest.mark.parametrize("header", ["Duration", "Längd", "Dauer", "Videotitel"])
def test_how_long_a_film_is_and_its_title_tell_of_no_platform(tmp_path, header):
    """Two words of six were enough for YouTube, and the unknown word of a total doubled Likes."""
    rows = [["Filmer", "Rubrik", "Publicerad", header, "Likes", "Nådda"],
            ["Summa", "", "", "", "15", "900"], ["a", "A", "", "9", "15", "900"]]  # fmt: skip
    with pytest.raises(DataError, match="is not an export that is known"):
        read_export(write(tmp_path / "films.csv", rows))


@pytest.mark.parametrize("whole", ["All", "All channels", "Facebook Total"])
def test_rows_that_sum_up_a_channel_or_all_of_them_are_left_out(tmp_path, whole):
    parts = [["Facebook", "a", "100", "2.50"], ["Facebook", "b", "200", "3.50"]]
    others = [] if whole.startswith("All") else [["Google", "c", "700", "9.00"]]
    rows = [[whole, "", "300", "6.00"], *parts, *others]
    export = read_export(table(tmp_path, "channel|campaign|impressions|spend", *rows))
    assert left_out(export) == ["subtotal of other rows"]
    assert export.table["impressions"].sum() == 300 + 700 * len(others)
    # What is no sum is kept, and told.
    rows[0][2:] = ["900", "9.00"]
    export = read_export(table(tmp_path, "channel|campaign|impressions|spend", *rows))
    assert "subtotal" in looks(export)


@pytest.mark.parametrize(
    ("header", "meta", "google"),
    [
        ("Data source", "Facebook Ads", "Google Adwords"),
        ("datasource", "facebook_ads", "google_ads"),
        ("Data Source type", "facebookads", "adwords"),
    ],
)
def test_the_source_of_a_connector_s_rows_is_their_platform(tmp_path, header, meta, google):
    rows = [["2026-03-01", meta, "a", "100", "2.50"], ["2026-03-01", google, "b", "200", "3.50"]]
    export = read_export(table(tmp_path, f"Date|{header}|Campaign name|Impressions|Cost", *rows))
    assert export.table["platform"].tolist() == ["meta", "google_ads"]


def test_counts_to_date_of_the_same_videos_are_told(tmp_path):
    rows = [[f"2026-03-0{day}", video, str(day * 90)] for video in "ab" for day in (1, 2, 3)]
    assert "to_date" in looks(read_export(table(tmp_path, "date|video_id|views", *rows)))
    rows[-1][-1] = "12"
    assert not looks(read_export(table(tmp_path, "date|video_id|views", *rows)))


def test_an_index_that_a_program_saved_makes_no_table_a_platform_s(tmp_path):
    header = "Unnamed: 0|date|campaign|impressions|clicks|spend"
    rows = [[str(place), "2026-03-01", "a", "90", "3", "2.50"] for place in range(3)]
    assert read_export(table(tmp_path, header, *rows)).receipt.format == "usual"


def test_spent_and_costs_are_spend_and_twitter_is_x(tmp_path):
    for name in ("spent", "costs", "Spent"):
        header = f"date|platform|campaign|impressions|{name}"
        path = table(tmp_path, header, ["2026-03-01", "Twitter", "a", "100", "2.50"])
        assert read_export(path).table[["platform", "spend"]].values.tolist() == [["x", 2.5]]


def test_tables_one_below_the_other_under_titles_are_told_and_read_one_by_one(tmp_path):
    rows = [["2026-03-01", "100", "2.50"], ["2026-03-02", "90", "2.00"]]
    again = [["Google", "", ""], ["date", "impressions", "spend"], *rows]
    path = write(tmp_path / "t.csv", [["date", "impressions", "spend"], *rows, *again],
                 before="Facebook,,\n")  # fmt: skip
    told = [each for each in read_export(path).receipt.problems if each.rule == "stacked"]
    assert "table='Google'" in told[0].message
    assert read_export(path, table="Google").table["impressions"].tolist() == [100, 90]


def test_a_title_that_speaks_of_thousands_is_told(tmp_path):
    rows = [["date", "campaign", "impressions"], ["2026-03-01", "a", "100"]]
    for title, rules in (("Media report (impressions in thousands)", ["thousands"]),
                         ("Thousands of shoes", [])):  # fmt: skip
        export = read_export(write(tmp_path / "t.csv", rows, before=f"{title}\n"))
        assert looks(export) == rules
