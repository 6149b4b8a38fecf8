"""Values by which people are found: folded for search, normalised for matching, the same way wherever they come in."""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

KINDS = ("email", "phone", "name", "account", "postcode", "ip")

KEPT = frozenset({"email", "phone", "name", "account"})
"""Kinds that point to few people; the others are found by search only."""

KIND_OF_FIELD: Mapping[str, str] = {
    "name": "name",
    "email": "email",
    "phone": "phone",
    "account_number": "account",
    "ip_address": "ip",
    "address": "postcode",
    "location": "postcode",
}
KIND_LABELS: Mapping[str, str] = {
    "name": "name",
    "email": "e-mail",
    "phone": "phone",
    "account": "account number",
    "postcode": "postcode",
    "ip": "IP address",
}

Identifier = tuple[str, str, str]
"""Kind, normalised value, value as it was written."""

_APOSTROPHES = "'`\"\u2018\u2019\u02bc\u00b4\u2032\u02b9"
_DROPPED = {ord(mark): None for mark in _APOSTROPHES}
_ASCII_FOLD = str.maketrans(
    {chr(code): (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)}
    | {mark: None for mark in _APOSTROPHES if mark.isascii()}
)
# What people type where they have nothing to say: such a "value" would make one person of everybody.
_PLACEHOLDERS = frozenset(
    {"", "na", "none", "null", "nil", "unknown", "notknown", "tbc", "tba", "test", "nan", "0", "x"}
)
# As typed, not folded: Nan, Na and Nil are people's names, in more than one script.
_NO_NAMES = frozenset({"n/a", "n.a.", "none", "null", "unknown", "not known", "tbc", "tba"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "lord", "lady"})

_PLAIN_EMAIL = re.compile(
    r"[a-z0-9_+'-]+(?:\.[a-z0-9_+'-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.ASCII
)
_PLAIN_UK_PHONE = re.compile(r"(?:\+44|0044|0)([1-9][0-9]{9})", re.ASCII)
_PHONE_MARKS = str.maketrans("", "", " -.")
_POSTCODE = re.compile(r"\b(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE | re.ASCII)
_FOREIGN_POSTCODE = re.compile(r"(?=.*[0-9])[A-Z0-9][A-Z0-9 -]{1,9}", re.ASCII)
_PLAIN_IP = re.compile(r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}", re.ASCII)
_BRACKETED_IP = re.compile(r"\[([0-9A-Fa-f:.]+)(?:%[^\]]*)?\](?::[0-9]+)?", re.ASCII)
_TRUNK_ZERO = re.compile(r"^(?:00)?440(?=[1-9])")


def fold(text: str) -> str:
    """Accents, case and apostrophes gone, other marks one space: `Zoë O’Neill` and `zoe oneill` are the same."""
    if text.isascii():
        return " ".join(text.translate(_ASCII_FOLD).split())
    return _fold_wide(text)


@lru_cache(maxsize=50_000)
def _fold_wide(text: str) -> str:
    from anyascii import anyascii

    text = text.translate(_DROPPED)
    plain = anyascii(text)
    # A script that cannot be romanised is still a name: its own letters are better than nothing.
    return " ".join(plain.translate(_ASCII_FOLD).split()) or " ".join(text.casefold().translate(_ASCII_FOLD).split())


def squeeze(text: str) -> str:
    """Folded and without any space: the form in which fragments are compared."""
    return fold(text).replace(" ", "")


def normalise(kind: str, raw: str) -> str | None:
    """The one spelling of a value for matching; None where it says nothing (empty, `n/a`, not of this kind)."""
    raw = raw.strip()
    if not raw:
        return None
    return _NORMALISERS[kind](raw)


def _email(raw: str) -> str | None:
    lower = raw.lower()
    if len(lower) <= 64 and _PLAIN_EMAIL.fullmatch(lower):
        return lower
    return _odd_email(raw)


@lru_cache(maxsize=20_000)
def _odd_email(raw: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    bare = raw.removeprefix("mailto:").strip(" <>;,")
    try:
        return validate_email(bare, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        # An address that breaks the rules may still be the only one we were given: kept as it is, for matching.
        local, at, domain = bare.lower().rpartition("@")
        odd = not at or not local or not domain or any(mark.isspace() for mark in bare) or not bare.isprintable()
        return None if odd else bare.lower()


def _phone(raw: str) -> str | None:
    plain = _PLAIN_UK_PHONE.fullmatch(raw.translate(_PHONE_MARKS))
    return "+44" + plain[1] if plain else _odd_phone(raw)


@lru_cache(maxsize=50_000)
def _odd_phone(raw: str) -> str | None:
    """Every other spelling, by the library's rules, a number without a country read as British."""
    import phonenumbers

    try:
        number = phonenumbers.parse(raw, "GB")
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    national = phonenumbers.national_significant_number(number)
    # A number of one repeated digit is a form filled in to get past it; it would join strangers.
    if not possible or (number.country_code == 44 and national.startswith("0")) or len(set(national)) < 2:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _name(raw: str) -> str | None:
    family, comma, given = raw.partition(",")
    words = fold(f"{given} {family}" if comma and "," not in given else raw).split()
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    return None if raw.lower() in _NO_NAMES else " ".join(words) or None


def _account(raw: str) -> str | None:
    value = "".join(raw.split()).upper()
    return None if squeeze(value) in _PLACEHOLDERS else value


def _postcode(raw: str) -> str | None:
    """A British postcode anywhere in the text, else a foreign code that stands alone."""
    if found := _POSTCODE.search(raw):
        return f"{found[1]} {found[2]}".upper()
    alone = raw.upper()
    return " ".join(alone.split()) if _FOREIGN_POSTCODE.fullmatch(alone) else None


def _ip(raw: str) -> str | None:
    return raw if _PLAIN_IP.fullmatch(raw) else _odd_ip(raw)


def _odd_ip(raw: str) -> str | None:
    bracketed = _BRACKETED_IP.fullmatch(raw)
    bare = bracketed[1] if bracketed else raw.partition("%")[0]
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(address)


_NORMALISERS = {"email": _email, "phone": _phone, "name": _name, "account": _account, "postcode": _postcode, "ip": _ip}


def identifiers_of(category: str, fields: Mapping[str, str]) -> list[Identifier]:
    """All values in a record by which its person can be found, in the order of its fields."""
    found: list[Identifier] = []
    for key, raw in fields.items():
        kind = KIND_OF_FIELD.get(key)
        if kind is None or not raw or (kind == "postcode" and category == "information_request"):
            continue
        value = normalise(kind, raw)
        if value is not None:
            found.append((kind, value, value if kind == "postcode" else raw.strip()))
    return found


def search_document(identifiers: Iterable[Identifier]) -> str:
    """What a fragment is looked for in: every value squeezed, a space between, so that no fragment spans two."""
    parts: dict[str, None] = {}
    for kind, value, _ in identifiers:
        for spelling in spellings(kind, value):
            parts[spelling] = None
    return " ".join(parts)


def spellings(kind: str, value: str) -> tuple[str, ...]:
    """A value as it may be typed: a British number is looked for with its 0 and with its 44."""
    if kind == "phone":
        digits = value.removeprefix("+")
        return (digits, "0" + digits[2:]) if digits.startswith("44") else (digits,)
    squeezed = value.replace(" ", "") if kind == "name" else squeeze(value)
    return (squeezed,) if squeezed else ()


def prefix_tokens(identifiers: Iterable[Identifier]) -> set[str]:
    """First two characters of a name's and a mailbox's words: a trigram index cannot find less than three."""
    tokens: set[str] = set()
    for kind, value, _ in identifiers:
        if kind == "name":
            tokens.update([word[:2] for word in value.split()])
        elif kind == "email":
            tokens.add(squeeze(value.partition("@")[0])[:2])
    tokens.discard("")
    return tokens


def query_terms(text: str) -> list[str]:
    """The squeezed words of a search, in the order typed; digits written apart (`0770 0900`) are one number."""
    terms: list[str] = []
    numbers: list[str] = []
    for word in text.split():
        term = squeeze(word)
        if term.isdigit():
            numbers.append(term)
            continue
        _close_number(terms, numbers)
        if term:
            terms.append(term)
    _close_number(terms, numbers)
    return terms


def _close_number(terms: list[str], numbers: list[str]) -> None:
    if numbers:
        joined = "".join(numbers)
        # +44 (0)7700 … and 0044 7700 … are both +44 7700 …
        terms.append(_TRUNK_ZERO.sub("44", joined).removeprefix("00") if len(joined) > 4 else joined)
        numbers.clear()
