"""What the sample's sources are made with, and their writing as CSV."""

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.sample.cast import SEED, WRITERS, Person, crowd

Row = Sequence[object]
TODAY = date(2026, 11, 22)
JOBS = ("employed", "self-employed", "student", "retired", "looking for work")
PRODUCTS = (
    "Workshop Cloud, 1 seat",
    "Workshop Cloud, 5 seats",
    "Tablet case",
    "Service plan",
    "Label printer",
    "Training day",
)
HANDLERS = ("R. Sutton", "I. Hart", "T. Adeyemi", "M. Kerr")
QUESTIONS = (
    ("The app does not start after the update.", "Sent the steps to clear the cache; works again."),
    ("Wants to know when the plan renews.", "Told the renewal date and how to change it."),
    ("Label printer prints blank labels.", "Head cleaned by courier service, no charge."),
    ("Asked for a second seat.", "Offer sent; customer accepted on the telephone."),
    ("Cannot log in from the new tablet.", "Reset the second factor after the security questions."),
)
ENQUIRIES = (
    "Please send me a price list.",
    "Is there a trial?",
    "Do you run courses in my town?",
    "Please call me back.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """One extract: what the office writes about it, how its columns map, and its rows."""

    file: str
    name: str
    owner: str
    purpose: str
    basis: str
    recipients: str
    retention: str
    encrypted: str
    mapping: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def dice(salt: int) -> random.Random:
    return random.Random(SEED + salt)


def some(salt: int, share: float) -> list[Person]:
    """A share of the people; Ngozi Okafor's rows are written by hand."""
    rng = dice(salt)
    return [person for person in (*WRITERS[1:], *crowd()) if rng.random() < share]


def spread(rng: random.Random, days: int) -> date:
    """A day among the last so many."""
    return TODAY - timedelta(days=rng.randrange(1, days))


def telephone(phone: str, style: int) -> str:
    """The number in one of the four ways people write it."""
    plain = phone.replace(" ", "")
    return (phone, plain, f"+44 {phone[1:]}", f"0044{plain[1:]}")[style % 4]


def dmy(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def as_time(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a spreadsheet's day has no zone)


def as_csv(source: Source) -> bytes:
    """The rows as text, with the separator and encoding the mapping names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=source.mapping.get("delimiter") or ",", lineterminator="\r\n")
    writer.writerow(source.header)
    writer.writerows(source.rows)
    return out.getvalue().encode(source.mapping.get("encoding") or "utf-8")
