"""Work that is done side by side comes to what it comes to one after the other."""

from contextvars import copy_context

import pytest

from toolkit.numerals import locale_in_use, use_locale_here
from toolkit.side_by_side import side_by_side

MANY = 10**6


def test_work_side_by_side_is_done_in_the_locale_of_who_asked():
    def asked() -> list[str]:
        use_locale_here("de")
        return side_by_side(lambda _: locale_in_use(), range(8), MANY)

    assert copy_context().run(asked) == ["de"] * 8


@pytest.mark.parametrize("rows", [1, MANY])
def test_results_stand_in_the_order_of_things(rows):
    assert side_by_side(str, range(50), rows) == [*map(str, range(50))]


@pytest.mark.parametrize("rows", [1, MANY])
def test_what_goes_wrong_is_told(rows):
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda part: 1 / part, [1, 0, 2], rows)
