"""The program's own data files: read where they lie, as text or JSON."""

from smsdpo.core import resources


def test_a_file_is_named_with_forward_slashes_on_every_system() -> None:
    assert resources.resource_path("sample/mail").is_dir()
    assert resources.resource_path("sample/mail").parent.name == "sample"


def test_text_and_json_are_read_from_the_same_place() -> None:
    sources = resources.read_json("sample/sources.json")
    assert sources[0]["name"] in resources.read_text("sample/sources.json")
