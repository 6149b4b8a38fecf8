"""The words of the law that the office works with: what each means, and the policy's own sentence that it serves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Term:
    """`means` is one or two sentences in our words; `policy` stands word for word in the privacy policy, in line `line`
    of its lines that are not empty; `named` says whether the policy itself uses the word."""

    key: str
    title: str
    means: str
    policy: str
    line: int
    named: bool = False
    also: str = ""
    """Other words to find it by."""

    @property
    def source(self) -> str:
        """How the sentence is introduced: what the policy does not name is said to be only served by it."""
        if self.named:
            return f"The policy says (line {self.line}):"
        return f"The policy does not use this word. It serves this sentence of it (line {self.line}):"


_COPY: Final = (
    "You can request to receive an exported file of the personal data we hold about you, including any data you have "
    "provided to us."
)
_CONTROL: Final = (
    "It also describes options we provide for you to access, update or otherwise take control of your personal data "
    "that we process."
)
_ERASE: Final = "You can also request that we erase any personal data we hold about you."
_KEPT: Final = "This does not include any data we are obliged to keep for administrative, legal, or security purposes."
_THIRTY: Final = "We will respond to all requests, inquiries or concerns within thirty (30) days"
_RETAIN: Final = (
    "We retain personal data only for as long as necessary to provide the Services you have requested and thereafter "
    "for a variety of legitimate legal or business purposes."
)
_OFFERS: Final = (
    "We may also contact you with offers for additional services we think you’ll find valuable if you give us consent, "
    "or where allowed based upon legitimate interests."
)
_DISCLOSE: Final = (
    "We will disclose any information about you to government or law enforcement officials or private parties as we, "
    "in our sole discretion, believe necessary or appropriate to respond to claims and legal process (such as subpoena "
    "requests), to protect our property and rights or the property and rights of a third party, to protect the safety "
    "of the public or any person, or to prevent or stop activity we consider to be illegal or unethical."
)
_NOTIFY: Final = (
    "To the extent we are legally permitted to do so, we will take reasonable steps to notify you in the event that we "
    "are required to provide your personal information to third parties as part of legal process."
)
_REGULATOR: Final = (
    "If you are a resident of the European Economic Area (EEA) and believe we maintain your personal data subject to "
    "the General Data Protection Regulation (GDPR), you may direct questions or complaints to our lead supervisory "
    "authority, the Information Commissioner’s Office, as noted below:"
)
_COMPLAIN: Final = (
    "If you have any questions, concerns or complaints about our privacy Policy, our practices or our Services, you "
    "may contact our Office of the DPO by info@sms-tech.org."
)
_NEEDED: Final = (
    "For this reason, we collect and use personal data only as it might be needed for us to deliver to you our "
    "world-class products, services, websites and mobile applications (collectively, our “Services”)."
)
_PROTECT: Final = (
    "We follow generally accepted standards to store and protect the personal data we collect, both during "
    "transmission and once received and stored, including utilization of encryption where appropriate."
)
_OFFICER: Final = (
    "If at any time you have questions about our practices or any of your rights described below, you may reach our "
    "Data Protection Officer (“DPO”) and our dedicated team that supports this office by contacting us at "
    "info@sms-tech.org."
)

_TERMS: Final = (
    Term(
        "right_of_access", "Right of access (Article 15)",
        "Anyone may ask whether you hold data about them, and have a copy of it with an explanation of what it is used "
        "for. The request needs no form, no reason and no particular words.",
        _COPY, 17, also="subject access request SAR DSAR copy article 15 art 15",
    ),
    Term(
        "personal_data", "Personal data",
        "Anything that says something about a living person who can be told apart by it, alone or with other facts: a "
        "name, an account number, a note about a call, an IP address.",
        _NEEDED, 3, named=True, also="personal information",
    ),
    Term(
        "data_subject", "Data subject",
        "The living person whom the data is about. It need not be the person who writes to you.",
        _COPY, 17, also="person individual",
    ),
    Term(
        "controller", "Controller",
        "The organisation that decides why and how personal data is used, and answers for it. Here that is SMS Tech.",
        _NEEDED, 3, also="data controller",
    ),
    Term(
        "processor", "Processor",
        "Somebody who handles personal data for the controller and on its instructions only. A request that reaches a "
        "processor is answered by the controller.",
        "We may contact you directly or through a third-party service provider regarding products or services you have "
        "signed up or purchased from us, such as necessary to deliver transactional or service related communications.",
        20, also="provider third-party service provider sub-contractor",
    ),
    Term(
        "dpo", "Data Protection Officer",
        "The person who watches over the organisation's duties, advises on them, and is the contact for people and for "
        "the regulator.",
        _OFFICER, 5, named=True, also="DPO officer",
    ),
    Term(
        "thirty_days", "30 days (the policy's promise)",
        "The policy promises a response within 30 calendar days of the day a message arrived. The program never pauses "
        "or extends this date; where the law gives more time, only a holding letter sent in time keeps the promise.",
        _THIRTY, 42, named=True, also="deadline answer by",
    ),
    Term(
        "one_month", "One month (the law's time limit)",
        "The law asks for an answer without undue delay and within one month: the same day of the next month, the last "
        "day where there is no such day, and the next working day where that one is free.",
        _THIRTY, 42, also="time limit statutory deadline calendar month article 12",
    ),
    Term(
        "extension", "Extension by two months",
        "For a complex request, or several from one person, the law allows two months more. The person must be told, "
        "with reasons, within the first month; the policy's 30 days do not move by it.",
        _THIRTY, 42, also="extend three months",
    ),
    Term(
        "pause", "Pause (stopping the clock)",
        "Where you hold so much that you must ask what is meant, the law's clock of an access request rests from the "
        "question to the answer. Waiting for proof of identity is different: then the clock has not begun.",
        _THIRTY, 42, also="stop the clock clarification rest",
    ),
    Term(
        "acknowledgement", "Acknowledgement",
        "A short letter saying that a request has arrived and when it will be answered. For a complaint the law "
        "requires it within 30 days; it is not itself the answer.",
        _THIRTY, 42, also="acknowledge receipt confirmation",
    ),
    Term(
        "holding_letter", "Holding letter",
        "A first response that says what has been done and when the rest will follow. Sent within the 30 days it keeps "
        "the policy's promise, and the law's date governs from then on.",
        _THIRTY, 42, also="interim response holding reply",
    ),
    Term(
        "working_day", "Working day",
        "Any day but Saturday, Sunday and the bank holidays of the nation chosen in Settings. The day on which a "
        "request arrives does not count.",
        "Subject to such a request, the customer’s data will be returned within three working days.",
        26, named=True, also="three working days bank holiday",
    ),
    Term(
        "identity_check", "Identity check",
        "With a reasonable doubt about who is writing you may ask for proof, once and for no more than you need. Data "
        "sent to the wrong person is itself a breach.",
        _PROTECT, 24, also="proof of identity ID verification",
    ),
    Term(
        "reasonable_search", "Reasonable and proportionate search",
        "You must look wherever the person's data can sensibly be expected, and note where you looked and where not. "
        "You need not turn over every stone.",
        _COPY, 17, also="search scope",
    ),
    Term(
        "rectification", "Rectification (Article 16)",
        "A person may have wrong data put right and incomplete data completed; whoever was given the wrong data is "
        "told.",
        _CONTROL, 4, also="correction update right article 16 art 16",
    ),
    Term(
        "erasure", "Erasure (Article 17)",
        "A person may ask that their data be deleted. What must be kept is named with its reason and the day until "
        "when; the rest goes.",
        _ERASE, 17, named=True, also="deletion right to be forgotten article 17 art 17 erase delete",
    ),
    Term(
        "grounds_to_keep", "Grounds to keep",
        "The reasons for which data stays although its erasure was asked for. The policy names three; each record kept "
        "needs its own reason and an end.",
        _KEPT, 17, also="administrative legal security exemption retention ground",
    ),
    Term(
        "purchased_services", "Data needed for what was bought",
        "Data without which a product or service that the person has bought cannot be delivered stays as long as it is "
        "necessary for that, and no longer.",
        "If you make a request to delete your personal data and that data is necessary for the products or services "
        "you have purchased, the request will be honoured only to the extent it is no longer necessary for any "
        "Services purchased or required for our legitimate business purposes or legal or contractual record keeping "
        "requirements.",
        18, named=True, also="contract purchase",
    ),
    Term(
        "restriction", "Restriction (Article 18)",
        "The data is kept but not used while a dispute about it is settled, or because the person needs it for a "
        "claim. It is marked so that nobody works with it by mistake.",
        _CONTROL, 4, also="restrict processing freeze article 18 art 18",
    ),
    Term(
        "portability", "Portability (Article 20)",
        "What a person gave you by consent or contract, and what is processed by machine, they may have in a common "
        "format that other programs read.",
        _COPY, 17, also="data portability machine-readable export article 20 art 20",
    ),
    Term(
        "objection", "Objection (Article 21)",
        "A person may object to a use that rests on legitimate interests; you stop unless your reasons outweigh "
        "theirs. To direct marketing they may object always, and it stops at once.",
        _OFFERS, 20, also="object opt out direct marketing article 21 art 21",
    ),
    Term(
        "consent", "Consent",
        "A free, informed and clear yes to one purpose, which can be taken back as easily as it was given. Keep who "
        "said it, when, and to which words.",
        _OFFERS, 20, named=True, also="withdraw consent opt in",
    ),
    Term(
        "legitimate_interests", "Legitimate interests",
        "A use may rest on a real interest of the organisation if the person's own interests do not outweigh it. The "
        "weighing is written down before the use begins.",
        _OFFERS, 20, named=True, also="balancing test assessment LIA",
    ),
    Term(
        "retention", "Retention period",
        "How long a kind of data is kept, and from when that is counted. What has passed its period goes, unless a "
        "hold stops it.",
        _RETAIN, 25, named=True, also="storage limitation keep how long",
    ),
    Term(
        "latest_engagement", "Latest engagement",
        "The last time the person and the office had to do with each other. From that day the six months of a contact "
        "form or enquiry are counted.",
        "When submitting a contact form on a website, or enquiring about a service we offer, we hold this data for a "
        "maximum 6 months after latest engagement before deleting it from our records, unless otherwise agreed between "
        "a representative of our team and you.",
        12, named=True, also="six months contact form enquiry",
    ),
    Term(
        "legal_hold", "Legal hold",
        "A stop on deletion because the data is needed for a claim, a court or an open request. It has a reason and is "
        "lifted when that has gone.",
        "To the extent we are legally permitted to do so, we will take reasonable steps to notify you in the event "
        "that we are required to provide your personal information to third parties as part of legal process.",
        36, also="hold litigation preservation",
    ),
    Term(
        "customer_data", "Customer data (return and deletion)",
        "What a business customer keeps in our cloud services. It belongs to the customer, who may have it back within "
        "three working days while the agreement runs; 14 days after its end it is deleted.",
        "At termination of a service agreement, customer data will be retained for a period of 14 days before it is "
        "deleted from our systems and will no longer be retrievable.",
        26, named=True, also="return of data fourteen days 14 days",
    ),
    Term(
        "third_party", "Data about other people",
        "What names somebody else beside the person who asks. Give it out only if the other person agrees or it is "
        "reasonable without; otherwise blacken or leave it out.",
        _COPY, 17, also="third party redaction redact mixed data",
    ),
    Term(
        "third_party_provided", "Data that somebody else gave us",
        "A person who finds that others have handed you their details may have them removed, whether or not they ever "
        "dealt with you.",
        "If you believe that anyone has provided us with your personal information and you would like to request that "
        "it be removed from our database, please contact us at info@sms-tech.org.",
        22, named=True, also="removal provided by others",
    ),
    Term(
        "exemption", "Exemption (Schedule 2)",
        "Schedule 2 to the Data Protection Act 2018 lists cases in which data may be withheld or disclosed although "
        "the general rules say otherwise, such as crime, tax and legal proceedings. Each use is decided alone and "
        "noted.",
        _DISCLOSE, 35, also="schedule 2 sch 2 police crime legal privilege withhold",
    ),
    Term(
        "disclosure", "Disclosure to an authority",
        "Giving data to police, a court or another party that has a legal reason to ask. Check who asks and by what "
        "right, give the least that will do, and keep a record of exactly what went.",
        _DISCLOSE, 35, named=True, also="police subpoena law enforcement court order",
    ),
    Term(
        "notify_subject", "Telling the person about a disclosure",
        "Where the law allows it the person is told that their data was given to somebody as part of legal process. "
        "Where it does not, write down why and until when.",
        _NOTIFY, 36, named=True, also="notification gag",
    ),
    Term(
        "complaint", "Complaint",
        "Anyone may complain to you that their data was handled wrongly. Since 19 June 2026 the law asks for an "
        "acknowledgement within 30 days, steps without undue delay, and word of the outcome.",
        _COMPLAIN, 41, named=True, also="164A concern",
    ),
    Term(
        "regulator", "Regulator (supervisory authority)",
        "The authority that watches over data protection; in the United Kingdom the Information Commissioner's Office. "
        "Most answers must say that the person may complain to it.",
        _REGULATOR, 38, also="ICO information commissioner supervisory authority",
    ),
    Term(
        "refusal", "Refusal (manifestly unfounded or excessive)",
        "A request that is plainly not meant, or that repeats another without reason, may be refused. You must show "
        "why, answer in time all the same, and name the ways to complain.",
        _THIRTY, 42, also="refuse vexatious repeated fee",
    ),
    Term(
        "breach", "Personal data breach",
        "Personal data lost, destroyed, altered, or seen by the wrong people. Where it puts people at risk the "
        "regulator is told within 72 hours of your noticing.",
        _PROTECT, 24, also="incident 72 hours misdirected",
    ),
    Term(
        "minor", "Under 18",
        "The Services are for adults. If somebody younger has given you data, the office is told and sees to it at "
        "once.",
        "If you know of or have reason to believe anyone under the age of 18 has provided us with any personal data, "
        "please contact us.",
        31, named=True, also="child age minor",
    ),
    Term(
        "encryption", "Encryption",
        "Data made unreadable without a key. The store of this program is always encrypted; so is an export that you "
        "give a password.",
        _PROTECT, 24, named=True, also="encrypted key password",
    ),
)  # fmt: skip

TERMS: Mapping[str, Term] = {term.key: term for term in _TERMS}
