"""The office's keys: random, never in clear on the disk, and wrapped in up to three ways that each open the store.

The key file beside the store holds the wrapped copies: under a key in the operating system's keyring, under a
passphrase, and under the recovery key that is shown once (security.md, 4.3).
"""

import base64
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from smsdpo.core.errors import Refusal
from smsdpo.core.paths import written_whole
from smsdpo.core.secrets import Keychain, KeyringProblem, refuse_short
from smsdpo.model import recovery

FORMAT = 1
ARGON = {"t": 3, "p": 4, "kib": 64 * 1024}
ENTRY = "store key"


@dataclass(frozen=True, slots=True)
class KeySet:
    """What opens a store: `db` its pages, `mac` its trail. `store_id` is public and stands at the file's beginning."""

    db: bytes = field(repr=False)
    mac: bytes = field(repr=False)
    store_id: bytes

    @classmethod
    def fresh(cls) -> "KeySet":
        return cls(secrets.token_bytes(32), secrets.token_bytes(32), secrets.token_bytes(16))


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The wrapped copies as read from the file; `wraps` by way: `keyring`, `passphrase`, `recovery`."""

    store_id: bytes
    wraps: dict[str, dict[str, Any]]

    @property
    def ways(self) -> frozenset[str]:
        """By what this store can be opened."""
        return frozenset(self.wraps)


def entry_name(store_id: bytes) -> str:
    """The name of the keyring's entry: one for each store, so that two stores never overwrite each other's."""
    return f"{ENTRY} {store_id.hex()}"


# --- the file ---------------------------------------------------------------------------------------------------------


def read_file(path: Path) -> KeyFile:
    """The key file beside the store."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise Refusal(
                f"{path.name} was written by a newer version of this program.", hint="Install the newer version."
            )
        return KeyFile(bytes.fromhex(data["store"]), dict(data["wraps"]))
    except FileNotFoundError:
        raise Refusal(
            f"The key file {path.name} is missing from beside the store.",
            hint="Put back a copy of it: without it the store cannot be opened, not even with the recovery key.",
        ) from None
    except OSError as error:
        raise Refusal(
            f"The key file {path.name} could not be read: {error.strerror}.", hint="Check who may read it."
        ) from None
    except (ValueError, KeyError, TypeError):
        raise Refusal(f"The key file {path.name} is damaged.", hint="Put back a copy of it.") from None


def write_file(path: Path, file: KeyFile, *, overwrite: bool) -> None:
    """Whole or not at all, readable by its owner only."""
    data = {"format": FORMAT, "store": file.store_id.hex(), "wraps": file.wraps}
    with written_whole(path, overwrite=overwrite) as draft:
        draft.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


# --- wrapping ---------------------------------------------------------------------------------------------------------


def wrap_with_keyring(keys: KeySet, keychain: Keychain) -> dict[str, Any]:
    """Make a wrapping key, put it into the keyring and make sure that it is really there before it is relied on."""
    keychain.probe()
    wrapping = secrets.token_bytes(32)
    keychain.put(entry_name(keys.store_id), _text(wrapping))
    return {"backend": keychain.name, **_wrap(keys, wrapping, "keyring")}


def wrap_with_passphrase(keys: KeySet, passphrase: str) -> dict[str, Any]:
    """Under Argon2id; its costs stand beside the salt, so that later versions may raise them."""
    refuse_short(passphrase)
    salt = secrets.token_bytes(16)
    costs = {"salt": _text(salt), **ARGON}
    return {**costs, **_wrap(keys, _stretch(passphrase, costs), "passphrase")}


def wrap_with_recovery_key(keys: KeySet) -> tuple[dict[str, Any], str]:
    """The wrapped copy, and the recovery key as it is shown this once."""
    secret = recovery.fresh()
    return _wrap(keys, recovery.wrapping_key(secret), "recovery"), recovery.shown(secret)


def unwrap_with_keyring(file: KeyFile, keychain: Keychain) -> KeySet:
    """Refused as `KeyringProblem`, whose kind tells what to offer instead."""
    wrap = file.wraps.get("keyring")
    if wrap is None:
        raise KeyringProblem("not_used")
    if wrap["backend"] != keychain.name:
        raise KeyringProblem("changed", f"{wrap['backend']} → {keychain.name}")
    text = keychain.get(entry_name(file.store_id))
    if text is None:
        raise KeyringProblem("missing")
    try:
        return _unwrap(file, wrap, _bytes(text), "keyring")
    except (InvalidTag, ValueError):
        raise KeyringProblem("different") from None


def unwrap_with_passphrase(file: KeyFile, passphrase: str) -> KeySet:
    wrap = file.wraps.get("passphrase")
    if wrap is None:
        raise Refusal("This store has no passphrase.", hint="Open it with the keyring or with the recovery key.")
    try:
        return _unwrap(file, wrap, _stretch(passphrase, wrap), "passphrase")
    except InvalidTag:
        raise Refusal(
            "That is not this store's passphrase.", hint="Try again, or open the store with the recovery key."
        ) from None


def unwrap_with_recovery_key(file: KeyFile, typed: str) -> KeySet:
    """Spaces, hyphens and case do not matter; a slip of one character is told from a key of another store."""
    secret = recovery.parse(typed)
    try:
        return _unwrap(file, file.wraps["recovery"], recovery.wrapping_key(secret), "recovery")
    except (InvalidTag, KeyError):
        raise Refusal(
            "That is a recovery key, but not this store's.", hint="Look for the sheet printed when this store was made."
        ) from None


def _wrap(keys: KeySet, wrapping: bytes, way: str) -> dict[str, str]:
    """Both keys together, bound to the store and to the way, so that no copy can be moved to another place."""
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(wrapping).encrypt(nonce, keys.db + keys.mac, keys.store_id + way.encode())
    return {"nonce": _text(nonce), "sealed": _text(sealed)}


def _unwrap(file: KeyFile, wrap: dict[str, Any], wrapping: bytes, way: str) -> KeySet:
    plain = AESGCM(wrapping).decrypt(_bytes(wrap["nonce"]), _bytes(wrap["sealed"]), file.store_id + way.encode())
    return KeySet(plain[:32], plain[32:], file.store_id)


def _stretch(passphrase: str, costs: dict[str, Any]) -> bytes:
    return hash_secret_raw(
        passphrase.encode("utf-8", "surrogatepass"),
        _bytes(costs["salt"]),
        time_cost=int(costs["t"]),
        memory_cost=int(costs["kib"]),
        parallelism=int(costs["p"]),
        hash_len=32,
        type=Type.ID,
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
