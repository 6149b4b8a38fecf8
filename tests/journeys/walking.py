"""Walks a scenario of `walks/` through the real window, by hand or by keyboard alone, and counts what it takes.

Runs under the system's Python, where pyatspi is: `walking.py DESK_PY SCENARIO REPORT hand|keyboard -- PROGRAM`.
A scenario has the commands of desk.py and these:

    task "T4"                       count from here under this name
    hand COMMAND | keyboard COMMAND only on that walk
    write "text"                    type where the keyboard is
    choose "/path"                  name a file where the program asks for one, and press Return
    reach "Name" [KEY] [MOST]       press Tab (or KEY) until the keyboard is there; every press counts
    focused "Name"                  fail unless the keyboard is there
    title "SAMPLE" | untitled "..." the window's title holds it, or not
    learn "Recovery key"            remember the groups of a key that is shown
    recall                          type the two groups asked for
    holds "Field" "text"            fail unless the field's text holds it
    count "List" 7                  fail unless the list has so many rows
    again ARGUMENTS                 leave with Ctrl+Q and start the program again
"""

import importlib
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

BY_HAND = ("click", "row")
ITEMS = ("table cell", "list item", "tree item")
POINTING = (*BY_HAND, "mouse", "focus", "type", "set")
"""What a hand on a mouse, or a programme in its place, does: never on a walk by keyboard."""
BY_KEYS = ("T9",)
"""Tasks that are set by keyboard alone, on every walk."""
PATIENCE = 30.0
"""Seconds for which anything is waited for: machines may be slow, and busy with other walks."""


def desk_of(tool: str) -> Any:
    """The module desk.py."""
    spec = importlib.util.spec_from_file_location("desk", tool)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def seen(desk: Any) -> Iterator[Any]:
    """What is on the screen, newest window first. What a hidden page holds is left out: its rows go on saying that they
    show and have the keyboard."""
    waiting = [window for app in desk._roots() for window in desk._children(app, 50)]
    while waiting:
        node = waiting.pop()
        if desk.showing(node):
            yield node
            waiting.extend(reversed(list(desk._children(node, 400))))


def point(desk: Any, node: Any) -> None:
    """Click in the middle of something. Qt tells places in its own pixels, the mouse is led in those of the screen."""
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    box = node.queryComponent().getExtents(importlib.import_module("pyatspi").DESKTOP_COORDS)
    at = (str(round((box.x + box.width / 2) * scale)), str(round((box.y + box.height / 2) * scale)))
    subprocess.run(["xdotool", "mousemove", *at, "click", "1"], env=desk.env, check=True)
    time.sleep(0.2)


class Walker:
    """One walk. Everything that it does not know is the desk's."""

    def __init__(self, desk: Any, way: str, program: list[str]) -> None:
        self.desk, self.way, self.program = desk, way, program
        self.acts: dict[str, int] = {}
        self.fields: dict[str, int] = {}
        self.groups: list[str] = []
        self.task("start")

    def step(self, step: list[str]) -> None:
        """Do one line of the scenario."""
        if step[0] in ("hand", "keyboard"):
            if step[0] != self.way:
                return
            step = step[1:]
        if (self.way == "keyboard" or self.now in BY_KEYS) and step[0] in POINTING:
            raise AssertionError(f"not by keyboard: {step}")
        if step[0] in BY_HAND:
            self.acts[self.now] += 1
        if step[0] in ("type", "set"):
            self.fields[self.now] += 1
        (getattr(self, step[0], None) or getattr(self.desk, step[0]))(*step[1:])

    def task(self, name: str) -> None:
        self.now, self.acts[name], self.fields[name] = name, 0, 0

    # --- doing --------------------------------------------------------------------------------------------------------

    def keys(self, *chords: str) -> None:
        self.acts[self.now] += len(chords)
        self._press(*chords)

    def write(self, text: str) -> None:
        self.fields[self.now] += 1
        self._type(text)

    def choose(self, path: str) -> None:
        """Qt's dialog reads folders beside the typing; where that is slow, it takes part of what was typed for an entry
        it has found and puts its name in the place of all. Then it is typed again: the folders have been read."""
        self.focused("File name:")
        self.write(path)
        for _again in range(5):
            if self._comes(lambda: self._typed() == path, 3):
                break
            self._press("ctrl+a")
            self._type(path)
        assert self._typed() == path, f"the file's name is {self._typed()!r}"
        self.keys("Return")

    def reach(self, name: str, key: str = "Tab", most: str = "12") -> None:
        for _press in range(int(most)):
            before = self._held()
            if before == name:
                return
            self.keys(key)
            self._go_from(before)
        assert self._held() == name, f"the keyboard is at {self._held()!r}"

    def _press(self, *chords: str) -> None:
        """A window that has just come does not have the keyboard before the window manager gives it."""
        self.desk._until(self._title, PATIENCE, "a window with the keyboard")
        self.desk.keys(*chords)

    def _type(self, text: str) -> None:
        subprocess.run(["xdotool", "type", "--delay", "12", text], env=self.desk.env, check=True)
        time.sleep(0.2)

    def _go_from(self, before: str) -> None:
        """Where two things beside each other are called the same, this only takes its time."""
        self._comes(lambda: self._held() != before, 2)

    def _comes(self, test: Callable[[], bool], seconds: float) -> bool:
        """Whether something comes about within these seconds."""
        end = time.monotonic() + seconds
        while not (come := test()) and time.monotonic() < end:
            time.sleep(0.05)
        return come

    def again(self, *arguments: str) -> None:
        self.leave()
        self.desk.app = subprocess.Popen(
            [*self.program, *arguments], env=self.desk.env, stdout=subprocess.DEVNULL, start_new_session=True
        )

    def leave(self) -> None:
        """Close the program, so that what it wrote can be looked at."""
        self.desk.keys("ctrl+q")
        self.desk.app.wait(PATIENCE)

    # --- the recovery key ---------------------------------------------------------------------------------------------

    def learn(self, name: str) -> None:
        self.groups = self.desk.text(name).split("-")

    def recall(self) -> None:
        for number in self._asked():
            self.write(self.groups[number - 1])

    def _asked(self) -> list[int]:
        asked = {
            int(name.split(" ")[1]) for name in map(_name, self.desk.walk()) if name.endswith(f"of {len(self.groups)}")
            and name.startswith("Group ")
        }  # fmt: skip
        assert len(asked) == 2, asked
        return sorted(asked)

    # --- looking ------------------------------------------------------------------------------------------------------

    def _holder(self) -> Any:
        """What holds the keyboard: the innermost of those that say so, because a page says it for its field too."""
        held = None
        for node in self.desk.walk():
            if _is_held(node):
                held = node
        return held

    def _held(self) -> str:
        return _name(self._holder())

    def _typed(self) -> str:
        """The text of the field in which the keyboard is."""
        return str(self.desk.body(self._holder()))

    def focused(self, name: str) -> None:
        self.desk._until(lambda: self._held() == name, PATIENCE, f"the keyboard at {name!r}")

    def holds(self, name: str, text: str) -> None:
        said = self.desk.text(name)
        assert text in said, f"{name!r} holds {said!r}"

    def count(self, name: str, rows: str) -> None:
        self.desk._until(lambda: self.desk.rows(name) == int(rows), PATIENCE, f"{rows} rows of {name!r}")

    def _title(self) -> str:
        asked = ["xdotool", "getactivewindow", "getwindowname"]
        return subprocess.run(asked, env=self.desk.env, capture_output=True, text=True, check=False).stdout

    def title(self, text: str) -> None:
        self.desk._until(lambda: text in self._title(), PATIENCE, f"{text!r} in the title")

    def untitled(self, text: str) -> None:
        assert text not in self._title(), self._title()


def _name(node: Any) -> str:
    try:
        return str(node.name or "").replace("&", "")
    except Exception:  # noqa: BLE001 - whatever AT-SPI throws about a widget that is gone
        return ""


def _is_held(node: Any) -> bool:
    focused = importlib.import_module("pyatspi").STATE_FOCUSED
    try:
        if node.getRoleName() in ITEMS and not node.parent.getState().contains(focused):
            return False  # the current row of a list says it always
        return bool(node.getState().contains(focused))
    except Exception:  # noqa: BLE001 - as below
        return False


def patient(until: Callable[..., None]) -> Callable[..., None]:
    """What a scenario waits for may take as long on a busy machine as `PATIENCE`."""
    return lambda test, seconds, what: until(test, max(seconds, PATIENCE), what)


def without_keyring(desk: Any) -> Any:
    """Take the keyring's place on the desk's bus and answer nothing: else the first walk would start the real one,
    whose own question takes the keyboard. The connection keeps the place as long as it lives."""
    gio, glib = (importlib.import_module(f"gi.repository.{name}") for name in ("Gio", "GLib"))
    address = desk.env["DBUS_SESSION_BUS_ADDRESS"]
    flags = gio.DBusConnectionFlags
    bus = gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None
    )
    place = glib.Variant("(su)", ("org.freedesktop.secrets", 4))
    there = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
    bus.call_sync(*there, "RequestName", place, None, 0, -1, None)
    return bus


def main(tool: str, scenario: str, report: str, way: str, *program: str) -> int:
    lines = Path(scenario).read_text(encoding="utf-8").splitlines()
    steps = [step for step in (shlex.split(line, comments=True) for line in lines) if step]
    began = time.monotonic()
    with desk_of(tool).Desk(list(program), log=str(Path(report).with_suffix(".log"))) as desk:
        _bus = without_keyring(desk)
        desk.walk = lambda: seen(desk)
        desk.mouse = lambda node: point(desk, node)
        desk._until = patient(desk._until)
        walker = Walker(desk, way, list(program))
        for step in steps:
            sys.stdout.write(f"{time.monotonic() - began:6.1f} {' '.join(step)}\n")
            try:
                walker.step(step)
            except Exception as error:  # noqa: BLE001 - any failure ends the walk with a picture of where it was
                sys.stdout.write(f"FAILED: {error!r}; the keyboard is at {walker._held()!r}\n")
                sys.stdout.write(" | ".join(_name(node) for node in seen(desk)))
                desk.shot(str(Path(report).with_suffix(".png")))
                return 1
    Path(report).write_text(json.dumps({"acts": walker.acts, "fields": walker.fields}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    os.umask(0o077)
    cut = sys.argv.index("--")
    sys.exit(main(*sys.argv[1:cut], *sys.argv[cut + 1 :]))
