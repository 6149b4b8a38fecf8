"""The cage keeps what a stranger's file does to a parser away from the program (security.md, 4.10)."""

import itertools
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from smsdpo.core import cage as cage_module
from smsdpo.core.cage import Cage, CageBroken, Job, Limits
from smsdpo.core.cage_wire import MAX_BLOBS, MAX_HEAD
from smsdpo.core.errors import Fault, Refusal

TASKS = "cage_tasks.parsers"


@pytest.fixture(autouse=True)
def _tasks_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.fixture
def cage() -> Iterator[Cage]:
    with Cage(Limits(seconds=20, memory_mb=300), home="cage_tasks") as cage:
        yield cage


def test_bytes_and_plain_values_come_back_as_they_went(cage: Cage) -> None:
    payload = bytes(range(256)) * 4000
    header, blobs = cage.call(f"{TASKS}:echo", {"name": "Übermäßig 李", "odd": "\ud800", "n": [1, None]}, payload)
    assert (header["name"], header["odd"], header["n"], header["size"]) == (
        "Übermäßig 李",
        "\ud800",
        [1, None],
        len(payload),
    )
    assert blobs == [payload, payload[:3]]


def test_one_worker_serves_thousands_of_calls(cage: Cage) -> None:
    pids = {cage.call(f"{TASKS}:echo", {}, b"x" * 100)[0]["pid"] for _ in range(2000)}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_a_series_of_calls_is_answered_in_order(cage: Cage) -> None:
    jobs: Iterator[Job] = ((f"{TASKS}:echo", {"n": n}, b"y" * (n * 1000 % 90_000)) for n in range(500))
    answers = list(cage.map(jobs))
    assert [answer[0]["n"] for answer in answers if isinstance(answer, tuple)] == list(range(500))


def test_only_functions_of_our_own_can_be_named(cage: Cage) -> None:
    for name in ("os:system", "cage_tasks.parsers:echo.__globals__", "cage_tasks_of_others:run", "builtins:eval"):
        with pytest.raises(Fault):
            cage.call(name, {})


def test_a_refusal_in_the_worker_is_said_by_the_caller(cage: Cage) -> None:
    with pytest.raises(Refusal) as said:
        cage.call(f"{TASKS}:refuse", {})
    assert said.value.sentence() == "letter.eml is empty. Ask for it again."


@pytest.mark.parametrize("task", ["stumble", "recurse"])
def test_any_exception_becomes_one_calm_reason_without_its_text(cage: Cage, task: str) -> None:
    with pytest.raises(CageBroken) as broken:
        cage.call(f"{TASKS}:{task}", {})
    assert broken.value.kind == "error"
    assert "Okafor" not in f"{broken.value} {broken.value.detail} {broken.value.reason}"
    assert cage.call(f"{TASKS}:echo", {}, b"still here")[1][0] == b"still here"


@pytest.mark.parametrize("task", ["sleep", "spin"])
def test_a_parser_that_hangs_is_killed_and_replaced(task: str) -> None:
    with Cage(Limits(seconds=0.5), home="cage_tasks") as cage:
        began = time.monotonic()
        with pytest.raises(CageBroken) as broken:
            cage.call(f"{TASKS}:{task}", {}, b"z" * 5_000_000)
        assert broken.value.kind == "time"
        assert time.monotonic() - began < 30, "the task itself would sleep for a minute"
        assert "0.5 seconds" in broken.value.reason
        assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_DATA is effective on Linux only")
def test_a_parser_that_hoards_memory_is_stopped_and_replaced(cage: Cage) -> None:
    assert cage.call(f"{TASKS}:hoard", {"megabytes": 100})[0] == {"kept": 100}
    with pytest.raises(CageBroken) as broken:
        cage.call(f"{TASKS}:hoard", {"megabytes": 2000})
    assert broken.value.kind == "memory"
    assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


@pytest.mark.parametrize("task", ["die", "abort"])
def test_a_parser_that_takes_the_process_down_costs_one_file(cage: Cage, task: str) -> None:
    with pytest.raises(CageBroken) as broken:
        cage.call(f"{TASKS}:{task}", {})
    assert broken.value.kind == "died"
    assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


def test_in_a_series_the_bad_one_fails_alone(cage: Cage) -> None:
    order = ["echo"] * 10 + ["die"] + ["echo"] * 10 + ["refuse"] + ["echo"] * 3 + ["die", "die", "echo"]
    results = list(cage.map((f"{TASKS}:{task}", {}, b"x") for task in order))
    kinds = ["echo" if isinstance(r, tuple) else "refuse" if isinstance(r, Refusal) else "die" for r in results]
    assert kinds == order


def test_what_a_library_prints_does_not_break_the_frames(cage: Cage) -> None:
    assert cage.call(f"{TASKS}:chatter", {})[0] == {"said": True}
    assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


def test_the_worker_has_no_network(cage: Cage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert cage.call(f"{TASKS}:connect", {"port": port})[0] == {"connected": False}
    assert cage.call(f"{TASKS}:resolve", {})[0] == {"resolved": False}


def test_the_worker_starts_nothing_and_writes_nothing(cage: Cage, tmp_path: Path) -> None:
    target = tmp_path / "written.txt"
    assert cage.call(f"{TASKS}:write", {"path": str(target)}, b"x")[0] == {"written": False}
    assert not target.exists()
    assert cage.call(f"{TASKS}:start_a_program", {})[0] == {"started": False}


@pytest.mark.skipif(sys.platform == "win32", reason="told when it is spawned")
def test_the_worker_gives_way_to_the_window(cage: Cage) -> None:
    worker = int(cage.call(f"{TASKS}:echo", {})[0]["pid"])
    assert os.getpriority(os.PRIO_PROCESS, worker) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 5)


def test_a_file_beside_the_mail_is_not_taken_for_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('planted')")
    monkeypatch.chdir(tmp_path)
    with Cage(home="cage_tasks") as cage:
        assert cage.call(f"{TASKS}:echo", {}, b"safe")[1][0] == b"safe"


def test_rows_stream_from_bytes_and_from_a_path(cage: Cage, tmp_path: Path) -> None:
    data = b"one\ntwo\nthree"
    path = tmp_path / "extract.csv"
    path.write_bytes(data)
    for payload in (data, path):
        answers = list(cage.stream(f"{TASKS}:rows", {}, payload))
        assert answers == [({"row": 1}, [b"one"]), ({"row": 2}, [b"two"]), ({"row": 3}, [b"three"])]


def test_a_stream_that_is_refused_half_way_gives_its_rows_and_then_the_reason(cage: Cage) -> None:
    rows = cage.stream(f"{TASKS}:rows", {}, b"one\ntwo\nbad")
    assert [header["row"] for header, _ in itertools.islice(rows, 2)] == [1, 2]
    with pytest.raises(Refusal, match="breaks off in row 3"):
        next(rows)


def test_an_abandoned_stream_leaves_the_cage_usable(cage: Cage) -> None:
    stream = cage.stream(f"{TASKS}:endless_rows", {})
    first = [next(stream) for _ in range(5000)]
    stream.close()
    assert first[-1][0]["row"] == 5000
    assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


def test_an_abandoned_series_leaves_the_cage_usable(cage: Cage) -> None:
    series = cage.map((f"{TASKS}:echo", {"n": n}, b"x") for n in range(100))
    assert next(iter(series)) is not None
    del series
    assert cage.call(f"{TASKS}:echo", {"n": "fresh"}, b"next")[0]["n"] == "fresh"


def frame(head: bytes, *, length: int | None = None) -> bytes:
    return struct.pack(">I", len(head) if length is None else length) + head


@pytest.mark.parametrize(
    "forged",
    [
        frame(b"", length=MAX_HEAD + 1),
        frame(b"not JSON at all"),
        frame(b'["a list"]'),
        frame(b'{"answer": {}}'),
        frame(b'{"answer": {}, "sizes": [-1]}'),
        frame(b'{"answer": {}, "sizes": ["1"]}'),
        frame(b'{"answer": {}, "sizes": [%d]}' % (MAX_BLOBS + 1)),
        frame(b'{"answer": {}, "sizes": [9]}') + b"cut off",
        b"\0",
    ],
    ids=["huge head", "no JSON", "list", "no sizes", "negative", "words", "huge blob", "cut off", "torn length"],
)
def test_a_worker_that_was_taken_over_is_believed_nothing_and_replaced(cage: Cage, forged: bytes) -> None:
    with pytest.raises(CageBroken) as broken:
        cage.call(f"{TASKS}:forge", {}, forged)
    assert broken.value.kind == "died"
    assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


def test_a_worker_that_talks_nonsense_and_stays_is_stopped(cage: Cage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cage_module, "_TIME_TO_LEAVE", 0.3)
    pid = cage.call(f"{TASKS}:echo", {})[0]["pid"]
    with pytest.raises(CageBroken):
        cage.call(f"{TASKS}:forge", {"leave": False}, frame(b"{"))
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_answer_too_large_to_carry_costs_one_file(cage: Cage) -> None:
    with pytest.raises(CageBroken) as broken:
        cage.call(f"{TASKS}:swell", {"size": MAX_HEAD})
    assert broken.value.kind == "memory"
    assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


def test_a_job_too_large_to_hand_over_leaves_the_cage_usable(cage: Cage) -> None:
    with pytest.raises(MemoryError):
        cage.call(f"{TASKS}:echo", {"text": "x" * MAX_HEAD})
    assert cage.call(f"{TASKS}:echo", {}, b"next")[1][0] == b"next"


def test_a_worker_lost_between_two_files_is_replaced_without_a_word(cage: Cage) -> None:
    lost = cage.call(f"{TASKS}:echo", {})[0]["pid"]
    os.kill(lost, signal.SIGKILL)
    os.waitid(os.P_PID, lost, os.WEXITED | os.WNOWAIT)
    assert cage.call(f"{TASKS}:echo", {})[0]["pid"] != lost


def test_what_was_under_way_behind_the_file_that_broke_the_reader_is_read_all_the_same(cage: Cage) -> None:
    large = b"z" * 1_500_000
    tasks = ["die", *["echo"] * 4, "die", *["echo"] * 4]
    results = list(cage.map((f"{TASKS}:{task}", {"n": n}, large) for n, task in enumerate(tasks)))
    assert [isinstance(result, CageBroken) for result in results] == [task == "die" for task in tasks]
    assert [result[0]["n"] for result in results if isinstance(result, tuple)] == [1, 2, 3, 4, 6, 7, 8, 9]


def test_a_closed_cage_leaves_no_process() -> None:
    with Cage(home="cage_tasks") as cage:
        pid = cage.call(f"{TASKS}:echo", {})[0]["pid"]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
