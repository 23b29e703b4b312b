"""Meta's words in further languages, and rows of a breakdown as a whole."""
# ruff: noqa: RUF001

import pytest
from specimens import left_out, rows_of, write

from toolkit import read_export

# Header and cell, column by column; days, names, people, displays and money in made-up rows.
WORDINGS = {
    "Portuguese of Portugal": (
        "Nome da campanha=a|Dia=2026-03-05|Estado de apresentação=active"
        "|Nível de apresentação=campaign|Alcance=60|Impressões=100|Tipo de resultado=Leads"
        "|Resultados=2|Montante gasto (EUR)=12.34|Custo por resultado=6.17|Cliques na ligação=7"
        "|CPM (Custo por 1000 impressões)=123.4|CPC (Custo por clique na ligação)=1.762857"
        "|CTR (Taxa de cliques na ligação)=7|Definição de atribuição=x|Começa a=2026-03-01"
        "|Termina a=2026-03-31"
    ),
    "Russian": (
        "Название кампании=a|День=2026-03-05|Охват=60|Показы=100|Клики по ссылке=7|CTR (все)="
        "|Потраченная сумма (EUR)=12.34|CPC (цена за клик по ссылке)=1.762857|Результаты=2"
    ),
    "Japanese": (
        "レポート開始日=2026-03-05|レポート終了日=2026-03-05|キャンペーン名=a|キャンペーンの配信=active"
        "|結果=2|結果インジケーター=x|結果の単価=6.17|広告セットの予算=0|広告セットの予算タイプ=0"
        "|消化金額 (EUR)=12.34|インプレッション数=100|リーチ=60|リンククリック=7"
        "|リンククリック(ユニーク)=7|終了日時=継続"
    ),
    "Korean": (
        "캠페인 이름=a|캠페인 ID=71|게재=active|보고 시작=2026-03-05|보고 종료=2026-03-05|노출=100"
        "|도달=60|링크 클릭=7|지출 금액 (EUR)=12.34|결과=2|결과 표시 도구=x|게재빈도=1.666667"
    ),
    "Chinese of Taiwan": (
        "分析報告開始=2026-03-05|分析報告結束=2026-03-05|廣告組合名稱=a|廣告組合投遞=active"
        "|廣告組合預算=0|廣告組合預算類型=0|花費金額 (EUR)=12.34|觸及人數=60|歸因設定=x"
        "|曝光次數=100|CPM（每千次廣告曝光成本） (EUR)=123.4|連結點擊次數=7"
        "|CPC（單次連結點擊成本） (EUR)=1.762857"
        "|CTR（連結點閱率）=7|成果=2|成果指標=x|版位=feed"
    ),
    "Vietnamese": (
        "Lượt bắt đầu báo cáo=2026-03-05|Lượt kết thúc báo cáo=2026-03-05|Tên nhóm quảng cáo=a"
        "|Số tiền đã chi tiêu (EUR)=12.34|Lượt hiển thị=100|Người tiếp cận=60|Kết quả=2"
        "|Lượt click vào liên kết=7|Vùng=Huế"
    ),
    "Indonesian": (
        "Awal pelaporan=2026-03-05|Akhir pelaporan=2026-03-05|Nama kampanye=a|Hasil=2"
        "|Jangkauan=60|Jumlah yang dibelanjakan (EUR)=12.34|Impresi=100|Klik tautan=7"
        "|CPM (Biaya Per 1.000 Tayangan) (EUR)=123.4|CTR (rasio klik tayang tautan)=7"
        "|CPC (biaya per klik tautan) (EUR)=1.762857|CTR (semua)="
    ),
}  # fmt: skip


@pytest.mark.parametrize("wording", WORDINGS.values(), ids=WORDINGS)
def test_meta_is_read_whole_in_further_languages(tmp_path, wording):
    header, row = zip(*(each.rsplit("=", 1) for each in wording.split("|")), strict=True)
    export = read_export(write(tmp_path / "m.csv", [header, row]))
    names = ["platform", "impressions", "reach", "link_clicks", "results", "spend", "currency"]
    assert export.table[names].values.tolist() == [["meta", 100, 60, 7, 2, 12.34, "EUR"]]
    assert export.table["date_start"].astype("str").tolist() == ["2026-03-05"]
    assert export.receipt.unknown == ()


def test_meta_of_portugal_saved_with_semicolons_is_not_google_s(tmp_path):
    header = [
        "Data", "ID da campanha", "Nome da campanha", "ID do anúncio", "Nome do anúncio",
        "Montante gasto (BRL)", "Impressões", "Cliques no link",
    ]  # fmt: skip
    row = ["21/07/2026", "71", "a", "72", "b", "1.234,50", "12.345", "321"]
    export = read_export(write(tmp_path / "m.csv", [header, row], delimiter=";"))
    names = ["platform", "impressions", "link_clicks", "spend"]
    assert export.table[names].values.tolist() == [["meta", 12345, 321, 1234.5]]


MARCH = ["2026-03-01", "2026-03-31"]


@pytest.mark.parametrize(
    ("breakdowns", "whole", "parts"),
    [
        (["Age"], ["All"], [["18-24"], ["25-34"]]),
        (["Age"], [""], [["18-24"], ["25-34"]]),
        (["Age", "Gender"], ["All", "All"], [["18-24", "female"], ["18-24", "male"]]),
        (["Platform"], ["All"], [["facebook"], ["instagram"]]),
        (["Platform", "Placement"], ["All", "All"], [["facebook", "feed"], ["facebook", "story"]]),
        (["Âge"], ["Tous"], [["18-24"], ["25-34"]]),
        (["年齢"], ["総計"], [["18-24"], ["25-34"]]),
    ],
)
def test_a_row_of_all_ages_or_places_repeats_the_others(tmp_path, breakdowns, whole, parts):
    header = ["Campaign name", *breakdowns, "Impressions", "Amount spent (EUR)",
              "Reporting starts", "Reporting ends"]  # fmt: skip
    rows = [["a", *whole, "300", "30", *MARCH], ["a", *parts[0], "100", "10", *MARCH],
            ["a", *parts[1], "200", "20", *MARCH], ["b", *whole, "7", "1", *MARCH]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["impressions"].tolist() == [100, 200, 7]
    assert export.table["platform"].notna().all()
    assert left_out(export) == ["subtotal of other rows"]


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        (["a,,30,03-01,03-02", "a,03-01,10,03-01,03-01", "a,03-02,20,03-02,03-02"], [10, 20]),
        (["a,,30,03-01,03-02", "a,03-01,10,03-01,03-01", "b,03-02,20,03-02,03-02"], [30, 10, 20]),
        (["a,,31,03-01,03-02", "a,03-01,10,03-01,03-01", "a,03-02,20,03-02,03-02"], [31, 10, 20]),
        (["a,,30,03-01,03-02", "b,,20,03-01,03-02"], [30, 20]),
    ],
    ids=["the sum of its days", "of another campaign", "no sum", "all of one period"],
)
def test_a_row_of_the_whole_period_repeats_its_days(tmp_path, rows, left):
    def dated(row):
        name, day, shown, *edges = row.split(",")
        return [name, day and f"2026-{day}", shown, *(f"2026-{edge}" for edge in edges)]

    header = ["Campaign name", "Day", "Impressions", "Reporting starts", "Reporting ends"]
    export = read_export(write(tmp_path / "m.csv", [header, *map(dated, rows)]))
    assert export.table["impressions"].tolist() == left
    looks = [str(problem) for problem in export.receipt.problems]
    assert any("Rows of the whole period, 1 of them" in look for look in looks) == (len(left) == 3)


@pytest.mark.parametrize(("whole", "looked"), [("310", True), ("90", False)])
def test_a_row_that_may_hold_others_and_is_not_their_sum_is_told(tmp_path, whole, looked):
    header = ["Campaign name", "Age", "Impressions", "Reporting starts", "Reporting ends"]
    rows = [["a", "All", whole, *MARCH], ["a", "18-24", "100", *MARCH],
            ["a", "25-34", "200", *MARCH]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["impressions"].tolist() == [int(whole), 100, 200]
    looks = [str(problem) for problem in export.receipt.problems]
    assert any("Rows without age_band, 1 of them" in look for look in looks) == looked


def test_the_total_of_a_breakdown_is_the_file_s(tmp_path):
    header = ["Campaign name", "Age", "Impressions", "Reach", "Reporting starts", "Reporting ends"]
    rows = [["", "All", "300", "150", *MARCH], ["a", "18-24", "100", "90", *MARCH],
            ["a", "25-34", "200", "80", *MARCH]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["impressions"].tolist() == [100, 200]
    assert export.total["reach"].tolist() == [150]


@pytest.mark.parametrize("name", ["All", "Alle"])
def test_a_campaign_may_be_called_all(tmp_path, name):
    header = ["Campaign name", "Impressions", "Amount spent (EUR)", "Reporting starts",
              "Reporting ends"]  # fmt: skip
    rows = [[name, "300", "30", *MARCH], ["b", "300", "30", *MARCH]]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["campaign"].tolist() == [name, "b"]


SWEDISH_FACEBOOK = (
    "Publicerings-id|Sid-id|Sidnamn|Titel|Beskrivning|Varaktighet (sek)|Publiceringstid|Permalänk"
    "|Inläggstyp|Datum|Visningar|Räckvidd|Reaktioner, kommentarer och delningar|Reaktioner"
    "|Kommentarer|Delningar|Totalt antal klick|Länkklick|Övriga klick"
)
SWEDISH_POST = {
    "Publicerings-id": "122121474620644101", "Sidnamn": "Sida", "Inläggstyp": "Reels",
    "Publiceringstid": "03/15/2025 03:06", "Datum": "Livstid", "Visningar": "90",
    "Räckvidd": "60", "Reaktioner, kommentarer och delningar": "12", "Reaktioner": "7",
    "Kommentarer": "3", "Delningar": "2", "Totalt antal klick": "9", "Länkklick": "4",
    "Övriga klick": "5",
}  # fmt: skip


def test_facebook_content_in_swedish(tmp_path):
    path = write(tmp_path / "posts.csv", rows_of(SWEDISH_FACEBOOK, SWEDISH_POST))
    export = read_export(path)
    assert export.receipt.format == "facebook_content"
    names = ["views", "reach", "likes", "comments", "shares", "clicks", "link_clicks"]
    assert export.table[names].iloc[0].tolist() == [90, 60, 7, 3, 2, 9, 4]
    assert export.receipt.unknown == ()


def test_facebook_content_by_day_in_swedish_has_a_row_for_each_day(tmp_path):
    days = [SWEDISH_POST | {"Datum": f"03/1{day}/2025", "Reaktioner": str(day)} for day in (5, 6)]
    header = SWEDISH_FACEBOOK.replace("Visningar|", "")
    export = read_export(write(tmp_path / "days.csv", rows_of(header, *days)))
    assert export.receipt.grain == "in each row's day"
    assert export.table["likes"].tolist() == [5, 6]
    assert "views" not in export.table


def test_two_columns_of_visningar_count_plays(tmp_path):
    header, post = rows_of(SWEDISH_FACEBOOK, SWEDISH_POST)
    path = write(tmp_path / "posts.csv", [[*header, "Visningar"], [*post, "40"]])
    export = read_export(path)
    assert export.receipt.format == "facebook_content_video_views"
    assert export.table["plays"].tolist() == [40]


def test_instagram_content_in_swedish(tmp_path):
    header = (
        "Publicerings-id|Konto-id|Kontots användarnamn|Kontonamn|Beskrivning|Varaktighet (sek)"
        "|Publiceringstid|Permalänk|Inläggstyp|Datum|Visningar|Räckvidd|Gilla-markeringar"
        "|Delningar|Följer|Kommentarer|Sparade objekt"
    )
    export = read_export(write(tmp_path / "posts.csv", rows_of(header, {
        "Publicerings-id": "17900000000000001", "Kontots användarnamn": "ett.konto",
        "Publiceringstid": "07/15/2025 14:30", "Datum": "Livstid", "Visningar": "90",
        "Permalänk": "https://www.instagram.com/p/DMJMD_zgAAA/", "Räckvidd": "60",
        "Gilla-markeringar": "7", "Delningar": "3", "Följer": "1", "Kommentarer": "4",
        "Sparade objekt": "2",
    })))  # fmt: skip
    names = ["views", "reach", "likes", "shares", "follows", "comments", "saves"]
    assert export.receipt.format == "instagram_content"
    assert export.table[names].iloc[0].tolist() == [90, 60, 7, 3, 1, 4, 2]
    assert export.table["published_at"].iloc[0].strftime("%H:%M") == "21:30"
    assert export.receipt.unknown == ()
