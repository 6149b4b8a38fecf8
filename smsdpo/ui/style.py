"""Turns the tokens into a palette, fonts and one small style sheet; switches light and dark while the window lives."""

from collections.abc import Sequence
from functools import cache
from typing import Final
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QProgressBar,
    QScrollBar,
    QSplitter,
    QWidget,
)
from shiboken6 import isValid

from smsdpo.core.resources import resource_path
from smsdpo.ui import tokens
from smsdpo.ui.tokens import Colours

CHOICES: Final = ("system", "light", "dark", "contrast")
ARGUMENTS: Final = ("-style", "Fusion")
"""Given to the application when it is made: a style that is set afterwards loads its class before the first paint."""
_FONT_FILES: Final = ("Regular", "Medium", "SemiBold")


class Look(QObject):
    """The colours in force. Widgets ask for them when they paint, so that a switch rebuilds nothing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = tokens.LIGHT
        self.choice = "system"
        self.family = ""
        self.windows: WeakSet[QWidget] = WeakSet()
        """Those that were dressed."""
        self._made: dict[str, QColor] = {}

    def colour(self, name: str) -> QColor:
        """The colour of a token, as Qt wants it. The caller must not change it."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = QColor(getattr(self.colours, name))
        return made

    def use(self, colours: Colours) -> None:
        """Put other colours in force; the application repaints itself."""
        self.colours = colours
        self._made = {}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            _dress(application, colours)
        self.changed.emit()


_OF_THE_SHEET: Final = (
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractScrollArea,
    QScrollBar,
    QMenu,
    QSplitter,
    QProgressBar,
)
"""What the style sheet speaks of: all that must be told when only the palette is another."""
_AT_ONCE = 300  # widgets that are told of other colours before it is the window's turn again


def dress(window: QWidget) -> None:
    """Give a window the style sheet, now and after every switch. The application itself has none: whenever a widget is
    put into another, Qt would match an application's sheet against all that is in it, for most of the time that a place
    takes to build. What belongs to a window (menus, tooltips, dialogs) takes the sheet from it."""
    look().windows.add(window)
    window.setStyleSheet(style_sheet(look().colours))


def _dress(application: QApplication, colours: Colours) -> None:
    """Setting the sheet again would match its rules against every widget, for half a second. Most switches change
    colours only, which the sheet takes from the palette: then only what it speaks of is polished anew."""
    application.setPalette(palette(colours))
    sheet = style_sheet(colours)
    outdated = [window for window in look().windows if isValid(window) and window.styleSheet() != sheet]
    for window in outdated:
        window.setStyleSheet(sheet)
    if outdated:
        return
    widgets = application.allWidgets()
    _tell([widget for widget in widgets if widget.isVisible()])
    _tell_by_and_by([widget for widget in widgets if not widget.isVisible()])


def _tell(widgets: Sequence[QWidget]) -> None:
    told = QEvent(QEvent.Type.ApplicationPaletteChange)  # Qt tells windows only, and later
    for widget in widgets:
        QApplication.sendEvent(widget, told)
        if isinstance(widget, _OF_THE_SHEET):
            _polish(widget)
        widget.update()


def _tell_by_and_by(hidden: Sequence[QWidget]) -> None:
    """What is not on show, with the window's turn between: of two thousand widgets few are to be seen."""
    if hidden:
        _tell([widget for widget in hidden[:_AT_ONCE] if isValid(widget)])
        QTimer.singleShot(0, look(), lambda: _tell_by_and_by(hidden[_AT_ONCE:]))


def _polish(widget: QWidget) -> None:
    dress = widget.style()
    dress.unpolish(widget)
    dress.polish(widget)


@cache
def look() -> Look:
    """The one look of the program."""
    return Look()


def colour(name: str) -> QColor:
    """The colour of a token in force now."""
    return look().colour(name)


def border() -> int:
    """The width of lines in force now."""
    return look().colours.border


@cache
def font(size: int = tokens.BODY, weight: int = 400) -> QFont:
    """The program's typeface with figures of one width, at `size` pixels."""
    made = QFont(QApplication.font())
    if look().family:
        made.setFamily(look().family)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def metrics(size: int = tokens.BODY, weight: int = 400) -> QFontMetricsF:
    """What `font` measures, made once: lists and calendars ask for it with every word they paint."""
    return QFontMetricsF(font(size, weight))


def start(application: QApplication, choice: str = "system") -> None:
    """Dress the application, which was made with `ARGUMENTS`: our typeface, our colours."""
    look().family = _load_typeface()
    font.cache_clear()
    metrics.cache_clear()
    application.setFont(font())
    choose(choice)


@cache
def follow_system() -> None:
    """From now on switch with the system, where that is what was chosen."""
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow_system())


def choose(choice: str) -> None:
    """Put one of `CHOICES`, or one set of colours by its name, in force at once."""
    look().choice = choice
    look().use(colours_of(choice))


def colours_of(choice: str) -> Colours:
    """The colours that a choice stands for now."""
    if choice in tokens.ALL:
        return tokens.ALL[choice]
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    if choice == "contrast":
        return tokens.CONTRAST_DARK if dark else tokens.CONTRAST_LIGHT
    return tokens.DARK if dark else tokens.LIGHT


def _follow_system() -> None:
    if look().choice in {"system", "contrast"}:
        look().use(colours_of(look().choice))


def _load_typeface() -> str:
    """The family name, or nothing where the files cannot be read: the system's typeface serves then."""
    families: list[str] = []
    for weight in _FONT_FILES:
        number = QFontDatabase.addApplicationFont(str(resource_path(f"fonts/Inter-{weight}.otf")))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else ""


def palette(colours: Colours) -> QPalette:
    """Every role that Fusion and our own widgets read."""
    role = QPalette.ColorRole
    made = QPalette()
    for one, name in {
        role.Window: colours.canvas,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.PlaceholderText: colours.text_3,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad_ink,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.accent_text,
        role.Accent: colours.accent,
        role.Link: colours.accent_ink,
        role.LinkVisited: colours.text_2,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Light: colours.surface,
        role.Midlight: colours.accent_soft,
        role.Mid: colours.line,
        role.Dark: colours.line_strong,
        role.Shadow: colours.line_strong,
    }.items():
        made.setColor(one, QColor(name))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.text_3))
    made.setColor(QPalette.ColorGroup.Disabled, role.Button, QColor(colours.canvas))
    return made


def style_sheet(colours: Colours) -> str:
    """Shape and padding of what we do not paint ourselves; every colour is a role of the palette."""
    line = colours.border
    return _of_fields(line) + _of_lists(line) + _of_menus(line)


def _of_fields(line: int) -> str:
    inner = tokens.FIELD - 2 * line
    pad = tokens.MEDIUM - 2
    return f"""
QLineEdit, QComboBox, QDateEdit, QTimeEdit {{
    border: {line}px solid palette(dark); border-radius: {tokens.FIELD_RADIUS}px; padding: 0 {pad}px;
    min-height: {inner}px; max-height: {inner}px; background: palette(base); color: palette(text);
    placeholder-text-color: palette(placeholder-text);
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text); }}
QDateEdit {{ padding-left: {pad - 2}px; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus {{
    border: {tokens.FOCUS}px solid palette(highlight); padding: 0 {pad - 1}px;
    min-height: {tokens.FIELD - 4}px; max-height: {tokens.FIELD - 4}px; }}
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled, QTimeEdit:disabled {{
    background: palette(window); border-color: palette(mid); color: palette(placeholder-text); }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {tokens.FIELD - 4}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: none; }}
QTimeEdit::up-button, QTimeEdit::down-button {{ border: none; width: 0; }}
QTimeEdit::up-arrow, QTimeEdit::down-arrow {{ image: none; width: 0; }}
QComboBox QAbstractItemView {{
    border: {line}px solid palette(dark); background: palette(base); color: palette(text); outline: none;
    padding: 4px; }}
QPlainTextEdit {{
    border: none; background: palette(base); color: palette(text);
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text); }}
QPlainTextEdit[field="yes"] {{
    border: {line}px solid palette(dark); border-radius: {tokens.FIELD_RADIUS}px; padding: 4px {pad - 4}px; }}
QPlainTextEdit[field="yes"]:focus {{
    border: {tokens.FOCUS}px solid palette(highlight); padding: 3px {pad - 5}px; }}
QPlainTextEdit[field="yes"]:disabled {{
    background: palette(window); border-color: palette(mid); color: palette(placeholder-text); }}
"""


def _of_lists(line: int) -> str:
    return f"""
QTableView, QListView {{ border: none; background: palette(base); outline: none; }}
QListWidget[ticks="yes"]::item {{ min-height: 32px; padding: 0 8px; border-radius: {tokens.FIELD_RADIUS}px; }}
QListWidget[ticks="yes"]::item:selected {{ background: palette(midlight); color: palette(link); }}
QHeaderView {{ background: palette(base); border: none; }}
QHeaderView::section {{
    background: palette(base); color: palette(link-visited); border: none; border-bottom: {line}px solid palette(mid);
    padding: 0 {tokens.MEDIUM + 2}px; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; border: none; }}
QScrollBar::handle {{ background: palette(dark); border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


def _of_menus(line: int) -> str:
    """And of what comes and goes beside the work: tool tips, handles, progress."""
    return f"""
QMenu {{
    background: palette(button); color: palette(text); border: {line}px solid palette(dark); border-radius: 8px;
    padding: 6px; }}
QMenu::item {{ padding: 7px 28px 7px 12px; border-radius: 5px; }}
QMenu::item:selected {{ background: palette(midlight); color: palette(link); }}
QMenu::item:disabled {{ color: palette(placeholder-text); background: transparent; }}
QMenu::separator {{ height: 1px; background: palette(mid); margin: 6px 4px; }}
QToolTip {{
    background: palette(button); color: palette(text); border: {line}px solid palette(dark); padding: 6px 8px; }}
QSplitter::handle {{ background: transparent; }}
QProgressBar {{ border: none; border-radius: 3px; background: palette(mid); max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: palette(highlight); border-radius: 3px; }}
"""
