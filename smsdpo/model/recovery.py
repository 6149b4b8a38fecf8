"""The recovery key: 160 random bits that a person can print, read and type, with a group that shows typing slips."""

import hashlib
import secrets

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from smsdpo.core.errors import Refusal

# Crockford's: without I, L, O and U, which are read as something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BYTES = 20
GROUP = 4
CHECK = 4
LETTERS = BYTES * 8 // 5

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BETWEEN = str.maketrans("", "", " -–—_.,;\t\n\r\u00a0")


def fresh() -> bytes:
    """A new secret."""
    return secrets.token_bytes(BYTES)


def shown(secret: bytes) -> str:
    """As printed: nine groups of four, the last of which is the check."""
    letters = _letters(int.from_bytes(secret, "big"), LETTERS) + _check(secret)
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def parse(typed: str) -> bytes:
    """The secret behind what was typed: case, spaces and hyphens do not matter, nor does O for 0 or I for 1."""
    letters = typed.translate(_BETWEEN).upper().translate(_MISREAD)
    if len(letters) != LETTERS + CHECK or set(letters) - set(ALPHABET):
        raise Refusal(
            "That is not a whole recovery key: it has nine groups of four letters and digits.",
            hint="Type it as it is printed, with or without the hyphens.",
        )
    value = 0
    for letter in letters[:LETTERS]:
        value = value * 32 + ALPHABET.index(letter)
    secret = value.to_bytes(BYTES, "big")
    if _check(secret) != letters[LETTERS:]:
        raise Refusal(
            "There is a typing slip in the recovery key: its last group does not fit the others.",
            hint="Compare it with the printed sheet, group by group.",
        )
    return secret


def wrapping_key(secret: bytes) -> bytes:
    """The key that wraps; the secret has enough randomness of its own, so nothing needs to be slow here."""
    return HKDF(SHA256(), 32, salt=None, info=b"smsdpo recovery key").derive(secret)


def _check(secret: bytes) -> str:
    return _letters(int.from_bytes(hashlib.sha256(b"smsdpo check" + secret).digest()[:3], "big") >> 4, CHECK)


def _letters(value: int, count: int) -> str:
    digits = []
    for _ in range(count):
        value, digit = divmod(value, 32)
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))
