"""The first run: page by page, the keyring's answer in plain words, and the recovery key typed back in part."""

from pathlib import Path

import pytest
from keyring import errors
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smsdpo.core.secrets import Keychain, KeyringProblem
from smsdpo.ui import backup_place, gates
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
    problem = gate(begin(paths.store), gates.ProblemGate, qtbot)
    assert isinstance(problem, gates.ProblemGate)
    assert "There is no store" in problem.said.text()


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
