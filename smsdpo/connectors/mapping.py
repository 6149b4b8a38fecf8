"""The mapping file: which column of a table is which field of which category (contracts.md, 2), checked or guessed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smsdpo.connectors.days import ORDERS
from smsdpo.core.errors import Refusal
from smsdpo.domain import categories
from smsdpo.domain.identifiers import squeeze

MAX_FILE = 1 << 20
SPECIAL = ("source_id", "provenance")
"""Taken by every category: the source's own row key, and where the row's fields come from."""
JOINED = {"name": " ", "address": ", ", "location": ", ", "message": "\n", "asked": "\n", "answered": "\n"}
"""Fields that several columns may make up together, in the file's order: first and last name, lines of an address."""
_KEYS = ("category", "columns", "date_order", "encoding", "delimiter", "header_row", "sheet", "constants")
_HINT = "See the mapping file's description in the manual."


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How one file is read. Empty texts mean: find out."""

    category: str
    columns: Mapping[str, str]
    date_order: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 1
    sheet: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The mapping file's own shape."""
        return {key: dict(value) if isinstance(value := getattr(self, key), Mapping) else value for key in _KEYS}


def load_mapping(path: Path) -> ColumnMapping:
    """Read and check a mapping file; each way in which it can be wrong has its own sentence."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise Refusal(f"{path.name} is too large for a mapping file.", hint=_HINT)
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise Refusal(f"There is no mapping file {path.name}.", hint="Check the name and the folder.") from error
    except OSError as error:
        raise Refusal(f"{path.name} cannot be opened.", hint="Check that it is a file you may read.") from error
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{path.name} is not a mapping file: it is not JSON.", hint=_HINT) from error
    return mapping_from(data, path.name)


def mapping_from(data: Any, name: str) -> ColumnMapping:
    """Check a mapping's data; `name` is what to call it when it is refused."""
    if not isinstance(data, dict):
        raise Refusal(f"{name} is not a mapping file: it must be one JSON object.", hint=_HINT)
    unknown = [key for key in data if key not in _KEYS]
    if unknown:
        raise Refusal(f"{name} has a setting that is not known: {unknown[0]!r}.", hint=f"Known: {', '.join(_KEYS)}.")
    category = categories.get(_text(data, "category", name))
    if not category.imported:
        raise Refusal(f"{category.label} are the office's own records and are not imported.", hint=_HINT)
    constants = _texts(data.get("constants") or {}, "constants", name)
    _check_fields(constants.keys(), category, name)
    if constants.get("provenance", "observed") not in categories.PROVENANCES:
        raise Refusal(f"{name} names an unknown provenance.", hint=f"Known: {', '.join(categories.PROVENANCES)}.")
    columns = _texts(data.get("columns"), "columns", name)
    _check_fields(columns.values(), category, name)
    _check_twice(columns, name)
    return ColumnMapping(
        category=category.key,
        columns=columns,
        date_order=_date_order(data, name),
        encoding=_text(data, "encoding", name, optional=True),
        delimiter=_delimiter(data, name),
        header_row=_header_row(data, name),
        sheet=_text(data, "sheet", name, optional=True),
        constants=constants,
    )


def _text(data: Mapping[str, Any], key: str, name: str, *, optional: bool = False) -> str:
    value = data.get(key)
    if value is None and optional:
        return ""
    if not isinstance(value, str) or not (value or optional):
        raise Refusal(f"{name} must say {key!r} as a text.", hint=_HINT)
    return value


def _texts(value: Any, key: str, name: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise Refusal(f"{name} must say {key!r} as pairs of texts.", hint='For example {"E-mail": "email"}.')
    return dict(value)


def _check_fields(keys: Any, category: categories.Category, name: str) -> None:
    known = [*category.labels(), *SPECIAL]
    wrong = next((key for key in keys if key not in known), None)
    if wrong is not None:
        raise Refusal(f"{name}: {category.key} has no field {wrong!r}.", hint=f"Its fields: {', '.join(known)}.")


def _check_twice(columns: Mapping[str, str], name: str) -> None:
    fields = list(columns.values())
    twice = next((key for key in fields if fields.count(key) > 1 and key not in JOINED), None)
    if twice is not None:
        raise Refusal(f"{name} gives two columns for the field {twice!r}.", hint="Keep the one that is right.")


def _date_order(data: Mapping[str, Any], name: str) -> str:
    order = _text(data, "date_order", name, optional=True)
    if order and order not in ORDERS:
        raise Refusal(f"{name}: 'date_order' must be one of {', '.join(ORDERS)}.", hint=_HINT)
    return order


def _delimiter(data: Mapping[str, Any], name: str) -> str:
    delimiter = _text(data, "delimiter", name, optional=True)
    if delimiter and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise Refusal(f"{name}: 'delimiter' must be one character.", hint='For example ";" or "\\t".')
    return delimiter


def _header_row(data: Mapping[str, Any], name: str) -> int:
    row = data.get("header_row", 1)
    if not isinstance(row, int) or isinstance(row, bool) or not 1 <= row <= 1000:
        raise Refusal(
            f"{name}: 'header_row' must be the number of the row with the headings, 1 for the first.", hint=_HINT
        )
    return row


# --- guessing ---------------------------------------------------------------------------------------------------------

# Headings as systems write them, squeezed, each for one field of a category that has it.
_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "fullname", "contactname", "customername", "contact", "firstname", "forename", "givenname", "surname",
        "lastname", "familyname", "yourname",
    ),
    "email": ("email", "emailaddress", "mail", "youremail", "contactemail", "emailaddr"),
    "phone": ("phone", "phonenumber", "telephone", "tel", "telephonenumber", "mobile", "mobilephone", "yourphone"),
    "location": ("location", "town", "city", "region", "area", "postcode", "county"),
    "address": ("address", "streetaddress", "addressline1", "addressline2", "town", "city", "county", "postcode"),
    "employment_status": ("employmentstatus", "employment", "jobstatus", "occupation"),
    "ip_address": ("ipaddress", "ip", "clientip", "remoteaddr", "ipaddr", "sourceip"),
    "message": ("message", "enquiry", "inquiry", "yourmessage", "comments", "question"),
    "collected_on": ("collectedon", "submittedon", "submitted", "submissiondate", "receivedon", "datesubmitted"),
    "last_engaged_on": ("lastengagedon", "lastcontact", "lastcontactedon", "lastengagement", "lastengaged"),
    "agreed_until": ("agreeduntil", "keepuntil", "callbackon"),
    "account_number": ("accountnumber", "accountno", "account", "accountid", "customernumber", "customerid"),
    "opened_on": ("openedon", "opened", "accountopened", "customersince", "opendate"),
    "closed_on": ("closedon", "closed", "accountclosed", "closedate"),
    "status": ("status", "accountstatus"),
    "product": ("product", "productname", "item", "service", "plan"),
    "invoice_number": ("invoicenumber", "invoiceno", "invoice", "invoiceid"),
    "amount": ("amount", "total", "price", "value"),
    "purchased_on": ("purchasedon", "purchasedate", "invoicedate", "orderdate", "purchased", "boughton"),
    "renews_on": ("renewson", "renewaldate", "renewal", "renews"),
    "expires_on": ("expireson", "expirydate", "expiry", "expires", "expirationdate"),
    "ticket_number": ("ticketnumber", "ticket", "ticketno", "ticketid", "caseid", "casenumber"),
    "asked": ("asked", "request", "description", "problem", "issue", "subject"),
    "answered": ("answered", "answer", "resolution", "response", "reply", "ouranswer"),
    "noted_on": ("notedon", "date", "createdon", "loggedon", "notedate", "opened"),
    "handler": ("handler", "agent", "handledby", "assignee", "owner"),
    "purpose": ("purpose", "consentpurpose", "consentto", "consentfor"),
    "wording": ("wording", "consenttext", "consentwording", "textshown"),
    "channel": ("channel", "medium"),
    "given_on": ("givenon", "consentgiven", "consentdate", "consentedon", "optin", "optindate"),
    "withdrawn_on": ("withdrawnon", "withdrawn", "consentwithdrawn", "optout", "optoutdate"),
    "kind": ("kind", "type", "messagetype"),
    "subject": ("subject", "subjectline", "title"),
    "sent_on": ("senton", "sent", "datesent", "sentdate"),
    "partner": ("partner", "partnername", "cobrandpartner"),
    "offer": ("offer", "campaign", "promotion"),
    "shared_on": ("sharedon", "shared", "dateshared"),
    "choice": ("choice", "preference", "yourchoice"),
    "event": ("event", "eventtype", "action"),
    "at": ("at", "timestamp", "time", "date", "datetime", "eventtime"),
    "source_id": ("sourceid", "rowid", "recordid", "id"),
}  # fmt: skip
# What makes a table that kind of table; names and addresses alone say nothing.
_TELLING: Mapping[str, tuple[frozenset[str], int]] = {
    "contact_form": (frozenset({"message", "collected_on", "employment_status", "ip_address", "location"}), 2),
    "account": (frozenset({"account_number", "opened_on", "closed_on", "status", "address"}), 2),
    "purchase": (frozenset({"product", "invoice_number", "amount", "purchased_on", "renews_on", "expires_on"}), 2),
    "service_note": (frozenset({"ticket_number", "asked", "answered", "noted_on", "handler"}), 2),
    "consent": (frozenset({"purpose", "given_on", "withdrawn_on", "wording"}), 2),
    "communication": (frozenset({"subject", "sent_on", "channel", "kind"}), 2),
    "partner_share": (frozenset({"partner", "offer", "shared_on", "choice"}), 2),
    "security_log": (frozenset({"event", "at", "ip_address"}), 2),
}


def guess_mapping(headers: Sequence[str]) -> ColumnMapping | None:
    """The mapping that obvious headings speak for; None where they do not tell which kind of table it is."""
    scored: list[tuple[float, ColumnMapping]] = []
    for key, (telling, needed) in _TELLING.items():
        columns = _matches(headers, key)
        told = telling.intersection(columns.values())
        if len(told) >= needed:
            known = len(columns) / max(1, len([header for header in headers if header]))
            scored.append((len(told) + known, ColumnMapping(category=key, columns=columns)))
    scored.sort(key=lambda item: item[0], reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.5):
        return None
    return scored[0][1]


def _matches(headers: Sequence[str], category: str) -> dict[str, str]:
    fields = [*categories.get(category).labels(), "source_id"]
    columns: dict[str, str] = {}
    for header in headers:
        word = squeeze(header)
        key = next((key for key in fields if word == squeeze(key) or word in _SYNONYMS.get(key, ())), None)
        if key is not None and (key not in columns.values() or (key in JOINED and key != "message")):
            columns[header] = key
    return columns
