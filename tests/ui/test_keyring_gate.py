"""The keyring fails in five ways (security.md, test 59): five messages, and each time the recovery key is asked for."""

from pathlib import Path

import pytest
from keyring import errors
from pytestqt.qtbot import QtBot

from smsdpo.core.secrets import Keychain, KeyringProblem
from smsdpo.services.office import Office
from smsdpo.ui import gates
from tests import builders
from tests.core.test_secrets import Drawer
from tests.ui.test_start import Begin, at_work, begin, gate, press

__all__ = ["begin"]


class Shut(Drawer):
    """Holds the key and does not hand it out."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def get_password(self, _service: str, _username: str) -> str | None:
        raise self._error


class Mistaken(Drawer):
    """Hands out something else than was put in."""

    def get_password(self, _service: str, _username: str) -> str | None:
        return "AAAA"


def keyring(kind: str) -> Keychain:
    """What this computer offers on the day of the trouble."""
    if kind in {"no_backend", "untrusted"}:
        raise KeyringProblem(kind)
    backend = {
        "locked": Shut(errors.KeyringLocked("x")),
        "cancelled": Shut(errors.InitError("Prompt dismissed..")),
        "different": Mistaken(),
    }[kind]
    return Keychain(backend, "Secret Service")


WORDS = {
    "no_backend": "has no keyring",
    "untrusted": "does not keep secrets safely",
    "locked": "The keyring is locked",
    "cancelled": "was cancelled",
    "different": "something else",
}


@pytest.mark.parametrize("kind", WORDS)
def test_59_each_trouble_has_its_message_and_the_recovery_key_opens_all_the_same(
    begin: Begin, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    paths = builders.paths_in(tmp_path / "profile")
    office, recovery = Office.create(
        paths,
        builders.a_clock(),
        "D. Pearce",
        keychain=Keychain(Drawer(), "Secret Service"),
        state_dir=tmp_path / "profile" / "state",
    )
    office.close()
    before = paths.store.read_bytes()
    monkeypatch.setattr(Keychain, "of_this_user", staticmethod(lambda: keyring(kind)))
    start = begin(paths.store)
    asking = gate(start, gates.UnlockGate, qtbot)
    assert isinstance(asking, gates.UnlockGate)
    said = asking.said.text()
    assert [one for one, words in WORDS.items() if words in said] == [kind]
    assert asking.secret.accessibleName() == "Recovery key"
    assert paths.store.read_bytes() == before
    asking.secret.setText(recovery)
    press(asking, "unlock_go")
    at_work(start, qtbot)
    assert recovery not in paths.keys.read_text(encoding="utf-8")
