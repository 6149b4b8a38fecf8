"""The language of a message is named, and left open where there is too little to tell."""

import pytest

from smsdpo.domain import language
from smsdpo.domain.language import NAMES, name_language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Please let me know what has happened to the order that I placed last week."),
        ("de", "Bitte teilen Sie mir mit, was aus meiner Bestellung von letzter Woche geworden ist."),
        ("fr", "Veuillez me dire ce qu'est devenue ma commande de la semaine dernière."),
        ("es", "Por favor, díganme qué ha pasado con mi pedido de la semana pasada."),
        ("it", "Per favore ditemi che cosa è successo al mio ordine della settimana scorsa."),
        ("nl", "Laat mij alstublieft weten wat er met mijn bestelling van vorige week is gebeurd."),
        ("pl", "Proszę dać mi znać, co się stało z moim zamówieniem z zeszłego tygodnia."),
        ("ru", "Пожалуйста, сообщите, что случилось с моим заказом на прошлой неделе."),
        ("ja", "先週の注文がどうなったか教えてください。"),
    ],
)
def test_the_language_of_a_sentence_is_named(code: str, text: str) -> None:
    assert name_language(text) == code
    assert code in NAMES


@pytest.mark.parametrize("text", ["", "OK", "Jane 123", "jane@example.org https://example.org/a/b/c", "?!"])
def test_scraps_stay_undetermined(text: str) -> None:
    assert name_language(text) == "und"


def test_plain_english_is_told_before_the_model_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpacked() -> None:
        raise AssertionError("the model was unpacked")

    monkeypatch.setattr(language, "_identifier", unpacked)
    assert name_language("Please send me a copy of all the personal data you hold about me.") == "en"
    assert (
        name_language("Dear Sir or Madam,\n\nI want you to delete my account and would like to know when this is done.")
        == "en"
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Bitte löschen Sie mein Konto. Im Brief stand: please follow the link. Das habe ich nicht getan."),
        (
            "nl",
            "Ik heb op 'please confirm your account' geklikt en wil nu dat u mijn gegevens verwijdert, alstublieft.",
        ),
        (
            "zh",
            "您好，我想要求贵公司提供你们持有的关于我的全部个人资料的副本。谢谢。\n\n"
            "This message is only for the person to whom it is addressed. If you are not, please delete it.",
        ),
        (
            "ar",
            "أود الحصول على نسخة من جميع بياناتي الشخصية، وأطلب حذفها من سجلاتكم في أقرب وقت ممكن. وشكرا لكم.\n\nThis "
            "message is only for you. If you are not, please delete it.",
        ),
        ("fr", "Je reçois toujours « about your data » dans mes courriels et je demande que cela cesse maintenant."),
    ],
)
def test_english_words_in_another_language_do_not_make_it_english(code: str, text: str) -> None:
    assert name_language(text) == code
