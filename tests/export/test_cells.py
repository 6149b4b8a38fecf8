"""What a stranger typed becomes inert text on its way into a workbook or a table, and nothing of it is lost."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.export.cells import CELL_LIMIT, Tally, cell_parts, clean_text, csv_field, plain, sheet_title, typed

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_excel_reads(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text)


@pytest.mark.parametrize("text", ["+44 20 7946 0000", "-5", "@home", "=1+1", "\t=1+1", " =1+1", "＝1+1"])
def test_a_field_that_a_spreadsheet_would_run_gets_an_apostrophe_and_is_counted(text: str) -> None:
    tally = Tally()
    assert csv_field(text, tally) == "'" + text
    assert tally.prefixed == 1


def test_a_real_negative_amount_is_a_number_not_a_formula() -> None:
    tally = Tally()
    assert csv_field(Decimal("-5.10"), tally) == "-5.10"
    assert tally.prefixed == 0


def test_characters_no_file_can_carry_are_shown_and_counted() -> None:
    tally = Tally()
    assert clean_text("a\x00b\x0bc\ud800d\ufffee\x7f", tally) == "a␀b␋c\ufffdd\ufffde␡"
    assert tally.replaced == 5


def test_text_that_looks_like_an_escape_is_read_back_as_itself() -> None:
    (part,) = cell_parts("before _x000D_ after")
    assert part == "before _x005F_x000D_ after"
    assert as_excel_reads(part) == "before _x000D_ after"


def test_a_long_text_is_split_and_nothing_is_lost() -> None:
    text = "".join(chr(0x61 + number % 26) for number in range(100_000))
    parts = cell_parts(text)
    assert "".join(parts) == text
    assert all(units(part) <= CELL_LIMIT for part in parts)


def test_emoji_are_counted_as_excel_counts_them() -> None:
    parts = cell_parts("\U0001f600" * 20_000)
    assert "".join(parts) == "\U0001f600" * 20_000
    assert len(parts) > 1
    assert all(units(part) <= CELL_LIMIT for part in parts)


@given(ANY_TEXT)
def test_any_text_can_be_written_and_only_marked_characters_change(text: str) -> None:
    tally = Tally()
    cleaned = clean_text(text, tally)
    cleaned.encode()
    assert len(cleaned) == len(text)
    assert sum(a != b for a, b in zip(text, cleaned, strict=True)) == tally.replaced
    assert as_excel_reads("".join(cell_parts(cleaned))) == cleaned.replace("\r\n", "\n").replace("\r", "\n")


@given(ANY_TEXT)
def test_no_csv_field_begins_like_a_formula(text: str) -> None:
    assert not csv_field(text, Tally()).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@given(st.lists(ANY_TEXT, max_size=6))
def test_sheet_titles_are_short_unlike_each_other_and_free_of_forbidden_signs(wanted: list[str]) -> None:
    titles: list[str] = []
    for one in wanted:
        titles.append(sheet_title(one, titles))
    assert len({title.lower() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < units(title) <= 31
        assert not set(title) & set("/\\*?:[]")
        assert title.strip("'") == title


def test_the_title_that_excel_keeps_for_itself_is_avoided() -> None:
    assert sheet_title("History") != "History"
    assert sheet_title("History/2024: [x] " + "o" * 40).startswith("History 2024")


def test_dates_stay_dates_and_what_excel_cannot_hold_exactly_becomes_text() -> None:
    assert typed(date(2026, 2, 28), "date") == date(2026, 2, 28)
    assert typed(date(1899, 12, 31), "date") == "1899-12-31"
    assert typed(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "instant") == datetime(2026, 7, 1, 0, 30)  # noqa: DTZ001
    assert typed(Decimal("19.99"), "money") == Decimal("19.99")
    assert typed(12345678901234567, "number") == "12345678901234567"
    assert typed(float("nan"), "number") == "nan"
    assert typed(442079460000, "phone") == "442079460000"
    assert typed(value=True, kind="text") == "yes"


def test_machines_get_iso_dates_and_exact_amounts() -> None:
    assert plain(date(2026, 2, 28)) == "2026-02-28"
    assert plain(Decimal("0.10")) == "0.10"
    assert plain(float("nan")) is None
