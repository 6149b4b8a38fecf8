"""Set up this checkout, then run the program or every check: what `make run` and `make test` call."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCK = ROOT / ".ci" / "requirements.lock"
STAMP = VENV / ".smsdpo-ready"

WINDOW_PACKAGES = (
    "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libcups2"
).split()
TEST_PACKAGES = (
    "xvfb xauth xdotool x11-utils imagemagick dbus dbus-x11 at-spi2-core python3-pyatspi openbox gnome-keyring "
    "poppler-utils"
).split()


def say(text: str) -> None:
    print(f"-- {text}", flush=True)


def run(*command: str | Path, **options: object) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **options).returncode  # type: ignore[call-overload]


def installed(package: str) -> bool:
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, text=True, check=False
    )
    return "install ok installed" in answer.stdout


def system_packages(wanted: list[str]) -> None:
    """Install what Debian lacks where we may; otherwise print the one command to type."""
    if shutil.which("dpkg-query") is None:
        return
    if sys.version_info[:2] == (3, 11) and sys.executable.startswith("/usr/bin/"):
        wanted = ["python3-venv", *wanted]
    missing = [package for package in wanted if not installed(package)]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"installing system packages: {' '.join(missing)}")
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        if run("apt-get", "update", **quiet) or run(*command, **quiet):
            sys.exit(f"These packages could not be installed. Type:  apt-get update && {' '.join(command)}")
    else:
        print(f"Missing system packages. Type:  sudo {' '.join(command)}", file=sys.stderr)


def environment() -> None:
    """A private environment that holds exactly what the lock names, by version and hash."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        say("making the environment .venv")
        venv.create(VENV, with_pip=True)
    say("installing the locked dependencies")
    pip = [BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run(*pip, "--require-hashes", "-r", LOCK):
        sys.exit("The dependencies could not be installed; the lines above say why.")
    if run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT):
        sys.exit("The program could not be installed into .venv.")
    # So that the first start does not compile it all.
    run(BIN / "python", "-m", "compileall", "-q", ROOT / "smsdpo")
    STAMP.write_text(wanted)


def has_display() -> bool:
    return (
        os.name == "nt"
        or sys.platform == "darwin"
        or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


def start(arguments: list[str]) -> int:
    """Open the window; without a display do the main job on the sample instead."""
    system_packages(WINDOW_PACKAGES)
    environment()
    program, env = BIN / "smsdpo", compiled_once()
    if has_display():
        return run(program, *arguments, env=env)
    folder = ROOT / "build" / time.strftime("demo-%Y%m%d-%H%M%S")
    say(f"no display was found, so the main job is done on the sample instead; its files go to {folder}")
    return run(program, "demo", folder, env=env)


def compiled_once() -> dict[str, str]:
    """The environment for what is started here: what Python compiles is kept even where it was told not to, or each
    start, and each of the processes that the tests start, would compile what changed all over again."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def check(arguments: list[str]) -> int:
    """Every check that CI runs; the first that fails ends the run."""
    system_packages([*WINDOW_PACKAGES, *TEST_PACKAGES])
    environment()
    python = BIN / "python"
    steps: list[tuple[str, list[str | Path]]] = [
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("import contracts", [BIN / "lint-imports"]),
        ("tests", [python, "-m", "pytest", "-n", "2", "-m", "not soak", *arguments]),
    ]
    for name, command in steps:
        began = time.monotonic()
        say(name)
        if run(*command, env=compiled_once()):
            say(f"{name}: failed")
            return 1
        say(f"{name}: {time.monotonic() - began:.0f} s")
    return 0


def soak(arguments: list[str]) -> int:
    """The long runs: kill loops and big stores."""
    system_packages([*WINDOW_PACKAGES, *TEST_PACKAGES])
    environment()
    return run(BIN / "python", "-m", "pytest", "-m", "soak", "--timeout", "1800", *arguments, env=compiled_once())


def wheel(_: list[str]) -> int:
    """Build the wheel, install it into an empty environment and do the main job with it."""
    environment()
    out = ROOT / "build" / "wheel"
    shutil.rmtree(out, ignore_errors=True)
    if run(
        BIN / "python", "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, stdout=subprocess.DEVNULL
    ):
        return 1
    empty = out / "empty"
    venv.create(empty, with_pip=True)
    python = empty / BIN.name / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run(*pip, "--require-hashes", "-r", LOCK) or run(*pip, "--no-deps", *out.glob("*.whl")):
        return 1
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run([python, "-m", "smsdpo", "demo", out / "demo"], cwd=out, env=clean, check=False).returncode
    say("the wheel works in an empty environment" if done == 0 else "the wheel does not work")
    return done


def pictures(arguments: list[str]) -> int:
    """Every place of the window in all its looks and in two sizes, drawn without a display into `pictures/`."""
    system_packages(WINDOW_PACKAGES)
    environment()
    return run(BIN / "python", ROOT / ".ci" / "pictures.py", ROOT / "pictures", *arguments)


COMMANDS = {"run": start, "test": check, "soak": soak, "wheel": wheel, "pictures": pictures}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"usage: {Path(sys.argv[0]).name} {'|'.join(COMMANDS)} [arguments]")
    if sys.version_info < (3, 11):
        sys.exit("smsdpo needs Python 3.11 or newer.")
    sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
