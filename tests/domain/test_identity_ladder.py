"""Identity is asked for by the lightest way that will do."""

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain import identity
from smsdpo.domain.identity import Held

ALL = Held(same_address=True, account_number=True, phone=True, records=3)


def offered(type_key: str, held: Held) -> list[str]:
    return [method.key for method in identity.methods(type_key, held) if method.offered]


def test_the_ladder_goes_from_the_lightest_way_to_the_document() -> None:
    assert identity.METHODS[0] == "known_address"
    assert identity.METHODS.index("document_seen") > identity.METHODS.index("question_from_record")
    assert offered("access", ALL) == list(identity.METHODS)


def test_only_what_we_hold_can_confirm_and_the_rest_says_why_not() -> None:
    assert offered("access", Held()) == ["document_seen", "not_needed"]
    reasons = {method.key: method.why_not for method in identity.methods("access", Held())}
    assert reasons["call_back"] == "We hold no phone number for this person."
    assert reasons["not_needed"] == ""


@pytest.mark.parametrize("type_key", ["objection_marketing", "consent_withdrawal", "third_party_supplied"])
def test_a_newsletter_is_stopped_without_a_passport(type_key: str) -> None:
    assert offered(type_key, ALL) == ["known_address", "not_needed"]
    why_not = {method.key: method.why_not for method in identity.methods(type_key, ALL)}
    assert "too much" in why_not["document_seen"]


def test_where_only_a_newsletter_address_is_held_nothing_more_is_asked() -> None:
    assert offered("access", Held(same_address=True, phone=True, newsletter_only=True)) == [
        "known_address",
        "not_needed",
    ]


def test_nobody_proves_who_they_are_to_ask_a_question() -> None:
    assert offered("general_inquiry", ALL) == ["not_needed"]


def test_a_way_that_is_not_offered_is_refused() -> None:
    with pytest.raises(Refusal, match="Account number"):
        identity.check_method("access", "account_number", Held())
    with pytest.raises(Refusal, match="no identity check “handshake”"):
        identity.check_method("access", "handshake", ALL)


def test_some_checks_need_a_note_and_none_keeps_a_copy() -> None:
    with pytest.raises(Refusal, match="needs a note"):
        identity.check_method("access", "document_seen", ALL, seen="  ")
    identity.check_method("access", "document_seen", ALL, seen="driving licence, shown on a video call")
    identity.check_method("access", "known_address", ALL)
    assert identity.needs_words("not_needed")
    assert not identity.needs_words("known_address")


def test_the_check_reads_well_in_the_checklist() -> None:
    assert identity.in_words("account_number") == "account number"
    assert identity.in_words("not_needed", " nothing is given out ") == "not needed: nothing is given out"
