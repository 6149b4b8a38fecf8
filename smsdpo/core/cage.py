"""A spawned, killable worker process for parsers of outside bytes: time and memory limits, no network, no pickle.

How to use it. A parser is an ordinary function of ours, named as `"package.module:function"`:

    def parse(header: dict[str, Any], payload: bytes | Path) -> tuple[dict[str, Any], list[bytes]]: ...
    def rows(header: dict[str, Any], payload: bytes | Path) -> Iterator[tuple[dict[str, Any], list[bytes]]]: ...

`parse` suits `Cage.call` and `Cage.map`, `rows` suits `Cage.stream`. It is imported and run in the worker. `header`
in and out is whatever JSON can carry; bytes travel beside it, in `payload` (or as a `Path`, which the worker opens
itself) and in the list of blobs. A `Refusal` it raises reaches the caller as that Refusal; every other end (time,
memory, death, any exception) as `CageBroken`, whose `reason` finishes the sentence "NAME could not be read because …".
The worker is then replaced on the next call. Use a cage from one thread at a time.

`cage_worker` is what runs in the worker, `cage_wire` what travels between the two.

What it is not. The memory limit is `RLIMIT_DATA` and exists on Linux only; elsewhere time and size limits remain.
Network, new processes and writing are refused by an audit hook, which stops Python code, not native code that has
been taken over: the worker keeps the user's own rights (security.md, 4.10).
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from smsdpo.core.cage_wire import OUT_OF_MEMORY, Header, check_name, frame, read_frame
from smsdpo.core.errors import Refusal

IN_FLIGHT = 64
"""Enough work for the worker while the caller writes down a batch of answers."""
IN_FLIGHT_BYTES = 8 * 1024 * 1024

Answer = tuple[Header, list[bytes]]
Job = tuple[str, Header, bytes | Path]

_TIME_TO_LEAVE = 5.0
"""For a worker that closed its pipe: what it leaves with tells why. Then it is killed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take; for a stream and a series of calls `seconds` counts for each answer."""

    seconds: float = 20
    memory_mb: int = 1024


class CageBroken(Exception):
    """The parser did not come back with an answer: `kind` is `time`, `memory`, `died` or `error`."""

    def __init__(self, kind: str, detail: str = "", *, seconds: float = 0) -> None:
        super().__init__(f"{kind} {detail}".strip())
        self.kind = kind
        self.detail = detail
        """The class of the exception, for the log; never its text, which may hold personal data."""
        self.reason = {
            "time": f"reading it took longer than {seconds:g} seconds",
            "memory": "reading it took more memory than is allowed",
            "died": "it made the reader stop",
        }.get(kind, "it is damaged or not what its name says")


class Cage:
    """Owns one worker process at a time; it starts on the first call and ends with the `with` block."""

    def __init__(self, limits: Limits | None = None, *, home: str = "smsdpo") -> None:
        """`home` is the one package whose functions may be named."""
        self.limits = limits or Limits()
        self._home = home
        self._worker: _Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker; a later call starts another."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def call(self, function: str, header: Header, payload: bytes | Path = b"") -> Answer:
        """One answer. Raises the parser's Refusal, or CageBroken."""
        result = next(self.map([(function, header, payload)]))
        if isinstance(result, Exception):
            raise result
        return result

    def map(self, jobs: Iterable[Job]) -> Iterator[Answer | Refusal | CageBroken]:
        """One result for each job, in order, with several jobs under way so that the pipe costs no time.

        A job that breaks the worker costs only itself: those under way behind it are given to the next worker.
        """
        coming = iter(jobs)
        open_jobs: deque[Job] = deque()
        try:
            yield from self._answers(coming, open_jobs)
        finally:
            if open_jobs:  # abandoned half-way: the answers under way belong to nobody
                self.close()

    def _answers(self, coming: Iterator[Job], open_jobs: deque[Job]) -> Iterator[Answer | Refusal | CageBroken]:
        more, held = True, 0
        while True:
            while more and _room_for_another(len(open_jobs), held):
                job = next(coming, None)
                more = job is not None
                if job is not None:
                    open_jobs.append(job)
                    held += _weight(job)
                    self._send(job, idle=len(open_jobs) == 1)
            if not open_jobs:
                return
            result = self._receive()
            held -= _weight(open_jobs.popleft())
            if self._worker is None:
                for job in open_jobs:
                    self._send(job)
            yield result if isinstance(result, Exception) else (result[0], result[1])

    def stream(self, function: str, header: Header, payload: bytes | Path = b"") -> Generator[Answer, None, None]:
        """The answers one by one as the parser yields them; an abandoned stream ends the worker."""
        finished = False
        try:
            self._send((function, header, payload), streamed=True, idle=True)
            while True:
                result = self._receive()
                if isinstance(result, Exception):
                    finished = True
                    raise result
                if result[2]:
                    finished = True
                    return
                yield result[0], result[1]
        finally:
            if not finished:
                self.close()

    def _send(self, job: Job, *, streamed: bool = False, idle: bool = False) -> None:
        if idle and self._worker is not None and not self._worker.alive():
            self.close()
        if self._worker is None:
            self._worker = _Worker(self.limits, self._home)
        check_name(job[0], self._home)
        self._worker.send(_request(job, streamed=streamed))

    def _receive(self) -> "Refusal | CageBroken | tuple[Header, list[bytes], bool]":
        assert self._worker is not None  # noqa: S101 - every receive follows a send
        try:
            head, blobs = self._worker.receive()
        except CageBroken as broken:
            self.close()
            return broken
        if "refused" in head:
            message, hint = head["refused"]
            return Refusal(message, hint=hint)
        if "broken" in head:
            if head["broken"] == "memory":
                self.close()
            return CageBroken(head["broken"], head.get("detail", ""))
        return head.get("answer", {}), blobs, bool(head.get("end"))


def _room_for_another(under_way: int, held: int) -> bool:
    return under_way < 2 or (under_way < IN_FLIGHT and held < IN_FLIGHT_BYTES)


def _weight(job: Job) -> int:
    return len(job[2]) if isinstance(job[2], bytes) else 0


def _request(job: Job, *, streamed: bool) -> list[bytes]:
    function, header, payload = job
    head: Header = {"do": function, "with": header, "stream": streamed}
    blobs = [payload] if isinstance(payload, bytes) else []
    if isinstance(payload, Path):
        head["path"] = str(payload)
    return frame(head, blobs)


# --- the parent's side of one worker ----------------------------------------------------------------------------------


class _Worker:
    """One process, a thread that feeds it and a thread that kills it when its time is over."""

    def __init__(self, limits: Limits, home: str) -> None:
        self._seconds = limits.seconds
        self._process = _spawn(limits, home)
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018 - opened as pipes
        self._into, self._out_of = self._process.stdin, self._process.stdout
        _widen(self._into)
        _widen(self._out_of)
        self._outbox: queue.SimpleQueue[list[bytes] | None] = queue.SimpleQueue()
        self._deadline: float | None = None
        self._timed_out = False
        self._ended = threading.Event()
        for task in (self._feed, self._watch):
            threading.Thread(target=task, name=f"cage{task.__name__}", daemon=True).start()

    def alive(self) -> bool:
        return not self._timed_out and self._process.poll() is None

    def send(self, frame: list[bytes]) -> None:
        self._outbox.put(frame)

    def receive(self) -> tuple[Header, list[bytes]]:
        """The next answer, within the time limit; raises CageBroken when the worker is gone."""
        self._deadline = time.monotonic() + self._seconds
        try:
            return read_frame(self._out_of)
        except (EOFError, OSError, ValueError) as error:
            raise self._broken() from error
        finally:
            self._deadline = None

    def end(self) -> None:
        self._ended.set()
        self._process.kill()
        self._process.wait()
        self._outbox.put(None)
        for pipe in (self._into, self._out_of):
            with contextlib.suppress(OSError):
                pipe.close()

    def _watch(self) -> None:
        # Looking now and then costs less than being told of every one of thousands of answers.
        while not self._ended.wait(min(self._seconds / 4, 0.25)):
            deadline = self._deadline
            if deadline is not None and time.monotonic() > deadline:
                self._timed_out = True
                self._process.kill()
                return

    def _feed(self) -> None:
        while (frame := self._outbox.get()) is not None:
            try:
                self._into.writelines(frame)
                self._into.flush()
            except (OSError, ValueError):
                return  # the worker is gone: the reading side says why

    def _broken(self) -> CageBroken:
        if self._timed_out:
            return CageBroken("time", seconds=self._seconds)
        code = self._exit_code()
        # Killed by another hand than ours: the system takes the largest process when memory runs out.
        killed = os.name == "posix" and code == -signal.SIGKILL
        return CageBroken("memory" if killed or code == OUT_OF_MEMORY else "died", f"exit {code}")

    def _exit_code(self) -> int | None:
        try:
            return self._process.wait(timeout=_TIME_TO_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return None


def _spawn(limits: Limits, home: str) -> "subprocess.Popen[bytes]":
    # -P: a file called json.py beside the mail must not be taken for the library's.
    return subprocess.Popen(  # noqa: S603 - our own interpreter, with our own words
        [sys.executable, "-P", "-m", "smsdpo.core.cage_worker", f"{limits.seconds:g}", str(limits.memory_mb), home],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a library's complaint may quote the person's mail
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # it would reserve memory for each core, beyond our limit
        bufsize=256 * 1024,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
        | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )


def _widen(pipe: IO[bytes]) -> None:
    """A larger pipe, where the system has such: fewer turns between the two processes."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # the user's allowance of pipe memory may be spent
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1024 * 1024)
