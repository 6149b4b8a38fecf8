"""What others may ask of the office beside their rights: reports, complaints, questions, returns."""

from smsdpo.domain.case_fields import ANY_END, RELEASE, CaseField
from smsdpo.domain.request_type import (
    ANSWER_ONLY,
    DONE_WITHOUT_REPLY,
    ERASING,
    NO_SEARCH,
    POLICY_ONLY,
    WITHDRAWN,
    Outcome,
    RequestType,
)
from smsdpo.domain.shared_fields import COMPETENCE, CUSTOMER, ERASED_ON

REPORTERS = (
    ("parent", "Parent"),
    ("guardian", "Guardian"),
    ("child", "The child"),
    ("teacher", "Teacher or school"),
    ("staff", "Our own staff"),
    ("other", "Somebody else"),
)
UNDER_18 = (
    CaseField("reporter", "Who reports", "choice", "", REPORTERS, needed_for=(ANY_END,), promises=("P64",)),
    CaseField(
        "age",
        "Age of the child",
        "number",
        "Under 18 counts (policy); leave open where nobody knows.",
        promises=("P63",),
    ),
    ERASED_ON,
    CaseField(
        "quarantined",
        "Set apart since",
        "day",
        "No marketing and no other use meanwhile.",
        needed_for=(ANY_END,),
        promises=("P64",),
    ),
    CaseField(
        "guardian_check",
        "Authority of the parent or guardian",
        "lines",
        "What was seen and when; never a copy.",
        promises=("P64",),
    ),
    COMPETENCE,
    CaseField(
        "safeguarding",
        "Safeguarding note",
        "lines",
        "Anything that worries you, and whom you told.",
        needed_for=(ANY_END,),
    ),
)

COMPLAINT = (
    CaseField("about", "What it is about", "lines", needed_for=(ANY_END,), promises=("P79",)),
    CaseField(
        "handler",
        "Who looks into it",
        "text",
        "If possible somebody who did not deal with the matter.",
        needed_for=(ANY_END,),
    ),
    CaseField(
        "findings",
        "Findings",
        "lines",
        "What the enquiries showed.",
        needed_for=("upheld", "partly_upheld", "not_upheld"),
        promises=("P79",),
    ),
    CaseField("remedy", "What is put right", "lines", needed_for=("upheld", "partly_upheld")),
    CaseField(
        "regulator_reference", "Regulator's reference", "text", "Where it went to the regulator.", promises=("P78",)
    ),
    CaseField("regulator_officer", "Regulator's case officer", "text", promises=("P78",)),
    CaseField("regulator_due", "Regulator waits for us until", "day", "Stands in the calendar.", promises=("P78",)),
    CaseField("regulator_outcome", "Regulator's outcome", "lines", promises=("P78",)),
)

TOPICS = (
    ("policy", "The privacy policy"),
    ("practice", "Our practices"),
    ("security", "Security"),
    ("retention", "How long data is kept"),
    ("do_not_track", "Do Not Track"),
    ("service", "Our services"),
    ("other", "Something else"),
)
INQUIRY = (
    CaseField(
        "topic",
        "Topic",
        "choice",
        "Decides which register entries the answer quotes.",
        TOPICS,
        needed_for=("answered",),
        promises=("P13", "P60", "P61"),
    ),
    CaseField(
        "answer",
        "Our answer",
        "lines",
        "Printed in the letter below the quoted entries.",
        needed_for=("answered",),
        promises=("P13",),
    ),
    CaseField(
        "hidden_right",
        "No right asked for between the lines",
        "flag",
        "Looked for before it is closed.",
        needed_for=("answered",),
    ),
)

DATA_RETURN = (
    CUSTOMER,
    CaseField("service", "Service", "text", promises=("P54",)),
    CaseField(
        "ticket", "Support ticket", "text", "The policy has the customer ask the support desk.", promises=("P56",)
    ),
    CaseField(
        "contract_live",
        "Agreement is running",
        "flag",
        "After its end the data is deleted, not returned.",
        needed_for=("returned",),
        promises=("P55",),
    ),
    CaseField("asker", "Who asks", "text", needed_for=("returned",), promises=("P90",)),
    CaseField(
        "asker_checked",
        "Asker found among the contract's named contacts",
        "text",
        "By whom at the support desk, on which day.",
        needed_for=(RELEASE, "returned"),
        promises=("P90",),
    ),
    CaseField(
        "contents",
        "What is returned",
        "lines",
        "Each part and its form; printed in the letter.",
        needed_for=("returned",),
        promises=("P54", "P57"),
    ),
    CaseField(
        "delivered", "Delivered how", "text", "Encrypted; by which way.", needed_for=("returned",), promises=("P57",)
    ),
    CaseField("integrity", "Integrity check", "hash", "SHA-256 of what was delivered.", needed_for=("returned",)),
    CaseField("receipt", "Receipt from the customer on", "day", promises=("P57",)),
)

TYPES = (
    RequestType(
        key="under_18_report",
        title="Under-18 report: a child gave us data",
        short="Under 18",
        basis="Policy, age restrictions; UK GDPR Art 8, 17(1)(f)",
        clock_rule="policy_30_days",
        law="Acted on without delay; the policy promises an answer within 30 days; where the child, a parent or a "
        "guardian asks, the law gives one month (UK GDPR Art 17)",
        asks_for="the removal of data given to us by a person under 18",
        duties=(
            "No marketing to the child meanwhile",
            "Check the parent's authority or the child's own competence",
            "Write a safeguarding note",
        ),
        fields=UNDER_18,
        decisions=ERASING,
        outcomes=(
            Outcome("erased", "Erased", letter="L12"),
            Outcome("not_found", "Not found", letter="L12"),
            Outcome("kept_for_legal_need", "Kept for a legal need, with reasons", needs_reasons=True, letter="L08"),
            DONE_WITHOUT_REPLY,
        ),
        proof="light",
        right_if=("reporter", "parent", "guardian", "child"),
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
        fields=COMPLAINT,
        outcomes=(
            Outcome("upheld", "Upheld", letter="L17c"),
            Outcome("partly_upheld", "Partly upheld", needs_reasons=True, letter="L17c"),
            Outcome("not_upheld", "Not upheld", needs_reasons=True, letter="L17c"),
            Outcome("resolved_informally", "Resolved informally", letter="L17c"),
            WITHDRAWN,
        ),
        steps=NO_SEARCH,
        holds=True,
        promises=("P76", "P77", "P79", "P80"),
    ),
    RequestType(
        key="general_inquiry",
        title="Question about policy, retention or security",
        short="Question",
        basis="Policy, contact us",
        clock_rule="policy_30_days",
        law=POLICY_ONLY,
        asks_for="an answer to your question",
        duties=("Watch for a right asked for between the lines",),
        fields=INQUIRY,
        outcomes=(
            Outcome("answered", "Answered", letter="L19"),
            Outcome("converted", "Became a request of another type", early=True),
            WITHDRAWN,
        ),
        steps=ANSWER_ONLY,
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
        fields=DATA_RETURN,
        outcomes=(
            Outcome("returned", "Returned", letter="L20"),
            Outcome("queried", "Queried: the asker or the agreement is in doubt", early=True),
        ),
        steps=ANSWER_ONLY,
        proof="none",
        promises=("P55", "P56", "P57", "P90"),
    ),
)

OTHER = RequestType(
    key="other",
    title="Something else: no request in it",
    short="Other",
    basis="Policy, contact us",
    # Every item of the inbox carries the promise until the officer has closed it with a reason (P80, P81).
    clock_rule="policy_30_days",
    law=POLICY_ONLY,
    asks_for="an answer to your message",
    outcomes=(
        Outcome("answered", "Answered", letter="L19"),
        Outcome("no_answer_needed", "No answer needed", needs_reasons=True),
    ),
    steps=ANSWER_ONLY,
    proof="none",
    promises=("P80", "P81"),
)
"""What asks for nothing: it stands behind all that asks for something."""
