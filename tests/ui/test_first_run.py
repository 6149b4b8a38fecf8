"""The first run: page by page, the keyring's answer in plain words, and the recovery key typed back in part."""

from pathlib import Path

import pytest
from keyring import errors
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smsdpo import app
from smsdpo.core.secrets import Keychain, KeyringProblem
from smsdpo.services import keys, undo
from smsdpo.ui import backup_place, gates, style, tokens
from smsdpo.ui.texts import first_run as says
from tests import builders
from tests.core.test_secrets import Drawer, Failing, Garbling
from tests.ui.test_start import Begin, at_work, begin, fill, gate, press

__all__ = ["begin"]
KEY = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-0123"


def no_keyring(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Keychain:
        raise KeyringProblem(kind)

    monkeypatch.setattr(Keychain, "of_this_user", staticmethod(refuse))


def test_the_first_run_goes_page_by_page_from_nothing_to_an_empty_inbox(
    begin: Begin, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_keyring("no_backend", monkeypatch)
    store = tmp_path / "new" / "office.smsdpo"
    start = begin(store)
    first = gate(start, gates.FirstRunGate, qtbot)
    assert isinstance(first, gates.FirstRunGate)
    style.choose("dark")  # as a window that was dark before
    fill(first, first_officer="D. Pearce")
    press(first, "first_next")
    qtbot.waitUntil(lambda: "no keyring" in first.found.text(), timeout=10_000)
    press(first, "first_next")
    assert says.PHRASE_NEEDED in first.said.text()
    fill(first, first_passphrase=builders.PASSPHRASE, first_passphrase_again="something else")
    press(first, "first_next")
    assert "differ" in first.said.text()
    fill(first, first_passphrase_again=builders.PASSPHRASE)
    press(first, "first_next")
    press(first, "first_next")
    assert not store.exists()
    press(first, "start_empty")
    shown = gate(start, gates.RecoveryKeyGate, qtbot)
    assert isinstance(shown, gates.RecoveryKeyGate)
    groups = shown.shown.text().split("-")
    press(shown, "recovery_key_kept")
    for field, number in zip(shown.fields, shown.asked, strict=True):
        QTest.keyClicks(field, groups[number - 1].lower())
    press(shown, "recovery_key_done")
    at_work(start, qtbot)
    assert b"SQLite format 3" not in store.read_bytes()[:16]
    assert "D. Pearce" in start.window.status.text()
    assert start.tasks.inside(undo.last) is None, "the work begins here: nobody is to undo who they are"
    qtbot.waitUntil(lambda: start.window.settings.value("look") == "dark", timeout=10_000)
    assert style.look().colours.dark


@pytest.mark.parametrize(
    ("backend", "kind", "words"),
    [
        (None, "no_backend", "has no keyring"),
        (None, "untrusted", "does not keep secrets safely"),
        (Failing(errors.KeyringLocked("x")), "", "is locked"),
        (Garbling(), "", "something else"),
        (Failing(errors.InitError("Prompt dismissed..")), "", "was cancelled"),
    ],
)
def test_each_trouble_with_the_keyring_is_said_in_its_own_words_and_a_passphrase_offered(
    begin: Begin,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    backend: Drawer | None,
    kind: str,
    words: str,
) -> None:
    if backend is None:
        no_keyring(kind, monkeypatch)
    else:
        monkeypatch.setattr(Keychain, "of_this_user", staticmethod(lambda: Keychain(backend, "Secret Service")))
    first = gate(begin(tmp_path / "new" / "office.smsdpo"), gates.FirstRunGate, qtbot)
    assert isinstance(first, gates.FirstRunGate)
    first.turn_to(1)
    qtbot.waitUntil(lambda: words in first.found.text(), timeout=10_000)
    assert says.KEYRING_BAD in first.found.text()
    assert list(tmp_path.glob("new/*")) == []


def test_no_new_office_is_made_over_what_is_left_of_an_old_one(begin: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    paths = builders.paths_in(tmp_path)
    paths.keys.parent.mkdir(parents=True)
    paths.keys.write_text('{"format": 1, "store": "00", "wraps": {"keyring": {}}}', encoding="utf-8")
    problem = gate(begin(paths.store), gates.DamagedGate, qtbot)
    assert isinstance(problem, gates.DamagedGate)
    assert "There is no store" in problem.sentence.text()


def test_the_key_is_proved_by_typing_and_not_by_pasting(qtbot: QtBot) -> None:
    shown = gates.RecoveryKeyGate(KEY, asked=(2, 9))
    qtbot.addWidget(shown)
    shown.show()
    shown.copy.click()
    shown.noted.click()
    assert not shown.shown.isVisible()
    first, last = shown.fields
    QTest.keyClick(first, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert first.text() == ""
    assert shown.said.text() == says.NO_PASTE
    QTest.keyClicks(first, "bbbb")
    QTest.keyClicks(last, "o12")
    assert [one.text() for one in shown.rights] == [says.RIGHT, ""]
    assert not shown.done.isEnabled()
    assert not shown.said.isVisible(), "a group that is not ended is not wrong yet"
    QTest.keyClicks(last, "4")
    assert shown.said.text() == says.NOT_RIGHT.format(number=9)
    QTest.keyClick(last, Qt.Key.Key_Backspace)
    QTest.keyClicks(last, "3")
    with qtbot.waitSignal(shown.kept):
        shown.done.click()
    assert QApplication.clipboard().text() != KEY


def test_going_back_and_escape_lose_nothing_that_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    first = gates.FirstRunGate("SMS Tech", tmp_path / "office.smsdpo")
    qtbot.addWidget(first)
    first.show()
    fill(first, first_officer="D. Pearce")
    press(first, "first_next")
    fill(first, first_passphrase="half of it")
    QTest.keyClick(first.passphrase, Qt.Key.Key_Escape)
    assert first.at == 0
    press(first, "first_next")
    field = first.findChild(QLineEdit, "first_passphrase")
    assert isinstance(field, QLineEdit)
    assert (first.officer.text(), field.text()) == ("D. Pearce", "half of it")


def test_a_folder_for_backups_is_looked_at_before_it_is_relied_on(tmp_path: Path) -> None:
    store = tmp_path / "office.smsdpo"
    assert backup_place.warnings("", store) == []
    assert backup_place.warnings(str(tmp_path), store) == [says.SAME_DISK]
    assert says.SYNCED.format(name="OneDrive") in backup_place.warnings(str(tmp_path / "OneDrive - SMS"), store)
    assert backup_place.warnings(r"\\server\backups", store) == [says.NETWORK]
    assert backup_place.warnings(str(tmp_path / "gone"), store) == [says.NOT_THERE]


def make_it(start: app.Start, qtbot: QtBot, how: str) -> gates.RecoveryKeyGate:
    """Through the first run as fast as it goes, to the recovery key."""
    first = gate(start, gates.FirstRunGate, qtbot)
    fill(first, first_passphrase=builders.PASSPHRASE, first_passphrase_again=builders.PASSPHRASE)
    press(first, how)
    shown = gate(start, gates.RecoveryKeyGate, qtbot)
    assert isinstance(shown, gates.RecoveryKeyGate)
    return shown


def reads(words: str, wanted: str) -> bool:
    """Whether the paper shows this. Figures and stops of our font come out of a PDF as signs of its own, each always
    the same one."""
    shown = "".join(words.split())
    for at in range(len(shown) - len(wanted) + 1):
        pairs = set(zip(wanted, shown[at : at + len(wanted)], strict=True))
        one_to_one = len(pairs) == len({one for one, _ in pairs}) == len({other for _, other in pairs})
        if one_to_one and all(one == other or not one.isalpha() for one, other in pairs):
            return True
    return False


def test_the_sheet_with_the_recovery_key_holds_all_of_it(begin: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    paper = tmp_path / "key.pdf"
    start = begin(tmp_path / "new" / "office.smsdpo", print_to=paper)
    shown = make_it(start, qtbot, "start_empty")
    press(shown, "recovery_key_print")
    qtbot.waitUntil(lambda: shown.printed.text() != "", timeout=20_000)
    assert "key.pdf" in shown.printed.text()
    words = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert len(PdfReader(paper).pages) == 1
    groups = enumerate(shown.shown.text().split("-"), 1)
    assert reads(words, "".join(f"{number}.{group}" for number, group in groups))
    assert reads(words, "office.smsdpo")
    assert not reads(words, builders.PASSPHRASE.replace(" ", ""))


def test_the_sample_is_filled_in_only_once_the_key_is_noted_and_says_that_it_is_one(
    begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    start = begin(tmp_path / "new" / "office.smsdpo")
    shown = make_it(start, qtbot, "start_sample")
    groups = shown.shown.text().split("-")
    press(shown, "recovery_key_kept")
    for field, number in zip(shown.fields, shown.asked, strict=True):
        QTest.keyClicks(field, groups[number - 1])
    press(shown, "recovery_key_done")
    at_work(start, qtbot)
    assert "SAMPLE" in start.window.windowTitle()
    entry = start.window.rail.entries["inbox"]
    qtbot.waitUntil(lambda: entry.accessibleDescription()[:1] in set("123456789"), timeout=20_000)
    assert start.tasks.inside(keys.unnoted) == ""


@pytest.mark.parametrize("group", ["WMWM", "QRVE", "1111"])
def test_no_sign_of_the_key_is_cut_off_where_it_is_shown(qtbot: QtBot, group: str) -> None:
    key = gates.RecoveryKeyGate("-".join([group] * 9))
    qtbot.addWidget(key)
    key.resize(1024, 680)
    key.show()
    field = key.shown
    assert QFontMetricsF(field.font()).horizontalAdvance(field.text()) < field.width() - 2 * tokens.MEDIUM
