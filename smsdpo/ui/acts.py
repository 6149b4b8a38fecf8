"""An act: one thing the user may do, told once for menu, keyboard, palette and cheat sheet."""

from collections.abc import Callable
from dataclasses import dataclass


def _always() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """`key` is its stable snake_case name, `chord` its keys as Qt writes them (`Ctrl+Shift+D`), `menu` one of `MENUS`.

    `why_off` answers why it cannot be done now, in a sentence; empty when it can. `also` are other words to find it by,
    `more` further keys for the same. `title_now` gives a title that changes (*Undo: Not a request*). An act that works
    `anywhere` works over a sheet and while the office is locked. `in_list` does it while its list has the keyboard:
    `Enter`, or a letter for those who want single letters.
    """

    key: str
    title: str
    run: Callable[[], object]
    chord: str = ""
    menu: str = ""
    why_off: Callable[[], str] = _always
    also: str = ""
    more: tuple[str, ...] = ()
    title_now: Callable[[], str] = _always
    anywhere: bool = False
    in_list: str = ""

    @property
    def words(self) -> str:
        """What it is called now."""
        return self.title_now() or self.title

    @property
    def chords(self) -> tuple[str, ...]:
        """All its keys; the Enter of the number pad serves wherever Return does."""
        told = tuple(one for one in (self.chord, *self.more) if one)
        return told + tuple(one.replace("Return", "Enter") for one in told if one.endswith("Return"))


MENUS = ("File", "Edit", "View", "Request", "Person", "Tools", "Help")
"""In their order; an act without a menu is found by the palette and its keys only."""
