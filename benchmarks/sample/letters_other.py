"""The rest of the sample's mail: replies, reminders, questions, and ordinary mail that asks for nothing."""

from datetime import UTC, datetime

from benchmarks.sample import enclosures
from benchmarks.sample.envelope import Enclosure, Letter
from benchmarks.sample.letters_inbox import INBOX
from benchmarks.sample.letters_open import OPEN

_BY_FILE = {letter.file: letter for letter in (*INBOX, *OPEN)}
BULK = (
    ("List-Unsubscribe", "<mailto:leave@bulletin.example>"),
    ("List-Id", "<weekly.bulletin.example>"),
    ("Precedence", "bulk"),
)
AWAY = (("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"))

BOUNCE = b"""\
Reporting-MTA: dns; mx.example.com\r
Arrival-Date: Thu, 12 Nov 2026 08:00:02 +0000\r
\r
Final-Recipient: rfc822; gone@example.com\r
Action: failed\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 no such mailbox here\r
"""

NEWSLETTER_HTML = """\
<html><body><table><tr><td><h1>Workshop Weekly</h1>
<p>Five ways to oil a lathe, and a reader's letter about glue.</p>
<p><a href="https://bulletin.example/read">Read on</a></p>
<p style="font-size:9px">You receive this because you signed up. <a href="https://bulletin.example/leave">Unsubscribe</a></p>
</td></tr></table><img src="https://bulletin.example/pixel.png" width="1" height="1"></body></html>
"""

REPLIES = (
    Letter(
        "nowak-reminder.eml",
        "Łukasz Nowak",
        "lukasz.nowak@example.net",
        "Re: Access to my data, and a copy I can move",
        datetime(2026, 11, 16, 8, 12, tzinfo=UTC),
        """
        Good morning,

        I wrote to you on 14 October and have had no answer. The month is over.
        When can I expect the copy of my data?

        Łukasz Nowak

        On Wed, 14 Oct 2026 at 18:20, Łukasz Nowak <lukasz.nowak@example.net> wrote:
        > Under Article 15 I make a subject access request. Tell me what data you
        > hold on me and send me a copy, with the purposes and the recipients.
        """,
        answers=_BY_FILE["nowak.eml"].id,
    ),
    Letter(
        "petrov-reply.eml",
        "Дмитрий Петров",
        "d.petrov@mail.example",
        "Re: Your request: one thing we need from you",
        datetime(2026, 11, 16, 10, 2, tzinfo=UTC),
        """
        Hello,

        Here is the picture of the account page you asked for, with the number
        covered as you suggested.

        Dmitry Petrov

        -----Original Message-----
        From: SMS Tech Data Protection Officer <info@sms-tech.org>
        Sent: 5 November 2026 14:00
        Subject: Your request: one thing we need from you

        Dear Mr Petrov, you wrote from an address we do not know. Could you show
        us that the account is yours?
        """,
        enclosures=(enclosures.png("account page.png"),),
        answers=_BY_FILE["petrov.eml"].id,
    ),
    Letter(
        "lefevre-merci.eml",
        "Éloïse Lefèvre",
        "eloise.lefevre@example.net",
        "Re: Copie de mes données",
        datetime(2026, 10, 29, 17, 44, tzinfo=UTC),
        """
        Bonjour,

        Merci pour votre accusé de réception. Le format CSV me convient très bien.

        Éloïse Lefèvre

        Le 28 oct. 2026 à 09:10, SMS Tech <info@sms-tech.org> a écrit :
        > Nous avons bien reçu votre demande du 27 octobre.
        """,
        answers=_BY_FILE["lefevre.eml"].id,
    ),
    Letter(
        "davies-thanks.eml",
        "Siân Davies",
        "sian.davies@example.org",
        "RE: Your final invoice",
        datetime(2026, 9, 4, 12, 30, tzinfo=UTC),
        """
        Thank you, that is all in order now.

        Siân

        ________________________________
        From: SMS Tech accounts
        Sent: 3 September 2026 17:01
        To: Siân Davies
        Subject: Your final invoice

        Please find your final invoice on your account page.
        """,
    ),
)

QUESTIONS = (
    Letter(
        "nneka-question.eml",
        "Nneka Okafor",
        "nneka.okafor@mail.example",
        "How long do you keep enquiry forms?",
        datetime(2026, 11, 5, 9, 30, tzinfo=UTC),
        """
        Hello,

        Before I fill in your form: how long do you keep what people write there,
        and does your website take notice of the Do Not Track setting of my
        browser?

        Kind regards
        Nneka Okafor
        """,
    ),
    Letter(
        "lindqvist-stop.eml",
        "Peter Lindqvist",
        "peter.lindqvist@example.com",
        "UNSUBSCRIBE",
        datetime(2026, 11, 9, 22, 17, tzinfo=UTC),
        """
        Stop.
        """,
        encoding="7bit",
    ),
    Letter(
        "fitzroy-howto.eml",
        "Edie Fitzroy",
        "edie.fitzroy@example.org",
        "How do I delete a saved drawing?",
        datetime(2026, 11, 13, 11, 11, tzinfo=UTC),
        """
        Hi support,

        in the tablet app I can't find how to delete an old drawing from the
        gallery. The bin icon is grey. Which menu is it in?

        Thanks, Edie
        """,
    ),
    Letter(
        "abara-invoice.eml",
        "Chidi Abara",
        "chidi.abara@example.net",
        "Copy of invoice 10877",
        datetime(2026, 11, 6, 14, 20, tzinfo=UTC),
        """
        Hello, could your accounts team send me the invoice 10877 again? I need it
        for my expenses by Friday.

        Best
        Chidi Abara
        """,
    ),
)

ORDINARY = (
    Letter(
        "workshop-weekly.eml",
        "Workshop Weekly",
        "weekly@bulletin.example",
        "Five ways to oil a lathe",
        datetime(2026, 11, 20, 6, 0, tzinfo=UTC),
        "Workshop Weekly\n\nFive ways to oil a lathe, and a reader's letter about glue.\n\nUnsubscribe: https://bulletin.example/leave\n",
        html=NEWSLETTER_HTML,
        headers=BULK,
    ),
    Letter(
        "out-of-office.eml",
        "Rosalind Achebe",
        "rosalind.achebe@example.org",
        "Automatic reply: Your new contract",
        datetime(2026, 11, 12, 8, 1, tzinfo=UTC),
        """
        I am away until Monday 23 November and read no e-mail. In urgent cases
        please ring my colleagues on 020 7946 0350.

        Rosalind Achebe
        """,
        headers=AWAY,
    ),
    Letter(
        "abwesend.eml",
        "Hanna Vogt",
        "hanna.vogt@example.com",
        "Abwesenheitsnotiz: Ihr Wartungsvertrag",
        datetime(2026, 11, 12, 8, 3, tzinfo=UTC),
        """
        Ich bin bis zum 27. November nicht im Büro. Ihre Nachricht wird nicht
        weitergeleitet.

        Hanna Vogt
        """,
        charset="iso-8859-1",
        headers=AWAY,
    ),
    Letter(
        "bounce.eml",
        "Mail Delivery System",
        "mailer-daemon@mx.example.com",
        "Undelivered Mail Returned to Sender",
        datetime(2026, 11, 12, 8, 0, tzinfo=UTC),
        """
        The message could not be delivered to one of its recipients:

        <gone@example.com>: no such mailbox here
        """,
        headers=(("Auto-Submitted", "auto-replied"),),
        enclosures=(Enclosure("status", "message/delivery-status", BOUNCE),),
        encoding="7bit",
    ),
    Letter(
        "mailbox-full.eml",
        "postmaster",
        "postmaster@example.net",
        "Delivery delayed: mailbox full",
        datetime(2026, 11, 14, 3, 33, tzinfo=UTC),
        """
        Your message has waited for 4 hours because the recipient's mailbox is
        full. Delivery will be tried for 4 more days. There is nothing you need
        to do.
        """,
        headers=(("Auto-Submitted", "auto-generated"),),
        encoding="7bit",
    ),
    Letter(
        "advert-gdpr.eml",
        "Compliance Rocket",
        "sales@rocket-compliance.example",
        "Drowning in subject access requests?",
        datetime(2026, 11, 17, 9, 0, tzinfo=UTC),
        """
        Hi there,

        Did you know that the average office spends 14 hours on each request? Our
        GDPR toolkit handles erasure, access and consent in one click. Book a free
        demo this week and get 20 % off.

        The Compliance Rocket team
        If you would rather not hear from us, reply with NO THANKS.
        """,
    ),
    Letter(
        "invitation.eml",
        "Marek Dvořák",
        "marek.dvorak@example.com",
        "Invitation: quarterly review, 3 December 10:00",
        datetime(2026, 11, 16, 9, 0, tzinfo=UTC),
        """
        Dear all, here is the entry for our quarterly review. Coffee will be
        provided. – Marek
        """,
        enclosures=(enclosures.invitation("review.ics"),),
    ),
    Letter(
        "job-application.eml",
        "Aoife Brennan",
        "aoife.brennan@example.org",
        "Application: workshop planner",
        datetime(2026, 11, 15, 15, 15, tzinfo=UTC),
        """
        Dear Sir or Madam,

        I would like to apply for the post of workshop planner you advertised on 8
        November. My curriculum vitae is attached; references on request.

        Yours sincerely
        Aoife Brennan
        """,
        enclosures=(enclosures.pdf("Brennan CV.pdf", "Curriculum vitae", "A. Brennan, workshop planner"),),
    ),
    Letter(
        "order-shipped.eml",
        "Parcel Runner",
        "no-reply@parcel-runner.example",
        "Your parcel 00451 is on its way",
        datetime(2026, 11, 18, 5, 40, tzinfo=UTC),
        """
        Good news! The parcel with your office supplies left our depot this
        morning. This mailbox is not read.
        """,
        encoding="7bit",
    ),
    Letter(
        "maildir/cur/1794304817.M2P1.sample",
        "Password service",
        "no-reply@sms-tech.example",
        "Your password was changed",
        datetime(2026, 11, 10, 10, 0, tzinfo=UTC),
        """
        The password of the shared mailbox was changed at 10:00. If this was you,
        there is nothing to do.
        """,
        message_id="<sample-password@sms-tech.example>",
        encoding="7bit",
    ),
    Letter(
        "maildir/cur/1794308417.M3P1.sample",
        "张敏",
        "zhang.min@example.com",
        "询价:工作台 200 件",
        datetime(2026, 11, 10, 11, 0, tzinfo=UTC),
        """
        您好,

        请报价 200 件工作台,月底前交货。谢谢!

        张敏
        """,
        charset="gb18030",
        encoding="base64",
        message_id="<sample-zhang@example.com>",
    ),
    Letter(
        "internal-list.eml",
        "Rowan Sutton",
        "rowan.sutton@sms-tech.example",
        "[front-desk] Re: Christmas hours",
        datetime(2026, 11, 19, 16, 2, tzinfo=UTC),
        """
        On Thu, 19 Nov 2026, Imogen Hart wrote:
        > On Thu, 19 Nov 2026, Rowan Sutton wrote:
        > > Do we answer the telephone on the 24th?
        > Until noon, I think.

        Noon it is. I have put it on the door.
        --
        Rowan Sutton, front desk
        """,
        headers=(("List-Id", "<front-desk.sms-tech.example>"), ("Precedence", "list")),
    ),
)

DESK_MBOX = (
    Letter(
        "support-desk.mbox",
        "Support desk",
        "helpdesk@sms-tech.example",
        "Ticket 88041 closed",
        datetime(2026, 11, 3, 17, 0, tzinfo=UTC),
        """
        Ticket 88041 (printer in the Leeds office) has been closed.

        From now on please use the new form for hardware.
        """,
        message_id="<sample-88041@sms-tech.example>",
        encoding="7bit",
    ),
    Letter(
        "support-desk.mbox",
        "Imogen Hart",
        "imogen.hart@sms-tech.example",
        "List sent to the wrong person",
        datetime(2026, 11, 4, 9, 25, tzinfo=UTC),
        """
        I have just sent the attendance list of Tuesday's course (11 names, no
        addresses) to the wrong person, a supplier. He rang at once and says he
        has deleted it. Do we have to report this breach?

        Imogen
        """,
        message_id="<sample-breach@sms-tech.example>",
    ),
    Letter(
        "support-desk.mbox",
        "Joanna Smith",
        "joanna.smith@example.org",
        "Complaint: no answer yet",
        INBOX[-1].at,
        INBOX[-1].text,
        charset="cp1252",
        message_id=INBOX[-1].id,
    ),
    Letter(
        "support-desk.mbox",
        "Support desk",
        "helpdesk@sms-tech.example",
        "Return of customer data, K-310",
        datetime(2026, 11, 20, 14, 31, tzinfo=UTC),
        INBOX[3].text,
        message_id="<sample-88120-again@sms-tech.example>",
        encoding="7bit",
    ),
    Letter(
        "support-desk.mbox",
        "Rosalind Achebe",
        "rosalind.achebe@example.org",
        "Recall: Your new contract",
        datetime(2026, 11, 11, 18, 20, tzinfo=UTC),
        """
        Rosalind Achebe would like to recall the message "Your new contract".
        """,
        message_id="<sample-recall@example.org>",
        encoding="7bit",
    ),
)

OTHER = (*REPLIES, *QUESTIONS, *ORDINARY, *DESK_MBOX)
