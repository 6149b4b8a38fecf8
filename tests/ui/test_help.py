"""Help for the place one is in, the words of the law, About and the diagnostics: offline, by keys, and plain."""

import re
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smsdpo.core import resources
from smsdpo.domain.terms import TERMS
from smsdpo.ui import style
from smsdpo.ui.about import AboutSheet
from smsdpo.ui.diagnostics import DiagnosticsSheet
from smsdpo.ui.help_pane import Help, HelpPane, all_terms, page_of, term_page
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens import SCREENS
from smsdpo.ui.texts import acts as act_words
from smsdpo.ui.widgets.help_text import HelpText, Passage, blocks_of
from smsdpo.ui.widgets.sheet import Sheet
from tests.ui.conftest import Settle
from tests.ui.sheets import kinds

PLACES = [screen.key for screen in SCREENS]


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> HelpPane:
    """The help of the active window."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return next(one for one in window.companions if isinstance(one, Help)).pane


def words_of(pane: HelpPane) -> str:
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_a_page_with_a_title_and_words_to_look_up(place: str) -> None:
    assert resources.resource_path(f"help/{place}.md").exists()
    blocks = list(blocks_of(page_of(place)))
    assert [block.kind for block in blocks].count("title") == 1
    assert len([block for block in blocks if block.kind == "heading"]) >= 2
    linked = {block.target for block in blocks if block.kind == "link"}
    assert linked
    assert all(kind == "term" and key in TERMS for kind, key in linked)


TOLD = {
    "inbox": {
        "NewRequestSheet": "`Ctrl+N` opens one",
        "new_note": "`Ctrl+Shift+N`",
        "SplitSheet": "is **split**",
        "inbox_week": "**Proof of inbox checks**",
        "ColumnChooser": "columns",
        "NameSheet": "under a name of your own",
    },
    "requests": {"ColumnChooser": "chooses columns", "NameSheet": "under a name of your own"},
    "request": {
        "PersonChooser": "who that is can be chosen",
        "SourcesSheet": "behind **Sources**",
        "EndSheet": "is closed with a note",
        "HoldsSheet": "**legal hold**",
        "raise_hold": "**legal hold**",
        "apology": "**Apology letter…**",
        "ask_again": "**Ask once more…**",
        "ask_colleague": "**Ask a colleague…**",
        "colleague_answer": "what they answered",
        "escalate": "Reminders",
        "change_type": "change the type",
        "clock_event": "**Clock event…**",
        "complain_about": "open a complaint about it",
        "delete_copy": "its copy is offered for deletion",
        "duplicate_of": "a duplicate of an earlier one",
        "keep_record": "keep it with its ground",
        "letter_sent": "**Mark as sent…**",
        "other_letter": "**Another letter…**",
        "reopen_request": "open it again",
    },
    "disclosures": {"log_disclosure": "`Ctrl+Shift+D`"},
    "settings": {
        "PassphraseSheet": "The passphrase can be changed",
        "RecoverySheet": "A new recovery key",
        "change_source": "**Change…** says it anew",
    },
}
"""Where F1 leads over a sheet, and the words there that tell of it."""
EXPLAIN_THEMSELVES = {"AboutSheet", "CheatSheet", "DiagnosticsSheet"}


def test_the_page_behind_every_sheet_tells_of_it() -> None:
    assert {sheet for told in TOLD.values() for sheet in told} == kinds() - EXPLAIN_THEMSELVES
    for place, told in TOLD.items():
        page = page_of(place)
        assert not [sheet for sheet, words in told.items() if words not in page], place


def test_the_pages_use_no_mark_that_is_not_set() -> None:
    for place in PLACES:
        for block in blocks_of(page_of(place)):
            shown = Passage(block.text).text()
            assert not set("`*[]#") & set(shown), (place, shown)


@pytest.mark.parametrize("place", PLACES)
def test_every_key_that_a_page_names_does_something_there(place: str, window: MainWindow, settle: Settle) -> None:
    window.go(place)
    settle()
    page = window.page(place)
    known = {chord for act in window.book.acts() for chord in act.chords}
    known |= {one.key().toString() for one in page.findChildren(QShortcut)}
    known |= {key for _title, keys in act_words.LIST_KEYS for key in keys.split(", ")}
    known = {QKeySequence(chord).toString() for chord in known}
    named = {QKeySequence(chord).toString() for chord in re.findall(r"`(.+?)`", page_of(place))}
    assert named <= known | {"Enter"}


def test_a_term_shows_its_meaning_and_the_sentence_of_the_policy() -> None:
    words = term_page("restriction")
    assert TERMS["restriction"].means in words
    assert TERMS["restriction"].policy in words
    assert "does not use this word" in words
    assert all_terms().count("](term:") == len(TERMS)


def test_text_that_looks_like_markup_is_shown_as_it_is(qapp: QApplication) -> None:
    text = HelpText('# <b>Help</b>\n<img src="canary.png"> and **strong** words\n')
    said = [label.text() for label in text.findChildren(QLabel)]
    assert said == ["<b>Help</b>", '<img src="canary.png"> and strong words']
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in text.findChildren(QLabel))


# --- the panel --------------------------------------------------------------------------------------------------------


def test_f1_opens_the_page_of_the_place_takes_the_keyboard_and_gives_it_back(
    window: MainWindow, pane: HelpPane, settle: Settle, qtbot: QtBot
) -> None:
    window.go("calendar")
    settle()
    before = QApplication.focusWidget()
    assert before is not None
    QTest.keyClick(before, Qt.Key.Key_F1)
    assert pane.isVisible()
    assert "Every answer that is owed" in words_of(pane)
    assert pane.area.hasFocus()
    QTest.keyClick(pane.area, Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert QApplication.focusWidget() is before
    QTest.keyClick(before, Qt.Key.Key_F1)
    QTest.keyClick(pane.area, Qt.Key.Key_F1)
    assert not pane.isVisible()


def test_f1_helps_over_a_sheet_too_and_gives_the_keyboard_back_to_it(
    window: MainWindow, pane: HelpPane, settle: Settle
) -> None:
    window.go("inbox")
    window.book.run_key("new_request")
    settle()
    field = QApplication.focusWidget()
    (sheet,) = window.findChildren(Sheet)
    assert field is not None
    assert sheet.isAncestorOf(field)
    QTest.keyClick(field, Qt.Key.Key_F1)
    settle()
    assert "Bring messages in" in words_of(pane)
    assert pane.area.hasFocus()
    work = window.work
    assert work is not None
    at = pane.mapTo(work, pane.rect().center())
    assert pane.isAncestorOf(work.childAt(at) or sheet), "it lies above the sheet"
    assert sheet.card.mapTo(work, sheet.card.rect().topRight()).x() <= pane.mapTo(work, pane.rect().topLeft()).x()
    reached = set()
    for _ in range(40):
        now = QApplication.focusWidget()
        assert now is not None
        reached.add(sheet.isAncestorOf(now))
        assert sheet.isAncestorOf(now) or pane.isAncestorOf(now), "nothing below the sheet is reached"
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert reached == {True, False}
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F1)
    assert not pane.isVisible()
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_F1)
    QTest.keyClick(pane.area, Qt.Key.Key_Escape)
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_F1)
    sheet.close_sheet()
    assert not pane.isVisible()


def test_the_page_follows_the_place(window: MainWindow, pane: HelpPane, settle: Settle) -> None:
    window.book.run_key("help")
    window.go("people")
    settle()
    assert "Find somebody" in words_of(pane)


def test_a_word_leads_to_its_page_and_back(window: MainWindow, pane: HelpPane, qtbot: QtBot) -> None:
    window.go("request")
    window.book.run_key("help")
    link = pane.findChild(QPushButton, "help_term_restriction")
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert TERMS["restriction"].means in words_of(pane)
    QTest.mouseClick(pane.back, Qt.MouseButton.LeftButton)
    assert "Step by step" in words_of(pane)
    assert not pane.back.isVisible()


def test_every_word_of_the_law_is_found_by_the_palette(window: MainWindow, pane: HelpPane) -> None:
    acts = {act.key: act for act in window.book.acts()}
    assert {f"what_is_{key}" for key in TERMS} <= set(acts)
    act = acts["what_is_restriction"]
    assert act.title == "What is: Restriction (Article 18)"
    assert "freeze" in act.also
    window.book.run(act)
    assert TERMS["restriction"].policy in words_of(pane)


# --- the look, About and diagnostics ----------------------------------------------------------------------------------


def test_the_look_is_switched_at_once_and_is_there_before_the_store_is_open(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: style.look().choice == "system")  # what the store says, not what the test was dressed in
    style.choose("light")
    window.book.run_key("look")
    qtbot.waitUntil(lambda: style.look().choice == "dark")
    assert window.settings.value("look") == "dark"


def test_about_names_versions_and_the_licence_of_everything(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window.book.run_key("about")
    qtbot.waitUntil(lambda: window.findChild(AboutSheet) is not None)
    sheet = window.findChild(AboutSheet)
    assert sheet is not None
    said = sheet.text.toPlainText()
    for name in (
        "Python: 3",
        "SQLCipher",
        "Inter: SIL Open Font License",
        "Lucide icons: ISC",
        "SQLAlchemy 2",
        "PySide6",
    ):
        assert name in said
    copy = sheet.findChild(QPushButton, "about_copy")
    assert copy is not None
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == said


def test_the_diagnostics_are_read_before_they_are_kept_and_are_what_was_read(
    window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "diagnostics.zip"
    monkeypatch.setattr(MainWindow, "choose_target", lambda *_args: target)
    window.book.run_key("save_diagnostics")
    qtbot.waitUntil(lambda: window.findChild(DiagnosticsSheet) is not None)
    sheet = window.findChild(DiagnosticsSheet)
    assert sheet is not None
    read = {}
    for name in sheet.made:
        sheet.files.choose(name)
        read[name] = sheet.text.toPlainText()
    assert not target.exists()
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    settle()
    with zipfile.ZipFile(target) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == read
    assert target.stat().st_mode & 0o077 == 0
