"""Fields that several kinds of request share, and those that are written down for every one of them."""

from smsdpo.domain.case_fields import ANY_END, CaseField

PASSED_ON = (
    CaseField(
        "passed_to",
        "Customer to whom it was passed",
        "text",
        "The customer who decides about the data; printed in the letter.",
        needed_for=("passed_to_controller",),
    ),
)
"""Of every right that a customer's end user may ask for (R34)."""
REFUSED_IN_PART = (
    CaseField(
        "refused_part",
        "Refused part",
        "text",
        "Only where part of it is refused: “the correction of your date of birth”. Printed in the letter of refusal.",
    ),
    CaseField(
        "given_part", "What is done all the same", "text", "As the letter says it: “we have corrected your address”."
    ),
)
"""Of a right that has no end of its own for a refusal in part, so that one letter tells both."""
ERASED_ON = CaseField(
    "erased_on",
    "Erased on",
    "day",
    "The day on which every record decided so was in fact deleted, in every place. Carried out by hand.",
    needed_for=("erased", "erased_in_part", "stopped_and_erased"),
    promises=("P39",),
)
COMPETENCE = CaseField(
    "competence",
    "Competence of the child",
    "lines",
    "Whether the child understands what it asks for; in Scotland presumed from 12.",
)
CUSTOMER = CaseField("customer", "Customer", "text", "As in the contract.", needed_for=(ANY_END,), promises=("P54",))

ON_BEHALF = (
    ("self", "For themselves"),
    ("solicitor", "A solicitor"),
    ("parent", "A parent or guardian"),
    ("attorney", "An attorney (lasting power)"),
    ("deputy", "A deputy of the court"),
    ("other", "Somebody else with authority"),
)
CHILD = (
    CaseField(
        "age", "Age of the child", "number", "Only where the data is about somebody under 18 (R14).", promises=("P63",)
    ),
    COMPETENCE,
)
"""Where there is somebody who asks: a child that understands what it asks for acts for itself (R14)."""
EVERY_TYPE = (
    CaseField(
        "on_behalf", "Who asks, and for whom", "choice", "Somebody who acts for another shows that they may.", ON_BEHALF
    ),
    CaseField(
        "authority_seen", "Proof of authority seen", "text", "What was seen, when, by whom; no copy is kept (R15)."
    ),
    CaseField(
        "applies",
        "Which law protects the person",
        "choice",
        "Decides which regulator the letters name.",
        (("uk", "UK GDPR"), ("eea", "UK GDPR; the person lives in the EEA"), ("other", "Neither; the policy alone")),
        promises=("P76", "P89"),
    ),
    CaseField("late_cause", "Why it is late", "text", "Recorded once the date has passed; printed in the apology."),
    CaseField("late_new_date", "New date promised", "day", "Printed in the apology."),
)
"""Written down for every kind of request, where it applies."""


RECIPIENTS = CaseField(
    "recipients",
    "Who has received data about them",
    "lines",
    "By name where you know it, one a line, with what they received; printed in the answer (UK GDPR Art 15(1)(c)).",
    promises=("P6",),
)
"""Of whoever is given a copy: more than the kinds of recipients, where they are known."""


def recipients_told(*ends: str) -> CaseField:
    """Where data is corrected or erased, whoever received it is told (Art 19)."""
    return CaseField(
        "recipients_told",
        "Recipients told",
        "lines",
        "Who received the data and was told on which day, or why not (UK GDPR Art 19). "
        "Write “none” where nobody received it.",
        needed_for=ends,
    )
