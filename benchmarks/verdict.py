"""The closing line of every benchmark, in one form, so that `python -m benchmarks` can make one table of them."""

MARK = "= "
SEPARATOR = " | "


def close(name: str, ours: str, peer: str, value: float, goal: float, *, at_least: bool = False) -> bool:
    """Print what was measured and whether the goal is met; `value` is a ratio to the peer, or a share where none is."""
    met = value >= goal if at_least else value <= goal
    bound = "at least" if at_least else "at most"
    print(MARK + SEPARATOR.join((name, ours, peer, f"{value:.2f}", f"{bound} {goal:.2f}", "met" if met else "MISSED")))
    return met


def parsed(line: str) -> list[str] | None:
    """The cells of a closing line; nothing for any other line."""
    cells = line.removeprefix(MARK).rstrip("\n").split(SEPARATOR)
    return cells if line.startswith(MARK) and len(cells) == len(HEADER) else None


HEADER = ("benchmark", "ours", "limit or peer", "ratio", "goal", "")
