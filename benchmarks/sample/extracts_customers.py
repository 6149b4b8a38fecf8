"""Three of the sources: contact forms, accounts, purchases."""

from datetime import date, timedelta

from benchmarks.sample.cast import NGOZI, SIAN, WRITERS, crowd
from benchmarks.sample.sources import (
    ENQUIRIES,
    JOBS,
    PRODUCTS,
    Row,
    Source,
    as_time,
    dice,
    dmy,
    some,
    spread,
    telephone,
)


def contact_forms() -> Source:
    """The forms of the website, dates written day first, two rows broken on purpose."""
    rng = dice(1)
    rows: list[Row] = [
        (
            1,
            NGOZI.name,
            NGOZI.email,
            "+44 7700 900118",
            "Leeds",
            "employed",
            "203.0.113.41",
            "Do you have a course on labels?",
            "14/04/2026",
            "",
        ),
        (
            2,
            "N. Okafor",
            NGOZI.email,
            "07700900118",
            "Leeds",
            "employed",
            "203.0.113.41",
            "Thank you for the call. Is the course on in June?",
            "02/05/2026",
            "20/05/2026",
        ),
        (
            3,
            "Ngozi OKAFOR",
            NGOZI.email.upper(),
            "",
            "Leeds",
            "",
            "198.51.100.7",
            "Please ring me about the tablet case.",
            "11/09/2026",
            "",
        ),
    ]
    for number, person in enumerate(some(11, 0.5), 4):
        day = spread(rng, 420)
        engaged = dmy(day + timedelta(days=rng.randrange(40))) if rng.random() < 0.3 else ""
        address = f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randrange(1, 255)}"
        rows.append(
            (
                number,
                person.name,
                person.email,
                telephone(person.phone, number),
                person.town,
                rng.choice(JOBS),
                address,
                rng.choice(ENQUIRIES),
                dmy(day),
                engaged,
            )
        )
    rows.append(
        (
            len(rows) + 1,
            "Hedda Gable",
            "hedda.gable@example.org",
            "",
            "Bath",
            "",
            "",
            "Is there a trial?",
            "31/02/2026",
            "",
        )
    )
    rows.append((len(rows) + 1, "", "", "", "Bath", "", "", "", "03/03/2026", ""))
    header = (
        "No",
        "Full name",
        "E-mail",
        "Telephone",
        "Where are you?",
        "Employment",
        "IP",
        "Your message",
        "Sent on",
        "Last contact",
    )
    columns = dict(
        zip(
            header,
            (
                "source_id",
                "name",
                "email",
                "phone",
                "location",
                "employment_status",
                "ip_address",
                "message",
                "collected_on",
                "last_engaged_on",
            ),
            strict=True,
        )
    )
    return Source(
        "contact_forms.csv",
        "Website contact forms",
        "Marketing",
        "To answer an enquiry made on the website",
        "Legitimate interests: answering people who write to us",
        "Front desk and sales staff",
        "6 months after the latest engagement",
        "in transit and at rest",
        {"category": "contact_form", "columns": columns, "date_order": "dmy", "constants": {"provenance": "provided"}},
        header,
        tuple(rows),
    )


def accounts() -> Source:
    """The customer accounts, separated by semicolons behind a byte order mark."""
    rng = dice(2)
    rows: list[Row] = []
    for person in (*WRITERS, *crowd()):
        closed = date(2026, 8, 31) if person is SIAN else spread(rng, 300) if rng.random() < 0.06 else None
        address = f"{person.street}, {person.town} {person.postcode}"
        rows.append(
            (
                person.account,
                person.family,
                person.name,
                person.email,
                telephone(person.phone, 0),
                address,
                person.opened.isoformat(),
                closed.isoformat() if closed else "",
                "closed" if closed else "active",
            )
        )
    header = ("account_no", "surname", "customer", "mail", "tel", "address", "opened", "closed", "state")
    columns = {
        "account_no": "account_number",
        "customer": "name",
        "mail": "email",
        "tel": "phone",
        "address": "address",
        "opened": "opened_on",
        "closed": "closed_on",
        "state": "status",
    }
    return Source(
        "accounts.csv",
        "Customer accounts",
        "Accounts",
        "To run the customer's account",
        "Contract",
        "Accounts staff; the payment provider",
        "While the account is open, then 6 years",
        "in transit and at rest",
        {
            "category": "account",
            "columns": columns,
            "date_order": "ymd",
            "delimiter": ";",
            "encoding": "utf-8-sig",
            "constants": {"provenance": "provided"},
        },
        header,
        tuple(rows),
    )


def purchases() -> Source:
    """The orders, in a workbook with real dates; known by their account number only."""
    rng = dice(3)
    rows: list[Row] = []
    number = 10400
    buyers = (
        [NGOZI] * 4
        + [SIAN] * 3
        + [person for person in some(13, 0.55) if person is not SIAN for _ in range(rng.randrange(1, 4))]
    )
    for person in buyers:
        number += 1
        day = min(person.opened + timedelta(days=rng.randrange(5, 900)), date(2026, 11, 10))
        product = rng.choice(PRODUCTS)
        plan = product.startswith(("Workshop", "Service"))
        day = day if not plan else max(day, date(2024, 1, 1))
        renews = as_time(day + timedelta(days=365)) if plan else None
        expires = as_time(day + timedelta(days=1096)) if plan else None
        price = round(rng.randrange(900, 60000) / 100, 2)
        rows.append(
            (number, person.account, product, price, as_time(day), renews, expires, rng.choice(("Leeds", "Hull")))
        )
    header = ("Invoice", "Account", "Product", "Amount (GBP)", "Bought on", "Renews on", "Expires on", "Warehouse")
    columns = {
        "Invoice": "invoice_number",
        "Account": "account_number",
        "Product": "product",
        "Amount (GBP)": "amount",
        "Bought on": "purchased_on",
        "Renews on": "renews_on",
        "Expires on": "expires_on",
    }
    return Source(
        "purchases.xlsx",
        "Shop purchases",
        "Sales",
        "To supply and invoice what was bought",
        "Contract; legal obligation for the invoices",
        "Sales and accounts staff; the parcel service; the tax authority on demand",
        "Invoices 6 years after the end of the tax year",
        "at rest",
        {"category": "purchase", "columns": columns, "sheet": "Orders", "constants": {"provenance": "observed"}},
        header,
        tuple(rows),
    )
