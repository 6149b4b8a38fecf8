"""The registry of what the office may be asked to do is complete and consistent."""

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain import request_types
from smsdpo.domain.promises import PROMISES
from smsdpo.domain.request_types import REQUEST_TYPES, RequestType

# The keys of the command line, which never change (contracts.md, 2), as the lists show them: rights first.
KEYS = [
    *("access", "portability", "rectification", "erasure", "restriction", "objection", "objection_marketing"),
    *("consent_withdrawal", "automated_decision", "third_party_supplied", "under_18_report", "complaint"),
    *("general_inquiry", "customer_data_return", "authority_request", "termination_deletion", "contact_retention"),
    *("breach", "policy_change", "other"),
]

every_type = pytest.mark.parametrize("entry", REQUEST_TYPES.values(), ids=lambda entry: entry.key)


def test_every_key_of_the_contract_is_there_and_no_other() -> None:
    assert list(REQUEST_TYPES) == KEYS


@every_type
def test_an_entry_says_everything_about_its_type(entry: RequestType) -> None:
    assert all((entry.title, entry.short, entry.basis, entry.law, entry.asks_for, entry.outcomes, entry.promises))
    assert len(entry.short) <= 18
    assert [step for step in request_types.ALL_STEPS if step in entry.steps] == list(entry.steps)
    assert entry.proof in {"full", "light", "none"}
    assert set(entry.promises) <= set(PROMISES)
    keys = [outcome.key for outcome in entry.outcomes]
    assert len(set(keys)) == len(keys)


@every_type
def test_pause_and_extension_agree_with_the_clock(entry: RequestType) -> None:
    assert entry.pausable == (entry.clock_rule == "month_with_pause") == (entry.key == "access")
    assert entry.extendable == entry.clock_rule.startswith("month")


@every_type
def test_every_refusal_needs_reasons(entry: RequestType) -> None:
    assert all(outcome.needs_reasons for outcome in entry.outcomes if outcome.key.startswith(("refused", "declined")))


def test_a_marketing_stop_cannot_be_refused() -> None:
    assert [outcome.key for outcome in REQUEST_TYPES["objection_marketing"].outcomes] == ["stopped", "duplicate"]


def test_chips_and_titles_are_told_apart() -> None:
    assert len({entry.short for entry in REQUEST_TYPES.values()}) == len(REQUEST_TYPES)
    assert len({entry.title for entry in REQUEST_TYPES.values()}) == len(REQUEST_TYPES)


def test_unknown_types_and_outcomes_are_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal) as refused:
        request_types.get("wish")
    assert "access" in refused.value.hint
    with pytest.raises(Refusal) as refused:
        request_types.get("access").outcome("granted")
    assert "provided_in_full" in refused.value.hint
    assert request_types.get("access").outcome("no_data_held").label == "No data held"
