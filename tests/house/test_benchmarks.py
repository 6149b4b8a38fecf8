"""The benchmarks end in one form, so that one command can put them into one table."""

import importlib

import pytest

from benchmarks import __main__ as front_door
from benchmarks import verdict


@pytest.mark.parametrize("name", front_door.NAMES)
def test_each_benchmark_that_is_named_can_be_run_and_closes_in_the_common_form(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    assert module.verdict is verdict


def test_a_closing_line_comes_back_as_cells_and_no_other_line_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict.close("letters", "5 ms", "4 ms", 1.25, 1.3)
    assert not verdict.close("recall", "97 %", "", 0.97, 0.98, at_least=True)
    first, second = capsys.readouterr().out.splitlines()
    assert verdict.parsed(first) == ["letters", "5 ms", "4 ms", "1.25", "at most 1.30", "met"]
    assert verdict.parsed(second) == ["recall", "97 %", "", "0.97", "at least 0.98", "MISSED"]
    assert verdict.parsed("median 12 s") is None
