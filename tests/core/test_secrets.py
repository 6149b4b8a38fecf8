"""The keyring's door: what it refuses and how it says so (security.md, test 59). The backends stand in for the
operating system's; the one real keyring at hand is tried in `test_real_keyring.py`."""

from typing import Any

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from smsdpo.core import secrets
from smsdpo.core.secrets import Keychain, KeyringProblem

# The library's own class carries no types.
Null: Any = null.Keyring


class Drawer(KeyringBackend):
    """An obedient keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class Forgetful(Drawer):
    def set_password(self, service: str, username: str, password: str) -> None:
        """As the null backend does."""


class Garbling(Drawer):
    def get_password(self, service: str, username: str) -> str | None:
        return "something else"


class NotHere(Drawer):
    """As a backend of the library says that this machine is not for it."""

    viable = False


class Failing(Drawer):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


def problem(backend: KeyringBackend) -> KeyringProblem:
    with pytest.raises(KeyringProblem) as refused:
        Keychain(backend, "Secret Service").probe()
    return refused.value


def test_a_keyring_that_keeps_what_it_is_given_passes_and_is_left_clean() -> None:
    drawer = Drawer()
    Keychain(drawer, "Secret Service").probe()
    assert drawer.entries == {}


def test_each_way_of_failing_is_said_in_its_own_words() -> None:
    found = [
        problem(Failing(errors.NoKeyringError("x"))),
        problem(Failing(errors.KeyringLocked("x"))),
        problem(Failing(errors.InitError("Failed to create the collection: Prompt dismissed.."))),
        problem(Garbling()),
        problem(Failing(errors.PasswordSetError("x"))),
    ]
    assert [one.kind for one in found] == ["no_backend", "locked", "cancelled", "different", "failed"]
    assert len({one.message for one in found}) == len(found)
    assert all("recovery key" in one.hint for one in found)


def test_a_keyring_that_forgets_is_found_out_before_anything_relies_on_it() -> None:
    assert problem(Forgetful()).kind == "different"
    assert problem(Null()).kind == "different"


def test_a_keyring_service_that_breaks_off_is_a_calm_refusal() -> None:
    assert problem(Failing(ConnectionResetError())).kind == "failed"


def test_a_problem_never_repeats_the_librarys_text() -> None:
    refused = problem(Failing(errors.KeyringError("entry NEEDLE could not be stored")))
    assert "NEEDLE" not in refused.sentence()
    assert refused.__suppress_context__


def nothing_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        secrets, "_TRUSTED", {"Nowhere": "no_such_module:Keyring", "Bare": "keyring.backends.fail:Nope"}
    )


def test_the_environment_cannot_choose_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_trusted(monkeypatch)
    monkeypatch.setattr(keyring, "get_keyring", null.Keyring)
    with pytest.raises(KeyringProblem) as refused:
        Keychain.of_this_user()
    assert refused.value.kind == "untrusted"


def test_a_chain_is_only_as_good_as_what_hangs_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_trusted(monkeypatch)
    monkeypatch.setattr(keyring, "get_keyring", chainer.ChainerBackend)
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [Null()])
    with pytest.raises(KeyringProblem) as refused:
        Keychain.of_this_user()
    assert refused.value.kind == "untrusted"


def test_a_machine_without_any_keyring_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_trusted(monkeypatch)
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    with pytest.raises(KeyringProblem) as refused:
        Keychain.of_this_user()
    assert refused.value.kind == "no_backend"


def test_a_backend_that_is_not_made_for_this_machine_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        secrets,
        "_TRUSTED",
        {
            "macOS Keychain": "keyring.backends.macOS:Keyring",
            "KWallet": f"{__name__}:NotHere",
            "Bare": f"{__name__}:Drawer",
        },
    )
    assert Keychain.of_this_user().name == "Bare"
