"""History and signatures are folded; what the writer says this time never is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.mail.quoted import quoted_spans

NEW = "Thank you. Please erase my account as well.\n\n"
OLD = "We have received your letter.\nThe office"


def unfolded(text: str) -> str:
    pieces, at = [], 0
    for start, end in quoted_spans(text):
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]]).strip()


@pytest.mark.parametrize(
    "opening",
    [
        "On Mon, 16 Nov 2026 at 09:00, DPO <dpo@example.test> wrote:\n\n",
        "On Mon, 16 Nov 2026 at 09:00,\nData Protection Officer\n<dpo@example.test> wrote:\n",
        "Am 16.11.2026 um 09:00 schrieb DPO <dpo@example.test>:\n",
        "Le lun. 16 nov. 2026 à 09:00, DPO <dpo@example.test> a écrit :\n",
        "El lun, 16 nov 2026 a las 09:00, DPO (<dpo@example.test>) escribió:\n",
        "Il giorno lun 16 nov 2026 alle ore 09:00 DPO <dpo@example.test> ha scritto:\n",
        "Op ma 16 nov 2026 om 09:00 schreef DPO <dpo@example.test>:\n",
        "W dniu 16.11.2026 o 09:00, DPO <dpo@example.test> napisał(a):\n",
        "-----Original Message-----\nFrom: DPO\n",
        "-----Ursprüngliche Nachricht-----\nVon: DPO\n",
        "From: DPO <dpo@example.test>\nSent: 16 November 2026 09:00\nTo: Amina\nSubject: Your letter\n\n",
        "Von: DPO <dpo@example.test>\nGesendet: Montag, 16. November 2026 09:00\nAn: Amina\nBetreff: Ihr Brief\n\n",
        "De : DPO <dpo@example.test>\nEnvoyé : lundi 16 novembre 2026 09:00\nÀ : Amina\nObjet : Votre lettre\n\n",
        "________________________________\nFrom: DPO\nSent: Monday\nTo: Amina\nSubject: Your letter\n\n",
    ],
)
def test_history_is_folded_in_the_languages_of_our_mail(opening: str) -> None:
    assert unfolded(NEW + opening + OLD) == NEW.strip()


def test_marked_lines_are_folded_and_answers_between_them_are_not() -> None:
    text = "On Mon, 16 Nov 2026, DPO <dpo@example.test> wrote:\n> Send it?\n\nYes.\n\n> By post?\n\nNo, by e-mail."
    assert unfolded(text).split() == ["Yes.", "No,", "by", "e-mail."]


def test_a_signature_is_folded_to_the_end() -> None:
    assert unfolded(NEW + "-- \nAmina Okafor\n020 7946 0123\n") == NEW.strip()
    assert unfolded(NEW + "Sent from my telephone") == NEW.strip()


@pytest.mark.parametrize(
    "letter",
    [
        "On 12 May 2026 you wrote:\n\nwe erase nothing.\n\nI ask you again to erase my data.",
        "From: my point of view it is simple.\n\nErase my data.",
        "I say this:\n\n> erase my data",
        "-- \n" + "\n".join(f"Point {number} of my letter." for number in range(40)),
        "---------- Forwarded message ---------\nFrom: Amina <a@example.org>\nDate: Monday\nSubject: x\n\nErase me.",
        "Please read.\n\nBegin forwarded message:\n\nFrom: Amina <a@example.org>\nDate: Monday\nTo: DPO\n\n> Erase me.",
        "> Erase all my data, please.",
        "",
    ],
)
def test_a_letter_that_only_looks_like_history_is_not_lost(letter: str) -> None:
    for demand in ("rase", "Point"):
        if demand in letter and "> erase my data" not in letter:
            assert demand in unfolded(letter)


@given(st.text(alphabet="> \n-_:OnFromSent@<>wrote1", max_size=400))
def test_spans_are_in_order_apart_and_inside(text: str) -> None:
    at = 0
    for start, end in quoted_spans(text):
        assert at <= start < end <= len(text)
        at = end


@pytest.mark.parametrize(
    "line", ["On " * 40_000, "> " * 100_000, "On x\n" * 50_000, "From: a\n" * 50_000, "-- \n" * 50_000]
)
def test_no_text_makes_the_search_slow(line: str) -> None:
    began = time.thread_time()
    quoted_spans(line)
    assert time.thread_time() - began < 5
