"""The last letters of a surname, typed before an answer leaves, so that nobody sends by habit (screens.md, 2.10)."""

from smsdpo.domain.identifiers import fold

LETTERS = 4


def last_letters(name: str) -> str:
    """The last four letters of the surname, fewer where it has fewer: `Zoë O’Neill-Ng` is asked for as `llng`."""
    return _squeezed(name.rsplit(maxsplit=1)[-1] if name.split() else "")[-LETTERS:]


def fits(name: str, typed: str) -> bool:
    """Whether these are the last letters of the name's surname; more of them than asked for are welcome. What stands
    before a comma may be the name: `K. Price, West Police`, `Price, Kim`."""
    return any(_ends(one, _squeezed(typed)) for one in (name, name.partition(",")[0]))


def _ends(name: str, said: str) -> bool:
    wanted = last_letters(name)
    return bool(wanted) and len(said) >= len(wanted) and _squeezed(name).endswith(said)


def _squeezed(words: str) -> str:
    """Without accents, case, spaces, hyphens and apostrophes: however it is typed, it is the same name."""
    return "".join(fold(words).split())
