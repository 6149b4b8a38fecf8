"""Conditions of a list as SQL: what the text above it says, and whole lists as a set of ids."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, and_, func, literal, literal_column, not_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.operators import asc_op, custom_op, nulls_last_op

from smsdpo.domain.identifiers import fold
from smsdpo.domain.list_filter import ME, NOBODY, Condition
from smsdpo.domain.records import Selected

Column = InstrumentedAttribute[Any]
Columns = Mapping[str, Column]
"""For each key of a condition its column; `text` is the folded document, `id` the key."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is asked for: a view, the conditions typed, and what they hang on. `names` are all that work here."""

    view: str
    conditions: tuple[Condition, ...]
    today: date
    me: str
    names: tuple[str, ...] = ()


def where(sought: Sought, columns: Columns) -> list[ColumnElement[bool]]:
    """All conditions typed; the words that must be there are looked for in one pass."""
    words = [one.values[0] for one in sought.conditions if one.key == "text" and not one.without]
    found = [_among_those(columns, *(_holds_words(columns["text"], word) for word in words))] if words else []
    others = (one for one in sought.conditions if one.key != "text" or one.without)
    return [*found, *(_one(one, sought, columns) for one in others)]


def _among_those(columns: Columns, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Found in the narrow index of its own column first: the rows themselves hold whole messages."""
    key = columns["id"]
    return plain(key).in_(select(key).where(*conditions))


def _holds_words(doc: Column, words: str) -> ColumnElement[bool]:
    return func.instr(doc, words) > 0


def _one(condition: Condition, sought: Sought, columns: Columns) -> ColumnElement[bool]:
    """Nothing is known of a row without a date, so that no date holds for it, and `-due:week` shows it."""
    held = _among_those(columns, _holds(condition, columns[condition.key], sought))
    return not_(held) if condition.without else held


def _holds(condition: Condition, column: Column, sought: Sought) -> ColumnElement[bool]:
    if condition.key == "text":
        return _holds_words(column, condition.values[0])
    if condition.key == "tag":
        return and_(_tagged(column), func.instr(" " + column, f" {condition.values[0]}") > 0)
    if condition.key in {"due", "received"}:
        from_first = [column >= condition.first] if condition.first else []
        to_last = [column <= condition.last] if condition.last else []
        return and_(column.is_not(None), *from_first, *to_last)
    return column.in_(_people(condition.values[0], sought) if condition.key == "for" else condition.values)


def _tagged(tags: Column) -> ColumnElement[bool]:
    """As the narrow index of what bears any says it: with a value of the statement it would not be used."""
    return tags != literal_column("''")


def bears(tags: Column, word: str) -> ColumnElement[bool]:
    """Whether this very tag is among them."""
    return and_(_tagged(tags), func.instr(" " + tags + " ", f" {word} ") > 0)


def with_tag(tags: Column, word: str) -> ColumnElement[str]:
    """The tags of a row that does not bear it, and this one."""
    return func.trim(tags + f" {word}")


def without_tag(tags: Column, word: str) -> ColumnElement[str]:
    """The tags of a row that bears it, but this one."""
    return func.trim(func.replace(" " + tags + " ", f" {word} ", " "))


def tag_counts(session: Session, tags: Column, conditions: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    """How many of these rows bear each tag."""
    counted: dict[str, int] = {}
    for words, count in session.execute(select(tags, func.count()).where(_tagged(tags), *conditions).group_by(tags)):
        for word in words.split():
            counted[word] = counted.get(word, 0) + count
    return counted


def _people(wanted: str, sought: Sought) -> tuple[str, ...]:
    """The names meant by `for:`."""
    if wanted == ME:
        return (sought.me,)
    if wanted == NOBODY:
        return ("",)
    return tuple(name for name in sought.names if fold(wanted) in fold(name))


def plain(column: Column) -> UnaryExpression[Any]:
    """The column as a mere value: SQLite shall walk the index of the order, not gather by this and then sort."""
    return UnaryExpression(column.expression, operator=custom_op("+"), type_=column.type)


def ids_at(
    session: Session,
    key: Column,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[Any],
    offset: int,
    limit: int,
    total: int,
) -> list[int]:
    """A page's ids out of so many; what lies in the second half is walked to from the end."""
    offset, limit = min(offset, total), min(limit, total - min(offset, total))
    from_end = total - offset - limit
    query = select(key).where(*conditions)
    if offset <= from_end:
        return list(session.scalars(query.order_by(*order).offset(offset).limit(limit)))
    turned = query.order_by(*(_turned(term) for term in order)).offset(from_end).limit(limit)
    return list(session.scalars(turned))[::-1]


def _turned(term: Any) -> Any:
    """The same term the other way round."""
    if term.modifier is nulls_last_op:
        return _turned(term.element).nulls_first()
    return term.element.desc() if term.modifier is asc_op else term.element.asc()


def position_of(
    session: Session, key: Column, conditions: Sequence[ColumnElement[bool]], order: Sequence[Any], number: int
) -> int | None:
    """Which row of the list this is, from 0; nothing where the list does not hold it."""
    at = (func.row_number().over(order_by=list(order)) - 1).label("at")
    placed = select(key.label("number"), at).where(*conditions).subquery()
    return session.scalar(select(placed.c.at).where(placed.c.number == number))


def total_of(session: Session, key: Column, conditions: Sequence[ColumnElement[bool]]) -> int:
    """How many rows there are."""
    return session.scalar(select(func.count()).select_from(key.class_).where(*conditions)) or 0


def among(key: Column, ids: Sequence[int] | Sequence[str]) -> ColumnElement[bool]:
    """Whether the id is one of these, however many: they are one value of the statement."""
    listed = func.json_each(literal(json.dumps(list(ids)))).table_valued("value")
    return key.in_(select(listed.c.value))


def chosen(selected: Selected, listed: Sequence[ColumnElement[bool]], key: Column) -> list[ColumnElement[bool]]:
    """The rows chosen: by id, or the whole list but for a few."""
    if not selected.is_query:
        return [among(key, selected.ids)]
    return [*listed, *([not_(among(key, selected.but))] if selected.but else [])]


def assignees(session: Session, column: Column) -> list[str]:
    """Everybody who has something to see to, whether they still work here or not."""
    return list(session.scalars(select(column).where(column != "").distinct()))
