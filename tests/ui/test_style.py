"""Light and dark change while the window lives; icons take the ink of the moment."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QProgressBar, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smsdpo.ui import icons, style, tokens
from smsdpo.ui.chip import Chip
from smsdpo.ui.widgets.chips import ChipLabel
from smsdpo.ui.widgets.fields import ChoiceField, DayField, LineField


def colours_in(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_our_typeface_is_loaded_with_figures_of_one_width(qapp: QApplication) -> None:
    assert qapp.font().family() == "Inter"
    metrics = QLabel("x").fontMetrics()
    assert len({metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}) == 1


def test_a_switch_reaches_what_is_already_on_the_screen(qtbot: QtBot, qapp: QApplication) -> None:
    chip = ChipLabel(Chip("late", "bad"))
    qtbot.addWidget(chip)
    chip.show()
    assert tokens.LIGHT.bad_soft in colours_in(chip.grab().toImage())
    style.choose("dark")
    assert tokens.DARK.bad_soft in colours_in(chip.grab().toImage())
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.DARK.canvas)


def dressed_by_the_sheet(qtbot: QtBot) -> QWidget:
    """One of each that the style sheet dresses, with something in it."""
    holder = QWidget()
    qtbot.addWidget(holder)
    style.dress(holder)
    column = QVBoxLayout(holder)
    line, empty, choice = (
        LineField("line", "Line"),
        LineField("empty", "Empty", hint="A hint"),
        ChoiceField("one", "One"),
    )
    line.setText("Some words")
    choice.addItem("Only this")
    disabled, paper, table, bar = LineField("off", "Off"), QPlainTextEdit("Words"), QTableWidget(30, 2), QProgressBar()
    disabled.setEnabled(False)
    table.setHorizontalHeaderLabels(["One", "Two"])
    bar.setValue(40)
    for widget in (line, empty, choice, DayField("day", "Day"), disabled, paper, table, bar):
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(widget)
    holder.resize(420, 700)
    holder.show()
    return holder


def test_fields_lists_and_bars_look_after_a_switch_as_if_made_in_the_new_look(qtbot: QtBot) -> None:
    switched = dressed_by_the_sheet(qtbot)
    light = switched.grab().toImage()
    style.choose("dark")
    new = dressed_by_the_sheet(qtbot)
    assert switched.grab().toImage() != light
    assert switched.grab().toImage() == new.grab().toImage()


def test_only_where_lines_change_their_width_is_the_whole_sheet_set_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    style.dress(window)
    sheets: list[str] = []
    monkeypatch.setattr(QWidget, "setStyleSheet", lambda _self, sheet: sheets.append(sheet))
    style.choose("dark")
    assert sheets == []
    style.choose("contrast")
    assert len(sheets) == 1


def test_an_icon_made_in_light_is_drawn_in_dark_ink_after_the_switch(qapp: QApplication) -> None:
    icon = icons.icon("inbox", "text")
    assert tokens.LIGHT.text in colours_in(icon.pixmap(24, 24).toImage())
    style.choose("dark")
    assert tokens.DARK.text in colours_in(icon.pixmap(24, 24).toImage())


def test_the_style_sheet_names_no_colour() -> None:
    assert "#" not in style.style_sheet(tokens.LIGHT)


def test_no_other_module_names_a_colour() -> None:
    # white is the paper that a letter is shown and printed on
    named = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|QColor\(\s*["'0-9]|Qt\.GlobalColor\.(?!transparent|white)""")
    for file in Path(style.__file__).parent.rglob("*.py"):
        if file.name != "tokens.py":
            assert not named.search(file.read_text(encoding="utf-8")), file.name
