"""The categories: every field has a label and an origin, every record a title, and the six months are six months."""

from datetime import date

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain import categories
from smsdpo.domain.categories import CATEGORIES, KINDS, PROVENANCES

CONTRACT = {
    "contact_form": "name email phone location employment_status ip_address message collected_on"
    " last_engaged_on agreed_until",
    "account": "account_number name email phone address opened_on closed_on status",
    "purchase": "account_number product invoice_number amount purchased_on renews_on expires_on",
    "service_note": "account_number email name ticket_number asked answered noted_on handler",
    "consent": "email name purpose wording channel given_on withdrawn_on",
    "communication": "email name channel kind subject sent_on",
    "partner_share": "email partner offer shared_on choice",
    "security_log": "email account_number ip_address event at",
}


@pytest.mark.parametrize("key", CONTRACT)
def test_the_keys_of_mapping_files_are_those_of_the_contract(key: str) -> None:
    assert [field.key for field in CATEGORIES[key].fields] == CONTRACT[key].split()


@pytest.mark.parametrize("key", CATEGORIES)
def test_every_category_says_all_an_access_letter_must_state(key: str) -> None:
    category = CATEGORIES[key]
    assert all((category.purpose, category.basis, category.recipients, category.retention, category.promises))
    assert {field.kind for field in category.fields} <= set(KINDS)
    assert set(categories.provenance_of(category).values()) <= set(PROVENANCES)
    assert {*category.identity, *category.engaged, category.recorded_on} <= set(category.labels())


@pytest.mark.parametrize(
    ("key", "fields", "title"),
    [
        ("contact_form", {"collected_on": "2026-04-03"}, "Enquiry of 3 April 2026"),
        ("contact_form", {}, "Enquiry"),
        ("service_note", {"ticket_number": "88120"}, "Ticket 88120"),
        ("purchase", {"product": "Bench {0}", "purchased_on": "2026-04-03"}, "Bench {0}, bought 3 April 2026"),
        ("contact_form", {"collected_on": "last spring"}, "Enquiry of last spring"),
        ("security_log", {"event": "{at}", "at": "2026-04-03"}, "{at}, 3 April 2026"),
    ],
)
def test_a_record_has_a_title_and_a_value_that_looks_like_a_blank_stays_as_it_is(
    key: str, fields: dict[str, str], title: str
) -> None:
    assert categories.title(CATEGORIES[key], fields) == title


def test_an_unknown_category_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal, match="no data category") as refused:
        categories.get("contacts")
    assert "contact_form" in refused.value.hint


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({"collected_on": "2025-08-31"}, date(2026, 2, 28)),
        ({"collected_on": "2027-08-31"}, date(2028, 2, 29)),
        ({"collected_on": "2026-01-10", "last_engaged_on": "2026-03-01"}, date(2026, 9, 1)),
        ({"collected_on": "2026-01-10", "agreed_until": "2027-01-10"}, date(2027, 1, 10)),
        ({"collected_on": "2026-01-10", "agreed_until": "2026-02-01"}, date(2026, 7, 10)),
        ({}, None),
    ],
)
@pytest.mark.promise("P23", "P25", "P26")
def test_an_enquiry_is_kept_six_months_after_the_latest_contact_unless_agreed_longer(
    fields: dict[str, str], until: date | None
) -> None:
    kept, note = categories.kept_until(CATEGORIES["contact_form"], fields)
    assert kept == until
    assert note


def test_where_the_policy_states_no_period_none_is_invented() -> None:
    assert categories.kept_until(CATEGORIES["purchase"], {"purchased_on": "2026-01-10"})[0] is None
