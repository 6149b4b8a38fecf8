"""A printed letter: complete, literal, self-contained, and the same bytes every time."""

import io
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smsdpo.core.errors import Refusal
from smsdpo.letters import fonts, pdf
from smsdpo.letters.catalogue import load_all
from smsdpo.letters.fields import sample_fields
from smsdpo.letters.fill import compose
from tests.letters.paper import MADE, PAPER, printed, reader, text_of, to

ALWAYS = ("SMS Tech", "Office of the Data Protection Officer", "info@sms-tech.org", "DSR-2026-0001", "22 November 2026")
RIGHTS = ("Complain to us", "within 30 days", "Information Commissioner’s Office", "0303 123 1113", "section 167")
REQUIRED = {
    "L01": ("2 November 2026", "2 December 2026", "What happens next", "a copy of the personal data we hold about you"),
    "L02": ("an address we do not know", "Your account number", "do not keep a copy", "begins on the day we receive"),
    "L06": (
        "DSR-2026-0001 data.xlsx",
        "Why we use it to answer your enquiry",
        "Who receives it",
        "How long we keep it 6 months",
        "Where it came from you gave it to us",
        "Held in Website forms",
        "correct data",
        "erase data",
        "restrict",
        "object",
        "automated",
        "outside the United Kingdom",
        "reasonable and proportionate search",
        "Website forms nothing",
        "paragraph 16",
        "We hold it for a legal duty of ours",
        "Promised by our privacy policy 2 December 2026",
        "Due by law 2 December 2026",
        *RIGHTS,
    ),
    "L07": ("Customer accounts", "found none", "an account number", *RIGHTS),
    "L08": ("with Refused part, invented", "another person, who has not agreed", "Schedule 2", "to a court", *RIGHTS),
    "L03": ("on behalf of somebody else", "lasting power of attorney", "may act for them by law", "do not keep a copy"),
    "L04": ("letters of eleven years", "New date 2 December 2026", "two further months", *RIGHTS),
    "L05": ("two accounts", "If you want everything, say so", "stands still from today", "hear nothing within a month"),
    "L05f": ("manifestly unfounded or excessive", "fifth request", "£25", "two hours of copying", "narrow", *RIGHTS),
    "L05h": ("Five of six systems", "old service desk", "Due by law", "2 December 2026"),
    "L09": ("DSR-2026-0001 data.xlsx", "separately, by telephone"),
    "L10": ("structured, common form", "data.xlsx", "What is left out, and why", "it went straight to", *RIGHTS),
    "L11": ("was: 14 Mill Lane; is now: 2 High Street", "The document you sent", "everybody who received", *RIGHTS),
    "L12": (
        "Contact forms, 2 records erased on",
        "Invoices, 3 records",
        "until 31 March 2033",
        "Backup copies",
        *RIGHTS,
    ),
    "L13": (
        "Restricted since 23 November 2026",
        "We look at it again on 23 November 2026",
        "before the restriction is lifted",
        *RIGHTS,
    ),
    "L14": ("before that ends", "From 23 November 2026 on"),
    "L15": ("Channels stopped", "do-not-contact list", "are not marketing and still reach you", *RIGHTS),
    "L16": ("How it is reached", "contest it", *RIGHTS),
    "L17a": ("Acknowledged 22 November 2026", "We make enquiries", "by e-mail on 2 November 2026", *RIGHTS),
    "L17b": ("Five of six systems", "old service desk", *RIGHTS),
    "L17c": ("What we found", "What we put right", "take it to the regulator", *RIGHTS),
    "L18": ("Example Couriers Ltd", "Article 19", "Delivery address of one person", "do the same"),
    "L19": ("Do Not Track signal", "Contact forms 6 months", "version 1 of our privacy policy"),
    "L20": ("Due within three working days 2 December 2026", "Integrity (SHA-256)", "confirm its receipt"),
    "L21": ("We certify", "14 days", "The last backup", "23 November 2026"),
    "L23": ("Power relied on", "only for the purpose you named", "What is disclosed, and what is not"),
    "L24": ("Disclosed to", "as far as the law permits", "What was disclosed", *RIGHTS),
    "L25": ("Information Commissioner’s Office", "20 November 2026, 09:12", "Nature Loss", "later than 72 hours"),
    "L26": (
        "What the people affected can do: an invented sample",
        "What it may mean for you",
        "What we have done",
        *RIGHTS,
    ),
    "L28": ("we are sorry", "Our new date is 23 November 2026", "Why it is late", *RIGHTS),
    "L29": ("14 days after that day", "2 December 2026", "within three working days"),
    "L30": ("You can take it up again at any time", "have had no reply", *RIGHTS),
    "L31": ("Customer to whom it was passed, invented", "the customer decides"),
    "L32": ("does not end because of that", "What we have done", "does not say what data we held", *RIGHTS),
    "M01": ("Service desk", "Ngozi Okafor, SMS-20441", "27 November 2026", "section 173"),
    "M02": ("I have had no reply yet", "27 November 2026"),
    "M03": ("reminded twice", "breaks the law and its own promise"),
}


@pytest.mark.parametrize("key", sorted(load_all()))
def test_each_letter_says_what_it_must(key: str) -> None:
    letter = printed(key)
    text = text_of(letter)
    assert [needed for needed in (*ALWAYS, *REQUIRED[key], "Alex Morgan") if needed not in text] == []
    assert f"Page {letter.pages} of {letter.pages}" in text
    assert "Article 77" not in text
    assert "[" not in text


@pytest.mark.parametrize("key", ["L06", "L07", "L08"])
def test_an_answer_states_both_dates_and_how_they_were_counted(key: str) -> None:
    text = text_of(printed(key, policy_due_long="2 December 2026", statutory_due_words="3 December 2026"))
    for needed in ("2 December 2026", "3 December 2026", "Received 2 November 2026", "30 days after 2 November 2026"):
        assert needed in text


def test_an_incomplete_letter_is_not_printed_and_says_what_is_missing() -> None:
    composed = compose(load_all()["L08"], sample_fields() | {"refusal_reasons": [], "regulator_name": ""})
    with pytest.raises(Refusal, match="reasons for refusing, each with its provision, name of the regulator"):
        pdf.build(composed, PAPER, made_at=MADE)


def test_the_same_letter_at_the_same_moment_gives_the_same_bytes() -> None:
    assert printed("L06").data == printed("L06").data
    assert printed("L06").data != printed("L06", records_given="25").data


def test_every_font_is_embedded_and_none_is_named_for_nothing() -> None:
    with pikepdf.open(io.BytesIO(printed("L06", recipient_name="Łukasz Дмитрий").data)) as document:
        found = [font for page in document.pages for font in page.Resources.Font.values()]
        assert found
        assert all("/FontFile2" in font.FontDescriptor for font in found)
        assert {str(font.BaseFont).rpartition("+")[2] for font in found} == {"NotoSans-Regular", "NotoSans-Bold"}


def test_title_author_language_and_date_are_set_and_the_page_is_a4() -> None:
    letter = printed("L06")
    document = reader(letter)
    about = document.metadata
    assert about is not None
    assert about.title == "DSR-2026-0001 Answer to your access request"
    assert about.author == "SMS Tech, Office of the Data Protection Officer"
    assert about.creation_date == datetime(2026, 11, 22, 12, tzinfo=UTC)
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [595, 842]


def test_a_name_with_brackets_and_accents_is_printed_exactly() -> None:
    name = "O'Brien <obrien@example.com> & Söhne"
    letter = printed("L01", salutation=f"Dear {name}", paper=to(name, "14 Example Street"))
    assert text_of(letter).count(name) == 2
    assert f"Dear {name}," in text_of(letter)


def test_markup_is_printed_literally_and_nothing_acts(tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"\x89PNG\r\n\x1a\n")
    hostile = f'<b>unclosed </para> <a href="javascript:alert(1)">x</a> <img src="{canary}"/> &copy; <onDraw name="x"/>'
    letter = printed("L01", request_in_words=hostile, salutation="Dear <font color=red>")
    text = text_of(letter)
    assert "<b>unclosed </para>" in text
    assert '<a href="javascript:alert(1)">x</a>' in text
    assert "&copy; <onDraw name=" in text
    with pikepdf.open(io.BytesIO(letter.data)) as document:
        names = {str(key) for thing in document.objects if isinstance(thing, pikepdf.Dictionary) for key in thing}
        kinds = {str(thing.get("/Subtype")) for thing in document.objects if isinstance(thing, pikepdf.Stream)}
    assert not names & {"/URI", "/JavaScript", "/JS", "/Launch", "/Annots", "/OpenAction"}
    assert "/Image" not in kinds


def test_brackets_and_backslashes_are_printed_as_they_are() -> None:
    awkward = r"C:\new\(old) \134 ) ( \\) end"
    assert awkward in text_of(printed("L01", request_in_words=f"the folder {awkward}"))


@pytest.mark.parametrize("name", ["Łukasz Дмитрий Ωμέγα", "Zoe\u0308 Ngũgĩ", "Nguyễn Thị Ánh", "Şükrü Ђорђе"])
def test_names_of_europe_and_beyond_are_printed_letter_by_letter(name: str) -> None:
    text = text_of(printed("L01", salutation=f"Dear {name}", paper=to(name)))
    assert text.count(fonts.settle(name)) == 2
    assert "■" not in text


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("山田太郎", "DroidSansFallback"),
        ("ქეთევან", "NotoSansGeorgian"),
        ("Արամ", "NotoSansArmenian"),
        ("שרה", "NotoSansHebrew"),
        ("محمد", "NotoSansArabic"),
        ("प्रिया", "NotoSansDevanagari"),
        ("สมชาย", "NotoSansThai"),
    ],
)
def test_other_scripts_are_set_in_a_font_that_has_them(name: str, font: str) -> None:
    letter = printed("L01", salutation=f"Dear {name}", paper=to(name))
    with pikepdf.open(io.BytesIO(letter.data)) as document:
        names = {str(f.BaseFont).rpartition("+")[2] for page in document.pages for f in page.Resources.Font.values()}
    assert any(found.replace("-Regular", "") == font for found in names), names


def test_what_follows_a_name_in_another_script_is_printed_in_its_own_font() -> None:
    text = text_of(printed("L01", salutation="Dear שרה; or (प्रिया), or 山田", paper=to("14 Example Street")))
    assert "or (" in text
    assert "), or 山田," in text


def test_letters_shaped_for_one_text_lend_no_characters_to_another() -> None:
    printed("L01", salutation="Dear محمد")
    with pytest.raises(Refusal, match=r"U\+E000"):
        printed("L01", salutation="Dear \ue000\ue001")


@pytest.mark.parametrize("character", ["\U0001f600", "\U00012000"])
def test_a_character_no_font_has_stops_the_letter_and_is_named(character: str) -> None:
    with pytest.raises(Refusal) as refused:
        printed("L01", salutation=f"Dear {character}")
    assert character in refused.value.message
    assert f"U+{ord(character):04X}" in refused.value.message
    composed = compose(load_all()["L01"], sample_fields() | {"salutation": f"Dear {character}"})
    assert pdf.missing_characters(composed, PAPER) == (character,)
    letter = pdf.build(composed, PAPER, made_at=MADE, substitute={character: "(smile)"})
    assert "Dear (smile)," in text_of(letter)


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(codec=None, categories=None), max_size=30))
def test_any_text_is_printed_or_its_unprintable_characters_are_named(text: str) -> None:
    composed = compose(load_all()["L01"], sample_fields() | {"request_in_words": f"x{text}x"})
    lacking = pdf.missing_characters(composed, PAPER)
    if lacking:
        with pytest.raises(Refusal) as refused:
            pdf.build(composed, PAPER, made_at=MADE)
        refused.value.sentence().encode()
    assert pdf.build(composed, PAPER, made_at=MADE, substitute=dict.fromkeys(lacking, "?")).pages >= 1


def test_a_character_missing_in_the_address_stops_the_letter_too() -> None:
    with pytest.raises(Refusal, match=r"U\+1F600"):
        printed("L01", paper=to("Sam \U0001f600", "14 Example Street"))
    composed = compose(load_all()["L01"], sample_fields())
    letter = pdf.build(composed, to("Sam \U0001f600"), made_at=MADE, substitute={"\U0001f600": "Smith"})
    assert "Sam Smith" in text_of(letter)


def test_signs_that_turn_the_order_of_text_round_are_left_out() -> None:
    assert "Dear exe.invoice," in text_of(printed("L01", salutation="Dear \u202eexe.invoice\u202c\x00"))


def test_forty_thousand_words_in_one_paragraph_are_set_whole_and_in_time() -> None:
    words = [f"word{number}" for number in range(40_000)]
    start = time.thread_time()
    letter = printed("L01", request_in_words=" ".join(words))
    assert time.thread_time() - start < 20
    assert set(words) <= set(text_of(letter).replace(".", " ").split())


def test_a_fact_taller_than_a_page_does_not_stop_the_letter() -> None:
    words = [f"day{number}" for number in range(2_000)]
    letter = printed("L01", working_line=" ".join(words))
    assert set(words) <= set(text_of(letter).split())


def test_a_word_wider_than_the_page_and_line_breaks_in_a_value_are_kept() -> None:
    letter = printed("L01", request_in_words="first line\nsecond line " + "x" * 300)
    assert text_of(letter).replace(" ", "").count("x" * 300) == 1
    assert "first line second line" in text_of(letter)


def test_the_address_stands_in_the_envelopes_window() -> None:
    lines = ("Ms Ngozi Okafor", "Flat 4, Example House", "14 Example Street", "Little Example", "ANYTOWN", "AB1 2CD")
    places: list[tuple[float, float]] = []
    across = down = 0.0
    with pikepdf.open(io.BytesIO(printed("L01", paper=to(*lines)).data)) as document:
        for step in pikepdf.parse_content_stream(document.pages[0]):
            operands: Any = step.operands
            if str(step.operator) == "Tm":
                across, down = float(operands[4]) / 72 * 25.4, 297 - float(operands[5]) / 72 * 25.4
            elif str(step.operator) == "Tj" and bytes(operands[0]).decode("latin-1") in lines:
                places.append((across, down))
    assert len(places) == len(lines)
    assert all(20 < across < 100 and 57 < down <= 81.1 for across, down in places)


def test_later_pages_carry_the_reference_and_their_number() -> None:
    letter = printed("L06")
    assert letter.pages == 2
    second = reader(letter).pages[1].extract_text()
    assert "DSR-2026-0001" in second
    assert "Page 2 of 2" in second


def test_a_sample_is_marked_on_every_page() -> None:
    pages = reader(printed("L06", paper=replace(PAPER, sample=True))).pages
    assert all("SAMPLE" in page.extract_text() for page in pages)
    assert "SAMPLE" not in text_of(printed("L06"))


def test_a_page_is_read_from_its_head_to_its_foot() -> None:
    text = text_of(printed("L01", paper=replace(PAPER, sample=True)))
    order = [
        "SAMPLE",
        "Office of the Data Protection Officer",
        "Ngozi",
        "We have received",
        "Alex Morgan",
        "Page 1 of 1",
    ]
    assert sorted(order, key=text.index) == order
