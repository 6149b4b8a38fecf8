"""A mailbox into the inbox: `python -m benchmarks.intake [--count 10000] [--runs 3]`.

Ours is `intake.add_messages` on an encrypted file store: read in the cage, triaged, duplicates found, sealed, stored,
with a line in the trail and the disk asked to keep it for every hundred messages. Beside it, in the same run:

* the same job written plainly in one process: the standard library's parser, the same triage, sets for duplicates, one
  transaction in an unencrypted sqlite3 file (goal: at most 1.25 times that);
* only reading and decoding the mail, as `benchmarks.mail` does it: what the rest adds to it.

Ours also finds dates, history, names of attachments and the day to answer by, which neither of them does.
"""

import argparse
import email
import hashlib
import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from email.message import Message
from pathlib import Path

from benchmarks import mail, verdict
from smsdpo.core.clock import FixedClock
from smsdpo.core.paths import StorePaths
from smsdpo.domain.records.mail import TriageReading
from smsdpo.services import intake, triage
from smsdpo.services.office import Office

GOAL = 1.25
FLAT = 1.3
"""Memory at the end beside that at a tenth of the way: the report itself grows, the rest must not."""
ASKED = "Please send me a copy of all the personal data you hold about me, and delete my account afterwards.\n\n"
WORDS = "four words of nobody"
TABLES = """
CREATE TABLE blob (id INTEGER PRIMARY KEY, content BLOB);
CREATE TABLE message (id INTEGER PRIMARY KEY, blob INTEGER, sha256 TEXT UNIQUE, message_id TEXT, content_key TEXT,
  sender TEXT, subject TEXT, sent TEXT, text TEXT, language TEXT, kind TEXT, state TEXT);
CREATE TABLE suggestion (id INTEGER PRIMARY KEY, message INTEGER, type TEXT, score REAL, asks INTEGER, because TEXT);
CREATE TABLE attachment (id INTEGER PRIMARY KEY, message INTEGER, blob INTEGER, name TEXT, type TEXT, size INTEGER);
CREATE INDEX by_name ON message (message_id);
CREATE INDEX by_words ON message (content_key);
CREATE INDEX by_sender ON message (sender);
CREATE INDEX suggested ON suggestion (message);
CREATE INDEX attached ON attachment (message);
"""


def main() -> int:
    """Print the figures; 1 where the goal is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    memory: list[list[float]] = []
    with tempfile.TemporaryDirectory(prefix="smsdpo-bench-") as name:
        folder = Path(name)
        mails = make_mail(folder, chosen.count)
        size = sum(path.stat().st_size for path in mails.iterdir())
        print(f"{chosen.count:,} messages, {size / 1e6:.0f} MB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        triage.phrase_book()  # the plain job would else load the phrase book in its first run only
        jobs: dict[str, Callable[[], float]] = {
            "ours": lambda: ours(mails, folder, memory),
            "plainly": lambda: timed(lambda: plain_job(mails, folder / "plain.sqlite")),
            "only reading": lambda: timed(lambda: mail.plain(mails)),
        }
        taken: dict[str, list[float]] = {title: [] for title in jobs}
        for _ in range(chosen.runs):
            for title, job in jobs.items():
                taken[title].append(job())
    return show(chosen.count, taken, memory[0])


def show(count: int, taken: dict[str, list[float]], memory: list[float]) -> int:
    """`memory` is that of the first run, before the other jobs have left anything behind."""
    median = {title: statistics.median(seconds) for title, seconds in taken.items()}
    for title, seconds in taken.items():
        spread = f"{min(seconds):.2f}-{max(seconds):.2f}"
        print(f"{title:>14}: median {median[title]:6.2f} s ({spread}), {count / median[title]:6,.0f} messages/s")
    print(f"ours beside only reading: {median['ours'] / median['only reading']:.2f}")
    tenth, end = max(memory[: len(memory) // 10] or memory[:1]), max(memory)
    print(f"both processes together: at a tenth {tenth:.0f} MB, at most {end:.0f} MB")
    mine, peer = (f"{count / median[title]:,.0f}/s" for title in ("ours", "plainly"))
    met = [
        verdict.close("intake of mail", mine, peer, median["ours"] / median["plainly"], GOAL),
        verdict.close("intake, memory", f"{end:.0f} MB", f"{tenth:.0f} MB at a tenth", end / tenth, FLAT),
    ]
    return 0 if all(met) else 1


def timed(job: Callable[[], object]) -> float:
    """Seconds of one run."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def make_mail(folder: Path, count: int) -> Path:
    """A folder of invented messages: every fourth asks for something, every fiftieth is there twice."""
    chance = random.Random(2026)
    mails = folder / "mails"
    mails.mkdir()
    raw = b""
    for number in range(count):
        if number % 50 != 49:
            raw = mail.one_mail(number, chance, ASKED if number % 4 == 1 else "")
        (mails / f"{number:06}.eml").write_bytes(raw)
    return mails


def ours(mails: Path, folder: Path, memory: list[list[float]]) -> float:
    """Seconds of one run in a new office; its memory after each batch goes into `memory`."""
    place = folder / "office"
    shutil.rmtree(place, ignore_errors=True)
    sizes: list[float] = []

    def look(_done: int, _of: int) -> None:
        sizes.append(sum(mail.resident(pid) for pid in (os.getpid(), *mail.children())))

    paths = StorePaths(place / "office.smsdpo")
    office, _ = Office.create(
        paths, FixedClock(date(2026, 11, 22)), "D. Pearce", passphrase=WORDS, state_dir=place / "state"
    )
    with office:
        began = time.perf_counter()
        told = intake.add_messages(office, [mails], look)
        seconds = time.perf_counter() - began
    expected = sum(1 for _ in mails.iterdir())
    assert (len(told.added), len(told.duplicates)) == (expected - expected // 50, expected // 50)
    memory.append(sizes)
    return seconds


# --- the same job, written plainly ------------------------------------------------------------------------------------


def plain_job(mails: Path, target: Path) -> None:
    """Read, triage, leave out what is there already, and keep the rest in one transaction."""
    target.unlink(missing_ok=True)
    seen: set[str] = set()
    with sqlite3.connect(target) as store:
        store.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {TABLES}")
        for path in sorted(mails.iterdir()):
            raw = path.read_bytes()
            message = email.message_from_bytes(raw)
            text, attachments = contents(message)
            subject, sender = str(message["subject"] or ""), str(message["from"] or "")
            words = "\x1f".join((sender, subject, "".join(text.split()).casefold(), str(message["date"])))
            marks = {hashlib.sha256(raw).hexdigest(), hashlib.sha256(words.encode()).hexdigest(), message["message-id"]}
            if marks & seen:
                continue
            seen |= marks
            insert(store, raw, message, text, attachments, triage.read_text(subject, text))
    store.close()


def contents(message: Message) -> tuple[str, list[tuple[str, str, bytes]]]:
    """The plain text, and what is attached: name, type, content."""
    texts: list[str] = []
    attachments: list[tuple[str, str, bytes]] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if part.get_filename():
            attachments.append((str(part.get_filename()), part.get_content_type(), content))
        elif part.get_content_maintype() == "text":
            text = content.decode(part.get_content_charset() or "utf-8", "replace")
            if part.get_content_subtype() == "plain":
                texts.append(text)
    return "\n".join(texts), attachments


def insert(
    store: sqlite3.Connection,
    raw: bytes,
    message: Message,
    text: str,
    attachments: list[tuple[str, str, bytes]],
    reading: TriageReading,
) -> None:
    """The message with what it seems to ask for and what is attached."""
    blob = store.execute("INSERT INTO blob(content) VALUES (?)", (raw,)).lastrowid
    sha256, key = hashlib.sha256(raw).hexdigest(), hashlib.sha256(text.encode()).hexdigest()
    fields = [str(message[name] or "") for name in ("from", "subject", "date")]
    row = (blob, sha256, message["message-id"], key, *fields, text, reading.language, reading.kind, "new")
    columns = "blob, sha256, message_id, content_key, sender, subject, sent, text, language, kind, state"
    number = store.execute(f"INSERT INTO message({columns}) VALUES ({','.join('?' * len(row))})", row).lastrowid
    store.executemany(
        "INSERT INTO suggestion(message, type, score, asks, because) VALUES (?, ?, ?, ?, ?)",
        [
            (number, one.type, one.score, one.asks, json.dumps([[part.text, part.start] for part in one.because]))
            for one in reading.suggestions
        ],
    )
    for name, kind, content in attachments:
        sealed = store.execute("INSERT INTO blob(content) VALUES (?)", (content,)).lastrowid
        store.execute(
            "INSERT INTO attachment(message, blob, name, type, size) VALUES (?, ?, ?, ?, ?)",
            (number, sealed, name, kind, len(content)),
        )


if __name__ == "__main__":
    sys.exit(main())
