"""The only reader of `resources/`: carried in the wheel as `_resources`, beside the package in a checkout."""

from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def root() -> Path:
    """The folder that holds the program's data files."""
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource_path(name: str) -> Path:
    """Where the data file `name` (with forward slashes) lies."""
    return root().joinpath(*name.split("/"))


def read_text(name: str) -> str:
    """The text of the data file `name`."""
    return resource_path(name).read_text(encoding="utf-8")


def read_json(name: str) -> Any:
    """The data file `name`, read as JSON."""
    import json

    return json.loads(read_text(name))
