"""What stands together on a page."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from smsdpo.letters import fonts
from smsdpo.letters.blocks import Block, ComposedLetter, Facts, Heading, Paragraph, Signature, Span
from smsdpo.letters.catalogue import load_all
from smsdpo.letters.fields import sample_fields
from smsdpo.letters.fill import compose
from smsdpo.letters.flow import SIZE, Strip, pages, strips


@pytest.mark.parametrize("paragraphs", range(1, 40))
def test_a_signature_never_stands_alone_on_a_page(paragraphs: int) -> None:
    fonts.ready()
    body = tuple(Paragraph((Span(f"The {number}th of these paragraphs."),)) for number in range(paragraphs))
    signature = Signature("Yours sincerely,", ("D. Pearce", "Data Protection Officer"))
    letter = ComposedLetter("L01", "Title", "1", "Subject", (*body, signature), (), "")
    laid = pages(strips(letter), 400.0, 600.0)
    last = ["".join(piece.text for piece in mark.line) for _, strip in laid[-1] for mark in strip.marks]
    assert last[0] != "Yours sincerely,"
    assert "Yours sincerely," in last


def _letter(parts: int, *, rows: int = 5) -> ComposedLetter:
    """A letter of so many parts: a heading with a small table each, then the signature."""
    label, fact = (Span("Why we use it"),), (Span("To answer your enquiry"),)
    blocks: list[Block] = []
    for number in range(parts):
        blocks += [Heading((Span(f"Part {number}"),)), Facts(((label, fact),) * rows)]
    signature = Signature("Yours sincerely,", ("D. Pearce", "Data Protection Officer"))
    return ComposedLetter("L06", "Title", "1", "Subject", (*blocks, signature), (), "")


def _words(page: Sequence[tuple[float, Strip]]) -> list[str]:
    return ["".join(piece.text for piece in mark.line) for _, strip in page for mark in strip.marks]


@pytest.mark.parametrize("parts", range(1, 20))
def test_a_part_stands_whole_under_its_heading_and_no_last_page_is_next_to_empty(parts: int) -> None:
    fonts.ready()
    laid = pages(strips(_letter(parts)), 470.0, 640.0)
    for page in laid:
        words = _words(page)
        headings = sum(word.startswith("Part") for word in words)
        assert words.count("Why we use it") == headings * 5, "no table is parted from its heading or in two"
    down, last = laid[-1][-1]
    assert len(laid) == 1 or down + last.height > 640 * 0.15
    assert len(laid) == 1 or any(word.startswith("Part") for word in _words(laid[-1])), "it signs a whole part"


def test_a_letter_that_runs_over_by_a_line_or_two_is_set_closer_instead() -> None:
    fonts.ready()
    setting = list(strips(_letter(4)))
    exact = sum(strip.before + strip.height for strip in setting)
    assert [len(pages(setting, room, 640.0)) for room in (exact, exact - 10, exact * 0.95, exact * 0.8)] == [1, 1, 1, 2]
    last = pages(setting, exact - 10, 640.0)[-1][-1]
    assert last[0] + last[1].height <= exact - 10


@pytest.mark.parametrize("over", [40, 70, 100])
def test_the_paragraph_on_rights_is_drawn_up_and_does_not_leave_half_a_page_white(over: int) -> None:
    """What an extension notice looks like: its last part alone on a second page, though little is too much."""
    fonts.ready()
    setting = list(strips(compose(load_all()["L04"], sample_fields() | {"residence_eea": ""})))
    whole = sum(strip.before + strip.height for strip in setting)
    laid = pages(setting, whole - over, 690.0)
    assert len(laid) == (1 if over < 90 else 2)
    rights = ["If you are not content with our answer" in _words(page) for page in laid]
    assert rights == ([True] if over < 90 else [False, True]), "and the part stays whole"
    lowest = min(b - a for (a, _), (b, _) in pairwise(laid[0]))
    assert lowest >= SIZE * 1.1, "no line stands on another"


def test_a_table_longer_than_half_a_page_may_be_parted() -> None:
    fonts.ready()
    laid = pages(strips(_letter(1, rows=60)), 470.0, 640.0)
    assert _words(laid[0]).count("Why we use it") > 15
