"""The frame of every command: options, exit status, and what never reaches standard error."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from smsdpo.cli import program
from smsdpo.core.secrets import KeyringProblem
from tests.cli.conftest import CommandLine, a_command_line, run_bare

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


@pytest.mark.parametrize("family", program.FAMILIES)
def test_every_command_explains_itself(family: object) -> None:
    assert family.__doc__


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


def test_commands_never_load_qt_nor_the_store_before_they_need_it() -> None:
    script = (
        "import sys; from smsdpo.cli import program; program.parser();"
        "print([name for name in ('PySide6', 'sqlalchemy', 'openpyxl', 'reportlab', 'keyring') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_letters_cannot_steer_the_terminal() -> None:
    from smsdpo.cli.shapes import shown

    assert shown("Invoice \x1b[31m red \u202ecod.exe\r\n") == "Invoice \ufffd[31m red \ufffdcod.exe  "
