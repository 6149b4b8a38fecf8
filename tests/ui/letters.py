"""Invented letters for window tests; one of them tries everything that markup can try."""

from pathlib import Path


def _letter(sender: str, subject: str, at: str, text: str, kind: str = "text/plain") -> str:
    return (
        f"Received: from mail.example.org by mx.example.com; {at}\n"
        f"From: {sender}\nTo: info@example.com\nSubject: {subject}\nDate: {at}\n"
        f"Message-ID: <{abs(hash((sender, at)))}@example.org>\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    )


HOSTILE_SUBJECT = '<b>Bold</b> <img src="/etc/hostname"> copy of my data'

LETTERS = {
    "okoro.eml": _letter(
        "Adaeze Okoro <adaeze@example.org>",
        "My data",
        "Sun, 22 Nov 2026 09:12:00 +0000",
        "Hello,\n\nPlease send me a copy of all the personal data you hold about me.\n\nThanks\nAdaeze Okoro\n\n"
        "On 3 April you wrote:\n> Thank you for your enquiry.\n> We shall be in touch.",
    ),
    "bevan.eml": _letter(
        "Rhys Bevan <rhys@example.org>",
        "Please delete my account",
        "Sat, 21 Nov 2026 10:00:00 +0000",
        "Please delete all the personal data you hold about me.",
    ),
    "markup.eml": _letter(
        "<i>Mallory</i> <mallory@example.org>",
        HOSTILE_SUBJECT,
        "Fri, 20 Nov 2026 10:00:00 +0000",
        "<html><body>Please send me a copy of my data. <b>Now</b> "
        '<img src="file:///etc/hostname"><a href="file:///etc/passwd">here</a></body></html>',
        "text/html",
    ),
}


def write_letters(folder: Path) -> Path:
    """Each as a file of its own."""
    for name, text in LETTERS.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\r\n")
    return folder
