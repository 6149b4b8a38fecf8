"""Before an answer leaves, somebody types the end of the surname: as people type, not as registers spell."""

import pytest

from smsdpo.domain import surname


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Ngozi Okafor", "afor"),
        ("Wei Li", "li"),
        ("Zoë O’Neill", "eill"),
        ("Ana Smith-Li", "thli"),
        ("Ludo van den Berg", "berg"),
        ("Łukasz Żak", "zak"),
        ("Bo", "bo"),
        ("", ""),
    ],
)
def test_the_letters_asked_for_are_the_last_four_of_the_surname_or_all_it_has(name: str, asked: str) -> None:
    assert surname.last_letters(name) == asked


@pytest.mark.parametrize("typed", ["eill", "EILL", "O'Neill", "o neill", "  neill "])
def test_accents_case_and_apostrophes_do_not_matter(typed: str) -> None:
    assert surname.fits("Zoë O’Neill", typed)


@pytest.mark.parametrize("typed", ["", "ill", "eil", "okafor", "neil"])
def test_fewer_letters_or_those_of_somebody_else_are_not_taken(typed: str) -> None:
    assert not surname.fits("Zoë O’Neill", typed)


def test_a_hyphen_may_be_typed_or_not() -> None:
    assert surname.fits("Ana Smith-Li", "th-li")
    assert surname.fits("Ana Smith-Li", "Smith Li")


def test_a_name_of_no_letters_is_fitted_by_nothing() -> None:
    assert not surname.fits("", "")
    assert not surname.fits("...", "...")


@pytest.mark.parametrize("name", ["K. Price, West Police", "Price, Kim"])
def test_a_name_before_a_comma_is_a_name(name: str) -> None:
    assert surname.fits(name, "rice")
    assert surname.fits(name, surname.last_letters(name))
    assert not surname.fits(name, "west")
