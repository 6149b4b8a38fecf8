"""What the office has to do of its own accord: deletions in time, breaches, changes of the policy."""

from smsdpo.domain.case_fields import ANY_END, CaseField
from smsdpo.domain.request_type import ANSWER_ONLY, NO_ASKER, Outcome, RequestType
from smsdpo.domain.shared_fields import CUSTOMER

TERMINATION = (
    CUSTOMER,
    CaseField(
        "last_chance",
        "Last-chance letter sent on",
        "day",
        "Offers the data before it is deleted.",
        needed_for=("deleted",),
        promises=("P58",),
    ),
    CaseField("holds_checked", "Holds and open returns checked on", "day", needed_for=("deleted",), promises=("P58",)),
    CaseField(
        "deleted_places",
        "Deleted in these places",
        "lines",
        "One place a line, with the day.",
        needed_for=("deleted",),
        promises=("P59",),
    ),
    CaseField(
        "backups_until",
        "Last backup expires on",
        "day",
        "Until then the certificate says “not yet”; where no backup holds the data, the day of the deletion.",
        needed_for=("deleted",),
        promises=("P59",),
    ),
)

CONTACT_RETENTION = (
    CaseField(
        "agreed_words",
        "The agreement in words",
        "lines",
        "Who agreed it, when, until when.",
        needed_for=("extended_by_agreement",),
        promises=("P26",),
    ),
)

RISKS = (
    ("unlikely", "A risk to people is unlikely"),
    ("risk", "There is a risk to people"),
    ("high", "There is a high risk to people"),
)
LOSSES = (("loss", "Loss"), ("destruction", "Destruction"), ("alteration", "Alteration"), ("disclosure", "Disclosure"))
CAUSES = (("us", "By us"), ("sub_contractor", "By a sub-contractor of ours"), ("third_party", "By another third party"))
BREACH = (
    CaseField("what", "What happened", "lines", needed_for=(ANY_END,), promises=("P88",)),
    CaseField("loss", "What it was", "choice", "", LOSSES, needed_for=(ANY_END,), promises=("P88",)),
    CaseField("cause", "Caused", "choice", "", CAUSES, needed_for=(ANY_END,), promises=("P31",)),
    CaseField("customers", "Customers affected", "lines", promises=("P88",)),
    CaseField("categories", "Kinds of people and data", "lines", needed_for=("reported", "people_told")),
    CaseField("people", "Number of people, about", "number", needed_for=("reported", "people_told")),
    CaseField("records", "Number of records, about", "number", needed_for=("reported", "people_told")),
    CaseField("consequences", "Likely consequences", "lines", needed_for=("reported", "people_told")),
    CaseField("measures", "Measures taken and planned", "lines", needed_for=(ANY_END,)),
    CaseField("risk", "Risk", "choice", "", RISKS, needed_for=(ANY_END,)),
    CaseField(
        "decision",
        "Why it is reported or not",
        "lines",
        "Kept for the regulator in either case (Art 33(5)).",
        needed_for=(ANY_END,),
    ),
    CaseField(
        "reported", "Reported to the regulator on", "text", "Day and hour.", needed_for=("reported", "people_told")
    ),
    CaseField("late_reasons", "Reasons if later than 72 hours", "lines"),
    CaseField(
        "advice",
        "What the people affected can do",
        "lines",
        "Printed in the letter to them.",
        needed_for=("people_told",),
    ),
    CaseField(
        "people_told",
        "People told on",
        "day",
        "Without undue delay where the risk is high (Art 34).",
        needed_for=("people_told",),
    ),
)

POLICY_CHANGE = (
    CaseField(
        "material",
        "Material change",
        "choice",
        "Decided with reasons.",
        (("yes", "Yes"), ("no", "No")),
        needed_for=(ANY_END,),
        promises=("P67",),
    ),
    CaseField("why_material", "Reasons", "lines", needed_for=(ANY_END,), promises=("P67",)),
    CaseField("effective", "In effect from", "day", needed_for=(ANY_END,), promises=("P65",)),
    CaseField("posted", "Posted where and when", "lines", needed_for=(ANY_END,), promises=("P66",)),
    CaseField("told_how", "People told how, with proof", "lines", needed_for=("notified",), promises=("P67",)),
)

TYPES = (
    RequestType(
        key="termination_deletion",
        title="Agreement ended: delete the customer's data",
        short="Deletion",
        basis="Contract and policy",
        clock_rule="fourteen_days",
        law="The policy keeps the data for 14 days after the agreement ends, then deletes it",
        asks_for="the deletion of your company's data after the agreement ended",
        duties=("Check for an open return or a hold", "Delete in every place, backups named", "Issue the certificate"),
        fields=TERMINATION,
        outcomes=(
            Outcome("deleted", "Deleted", letter="L21"),
            Outcome("held", "Held, with reasons", needs_reasons=True),
        ),
        steps=ANSWER_ONLY,
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
        fields=CONTACT_RETENTION,
        outcomes=(
            Outcome("deleted", "Deleted"),
            Outcome("extended_by_agreement", "Kept longer by agreement", needs_reasons=True),
        ),
        steps=NO_ASKER,
        proof="none",
        internal=True,
        promises=("P23", "P24", "P25", "P26"),
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
        fields=BREACH,
        outcomes=(
            Outcome("reported", "Reported to the regulator", letter="L25"),
            Outcome("not_reported", "Not reported, with reasons", needs_reasons=True),
            Outcome("people_told", "Reported, and the people told", letter="L25"),
        ),
        steps=ANSWER_ONLY,
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
        fields=POLICY_CHANGE,
        outcomes=(Outcome("notified", "People told"), Outcome("posted_only", "Minor: posted only", needs_reasons=True)),
        steps=ANSWER_ONLY,
        proof="none",
        internal=True,
        promises=("P65", "P66", "P67"),
    ),
)
