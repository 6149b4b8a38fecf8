"""The letters behind the sample's open requests: several rights in one, five languages, many encodings."""

from datetime import UTC, datetime, timedelta, timezone

from benchmarks.sample import enclosures
from benchmarks.sample.envelope import Letter

BST = timezone(timedelta(hours=1))

LEFEVRE_HTML = """\
<html><body><p>Bonjour,</p>
<p>En application du r&egrave;glement sur la protection des donn&eacute;es, je vous demande de me
transmettre <b>une copie de mes donn&eacute;es personnelles dans un format lisible par machine</b>
(CSV ou JSON), afin que je puisse les confier &agrave; un autre prestataire.</p>
<p>Mon compte&nbsp;: SMS-20655.</p>
<p>Cordialement,<br>&Eacute;lo&iuml;se Lef&egrave;vre</p></body></html>
"""

OPEN = (
    Letter(
        "nowak.eml",
        "Łukasz Nowak",
        "lukasz.nowak@example.net",
        "Access to my data, and a copy I can move",
        datetime(2026, 10, 14, 18, 20, tzinfo=BST),
        """
        Dear Data Protection Officer,

        1. Under Article 15 I make a subject access request. Tell me what data you
           hold on me and send me a copy, with the purposes and the recipients.
        2. Please also give me the part I supplied myself in a machine-readable
           format (CSV is fine), so that I can take it to another provider.

        My account number is SMS-20512 and the telephone number on it ends in 204.

        With kind regards
        Łukasz Nowak
        """,
        encoding="base64",
    ),
    Letter(
        "oneill.eml",
        "Zoë O'Neill",
        "zoe.oneill@example.org",
        "My name is wrong on your invoices",
        datetime(2026, 10, 19, 8, 55, tzinfo=BST),
        """
        Hello –

        You have my name wrong: it is “O’Neill” with two l’s and an apostrophe,
        and Zoë has its two dots. Your last three invoices say “ZOE ONEIL”.
        Please correct it, and update my address to 3 Ferry Lane, Bristol while
        you are about it.

        Zoë O’Neill
        account SMS-20588
        """,
        charset="windows-1252",
        encoding="8bit",
    ),
    Letter(
        "mueller.eml",
        "Jürgen Müller",
        "juergen.mueller@example.com",
        "Löschung meiner Daten",
        datetime(2026, 10, 25, 21, 40, tzinfo=UTC),
        """
        Guten Tag,

        ich widerrufe meine Einwilligung in die Zusendung Ihrer Angebote und bitte
        Sie, alle zu meiner Person gespeicherten Daten zu löschen. Bitte bestätigen
        Sie mir die Löschung schriftlich und nennen Sie mir die Stellen, an die Sie
        meine Daten weitergegeben haben.

        Mit freundlichen Grüßen
        Jürgen Müller
        """,
        charset="iso-8859-15",
    ),
    Letter(
        "mbeki.eml",
        "Grace Mbeki",
        "grace.mbeki@example.org",
        "Turned down by a computer",
        datetime(2026, 10, 26, 7, 30, tzinfo=UTC),
        """
        Dear team,

        Your web shop refused me a credit account within two seconds, so I take it
        that a computer decided. I want a person to look at the decision again and
        to explain how it was made.

        Until then I object to you using my order history to build a profile of me.
        You may keep serving my existing subscription.

        Grace Mbeki, account SMS-20630
        """,
    ),
    Letter(
        "lefevre.eml",
        "Éloïse Lefèvre",
        "eloise.lefevre@example.net",
        "Copie de mes données",
        datetime(2026, 10, 27, 12, 10, tzinfo=UTC),
        """
        Bonjour,

        En application du règlement sur la protection des données, je vous demande
        de me transmettre une copie de mes données personnelles dans un format
        lisible par machine (CSV ou JSON), afin que je puisse les confier à un
        autre prestataire.

        Mon compte : SMS-20655.

        Cordialement,
        Éloïse Lefèvre
        """,
        html=LEFEVRE_HTML,
    ),
    Letter(
        "nair.eml",
        "Priya Nair",
        "priya.nair@example.com",
        "Please freeze my record",
        datetime(2026, 11, 2, 13, 0, tzinfo=UTC),
        """
        Hi,

        We disagree about the date on my service contract and my adviser may need
        the record. Please stop using my data but do not delete it: put it on hold
        until the disagreement is settled.

        Priya Nair
        SMS-20699
        """,
        encoding="7bit",
    ),
    Letter(
        "petrov.eml",
        "Дмитрий Петров",
        "d.petrov@mail.example",
        "Мои данные / my data",
        datetime(2026, 11, 3, 15, 45, tzinfo=timezone(timedelta(hours=3))),
        """
        Hello, I am writing from a new address.

        I would like to see everything you have on file about me, including the
        recordings of my calls to the support desk in August.

        Дмитрий Петров (Dmitry Petrov)
        """,
        charset="koi8-r",
        encoding="base64",
    ),
    Letter(
        "maildir/new/1794301217.M1P1.sample",
        "Li Wei 李伟",
        "li.wei@example.org",
        "Subject access request 个人资料",
        datetime(2026, 11, 10, 9, 0, tzinfo=UTC),
        """
        Dear Sir or Madam,

        I ask for a copy of the personal data your company has about me, in every
        system, from 2019 until today. You may answer in English or in Chinese.

        李伟
        Li Wei
        """,
        message_id="<sample-li-wei@example.org>",
    ),
    Letter(
        "hollis-solicitors.eml",
        "Hollis & Finch Solicitors",
        "records@hollis-finch.example",
        "Our client: Bernard Achterberg - subject access",
        datetime(2026, 11, 11, 16, 32, tzinfo=UTC),
        """
        Dear Sirs,

        We act for Mr Bernard Achterberg of 9 Quay Street, Hull. On his behalf we
        make a subject access request for his service notes and for the e-mails in
        which he is named between 1 January and 30 September 2026.

        His signed form of authority is enclosed.

        Yours faithfully,
        Hollis & Finch
        Ref: AF/ACH/0093
        """,
        enclosures=(
            enclosures.pdf(
                "Form of authority.pdf",
                "I, Bernard Achterberg, authorise Hollis & Finch",
                "to ask for and receive my personal data.",
                "Signed 9 November 2026",
            ),
        ),
    ),
    Letter(
        "ibanez.eml",
        "Carmen Ibáñez",
        "carmen.ibanez@example.com",
        "Retiro mi consentimiento",
        datetime(2026, 11, 17, 20, 5, tzinfo=UTC),
        """
        Buenas tardes:

        Retiro mi consentimiento para que compartan mis datos con sus socios
        comerciales y para recibir ofertas por correo electrónico. Les ruego que me
        confirmen la fecha en que dejan de hacerlo.

        Un saludo,
        Carmen Ibáñez
        """,
        charset="iso-8859-1",
    ),
    Letter(
        "ashworth.eml",
        "Tom Ashworth",
        "tom.ashworth@example.org",
        "My daughter is 15",
        datetime(2026, 11, 18, 7, 58, tzinfo=UTC),
        """
        Hello,

        my daughter Ellie is 15 and filled in the trial form on your website last
        week to get a free sticker sheet. She gave her name, her e-mail address and
        our home number. Please delete what she sent you. I am her father and can
        send you whatever you need to show it.

        Tom Ashworth
        020 7946 0622

        Sent from my phone
        """,
    ),
)

PHONE_NOTE = """\
From: Beatriz Almeida <beatriz.almeida@example.net>
Date: Thu, 12 Nov 2026 11:20:00 +0000
Subject: Telephone call, 12 November 2026, 11:20

SAMPLE - note of a telephone call

Taken by the front desk (R. Sutton). Caller: Beatriz Almeida, 07700 900377.

In her words: "Please correct my details in your records. The date of my
renewal is wrong: it says 1 November, and my paper says 1 October."

I read this back to her and she agreed that I had understood it.

She would like the answer by e-mail.
"""
