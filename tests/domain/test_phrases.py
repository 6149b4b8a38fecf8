"""The pattern language of the phrase book, and its patience with hostile text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smsdpo.core.errors import Fault
from smsdpo.domain.flat_text import flatten
from smsdpo.domain.phrases import PhraseBook
from smsdpo.domain.quoting import quoted_spans
from smsdpo.domain.triage import read
from smsdpo.services.triage import read_text


def book_of(*phrases: str, **rule: object) -> PhraseBook:
    said = {"type": "erasure", "say": "made up", "weight": 0.9, "asks": True, "phrases": list(phrases)} | rule
    context = {"negators": ["not", "never"], "barriers": ["if"], "clauses": ["and"]}
    return PhraseBook.from_data(
        [{"language": "en", "words": {"thing": ["account", "user profile"]}, "context": context, "rule": [said]}]
    )


def matches(phrase: str, text: str, **rule: object) -> list[str]:
    reading = read(book_of(phrase, **rule), "", text, language="en")
    return [because.text for one in reading.suggestions if one.asks for because in one.because]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("wipe it", "Please wipe it now.", ["wipe it"]),
        ("wipe it", "swipe items", []),
        ("wip* it", "They WIPED it.", ["WIPED it"]),
        ("my <thing>", "my user  profile", ["my user  profile"]),
        ("(drop|lose) my <thing>", "lose my account", ["lose my account"]),
        ("drop all? mine", "drop mine", ["drop mine"]),
        ("drop ..2 account", "drop that old account", ["drop that old account"]),
        ("drop ..2 account", "drop that very old account", []),
        ("drop ..4 account", "drop it. My account is fine", []),
        ("drop ..4 account", "drop it\n\nmy account", []),
        ("drop ..4 account", "drop it if my account is old", []),
        ("drop ..4 account", "drop\nmy account", ["drop\nmy account"]),
        ("^ drop my account", "Hello, drop my account", ["drop my account"]),
        ("^ drop my account", "I would drop my account", []),
        ("deja vu", "Déjà vu!", ["Déjà vu"]),
        ("i'd go", "I’d go", ["I’d go"]),
    ],
)
def test_the_pattern_language(phrase: str, text: str, found: list[str]) -> None:
    assert matches(phrase, text) == found


def test_a_negator_just_before_turns_a_phrase_round() -> None:
    assert matches("drop my account", "do not drop my account") == []
    assert matches("drop my account", "I do not care and drop my account") == ["drop my account"]
    assert matches("drop my account", "do not drop my account", negatable=False) == ["drop my account"]


def test_a_heading_stands_alone_on_its_line() -> None:
    assert matches("drop request ..3", "Hello\nDrop request, urgent\nBye", at="line") == ["Drop request, urgent"]
    assert matches("drop request", "this is no drop request really", at="line") == []


def test_one_word_messages_may_carry_a_name_but_no_sentence() -> None:
    assert matches("stop", "STOP\n\nJane Example", at="message") == ["STOP"]
    assert matches("stop", "Stop\n\nThe bus leaves at nine from here", at="message") == []


def test_a_phrase_book_with_an_unknown_list_or_place_is_our_fault() -> None:
    with pytest.raises(Fault):
        book_of("my <nothing>")
    with pytest.raises(Fault):
        book_of("my account", at="footer")


@given(st.text(max_size=400))
def test_flat_text_keeps_every_character_in_its_place(text: str) -> None:
    assert len(flatten(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["please", "delete", "my", "data", "not", "\n", "> ", ".", "é", "Art.", "15", "GDPR"])))
def test_reading_any_mixture_points_into_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for one in read_text("", text).suggestions:
        assert 0 <= one.score <= 1
        for because in one.because:
            assert text[because.start : because.end] == because.text


@pytest.mark.parametrize(
    "piece",
    [
        "please ",
        "i want to delete my personal ",
        "can you stop using my data but keep it until ",
        "bitte ich möchte meine daten ",
        "what how do you my data ",
        "> ",
        "\n",
        "a",
        "art. ",
        "On 1 x wrote ",
        "From: a\n",
        "don't ",
        "@",
        "-",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begun = time.process_time()
    read_text("", text)
    assert time.process_time() - begun < 8  # about a second on an ordinary machine; without bounds it would be hours


@pytest.mark.parametrize(
    "header",
    [
        "On Mon, 3 Mar 2026 at 10:15, Jane Example <jane@example.org> wrote:",
        "Am 03.03.2026 um 10:15 schrieb Jane Example:",
        "Le 3 mars 2026 à 10:15, Jane Example a écrit :",
        "El 3 mar 2026, a las 10:15, Jane Example escribió:",
        "Il giorno 3 mar 2026 Jane Example ha scritto:",
        "Op 3 mrt 2026 om 10:15 schreef Jane Example:",
        "-----Original Message-----",
        "From: Jane Example\nSent: 3 March 2026 10:15\nTo: Office",
    ],
)
def test_the_line_above_earlier_mail_is_known_in_many_languages(header: str) -> None:
    text = f"My answer.\n\n{header}\n\nEarlier words."
    assert quoted_spans(text) == ((text.index(header), len(text)),)


def test_a_sentence_that_only_mentions_who_wrote_is_not_quoting() -> None:
    assert quoted_spans("As my sister wrote: never give up.\nBye") == ()


@pytest.mark.parametrize(
    "text",
    ["My aunt Rose\nonce wrote:\nnever give up.", "He wrote:\nplease delete my data", "She wrote:\nbut he wrote:\nno."],
)
def test_who_wrote_without_a_day_or_an_address_is_a_sentence_of_the_persons_own(text: str) -> None:
    assert quoted_spans(text) == ()


def test_a_header_below_such_a_sentence_still_begins_the_earlier_mail() -> None:
    text = "As my sister wrote:\nnever give up.\n\nOn 3 March 2026, Jane Example wrote:\nEarlier words."
    assert quoted_spans(text) == ((text.index("On 3 March"), len(text)),)


def test_marks_of_a_mail_program_that_hold_nothing_hide_nothing() -> None:
    assert quoted_spans("Please delete my account.", [(7, 7)]) == ()
    assert quoted_spans("Please delete my account.", [(0, 6), (4, 9), (9, 9)]) == ((0, 9),)


def test_a_rule_for_subjects_does_not_hear_the_text() -> None:
    book = book_of("account closure", at="subject")

    def asks(subject: str, text: str) -> bool:
        return any(one.asks for one in read(book, subject, text, language="en").suggestions)

    assert asks("Account closure", "Please do it soon.")
    assert not asks("My plan", "The account closure of my neighbour took long.")


def test_a_very_long_run_of_messages_is_read_like_the_first() -> None:
    book = book_of("drop my account")
    for start in range(0, 130_000, 10_000):
        words = " ".join(f"w{number}" for number in range(start, start + 10_000))
        assert not any(one.asks for one in read(book, "", words, language="en").suggestions)
    assert any(one.asks for one in read(book, "", "Drop my account.", language="en").suggestions)
