"""Every promise of the privacy policy by number, with its lines there and a short title in our words (promises.md)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """`lines` are the policy's non-empty lines; `landed` is set once a journey through the program proves it."""

    id: str
    lines: tuple[int, ...]
    title: str
    landed: bool = False


LANDED: frozenset[str] = frozenset(
    {"P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P16", "P17", "P18", "P19"}
    | {"P20", "P21", "P22", "P31", "P32", "P39", "P48", "P49", "P54", "P55", "P56", "P57"}
    | {"P58", "P59", "P60", "P61", "P62", "P63", "P64", "P69", "P70", "P71", "P72", "P73"}
    | {"P74", "P75", "P76", "P77", "P78", "P79", "P80", "P81", "P82", "P85", "P86", "P87", "P88"}
    | {"P89", "P90"}
)
"""Ids carried by a passing journey (`@pytest.mark.promise`); a promise never leaves this set again."""

_PROMISES = (
    ("P1", (2,), "The company decides about the data and says who it is"),
    ("P2", (3,), "Data is used only as the Services need it"),
    ("P3", (3,), "Products, services, websites and applications are the Services"),
    ("P4", (3,), "The kinds of data we collect are listed"),
    ("P5", (4,), "What we collect, how and why is explained"),
    ("P6", (4,), "A person can have a copy of their data"),
    ("P7", (4,), "A person can have their data put right"),
    ("P8", (4,), "A person can take control: restrict, object, withdraw, move"),
    ("P9", (5,), "There is a Data Protection Officer"),
    ("P10", (5,), "A team supports the officer"),
    ("P11", (5,), "The office is reached at its one address"),
    ("P12", (5,), "The inbox is watched and managed"),
    ("P13", (5,), "Questions about practices and rights are answered"),
    ("P14", (7,), "Where data is collected directly is listed"),
    ("P15", (8,), "Further data is collected while delivering, in ways that change"),
    ("P16", (9,), "Account numbers are account data"),
    ("P17", (9,), "Purchases are account data"),
    ("P18", (9,), "Renewal and expiry dates are account data"),
    ("P19", (9,), "Information requests are account data"),
    ("P20", (9,), "Service requests, notes and our answers are account data"),
    ("P21", (10,), "The six fields of a contact form"),
    ("P22", (10,), "Contact data serves only to answer the enquiry"),
    ("P23", (10,), "Contact data is deleted after six months at most"),
    ("P24", (10,), "Longer only with engagement and expressed interest"),
    ("P25", (12,), "Six months run from the latest engagement"),
    ("P26", (12,), "Longer if agreed with the person"),
    ("P27", (12,), "A representative of ours makes such agreements"),
    ("P28", (14,), "Archives follow the back-up policy"),
    ("P29", (14,), "The back-up policy may change at any time"),
    ("P30", (14,), "The back-up policy can be seen"),
    ("P31", (14,), "Who answers for losses caused by third parties"),
    ("P32", (17,), "A person gets an exported file of their data"),
    ("P33", (17,), "A person can have any of their data erased"),
    ("P34", (17,), "Kept: what administration, law or security oblige us to keep"),
    ("P35", (17,), "Security records are kept for security"),
    ("P36", (18,), "Kept while a purchased service needs it"),
    ("P37", (18,), "Kept for legitimate business purposes"),
    ("P38", (18,), "Kept for legal or contractual records"),
    ("P39", (18,), "Erasure is honoured as far as it can be"),
    ("P40", (20,), "Contact directly or through a service provider"),
    ("P41", (20,), "Service messages for what was signed up or bought"),
    ("P42", (20,), "Offers with consent"),
    ("P43", (20,), "Offers on legitimate interests"),
    ("P44", (20,), "Consent is no condition of a purchase"),
    ("P45", (20,), "The kinds of contact are listed"),
    ("P46", (21,), "A joint offer says who collects and whose policy applies"),
    ("P47", (21,), "A joint offer describes the choices and how to use them"),
    ("P48", (22,), "Data given by someone else is removed on request"),
    ("P49", (24,), "Data is stored and sent to accepted standards"),
    ("P50", (24,), "Encryption where appropriate"),
    ("P51", (25,), "Kept only as long as the Services need it"),
    ("P52", (25,), "Kept after that for legal or business purposes only"),
    ("P53", (25,), "The retention periods are listed"),
    ("P54", (26,), "Customers own the data in our cloud services"),
    ("P55", (26,), "A customer's data is returned at any time of the agreement"),
    ("P56", (26,), "The return is asked for at the support desk"),
    ("P57", (26,), "The return takes three working days"),
    ("P58", (26,), "Customer data goes 14 days after the agreement ends"),
    ("P59", (26,), "What was deleted cannot be retrieved"),
    ("P60", (27,), "Questions about security and retention are answered"),
    ("P61", (29,), "Do Not Track changes nothing"),
    ("P62", (29,), "Where to read about Do Not Track"),
    ("P63", (31,), "Services are for those over 18"),
    ("P64", (31,), "Data of people under 18 can be reported to us"),
    ("P65", (33,), "The policy may change at any time"),
    ("P66", (33,), "Changes are posted"),
    ("P67", (33,), "Material changes are notified"),
    ("P68", (33,), "People know what is collected, used and disclosed"),
    ("P69", (35,), "Who may ask for disclosure"),
    ("P70", (35,), "The grounds for disclosure"),
    ("P71", (35,), "Disclosure is decided with care"),
    ("P72", (35,), "What was disclosed is on record"),
    ("P73", (36,), "The person is told of a disclosure by legal process"),
    ("P74", (36,), "Unless the law forbids telling"),
    ("P75", (36,), "Legal process can hold data in place"),
    ("P76", (38,), "Residents of the EEA know where to complain"),
    ("P77", (39,), "The regulator's address is given"),
    ("P78", (38,), "The office is ready for the regulator"),
    ("P79", (41,), "Concerns and complaints reach the office"),
    ("P80", (42,), "Everything is answered within thirty days"),
    ("P81", (42,), "Everything means everything"),
    ("P82", (5, 22, 27, 41), "One address serves four purposes"),
    ("P83", (8, 33), "Practices change, and the record says how they were"),
    ("P84", (10, 12), "Consent by expression of interest has its evidence"),
    ("P85", (9, 17), "What the person provided is told apart from the rest"),
    ("P86", (8,), "Indirect collection serves a stated purpose"),
    ("P87", (2, 3, 14), "The names of the company are one company"),
    ("P88", (14,), "Loss, destruction, alteration and disclosure are told apart"),
    ("P89", (38,), "Which law protects the person is noted"),
    ("P90", (26,), "Return only when it is asked for"),
)

PROMISES: Mapping[str, Promise] = {key: Promise(key, lines, title, key in LANDED) for key, lines, title in _PROMISES}
