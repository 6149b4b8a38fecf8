"""The frame of every command: options, exit status, and what never reaches standard error."""

import os
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from smsdpo import cli
from smsdpo.cli.commands import COMMANDS
from smsdpo.core.secrets import KeyringProblem
from tests.cli.conftest import DAY, CommandLine, a_command_line, run_bare

LATER = ("erase", "retention", "backup", "restore")
NEEDLE = "Hyacinth-Needle"


def test_help_names_every_command_and_none_that_does_not_work_yet() -> None:
    shown = run_bare("--help").out
    for name in [
        "init",
        "demo",
        "doctor",
        "mail",
        "triage",
        "due",
        "source",
        "import",
        "search",
        "person",
        "request",
        "colleague",
        "hold",
        "disclosure",
        "export",
        "letter",
        "calendar",
        "audit",
    ]:
        assert f"    {name} " in shown
    assert not [name for name in LATER if f"    {name} " in shown]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_words_where_the_table_says(name: str) -> None:
    ran = run_bare(name, "--help")
    assert ran.status == 0
    assert "--json" in ran.out or "ACT ..." in ran.out


def test_every_family_has_a_place_in_the_table() -> None:
    modules = {one.name: import_module(f"smsdpo.cli.{one.name}") for one in pkgutil.iter_modules(cli.__path__)}
    acts_of_request = {"casework", "linked"}
    families = {name for name, module in modules.items() if hasattr(module, "register")} - acts_of_request
    assert families == {module for module, _line in COMMANDS.values()}
    assert all(modules[name].__doc__ for name in families)


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["--today", NEEDLE, "due"],
        ["due", "--type", "access", "--received", "2026-01-01", "--event", f"{NEEDLE}@2026-01-01"],
        ["search", NEEDLE, NEEDLE],
        ["search", "x", "--limit", NEEDLE],
        ["request", NEEDLE],
        ["request", "decide", "DSR-2026-0001", NEEDLE],
        ["mail"],
    ],
)
def test_wrong_usage_is_status_2_and_repeats_nothing_that_was_typed(words: list[str]) -> None:
    ran = run_bare(*words)
    assert ran.status == 2
    assert NEEDLE not in ran.err
    assert ran.err.count("\n") == 1


def test_options_common_to_all_stand_before_or_after_the_command(smsdpo: CommandLine) -> None:
    assert smsdpo("--json", "request", "list").json == smsdpo("request", "list", "--json").json == []


def test_a_store_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text("a passphrase", encoding="utf-8")
    key.chmod(0o600)
    ran = run_bare("--store", str(tmp_path / "none.smsdpo"), "--key-file", str(key), "request", "list")
    assert ran.status == 1
    assert "There is no store" in ran.err
    assert not (tmp_path / "none.smsdpo").exists()


def test_init_makes_a_private_store_once(smsdpo: CommandLine, tmp_path: Path) -> None:
    assert smsdpo.store.stat().st_mode & 0o777 == 0o600
    assert not smsdpo.store.read_bytes().startswith(b"SQLite format 3")
    ran = smsdpo("init", expect=1)
    assert "already" in ran.err


def test_init_says_what_it_made_and_shows_the_recovery_key_once(tmp_path: Path) -> None:
    made = a_command_line(tmp_path / "new").json("init")
    assert made["created"] is True
    assert made["store"] == str(tmp_path / "new" / "office.smsdpo")
    assert made["recovery_key"]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    line = a_command_line(tmp_path / "new")
    words = ("--store", str(line.key_file / "office.smsdpo"), "--key-file", str(line.key_file), "init")
    for ran in (run_bare(*words), run_bare("demo", str(line.key_file))):
        assert (ran.status, ran.err.count("\n")) == (1, 1)
        assert "The folder key.txt cannot be made" in ran.err


class TestTheKeyFile:
    def test_one_that_others_can_read_is_refused(self, smsdpo: CommandLine) -> None:
        smsdpo.key_file.chmod(0o644)
        assert "read by others" in smsdpo("request", "list", expect=1).err

    def test_a_wrong_passphrase_is_refused_without_showing_it(self, smsdpo: CommandLine) -> None:
        smsdpo.key_file.write_text(f"{NEEDLE}\n", encoding="utf-8")
        ran = smsdpo("request", "list", expect=1)
        assert "passphrase" in ran.err
        assert NEEDLE not in ran.err

    @pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00"])
    def test_an_unusable_one_is_refused(self, smsdpo: CommandLine, content: bytes) -> None:
        smsdpo.key_file.write_bytes(content)
        assert smsdpo("request", "list", expect=1).err.count("\n") == 1

    def test_without_one_nobody_is_asked_where_nobody_sits(self, smsdpo: CommandLine) -> None:
        ran = run_bare("--store", str(smsdpo.store), "request", "list")
        assert ran.status == 1
        assert "--key-file" in ran.err


class TestTheRecoveryKey:
    """security.md, test 60, and 59 as the command line meets it: no keyring on this machine."""

    @pytest.fixture
    def made(self, tmp_path: Path) -> tuple[CommandLine, str]:
        line = a_command_line(tmp_path / "new")
        return line, str(line.json("init")["recovery_key"])

    @pytest.mark.parametrize("change", [str, str.lower, lambda key: key.replace("-", " ")])
    def test_as_printed_or_in_small_letters_or_with_spaces_it_opens(
        self, made: tuple[CommandLine, str], change: Callable[[str], str]
    ) -> None:
        line, key = made
        line.key_file.write_text(change(key), encoding="utf-8")
        assert line.json("request", "list") == []

    def test_with_a_slip_or_of_another_store_it_is_refused(self, made: tuple[CommandLine, str], tmp_path: Path) -> None:
        line, key = made
        other = str(a_command_line(tmp_path / "other").json("init")["recovery_key"])
        slip = key[:-1] + ("0" if key[-1] != "0" else "1")
        sentences = set()
        for wrong in (other, slip):
            line.key_file.write_text(wrong, encoding="utf-8")
            sentences.add(line("request", "list", expect=1).err)
        assert len(sentences) == 2
        assert not [sentence for sentence in sentences if key[:9] in sentence or other[:9] in sentence]

    def test_a_computer_without_a_keyring_says_so_when_a_store_is_to_be_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def none() -> None:
            raise KeyringProblem("no_backend")

        monkeypatch.setattr("smsdpo.core.secrets.Keychain.of_this_user", none)
        ran = run_bare("--store", str(tmp_path / "new.smsdpo"), "init")
        assert ran.status == 1
        assert "no keyring" in ran.err
        assert "--key-file" in ran.err
        assert list(tmp_path.glob("new*")) == []


def test_a_fault_is_one_line_with_a_reference_and_nothing_of_the_data(
    smsdpo: CommandLine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"could not read {NEEDLE}")

    monkeypatch.setattr("smsdpo.services.people.search", broken)
    ran = smsdpo("search", NEEDLE, expect=3)
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "reference" in ran.err
    assert "Traceback" not in ran.err
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log*"))
    assert NEEDLE not in ran.err + written
    assert ran.err.split("reference ")[1].split(",")[0] in written
    caplog.clear()


def test_interrupting_a_command_leaves_one_sentence(smsdpo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("smsdpo.services.people.search", stopped)
    assert smsdpo("search", "a", expect=1).err.startswith("Stopped.")


def in_a_process(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "smsdpo", *words],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
        timeout=60,
    )


def test_the_program_starts_as_a_module_and_needs_no_display() -> None:
    ran = in_a_process("due", "--type", "erasure", "--received", "2026-01-31", "--json", DISPLAY="", LC_ALL="C")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_reader_who_stops_reading_is_no_fault(tmp_path: Path) -> None:
    many = tmp_path / "many.csv"
    many.write_text("case_id,rule,received_at\n" + "X,access,2026-01-31\n" * 2_000, encoding="utf-8")
    words = [sys.executable, "-m", "smsdpo", "due", "--cases", str(many), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.read(1)
        ran.stdout.close()
        complaint = ran.stderr.read()
    assert (ran.returncode, complaint) == (1, b"")


LIGHT = {"smsdpo.__main__", "smsdpo.cli", "smsdpo.cli.commands", "smsdpo.cli.program"} | {
    f"smsdpo.core{name}" for name in ("", ".errors", ".log", ".process")
}
HEAVY = {"PySide6", "sqlalchemy", "openpyxl", "reportlab", "keyring"}


def loaded_by(*words: str) -> set[str]:
    """What the program has loaded when the window is to be made, or its help was shown."""
    script = (
        "import sys; before = set(sys.modules)\n"
        "from smsdpo import __main__ as start\n"
        "start._window = lambda _words: 0\n"
        "try: start.main()\n"
        "except SystemExit: pass\n"
        "print(*(set(sys.modules) - before), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


@pytest.mark.parametrize(
    "words", [(), ("--store", "office", "--key-file", "key", "--today", DAY, "--print-to", "out.pdf")]
)
def test_the_window_waits_for_nothing_that_only_commands_need(words: tuple[str, ...]) -> None:
    loaded = loaded_by(*words)
    assert {name for name in loaded if name.startswith("smsdpo.")} <= LIGHT
    assert not loaded & {*HEAVY, "logging", "typing", "dataclasses", "platformdirs", "zoneinfo"}


def test_a_command_loads_its_own_family_and_neither_qt_nor_the_store_before_it_needs_them() -> None:
    loaded = loaded_by("audit", "--help")
    families = {f"smsdpo.cli.{module}" for module, _line in COMMANDS.values()}
    assert loaded & families == {"smsdpo.cli.trail"}
    assert not loaded & HEAVY


def test_letters_cannot_steer_the_terminal() -> None:
    from smsdpo.cli.shapes import shown

    assert shown("Invoice \x1b[31m red \u202ecod.exe\r\n") == "Invoice \ufffd[31m red \ufffdcod.exe  "


def test_neither_can_what_a_refusal_names() -> None:
    ran = run_bare("due", "--type", "access", "--received", "\x1b[31m\nred")
    assert (ran.status, ran.err.count("\n"), "\x1b" in ran.err) == (1, 1, False)
