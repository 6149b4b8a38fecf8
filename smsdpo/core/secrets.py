"""The only door to the operating system's keyring: known backends only, and nothing believed that was not read back."""

import importlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smsdpo.core.errors import Refusal

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "smsdpo"
MIN_PASSPHRASE = 8

# Not asked of the keyring library's own choice: that follows an environment variable and a settings file, and takes
# a backend that forgets (null) or writes plain text (security.md, X26; stack.md, 4).
_TRUSTED = {
    "Secret Service": "keyring.backends.SecretService:Keyring",
    "KWallet": "keyring.backends.kwallet:DBusKeyring",
    "Windows Credential Locker": "keyring.backends.Windows:WinVaultKeyring",
    "macOS Keychain": "keyring.backends.macOS:Keyring",
}

_INSTEAD = "Use a passphrase instead, or open the store with the recovery key."
_SAY = {
    "no_backend": ("This computer has no keyring that can keep the store's key.", _INSTEAD),
    "untrusted": ("The keyring set up here does not keep secrets safely, so it is not used.", _INSTEAD),
    "locked": ("The keyring is locked.", "Unlock it (usually by signing in again) and retry, or use the recovery key."),
    "cancelled": ("The keyring was not unlocked: its question was cancelled.", "Try again, or use the recovery key."),
    "different": ("The keyring gave back something else than was put into it.", _INSTEAD),
    "missing": (
        "The keyring no longer holds this store's key.",
        "Open the store with the recovery key: that puts the key back.",
    ),
    "changed": (
        "This store's key was kept in another keyring than the one in use now.",
        "Sign in to the desktop you used before, or open the store with the recovery key.",
    ),
    "not_used": ("This store's key is not kept in the keyring.", "Open it with its passphrase or the recovery key."),
    "failed": ("The keyring did not answer.", _INSTEAD),
}


class KeyringProblem(Refusal):
    """Why the keyring cannot be used; `kind` tells a screen or command what to offer instead."""

    def __init__(self, kind: str, detail: str = "") -> None:
        message, hint = _SAY[kind]
        super().__init__(f"{message[:-1]} ({detail})." if detail else message, hint=hint)
        self.kind = kind


def refuse_short(passphrase: str) -> None:
    """The one rule for a passphrase: long enough. Rules about signs in it make people choose worse ones."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise Refusal(
            f"The passphrase is too short: it needs {MIN_PASSPHRASE} characters at least.",
            hint="Several words that only you put together are easy to remember and hard to guess.",
        )


class Keychain:
    """The keyring of this user. Only the backends listed here are trusted."""

    def __init__(self, backend: "KeyringBackend", name: str) -> None:
        self._backend = backend
        self.name = name

    @classmethod
    def of_this_user(cls) -> "Keychain":
        """The first trusted backend that works here, or why there is none."""
        for name, place in _TRUSTED.items():
            backend = _backend_at(place)
            if backend is not None:
                return cls(backend, name)
        raise KeyringProblem("untrusted" if _something_else_is_set_up() else "no_backend")

    def probe(self) -> None:
        """Write, read back, compare, delete: a backend that looks fine may be locked, or forget (stack.md, 4)."""
        name, value = f"probe {secrets.token_hex(4)}", secrets.token_hex(16)
        self.put(name, value)
        self.remove(name)

    def put(self, name: str, value: str) -> None:
        """Keep `value`, and make sure that it is really kept."""
        with _named_problems():
            self._backend.set_password(SERVICE, name, value)
            kept = self._backend.get_password(SERVICE, name)
        if kept != value:
            raise KeyringProblem("different")

    def get(self, name: str) -> str | None:
        with _named_problems():
            return self._backend.get_password(SERVICE, name)

    def remove(self, name: str) -> None:
        with _named_problems():
            self._backend.delete_password(SERVICE, name)


def _backend_at(place: str) -> "KeyringBackend | None":
    """The backend if it can work here: loading it or asking for its priority fails where it cannot."""
    module, _, name = place.partition(":")
    try:
        backend = getattr(importlib.import_module(module), name)
        if not backend.viable:
            return None
        made: KeyringBackend = backend()
    except (ImportError, RuntimeError, AttributeError):
        return None
    return made


def _something_else_is_set_up() -> bool:
    """Whether the library would have offered a place of its own choice: one we must not use."""
    import keyring
    from keyring.backends import chainer, fail

    chosen = keyring.get_keyring()
    if isinstance(chosen, chainer.ChainerBackend):
        return bool(list(chosen.backends))
    return not isinstance(chosen, fail.Keyring)


@contextmanager
def _named_problems() -> Iterator[None]:
    """Every way in which a keyring fails, under its own name; the library's text may hold the entry's name, so it ends
    here."""
    from keyring import errors

    try:
        yield
    except errors.NoKeyringError:
        raise KeyringProblem("no_backend") from None
    except errors.KeyringLocked:
        raise KeyringProblem("locked") from None
    except errors.KeyringError as error:
        raise KeyringProblem("cancelled" if "dismissed" in str(error) else "failed") from None
    except OSError:
        raise KeyringProblem("failed") from None
