"""The closed list of fields a letter may name: what each is called, what it holds, and an invented sample of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Scalar = str | int | date | None
Row = Mapping[str, Scalar] | str
FieldValue = Scalar | list[Row] | tuple[Row, ...]

BLOCKS = ("rights_paragraph", "signature")
"""Fields that are whole blocks, set by the program itself and never filled in."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind` is text, date, list or block; `members` are what a row of the list has (none: plain text)."""

    key: str
    label: str
    kind: str
    sample: FieldValue
    members: tuple[str, ...] = ()


def _text(key: str, label: str, sample: str) -> Field:
    return Field(key, label, "text", sample)


def _day(key: str, label: str, sample: date) -> Field:
    return Field(key, label, "date", sample)


def _list(key: str, label: str, sample: list[Row], *members: str) -> Field:
    return Field(key, label, "list", sample, members)


_ALL = (
    # the office
    _text("organisation_name", "name of the organisation", "SMS Tech"),
    _text("dpo_name", "name of the Data Protection Officer", "Alex Morgan"),
    _text("office_email", "address of the office", "info@sms-tech.org"),
    _text("policy_version", "version of the privacy policy", "1"),
    _text("policy_web", "where the privacy policy can be read", "www.sms-tech.example.org/privacy"),
    # the request
    _text("reference", "reference", "DSR-2026-0001"),
    _day("today_long", "date of the letter", date(2026, 11, 22)),
    _text("recipient_name", "name of the recipient", "Ngozi Okafor"),
    _text("salutation", "salutation", "Dear Ms Okafor"),
    _day("received_long", "date received", date(2026, 11, 2)),
    _text("received_channel", "how the request came in", "by e-mail"),
    _text("request_in_words", "the request in our words", "a copy of the personal data we hold about you"),
    _day("answer_by_long", "date by which we answer", date(2026, 12, 2)),
    _day("policy_due_long", "date promised by the privacy policy", date(2026, 12, 2)),
    _day("statutory_due_long", "date set by law", date(2026, 12, 2)),
    _text("statutory_due_words", "the date set by law, in words where it has not begun", "2 December 2026"),
    _text(
        "working_line",
        "how the dates were worked out, in one line",
        "30 days after 2 November 2026 is 2 December 2026; one month is 2 December 2026, a Wednesday.",
    ),
    _list("working", "how the dates were worked out", ["2 November 2026 plus 30 days is 2 December 2026."]),
    _text("delivery_words", "how it is sent", "by e-mail to the address you wrote from"),
    _text("residence_eea", "resident in the European Economic Area", "yes"),
    # identity
    _text("identity_reason_for_doubt", "why there is doubt", "your message came from an address we do not know"),
    _list(
        "identity_what_needed",
        "what is needed, least intrusive first",
        ["Your account number and the e-mail address on the account, or", "the date of your last purchase from us."],
    ),
    _text(
        "identity_how_to_send", "how to send it safely", "by reply to this letter; please do not send original papers"
    ),
    # the answer to an access request
    _list(
        "files",
        "files that come with the letter",
        [{"name": "DSR-2026-0001 data.xlsx", "what": "the workbook"}],
        "name",
        "what",
    ),
    _list(
        "sources_searched",
        "systems searched",
        [
            {"source": "Customer accounts", "outcome": "3 records found"},
            {"source": "Website forms", "outcome": "nothing"},
        ],
        "source",
        "outcome",
    ),
    _text("search_terms", "what was searched for", "your name, e-mail address and account number"),
    _list(
        "categories",
        "kinds of data held",
        [
            {
                "name": "Contact forms",
                "purpose": "to answer your enquiry",
                "basis": "your consent",
                "recipients": "nobody outside SMS Tech",
                "period": "6 months after the last contact",
                "source": "you",
            }
        ],
        "name",
        "purpose",
        "basis",
        "recipients",
        "period",
        "source",
    ),
    _text(
        "transfers",
        "transfers outside the UK and their safeguards",
        "We do not send your data outside the United Kingdom.",
    ),
    _text(
        "automated_decisions",
        "automated decisions and their logic",
        "We make no decisions about you by automated means alone.",
    ),
    _list(
        "withheld",
        "what is withheld and why",
        [
            {
                "what": "One service note",
                "reason": "it is about another customer, who has not agreed (DPA 2018, Schedule 2, paragraph 16)",
            }
        ],
        "what",
        "reason",
    ),
    _text("records_given", "number of records given", "24"),
    # no data, refusal
    _text(
        "further_identifiers",
        "what else would help us look",
        "an account number, an invoice number or another e-mail address",
    ),
    _text("refused_part", "which part is refused", "your request for the notes of 3 March 2026"),
    _list(
        "refusal_reasons",
        "reasons for refusing, each with its provision",
        [
            {
                "reason": "The notes are about another person, who has not agreed.",
                "provision": "DPA 2018, Schedule 2, paragraph 16",
            }
        ],
        "reason",
        "provision",
    ),
    _text("given_part", "what is given all the same", "everything else we hold about you"),
    # the regulator (settings: the office checks them, rules.md section 1)
    _text("regulator_name", "name of the regulator", "Information Commissioner’s Office"),
    _text(
        "regulator_address", "postal address of the regulator", "Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF"
    ),
    _text("regulator_phone", "telephone of the regulator", "0303 123 1113"),
    _text("regulator_web", "web address of the regulator", "ico.org.uk/make-a-complaint"),
    Field("rights_paragraph", "rights paragraph", "block", None),
    Field("signature", "signature block", "block", None),
)

FIELDS: Mapping[str, Field] = {field.key: field for field in _ALL}


def sample_fields() -> dict[str, FieldValue]:
    """Every field with invented contents, for previews of templates and for tests."""
    return {field.key: field.sample for field in _ALL if field.kind != "block"}
