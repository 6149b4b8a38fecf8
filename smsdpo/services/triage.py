"""Triage without a store: what a text, a file of one-line messages or a folder of mail asks for."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from smsdpo.core import resources
from smsdpo.core.clock import Clock, SystemClock
from smsdpo.core.errors import Refusal
from smsdpo.domain import triage
from smsdpo.domain.phrases import PhraseBook
from smsdpo.domain.records.mail import Because, RefusedInput, Suggestion, TriageReading
from smsdpo.mail import inside
from smsdpo.mail.incoming import MailInput, MailReader, find_inputs, pasted
from smsdpo.mail.parsed import ParsedMessage

_LARGEST_LIST = 64 * 1024 * 1024
_AUTOMATIC = frozenset({"bounce", "auto-reply"})
"""A mailing list may carry a person's own words, these do not."""


@dataclass(frozen=True, slots=True)
class ReadInput:
    """An input that was read and triaged but is not kept yet."""

    file: str
    parsed: ParsedMessage
    reading: TriageReading


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
    """What a message from the mail room asks for."""
    return read_text(message.subject, message.text, message.quoted, message.automatic_kind in _AUTOMATIC)


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
    for item in read_inputs(paths, (clock or SystemClock()).now()):
        yield item.file, item if isinstance(item, RefusedInput) else item.reading


def read_inputs(paths: Iterable[str | Path], now: datetime) -> Iterator[ReadInput | RefusedInput]:
    """Read and triage without a store: may run on any thread, beside the store's own."""
    yield from _read(find_inputs(paths), now)


def read_pasted(name: str, text: str, now: datetime) -> Iterator[ReadInput | RefusedInput]:
    """The same for a message that was copied elsewhere and pasted here."""
    yield from _read([pasted(name, text)], now)


def _read(inputs: Iterable[MailInput | RefusedInput], now: datetime) -> Iterator[ReadInput | RefusedInput]:
    refused: list[RefusedInput] = []

    def readable() -> Iterator[MailInput]:
        for found in inputs:
            if isinstance(found, RefusedInput):
                refused.append(found)
            else:
                yield found

    with MailReader(now, job=f"{__name__}:read_inside") as reader:
        for item, outcome in reader.read_all(readable()):
            while refused:
                yield refused.pop(0)
            if isinstance(outcome, Refusal):
                yield RefusedInput(item.file, outcome.sentence())
            else:
                yield ReadInput(item.file, outcome, _from_plain(outcome.beside))
    yield from refused


# --- in the cage ------------------------------------------------------------------------------------------------------


def read_inside(header: dict[str, Any], payload: bytes | Path) -> tuple[dict[str, Any], list[bytes]]:
    """Reads a message and triages it in the same process: on the other core, and killed if words should outwit us."""
    packed, blobs = inside.read(header, payload)
    automatic = packed["automatic_kind"] in _AUTOMATIC
    packed["beside"] = _as_plain(read_text(packed["subject"], packed["text"], packed["quoted"], automatic))
    return packed, blobs


def _as_plain(reading: TriageReading) -> dict[str, Any]:
    suggestions = [
        [one.type, one.score, one.asks, [[part.text, part.start, part.end, part.rule] for part in one.because]]
        for one in reading.suggestions
    ]
    return {"language": reading.language, "kind": reading.kind, "note": reading.note, "suggestions": suggestions}


def _from_plain(plain: dict[str, Any]) -> TriageReading:
    suggestions = tuple(
        Suggestion(type_, score, tuple(Because(*part) for part in because), asks)
        for type_, score, asks, because in plain["suggestions"]
    )
    return TriageReading(plain["language"], suggestions, plain["kind"], plain["note"])
