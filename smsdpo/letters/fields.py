"""The closed list of fields a letter may name: what each is called, what it holds, and an invented sample of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from smsdpo.domain.case_fields import CaseField
from smsdpo.domain.request_types import REQUEST_TYPES

Scalar = str | int | date | None
Row = Mapping[str, Scalar] | str
FieldValue = Scalar | list[Row] | tuple[Row, ...]

NAMELESS = "Dear Sir or Madam"
"""How a letter begins that goes to no named person; it then ends “Yours faithfully”."""
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
    # the request
    _text("reference", "reference", "DSR-2026-0001"),
    _day("today_long", "date of the letter", date(2026, 11, 22)),
    _text("recipient_name", "name of the recipient", "Ngozi Okafor"),
    _text("salutation", "salutation", "Dear Ms Okafor"),
    _day("received_long", "date received", date(2026, 11, 2)),
    _text("received_channel", "how the request came in", "by e-mail"),
    _text("request_in_words", "the request in our words", "a copy of the personal data we hold about you"),
    _text("own_words", "the request as the office put it, if it did", "why my letter of May was not answered"),
    _text("unanswered_words", "what was asked and not answered, and when", "proof of identity on 20 October 2026"),
    _day("reminds_of_long", "date on which it was asked, in a letter that asks once more", date(2026, 10, 20)),
    _day("answered_long", "date on which the answer left", date(2026, 11, 21)),
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
    _text("spoken", "asked by word of mouth", "yes"),
    _text("delivery_words", "how it is sent", "by e-mail to the address above"),
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
                "source": "Website forms",
                "origin": "you gave it to us",
            }
        ],
        "name",
        "purpose",
        "basis",
        "recipients",
        "period",
        "source",
        "origin",
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
    _list(
        "left_out",
        "what does not go along with a portability request",
        [{"what": "Service notes, 2 records", "reason": "we worked it out ourselves; you did not provide it"}],
        *("what", "reason"),
    ),
    _list("copy_reasons", "why it is a copy and not a file to reuse", ["We hold it for a legal duty of ours."]),
    _text("records_given", "number of records given", "24"),
    # no data, refusal
    _text(
        "further_identifiers",
        "what else would help us look",
        "an account number, an invoice number or another e-mail address",
    ),
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
    # every answer
    _text("outcome_words", "the outcome in words", "Corrected"),
    _list("settled_reasons", "reasons for the outcome", ["The document you sent shows the new address."]),
    # proof of authority
    _list(
        "authority_what_needed",
        "which proof of authority is enough",
        ["A letter signed by the person for whom you ask, or", "a registered lasting power of attorney."],
    ),
    _text("authority_who_signs", "who may sign", "The person whose data it is, or who may act for them by law."),
    # more time, a question, a fee, how things stand
    _list("extension_reasons", "why more time is needed", ["You asked for letters of eleven years."]),
    _text("silence_time", "how long we wait for an answer", "a month"),
    _list("clarification_questions", "what is not clear", ["Which of your two accounts do you mean?"]),
    _list("fee_reasons", "why a fee is asked for", ["It is the fifth request of this kind within three months."]),
    _text("fee_amount", "amount of the fee", "£25"),
    _text("fee_basis", "what the fee covers", "two hours of copying and the postage"),
    _list("work_done", "what has been done", ["Five of six systems have been searched."]),
    _list("work_outstanding", "what is outstanding", ["The archive of the old service desk."]),
    _text("password_channel", "by which other channel the password comes", "by telephone"),
    # erasure
    _list(
        "erased_items",
        "what was erased",
        [{"what": "Contact forms, 2 records", "on": "20 November 2026"}],
        "what",
        "on",
    ),
    _list(
        "kept_items",
        "what is kept, why, until when",
        [{"what": "Invoices, 3 records", "ground": "the law on accounts asks for it", "until": "31 March 2033"}],
        *("what", "ground", "until"),
    ),
    _text("nothing_found", "nothing was found", "yes"),
    _text("kept_out", "kept out of every import", "yes"),
    _text("told_nobody", "nobody received the data", ""),
    _text("notice_recipient", "recipient of the data who is told", "Example Couriers Ltd"),
    _list("notice_data", "data that the recipient received", ["Delivery address of one person, sent on 3 May 2026"]),
    # questions
    _list("canned_answer", "the answer kept for this topic", ["We do not change what we do on a Do Not Track signal."]),
    _list(
        "register_entries",
        "entries of the register quoted",
        [{"name": "Contact forms", "says": "6 months"}],
        "name",
        "says",
    ),
    # breach
    _text("affected_person", "name of the person affected, who is told", "Ngozi Okafor"),
    _text("aware_words", "when the office became aware", "20 November 2026, 09:12"),
    _text("due_instant_words", "when the report is due", "23 November 2026, 09:12"),
    # colleagues and customers
    _text("colleague_name", "name of the colleague", "Jo Lee"),
    _text("source_name", "system to be searched", "Service desk"),
    _text("search_for", "what to look for", "Ngozi Okafor, SMS-20441"),
    _text("request_in_words_office", "the request, told to somebody else", "a copy of the data we hold about them"),
    _day("task_due_long", "date by which the colleague answers", date(2026, 11, 27)),
    _day("asked_on_long", "date on which the colleague was asked", date(2026, 11, 22)),
    _text("chasers_words", "how often the colleague was reminded", "reminded twice"),
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


def of_case(field: CaseField) -> Field:
    """What the desk wrote down for a request, as a letter names it: `case_` and the field's key."""
    key, label = f"case_{field.key}", field.label.lower()
    if field.key == "changes":
        sample: list[Row] = [{"field": "Address", "was": "14 Mill Lane", "now": "2 High Street"}]
        return Field(key, label, "list", sample, ("field", "was", "now"))
    if field.kind == "lines":
        return Field(key, label, "list", [f"{field.label}: an invented sample of it."])
    if field.kind == "hash":
        return Field(key, label, "text", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    if field.kind == "day":
        return Field(key, label, "date", date(2026, 11, 23))
    return Field(key, label, "text", field.choices[0][1] if field.choices else f"{field.label}, invented")


FIELDS: Mapping[str, Field] = {field.key: field for field in _ALL} | {
    made.key: made for kind in REQUEST_TYPES.values() for made in map(of_case, kind.fields)
}


def sample_fields() -> dict[str, FieldValue]:
    """Every field with its invented contents: for tests and to measure by."""
    return {field.key: field.sample for field in FIELDS.values() if field.kind != "block"}
