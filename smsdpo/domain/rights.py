"""The rights to the data itself: what is written down for each, its clock, duties, outcomes, letters (rules.md, 5)."""

from smsdpo.domain.case_fields import ANY_END, CaseField
from smsdpo.domain.request_type import (
    ERASING,
    MONTH_LAW,
    REFUSED,
    WITHDRAWN,
    Outcome,
    RequestType,
)
from smsdpo.domain.shared_fields import ERASED_ON, RECIPIENTS, recipients_told

PORTABILITY = (
    CaseField(
        "transfer_to",
        "Transferred to",
        "text",
        "The company the person named.",
        needed_for=("transferred",),
        promises=("P8",),
    ),
    CaseField("transfer_how", "Transferred how and when", "text", needed_for=("transferred",)),
    CaseField("left_out", "What is left out and why", "lines", "What the person did not provide, or another basis."),
    RECIPIENTS,
)

RECTIFICATION = (
    CaseField("wrong", "What is wrong", "lines", "As the person says it.", needed_for=(ANY_END,), promises=("P7",)),
    CaseField(
        "changes",
        "What was changed",
        "lines",
        "One change a line: field | as it was | as it is now. Printed in the letter.",
        needed_for=("corrected", "completed"),
        promises=("P7",),
    ),
    CaseField("evidence", "Evidence seen", "text", "What was looked at, when; no copy is kept."),
    CaseField(
        "statement",
        "The person's statement",
        "lines",
        "Kept with the data where it is not changed.",
        needed_for=("statement_added",),
    ),
    recipients_told("corrected", "completed"),
)

ERASURE_GROUNDS = (
    ("no_longer_needed", "No longer needed for what it was collected for"),
    ("consent_withdrawn", "Consent withdrawn and nothing else to rest on"),
    ("objection_upheld", "Objection upheld"),
    ("marketing", "Objection to direct marketing"),
    ("unlawful", "Handled unlawfully"),
    ("legal_duty", "A law demands the erasure"),
    ("child_service", "Collected from a child by an online service"),
)
ERASURE = (
    CaseField(
        "ground",
        "Ground for erasure",
        "choice",
        "UK GDPR Art 17(1).",
        ERASURE_GROUNDS,
        needed_for=("erased", "erased_in_part"),
        promises=("P33",),
    ),
    ERASED_ON,
    CaseField(
        "do_not_contact", "Entry on the do-not-contact list", "flag", "A keyed hash only; it blocks a re-import."
    ),
    CaseField(
        "backups",
        "What happens to backups",
        "text",
        "Until when the last copy is overwritten; printed in the letter.",
        needed_for=("erased", "erased_in_part"),
        promises=("P28",),
    ),
    recipients_told("erased", "erased_in_part"),
)

RESTRICTION = (
    CaseField(
        "ground",
        "Ground for restriction",
        "choice",
        "UK GDPR Art 18(1).",
        (
            ("accuracy", "Accuracy is contested"),
            ("unlawful", "Unlawful, but the person wants no erasure"),
            ("claims", "The person needs it for a legal claim"),
            ("objection", "An objection is being weighed"),
        ),
        needed_for=("restricted",),
        promises=("P8",),
    ),
    CaseField(
        "since",
        "Restricted since",
        "day",
        "Set at once, not at the end of the month.",
        needed_for=("restricted", "lifted"),
    ),
    CaseField("allowed", "Who may still use it, for what", "lines", needed_for=("restricted",)),
    CaseField("review", "Look at it again on", "day", "Stands in the calendar.", needed_for=("restricted",)),
    CaseField(
        "lift_notice",
        "Person told before lifting, on",
        "day",
        "Before a restriction is lifted the person is told (Art 18(3)).",
        needed_for=("lifted",),
    ),
    CaseField(
        "lifted_from", "Used again from", "day", "After the notice; printed in the letter.", needed_for=("lifted",)
    ),
)

TYPES = (
    RequestType(
        key="access",
        title="Access: a copy of their data",
        short="Access",
        basis="UK GDPR Art 15, 12, 12A",
        clock_rule="month_with_pause",
        law=MONTH_LAW,
        asks_for="a copy of the personal data we hold about you, and how we use it",
        duties=(
            "Look for other people's data in every record",
            "Consider exemptions record by record",
            "Give the information of Article 15",
            "Explain codes in plain words",
        ),
        fields=(RECIPIENTS,),
        outcomes=(
            Outcome("provided_in_full", "Disclose in full", letter="L06", gives_data=True),
            Outcome(
                "provided_in_part", "Disclose in part, with reasons", needs_reasons=True, letter="L06", gives_data=True
            ),
            Outcome("no_data_held", "No data held", letter="L07"),
            REFUSED,
            WITHDRAWN,
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
        law=MONTH_LAW,
        asks_for="the data you gave us, in a form that a computer can read",
        duties=(
            "Take only data the person provided, on consent or contract, handled by automated means",
            "Where another basis applies, answer as an access request",
            "Transfer safely where another company is named",
        ),
        fields=PORTABILITY,
        outcomes=(
            Outcome("file_given", "File given", letter="L10", gives_data=True),
            Outcome("transferred", "Transferred to the company named", letter="L10", gives_data=True),
            Outcome(
                "given_as_access", "Not eligible: given as access", needs_reasons=True, letter="L06", gives_data=True
            ),
            REFUSED,
            WITHDRAWN,
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
        law=MONTH_LAW,
        asks_for="a correction of the personal data we hold about you",
        duties=(
            "Take the evidence for the correction",
            "Consider restriction while it is checked",
            "Tell every recipient of the data",
            "Note the disagreement where it is refused",
        ),
        fields=RECTIFICATION,
        outcomes=(
            Outcome("corrected", "Corrected", letter="L11"),
            Outcome("completed", "Completed", letter="L11"),
            Outcome("statement_added", "The person's statement added", needs_reasons=True, letter="L11"),
            REFUSED,
            WITHDRAWN,
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
        law=MONTH_LAW,
        asks_for="the erasure of the personal data we hold about you",
        duties=(
            "Name the ground for erasure",
            "Give every kept record a ground and a date until which it is kept",
            "Consider an entry on the do-not-contact list",
            "Tell every recipient of the data",
            "Say what happens to backups",
        ),
        fields=ERASURE,
        decisions=ERASING,
        outcomes=(
            Outcome("erased", "Erased", letter="L12"),
            Outcome("erased_in_part", "Erased in part, with reasons", needs_reasons=True, letter="L12"),
            REFUSED,
            Outcome("not_held", "No data held", letter="L07"),
            Outcome("pending_service_end", "Pending until the service ends", needs_reasons=True, letter="L12"),
            WITHDRAWN,
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
        law=MONTH_LAW + "; the restriction itself is set at once",
        asks_for="a stop to our use of your personal data while it stays on record",
        duties=(
            "Set the restriction and say who may still use the data",
            "Set the day of review",
            "Tell the person before it is lifted",
        ),
        fields=RESTRICTION,
        outcomes=(
            Outcome("restricted", "Restricted", letter="L13"),
            REFUSED,
            Outcome("lifted", "Lifted, the person told before", needs_reasons=True, letter="L14"),
            WITHDRAWN,
        ),
        extendable=True,
        promises=("P8", "P80"),
    ),
)
