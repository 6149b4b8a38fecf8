"""The main job in the real window on a virtual screen, driven by accessible name: what a blind colleague can reach."""

import os
import shutil
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.cli.conftest import DAY, a_command_line
from tests.conftest import ROOT, real_data

SCENARIO = Path(__file__).with_name("access_letter.txt")
LETTER = "requests/da-en-access-default-portable.eml"
ACTS = ("click", "keys", "row")
BUDGET = 12
NEEDED = ("Xvfb", "xdotool", "openbox", "dbus-launch", "import")


def the_desk() -> Path:
    """The tool that drives a window like a screen reader; the test is skipped by name where something lacks."""
    tool = Path(os.environ.get("SMSDPO_DESK") or ROOT.parent / "shared" / "tools" / "desk.py")
    if not tool.exists():
        pytest.skip("not on this machine: the tool that drives the window (desk.py)")
    for program in NEEDED:
        if shutil.which(program) is None:
            pytest.skip(f"not on this machine: {program}")
    if subprocess.run(["/usr/bin/python3", "-c", "import pyatspi"], capture_output=True, check=False).returncode:
        pytest.skip("not on this machine: python3-pyatspi")
    return tool


def keep_a_window_manager(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Now and then openbox ends at once on a screen that is only just there; without it no window gets the keys."""
    folder.mkdir()
    starter = folder / "openbox"
    tries = f'for try in 1 2 3 4 5; do {shutil.which("openbox")} "$@" && exit; sleep 0.3; done'
    starter.write_text(f"#!/bin/sh\n{tries}\n", encoding="utf-8")
    starter.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_the_journey_takes_no_more_acts_than_its_budget() -> None:
    job, _, _afterwards = SCENARIO.read_text(encoding="utf-8").partition("# ---")
    lines = job.splitlines()
    acts = [line for line in lines if line.split(" ")[0] in ACTS]
    assert len(acts) <= BUDGET, acts


@pytest.mark.soak
@pytest.mark.timeout(240)
@pytest.mark.promise("P6", "P32")
def test_a_real_access_letter_becomes_a_workbook_and_a_printed_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another real letter than the one that test_walks answers the same way in every run of the tests."""
    tool, letter = the_desk(), real_data(LETTER)
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / name))
    monkeypatch.setenv("HOME", str(home))
    office = a_command_line(home / "office")
    office("init")
    mail = message_from_bytes(letter.read_bytes(), policy=policy.default)
    sender = mail["From"].addresses[0]
    accounts = tmp_path / "accounts.csv"
    accounts.write_text(
        f"Account number,Name,Email,Opened\nSMS-7,{sender.display_name},{sender.addr_spec},01/02/2024\n",
        encoding="utf-8",
    )
    mapping = tmp_path / "accounts.json"
    mapping.write_text(
        '{"category": "account", "date_order": "dmy", "columns": {"Account number": "account_number",'
        ' "Name": "name", "Email": "email", "Opened": "opened_on"}}',
        encoding="utf-8",
    )
    office("source", "add", "Accounts", "--purpose", "to run the account", "--basis", "contract")
    office("import", accounts, "--source", "Accounts", "--mapping", mapping)

    printed = tmp_path / "printed.pdf"
    pictures = Path(os.environ.get("SMSDPO_PICTURES") or tmp_path / "pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    scenario = tmp_path / "scenario.txt"
    scenario.write_text(
        SCENARIO.read_text(encoding="utf-8")
        .replace("{letter}", str(letter))
        .replace("{subject}", str(mail["Subject"]))
        .replace("{pictures}", str(pictures)),
        encoding="utf-8",
    )
    options: list[str | Path] = ["--store", office.store, "--key-file", office.key_file, "--today", DAY]
    keep_a_window_manager(tmp_path / "bin", monkeypatch)
    program: list[str | Path] = [
        sys.executable,
        "-m",
        "smsdpo",
        *options,
        "--non-native-dialogs",
        "--print-to",
        printed,
    ]
    run = subprocess.run(
        ["/usr/bin/python3", tool, scenario, "--", *program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DESK_SCREEN": "1440x900x24"},
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert run.returncode == 0, run.stdout[:400] + run.stdout[-3000:] + run.stderr[-2000:]

    (workbook,) = home.rglob("* data.xlsx")
    (answer,) = home.rglob("* L06.pdf")
    assert printed.read_bytes() == answer.read_bytes()
    book = load_workbook(workbook)
    assert book.sheetnames[:2] == ["Summary", "How we use your data"]
    assert "Accounts" in book.sheetnames
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(answer).pages).split())
    assert workbook.name.removesuffix(" data.xlsx") in text
    assert "Information Commissioner" in text
