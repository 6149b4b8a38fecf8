"""Registry of everything the office may be asked to do: right, clock, steps and outcomes of each (rules.md, 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from smsdpo.core.errors import Refusal
from smsdpo.domain import case_field_sets as fields_of
from smsdpo.domain.case_fields import CaseField

ALL_STEPS = ("triage", "identity", "find", "review", "decide", "letter", "send")
_NO_SEARCH = ("triage", "identity", "decide", "letter", "send")
_ANSWER_ONLY = ("triage", "decide", "letter", "send")
_INTERNAL = ("triage", "find", "review", "decide", "letter", "send")
_NO_IDENTITY = _INTERNAL

ERASING = ("erase", "keep")
"""What is decided about each record where data is to go."""

_MONTH_LAW = "One month from the day of receipt, at a weekend or bank holiday the next working day (UK GDPR Art 12(3))"
_POLICY_ONLY = "No law sets a date; the policy promises an answer within 30 days"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request may end; `needs_reasons` where law or policy asks for the reasons in writing, `early` where it may
    end before identity, search and decisions are settled, because nothing of the data is given out.

    `letter` is the code of the letter that answers so; without one, or where a `note_will_do`, a note of how it was
    answered closes the request. `gives_data` where workbook and archive go with the letter.
    """

    key: str
    label: str
    needs_reasons: bool = False
    early: bool = False
    letter: str = ""
    gives_data: bool = False
    note_will_do: bool = False


@dataclass(frozen=True, slots=True)
class RequestType:
    """One kind of request.

    `short` is the word on the chip, `title` what the type list says, `clock_rule` a key of `deadlines.CLOCKS`, `law`
    the date rule in words, `duties` what this type asks for beyond the common steps, `fields` what is written down
    for it, `asks_for` the request restated for the letter. `holds` where it stops every deletion of the person's data
    while it is open (R31, P75).

    `decisions` are what may be decided about a record that was found (`erase` and `keep` where data is to go).

    `proof` limits the proof of identity: `full`, `light` (never a document, N20) or `none` (there is
    no requester to check).
    """

    key: str
    title: str
    short: str
    basis: str
    clock_rule: str
    law: str
    asks_for: str
    outcomes: tuple[Outcome, ...]
    duties: tuple[str, ...] = ()
    fields: tuple[CaseField, ...] = ()
    steps: tuple[str, ...] = ALL_STEPS
    pausable: bool = False
    extendable: bool = False
    at_once: bool = False
    decisions: tuple[str, ...] = ("include", "redact", "withhold")
    proof: str = "full"
    internal: bool = False
    holds: bool = False
    promises: tuple[str, ...] = ()

    def field(self, key: str) -> CaseField:
        """The field of this key; refuses one that this type does not write down."""
        for field in self.fields:
            if field.key == key:
                return field
        known = ", ".join(field.key for field in self.fields)
        raise Refusal(f"“{key}” is not written down for {self.short.lower()}.", hint=f"Choose one of {known}.")

    @property
    def answer_letters(self) -> frozenset[str]:
        """The letters that can answer a request of this kind."""
        return frozenset(outcome.letter for outcome in self.outcomes if outcome.letter)

    def outcome(self, key: str) -> Outcome:
        """The outcome of this key; refuses one that this type does not know."""
        for outcome in self.outcomes:
            if outcome.key == key:
                return outcome
        known = ", ".join(outcome.key for outcome in self.outcomes)
        raise Refusal(f"“{key}” is not an outcome of this kind of request.", hint=f"Choose one of {known}.")


_REFUSED = Outcome("refused", "Refused, with reasons", needs_reasons=True, early=True, letter="L08")
_WITHDRAWN = Outcome("withdrawn", "Withdrawn by the person", early=True)
NO_REPLY = Outcome("closed_no_reply", "Closed: no reply to our question", early=True, letter="L30", note_will_do=True)
_TO_CONTROLLER = Outcome(
    "passed_to_controller", "Passed to the customer who decides about the data", early=True, letter="L31",
    note_will_do=True,
)  # fmt: skip
DUPLICATE = Outcome("duplicate", "Duplicate of another request", early=True)


def _registry(*types: RequestType) -> Mapping[str, RequestType]:
    """What every type has beside its own: its end as a duplicate, and what is written down wherever it applies."""
    return {entry.key: completed(entry) for entry in types}


def completed(entry: RequestType) -> RequestType:
    """An entry with the ends and fields that it has in common with others.

    Whoever is asked for proof may never answer (R7), and a right may be one that a customer has to grant (R34).
    """
    ends, fields = [*entry.outcomes], [*entry.fields]
    if entry.proof == "full":
        ends.append(NO_REPLY)
        if entry.clock_rule.startswith("month"):
            ends.append(_TO_CONTROLLER)
            fields += fields_of.PASSED_ON
    asked_by_somebody = entry.proof != "none"
    fields += [*(fields_of.CHILD if asked_by_somebody else ()), *fields_of.EVERY_TYPE]
    kept = {field.key: field for field in reversed(fields)}
    unique = tuple(dict.fromkeys(kept[field.key] for field in fields))
    return replace(entry, outcomes=tuple(dict.fromkeys((*ends, DUPLICATE))), fields=unique)


REQUEST_TYPES: Mapping[str, RequestType] = _registry(
    RequestType(
        key="access",
        title="Access: a copy of their data",
        short="Access",
        basis="UK GDPR Art 15, 12, 12A",
        clock_rule="month_with_pause",
        law=_MONTH_LAW,
        asks_for="a copy of the personal data we hold about you, and how we use it",
        duties=(
            "Look for other people's data in every record",
            "Consider exemptions record by record",
            "Give the information of Article 15",
            "Explain codes in plain words",
        ),
        outcomes=(
            Outcome("provided_in_full", "Disclose in full", letter="L06", gives_data=True),
            Outcome(
                "provided_in_part", "Disclose in part, with reasons", needs_reasons=True, letter="L06", gives_data=True
            ),
            Outcome("no_data_held", "No data held", letter="L07"),
            _REFUSED,
            _WITHDRAWN,
        ),
        pausable=True,
        extendable=True,
        holds=True,
        promises=("P6", "P32", "P80"),
    ),
    RequestType(
        key="portability",
        title="Portability: their data as a file to reuse",
        short="Portability",
        basis="UK GDPR Art 20",
        clock_rule="month",
        law=_MONTH_LAW,
        asks_for="the data you gave us, in a form that a computer can read",
        duties=(
            "Take only data the person provided, on consent or contract, handled by automated means",
            "Where another basis applies, answer as an access request",
            "Transfer safely where another company is named",
        ),
        fields=fields_of.PORTABILITY,
        outcomes=(
            Outcome("file_given", "File given", letter="L10", gives_data=True),
            Outcome("transferred", "Transferred to the company named", letter="L10", gives_data=True),
            Outcome(
                "given_as_access", "Not eligible: given as access", needs_reasons=True, letter="L06", gives_data=True
            ),
            _REFUSED,
            _WITHDRAWN,
        ),
        extendable=True,
        promises=("P8", "P32", "P80"),
    ),
    RequestType(
        key="rectification",
        title="Correction: data that is wrong or incomplete",
        short="Correction",
        basis="UK GDPR Art 16, 19",
        clock_rule="month",
        law=_MONTH_LAW,
        asks_for="a correction of the personal data we hold about you",
        duties=(
            "Take the evidence for the correction",
            "Consider restriction while it is checked",
            "Tell every recipient of the data",
            "Note the disagreement where it is refused",
        ),
        fields=fields_of.RECTIFICATION,
        outcomes=(
            Outcome("corrected", "Corrected", letter="L11"),
            Outcome("completed", "Completed", letter="L11"),
            Outcome("statement_added", "The person's statement added", needs_reasons=True, letter="L11"),
            _REFUSED,
            _WITHDRAWN,
        ),
        extendable=True,
        promises=("P7", "P80"),
    ),
    RequestType(
        key="erasure",
        title="Erasure: delete their data",
        short="Erasure",
        basis="UK GDPR Art 17, 19",
        clock_rule="month",
        law=_MONTH_LAW,
        asks_for="the erasure of the personal data we hold about you",
        duties=(
            "Name the ground for erasure",
            "Give every kept record a ground and a date until which it is kept",
            "Consider an entry on the do-not-contact list",
            "Tell every recipient of the data",
            "Say what happens to backups",
        ),
        fields=fields_of.ERASURE,
        decisions=ERASING,
        outcomes=(
            Outcome("erased", "Erased", letter="L12"),
            Outcome("erased_in_part", "Erased in part, with reasons", needs_reasons=True, letter="L12"),
            _REFUSED,
            Outcome("not_held", "No data held", letter="L07"),
            Outcome("pending_service_end", "Pending until the service ends", needs_reasons=True, letter="L12"),
            _WITHDRAWN,
        ),
        extendable=True,
        promises=("P33", "P34", "P36", "P39", "P80"),
    ),
    RequestType(
        key="restriction",
        title="Restriction: keep their data but stop using it",
        short="Restriction",
        basis="UK GDPR Art 18, 19",
        clock_rule="month",
        law=_MONTH_LAW + "; the restriction itself is set at once",
        asks_for="a stop to our use of your personal data while it stays on record",
        duties=(
            "Set the restriction and say who may still use the data",
            "Set the day of review",
            "Tell the person before it is lifted",
        ),
        fields=fields_of.RESTRICTION,
        outcomes=(
            Outcome("restricted", "Restricted", letter="L13"),
            _REFUSED,
            Outcome("lifted", "Lifted, the person told before", needs_reasons=True, letter="L14"),
            _WITHDRAWN,
        ),
        extendable=True,
        at_once=True,
        promises=("P8", "P80"),
    ),
    RequestType(
        key="objection",
        title="Objection: stop a particular use of their data",
        short="Objection",
        basis="UK GDPR Art 21(1)",
        clock_rule="month",
        law=_MONTH_LAW,
        asks_for="a stop to the use of your personal data to which you object",
        duties=("Suspend the use meanwhile", "Write the balancing note"),
        fields=fields_of.OBJECTION,
        outcomes=(
            Outcome("upheld", "Upheld: the use has stopped", letter="L15"),
            Outcome("upheld_in_part", "Upheld in part, with reasons", needs_reasons=True, letter="L15"),
            Outcome("refused_compelling_grounds", "Refused on compelling grounds", needs_reasons=True, letter="L15"),
            _WITHDRAWN,
        ),
        extendable=True,
        promises=("P8", "P80"),
    ),
    RequestType(
        key="objection_marketing",
        title="Marketing stop: no more offers",
        short="Marketing stop",
        basis="UK GDPR Art 21(2) and (3); PECR",
        clock_rule="month",
        law="The marketing stops without delay, the same working day; the written confirmation within one month",
        asks_for="a stop to all marketing",
        duties=(
            "Stop every channel the same working day, partners included",
            "Ask for no reason and for no proof beyond the address itself",
            "Keep only the entry on the do-not-contact list",
        ),
        fields=fields_of.MARKETING,
        # A stop of direct marketing can't be refused (Art 21(3)): no other outcome exists.
        outcomes=(Outcome("stopped", "Stopped", letter="L15"),),
        steps=_ANSWER_ONLY,
        extendable=True,
        at_once=True,
        proof="light",
        promises=("P8", "P43", "P80"),
    ),
    RequestType(
        key="consent_withdrawal",
        title="Consent withdrawn",
        short="Consent withdrawn",
        basis="UK GDPR Art 7(3)",
        clock_rule="policy_30_days",
        law="The use stops without delay; the policy promises an answer within 30 days",
        asks_for="the end of the use to which you had agreed",
        duties=("Stop the purpose on every channel", "Erase where consent was the only basis"),
        fields=fields_of.CONSENT,
        outcomes=(
            Outcome("stopped", "Stopped", letter="L15"),
            Outcome("stopped_and_erased", "Stopped and erased", letter="L12"),
        ),
        steps=_NO_SEARCH,
        at_once=True,
        proof="light",
        promises=("P8", "P42", "P80"),
    ),
    RequestType(
        key="automated_decision",
        title="Automated decision: how a computer decided, review by a person",
        short="Automated decision",
        basis="UK GDPR Art 22A to 22D",
        clock_rule="month",
        law=_MONTH_LAW,
        asks_for="an explanation of decisions made about you by a computer alone, and their review by a person",
        duties=("Find the decision", "Arrange for a person to review it"),
        fields=fields_of.AUTOMATED,
        outcomes=(
            Outcome("none_made", "No such decision was made", letter="L16"),
            Outcome("explained", "Explained", letter="L16"),
            Outcome("reviewed", "Reviewed by a person", letter="L16"),
            _REFUSED,
            _WITHDRAWN,
        ),
        extendable=True,
        promises=("P8", "P80"),
    ),
    RequestType(
        key="third_party_supplied",
        title="Given by others: someone else gave us their data",
        short="Given by others",
        basis="UK GDPR Art 14, 15(1)(g), 17",
        clock_rule="month",
        law=_MONTH_LAW,
        asks_for="the removal of data about you that someone else gave us, and where it came from",
        duties=(
            "Find the source of the data",
            "Block its re-import",
            "Give the privacy information where data is kept",
        ),
        fields=fields_of.THIRD_PARTY,
        decisions=ERASING,
        outcomes=(
            Outcome("erased", "Erased", letter="L12"),
            Outcome("explained_and_kept", "Explained and kept, with reasons", needs_reasons=True, letter="L12"),
            Outcome("not_held", "No data held", letter="L07"),
            _WITHDRAWN,
        ),
        extendable=True,
        proof="light",
        promises=("P48", "P80"),
    ),
    RequestType(
        key="under_18_report",
        title="Under-18 report: a child gave us data",
        short="Under 18",
        basis="Policy, age restrictions; UK GDPR Art 8, 17(1)(f)",
        clock_rule="policy_30_days",
        law="Acted on without delay; the policy promises an answer within 30 days",
        asks_for="the removal of data given to us by a person under 18",
        duties=(
            "No marketing to the child meanwhile",
            "Check the parent's authority or the child's own competence",
            "Write a safeguarding note",
        ),
        fields=fields_of.UNDER_18,
        decisions=ERASING,
        outcomes=(
            Outcome("erased", "Erased", letter="L12"),
            Outcome("not_found", "Not found", letter="L12"),
            Outcome("kept_for_legal_need", "Kept for a legal need, with reasons", needs_reasons=True, letter="L08"),
        ),
        at_once=True,
        proof="light",
        promises=("P63", "P64", "P80"),
    ),
    RequestType(
        key="complaint",
        title="Complaint about how we handle personal data",
        short="Complaint",
        basis="Data Protection Act 2018 s.164A",
        clock_rule="complaint_ack",
        law="Acknowledged within 30 days, rolled at a weekend or bank holiday; outcome without undue delay",
        asks_for="an answer to your complaint",
        duties=(
            "Acknowledge in writing",
            "Choose a handler who did not deal with the matter, where possible",
            "Make enquiries and tell the person of progress",
            "Say what is put right",
        ),
        fields=fields_of.COMPLAINT,
        outcomes=(
            Outcome("upheld", "Upheld", letter="L17c"),
            Outcome("partly_upheld", "Partly upheld", needs_reasons=True, letter="L17c"),
            Outcome("not_upheld", "Not upheld", needs_reasons=True, letter="L17c"),
            Outcome("resolved_informally", "Resolved informally", letter="L17c"),
            _WITHDRAWN,
        ),
        steps=_NO_SEARCH,
        holds=True,
        promises=("P76", "P77", "P79", "P80"),
    ),
    RequestType(
        key="general_inquiry",
        title="Question about policy, retention or security",
        short="Question",
        basis="Policy, contact us",
        clock_rule="policy_30_days",
        law=_POLICY_ONLY,
        asks_for="an answer to your question",
        duties=("Watch for a right asked for between the lines",),
        fields=fields_of.INQUIRY,
        outcomes=(
            Outcome("answered", "Answered", letter="L19"),
            Outcome("converted", "Became a request of another type", early=True),
            _WITHDRAWN,
        ),
        steps=_ANSWER_ONLY,
        proof="none",
        promises=("P13", "P60", "P61", "P80"),
    ),
    RequestType(
        key="customer_data_return",
        title="Data return: a customer wants its data back",
        short="Data return",
        basis="Contract and policy; UK GDPR Art 28(3)(g)",
        clock_rule="three_working_days",
        law="The policy promises the return within three working days after the day of the request",
        asks_for="the return of your company's data",
        duties=(
            "Check the asker against the contract's named contacts, by the support desk",
            "Deliver encrypted",
            "Take a receipt",
        ),
        fields=fields_of.DATA_RETURN,
        outcomes=(
            Outcome("returned", "Returned", letter="L20"),
            Outcome("queried", "Queried: the asker or the agreement is in doubt", early=True),
        ),
        steps=_ANSWER_ONLY,
        proof="none",
        promises=("P55", "P56", "P57", "P90"),
    ),
    RequestType(
        key="termination_deletion",
        title="Agreement ended: delete the customer's data",
        short="Deletion",
        basis="Contract and policy",
        clock_rule="fourteen_days",
        law="The policy keeps the data for 14 days after the agreement ends, then deletes it",
        asks_for="the deletion of your company's data after the agreement ended",
        duties=("Check for an open return or a hold", "Delete in every place, backups named", "Issue the certificate"),
        fields=fields_of.TERMINATION,
        outcomes=(
            Outcome("deleted", "Deleted", letter="L21"),
            Outcome("held", "Held, with reasons", needs_reasons=True),
        ),
        steps=_ANSWER_ONLY,
        proof="none",
        internal=True,
        promises=("P58", "P59"),
    ),
    RequestType(
        key="contact_retention",
        title="Contact data at its limit: delete or agree to keep",
        short="Retention",
        basis="Policy; UK GDPR Art 5(1)(e)",
        clock_rule="six_months",
        law="The policy keeps contact data for at most six months after the latest engagement",
        asks_for="the deletion of contact data whose time is over",
        duties=("Check the evidence of every agreement to keep",),
        fields=fields_of.CONTACT_RETENTION,
        outcomes=(
            Outcome("deleted", "Deleted"),
            Outcome("extended_by_agreement", "Kept longer by agreement", needs_reasons=True),
        ),
        steps=_INTERNAL,
        proof="none",
        internal=True,
        promises=("P23", "P24", "P25", "P26"),
    ),
    RequestType(
        key="authority_request",
        title="Disclosure: police, court or other authority",
        short="Disclosure",
        basis="Data Protection Act 2018 Sch 2 paras 2 and 5; UK GDPR Art 6(1)(c), (ea), (f)",
        clock_rule="date_set",
        law="The date in the order, else the date the officer sets; the policy promises an answer within 30 days",
        asks_for="the disclosure of personal data",
        duties=(
            "Check the asker's identity and authority by calling back",
            "Name the ground and why each item is necessary",
            "Decide whether and when the person may be told",
        ),
        fields=fields_of.DISCLOSURE,
        outcomes=(
            Outcome("disclosed", "Disclosed", letter="L23"),
            Outcome("disclosed_in_part", "Disclosed in part", needs_reasons=True, letter="L23"),
            Outcome("declined", "Declined, with reasons", needs_reasons=True, early=True, letter="L23"),
            Outcome(
                "more_information_asked", "More information asked for", early=True, letter="L23", note_will_do=True
            ),
        ),
        steps=_NO_IDENTITY,
        proof="none",
        holds=True,
        promises=("P69", "P70", "P71", "P72", "P73", "P74", "P80"),
    ),
    RequestType(
        key="breach",
        title="Breach of personal data",
        short="Breach",
        basis="UK GDPR Art 33 and 34",
        clock_rule="breach_ico",
        law="72 hours from awareness to the regulator; the people affected without undue delay where the risk is high",
        asks_for="the handling of a breach of personal data",
        duties=("Assess the risk", "Decide on the report and write down why", "Tell the people where the risk is high"),
        fields=fields_of.BREACH,
        outcomes=(
            Outcome("reported", "Reported to the regulator", letter="L25"),
            Outcome("not_reported", "Not reported, with reasons", needs_reasons=True),
            Outcome("people_told", "Reported, and the people told", letter="L25"),
        ),
        steps=_ANSWER_ONLY,
        at_once=True,
        proof="none",
        internal=True,
        promises=("P88",),
    ),
    RequestType(
        key="policy_change",
        title="Change of the privacy policy",
        short="Policy change",
        basis="Policy; UK GDPR Art 13(3)",
        clock_rule="date_set_only",
        law="People are told before the change takes effect, on a date the office sets, at first within 30 days",
        asks_for="the notice of a change of our privacy policy",
        duties=(
            "Decide whether the change is material, with reasons",
            "Post it in every place",
            "Keep proof of notice",
        ),
        fields=fields_of.POLICY_CHANGE,
        outcomes=(Outcome("notified", "People told"), Outcome("posted_only", "Minor: posted only", needs_reasons=True)),
        steps=_ANSWER_ONLY,
        proof="none",
        internal=True,
        promises=("P65", "P66", "P67"),
    ),
    RequestType(
        key="other",
        title="Something else: no request in it",
        short="Other",
        basis="Policy, contact us",
        # Every item of the inbox carries the promise until the officer has closed it with a reason (P80, P81).
        clock_rule="policy_30_days",
        law=_POLICY_ONLY,
        asks_for="an answer to your message",
        outcomes=(
            Outcome("answered", "Answered", letter="L19"),
            Outcome("no_answer_needed", "No answer needed", needs_reasons=True),
        ),
        steps=_ANSWER_ONLY,
        proof="none",
        promises=("P80", "P81"),
    ),
)


def get(key: str) -> RequestType:
    """The type of this key; refuses an unknown one, which may have been typed on the command line."""
    if key not in REQUEST_TYPES:
        raise Refusal(f"There is no request type “{key}”.", hint=f"Choose one of {', '.join(REQUEST_TYPES)}.")
    return REQUEST_TYPES[key]
