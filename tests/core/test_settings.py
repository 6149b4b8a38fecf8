"""Settings: every declared default is valid, and what does not fit is refused by name."""

import pytest

from smsdpo.core import settings
from smsdpo.core.errors import Refusal
from smsdpo.core.settings import SETTINGS
from smsdpo.domain import holidays


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_every_setting_has_a_valid_default_a_label_and_a_help_text(setting: settings.Setting) -> None:
    assert setting.checked(setting.default) == setting.default
    assert setting.label
    assert setting.help


def test_the_nations_are_those_whose_holidays_we_know() -> None:
    assert set(settings.NATIONS) == set(holidays.NATIONS)


def test_an_address_is_kept_as_its_lines() -> None:
    address = settings.get("organisation.address")
    assert address.checked("1 Example Street\n\n  Anytown \n") == ["1 Example Street", "Anytown"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("dpo.name", 3),
        ("dpo.name", "x" * 501),
        ("dpo.name", "tab\x00"),
        ("organisation.address", 5),
        ("organisation.address", ["line"] * 8),
        ("regulator.checked", "22/11/2026"),
        ("nation", "wales"),
        ("answer.recipients", ""),
        ("answer.period", " \n "),
        ("lock.minutes", 0),
        ("lock.minutes", True),
        ("lock.minutes", "10"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_the_settings_name(key: str, value: object) -> None:
    with pytest.raises(Refusal) as refused:
        settings.get(key).checked(value)
    assert settings.get(key).label in refused.value.message


def test_a_day_may_be_empty_or_a_day() -> None:
    checked = settings.get("regulator.checked").checked
    assert checked("") == ""
    assert checked("2026-11-22") == "2026-11-22"


def test_an_unknown_setting_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refusal) as refused:
        settings.get("dpo.shoe_size")
    assert "dpo.name" in refused.value.hint


def test_what_letters_cannot_do_without_counts_as_never_given_where_an_older_store_has_it_empty() -> None:
    assert not settings.get("answer.period").stands("")
    assert settings.get("answer.period").stands("Six years.")
    assert settings.get("dpo.name").stands("")
    assert settings.get("hours.opens").stands(0)
