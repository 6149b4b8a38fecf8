"""What a letter may say about a request: every field of the letters' closed list that the office can fill by itself."""

import re
from collections.abc import Sequence
from datetime import date

from smsdpo.core.clock import london_date
from smsdpo.core.days import long_day
from smsdpo.domain import clock_events, request_types
from smsdpo.domain.channels import SPOKEN
from smsdpo.domain.month_clock import ASKED_BY
from smsdpo.domain.records.requests import Recipient, SourceSearch, Unanswered
from smsdpo.export.subject import Withheld
from smsdpo.letters.fields import NAMELESS, FieldValue, Row
from smsdpo.model.queries import cases, casework, found, inbox
from smsdpo.model.requests import Request
from smsdpo.model.session import Session
from smsdpo.services import silence
from smsdpo.services.case_facts import held_for
from smsdpo.services.decided import DIFFERENT_PERSON
from smsdpo.services.disclosure import BLACKED, Disclosure
from smsdpo.services.office import Office

_CHANNELS = {
    "social_media": "through social media",
    "email": "by e-mail",
    "post": "by post",
    "phone": "by telephone",
    "web_form": "through our website",
    "support_desk": "through our support desk",
    "in_person": "in person",
}


def addressed(session: Session, row: Request, to: Recipient) -> dict[str, FieldValue]:
    """Whom the letter speaks to."""
    return {"recipient_name": to.name, "salutation": salutation(session, row, to)}


def salutation(session: Session, row: Request, to: Recipient) -> str:
    """An officer who writes as “K. Price, West Police” is addressed by name, a body alone by none."""
    body = casework.details_of(session, row.id).get("body", "") if row.type == "authority_request" else ""
    return NAMELESS if to.name == body else f"Dear {to.name.removesuffix(f', {body}')}"


def of_request(office: Office, session: Session, row: Request, code: str = "") -> dict[str, FieldValue]:
    """The fields that every letter about this request may use."""
    settings = office.settings()
    working = list(row.working)
    return {
        "organisation_name": str(settings["organisation.name"]),
        "dpo_name": str(settings["dpo.name"]) or office.actor,
        "office_email": str(settings["organisation.email"]),
        "policy_version": row.policy_version,
        "reference": row.reference,
        "today_long": office.clock.today(),
        "received_long": row.received_on,
        "received_channel": _CHANNELS.get(row.channel, ""),
        "spoken": "yes" if row.channel in SPOKEN else "",
        "request_in_words": row.restated,
        "request_in_words_office": _of_them(row),
        "own_words": "" if row.restated == request_types.get(row.type).asks_for else row.restated,
        "answered_long": london_date(row.released_at) if row.released_at else None,
        **_unanswered(office, session, row, code),
        "answer_by_long": row.effective_due,
        "policy_due_long": row.policy_due,
        "statutory_due_long": row.statutory_due,
        "statutory_due_words": _statutory_words(row),
        "working": list[Row](working),
        "working_line": " ".join(working),
        "delivery_words": _delivery(row),
        "transfers": str(settings["answer.transfers"]),
        "automated_decisions": str(settings["answer.automated"]),
        "regulator_name": str(settings["regulator.name"]),
        "regulator_address": ", ".join(settings["regulator.address"]),
        "regulator_phone": str(settings["regulator.phone"]),
        "regulator_web": str(settings["regulator.web"]),
        "further_identifiers": "an account number, an invoice number, or an older e-mail address or telephone number",
        "identity_how_to_send": "by reply to this letter; please send no original papers and cover what we do not need",
        "identity_what_needed": _what_needed(session, row),
        "identity_reason_for_doubt": _doubt(session, row),
        "silence_time": "a month" if settings["silence.months"] == 1 else f"{settings['silence.months']} months",
        "sources_searched": _searched(session, row),
        "search_terms": _terms(session, row),
    }


def of_answer(out: Disclosure, names: Sequence[str]) -> dict[str, FieldValue]:
    """What the answer says about the data given, its use, and what is left out or blacked out (Art 15)."""
    file = out.file
    records = sum(sum(1 for _ in section.rows) for section in file.sections)
    return {
        "files": [{"name": name, "what": _WHAT[name.rsplit(".", 1)[-1]]} for name in names],
        "categories": [
            {
                "name": use.category,
                "purpose": use.purpose,
                "basis": use.basis,
                "recipients": use.recipients,
                "period": use.period,
                "source": use.source,
                "origin": use.origin,
            }
            for use in file.uses
        ],
        "withheld": [
            *({"what": _counted(item), "reason": _readable(item.reason)} for item in file.withheld),
            *({"what": f"{_counted(item)}, given in part", "reason": _readable(item.reason)} for item in file.in_part),
        ],
        "records_given": str(records),
        "left_out": [{"what": _counted(item), "reason": item.reason} for item in out.left_out],
    }


def _readable(reason: str) -> str:
    """A reason with what is blacked out in the records left out as in print."""
    return reason.replace(BLACKED, "…")


def refusal(reasons: str) -> dict[str, FieldValue]:
    """The reasons of a refusal as the DPO wrote them, one a line; a provision follows a bar: `reason | provision`."""
    rows: list[Row] = []
    for line in reasons.splitlines():
        reason, _, provision = (part.strip() for part in line.partition("|"))
        if reason:
            rows.append({"reason": reason, "provision": provision})
    return {"refusal_reasons": rows}


def _unanswered(office: Office, session: Session, row: Request, code: str) -> dict[str, FieldValue]:
    """What was asked for and has not come, for the letters that end the wait or ask once more."""
    found = silence.waiting(office, session, (row.id,)) if row.waiting_for else []
    today = office.clock.today()
    return {name: value for _, one in found[:1] for name, value in _asked(one, code, today).items()}


def _asked(one: Unanswered, code: str, today: date) -> dict[str, FieldValue]:
    """In words with their days; a letter reminds of its own question, not of another that is open too."""
    by_day: dict[date, list[str]] = {}
    for kind, on in one.each:
        by_day.setdefault(on, []).append(_WITH_ARTICLE.get(kind) or clock_events.asked_in_words(kind))
    said = [f"{' and '.join(words)} on {long_day(on)}" for on, words in sorted(by_day.items())]
    again = next((on for kind, on in one.each if ASKED_BY[kind] == code and on < today), None)
    return {"unanswered_words": " and for ".join(said), "reminds_of_long": again}


_WITH_ARTICLE = {"fee": "the fee", "clarification": "an answer to our question"}
_WHAT = {
    "xlsx": "a workbook to read, one sheet for each kind of data",
    "zip": "the same data for use by computer programs (CSV and JSON)",
}


_THEM = {"about you": "about them", "your": "their", "you": "they"}
_YOU = re.compile(r"\b(?:about you|your|you)\b")


def _of_them(row: Request) -> str:
    """What is asked for, told to somebody else than the person, to whom the usual words speak."""
    if row.restated != request_types.get(row.type).asks_for:
        return row.restated
    return _YOU.sub(lambda found: _THEM[found[0]], row.restated)


def _statutory_words(row: Request) -> str:
    if row.statutory_due is not None:
        return long_day(row.statutory_due)
    return {
        "NOT_STARTED": "not begun: it begins when what we asked for has reached us",
        "PAUSED": "paused until you answer our question",
    }.get(row.statutory_state, "none set by law")


def _delivery(row: Request) -> str:
    if row.recipient_postal:
        return "by post"
    return "by e-mail to the address above" if row.recipient_email else ""


def _searched(session: Session, row: Request) -> list[Row]:
    """What each place held about this person; a namesake's records, looked at and put aside, are not told."""
    about = found.found_by_source(session, row.id, apart_from=DIFFERENT_PERSON)
    return [
        {"source": item.source, "outcome": _outcome(item, about.get(item.source, 0))}
        for item in cases.searches_of(session, row.id)
    ]


def _outcome(item: SourceSearch, number: int) -> str:
    if item.outcome == "not_searched":
        return f"not searched: {item.reason}"
    return f"{_records(number)} found" if number else "nothing found"


def _terms(session: Session, row: Request) -> str:
    kinds = {kind for item in cases.searches_of(session, row.id) for kind in item.terms.split(", ") if kind}
    *most, last = sorted(kinds) or [""]
    return f"your {', '.join(most)} and {last}" if most else f"your {last}" if last else ""


def _what_needed(session: Session, row: Request) -> list[Row]:
    """The least intrusive proof that what we hold allows (N20)."""
    held = held_for(session, row)
    needed: list[Row] = []
    if held.account_number:
        needed.append("your account number and the e-mail address on the account, or")
    if held.phone:
        needed.append("a moment when we may ring you on the telephone number we already hold, or")
    if held.records:
        needed.append("the date or the product of your latest purchase or enquiry, or")
    needed.append("any paper that shows your name and your address; you may cover everything else on it.")
    return needed


def _doubt(session: Session, row: Request) -> str:
    said = [event.reason for event in cases.events_of(session, row.id) if event.kind == "id_requested"]
    if said and said[-1]:
        return said[-1]
    origin = inbox.origin_of(session, row.id)
    if origin is not None and not held_for(session, row).same_address:
        return "your message came from an address that we do not hold for you"
    return ""


def _counted(item: Withheld) -> str:
    return f"{item.what}, {_records(item.count)}" if item.count else item.what


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"
