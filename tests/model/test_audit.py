"""The trail: whoever edits, removes, cuts or reorders lines is found out at the first one (security.md, test 58)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from smsdpo.model import audit
from smsdpo.model.audit import Head, Verdict
from smsdpo.model.keys import KeySet
from smsdpo.model.store import Store
from tests.builders import a_clock

KEYS = KeySet.fresh()
LINES = 40


def a_store(lines: int = LINES) -> tuple[Store, list[Head]]:
    store = Store.in_memory(KEYS)
    return store, [add_line(store, number) for number in range(1, lines + 1)]


def add_line(store: Store, number: int, reason: str = "") -> Head:
    with store.writing() as session:
        return audit.append(
            session,
            KEYS.mac,
            at=a_clock().now(),
            actor="D. Pearce",
            action="request.open",
            about=f"DSR-2026-{number:04}",
            payload={"count": number},
            reason=reason,
        )


def verify(store: Store, heads: list[Head], key: bytes = KEYS.mac) -> Verdict:
    with store.reading() as session:
        return audit.verify(session, key, heads)


def tamper(store: Store, *statements: str) -> None:
    """As somebody with the key and a database tool would."""
    with store.writing() as session:
        for name in ("event_is_never_changed", "event_is_never_removed"):
            session.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            session.execute(text(statement))


def test_an_untouched_trail_holds() -> None:
    store, heads = a_store()
    assert verify(store, heads) == Verdict(LINES, replace(heads[-1], at=""))


def test_an_empty_trail_holds() -> None:
    assert verify(Store.in_memory(KEYS), []) == Verdict(0, Head())


@pytest.mark.parametrize("field", ["at_utc", "actor", "action", "about", "payload", "prev", "mac"])
def test_an_edited_field_is_found_at_its_line(field: str) -> None:
    store, heads = a_store()
    tamper(store, f"UPDATE event SET {field} = replace({field}, substr({field}, 3, 1), '#') WHERE seq = 17")  # noqa: S608
    verdict = verify(store, heads)
    assert (verdict.first_broken, verdict.entries) == (17, 16)
    assert "changed" in verdict.why


def test_moving_letters_from_one_field_to_the_next_is_found() -> None:
    store, heads = a_store()
    tamper(store, "UPDATE event SET actor = 'D. Pearcer', action = 'equest.open' WHERE seq = 17")
    assert verify(store, heads).first_broken == 17


def test_a_line_removed_from_the_middle_is_found() -> None:
    store, heads = a_store()
    tamper(store, "DELETE FROM event WHERE seq = 20")
    verdict = verify(store, heads)
    assert verdict.first_broken == 20
    assert "missing" in verdict.why


def test_a_removed_line_is_found_even_when_the_rest_is_renumbered() -> None:
    store, heads = a_store()
    tamper(store, "DELETE FROM event WHERE seq = 20", "UPDATE event SET seq = seq - 1 WHERE seq > 20")
    assert verify(store, heads).first_broken == 20


def test_two_lines_that_changed_places_are_found() -> None:
    store, heads = a_store()
    tamper(
        store,
        "UPDATE event SET seq = 1000 WHERE seq = 8",
        "UPDATE event SET seq = 8 WHERE seq = 9",
        "UPDATE event SET seq = 9 WHERE seq = 1000",
    )
    assert verify(store, heads).first_broken == 8


def test_a_cut_tail_is_found_only_by_what_was_noted_outside() -> None:
    store, heads = a_store()
    tamper(store, f"DELETE FROM event WHERE seq > {LINES - 10}")  # noqa: S608
    assert verify(store, []).first_broken is None
    verdict = verify(store, heads)
    assert verdict.first_broken == LINES - 9
    assert "cut off" in verdict.why


def test_a_trail_rewritten_by_somebody_who_holds_the_key_differs_from_what_was_noted() -> None:
    store, heads = a_store(5)
    other, _ = a_store(4)
    add_line(other, 99)
    add_line(other, 6)
    assert verify(other, []).first_broken is None
    assert verify(other, heads).first_broken == 5
    assert verify(store, heads).first_broken is None


def test_another_offices_key_does_not_verify() -> None:
    store, heads = a_store()
    assert verify(store, heads, key=b"x" * 32).first_broken == 1


@pytest.mark.parametrize("statement", ["UPDATE event SET actor = ''", "DELETE FROM event"])
def test_the_store_itself_refuses_to_change_the_trail(statement: str) -> None:
    store, heads = a_store(3)
    with pytest.raises(IntegrityError, match="the trail is never"), store.writing() as session:
        session.execute(text(statement))
    assert verify(store, heads).first_broken is None


def test_words_given_as_reason_may_be_erased_but_not_replaced() -> None:
    store, heads = a_store(3)
    heads.append(add_line(store, 4, reason="the person telephoned"))
    heads.append(add_line(store, 5))
    assert verify(store, heads).first_broken is None
    with store.writing() as session:
        session.execute(text("UPDATE event_reason SET reason = 'nobody telephoned'"))
    assert verify(store, heads).first_broken == 4
    with store.writing() as session:
        session.execute(text("DELETE FROM event_reason"))
    assert verify(store, heads).first_broken is None


def test_a_reason_never_stands_in_the_trail_itself() -> None:
    store, _ = a_store(0)
    add_line(store, 1, reason="Needleworth telephoned")
    with store.reading() as session:
        line = session.execute(text("SELECT * FROM event")).one()
    assert "Needleworth" not in str(line)


def test_progress_is_told_and_can_stop_the_verifier(monkeypatch: pytest.MonkeyPatch) -> None:
    store, heads = a_store()
    monkeypatch.setattr(audit, "LINES_BETWEEN_REPORTS", 10)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 30:
            raise InterruptedError

    with pytest.raises(InterruptedError), store.reading() as session:
        audit.verify(session, KEYS.mac, heads, progress=tell)
    assert told == [(10, LINES), (20, LINES), (30, LINES)]


FIELDS = st.tuples(*[st.text(st.characters(codec="utf-8"), max_size=12)] * 5)


@given(FIELDS, FIELDS)
def test_no_two_different_lines_have_the_same_seal(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    seal: Callable[..., str] = audit._mac
    same = seal(KEYS.mac, 1, *one, audit.START) == seal(KEYS.mac, 1, *other, audit.START)
    assert same == (one == other)


@pytest.mark.parametrize("actor", ["", "Zoë Łukasz 李", "a\x00b", "'; DROP TABLE event; --", "12:ab"])
def test_any_actors_name_verifies_as_it_was_written(actor: str) -> None:
    store = Store.in_memory(KEYS)
    for _ in range(2):
        with store.writing() as session:
            audit.append(
                session, KEYS.mac, at=a_clock().now(), actor=actor, action="a.b", about="", payload={}, reason=""
            )
    assert verify(store, []).first_broken is None


def test_the_short_code_holds_number_and_seal() -> None:
    assert Head(12, "ab" * 32).code == "12-ABABABAB"
