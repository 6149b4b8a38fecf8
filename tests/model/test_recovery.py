"""The recovery key: printed, read and typed by people (security.md, test 60)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smsdpo.core.errors import Refusal
from smsdpo.model import recovery

SECRETS = st.binary(min_size=recovery.BYTES, max_size=recovery.BYTES)


@given(SECRETS)
def test_what_is_printed_can_be_typed_back(secret: bytes) -> None:
    printed = recovery.shown(secret)
    assert len(printed.split("-")) == 9
    assert recovery.parse(printed) == secret
    assert recovery.parse(f"  {printed.lower().replace('-', ' ')}\n") == secret
    assert recovery.parse(printed.replace("-", "").replace("0", "O").replace("1", "l")) == secret


@given(SECRETS, st.integers(0, 35), st.sampled_from(recovery.ALPHABET))
def test_one_wrong_character_is_called_a_typing_slip(secret: bytes, place: int, letter: str) -> None:
    letters = list(recovery.shown(secret).replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    with pytest.raises(Refusal, match="typing slip"):
        recovery.parse("".join(letters))


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 36, "é" * 36, "A" * 37])
def test_what_is_no_recovery_key_is_said_so(typed: str) -> None:
    with pytest.raises(Refusal, match="nine groups of four"):
        recovery.parse(typed)
