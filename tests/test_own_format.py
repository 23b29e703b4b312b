"""A format of one's own: the page about it, its example, and every key that it may have."""

import re
from dataclasses import fields
from pathlib import Path

import toolkit
from toolkit import read_export, summarize
from toolkit.platforms import Format

PAGE = (Path(toolkit.__file__).parent / "platforms" / "README.md").read_text(encoding="utf-8")


def block(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]


def test_the_example_of_the_page_reads_its_file(tmp_path):
    own, path = tmp_path / "mine.toml", tmp_path / "screens.csv"
    own.write_text(block("toml"), encoding="utf-8")
    path.write_text(block("csv"), encoding="utf-8")
    export = read_export(path, formats_from=own)
    assert export.receipt.format == "screens"
    assert export.receipt.unknown == ()
    assert export.receipt.currency == "EUR"
    assert export.receipt.problems == ()
    assert export.table["impressions"].tolist() == [12000, 8000]
    assert export.table["date_start"].dt.day.tolist() == [2, 3]
    assert export.total[["impressions", "spend"]].values.tolist() == [[20000, 92.0]]
    assert summarize(export.table, ["cpm"], by=["placement"])["cpm"].tolist() == [5.0, 4.0]


def test_the_example_notices_an_edited_row(tmp_path):
    own, path = tmp_path / "mine.toml", tmp_path / "screens.csv"
    own.write_text(block("toml"), encoding="utf-8")
    path.write_text(block("csv").replace("60,00", "90,00"), encoding="utf-8")
    receipt = read_export(path, formats_from=own).receipt
    assert "spend: 122 in the rows differs from 92 in the total row" in str(receipt)


def test_the_page_explains_every_key_and_no_other():
    told = {
        key
        for line in PAGE.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`\[?(?:format\.)?([a-z_]+)(?:\.NAME)?\]?`", line.split("|")[1])
    }
    assert told == {each.name for each in fields(Format)} | {"like"}
