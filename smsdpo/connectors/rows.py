"""From a row of text to a record ready for the store: fields checked, values normalised, keys and dates worked out."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from smsdpo.connectors.base import clean
from smsdpo.connectors.days import DAY_FIRST, read_day
from smsdpo.connectors.mapping import JOINED, SPECIAL, ColumnMapping
from smsdpo.core.errors import Refusal
from smsdpo.domain import categories, identifiers, row_keys

_NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "nil", "tbc", "unknown", "#n/a"})
"""Typed where there is nothing to say; such a cell is empty."""
_SPECIAL = frozenset(SPECIAL)
_EMPTY = ("", "")
_PERSONAL = frozenset({"name", "email", "phone", "account"})


class BadRow(Exception):
    """The row is left out; the text says why and names the column, never the value."""


class Prepared(NamedTuple):
    """One record as it crosses from the cage: nothing but text, an empty one where there is nothing."""

    name: str
    """What to call the person; empty where the row does not name anybody."""
    name_key: str
    email: str
    email_key: str
    phone: str
    phone_key: str
    account: str
    account_key: str
    doc: str
    """The search document of a person of whom only this is known."""
    tokens: str
    """The same person's tokens for short fragments, a space between."""
    key: str
    hash: str
    payload: str
    provenance: str
    recorded_on: str
    last_engaged_on: str
    agreed_until: str
    kept_until: str
    kept_note: str


class RowReader:
    """Reads the rows of one table by one mapping. `orders` gives the order of day and month for each date column."""

    def __init__(self, mapping: ColumnMapping, headers: Sequence[str], orders: Mapping[str, str]) -> None:
        self._category = categories.get(mapping.category)
        self._constants = self._checked(mapping)
        self._provenance = categories.provenance_of(self._category)
        if "provenance" in mapping.constants:
            self._provenance = {"*": mapping.constants["provenance"]}
        self._plain_provenance = row_keys.payload_text(self._provenance)
        self._width = len(headers)
        self._engaged = self._category.engaged or (self._category.recorded_on,)
        self._takes = [self._taker(column, header, mapping, orders) for column, header in enumerate(headers)]

    def _checked(self, mapping: ColumnMapping) -> dict[str, str]:
        """What the mapping says of every row, checked like any cell: a day that is none would be read for ever."""
        constants: dict[str, str] = {}
        for key, text in mapping.constants.items():
            value = clean(text)
            if key == "provenance" or not value:
                continue
            field = self._category.field(key)
            check = _checker(self._kind_of(key), mapping.date_order or DAY_FIRST, field)
            checked = check(value) if check else value
            if checked is None:
                raise Refusal(
                    f"The mapping's constant {self._label(key)!r} is not {_WANTED[self._kind_of(key)]}.",
                    hint="Correct it in the mapping file, or leave it out.",
                )
            constants[key] = checked
        return constants

    def _taker(
        self, column: int, header: str, mapping: ColumnMapping, orders: Mapping[str, str]
    ) -> tuple[int, str, str, Callable[[str], str | None] | None]:
        """Where a cell goes, how several of one field are joined, and how its value is checked."""
        key = mapping.columns.get(header, "")
        if not key:
            # Unmapped columns are data about the person too: kept as they are under their own heading.
            taken = {field.key for field in self._category.fields}
            return column, f"{header} (column)" if header in taken else header, "", None
        if key in _SPECIAL:
            return column, key, "", None
        field = self._category.field(key)
        order = orders.get(header, mapping.date_order or DAY_FIRST)
        return column, key, JOINED.get(key, ""), _checker(field.kind if field else "text", order, field)

    def read(self, cells: Sequence[str]) -> Prepared:
        """The record, or BadRow."""
        fields, special = self._fields(cells)
        found = identifiers.identifiers_of(self._category.key, fields)
        if not any(kind in _PERSONAL for kind, _, _ in found):
            raise BadRow("nothing in it says whom it is about (no name, e-mail, phone or account number)")
        payload = row_keys.payload_text(fields)
        until, note = categories.kept_until(self._category, fields)
        by_kind = {kind: (_one_line(shown), value) for kind, value, shown in found}
        name, email = by_kind.get("name", _EMPTY), by_kind.get("email", _EMPTY)
        return Prepared(
            *name,
            *email,
            *by_kind.get("phone", _EMPTY),
            *by_kind.get("account", _EMPTY),
            identifiers.search_document(found),
            " ".join(sorted(identifiers.prefix_tokens(found))),
            self._key(fields, special, payload),
            row_keys.text_hash(payload),
            payload,
            self._provenance_text(special),
            fields.get(self._category.recorded_on, ""),
            max([fields[key] for key in self._engaged if fields.get(key)], default=""),
            fields.get("agreed_until", ""),
            until.isoformat() if until else "",
            note,
        )

    def _fields(self, cells: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
        if len(cells) > self._width and any(cells[self._width :]):
            raise BadRow("it has more cells than the row of headings")
        fields = dict(self._constants)
        special: dict[str, str] = {}
        width = len(cells)
        for column, key, joint, check in self._takes:
            value = cells[column] if column < width else ""
            if not value:
                continue
            if check is not None:
                if value.lower() in _NOTHING:
                    continue
                checked = check(value)
                if checked is None:
                    raise BadRow(f"its column {self._label(key)!r} does not hold {_WANTED[self._kind_of(key)]}")
                value = checked
            if key in _SPECIAL:
                special[key] = value
            elif joint and key in fields:
                fields[key] = f"{fields[key]}{joint}{value}"
            else:
                fields[key] = value
        if own := special.get("source_id"):
            fields["source_id"] = own
        return fields, special

    def _label(self, key: str) -> str:
        return self._category.labels().get(key, key)

    def _kind_of(self, key: str) -> str:
        field = self._category.field(key)
        return field.kind if field else "text"

    def _key(self, fields: Mapping[str, str], special: Mapping[str, str], payload: str) -> str:
        if own := special.get("source_id"):
            return row_keys.row_key("own", own)
        parts = [fields.get(key, "") for key in self._category.identity]
        return row_keys.row_key(*parts) if any(parts) else row_keys.row_key("whole", payload)

    def _provenance_text(self, special: Mapping[str, str]) -> str:
        given = special.get("provenance", "").lower()
        if not given:
            return self._plain_provenance
        if given not in categories.PROVENANCES:
            raise BadRow(f"its provenance is none of {', '.join(categories.PROVENANCES)}")
        return row_keys.payload_text({"*": given})


_WANTED: Mapping[str, str] = {
    "date": "a day that can be read",
    "email": "an e-mail address",
    "phone": "a telephone number",
    "ip": "an IP address",
    "money": "an amount",
    "choice": "one of the values it may have",
}


def _checker(kind: str, order: str, field: categories.Field | None) -> Callable[[str], str | None] | None:
    if kind == "date":
        return lambda value: read_day(value, order)
    if kind == "choice" and field is not None:
        return lambda value: value.lower() if value.lower() in field.choices else None
    return _CHECKS.get(kind)


def _as_written(kind: str) -> Callable[[str], str | None]:
    return lambda value: value if identifiers.normalise(kind, value) is not None else None


def _with_digit(value: str) -> str | None:
    # A number with a remark beside it is kept as written: left out, it would be missing from the person's file.
    return value if any(mark.isdigit() for mark in value) else None


_CHECKS: Mapping[str, Callable[[str], str | None]] = {
    "email": _as_written("email"),
    "ip": _as_written("ip"),
    "phone": _with_digit,
    "money": _with_digit,
}


def _one_line(text: str) -> str:
    return text if text.isprintable() else " ".join(text.split())
