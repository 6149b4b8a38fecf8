"""What stands together on a page."""

import pytest

from smsdpo.letters import fonts
from smsdpo.letters.blocks import ComposedLetter, Paragraph, Signature, Span
from smsdpo.letters.flow import pages, strips


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
