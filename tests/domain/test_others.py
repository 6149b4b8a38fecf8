"""Who else is in a record: names and addresses that a release must think about (R16, N12)."""

import pytest

from smsdpo.domain.organisation import Organisation
from smsdpo.domain.others import others_in

OFFICE = Organisation(("SMS Tech", "Smart Manufacturing Solutions Technology"), "info@sms-tech.org")
OWN = ("Wanda Quill", "wanda.quill@mail.example", "+447700900145", "SMS-1", "")


def others(text: str, key: str = "message") -> tuple[str, ...]:
    return others_in([(key, "Field", text, "provided")], OWN, OFFICE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask tom.ash@mail.example, he knows.", ("tom.ash@mail.example",)),
        ("Mrs Bell and Dr. Ash were there.", ("Mrs Bell", "Dr. Ash")),
        ("Ring my sister on 07700 900777.", ("07700 900777",)),
        ("Ring me on 07700 900145 or +44 7700 900145.", ()),
        ("Ring Ms Quill, please.", ()),
        ("Write to WANDA.QUILL@MAIL.EXAMPLE.", ()),
        ("Bought 12/03/2026, account 12345678, card 1234567890123456", ()),
        ("Written to Info@SMS-Tech.org and jo@sms-tech.org.", ("jo@sms-tech.org",)),
        ("Nobody else is in it.", ()),
        ("", ()),
    ],
)
def test_other_people_are_named_and_the_person_is_not(text: str, found: tuple[str, ...]) -> None:
    assert others(text) == found


def test_who_handled_a_matter_is_another_person_however_the_name_is_written() -> None:
    assert others("marta silva", key="handler") == ("marta silva",)
    assert others("Wanda Quill", key="handler") == ()
    assert others("SMART MANUFACTURING SOLUTIONS TECHNOLOGY", key="handler") == ()


def test_each_is_named_once_in_the_order_of_the_record() -> None:
    fields = [
        ("handler", "Handled by", "Marta Silva", "observed"),
        ("asked", "Asked", "Is Mrs Bell in? Mrs Bell promised.", "provided"),
        ("answered", "Answered", "", "observed"),
    ]
    assert others_in(fields, OWN, OFFICE) == ("Marta Silva", "Mrs Bell")
