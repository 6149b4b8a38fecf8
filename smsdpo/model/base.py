"""What every table stands on: one metadata with named constraints, and the column types for days, instants and data."""

import json
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Day(TypeDecorator[date]):
    """A civil day, kept as `2026-11-22` so that it sorts and reads as itself."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        if isinstance(value, datetime):
            raise TypeError("an instant was given where a day is kept: take its London date first")
        return value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Instant(TypeDecorator[datetime]):
    """An instant, kept in UTC as `2026-11-22T12:00:00.000000+00:00`; a time without a zone is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Payload(TypeDecorator[Any]):
    """Plain data as JSON text: sorted keys and people's own letters, so that the same data is the same bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Base(DeclarativeBase):
    """The root of all tables. `__kind__` names the family that screens follow; empty for tables nobody shows."""

    __kind__: ClassVar[str] = ""
    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        date: Day,
        datetime: Instant,
        str: Text,
        dict[str, Any]: Payload,
        list[Any]: Payload,
        list[str]: Payload,
    }


class Versioned:
    """A row that counts its writes, so that a change made on a stale copy is noticed (`StaleDataError`)."""

    version: Mapped[int] = mapped_column(Integer, default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def instant_text(value: datetime) -> str:
    """The one way in which an instant is written: UTC, six digits of the second, so that text order is time order."""
    if value.tzinfo is None:
        raise TypeError("a time without a zone cannot be stored")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def json_text(value: Any) -> str:
    """The one way in which plain data is written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
