"""What a parser of outside bytes may do to us, one function for each."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from smsdpo.core.errors import Refusal

Answer = tuple[dict[str, Any], list[bytes]]


def echo(header: dict[str, Any], payload: bytes) -> Answer:
    return {**header, "size": len(payload), "pid": os.getpid()}, [payload, payload[:3]]


def refuse(header: dict[str, Any], payload: bytes) -> Answer:
    raise Refusal("letter.eml is empty.", hint="Ask for it again.")


def stumble(header: dict[str, Any], payload: bytes) -> Answer:
    raise ValueError("a text that holds the words of Amina Okafor")


def recurse(header: dict[str, Any], payload: bytes) -> Answer:
    return recurse(header, payload)


def sleep(header: dict[str, Any], payload: bytes) -> Answer:
    time.sleep(60)
    return {}, []


def spin(header: dict[str, Any], payload: bytes) -> Answer:
    while True:
        header["turns"] = header.get("turns", 0) + 1


def hoard(header: dict[str, Any], payload: bytes) -> Answer:
    kept = [bytes([number % 251]) * 1_000_000 for number in range(header["megabytes"])]
    return {"kept": len(kept)}, []


def die(header: dict[str, Any], payload: bytes) -> Answer:
    os._exit(3)


def abort(header: dict[str, Any], payload: bytes) -> Answer:
    os.abort()


def chatter(header: dict[str, Any], payload: bytes) -> Answer:
    sys.stdout.write("a library that prints\n" * 1000)
    os.write(1, b"and one that writes to the pipe itself")
    return {"said": True}, []


def connect(header: dict[str, Any], payload: bytes) -> Answer:
    try:
        socket.create_connection(("127.0.0.1", header["port"]), timeout=2).close()
    except PermissionError:
        return {"connected": False}, []
    return {"connected": True}, []


def resolve(header: dict[str, Any], payload: bytes) -> Answer:
    try:
        socket.getaddrinfo("example.org", 80)
    except PermissionError:
        return {"resolved": False}, []
    return {"resolved": True}, []


def start_a_program(header: dict[str, Any], payload: bytes) -> Answer:
    try:
        subprocess.run([sys.executable, "-c", "pass"], check=True)
    except PermissionError:
        return {"started": False}, []
    return {"started": True}, []


def write(header: dict[str, Any], payload: bytes) -> Answer:
    try:
        Path(header["path"]).write_bytes(payload)
    except PermissionError:
        return {"written": False}, []
    return {"written": True}, []


def rows(header: dict[str, Any], payload: bytes | Path) -> Iterator[Answer]:
    data = payload.read_bytes() if isinstance(payload, Path) else payload
    for number, line in enumerate(data.splitlines(), 1):
        if line == b"bad":
            raise Refusal("extract.csv breaks off in row 3.")
        yield {"row": number}, [line]


def endless_rows(header: dict[str, Any], payload: bytes) -> Iterator[Answer]:
    number = 0
    while True:
        number += 1
        yield {"row": number, "pid": os.getpid()}, [b"x" * 1000]


def forge(header: dict[str, Any], payload: bytes) -> Answer:
    """What native code that was taken over could do: write to the pipe behind the worker's back, and leave or stay."""
    for pipe in range(3, 32):
        with contextlib.suppress(OSError):
            os.write(pipe, payload)
    if header.get("leave", True):
        os._exit(0)
    time.sleep(60)
    return {}, []


def swell(header: dict[str, Any], payload: bytes) -> Answer:
    """A small file that becomes an enormous answer."""
    return {"text": "x" * header["size"]}, []
