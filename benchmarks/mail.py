"""Reading mail through the cage beside the plain parsing job in one process: `python -m benchmarks.mail [--big]`.

Peer: read the file, the standard library's compat32 parser, the decoded text of every text part. Ours: find_inputs and
MailReader.read_all, the cage included, which also decodes fields, finds dates, quoted history, duplicates' keys and
carries the attachments back. Both run on the same files in the same run, in turn; the medians are compared.
"""

import argparse
import base64
import email
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import islice
from pathlib import Path

from benchmarks import verdict
from smsdpo.core.errors import Refusal
from smsdpo.mail.incoming import MailInput, MailReader, find_inputs

GOAL = 1.25
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROSE = (
    "we moved the chairs and the long table to the upper room because the roof over the stairs is being mended until "
    "Thursday bring the drawings of the garden if the train is late the key hangs behind the blue door é ü ł"
)
WORDS = PROSE.split()


def main() -> None:
    """Prints the table; exits 1 when the goal is missed."""
    options = argparse.ArgumentParser()
    options.add_argument("--big", action="store_true", help="10,000 messages instead of 5,000")
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    count = 10_000 if chosen.big else 5_000
    with tempfile.TemporaryDirectory(prefix="smsdpo-bench-") as folder:
        maildir, mbox = make_mail(Path(folder), count)
        size = sum(path.stat().st_size for path in maildir.iterdir())
        print(f"{count:,} messages, {size / 1e6:.0f} MB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        peer_seconds, own_seconds = compare(chosen.runs, lambda: plain(maildir), lambda: ours([maildir]))
        parent, worker = memory_while_reading([mbox])
    print(f"memory while reading the same as one mbox: at a tenth {parent[0]:.0f} MB, at the end {parent[-1]:.0f} MB;")
    print(f"the cage's process: at a tenth {worker[0]:.0f} MB, at the end {worker[-1]:.0f} MB")
    mine, peer = (f"{count / seconds:,.0f}/s" for seconds in (own_seconds, peer_seconds))
    met = verdict.close("reading of mail", mine, peer, own_seconds / peer_seconds, GOAL)
    sys.exit(0 if met else 1)


def compare(runs: int, peer: Callable[[], int], own: Callable[[], int]) -> tuple[float, float]:
    """The medians of interleaved runs, in seconds; both must read the same number of messages."""
    times: dict[str, list[float]] = {"plain": [], "ours": []}
    counts: set[int] = set()
    for _ in range(runs):
        for name, job in (("plain", peer), ("ours", own)):
            began = time.perf_counter()
            counts.add(job())
            times[name].append(time.perf_counter() - began)
    (read,) = counts
    for name, taken in times.items():
        median = statistics.median(taken)
        spread = f"{min(taken):.2f}-{max(taken):.2f}"
        print(f"{name:>6}: median {median:.2f} s ({spread}), {read / median:,.0f} messages/s, {read:,} read")
    return statistics.median(times["plain"]), statistics.median(times["ours"])


def plain(folder: Path) -> int:
    """The peer: what any program that shows mail must at least do."""
    read = 0
    for path in sorted(folder.iterdir()):
        message = email.message_from_bytes(path.read_bytes())
        texts = []
        for part in message.walk():
            if part.get_content_maintype() == "text":
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                texts.append(content.decode(part.get_content_charset() or "utf-8", "replace"))
            elif not part.is_multipart():
                part.get_payload(decode=True)
        read += 1
    return read


def ours(paths: Iterable[Path]) -> int:
    """Our whole way in, without the store."""
    with MailReader(NOW) as reader:
        return sum(not isinstance(result, Refusal) for _, result in reader.read_all(_found(paths)))


def _found(paths: Iterable[Path]) -> Iterable[MailInput]:
    return (item for item in find_inputs(paths) if isinstance(item, MailInput))


def memory_while_reading(paths: Iterable[Path]) -> tuple[list[float], list[float]]:
    """Resident megabytes of this process and of the worker at ten places on the way."""
    here: list[float] = []
    there: list[float] = []
    with MailReader(NOW) as reader:
        results = reader.read_all(_found(paths))
        while sum(1 for _ in islice(results, 500)):
            here.append(resident(os.getpid()))
            there.append(max((resident(pid) for pid in children()), default=0))
    return here, there


def children() -> list[int]:
    """The processes that this one has started."""
    found = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in found]


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


# --- made-up mail -----------------------------------------------------------------------------------------------------


def make_mail(folder: Path, count: int) -> tuple[Path, Path]:
    """A folder of `.eml` files and the same messages as one mbox."""
    chance = random.Random(2026)
    mails, mbox = folder / "mails", folder / "all.mbox"
    mails.mkdir()
    with mbox.open("wb") as together:
        for number in range(count):
            raw = one_mail(number, chance)
            (mails / f"{number:06}.eml").write_bytes(raw)
            together.write(b"From writer@example.org Mon Nov 16 09:00:00 2026\n" + raw + b"\n")
    return mails, mbox


def one_mail(number: int, chance: random.Random, opening: str = "") -> bytes:
    """Plain, HTML, both, with attachments, replies with history: in the shares of an ordinary office mailbox."""
    message = EmailMessage()
    sent = NOW - timedelta(minutes=37 * number + 60)
    for hop in range(chance.randint(2, 4)):
        message["Received"] = f"from mx{hop}.example.net by mail.example.org with ESMTPS; {format_datetime(sent)}"
    message["From"] = chance.choice(("Amina Okafor <amina@example.org>", "Łukasz Nowak <l.nowak@example.com>"))
    message["To"] = "Data Protection Officer <dpo@example.test>"
    message["Subject"] = " ".join(chance.choices(WORDS, k=chance.randint(3, 9)))
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{number}.{chance.getrandbits(40)}@example.org>"
    message["X-Mailer"] = "Invented Mail 1.0"
    text = opening + paragraphs(chance, chance.randint(2, 12))
    if number % 3 == 0:
        text += "\n\nOn Mon, 16 Nov 2026 at 09:00, DPO <dpo@example.test> wrote:\n" + quoted(paragraphs(chance, 6))
    message.set_content(text, cte=chance.choice(("8bit", "quoted-printable", "base64")))
    if number % 5 in {1, 2}:
        html = "".join(f"<div><p style='margin:0'>{part}</p><br></div>" for part in text.split("\n\n"))
        message.add_alternative(f"<html><body>{html}</body></html>", subtype="html")
    if number % 6 == 0:
        content = base64.b64encode(chance.randbytes(chance.randint(5_000, 60_000)))
        message.add_attachment(content, maintype="application", subtype="pdf", filename="statement.pdf")
    return message.as_bytes()


def paragraphs(chance: random.Random, count: int) -> str:
    """Invented prose in lines of mail's length."""
    return "\n\n".join(
        "\n".join(" ".join(chance.choices(WORDS, k=12)) for _ in range(chance.randint(1, 5))) for _ in range(count)
    )


def quoted(text: str) -> str:
    """As a mail program marks history."""
    return "\n".join(f"> {line}" for line in text.splitlines())


if __name__ == "__main__":
    main()
