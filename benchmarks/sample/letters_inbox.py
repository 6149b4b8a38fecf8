"""The seven letters that wait in the sample's inbox on 22 November 2026."""

from datetime import UTC, datetime

from benchmarks.sample import enclosures
from benchmarks.sample.envelope import Letter

KOWALSKA_HTML = """\
<html><head><style>p { color: #333 }</style></head><body>
<p>STOP e-mailing me!!</p>
<p>This is the third time I have asked. I do not want any more offers or newsletters from you,
not by e-mail and not by text message. <b>Take me off the mailing list.</b></p>
<p>T. Kowalska<br>teresa.kowalska@example.com</p>
</body></html>
"""

INBOX = (
    Letter(
        "okafor.eml",
        "Ngozi Okafor",
        "ngozi.okafor@mail.example",
        "Copy of my data please",
        datetime(2026, 11, 22, 9, 12, tzinfo=UTC),
        """
        Hello,

        Please send me a copy of all the personal data you hold about me,
        including anything from the contact form I filled in last spring. My
        account with you is SMS-20441.

        An Excel file is fine, and a letter on paper would be welcome too.

        Thanks,
        Ngozi Okafor
        07700 900118
        """,
        encoding="8bit",
    ),
    Letter(
        "west-police.eml",
        "K. Price, West Police",
        "k.price@west-police.example",
        "Request under Schedule 2 DPA",
        datetime(2026, 11, 22, 8, 40, tzinfo=UTC),
        """
        Data Protection Officer,

        I am a constable with West Police and I am investigating the theft of
        tablets from a delivery van on 3 November. For the prevention and
        detection of crime I ask you to disclose, under paragraph 2 of Schedule 2
        to the Data Protection Act 2018, the name and address of the customer for
        order W-5518 and the time it was signed for.

        The signed form is attached. Please do not tell the customer of this
        request: it would prejudice the investigation.

        PC 4471 K. Price
        West Police, Economic Crime
        020 7946 0471
        """,
        enclosures=(
            enclosures.pdf(
                "Request for disclosure WP-2026-118.pdf",
                "West Police - request for disclosure of personal data",
                "Reference WP/2026/118, order W-5518",
                "Purpose: prevention and detection of crime",
                "Countersigned: Insp. R. Doyle",
            ),
        ),
    ),
    Letter(
        "davies.eml",
        "Siân Davies",
        "sian.davies@example.org",
        "Delete my account details",
        datetime(2026, 11, 21, 16, 5, tzinfo=UTC),
        """
        Good afternoon,

        I closed my account (SMS-20777) in the summer and I would now like you to
        delete my personal details – name, address, telephone number, everything.
        I also withdraw my consent to the newsletter.

        I know you may have to keep the invoices for the tax office. If you do,
        please tell me which ones and until when.

        Diolch,
        Siân Davies
        """,
    ),
    Letter(
        "helpdesk-88120.eml",
        "Helpdesk, ticket 88120",
        "helpdesk@sms-tech.example",
        "Return of customer data, K-310",
        datetime(2026, 11, 20, 14, 26, tzinfo=UTC),
        """
        Ticket 88120 has been handed over to you by the support desk.

        Customer:    K-310, Kestrel Joinery Ltd
        Raised by:   Hugh Pemberton (named contact on the agreement)
        Agreement:   in force, Workshop Cloud

        The customer asks us to return their data: all job sheets, drawings and
        worker lists they keep in the cloud service, as one export. They would
        like CSV files by encrypted download.

        Return of customer data is due within three working days.
        """,
        headers=(("X-Ticket", "88120"),),
        encoding="7bit",
    ),
    Letter(
        "kowalska.eml",
        "Teresa Kowalska",
        "teresa.kowalska@example.com",
        "stop e-mailing me!!",
        datetime(2026, 11, 19, 19, 48, tzinfo=UTC),
        "",
        html=KOWALSKA_HTML,
        html_only=True,
    ),
    Letter(
        "rahman.msg",
        "Amir Rahman",
        "amir.rahman@example.net",
        "A colleague gave you my number",
        datetime(2026, 11, 18, 11, 30, tzinfo=UTC),
        """
        Hello,

        One of your sales people rang me yesterday on 07700 900263. I never gave
        you that number. He said a colleague of mine had passed my details to you
        at a trade fair.

        How did you get my details, who gave them to you, and what exactly was
        written down? I never agreed to being passed around like a business card.

        Amir Rahman
        """,
        enclosures=(enclosures.text("call log.txt", "SAMPLE\n17/11/2026 15:02 incoming 020 7946 0110, 4 min\n"),),
    ),
    Letter(
        "smith-complaint.eml",
        "Joanna Smith",
        "joanna.smith@example.org",
        "Complaint: no answer yet",
        datetime(2026, 10, 19, 10, 15, tzinfo=UTC),
        """
        To whom it may concern,

        This is a formal complaint about the way you handle personal data. On 1
        September I asked you to correct my postal address. Nobody replied. Since
        then two letters about my account have gone to my old flat and were opened
        by the new tenant.

        I am unhappy with how you have handled this and I want to know what you
        will do about it. If I hear nothing I will go to the Information
        Commissioner.

        Joanna Smith
        14 Larch Row, Leeds
        """,
        charset="cp1252",
        encoding="quoted-printable",
    ),
)
