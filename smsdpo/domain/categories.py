"""Registry of the data categories: their fields, where each field comes from, and what an access letter says of them.

Keys and field names are those users write in mapping files (contracts.md, 2): never renamed, only retired.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from smsdpo.core.days import long_day
from smsdpo.core.errors import Refusal
from smsdpo.domain.month_clock import add_months

NOT_STATED = "not stated in the policy"
PROVENANCES = ("provided", "observed", "derived")
"""The person gave it; we noticed or noted it; we worked it out (P85)."""
_BLANK = re.compile(r"\{([a-z_]+)\}")
BROUGHT = {"source_id": "Row in the source"}
KINDS = ("text", "date", "email", "phone", "ip", "account", "money", "choice")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. An empty provenance is that of its category; `choices` are the values of the kind `choice`."""

    key: str
    label: str
    kind: str = "text"
    provenance: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of record.

    `purpose`, `basis`, `recipients` and `retention` are what the policy says, for the access letter (P5, P86). Where it
    is silent an answer to a person is not: `said_to_them` puts what the office says in its place.
    `titles` are tried in turn; the first whose fields are all there names the record in a list. `identity` are the
    fields that make a row the same row when a file without its own row key comes again. `engaged` are the fields a
    period counts from, the latest day deciding.
    """

    key: str
    label: str
    singular: str
    fields: tuple[Field, ...]
    provenance: str
    purpose: str
    basis: str
    recipients: str
    retention: str
    promises: tuple[str, ...]
    titles: tuple[str, ...]
    identity: tuple[str, ...]
    recorded_on: str
    engaged: tuple[str, ...] = ()
    months_kept: int | None = None
    imported: bool = True

    def field(self, key: str) -> Field | None:
        """The field of that key, or None for a column the source brought along."""
        return next((field for field in self.fields if field.key == key), None)

    def label_of(self, key: str) -> str:
        """The label of a field, of the source's own row key, or the heading under which a source brought a column."""
        field = self.field(key)
        return field.label if field else BROUGHT.get(key) or capital(key.replace("_", " "))

    def labels(self) -> dict[str, str]:
        """Field key to label."""
        return {field.key: field.label for field in self.fields}


def said_to_them(register: str, policy: str, office: str = "") -> str:
    """What a person is told: the register of sources goes before the policy, and where both are silent stands what the
    office says of every kind of data. UK GDPR Art 15(1) wants recipients, and where no period is fixed its criteria."""
    return capital(register or ("" if policy == NOT_STATED else policy) or office)


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


_NAME = Field("name", "Name")
_EMAIL = Field("email", "E-mail", "email")
_ACCOUNT = Field("account_number", "Account number", "account", "derived")
_IP = Field("ip_address", "IP address", "ip", "observed")

_CONTACT_FORM = Category(
    key="contact_form",
    label="Contact forms",
    singular="Enquiry",
    fields=(
        _NAME,
        _EMAIL,
        Field("phone", "Phone number", "phone"),
        Field("location", "Location"),
        Field("employment_status", "Employment status"),
        _IP,
        Field("message", "Message"),
        Field("collected_on", "Received on", "date", "observed"),
        Field("last_engaged_on", "Last contact on", "date", "observed"),
        Field("agreed_until", "Agreed to be kept until", "date"),
    ),
    provenance="provided",
    purpose="to give you the best possible answer to your enquiry, and for nothing else",
    basis="your enquiry; beyond six months your consent, given by expressing interest in our products and services",
    recipients=NOT_STATED,
    retention="at most six months after our latest contact with you, unless you and we have agreed otherwise",
    promises=("P21", "P22", "P23", "P24", "P25", "P26"),
    titles=("Enquiry of {collected_on}", "Enquiry, last contact {last_engaged_on}"),
    # An enquiry is a fact: two of them on one day differ in what was written.
    identity=("email", "phone", "name", "collected_on", "message"),
    recorded_on="collected_on",
    engaged=("collected_on", "last_engaged_on"),
    months_kept=6,
)
_ACCOUNT_RECORD = Category(
    key="account",
    label="Accounts",
    singular="Account",
    fields=(
        _ACCOUNT,
        _NAME,
        _EMAIL,
        Field("phone", "Phone number", "phone"),
        Field("address", "Address"),
        Field("opened_on", "Opened on", "date", "observed"),
        Field("closed_on", "Closed on", "date", "observed"),
        Field("status", "Status", "text", "derived"),
    ),
    provenance="provided",
    purpose="to provide the services you use and to keep your account",
    basis=NOT_STATED,
    recipients="service providers who contact you for us about what you have signed up for or bought",
    retention="as long as needed for the services you asked for, then for legitimate legal or business purposes;"
    " no fixed period is set",
    promises=("P16", "P40", "P51", "P52", "P53"),
    titles=("Account {account_number}",),
    identity=("account_number",),
    recorded_on="opened_on",
)
_PURCHASE = Category(
    key="purchase",
    label="Purchases",
    singular="Purchase",
    fields=(
        _ACCOUNT,
        Field("product", "Product"),
        Field("invoice_number", "Invoice number", "text", "derived"),
        Field("amount", "Amount", "money", "derived"),
        Field("purchased_on", "Bought on", "date"),
        Field("renews_on", "Renews on", "date", "derived"),
        Field("expires_on", "Expires on", "date", "derived"),
    ),
    provenance="provided",
    purpose="to provide what you have bought, to renew it in time and to keep the records the law asks for",
    basis=NOT_STATED,
    recipients=NOT_STATED,
    retention="as long as needed for what you have bought, then for legal or contractual record keeping;"
    " no fixed period is set",
    promises=("P17", "P18", "P36", "P38"),
    titles=("Invoice {invoice_number}", "{product}, bought {purchased_on}", "{product}"),
    identity=("account_number", "invoice_number", "product", "purchased_on"),
    recorded_on="purchased_on",
)
_SERVICE_NOTE = Category(
    key="service_note",
    label="Customer service",
    singular="Service note",
    fields=(
        _ACCOUNT,
        _EMAIL,
        _NAME,
        Field("ticket_number", "Ticket number", "text", "derived"),
        Field("asked", "What you asked", "text", "provided"),
        Field("answered", "How we answered"),
        Field("noted_on", "Noted on", "date"),
        Field("handler", "Handled by"),
    ),
    provenance="observed",
    purpose="to deal with what you asked for and to know how we answered",
    basis=NOT_STATED,
    recipients=NOT_STATED,
    retention="a service enquiry at most six months after our latest contact with you; what else we noted as long as"
    " needed for the services you asked for, then for legitimate legal or business purposes",
    promises=("P15", "P20", "P25", "P86"),
    titles=("Ticket {ticket_number}", "Service note of {noted_on}"),
    identity=("ticket_number", "email", "account_number", "noted_on", "asked"),
    recorded_on="noted_on",
)
_CONSENT = Category(
    key="consent",
    label="Consents",
    singular="Consent",
    fields=(
        _EMAIL,
        _NAME,
        Field("purpose", "Purpose"),
        Field("wording", "Wording shown", "text", "derived"),
        Field("channel", "Channel"),
        Field("given_on", "Given on", "date", "observed"),
        Field("withdrawn_on", "Withdrawn on", "date", "observed"),
    ),
    provenance="provided",
    purpose="to know what you have agreed to, and to stop when you say so",
    basis="your consent, which is never a condition of buying from us",
    recipients=NOT_STATED,
    retention=NOT_STATED,
    promises=("P42", "P44", "P84"),
    titles=("Consent to {purpose}", "Consent of {given_on}"),
    identity=("email", "name", "purpose", "channel", "given_on"),
    recorded_on="given_on",
)
_COMMUNICATION = Category(
    key="communication",
    label="Messages to you",
    singular="Message",
    fields=(
        _EMAIL,
        _NAME,
        Field("channel", "Channel"),
        Field("kind", "Kind", "choice", choices=("service", "marketing")),
        Field("subject", "Subject"),
        Field("sent_on", "Sent on", "date"),
    ),
    provenance="observed",
    purpose="service messages about what you have bought or signed up for; offers where they are allowed",
    basis="offers: your consent, or legitimate interests where allowed; service messages: what you bought or signed up"
    " for",
    recipients="service providers who contact you for us",
    retention=NOT_STATED,
    promises=("P40", "P41", "P42", "P43"),
    titles=("{subject}", "Message of {sent_on}"),
    identity=("email", "channel", "kind", "subject", "sent_on"),
    recorded_on="sent_on",
)
_PARTNER_SHARE = Category(
    key="partner_share",
    label="Shared with partners",
    singular="Partner offer",
    fields=(
        _EMAIL,
        Field("partner", "Partner"),
        Field("offer", "Offer"),
        Field("shared_on", "Shared on", "date"),
        Field("choice", "Your choice", "text", "provided"),
    ),
    provenance="observed",
    purpose="offers made together with a partner",
    basis="the choice you made when the offer collected your data",
    recipients="the partner named in each entry",
    retention=NOT_STATED,
    promises=("P46", "P47"),
    titles=("{offer} with {partner}", "Offer with {partner}"),
    identity=("email", "partner", "offer", "shared_on"),
    recorded_on="shared_on",
)
_SECURITY_LOG = Category(
    key="security_log",
    label="Security log",
    singular="Security entry",
    fields=(
        _EMAIL,
        _ACCOUNT,
        _IP,
        Field("event", "Event"),
        Field("at", "Day", "date"),
    ),
    provenance="observed",
    purpose="to keep our systems and your data secure",
    basis=NOT_STATED,
    recipients=NOT_STATED,
    retention="as long as we are obliged to keep it for security purposes; no fixed period is set",
    promises=("P35", "P49"),
    titles=("{event}, {at}", "Security entry of {at}"),
    identity=("email", "account_number", "ip_address", "event", "at"),
    recorded_on="at",
)
_INFORMATION_REQUEST = Category(
    key="information_request",
    label="Requests to our office",
    singular="Request",
    fields=(
        Field("reference", "Reference", "text", "derived"),
        Field("type", "Kind of request", "text", "derived"),
        _NAME,
        _EMAIL,
        Field("channel", "Channel", "text", "observed"),
        Field("received_on", "Received on", "date", "observed"),
        Field("asked", "What you asked"),
        Field("restated", "As we understood it", "text", "derived"),
        Field("state", "State", "text", "derived"),
        Field("outcome", "Outcome", "text", "derived"),
        Field("closed_on", "Closed on", "date", "observed"),
    ),
    provenance="provided",
    purpose="to answer your requests and questions within thirty days, and to show that we did",
    basis=NOT_STATED,
    recipients=NOT_STATED,
    retention=NOT_STATED,
    promises=("P19", "P80"),
    titles=("Request {reference}",),
    identity=("reference",),
    recorded_on="received_on",
    imported=False,
)

CATEGORIES: Mapping[str, Category] = {
    category.key: category
    for category in (
        _CONTACT_FORM,
        _ACCOUNT_RECORD,
        _PURCHASE,
        _SERVICE_NOTE,
        _CONSENT,
        _COMMUNICATION,
        _PARTNER_SHARE,
        _SECURITY_LOG,
        _INFORMATION_REQUEST,
    )
}


def get(key: str) -> Category:
    """The category of that key; an unknown one is refused with the keys there are."""
    category = CATEGORIES.get(key)
    if category is None:
        raise Refusal(f"There is no data category called {key!r}.", hint=f"Use one of: {', '.join(CATEGORIES)}.")
    return category


def title(category: Category, fields: Mapping[str, str]) -> str:
    """What a record is called in a list: `Enquiry of 3 April 2026`, `Ticket 88120`."""
    shown = {field.key: _spoken(field.kind, fields[field.key]) for field in category.fields if fields.get(field.key)}
    for template in category.titles:
        needed = _BLANK.findall(template)
        if all(key in shown for key in needed):
            return _BLANK.sub(lambda blank: shown[blank[1]], template)
    return category.singular


@lru_cache(maxsize=10_000)
def _spoken(kind: str, value: str) -> str:
    """A stored value as it is read aloud: a day is `3 April 2026`; all else is as it is."""
    try:
        return long_day(date.fromisoformat(value)) if kind == "date" else value
    except ValueError:
        return value


def provenance_of(category: Category) -> dict[str, str]:
    """Field key to provenance, where it differs from the category's own, which stands under `*`."""
    different = {field.key: field.provenance for field in category.fields if field.provenance}
    return {"*": category.provenance} | {key: value for key, value in different.items() if value != category.provenance}


def kept_until(category: Category, fields: Mapping[str, str]) -> tuple[date | None, str]:
    """Until when a record may be kept, and by which rule in plain words; None where the policy states no period.

    Six months count from the latest contact (P23, P25) and give way to what was agreed with the person (P26).
    """
    if category.months_kept is None:
        return None, "No period is stated in the policy."
    latest = max((fields[key] for key in category.engaged if fields.get(key)), default="")
    agreed = fields.get("agreed_until", "")
    if not latest and not agreed:
        return None, "No day is known from which to count."
    return _period_end(latest, agreed, category.months_kept)


@lru_cache(maxsize=20_000)
def _period_end(latest: str, agreed: str, months: int) -> tuple[date, str]:
    end = add_months(date.fromisoformat(latest), months) if latest else date.min
    agreed_until = date.fromisoformat(agreed) if agreed else date.min
    if agreed_until > end:
        return agreed_until, "Agreed with the person."
    return end, f"{months} months after the latest contact, {long_day(date.fromisoformat(latest))}."
