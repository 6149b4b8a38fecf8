"""Invented people by the million, the same ones each time."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

FIRST = (
    "Zoë", "Anna", "Amir", "Beatriz", "Callum", "Chidi", "Dafydd", "Éloïse", "Farah", "Grace", "Hanna", "Imogen",
    "Jürgen", "Keira", "Łukasz", "Marek", "Ngozi", "Olena", "Priya", "Rhys", "Siân", "Teresa", "Usman", "Violet",
    "Wanda", "Xenia", "Yusuf", "Aoife", "Bronagh", "Ciarán", "Delphine", "Esme", "Fergus", "Gwen", "Harriet",
)  # fmt: skip
LAST_A = (
    "Ash", "Birch", "Carr", "Dun", "Elm", "Fair", "Green", "Hart", "Ivy", "Kes", "Lang", "Mar", "Nor", "Oak", "Pem",
    "Quin", "Row", "Stan", "Thorn", "Under", "Vale", "Whit",
)  # fmt: skip
LAST_B = (
    "wood", "ford", "ley", "ton", "bridge", "field", "worth", "well", "combe", "hurst", "by", "stead", "more", "shaw",
    "gate", "dale", "wick", "den",
)  # fmt: skip
TOWNS = ("Leeds LS1 4AP", "Bristol BS1 4QX", "Cardiff CF10 1EP", "Derry BT48 6HQ", "Perth PH1 5TT", "York YO1 7HH")
STATUS = ("employed", "self-employed", "retired", "student", "")
HEADERS = (
    "Name", "Email", "Phone", "Location", "Employment status", "IP address", "Message", "Submitted on", "Last contact",
    "Account", "Campaign", "Page",
)  # fmt: skip


def rows(count: int, *, seed: int = 7) -> Iterator[tuple[str, ...]]:
    """Contact forms of twelve columns; about one in eight is from somebody who wrote before."""
    rng = random.Random(seed)
    for number in range(count):
        who = number if rng.random() > 0.125 or number == 0 else rng.randrange(number)
        yield _row(who, number)


def _row(who: int, number: int) -> tuple[str, ...]:
    pick = random.Random(who)
    first, last = pick.choice(FIRST), pick.choice(LAST_A) + pick.choice(LAST_B)
    if who % 17 == 0:
        last = f"O'{last}"
    phone = f"07{who % 10}{(who * 7919) % 100_000_000:08d}"
    day, month = 1 + number % 28, 1 + number % 12
    return (
        f"{first} {last}",
        f"{last.lower().replace(chr(39), '')}.{who}@example.{('org', 'com', 'net')[who % 3]}",
        f"{phone[:5]} {phone[5:]}",
        pick.choice(TOWNS),
        STATUS[who % 5],
        f"192.{who % 250}.{(who >> 8) % 250}.{(who >> 16) % 250}",
        f"Please tell me more about workbench number {number}, and whether it can be delivered by Friday.",
        f"{day:02d}/{month:02d}/2026",
        "",
        f"SMS-{200_000 + who}",
        "spring" if number % 3 else "autumn",
        f"/shop/benches/{number % 400}",
    )


COLUMNS = {
    "Name": "name", "Email": "email", "Phone": "phone", "Location": "location",
    "Employment status": "employment_status", "IP address": "ip_address", "Message": "message",
    "Submitted on": "collected_on", "Last contact": "last_engaged_on",
}  # fmt: skip
MAPPING = {"category": "contact_form", "columns": COLUMNS, "date_order": "dmy"}


def write_csv(path: Path, count: int) -> None:
    """A file of invented contact forms; left alone when it is there."""
    if path.exists():
        return
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(rows(count))
    part.rename(path)
