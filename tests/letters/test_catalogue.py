"""A letter's text may hold what is on the list and nothing else; whatever else it says is refused by line and word."""

import pytest

from smsdpo.core.errors import Refusal
from smsdpo.domain.request_types import REQUEST_TYPES
from smsdpo.letters import catalogue
from smsdpo.letters.catalogue import WITH_RIGHTS, load_all, parse
from smsdpo.letters.fields import FIELDS, sample_fields
from smsdpo.letters.fill import compose

HEADER = "key: L99\ntitle: A test\nfor: any\nstep: letter\nversion: 1\nsubject: A subject\n\n"


def a_letter(body: str) -> str:
    return f"{HEADER}{body}\n\n{{{{ signature }}}}\n"


def test_every_letter_of_the_access_request_is_there() -> None:
    assert {"L01", "L02", "L06", "L07", "L08"} <= set(load_all())
    assert "RP" not in load_all()


@pytest.mark.parametrize("key", sorted(load_all()))
def test_every_letter_is_complete_with_sample_data(key: str) -> None:
    composed = compose(load_all()[key], sample_fields())
    assert composed.missing == ()
    assert composed.template_text.startswith(f"key: {key}")


@pytest.mark.parametrize("key", sorted(set(load_all()) & WITH_RIGHTS))
def test_a_letter_that_must_carry_the_rights_paragraph_is_refused_without_it(key: str) -> None:
    template = load_all()[key]
    without = template.text.replace("{{ rights_paragraph }}", "")
    with pytest.raises(Refusal, match="rights paragraph"):
        parse(without, template.file)
    conditional = template.text.replace("{{ rights_paragraph }}", "{% if transfers %}{{ rights_paragraph }}{% endif %}")
    with pytest.raises(Refusal, match="rights paragraph"):
        parse(conditional, template.file)


def test_an_access_request_is_offered_its_letters() -> None:
    offered = {key for key, template in load_all().items() if template.serves("access")}
    assert {"L01", "L02", "L06", "L07", "L08"} <= offered
    assert not load_all()["L06"].serves("complaint")


def test_the_letter_of_every_outcome_is_meant_for_that_kind_of_request() -> None:
    letters = load_all()
    answers = [
        (kind.key, outcome.letter) for kind in REQUEST_TYPES.values() for outcome in kind.outcomes if outcome.letter
    ]
    assert [(kind, code) for kind, code in answers if not letters[code].serves(kind)] == []


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("{{ nobody_knows }}", "nobody_knows"),
        ("{{ reference|upper }}", "upper"),
        ("{{ reference.__class__ }}", "reference.__class__"),
        ("{{ reference() }}", "call"),
        ("{{ 'a' * 1000000000 }}", "mul"),
        ("{{ 1 + 1 }}", "add"),
        ("{{ 'text' }}", "text"),
        ("{{ files }}", "files"),
        ("{% set x = 1 %}", "assign"),
        ("{% include 'RP.txt' %}", "include"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% for file in range(9) %}{% endfor %}", "call"),
        ("{% for file in reference %}{% endfor %}", "reference"),
        ("{% for file in files %}{{ file.size }}{% endfor %}", "file.size"),
        ("{% for file in files %}{{ file }}{% endfor %}", "file"),
        ("{% for reference in files %}{% endfor %}", "reference"),
        ("{% if reference == 'x' %}{% endif %}", "compare"),
        ("{% if not reference %}{% endif %}", "not"),
        ("{% if reference %}{% elif transfers %}{% endif %}", "if"),
        ("{{ file.name }}", "file.name"),
        ("You may complain under Article 77.", "Article 77"),
    ],
)
def test_anything_else_is_refused_with_file_line_and_word(body: str, word: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(a_letter(f"Dear reader,\n\n{body}"), "mine.txt")
    assert f"mine.txt, line 10: “{word}”" in refused.value.message


def test_broken_template_syntax_is_refused_with_its_line() -> None:
    with pytest.raises(Refusal, match=r"mine\.txt, line 9: .*{% reference %}"):
        parse(a_letter("Text\n{% reference %}\nText"), "mine.txt")


def test_a_header_without_a_title_or_with_something_unknown_is_refused() -> None:
    with pytest.raises(Refusal, match="has no title"):
        parse(a_letter("Text").replace("title: A test\n", ""), "mine.txt")
    with pytest.raises(Refusal, match="line 2: “colour”"):
        parse(a_letter("Text").replace("title: A test\n", "colour: red\n"), "mine.txt")


def test_a_letter_without_a_signature_is_refused() -> None:
    with pytest.raises(Refusal, match="signature"):
        parse(HEADER + "Text\n", "mine.txt")


def test_a_saved_letter_with_windows_line_ends_is_read_alike() -> None:
    text = a_letter("One line\nand another")
    assert parse(text.replace("\n", "\r\n"), "mine.txt").body == parse(text, "mine.txt").body


def test_every_list_in_the_fields_has_a_sample_with_all_its_members() -> None:
    for field in FIELDS.values():
        if field.kind == "list" and field.members:
            assert isinstance(field.sample, list)
            assert all(isinstance(row, dict) and set(row) == set(field.members) for row in field.sample)


def test_the_rights_paragraph_names_every_way_open() -> None:
    text = catalogue.rights_paragraph().body
    for needed in ("Complain to us", "30 days", "regulator_address", "regulator_phone", "section 167", "section 168"):
        assert needed in text
