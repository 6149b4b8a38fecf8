"""What police, courts and other authorities ask for, and what is weighed before anything is disclosed (rules.md, 5)."""

from smsdpo.domain.case_fields import ANY_END, RELEASE, CaseField
from smsdpo.domain.request_type import NO_ASKER, Outcome, RequestType

ASKERS = (
    ("police", "Police"),
    ("court", "Court or tribunal"),
    ("government", "Government body or regulator"),
    ("private", "Private party or its lawyer"),
)
GROUNDS = (
    ("claims", "Claims and legal process"),
    ("our_rights", "Our property and rights"),
    ("others_rights", "Property and rights of a third party"),
    ("safety", "Safety of the public or of any person"),
    ("illegal", "Illegal or unethical activity"),
    ("law", "A law or order that compels us"),
)
NUMBER_SOURCES = (
    ("directory", "Public directory or the body's own web pages"),
    ("switchboard", "The body's switchboard"),
    ("known", "Known from an earlier, proven case"),
)
TELL_PERSON = (
    ("yes", "Yes: the person is told"),
    ("prohibited", "No: a law or order forbids it"),
    ("prejudice", "No: it would prejudice the purpose"),
    ("impossible", "No: not possible"),
)
_GIVEN = ("disclosed", "disclosed_in_part")
DISCLOSURE = (
    CaseField("asker_class", "Who asks", "choice", "", ASKERS, needed_for=(ANY_END,), promises=("P69",)),
    CaseField("body", "Body", "text", needed_for=(ANY_END,), promises=("P69",)),
    CaseField("officer", "Named officer and number", "text", needed_for=_GIVEN, promises=("P69",)),
    CaseField("their_reference", "Their reference", "text"),
    CaseField(
        "power",
        "Power or order relied on",
        "text",
        "The law, order or form; “sole discretion” is no basis.",
        needed_for=_GIVEN,
        promises=("P70", "P71"),
    ),
    CaseField("ground", "Ground of the policy", "choice", "", GROUNDS, needed_for=_GIVEN, promises=("P70",)),
    CaseField("scope", "What they ask for", "lines", needed_for=(ANY_END,)),
    CaseField(
        "call_back_number",
        "Number called back",
        "text",
        "Never one that stands in the letter itself.",
        needed_for=(RELEASE, *_GIVEN),
        promises=("P69",),
    ),
    CaseField(
        "call_back_source",
        "Where the number comes from",
        "choice",
        "",
        NUMBER_SOURCES,
        needed_for=(RELEASE, *_GIVEN),
        promises=("P69",),
    ),
    CaseField(
        "called_back", "Called back on, and spoken with", "text", needed_for=(RELEASE, *_GIVEN), promises=("P69",)
    ),
    CaseField(
        "necessity",
        "Why it is necessary",
        "lines",
        "Item by item, for the purpose named.",
        needed_for=_GIVEN,
        promises=("P70", "P71"),
    ),
    CaseField(
        "minimum",
        "The least that serves",
        "lines",
        "What is given, and what is not although it was asked for.",
        needed_for=_GIVEN,
        promises=("P70",),
    ),
    CaseField(
        "approver",
        "Approved by",
        "text",
        "Somebody else than the one who handles it, where there is one.",
        needed_for=(RELEASE, *_GIVEN),
        promises=("P71",),
    ),
    CaseField("handed_over", "Handed over to, how", "text", needed_for=_GIVEN, promises=("P72",)),
    CaseField(
        "left_hash",
        "Hash of what left",
        "hash",
        "SHA-256 of the file or of the scanned papers that were handed over.",
        needed_for=_GIVEN,
        promises=("P72",),
    ),
    CaseField("tell_person", "Is the person told?", "choice", "", TELL_PERSON, needed_for=_GIVEN, promises=("P73",)),
    CaseField(
        "tell_because",
        "Why the person is not told",
        "lines",
        "Which law or order, or what would be prejudiced.",
        needed_for=_GIVEN,
        needed_if=("tell_person", "prohibited", "prejudice", "impossible"),
        promises=("P74",),
    ),
    CaseField(
        "not_until",
        "May not be told until",
        "day",
        "Comes back by itself in the calendar. Where the order names no day, the day on which to ask again.",
        needed_for=_GIVEN,
        needed_if=("tell_person", "prohibited"),
        promises=("P74",),
    ),
    CaseField("told", "Person told on", "day", promises=("P73",)),
)

TYPES = (
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
        fields=DISCLOSURE,
        outcomes=(
            Outcome("disclosed", "Disclosed", letter="L23"),
            Outcome("disclosed_in_part", "Disclosed in part", needs_reasons=True, letter="L23"),
            Outcome("declined", "Declined, with reasons", needs_reasons=True, early=True, letter="L23"),
            Outcome(
                "more_information_asked", "More information asked for", early=True, letter="L23", note_will_do=True
            ),
        ),
        steps=NO_ASKER,
        proof="none",
        holds=True,
        promises=("P69", "P70", "P71", "P72", "P73", "P74", "P80"),
    ),
)
