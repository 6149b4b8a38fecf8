"""The two ways in which an act can fail: a refusal the user can act on, and a fault of ours or the machine's."""

import errno
from collections.abc import Iterator, Sequence


class Refusal(Exception):
    """Said calmly to the user: what was not done and why (`message`), what to do next (`hint`).

    Neither text may hold personal data beyond what the user has just typed or chosen (a file's name is allowed).
    """

    partly = False
    """Whether a part was done and kept all the same, so that nobody may be told that nothing was changed."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def sentence(self) -> str:
        """Both parts on one line, for standard error and for a list's reason column."""
        return " ".join(f"{self.message} {self.hint}".split())


class Fault(Exception):
    """Our bug or the machine's: reported with a reference, without personal data and without a traceback."""


class Damaged(Refusal):
    """The store's own file is damaged or gone. `readable`: what is left of it can be trusted, and read."""

    def __init__(self, message: str, *, hint: str = "", readable: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.readable = readable


class FileTaken(Refusal):
    """A file of that name is there: only a person may choose another folder, or that it goes (contracts.md, 4)."""


class PartRefusal(Refusal):
    """Some of it was done and is kept; the message says what was not."""

    partly = True


class LetterLacks(Refusal):
    """A letter cannot be set: `fields` are empty (key and name), or no font of ours has the `characters`."""

    def __init__(
        self, message: str, *, hint: str = "", fields: Sequence[tuple[str, str]] = (), characters: Sequence[str] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.fields = tuple(fields)
        self.characters = tuple(characters)


KINDS = ("refusal", "partly", "disk_full", "reader", "fault")
"""What kind of failure it was: what is safe afterwards, and what to do, follow from it."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FULL_STORE = "database or disk is full"  # the sentence of the store's library, which gives no number for it


def kind_of(error: BaseException) -> str:
    """One of `KINDS`, whatever the failure was wrapped in on its way."""
    chain = list(_behind(error))
    if any(_is_full(one) for one in chain):
        return "disk_full"
    if isinstance(error, Refusal):
        return "partly" if error.partly else "refusal"
    if any(one.__class__.__module__ == "smsdpo.core.cage" for one in chain):
        return "reader"
    return "fault"


def _behind(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, as far as that is known."""
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield now
        orig = getattr(now, "orig", None)  # what the store's library raised, under SQLAlchemy's own
        now = now.__cause__ or now.__context__ or (orig if isinstance(orig, BaseException) else None)


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    return _FULL_STORE in str(error) and error.__class__.__name__ == "OperationalError"
