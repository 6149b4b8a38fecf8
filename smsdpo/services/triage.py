"""Triage without a store: what a text, a file of one-line messages or a folder of mail asks for."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from smsdpo.core import resources
from smsdpo.core.clock import Clock, SystemClock
from smsdpo.core.errors import Refusal
from smsdpo.domain import triage
from smsdpo.domain.phrases import PhraseBook
from smsdpo.domain.records import RefusedInput, TriageReading
from smsdpo.mail.incoming import MailInput, MailReader, find_inputs
from smsdpo.mail.parsed import ParsedMessage

_LARGEST_LIST = 64 * 1024 * 1024


@cache
def phrase_book() -> PhraseBook:
    """The phrase book of `resources/triage`, read and compiled once."""
    files = sorted(resources.resource_path("triage").glob("*.toml"))
    return PhraseBook.from_data(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


def read_text(
    subject: str, text: str, quoted: Iterable[tuple[int, int]] = (), automatic: bool = False
) -> TriageReading:
    """What a message asks for; `quoted` are spans of earlier mail in `text`."""
    return triage.read(phrase_book(), subject, text, quoted=quoted, automatic=automatic)


def read_message(message: ParsedMessage) -> TriageReading:
    """What a message from the mail room asks for. A mailing list may carry a person's own words, a bounce does not."""
    automatic = message.automatic_kind in {"bounce", "auto-reply"}
    return read_text(message.subject, message.text, message.quoted, automatic)


def read_lines(path: Path | str) -> list[tuple[int, TriageReading]]:
    """(number of the line, what it asks for), blank lines included."""
    file = Path(path)
    try:
        if file.stat().st_size > _LARGEST_LIST:
            raise Refusal(f"{file.name} is too large to read at once.", hint="Split it into files below 64 MB.")
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError as problem:
        raise Refusal(
            f"{file.name} can't be read.", hint="Check that the file is there and may be opened."
        ) from problem
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
    return [(number, read_text("", line)) for number, line in enumerate(lines, 1)]


def read_paths(
    paths: Iterable[str | Path], clock: Clock | None = None
) -> Iterator[tuple[str, TriageReading | RefusedInput]]:
    """Each input behind the paths by its shown name, with what it asks for or why it could not be read."""
    refused: list[RefusedInput] = []

    def readable() -> Iterator[MailInput]:
        for found in find_inputs(paths):
            if isinstance(found, RefusedInput):
                refused.append(found)
            else:
                yield found

    with MailReader((clock or SystemClock()).now()) as reader:
        for item, message in reader.read_all(readable()):
            if isinstance(message, Refusal):
                yield item.file, RefusedInput(item.file, message.sentence())
            else:
                yield item.file, read_message(message)
    yield from ((one.file, one) for one in refused)
