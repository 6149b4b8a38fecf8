"""The fields of every kind of request, by rules.md section 5 and the promises they serve."""

from smsdpo.domain.case_fields import ANY_END, RELEASE, CaseField

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
ERASED_ON = CaseField(
    "erased_on",
    "Erased on",
    "day",
    "The day on which every record decided so was in fact deleted, in every place. Carried out by hand.",
    needed_for=("erased", "erased_in_part", "stopped_and_erased"),
    promises=("P39",),
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
    CaseField(
        "recipients_told",
        "Recipients told",
        "lines",
        "Who received the data and was told on which day, or why not "
        "(UK GDPR Art 19). Write “none” where nobody received it.",
        needed_for=("corrected", "completed"),
    ),
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
    CaseField(
        "recipients_told",
        "Recipients told",
        "lines",
        "Who received the data and was told on which day, or why not "
        "(UK GDPR Art 19). Write “none” where nobody received it.",
        needed_for=("erased", "erased_in_part"),
    ),
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
    CaseField(
        "competence",
        "Competence of the child",
        "lines",
        "Whether the child understands what it asks for; in Scotland presumed from 12.",
    ),
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

CUSTOMER = CaseField("customer", "Customer", "text", "As in the contract.", needed_for=(ANY_END,), promises=("P54",))
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
    CaseField("tell_because", "Reason", "lines", "Which law or order, or what would be prejudiced.", promises=("P74",)),
    CaseField("not_until", "May not be told until", "day", "Comes back by itself in the calendar.", promises=("P74",)),
    CaseField("told", "Person told on", "day", promises=("P73",)),
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
    CaseField(
        "competence",
        "Competence of the child",
        "lines",
        "Whether the child understands what it asks for; in Scotland presumed from 12.",
    ),
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


ALL = (
    *(
        PASSED_ON,
        RECTIFICATION,
        ERASURE,
        RESTRICTION,
        OBJECTION,
        MARKETING,
        CONSENT,
        AUTOMATED,
        PORTABILITY,
        THIRD_PARTY,
        UNDER_18,
    ),
    *(
        COMPLAINT,
        INQUIRY,
        DATA_RETURN,
        TERMINATION,
        CONTACT_RETENTION,
        DISCLOSURE,
        BREACH,
        POLICY_CHANGE,
        CHILD,
        EVERY_TYPE,
    ),
)
