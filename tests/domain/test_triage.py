"""What people write, in our own words, and the right that each sentence asks for."""

import pytest

from smsdpo.domain.phrases import compiled
from smsdpo.domain.records.mail import TriageReading
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.services.triage import phrase_book, read_text

ENGLISH = {
    "access": [
        "Please send me a copy of all the personal data you hold about me.",
        "I would like to make a subject access request.",
        "What information do you have on me?",
        "SAR - please action",
        "Under the Data Protection Act I am entitled to see everything you've got on me. Please supply it.",
        "Who have you told about me?",
        "This is a FOI request for my data.",
        "I want copies of my phone call recordings from March.",
        "Can I get a copy of my file?",
        "Could you please email me all emails that mention my name?",
        "Under Article 15 I request access to my personal data.",
    ],
    "portability": [
        "Please export my data as CSV.",
        "Send my data to my new provider in a machine-readable format.",
        "I want to download my account data",
        "Please transfer all my data to another company",
    ],
    "rectification": [
        "My surname is spelt wrong in your records, please correct it.",
        "You have the wrong address for me.",
        "Please update my email address to the new one below.",
        "My phone number has changed.",
        "I've moved house, please change my address",
    ],
    "erasure": [
        "Please delete everything you have about me.",
        "I want to be forgotten.",
        "Take me off your database.",
        "Close my account and wipe all my data.",
        "GDPR delete please",
        "I no longer wish to use your service. Kindly erase my data.",
        "I'd be grateful if you would remove my personal information from your website.",
        "I wish to have my account and any related data permanently removed.",
    ],
    "restriction": [
        "Please freeze my data while you look into this.",
        "Stop using my data but keep it.",
        "Don't touch my file until the court case is over.",
        "put my records on hold",
    ],
    "objection": [
        "I object to you using my data for profiling.",
        "Stop using my data for analytics.",
        "You have no right to share my information with your partners.",
    ],
    "objection_marketing": [
        "STOP",
        "Unsubscribe",
        "Please take me off the mailing list.",
        "No more emails please!",
        "Stop calling me.",
        "I don't want your newsletter any more",
        "Stop sending me spam",
    ],
    "consent_withdrawal": [
        "I withdraw my consent.",
        "I've changed my mind about the photo consent",
        "I hereby revoke the permission I gave you to use my data.",
    ],
    "automated_decision": [
        "A computer decided to reject my application; I want a human to review it.",
        "My application was turned down by an algorithm.",
        "I ask for human review of the automated decision.",
    ],
    "third_party_supplied": [
        "How did you get my number?",
        "Someone gave you my details without asking me.",
        "Where did you get my email address from?",
    ],
    "under_18_report": [
        "My son filled in your form, he is only 12.",
        "I am 15 and I made an account.",
        "A child used your site to sign up.",
        "My 13 year old daughter bought something on your app",
    ],
    "complaint": [
        "I want to make a complaint about how you handled my request.",
        "I am unhappy with how you dealt with my data.",
        "You breached GDPR.",
        "If I don't hear from you I will go to the ICO.",
        "Thirty days on, the statutory deadline has passed.",
    ],
    "general_inquiry": [
        "How long do you keep contact form data?",
        "Do you use cookies on your website?",
        "Does your site honour Do Not Track?",
        "I have a question about your privacy policy.",
        "Is my data encrypted?",
    ],
    "customer_data_return": [
        "Please send us our data back before the contract ends.",
        "We need a full export of our tenant data before we leave.",
        "We would like all our customer data returned.",
    ],
    "termination_deletion": ["Our contract has ended last Friday.", "Please cancel my subscription."],
    "authority_request": [
        "The police request disclosure under Schedule 2 of the Data Protection Act.",
        "Please find attached a court order requiring you to disclose the records.",
        "HMRC requires information about your customer.",
    ],
    "breach": [
        "I sent a spreadsheet with customer details to the wrong person.",
        "We lost a laptop with staff data on it.",
        "Your system has been hacked and my details leaked.",
        "I received another customer's invoice by mistake",
    ],
}

OTHER_LANGUAGES = [
    ("de", "erasure", "Hallo, ich möchte gerne meinen Account löschen lassen. Danke"),
    ("de", "access", "Welche Daten haben Sie über mich gespeichert?"),
    ("de", "objection_marketing", "Hiermit widerspreche ich der Nutzung meiner Daten zu Werbezwecken."),
    ("de", "restriction", "Bitte sperren Sie meine Daten, bis das geklärt ist."),
    ("de", "complaint", "Hiermit lege ich Beschwerde gegen Ihr Unternehmen ein."),
    ("fr", "erasure", "Bonjour, je souhaite l'effacement de toutes mes données personnelles."),
    ("fr", "erasure", "Je souhaite que vous supprimiez toutes les données que vous avez sur moi."),
    ("fr", "erasure", "Nous demandons que vous effaciez nos informations."),
    ("fr", "access", "J’exerce mon droit d’accès."),
    ("fr", "objection_marketing", "Je ne veux plus recevoir votre newsletter."),
    ("fr", "portability", "Je demande la portabilité de mes données."),
    ("es", "erasure", "Quiero que eliminen mi cuenta."),
    ("es", "access", "¿Qué datos tienen sobre mí?"),
    ("es", "consent_withdrawal", "Retiro mi consentimiento."),
    ("it", "erasure", "Vi chiedo di cancellare il mio account."),
    ("it", "rectification", "Vi prego di correggere il mio indirizzo."),
    ("it", "complaint", "Presento reclamo contro la vostra società."),
    ("nl", "erasure", "Ik verzoek u al mijn persoonsgegevens te wissen."),
    ("nl", "access", "Ik wil graag inzage in mijn gegevens."),
    ("nl", "objection", "Ik maak bezwaar tegen de verwerking van mijn gegevens."),
    ("pt", "erasure", "Por favor, apaguem a minha conta."),
    ("pt", "objection_marketing", "Não quero receber mais publicidade."),
    ("pl", "erasure", "Proszę o usunięcie mojego konta."),
    ("cs", "erasure", "Žádám o výmaz mých osobních údajů."),
    ("cs", "consent_withdrawal", "Odvolávám svůj souhlas se zpracováním osobních údajů."),
    ("ru", "erasure", "Прошу удалить мои персональные данные."),
    ("tr", "erasure", "Kişisel verilerimin silinmesini istiyorum."),
]

ORDINARY = [
    "Please delete this email if you are not the intended recipient.",
    "To unsubscribe from this list click here.",
    "You have the right to request the deletion of your data.",
    "Thanks for your help yesterday, see you on Monday.",
    "We have deleted the old files from the server.",
    "Please update the ticket when done.",
    "The patch removes the account table from the schema.",
    "How do I reset my password?",
    "The police station is next to our office.",
    "Could you please call me back about my order?",
    "I object to this change in the API.",
    "Please stop the server.",
    "I have moved the files to the new address.",
    "Bitte löschen Sie diese E-Mail, falls Sie nicht der Empfänger sind.",
    "Können Sie den Termin ändern?",
    "Merci de supprimer ce message si vous n'êtes pas le destinataire.",
    "¿Pueden cambiar la reunión a las tres?",
    "Kunt u de vergadering wijzigen?",
    "Proszę o fakturę za marzec.",
]

NOT_ASKED = [
    "I do not want to delete my account.",
    "Please do not delete my account!",
    "I never asked you to delete my account.",
    "Ich möchte mein Konto nicht löschen.",
]


def asked(reading: TriageReading) -> list[str]:
    return [one.type for one in reading.suggestions if one.asks]


@pytest.mark.parametrize(("type_", "sentence"), [(type_, one) for type_, many in ENGLISH.items() for one in many])
def test_a_sentence_as_people_write_it_is_read_as_asking(type_: str, sentence: str) -> None:
    assert type_ in asked(read_text("", sentence))


@pytest.mark.parametrize(("language", "type_", "sentence"), OTHER_LANGUAGES)
def test_the_same_is_read_in_other_languages_and_the_language_named(language: str, type_: str, sentence: str) -> None:
    reading = read_text("", sentence)
    assert type_ in asked(reading)
    assert reading.language == language


@pytest.mark.parametrize("sentence", ORDINARY)
def test_ordinary_mail_asks_for_nothing(sentence: str) -> None:
    reading = read_text("", sentence)
    assert asked(reading) == []
    assert reading.suggestions[0].type == "other"


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_what_the_writer_does_not_want_is_not_asked_for(sentence: str) -> None:
    assert "erasure" not in asked(read_text("", sentence))


def test_several_rights_in_one_letter_give_several_suggestions_best_first() -> None:
    reading = read_text(
        "My data",
        "Please send me a copy of all data you hold about me.\n\n"
        "After that, please delete my account. I also withdraw my consent to your newsletter.",
    )
    assert {"access", "erasure", "consent_withdrawal"} <= set(asked(reading))
    scores = [one.score for one in reading.suggestions if one.asks]
    assert scores == sorted(scores, reverse=True)


def test_every_reason_points_at_the_very_words() -> None:
    text = "Bonjour,\n\nJe vous demande l’accès à mes données.\nMerci de supprimer mon compte ensuite."
    reading = read_text("Demande d’accès", text)
    places = [because for one in reading.suggestions for because in one.because]
    assert {because.start for because in places if because.start < 0} == {-1}
    assert any("supprimer mon compte" in because.text for because in places)
    for because in places:
        assert because.rule
        if because.start >= 0:
            assert text[because.start : because.end] == because.text
        else:
            assert because.text in "Demande d’accès"


def test_the_subject_alone_is_enough() -> None:
    assert asked(read_text("Account deletion request", "Jane Example")) == ["erasure"]


def test_an_objection_to_advertising_is_not_also_a_general_objection() -> None:
    reading = read_text("", "I object to the processing of my personal data for direct marketing purposes.")
    assert asked(reading) == ["objection_marketing"]


def test_a_complaint_kept_in_reserve_is_mentioned_but_not_made() -> None:
    reading = read_text("", "Please delete my data. I reserve the right to lodge a complaint with the ICO.")
    assert asked(reading) == ["erasure"]
    assert "complaint" in {one.type for one in reading.suggestions}


def test_every_phrase_of_every_language_compiles() -> None:
    for language in phrase_book().books.values():
        for phrases in language.phrases.values():
            for pattern, _ in phrases:
                assert compiled(pattern.source)


def test_every_type_the_phrase_book_suggests_is_one_the_office_knows() -> None:
    book = phrase_book()
    types = {
        rule.type
        for language in book.books.values()
        for phrases in language.phrases.values()
        for _, rule in phrases
        if rule.type
    }
    assert types <= set(REQUEST_TYPES)
    assert set(REQUEST_TYPES) - types <= {"contact_retention", "policy_change", "other"}
    assert book.languages >= {"en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "ru", "tr"}
