"""Each promise said to work is carried by a journey of `make test`; no journey carries one that does not exist."""

import ast
from pathlib import Path

from smsdpo.domain.promises import LANDED, PROMISES

JOURNEYS = Path(__file__).resolve().parent.parent / "journeys"


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
