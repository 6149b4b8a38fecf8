"""All benchmarks, or those named, one after the other with their usual sizes, and one table at the end:

.venv/bin/python -m benchmarks [audit calendar export imports intake letters lists mail search start triage window]
"""

import os
import subprocess
import sys

from benchmarks import verdict

NAMES = (
    "audit",
    "calendar",
    "export",
    "imports",
    "intake",
    "letters",
    "lists",
    "mail",
    "search",
    "start",
    "triage",
    "window",
)


def main() -> int:
    """Each in a process of its own, so that none pays for another; 1 where a goal is missed or one did not end well."""
    chosen = sys.argv[1:] or NAMES
    if unknown := set(chosen) - set(NAMES):
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}.")
        return 2
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (ratios hold on a quiet machine only)")
    rows = [row for name in chosen for row in run(name)]
    show([list(verdict.HEADER), *rows])
    return int(any(row[-1] != "met" for row in rows))


def run(name: str) -> list[list[str]]:
    """The closing lines of one benchmark, whose other lines are shown as they come."""
    print(f"\n--- {name}", flush=True)
    rows: list[list[str]] = []
    with subprocess.Popen([sys.executable, "-m", f"benchmarks.{name}"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            row = verdict.parsed(line)
            if row is None:
                print(line, end="", flush=True)
            else:
                rows.append(row)
    if process.returncode and all(row[-1] == "met" for row in rows):
        rows.append([name, *[""] * (len(verdict.HEADER) - 2), f"ended with {process.returncode}"])
    return rows


def show(rows: list[list[str]]) -> None:
    """In columns."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    print()
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
