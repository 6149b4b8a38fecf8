"""Where a person says no to a use of the data, or asks how a decision or a record came about (rules.md, 5)."""

from smsdpo.domain.case_fields import ANY_END, CaseField
from smsdpo.domain.request_type import (
    ANSWER_ONLY,
    ERASING,
    MONTH_LAW,
    NO_REPLY,
    NO_SEARCH,
    REFUSED,
    WITHDRAWN,
    Outcome,
    RequestType,
)
from smsdpo.domain.shared_fields import ERASED_ON

OBJECTION = (
    CaseField("use", "The use objected to", "lines", needed_for=(ANY_END,), promises=("P8",)),
    CaseField("suspended", "Use suspended since", "day", "While it is weighed, the use stands still."),
    CaseField(
        "balancing",
        "Balancing note",
        "lines",
        "The interests on both sides, and which outweighs.",
        needed_for=("refused_compelling_grounds", "upheld_in_part"),
        promises=("P37",),
    ),
    CaseField(
        "stopped", "Stopped on", "day", "For good; printed in the letter.", needed_for=("upheld", "upheld_in_part")
    ),
)

MARKETING = (
    CaseField(
        "channels",
        "Channels stopped",
        "lines",
        "E-mail, post, telephone, text messages, partners.",
        needed_for=("stopped",),
        promises=("P43",),
    ),
    CaseField("stopped", "Stopped on", "day", "The same working day.", needed_for=("stopped",)),
    CaseField("partners_told", "Partners told", "lines", "Who was told on which day; “none” where there is none."),
)

CONSENT = (
    CaseField("purpose", "Purpose that ended", "text", needed_for=("stopped", "stopped_and_erased"), promises=("P42",)),
    CaseField("stopped", "Stopped on", "day", needed_for=("stopped", "stopped_and_erased")),
    ERASED_ON,
)

AUTOMATED = (
    CaseField("decision", "The decision", "lines", "Which decision, by which program, on which data."),
    CaseField("logic", "How it is reached, in plain words", "lines", needed_for=("explained", "reviewed")),
    CaseField("reviewer", "Reviewed by", "text", needed_for=("reviewed",)),
    CaseField("result", "What the review found", "lines", needed_for=("reviewed",)),
)

THIRD_PARTY = (
    CaseField(
        "provider",
        "Who gave us the data",
        "text",
        "As far as known.",
        needed_for=("explained_and_kept",),
        promises=("P48",),
    ),
    ERASED_ON,
    CaseField(
        "no_reimport",
        "Re-import blocked",
        "flag",
        "On the list that every import is checked against.",
        needed_for=("erased",),
        promises=("P48",),
    ),
    CaseField(
        "privacy_told",
        "Privacy information given on",
        "day",
        "Art 14: within a month where data is kept.",
        needed_for=("explained_and_kept",),
    ),
)

TYPES = (
    RequestType(
        key="objection",
        title="Objection: stop a particular use of their data",
        short="Objection",
        basis="UK GDPR Art 21(1)",
        clock_rule="month",
        law=MONTH_LAW,
        asks_for="a stop to the use of your personal data to which you object",
        duties=("Suspend the use meanwhile", "Write the balancing note"),
        fields=OBJECTION,
        outcomes=(
            Outcome("upheld", "Upheld: the use has stopped", letter="L15"),
            Outcome("upheld_in_part", "Upheld in part, with reasons", needs_reasons=True, letter="L15"),
            Outcome("refused_compelling_grounds", "Refused on compelling grounds", needs_reasons=True, letter="L15"),
            WITHDRAWN,
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
        fields=MARKETING,
        # A stop of direct marketing can't be refused (Art 21(3)): no other outcome exists.
        outcomes=(Outcome("stopped", "Stopped", letter="L15"),),
        steps=ANSWER_ONLY,
        extendable=True,
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
        fields=CONSENT,
        outcomes=(
            Outcome("stopped", "Stopped", letter="L15"),
            Outcome("stopped_and_erased", "Stopped and erased", letter="L12"),
        ),
        steps=NO_SEARCH,
        proof="light",
        promises=("P8", "P42", "P80"),
    ),
    RequestType(
        key="automated_decision",
        title="Automated decision: how a computer decided, review by a person",
        short="Automated decision",
        basis="UK GDPR Art 22A to 22D",
        clock_rule="month",
        law=MONTH_LAW,
        asks_for="an explanation of decisions made about you by a computer alone, and their review by a person",
        duties=("Find the decision", "Arrange for a person to review it"),
        fields=AUTOMATED,
        outcomes=(
            Outcome("none_made", "No such decision was made", letter="L16"),
            Outcome("explained", "Explained", letter="L16"),
            Outcome("reviewed", "Reviewed by a person", letter="L16"),
            REFUSED,
            WITHDRAWN,
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
        law=MONTH_LAW,
        asks_for="the removal of data about you that someone else gave us, and where it came from",
        duties=(
            "Find the source of the data",
            "Block its re-import",
            "Give the privacy information where data is kept",
        ),
        fields=THIRD_PARTY,
        decisions=ERASING,
        outcomes=(
            Outcome("erased", "Erased", letter="L12"),
            Outcome("explained_and_kept", "Explained and kept, with reasons", needs_reasons=True, letter="L12"),
            Outcome("not_held", "No data held", letter="L07"),
            WITHDRAWN,
            NO_REPLY,
        ),
        extendable=True,
        proof="light",
        promises=("P48", "P80"),
    ),
)
