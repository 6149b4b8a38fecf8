"""The cage's worker: a process of its own that runs one parser after the other, with limits and without a network."""

import contextlib
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn

from smsdpo.core.cage_wire import OUT_OF_MEMORY, Header, check_name, frame, read_frame
from smsdpo.core.errors import Refusal


def serve(arguments: list[str]) -> None:
    """The worker's life: answer requests until the parent goes away. `arguments`: seconds, megabytes, home package."""
    seconds, memory_mb, home = float(arguments[0]), int(arguments[1]), arguments[2]
    inbox, outbox = _private_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    _give_way()
    _limit_memory(memory_mb)
    sys.addaudithook(_forbid)
    while True:
        try:
            head, blobs = read_frame(inbox)
        except (EOFError, OSError, ValueError):
            return
        _limit_processor_time(seconds)
        _answer(head, blobs, outbox, home, seconds)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes under numbers of their own, so that nothing a library prints can break a frame."""
    inbox, outbox = os.fdopen(os.dup(0), "rb", 256 * 1024), os.fdopen(os.dup(1), "wb", 256 * 1024)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return inbox, outbox


def _answer(head: Header, blobs: list[bytes], outbox: IO[bytes], home: str, seconds: float) -> None:
    try:
        check_name(head["do"], home)
        _run(head, blobs, outbox, seconds)
    except Refusal as refusal:
        _write(outbox, {"refused": [refusal.message, refusal.hint]})
    except MemoryError:
        _leave_for_memory(outbox)
    except Exception as error:  # noqa: BLE001 - the boundary: any failure of any parser becomes one plain sentence
        _write(outbox, {"broken": "error", "detail": type(error).__name__})


def _run(head: Header, blobs: list[bytes], outbox: IO[bytes], seconds: float) -> None:
    task = _named(head["do"])
    payload = Path(head["path"]) if "path" in head else blobs[0]
    result = task(head["with"], payload)
    if not head["stream"]:
        _write(outbox, {"answer": result[0]}, result[1])
        return
    for answer, answer_blobs in result:
        _write(outbox, {"answer": answer}, answer_blobs)
        _limit_processor_time(seconds)  # like the parent's limit, it counts for each answer of a stream
    _write(outbox, {"end": True})


def _named(function: str) -> Callable[..., Any]:
    module, name = function.split(":")
    task: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return task


def _write(outbox: IO[bytes], head: Header, blobs: list[bytes] | None = None) -> None:
    outbox.writelines(frame(head, blobs or []))
    outbox.flush()


def _leave_for_memory(outbox: IO[bytes]) -> NoReturn:
    with contextlib.suppress(MemoryError):
        _write(outbox, {"broken": "memory"})
    os._exit(OUT_OF_MEMORY)


def _give_way() -> None:
    """Whoever sits before the window goes first where there are few processors; Windows is told when we are spawned."""
    if sys.platform != "win32":
        os.nice(5)


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    # The data segment, not the address space: some engines reserve far more address space than they use and abort.
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor_time(seconds: float) -> None:
    """A worker whose parent was killed must not spin for ever. The parent's own wall limit always comes first."""
    if sys.platform == "win32":
        return
    import resource

    allowed = int(time.process_time() + seconds) + 10
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or allowed < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile")
_FORBIDDEN_ACTS = frozenset(
    {"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate", "os.kill"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError("the cage does not write")
    elif event.startswith(_FORBIDDEN) or event in _FORBIDDEN_ACTS:
        raise PermissionError(f"the cage does not do {event}")


if __name__ == "__main__":
    serve(sys.argv[1:])
