"""An act: one thing the user may do, told once for menu, keyboard, palette and cheat sheet."""

from collections.abc import Callable
from dataclasses import dataclass


def _always() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """`key` is its stable snake_case name, `chord` its keys as Qt writes them (`Ctrl+Shift+D`), `menu` one of `MENUS`.

    `why_off` answers why it cannot be done now, in a sentence; empty when it can. `also` are other words to find it by.
    """

    key: str
    title: str
    run: Callable[[], object]
    chord: str = ""
    menu: str = ""
    why_off: Callable[[], str] = _always
    also: str = ""


MENUS = ("File", "Edit", "View", "Request", "Person", "Tools", "Help")
"""In their order; an act without a menu is found by the palette and its keys only."""
