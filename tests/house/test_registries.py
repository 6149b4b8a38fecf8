"""The registries point at each other: a type has a clock, steps and an end; a letter serves a type that exists."""

from pathlib import Path

import pytest

import smsdpo
from smsdpo.core import resources
from smsdpo.domain import categories, deadlines, request_types
from smsdpo.letters import catalogue


@pytest.mark.parametrize("key", request_types.REQUEST_TYPES)
def test_every_type_has_a_clock_steps_and_outcomes(key: str) -> None:
    kind = request_types.get(key)
    assert kind.clock_rule in deadlines.CLOCKS
    assert kind.steps
    assert kind.outcomes


def test_every_letter_serves_types_that_exist() -> None:
    for letter in catalogue.load_all().values():
        assert set(letter.offered_for) - {"any"} <= request_types.REQUEST_TYPES.keys(), letter.file


def test_an_access_request_has_letters_from_acknowledgement_to_refusal() -> None:
    served = {key for key, letter in catalogue.load_all().items() if letter.serves("access")}
    assert {"L01", "L02", "L06", "L07", "L08"} <= served


@pytest.mark.parametrize("key", categories.CATEGORIES)
def test_every_category_says_what_an_access_letter_must_state(key: str) -> None:
    category = categories.get(key)
    for said in (category.purpose, category.basis, category.recipients, category.retention):
        assert said.strip(), f"{key} is silent; say “{categories.NOT_STATED}” where the policy is"
    assert category.promises


def test_only_icons_that_are_painted_are_carried() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in Path(smsdpo.__file__).parent.glob("ui/**/*.py"))
    carried = {icon.stem for icon in resources.resource_path("icons").glob("*.svg")}
    assert carried
    assert {name for name in carried if f'"{name}"' not in text} == set()
