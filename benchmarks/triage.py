"""Recall and precision of triage per type, on the half of the real letters it was not tuned on; and its speed.

    .venv/bin/python -m benchmarks.triage [FOLDER]

FOLDER (or SMSDPO_REAL_DATA, or ../shared/data beside the checkout) holds `labels.csv`, the files it names and
`short_messages.csv`. The halves are cut by a hash of the file's name or the message's id; phrases were written while
looking at the tuning half only. Nothing of the texts is printed.
"""

import csv
import hashlib
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import verdict
from smsdpo.core.errors import Refusal
from smsdpo.domain.records.mail import RefusedInput, TriageReading
from smsdpo.mail.incoming import MailInput, MailReader, find_inputs
from smsdpo.services import triage

HALVES = ("tuned on", "measured")
QUICK = 2_000
"""Short messages a second, at least."""
TYPE_OF_LABEL = {
    "withdraw_consent": "consent_withdrawal",
    "contract_termination": "termination_deletion",
    "policy_question": "general_inquiry",
}
"""Labels of the data that have another name among the program's types."""
_ALSO = re.compile(r"also:(\w+)")


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled message and what triage says of it; `wanted` is empty for ordinary mail."""

    source: str
    half: str
    language: str
    wanted: tuple[str, ...]
    reading: TriageReading

    @property
    def asked(self) -> frozenset[str]:
        """Types that triage takes to be asked for."""
        return frozenset(one.type for one in self.reading.suggestions if one.asks)

    @property
    def suggested(self) -> frozenset[str]:
        """Everything suggested, asked for or mentioned; a reminder is a kind of message here, not a type."""
        kinds = {"reminder"} if self.reading.kind == "reminder" else set()
        return frozenset(one.type for one in self.reading.suggestions) | kinds


@dataclass(slots=True)
class Tally:
    """Counts of one type in one half."""

    wanted: int = 0
    suggested: int = 0
    asked: int = 0
    asked_in_all: int = 0


@dataclass(frozen=True, slots=True)
class Gates:
    """The three figures that must hold, with the counts they come from."""

    letters: int
    recognised: int
    types: int
    types_suggested: int
    ordinary: int
    flagged: int

    @property
    def recognised_share(self) -> float:
        return self.recognised / self.letters

    @property
    def types_share(self) -> float:
        return self.types_suggested / self.types

    @property
    def flagged_share(self) -> float:
        return self.flagged / self.ordinary


@dataclass(slots=True)
class Corpus:
    """All samples, and the files that hold no message the program reads (PDF letters)."""

    samples: list[Sample] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def real_data() -> Path | None:
    """Where the real letters lie, if they are on this machine."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("SMSDPO_REAL_DATA") or beside)
    return folder if (folder / "labels.csv").is_file() else None


def half_of(key: str) -> str:
    """The half that a file name or message id falls into, the same for ever."""
    return HALVES[hashlib.sha256(key.encode()).digest()[0] % 2]


def read_corpus(folder: Path) -> Corpus:
    """Every labelled letter through the mail room, and every short message."""
    corpus = Corpus()
    for sample in (*_letters(folder, corpus.refused), *_short_messages(folder)):
        corpus.samples.append(sample)
    return corpus


def _letters(folder: Path, refused: list[str]) -> Iterator[Sample]:
    rows = {str(folder / row["file"]): row for row in _rows(folder / "labels.csv")}
    inputs = list(find_inputs(rows))
    refused += [one.file for one in inputs if isinstance(one, RefusedInput)]
    with MailReader(datetime(2026, 1, 1, tzinfo=UTC)) as reader:
        for item, message in reader.read_all(one for one in inputs if isinstance(one, MailInput)):
            if isinstance(message, Refusal):
                refused.append(item.file)
                continue
            row = rows[item.file]
            labels = [row["label"], *_ALSO.findall(row["note"])]
            yield Sample("letter", half_of(row["file"]), row["language"], _types(labels), triage.read_message(message))


def _short_messages(folder: Path) -> Iterator[Sample]:
    for row in _rows(folder / "short_messages.csv"):
        types = _types([row["label"], *row["also"].split()])
        yield Sample("short", half_of(row["id"]), row["language"], types, triage.read_text("", row["text"]))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _types(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(TYPE_OF_LABEL.get(label, label) for label in labels if label and label != "other")


def gates(samples: Iterable[Sample], half: str) -> Gates:
    """The gates on one half: English letters that ask, the types they ask for, ordinary mail of every kind."""
    ours = [one for one in samples if one.half == half]
    letters = [one for one in ours if one.source == "letter" and one.language == "en" and one.wanted]
    ordinary = [one for one in ours if not one.wanted]
    return Gates(
        letters=len(letters),
        recognised=sum(bool(one.asked) for one in letters),
        types=sum(len(one.wanted) for one in letters),
        types_suggested=sum(type_ in one.suggested for one in letters for type_ in one.wanted),
        ordinary=len(ordinary),
        flagged=sum(bool(one.asked) for one in ordinary),
    )


def per_type(samples: Iterable[Sample], source: str, half: str) -> dict[str, Tally]:
    """Counts per type. What a reminder chases, and the complaint it amounts to, is not held against it."""
    tallies: dict[str, Tally] = {}
    for one in samples:
        if (one.source, one.half) != (source, half):
            continue
        asked = one.asked | ({"reminder"} & one.suggested)
        for type_ in one.wanted:
            tally = tallies.setdefault(type_, Tally())
            tally.wanted += 1
            tally.suggested += type_ in one.suggested
            tally.asked += type_ in asked
        for type_ in asked if "reminder" not in one.wanted else asked & {"reminder"}:
            tallies.setdefault(type_, Tally()).asked_in_all += 1
    return tallies


def speed(texts: list[str], rounds: int = 3) -> float:
    """Messages a second of one core's time (other work on the machine does not count)."""
    for text in texts:
        triage.read_text("", text)
    begun = time.process_time()
    for _ in range(rounds):
        for text in texts:
            triage.read_text("", text)
    return rounds * len(texts) / (time.process_time() - begun)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "      -"


def _print_types(samples: list[Sample], source: str) -> None:
    tables = {half: per_type(samples, source, half) for half in HALVES}
    print(f"\n{source:<22}" + "".join(f"|  {half}: n  suggested   recall  precision " for half in HALVES))
    for type_ in sorted({type_ for table in tables.values() for type_ in table}):
        cells = []
        for half in HALVES:
            tally = tables[half].get(type_, Tally())
            cells.append(
                f"| {tally.wanted:>12}    {_percent(tally.suggested, tally.wanted)}  "
                f"{_percent(tally.asked, tally.wanted)}    {_percent(tally.asked, tally.asked_in_all)} "
            )
        print(f"{type_:<22}" + "".join(cells))


def _print_gates(samples: list[Sample]) -> None:
    for half in HALVES:
        gate = gates(samples, half)
        print(f"\n{half}")
        for what, part, whole, limit in (
            ("English letters recognised as asking", gate.recognised, gate.letters, ">= 98 %"),
            ("asked types among the suggestions", gate.types_suggested, gate.types, ">= 95 %"),
            ("ordinary mail flagged as asking", gate.flagged, gate.ordinary, "<= 3 %"),
        ):
            print(f"  {what:<38}{part}/{whole}  {_percent(part, whole)}  ({limit})")
        _print_other_languages([one for one in samples if one.half == half])


def _print_other_languages(samples: list[Sample]) -> None:
    letters = [one for one in samples if one.source == "letter" and one.language != "en" and one.wanted]
    named = sum(one.reading.language == one.language for one in letters)
    whole = sum(set(one.wanted) <= one.suggested and bool(one.asked) for one in letters)
    print(f"  letters in other languages: {len(letters)}, language named {named}, asking with all types {whole}")


def main() -> int:
    """Print the tables; 1 where a gate does not hold on the measured half."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else real_data()
    if folder is None:
        print("The real letters are not on this machine; nothing was measured.")
        return 0
    corpus = read_corpus(folder)
    for source in ("letter", "short"):
        _print_types(corpus.samples, source)
    _print_gates(corpus.samples)
    texts = [row["text"] for row in _rows(folder / "short_messages.csv")]
    quick = speed(texts)
    print("not messages this program reads:", Counter(Path(name).suffix for name in corpus.refused))
    gate = gates(corpus.samples, "measured")
    recognised, typed, flagged = gate.recognised_share, gate.types_share, gate.flagged_share
    met = [
        verdict.close("letters recognised as asking", f"{recognised:.1%}", "", recognised, 0.98, at_least=True),
        verdict.close("what they ask for is named", f"{typed:.1%}", "", typed, 0.95, at_least=True),
        verdict.close("ordinary mail flagged", f"{flagged:.1%}", "", flagged, 0.03),
        verdict.close(
            "short messages on one core", f"{quick:,.0f}/s", f"{QUICK:,}/s", quick / QUICK, 1.0, at_least=True
        ),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
