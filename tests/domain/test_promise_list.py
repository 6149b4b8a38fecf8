"""The list of promises covers the policy from the first to the last line."""

import re

from smsdpo.domain.promises import LANDED, PROMISES


def test_all_ninety_promises_are_there_in_order() -> None:
    assert list(PROMISES) == [f"P{number}" for number in range(1, 91)]


def test_each_has_its_lines_and_a_title_of_its_own() -> None:
    assert all(promise.lines and all(1 <= line <= 42 for line in promise.lines) for promise in PROMISES.values())
    assert len({promise.title for promise in PROMISES.values()}) == 90
    assert not any(re.search(r"\bP\d", promise.title) for promise in PROMISES.values())


def test_what_has_landed_is_known() -> None:
    assert set(PROMISES) >= LANDED
    assert {promise.id for promise in PROMISES.values() if promise.landed} == LANDED
