"""What is drawn can be read and seen, measured in the picture itself and in all four looks (WCAG 1.4.3 and 1.4.11)."""

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from itertools import chain

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.ui import style, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.complain import Complaint
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from smsdpo.ui.widgets.cards import Card
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.complaint import ComplaintPanel
from smsdpo.ui.widgets.fields import ChoiceField, DayField, LineField
from smsdpo.ui.widgets.labels import PlainLabel, Prose, quiet
from smsdpo.ui.widgets.pills import Pills
from smsdpo.ui.widgets.request_steps import Stepper
from tests.ui import cases, over_and_before, sheets
from tests.ui.conftest import Settle

LOOKS = pytest.mark.parametrize("look", tokens.ALL)
WORDS = "Wording HMEW"
contrast = cache(tokens.contrast)


def needed(look: str) -> float:
    """Of text: high contrast promises more than the law asks."""
    return 7.0 if tokens.ALL[look].border > 1 else 4.5


def field(_parent: QWidget) -> QWidget:
    made = LineField("line", "Line")
    made.setText(WORDS)
    return made


def empty_field(_parent: QWidget) -> QWidget:
    return LineField("empty", "Empty", hint=WORDS)


def choice(_parent: QWidget) -> QWidget:
    made = ChoiceField("choice", "Choice")
    made.addItem(WORDS)
    return made


def pills(_parent: QWidget) -> QWidget:
    return Pills((("one", WORDS), ("two", WORDS)), "views")


def steps(_parent: QWidget) -> QWidget:
    made = Stepper()
    made.show_steps(("triage", "identity", "find"), "identity", {"triage"})
    return made


def complaint(_parent: QWidget) -> QWidget:
    made = ComplaintPanel()
    made.show_complaint(Complaint(WORDS, WORDS, safe=WORDS, kind="Refusal"))
    return made


def chip(tone: str, _parent: QWidget) -> QWidget:
    return ChipLabel(Chip(WORDS, tone))


TEXTS: dict[str, Callable[[QWidget], QWidget]] = {
    "label": lambda _p: PlainLabel(WORDS),
    "quiet label": lambda _p: quiet(WORDS),
    "sentence": lambda _p: Prose(WORDS),
    "button": lambda _p: Button(WORDS, "button"),
    "primary button": lambda _p: PrimaryButton(WORDS, "primary"),
    "quiet button": lambda _p: QuietButton(WORDS, "quiet"),
    "field": field,
    "hint in a field": empty_field,
    "choice": choice,
    "day": lambda _p: DayField("day", "Day"),
    "pills": pills,
    "steps": steps,
    "complaint": complaint,
    **{f"{tone} chip": partial(chip, tone) for tone in tokens.TONES},
}
FRAMED = ("button", "choice", "day", "field", "hint in a field")
WITH_RING = ("button", "primary button", "quiet button", "field", "choice", "day")


def shown(qtbot: QtBot, look: str, make: Callable[[QWidget], QWidget]) -> tuple[QImage, QWidget, QWidget]:
    """The thing on a card of this look: the picture, the thing, the card."""
    style.choose(look)
    card = Card("ground", pad=24)
    qtbot.addWidget(card)
    style.dress(card)
    card.resize(420, 160)
    made = make(card)
    card.body.addWidget(made)
    card.show()
    made.show()
    card.setFocus()
    QApplication.processEvents()
    return card.grab().toImage(), made, card


def part(picture: QImage, thing: QWidget, card: QWidget) -> QImage:
    ratio = picture.devicePixelRatio()
    at = thing.mapTo(card, QPoint(0, 0))
    rect = QRect(round(at.x() * ratio), round(at.y() * ratio), *(round(n * ratio) for n in thing.size().toTuple()))
    return picture.copy(rect)


def colours(picture: QImage) -> Counter[str]:
    seen = Counter(chain.from_iterable(rows(picture)))
    return Counter({f"#{pixel & 0xFFFFFF:06x}": count for pixel, count in seen.items()})


def rows(picture: QImage) -> list[list[int]]:
    """The pixels as numbers, row by row."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    whole = memoryview(bytes(plain.constBits())).cast("I")
    wide = plain.bytesPerLine() // 4
    return [whole[at * wide : at * wide + plain.width()].tolist() for at in range(plain.height())]


def best(seen: Counter[str], ground: str) -> float:
    """The strongest ink on the ground: the middle of strokes, where smoothing has not thinned it."""
    return max(contrast(colour, ground) for colour in seen)


@LOOKS
def test_text_can_be_read(qtbot: QtBot, look: str) -> None:
    for what in TEXTS:  # a look is put on once: dressing everything takes longer than to measure it
        check_text(qtbot, look, what)


def check_text(qtbot: QtBot, look: str, what: str) -> None:
    picture, thing, card = shown(qtbot, look, TEXTS[what])
    inside = part(picture, thing, card)
    margin = 4 if what in FRAMED else 0  # the frame is no text
    seen = colours(inside.copy(margin, margin, inside.width() - 2 * margin, inside.height() - 2 * margin))
    ground = seen.most_common(1)[0][0]
    assert best(seen, ground) >= needed(look), f"{what} on {ground}"


@LOOKS
def test_the_frame_of_a_field_stands_out_from_what_is_around_it(qtbot: QtBot, look: str) -> None:
    for what in FRAMED:  # a look is put on once: dressing everything takes longer than to measure it
        check_frame(qtbot, look, what)


def check_frame(qtbot: QtBot, look: str, what: str) -> None:
    picture, thing, card = shown(qtbot, look, TEXTS[what])
    middle = part(picture, thing, card)
    edge = middle.copy(0, middle.height() // 2, 3, 1)
    outside = tokens.ALL[look].surface
    assert best(colours(edge), outside) >= 3.0, what


@LOOKS
def test_the_ring_around_what_has_the_keyboard_can_be_seen(qtbot: QtBot, look: str) -> None:
    for what in WITH_RING:  # a look is put on once: dressing everything takes longer than to measure it
        check_ring(qtbot, look, what)


def check_ring(qtbot: QtBot, look: str, what: str) -> None:
    before, thing, card = shown(qtbot, look, TEXTS[what])
    card.activateWindow()
    thing.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(thing.hasFocus)
    after = card.grab().toImage()
    pairs = Counter(
        (one & 0xFFFFFF, other & 0xFFFFFF)
        for old, new in zip(rows(before), rows(after), strict=True)
        for one, other in zip(old, new, strict=True)
        if one != other
    )
    changed = sum(pairs.values())
    strong = sum(n for (one, other), n in pairs.items() if tokens.contrast(f"#{one:06x}", f"#{other:06x}") >= 3.0)
    assert changed >= 60, f"{what}: hardly anything shows the focus"
    assert strong >= 60, f"{what}: the focus is too faint ({strong} of {changed} pixels)"


def test_the_measure_notices_grey_on_grey(qtbot: QtBot) -> None:
    picture, thing, card = shown(qtbot, "light", lambda _p: PlainLabel(WORDS, ink="line"))
    seen = colours(part(picture, thing, card))
    assert best(seen, seen.most_common(1)[0][0]) < 4.5


def inked(root: QWidget) -> list[QLabel]:
    """The words on show that can be used: what is switched off may be faint (WCAG 1.4.3)."""
    return [one for one in root.findChildren(QLabel) if one.isVisible() and one.isEnabled() and one.text().strip()]


def faint(root: QWidget, top: QWidget, place: str, look: str) -> tuple[int, list[str]]:
    """How many words of a place were measured in this look, and which of them cannot be read well."""
    picture = top.grab().toImage()
    measured, found = 0, []
    for label in inked(root):
        if label.visibleRegion().boundingRect().size() != label.size():
            continue  # scrolled away in part
        seen = colours(part(picture, label, top))
        ground = seen.most_common(1)[0][0]
        measured += 1
        if best(seen, ground) < needed(look):
            found.append(f"{place}: “{label.text()}” {best(seen, ground):.1f} on {ground}")
    return measured, found


@LOOKS
def test_every_word_before_and_over_the_work_can_be_read(window: MainWindow, settle: Settle, look: str) -> None:
    style.choose(look)
    told = []
    for visits in (over_and_before.before, over_and_before.over):
        for place, root in visits(window, settle):
            if style.look().colours.name != look:  # the office begins in its own look
                style.choose(look)
                settle()
            told.append(faint(root, root.window(), place, look))
    assert sum(measured for measured, _found in told) > 100
    assert not [words for _measured, found in told for words in found]


def test_every_word_of_every_sheet_can_be_read_in_light_and_dark(stocked_window: MainWindow, settle: Settle) -> None:
    told = []
    for place, root in sheets.visit(stocked_window, settle, cases.REQUEST):
        for look in ("light", "dark"):  # high contrast is made of the same widgets, measured above
            style.choose(look)
            told.append(faint(root.card, root.card, f"{place}, {look}", look))
    assert sum(measured for measured, _found in told) > 200
    assert not [words for _measured, found in told for words in found]
