"""Column types: days and instants that sort as text, plain data that is the same bytes for the same content."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from smsdpo.model.base import Day, Instant, Payload, instant_text

DIALECT: Any = sqlite.dialect()


def test_a_day_is_kept_as_it_is_written() -> None:
    assert Day().process_bind_param(date(2026, 11, 22), DIALECT) == "2026-11-22"
    assert Day().process_result_value("2026-11-22", DIALECT) == date(2026, 11, 22)
    assert Day().process_bind_param(None, DIALECT) is None
    assert Day().process_result_value(None, DIALECT) is None


def test_an_instant_is_not_a_day() -> None:
    with pytest.raises(TypeError, match="London date"):
        Day().process_bind_param(datetime(2026, 11, 22, tzinfo=UTC), DIALECT)


def test_a_time_without_a_zone_cannot_be_stored() -> None:
    with pytest.raises(TypeError, match="without a zone"):
        Instant().process_bind_param(datetime(2026, 11, 22), DIALECT)  # noqa: DTZ001


MOMENTS = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(st.lists(MOMENTS, min_size=2))
def test_instants_sort_as_text(moments: list[datetime]) -> None:
    west = timezone(timedelta(hours=-5))
    texts = [instant_text(moment.astimezone(west)) for moment in moments]
    assert [datetime.fromisoformat(text) for text in sorted(texts)] == sorted(moments)


def test_the_same_data_is_the_same_text() -> None:
    payload = Payload()
    assert payload.process_bind_param({"b": 1, "a": "Łódź"}, DIALECT) == '{"a":"Łódź","b":1}'
    assert payload.process_result_value('{"a":[1]}', DIALECT) == {"a": [1]}
    assert payload.process_bind_param(None, DIALECT) is None
    assert payload.process_result_value(None, DIALECT) is None
