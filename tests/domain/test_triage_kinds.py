"""Reminders, replies, automatic mail, quoted history, standard letters, and letters nobody here can read."""

import pytest

from smsdpo.domain.records.mail import TriageReading
from smsdpo.services.triage import read_text

HISTORY = (
    "\n\nOn 3 March 2026 at 10:15, Jane Example <jane@example.org> wrote:\n> Please delete my account and my data.\n"
)


def asked(reading: TriageReading) -> list[str]:
    return [one.type for one in reading.suggestions if one.asks]


def test_quoted_history_does_not_ask_again() -> None:
    reading = read_text("Re: your account", "Thank you, that is all I needed to know, have a good week." + HISTORY)
    assert asked(reading) == []
    assert reading.kind == "reply"


def test_a_new_request_above_quoted_history_is_read() -> None:
    reading = read_text("Re: your account", "Thank you. Please also send me a copy of my data." + HISTORY)
    assert asked(reading) == ["access"]


def test_spans_the_mail_room_calls_quoted_count_as_history() -> None:
    new, old = "Thanks, got it, we can close this one then, all is well.\n", "Please delete my account.\n"
    assert asked(read_text("", new + old)) == ["erasure"]
    assert asked(read_text("", new + old, quoted=[(len(new), len(new) + len(old))])) == []


def test_a_forwarded_mail_without_own_words_is_the_message_itself() -> None:
    text = "For you.\n\n-----Original Message-----\nFrom: Jane Example\n\nPlease delete my account and my data."
    assert asked(read_text("Fwd: help", text)) == ["erasure"]


def test_a_reply_whose_subject_names_the_request_does_not_ask_again() -> None:
    reading = read_text("Re: Account deletion request", "Thanks, here is the reference you wanted: 4711.")
    assert asked(reading) == []


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March I sent you a subject access request. I have not received any reply. One month has passed.",
        "I am still waiting for a response to my erasure request under Article 17 GDPR.",
        "Am 3. März hatte ich bei Ihnen eine Anfrage nach Art. 15 DSGVO gestellt und keine Antwort erhalten.",
        "Le 3 mars je vous ai écrit au titre de l'article 15 du RGPD et je n'ai pas reçu de réponse.",
    ],
)
def test_a_reminder_is_one_and_asks_again_for_what_it_chases(text: str) -> None:
    reading = read_text("", text)
    assert reading.kind == "reminder"
    assert {"access", "erasure"} & set(asked(reading))


def test_waiting_for_something_else_is_no_reminder_of_a_right() -> None:
    reading = read_text("", "I have not received a reply about the missing parcel yet.")
    assert (reading.kind, asked(reading)) == ("message", [])


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Automatic reply: your letter", "I am out of the office until Monday."),
        ("Undeliverable: hello", "Delivery has failed to these recipients."),
        (
            "Spring offers",
            "Great things inside.\n\nYou are receiving this email because you signed up. Unsubscribe here.",
        ),
    ],
)
def test_machines_and_newsletters_are_automatic_mail(subject: str, text: str) -> None:
    reading = read_text(subject, text)
    assert (reading.kind, asked(reading)) == ("automatic", [])


def test_a_person_who_asks_outright_is_heard_even_through_a_robot() -> None:
    reading = read_text("Deletion", "Please delete my account and all my personal data.", automatic=True)
    assert asked(reading) == ["erasure"]
    assert reading.kind == "message"


def test_a_privacy_notice_that_lists_rights_asks_for_nothing() -> None:
    notice = (
        "We have updated our privacy policy. You have the right to access your data, to have it erased and to object. "
        "You can withdraw your consent at any time. You may opt out of marketing by following the link."
    )
    assert asked(read_text("Changes to our privacy policy", notice)) == []


def test_a_standard_letter_of_a_generator_is_named() -> None:
    text = (
        "I am hereby requesting access according to Article 15 GDPR. My request includes any other services and "
        "companies for which you are the controller. Below is the information necessary to identify me."
    )
    reading = read_text("", text)
    assert "datarequests.org" in reading.note
    assert asked(reading) == ["access"]


def test_a_deletion_service_that_writes_for_someone_is_named_so_that_its_authority_is_checked() -> None:
    reading = read_text(
        "", "We are the authorised agent of Jane Example. On behalf of our user, please erase her data."
    )
    assert "authority to be checked" in reading.note


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I act for Wanda Quill. Please send a copy of all her personal data.", True),
        ("We are instructed by our client Mr Ash to ask for a copy of his data.", True),
        ("I am writing on behalf of my mother, who would like her account deleted.", True),
        ("I hold a lasting power of attorney for my aunt and ask for her records.", True),
        ("Im Auftrag meiner Mandantin bitte ich um Auskunft nach Art. 15 DSGVO.", True),
        ("Please act on my request for a copy of my data.", False),
        ("My client account is wrong, please correct it.", False),
        ("Please send me a copy of my data. My mother has an account too.", False),
    ],
)
def test_whoever_writes_for_somebody_else_is_noticed(text: str, told: bool) -> None:
    assert ("Written for somebody else" in read_text("", text).note) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "da",
            "Kære alle. Jeg skriver til jer, fordi jeg gerne vil have at vide, hvad der er sket med min ordre i dag.",
        ),
        (
            "hu",
            "Tisztelt Hölgyem, Uram! Szeretném megtudni, hogy mi történt a megrendelésemmel, amelyet tegnap adtam fel.",
        ),
        ("zh", "您好，我想知道我昨天下的订单现在是什么情况，谢谢您的帮助。"),
    ],
)
def test_a_letter_in_a_language_the_program_cannot_read_is_said_to_be_one_and_reaches_a_person(
    language: str, text: str
) -> None:
    reading = read_text("", text)
    assert reading.language == language
    assert reading.kind == "message"
    assert reading.suggestions == ()
    assert "cannot read" in reading.note


def test_an_article_number_is_noticed_in_a_letter_in_any_language() -> None:
    reading = read_text("", "Jeg henviser til GDPR og venter på jeres svar. Det handler om artikel 17 GDPR og min sag.")
    assert "erasure" in {one.type for one in reading.suggestions}


@pytest.mark.parametrize("text", ["", "   \n ", "?", "12345", "\x00\x07", "a" * 200_000])
def test_nothing_much_is_read_as_nothing_asked(text: str) -> None:
    assert asked(read_text("", text)) == []
