"""What is read from a message: sender, words, attachments, whatever state its writer's program left it in."""

from base64 import b64encode

import pytest

from smsdpo.mail.names import safe_name
from tests.mail.conftest import LETTER, Read


def a_mail(header: bytes = b"", body: bytes = b"Please send me what you hold about me.\n") -> bytes:
    return b"From: Amina Okafor <amina@example.org>\nDate: Fri, 20 Nov 2026 09:14:30 +0000\n" + header + b"\n" + body


def in_parts(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    body = b"".join(b"--b\n" + part + b"\n" for part in parts) + b"--b--\n"
    return a_mail(b"Content-Type: multipart/" + kind + b'; boundary="b"\n', body)


# --- fields (security.md, X20 and test 31) ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        (b"=?utf-8?B?xYF1a2FzeiBOb3dhaw==?= <l.nowak@example.com>", "Łukasz Nowak", "l.nowak@example.com"),
        (b'"Nowak, =?iso-8859-2?Q?=A3ukasz?=" <l.nowak@example.com>', "Nowak, Łukasz", "l.nowak@example.com"),
        (b"l.nowak@example.com (Lukasz)", "Lukasz", "l.nowak@example.com"),
        (b"l.nowak@example.com", "", "l.nowak@example.com"),
        (b"Lukasz l.nowak@example.com", "Lukasz", "l.nowak@example.com"),
        (b"Undisclosed", "Undisclosed", ""),
        (b"Evil\x00Name <a@example.org>", "Evil Name", "a@example.org"),
        ("Jörg Müller <joerg@example.org>".encode(), "Jörg Müller", "joerg@example.org"),
        ("Jörg Müller <joerg@example.org>".encode("latin-1"), "Jörg Müller", "joerg@example.org"),
        (b"=?utf-8?Q?A=E2=80=AEgnp.exe?= <a@example.org>", "A gnp.exe", "a@example.org"),
    ],
)
def test_the_sender_is_read_however_it_is_written(read: Read, written: bytes, name: str, address: str) -> None:
    message = read(LETTER.replace(b"Amina Okafor <amina.okafor@example.org>", written))
    assert (message.from_name, message.from_address) == (name, address)


@pytest.mark.parametrize(
    "written", [b"\n" + b" " * 15_000, b"(" * 15_000, b"Amina" + b" " * 15_000 + b"Okafor", b"<" * 15_000]
)
def test_a_senders_field_that_is_made_to_take_for_ever_is_read_at_once(read: Read, written: bytes) -> None:
    raw = LETTER.replace(b"Amina Okafor <amina.okafor@example.org>", written)
    message = read(raw.replace(b"To: Data", b"Reply-To: " + written + b"\nTo: " + written + b"\nTo: Data"))
    assert "what you hold" in message.text
    assert message.from_address == ""


def test_a_mail_without_sender_is_taken_in_and_says_so(read: Read) -> None:
    message = read(b"Subject: Hello\nTo: dpo@example.test\n\nPlease answer.\n")
    assert message.from_address == ""
    assert "It does not name a sender's address." in message.notes


@pytest.mark.parametrize("written", [b"<>x", b"<>", b"", b"<<a@b>", b"\xff\xfe", b"<" + b"a" * 5000 + b">"])
def test_a_broken_message_id_harms_nothing(read: Read, written: bytes) -> None:
    message = read(LETTER.replace(b"<letter-1@example.org>", written))
    assert message.text == "Please send me what you hold about me."
    assert len(message.message_id) <= 500


def test_threads_are_followed(read: Read) -> None:
    message = read(a_mail(b"In-Reply-To: <one@example.org>\nReferences: <zero@example.org>\n <one@example.org>\n"))
    assert message.in_reply_to == "one@example.org"
    assert message.references == ("zero@example.org", "one@example.org")


def test_a_subject_of_a_megabyte_is_cut_for_showing(read: Read) -> None:
    message = read(a_mail(b"Subject: " + b"very " * 200_000 + b"\n"))
    assert len(message.subject) <= 1000
    assert len(message.raw) > 1_000_000


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (b"Auto-Submitted: auto-replied\n", "auto-reply"),
        (b"Auto-Submitted: no\n", ""),
        (b"X-Autoreply: yes\n", "auto-reply"),
        (b"List-Id: <news.example.org>\n", "list"),
        (b"Precedence: bulk\n", "list"),
        (b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n", "bounce"),
        (b"", ""),
    ],
)
def test_mail_of_programs_is_told_from_mail_of_people(read: Read, header: bytes, kind: str) -> None:
    message = read(a_mail(header))
    assert message.automatic_kind == kind


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [
        ("utf-8", "Grüße aus Łódź"),
        ("iso-8859-1", "Grüße"),
        ("windows-1250", "Łódź"),
        ("koi8-r", "Привет, удалите мои данные"),
        ("gb2312", "请删除我的数据"),
        ("iso-2022-jp", "データを消してください"),
        ("shift_jis", "データを消してください"),
        ("utf-16", "Grüße"),
    ],
)
def test_declared_character_sets_are_followed(read: Read, charset: str, encoded: str) -> None:
    content = b64encode(encoded.encode(charset))
    header = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n".encode()
    assert read(a_mail(header, content)).text == encoded


@pytest.mark.parametrize("charset", ["x-made-up", "zlib", "rot13", "unicode_escape", "idna", "", "us-ascii"])
def test_an_unknown_or_unfit_character_set_still_gives_the_words(read: Read, charset: str) -> None:
    header = f"Content-Type: text/plain; charset={charset}\n".encode()
    assert read(a_mail(header, "Bitte löschen Sie alles über mich.".encode())).text.endswith(
        "löschen Sie alles über mich."
    )


def test_undeclared_letters_of_another_alphabet_are_recognised(read: Read) -> None:
    words = "Прошу удалить все мои персональные данные из ваших систем и подтвердить это письменно."
    assert read(a_mail(b"", words.encode("cp1251"))).text == words


def test_the_plain_form_is_shown_and_the_rich_one_left(read: Read) -> None:
    raw = in_parts(
        b"Content-Type: text/plain\n\nPlease erase my account and tell me when it is done.",
        b"Content-Type: text/html\n\n<p>Please erase my <b>account</b> and tell me when it is done.</p>",
        kind=b"alternative",
    )
    assert read(raw).text == "Please erase my account and tell me when it is done."


def test_a_plain_form_that_only_points_to_the_rich_one_is_not_the_letter(read: Read) -> None:
    letter = b"<p>" + b"Please erase everything you hold about me and about my late mother. " * 5 + b"</p>"
    raw = in_parts(
        b"Content-Type: text/plain\n\nThis message needs HTML.",
        b"Content-Type: text/html\n\n" + letter,
        kind=b"alternative",
    )
    assert "my late mother" in read(raw).text


def test_a_letter_that_is_only_an_attached_text_is_shown(read: Read) -> None:
    raw = in_parts(b"Content-Type: text/plain; name=letter.txt\nContent-Disposition: attachment\n\nErase me, please.")
    message = read(raw)
    assert message.text == "Erase me, please."
    assert message.attachments[0].name == "letter.txt"
    assert any("attached text" in note for note in message.notes)


def test_a_message_that_only_encloses_another_shows_its_words_and_keeps_it_whole(read: Read) -> None:
    raw = in_parts(b"Content-Type: message/rfc822\n\n" + LETTER)
    message = read(raw)
    assert message.text == "Please send me what you hold about me."
    assert (message.attachments[0].name, message.attachments[0].content) == ("A copy of my data.eml", LETTER)


def test_damaged_parts_leave_readable_words_with_a_note(read: Read) -> None:
    message = read(a_mail(b"Content-Type: multipart/mixed; boundary=lost\n", b"Please erase my account.\n"))
    assert "Please erase my account." in message.text
    assert any("could not be told apart" in note for note in message.notes)


def test_a_last_part_without_end_is_still_read(read: Read) -> None:
    raw = in_parts(b"Content-Type: text/plain\n\nPlease erase my account.")[: -len(b"--b--\n")]
    assert read(raw).text == "Please erase my account."


def test_control_characters_never_reach_the_screen(read: Read) -> None:
    text = read(a_mail(b"Content-Type: text/plain; charset=utf-8\n", b"one\x00\x07 two\x1b[31m\r\nthree\rfour")).text
    assert text == "one two[31m\nthree\nfour"


def test_a_million_letters_in_one_line_are_cut_for_showing_and_kept_whole(read: Read) -> None:
    message = read(a_mail(b"", b"x" * 1_500_000))
    assert len(message.text) == 1_000_000
    assert any("kept whole" in note for note in message.notes)


# --- text files -------------------------------------------------------------------------------------------------------


def test_a_text_file_without_fields_is_a_letter_dated_when_it_was_added(read: Read) -> None:
    message = read("Request for my data\n\nDear sirs,\nplease send it. Grüße\n".encode(), "letter.txt")
    assert (message.subject, message.from_address) == ("Request for my data", "")
    assert message.text.endswith("Grüße")
    assert message.received_note.startswith("Received when it was added here, 22/11/2026: it has no date")


def test_a_text_file_with_fields_is_a_mail(read: Read) -> None:
    assert read(LETTER, "exported.txt").from_address == "amina.okafor@example.org"


def test_a_mail_file_without_fields_is_read_as_a_letter_with_a_note(read: Read) -> None:
    message = read(b"Please erase my account.\n", "letter.eml")
    assert message.text == "Please erase my account."
    assert any("read as a plain letter" in note for note in message.notes)


# --- attachments (test 29) --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../.bashrc", "bashrc"),
        ("C:\\x\\evil.exe", "evil.exe"),
        ("a\0b.pdf", "a b.pdf"),
        ("", "attachment"),
        ("...", "attachment"),
        ("CON.txt", "_CON.txt"),
        ("aux", "_aux"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        ("what?is:this.doc", "what_is_this.doc"),
        ("passport scan.pdf", "passport scan.pdf"),
        ("résumé 李.pdf", "résumé 李.pdf"),
    ],
)
def test_names_of_attachments_are_made_safe(written: str, shown: str) -> None:
    assert safe_name(written) == shown


def test_attachments_keep_their_bytes_and_their_original_names(read: Read) -> None:
    part = b"Content-Type: application/pdf\nContent-Disposition: attachment; filename=../../%s\n\n%s"
    raw = in_parts(b"\nSee both.", part % (b"id.pdf", b"first"), part % (b"id.pdf", b"second"))
    message = read(raw)
    assert [(one.name, one.original_name, one.content) for one in message.attachments] == [
        ("id.pdf", "../../id.pdf", b"first"),
        ("id.pdf", "../../id.pdf", b"second"),
    ]
    assert "changed to a safe one" in message.attachments[0].note


@pytest.mark.parametrize(
    "disposition",
    [
        b"attachment; filename*=utf-8''r%C3%A9sum%C3%A9.pdf",
        b"attachment; filename*0*=utf-8''r%C3%A9; filename*1*=sum%C3%A9.pdf",
        b'attachment; filename="=?utf-8?Q?r=C3=A9sum=C3=A9=2Epdf?="',
        b'attachment; filename="r\xc3\xa9sum\xc3\xa9.pdf"',
        b'attachment;\n filename="r\xe9sum\xe9.pdf"',
    ],
)
def test_names_in_every_encoding_are_read(read: Read, disposition: bytes) -> None:
    raw = in_parts(b"\nHello", b"Content-Type: application/pdf\nContent-Disposition: " + disposition + b"\n\nx")
    assert read(raw).attachments[0].name == "résumé.pdf"


def test_winmail_dat_is_kept_with_a_note(read: Read) -> None:
    raw = in_parts(b"\nHello", b"Content-Type: application/ms-tnef; name=winmail.dat\n\nx\x9f\x3e\x22")
    assert "winmail.dat" in read(raw).attachments[0].note


# --- the same letter twice --------------------------------------------------------------------------------------------


def test_the_same_letter_saved_twice_has_one_key_and_another_letter_another(read: Read) -> None:
    same = read(
        LETTER.replace(b"Message-ID: <letter-1@example.org>\n", b"X-Status: O\n").replace(b"\n", b"\r\n"), "b.eml"
    )
    other = read(LETTER.replace(b"what you hold", b"all you hold"), "c.eml")
    later = read(LETTER.replace(b"Date: Fri, 20 Nov", b"Date: Sat, 21 Nov"), "d.eml")
    first = read(LETTER)
    assert same.content_key == first.content_key
    assert first.sha256 != same.sha256
    assert len({first.content_key, other.content_key, later.content_key}) == 3
