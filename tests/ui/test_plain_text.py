"""What a stranger sends is shown as text: nothing is loaded, followed or taken for markup (security tests 21-25)."""

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextOption
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.core.errors import Refusal
from smsdpo.ui.chip import Chip
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.complaint import ComplaintPanel
from smsdpo.ui.widgets.labels import PlainLabel, Prose, plain
from smsdpo.ui.widgets.message_view import MessageView
from smsdpo.ui.widgets.notices import Toast
from tests.ui.hand import marked_in

CANARY = "#13f70a"


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A picture in one colour that nothing of ours uses."""
    path = tmp_path / "canary.png"
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor(CANARY))
    assert picture.save(str(path))
    return path


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A web server that notes who calls."""
    calls: list[str] = []

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            calls.append(str(self.client_address))

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], calls
        server.shutdown()


def shows_canary(widget: QWidget) -> bool:
    picture = widget.grab().toImage()
    return any(
        picture.pixelColor(x, y).name() == CANARY
        for x in range(0, picture.width(), 4)
        for y in range(0, picture.height(), 4)
    )


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    widget.show()
    return widget


def test_a_picture_named_in_a_message_is_not_drawn(qtbot: QtBot, canary: Path) -> None:
    for link in (str(canary), canary.as_uri(), canary.name):
        view = MessageView("message", "Message")
        shown(qtbot, view)
        text = f'<html><body background="{link}"><img src="{link}"><b>x</b></body></html>'
        view.show_text(text)
        assert view.paper.toPlainText() == text
        assert not shows_canary(view)


def test_a_message_asks_nobody_for_anything(qtbot: QtBot, listener: tuple[int, list[str]]) -> None:
    port, calls = listener
    view = MessageView("message", "Message")
    shown(qtbot, view)
    base = f"http://127.0.0.1:{port}"
    view.show_text(
        f'<img src="{base}/p.png"><link rel=stylesheet href="{base}/a.css"><meta http-equiv=refresh content="0;{base}">'
        f'<style>@import url("{base}/b.css"); body {{ background: url({base}/c.png) }}</style>'
        f'<svg><image href="{base}/d"/></svg>'
    )
    view.grab()
    qtbot.wait(50)
    assert calls == []
    resource: object = view.paper.document().resource(2, QUrl(f"{base}/p.png"))
    assert resource is None


def test_a_link_in_a_message_cannot_be_followed(qtbot: QtBot) -> None:
    view = MessageView("message", "Message")
    shown(qtbot, view)
    view.show_text('<a href="file:///etc/passwd">here</a>')
    assert view.paper.anchorAt(view.paper.cursorRect().center()) == ""
    assert Qt.TextInteractionFlag.LinksAccessibleByMouse not in view.paper.textInteractionFlags()


def test_markup_in_a_subject_is_shown_literally_everywhere(qtbot: QtBot, canary: Path) -> None:
    subject = f'<b>x</b><img src="{canary}">'
    panel, toast = ComplaintPanel(), Toast()
    panel.show_complaint(complaint_of(Refusal(subject, hint=subject)))
    toast.words.setText(subject)
    for widget in (PlainLabel(subject), Prose(subject), ChipLabel(Chip(subject)), panel, toast.words):
        shown(qtbot, widget)
        labels = [widget] if isinstance(widget, QLabel) else widget.findChildren(QLabel)
        assert any(label.text() == subject for label in labels)
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
        assert not shows_canary(widget)


def test_a_tooltip_shows_markup_as_it_is_written(canary: Path) -> None:
    from PySide6.QtGui import QTextDocument

    subject = f'<b>x</b><img src="{canary}">'
    document = QTextDocument()
    document.setHtml(plain(subject))
    assert document.toPlainText() == subject


def test_every_label_and_text_of_the_window_takes_plain_text_only(full_window: MainWindow) -> None:
    for key in full_window.places:
        full_window.go(key)
    for label in full_window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName() or label.text()
    for paper in full_window.findChildren(QTextEdit):
        assert not paper.acceptRichText()


def test_a_megabyte_in_one_line_is_cut_before_it_is_measured(qtbot: QtBot) -> None:
    label = PlainLabel("x" * 1_000_000)
    shown(qtbot, label)
    assert label.sizeHint().width() < 20_000
    label.grab()


def test_a_very_long_message_is_shown_in_part_and_says_so(qtbot: QtBot) -> None:
    view = MessageView("message", "Message")
    shown(qtbot, view)
    for text in ("word " * 100_000, "a\n" * 6_000):  # a line takes longer than its characters
        view.show_text(text)
        assert view.paper.toPlainText().endswith("kept in the office but not shown here. ]")
        assert view.paper.document().blockCount() < 5_100
    view.show_text("a\n" * 4_999)
    assert view.paper.toPlainText() == "a\n" * 4_999


def test_a_word_without_end_may_break_anywhere_so_that_it_is_set_at_once(qtbot: QtBot) -> None:
    view = MessageView("message", "Message")
    shown(qtbot, view)
    view.show_text("x" * 50_000)
    assert view.paper.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    view.show_text("ordinary words")
    assert view.paper.wordWrapMode() == QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_marks_stay_on_their_words_behind_emoji_and_folded_history(qtbot: QtBot) -> None:
    text = "Dear 😀😀 all,\n> old words\n> more\nsend me a copy"
    quoted = (text.index(">"), text.index("send"))
    view = MessageView("message", "Message")
    shown(qtbot, view)
    places = (text.index("all"), 3), (text.index("a copy"), 6), (text.index("old"), 3)
    spans = [(start, start + long) for start, long in places]
    view.show_text(text, [quoted], spans)
    assert marked_in(view.paper) == ["all", "a copy"]
    view.unfold.click()
    assert marked_in(view.paper) == ["all", "a copy", "old"]


def test_a_letter_with_cut_lines_is_shown_in_its_paragraphs_with_its_words_marked(qtbot: QtBot) -> None:
    text = (
        "Dear 😀 all,\n\nI rang on Monday about the lamps that never came and I now ask you to\n"
        "erase all that you hold about me.\n\n> You wrote to us that the lamps had come in good order and so we\n"
        "> have closed the matter.\n"
    )
    quoted = (text.index(">"), len(text))
    passages = "ask you to\nerase", "hold about me", "we\n> have closed"
    view = MessageView("message", "Message")
    shown(qtbot, view)
    view.show_text(text, [quoted])
    view.mark([(text.index(one), text.index(one) + len(one)) for one in passages])
    assert "I now ask you to erase all that you hold about me.\n" in view.paper.toPlainText()
    assert marked_in(view.paper) == ["ask you to erase", "hold about me"]
    view.unfold.click()
    assert "> You wrote to us that the lamps had come in good order and so we have closed" in view.paper.toPlainText()
    assert marked_in(view.paper) == ["ask you to erase", "hold about me", "we have closed"]
