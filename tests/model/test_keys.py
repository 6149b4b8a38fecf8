"""The key file: what opens a store, and what each wrong key is called (security.md, 4.3)."""

import json
from pathlib import Path

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.core.secrets import Keychain, KeyringProblem
from smsdpo.model import keys
from smsdpo.model.keys import KeyFile, KeySet
from tests.core.test_secrets import Drawer

PASSPHRASE = "four invented words together"
THE_EFFORT = dict(keys.ARGON)
"""The program's own, before the tests make theirs little."""


@pytest.fixture
def key_set() -> KeySet:
    return KeySet.fresh()


def file_with(key_set: KeySet, **wraps: dict[str, object]) -> KeyFile:
    return KeyFile(key_set.store_id, wraps)


def test_the_passphrase_opens_and_another_does_not(key_set: KeySet) -> None:
    file = file_with(key_set, passphrase=keys.wrap_with_passphrase(key_set, PASSPHRASE))
    assert keys.unwrap_with_passphrase(file, PASSPHRASE) == key_set
    with pytest.raises(Refusal, match="not this store's passphrase"):
        keys.unwrap_with_passphrase(file, PASSPHRASE + " ")


def test_the_costs_of_the_passphrase_stand_beside_its_salt(key_set: KeySet, monkeypatch: pytest.MonkeyPatch) -> None:
    little = file_with(key_set, passphrase=keys.wrap_with_passphrase(key_set, PASSPHRASE))
    monkeypatch.setattr(keys, "ARGON", THE_EFFORT)
    wrap = keys.wrap_with_passphrase(key_set, PASSPHRASE)
    assert (wrap["t"], wrap["p"], wrap["kib"]) == (3, 4, 65536)
    assert wrap["salt"] != little.wraps["passphrase"]["salt"]
    for file in (file_with(key_set, passphrase=wrap), little):
        assert keys.unwrap_with_passphrase(file, PASSPHRASE) == key_set


def test_a_short_passphrase_is_refused(key_set: KeySet) -> None:
    with pytest.raises(Refusal, match="too short"):
        keys.wrap_with_passphrase(key_set, "7 chars")


def test_the_recovery_key_opens_and_that_of_another_store_does_not(key_set: KeySet) -> None:
    wrap, printed = keys.wrap_with_recovery_key(key_set)
    _, other = keys.wrap_with_recovery_key(KeySet.fresh())
    file = file_with(key_set, recovery=wrap)
    assert keys.unwrap_with_recovery_key(file, printed.lower()) == key_set
    with pytest.raises(Refusal, match="not this store's"):
        keys.unwrap_with_recovery_key(file, other)


def test_the_keyring_opens_and_its_entry_is_the_stores_own(key_set: KeySet) -> None:
    drawer = Drawer()
    keychain = Keychain(drawer, "Secret Service")
    file = file_with(key_set, keyring=keys.wrap_with_keyring(key_set, keychain))
    assert keys.unwrap_with_keyring(file, keychain) == key_set
    assert file.wraps["keyring"]["backend"] == "Secret Service"
    assert list(drawer.entries) == [("smsdpo", f"store key {key_set.store_id.hex()}")]


def test_each_trouble_with_the_keyring_has_its_own_name(key_set: KeySet) -> None:
    drawer = Drawer()
    keychain = Keychain(drawer, "Secret Service")
    file = file_with(key_set, keyring=keys.wrap_with_keyring(key_set, keychain))

    def kind(file: KeyFile, keychain: Keychain) -> str:
        with pytest.raises(KeyringProblem) as refused:
            keys.unwrap_with_keyring(file, keychain)
        return refused.value.kind

    assert kind(file, Keychain(drawer, "KWallet")) == "changed"
    (entry,) = drawer.entries
    drawer.entries[entry] = "AAAA"
    assert kind(file, keychain) == "different"
    drawer.entries[entry] = "not base64"
    assert kind(file, keychain) == "different"
    drawer.entries.clear()
    assert kind(file, keychain) == "missing"
    assert kind(file_with(key_set), keychain) == "not_used"


def test_a_store_without_a_passphrase_says_how_else_it_opens(key_set: KeySet) -> None:
    with pytest.raises(Refusal, match="has no passphrase"):
        keys.unwrap_with_passphrase(file_with(key_set), PASSPHRASE)


def test_a_wrapped_copy_cannot_be_moved_to_another_store_or_way(key_set: KeySet) -> None:
    wrap = keys.wrap_with_passphrase(key_set, PASSPHRASE)
    with pytest.raises(Refusal, match="not this store's passphrase"):
        keys.unwrap_with_passphrase(KeyFile(b"\x00" * 16, {"passphrase": wrap}), PASSPHRASE)


def test_no_key_stands_in_the_file_in_clear(key_set: KeySet, tmp_path: Path) -> None:
    path = tmp_path / "office.smsdpo.keys"
    wrap, printed = keys.wrap_with_recovery_key(key_set)
    file = file_with(key_set, recovery=wrap, passphrase=keys.wrap_with_passphrase(key_set, PASSPHRASE))
    keys.write_file(path, file, overwrite=False)
    raw = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    for secret in (key_set.db, key_set.mac):
        assert secret not in raw
        assert secret.hex().encode() not in raw
        assert keys._text(secret).encode() not in raw
    assert printed.encode() not in raw
    assert PASSPHRASE.encode() not in raw
    assert keys.read_file(path) == file
    assert file.ways == {"recovery", "passphrase"}


def test_keys_never_show_in_a_representation(key_set: KeySet) -> None:
    assert repr(key_set.db) not in repr(key_set)
    assert repr(key_set.mac) not in repr(key_set)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "is missing"),
        (b"", "is damaged"),
        (b"[]", "is damaged"),
        (b"\xff", "is damaged"),
        (b'{"format": 1, "store": "zz", "wraps": {}}', "is damaged"),
        (json.dumps({"format": 2}).encode(), "newer version"),
    ],
)
def test_a_key_file_that_cannot_be_read_is_said_so(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "office.smsdpo.keys"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refusal, match=says) as refused:
        keys.read_file(path)
    assert path.name in refused.value.message


def test_a_key_file_that_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="could not be read"):
        keys.read_file(tmp_path)
