"""Each promise said to work is carried by a journey of `make test`; no journey carries one that does not exist. The
table of `docs/promises.md` says the same."""

import ast
import re
from pathlib import Path

from smsdpo.domain.promises import LANDED, PROMISES

ROOT = Path(__file__).resolve().parents[2]
JOURNEYS = ROOT / "tests" / "journeys"
TABLE = [
    line.strip("|").split("|") for line in (ROOT / "docs/promises.md").read_text("utf-8").splitlines() if "| P" in line
]


def carried() -> dict[str, list[str]]:
    """Promise id to the journeys marked with it."""
    found: dict[str, list[str]] = {}
    for path in sorted(JOURNEYS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _is_soak(node):
                for promise in _marks(node):
                    found.setdefault(promise, []).append(f"{path.name}::{node.name}")
    return found


def _is_soak(test: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Attribute) and mark.attr == "soak" for mark in test.decorator_list)


def _marks(test: ast.FunctionDef) -> list[str]:
    return [
        argument.value
        for mark in test.decorator_list
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "promise"
        for argument in mark.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def test_every_promise_said_to_work_is_carried_by_a_journey() -> None:
    assert LANDED - carried().keys() == frozenset()


def test_journeys_carry_only_promises_that_are_said_to_work() -> None:
    assert carried().keys() - LANDED == frozenset()
    assert PROMISES.keys() >= LANDED


def named(cell: str) -> list[str]:
    """The promises of a cell: `P6, P32` or `P16 to P21`."""
    spans = re.findall(r"P(\d+)(?: to P(\d+))?", cell)
    return [f"P{number}" for first, last in spans for number in range(int(first), int(last or first) + 1)]


def test_the_table_names_what_landed_once_and_only_tests_that_carry_it() -> None:
    rows = [
        (named(promises), re.findall(r"`(test_\w+\.py::test_\w+)`", tests)) for promises, _where, tests in TABLE[1:]
    ]
    assert sorted(one for promises, _tests in rows for one in promises) == sorted(LANDED)
    carries = carried()
    for promises, tests in rows:
        assert tests, promises
        for promise in promises:
            assert set(tests) <= set(carries[promise]), promise


def test_every_file_that_the_table_names_is_there() -> None:
    places = (ROOT / "smsdpo", ROOT)
    files = {file for row in TABLE[1:] for file in re.findall(r"`([\w/]+/\w+\.(?:py|toml|txt))`", row[1])}
    assert len(files) > 10
    assert not [file for file in files if not any((place / file).is_file() for place in places)]
