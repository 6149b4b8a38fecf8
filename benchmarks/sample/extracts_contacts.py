"""Three of the sources: service notes, consents, communications."""

from datetime import date, timedelta

from benchmarks.sample.cast import NGOZI
from benchmarks.sample.sources import HANDLERS, QUESTIONS, TODAY, Row, Source, as_time, dice, some, spread


def service_notes() -> Source:
    """The notes of the support desk, separated by tabs; one of them names a colleague."""
    rng = dice(4)
    rows: list[Row] = [
        (
            "T-87011",
            NGOZI.account,
            NGOZI.email,
            NGOZI.name,
            "Cannot log in from the new tablet.",
            "Reset the second factor after the security questions.",
            "2025-11-03",
            "",
        ),
        (
            "T-87340",
            NGOZI.account,
            NGOZI.email,
            NGOZI.name,
            "Wants to know when the plan renews.",
            "Told the renewal date and how to change it.",
            "2026-01-20",
            "",
        ),
        (
            "T-87619",
            NGOZI.account,
            NGOZI.email,
            NGOZI.name,
            "Says the trainer was late and short with her.",
            "Spoke to Mr Tunde Adeyemi (tunde.adeyemi@sms-tech.example), who apologises; half the fee returned.",
            "2026-06-18",
            "I. Hart",
        ),
        (
            "T-87755",
            NGOZI.account,
            "",
            "Ngozi Okafor",
            "Label printer prints blank labels.",
            "Head cleaned by courier service, no charge.",
            "2026-08-05",
            "",
        ),
        (
            "T-88002",
            NGOZI.account,
            NGOZI.email,
            "Okafor, Ngozi",
            "Asked for a second seat.",
            "Offer sent; customer accepted on the telephone.",
            "2026-10-29",
            "",
        ),
    ]
    for number, person in enumerate(some(14, 0.45), 80000):
        for turn in range(rng.randrange(1, 3)):
            asked, answered = rng.choice(QUESTIONS)
            rows.append(
                (
                    f"T-{number}{'ab'[turn]}",
                    person.account,
                    person.email,
                    person.name,
                    asked,
                    answered,
                    spread(rng, 900).isoformat(),
                    rng.choice(HANDLERS),
                )
            )
    header = ("ticket", "account", "email", "caller", "question", "answer", "date", "agent")
    columns = {
        "ticket": "ticket_number",
        "account": "account_number",
        "email": "email",
        "caller": "name",
        "question": "asked",
        "answer": "answered",
        "date": "noted_on",
        "agent": "handler",
    }
    return Source(
        "service_notes.tsv",
        "Service desk notes",
        "Support desk",
        "To help customers and to know what was said before",
        "Contract",
        "Support staff",
        "3 years after the note",
        "at rest",
        {
            "category": "service_note",
            "columns": columns,
            "date_order": "ymd",
            "delimiter": "\t",
            "constants": {"provenance": "observed"},
        },
        header,
        tuple(rows),
    )


def consents() -> Source:
    """The consents, in a workbook."""
    rng = dice(5)
    wording = {
        "newsletter": "Yes, send me the newsletter by e-mail.",
        "offers": "Yes, you may tell me about offers.",
        "partner": "Yes, you may pass my address to the partner named here.",
    }
    ngozi = (
        ("newsletter", "web form", date(2023, 2, 14), None),
        ("offers", "web form", date(2023, 2, 14), date(2025, 6, 30)),
        ("partner", "trade fair", date(2024, 9, 12), None),
    )
    rows: list[Row] = [
        (
            NGOZI.email,
            NGOZI.name,
            purpose,
            wording[purpose],
            channel,
            as_time(given),
            as_time(withdrawn) if withdrawn else None,
        )
        for purpose, channel, given, withdrawn in ngozi
    ]
    for person in some(15, 0.5):
        for purpose in rng.sample(sorted(wording), rng.randrange(1, 3)):
            given = max(person.opened, date(2019, 1, 1)) + timedelta(days=rng.randrange(60))
            gone = given + timedelta(days=rng.randrange(30, 400)) if rng.random() < 0.2 else None
            rows.append(
                (
                    person.email,
                    person.name,
                    purpose,
                    wording[purpose],
                    rng.choice(("web form", "trade fair", "telephone")),
                    as_time(given),
                    as_time(min(gone, TODAY)) if gone else None,
                )
            )
    header = ("E-mail", "Name", "Purpose", "Words agreed to", "Where", "Given", "Withdrawn")
    columns = dict(
        zip(header, ("email", "name", "purpose", "wording", "channel", "given_on", "withdrawn_on"), strict=True)
    )
    return Source(
        "consents.xlsx",
        "Consent register",
        "Marketing",
        "To show who agreed to what, when and in which words",
        "Legal obligation: being able to show consent",
        "Marketing staff",
        "2 years after the consent ends",
        "at rest",
        {"category": "consent", "columns": columns, "sheet": "Consents", "constants": {"provenance": "provided"}},
        header,
        tuple(rows),
    )


def communications() -> Source:
    """What was sent to whom."""
    rng = dice(6)
    subjects = {
        "marketing": ("Autumn offers", "New: label printer", "Meet us at the fair"),
        "service": ("Your plan renews soon", "Planned work on Sunday", "Your invoice is ready"),
    }
    rows: list[Row] = [
        (NGOZI.email, NGOZI.name, "e-mail", kind, subject, sent)
        for kind, subject, sent in (
            ("service", "Your plan renews soon", "2026-01-15 08:00"),
            ("marketing", "Meet us at the fair", "2026-03-02 10:30"),
            ("service", "Your invoice is ready", "2026-06-20 07:45"),
            ("marketing", "Autumn offers", "2026-09-30 09:00"),
        )
    ]
    for person in some(16, 0.7):
        for _ in range(rng.randrange(1, 3)):
            kind = rng.choice(("marketing", "service"))
            rows.append(
                (
                    person.email,
                    person.name,
                    rng.choice(("e-mail", "e-mail", "SMS")),
                    kind,
                    rng.choice(subjects[kind]),
                    f"{spread(rng, 330).isoformat()} {rng.randrange(7, 19):02}:00",
                )
            )
    header = ("to", "name", "channel", "class", "subject", "sent")
    columns = dict(zip(header, ("email", "name", "channel", "kind", "subject", "sent_on"), strict=True))
    return Source(
        "communications.csv",
        "Mailing log",
        "Marketing",
        "To know which messages a person was sent",
        "Legitimate interests: a record of what we send",
        "Marketing staff; the mailing provider",
        "12 months",
        "in transit and at rest",
        {"category": "communication", "columns": columns, "date_order": "ymd", "constants": {"provenance": "observed"}},
        header,
        tuple(rows),
    )
