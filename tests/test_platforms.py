"""Formats are data: every declaration is sound, and a wrong one is refused by name."""

import pytest

from toolkit.catalog import NAMES, RATIOS
from toolkit.platforms import (
    COUNTED,
    SPANS,
    FormatError,
    RuleError,
    audiences,
    currency_in,
    formats,
    load_audiences,
    load_formats,
    plain,
)


@pytest.mark.parametrize("format_", formats(), ids=lambda each: each.name)
def test_a_format_names_only_what_the_catalogue_knows(format_):
    assert set(format_.columns) <= NAMES | {*SPANS}
    assert set(format_.extract) | set(format_.nested) <= set(format_.columns)
    assert set(format_.above) <= NAMES | {"time_zone"}
    assert {move.column for move in format_.move} <= set(format_.columns)
    assert all(bool(only.values) != bool(only.unless) for only in format_.only)
    assert set(format_.rates) <= set(RATIOS)
    assert set(format_.constants) <= NAMES
    assert {name for only in format_.only for name in only.columns} <= set(format_.columns)
    assert {drop.column for drop in format_.drop} <= set(format_.columns)
    assert set(format_.total_where_blank) <= set(format_.columns)


@pytest.mark.parametrize("format_", formats(), ids=lambda each: each.name)
def test_a_format_says_where_it_was_read_and_how_it_is_recognised(format_):
    assert format_.source
    assert format_.read
    assert format_.recognise
    told = {plain(header) for group in format_.recognise for header in group}
    assert [header for header in sorted(told) if not format_.understands(header)] == []


@pytest.mark.parametrize("format_", formats(), ids=lambda each: each.name)
def test_a_header_stands_for_one_thing(format_):
    headers = [
        plain(header)
        for group in [
            *format_.columns.values(),
            *(rate["headers"] for rate in format_.rates.values()),
        ]
        for header in group
    ]
    twice = {header for header in headers if headers.count(header) > 1}
    spelled = {plain(h) for group in format_.columns.values() for h in group}
    assert twice <= spelled
    assert len(format_.headers()) == len(set(headers))


def test_names_of_formats_are_unique():
    names = [format_.name for format_ in formats()]
    assert len(names) == len(set(names))


def test_a_wrong_declaration_is_refused_with_every_wrong_name(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[format]]\nname = "mine"\nlabel = "Mine"\nsource = "me"\nread = "2026-11"\n'
        'colour = "red"\n[format.columns]\nimpresions = ["Shown"]\n',
        encoding="utf-8",
    )
    with pytest.raises(FormatError, match=r"mine\.toml: mine: not known: colour, impresions\."):
        list(load_formats(path))


def test_whom_platforms_count_is_told_with_its_source():
    told = audiences()
    assert {each.counts for each in told.values()} <= set(COUNTED)
    assert all(each.source and each.read for each in told.values())
    assert told["tiktok"].counts == "accounts"
    assert told["google_ads"].counts == "people"
    assert told["pinterest"].counts == "unknown"


def test_a_wrong_declaration_of_whom_a_platform_counts_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[audience]]\nplatforms = ["mine"]\ncounts = "eyes"\ncolour = "red"\n')
    with pytest.raises(RuleError) as caught:
        list(load_audiences(path))
    assert str(caught.value) == (
        "mine.toml: audience: colour is not known; evidence is missing; write unknown; source is "
        "missing; write unknown; read is missing; write unknown; counts must be one of people, "
        "accounts, households, devices, cookies, unknown, not 'eyes'."
    )


def test_headers_are_compared_without_what_cannot_be_seen():
    assert plain("Wieder\u00adgabe\u00a0zeit ") == plain("Wiedergabe zeit")
    assert plain("共有された回数\\") == plain("共有された回数")
    assert plain("AMOUNT  spent (EUR)") == plain("Amount spent (PLN)")


def test_a_currency_is_three_capitals_in_brackets():
    assert currency_in("Amount spent (EUR)") == "EUR"
    assert currency_in("CTR (all)") is None
