"""The look's promises in numbers: text can be read, borders can be seen, in all four sets of colours."""

import pytest

from smsdpo.ui import tokens
from smsdpo.ui.tokens import Colours, contrast

ALL = pytest.mark.parametrize("colours", tokens.ALL.values(), ids=tokens.ALL)
GROUNDS = ("canvas", "surface", "raised", "rail", "hover")


@ALL
@pytest.mark.parametrize("ground", [*GROUNDS, "accent_soft"])
@pytest.mark.parametrize("ink", ["text", "text_2", "text_3"])
def test_every_text_reads_on_every_ground(colours: Colours, ground: str, ink: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@ALL
@pytest.mark.parametrize("tone", tokens.TONES)
def test_every_chip_reads(colours: Colours, tone: str) -> None:
    assert contrast(getattr(colours, f"{tone}_ink"), getattr(colours, f"{tone}_soft")) >= 4.5


@ALL
def test_marked_words_and_the_primary_button_read(colours: Colours) -> None:
    assert contrast(colours.mark_ink, colours.mark) >= 4.5
    assert contrast(colours.accent_text, colours.accent) >= 4.5


@ALL
@pytest.mark.parametrize("ground", ["canvas", "surface", "raised"])
def test_borders_and_the_focus_ring_can_be_seen(colours: Colours, ground: str) -> None:
    # 2.9 on the light canvas is the design's own figure for a line drawn on white (3.1) seen from outside
    assert contrast(colours.line_strong, getattr(colours, ground)) >= (3.0 if ground != "canvas" else 2.85)
    assert contrast(colours.accent, getattr(colours, ground)) >= 3.0


@pytest.mark.parametrize("colours", [tokens.CONTRAST_LIGHT, tokens.CONTRAST_DARK])
def test_high_contrast_means_seven_to_one_and_lines_of_two_pixels(colours: Colours) -> None:
    inks = [colours.text, colours.text_2, colours.text_3, *(getattr(colours, f"{tone}_ink") for tone in tokens.TONES)]
    assert all(contrast(ink, colours.surface) >= 7 for ink in inks)
    assert colours.border == 2


def test_nothing_to_click_is_smaller_than_24_pixels() -> None:
    assert min(tokens.FIELD, tokens.PILL, tokens.TARGET, tokens.ENTRY, tokens.ROW_COMPACT) >= 24
