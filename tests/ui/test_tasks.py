"""Work is done elsewhere, answers come here, failures are told calmly."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smsdpo.core.errors import Fault, Refusal
from smsdpo.ui.complain import complaint_of
from smsdpo.ui.tasks import Job, Tasks
from tests import builders


def answer(qtbot: QtBot, tasks: Tasks, ask: Callable[[Callable[[Any], None]], None]) -> Any:
    got: list[Any] = []
    ask(got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def test_work_runs_elsewhere_and_its_answer_arrives_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    where: list[tuple[int, int]] = []
    tasks.pool(threading.get_ident, lambda worker: where.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(where))
    worker, told = where[0]
    assert worker != told == threading.get_ident()


def test_a_refusal_reaches_whoever_asked_and_otherwise_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    def refuse() -> None:
        raise Refusal("Not today.", hint="Come back tomorrow.")

    got = answer(qtbot, tasks, lambda then: tasks.pool(refuse, None, then))
    assert isinstance(got, Refusal)
    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.pool(refuse)
    assert complaint_of(failed.args[0]).hint == "Come back tomorrow."


def test_a_fault_is_told_by_its_reference_and_without_what_it_was_about(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("jane.roe@example.org")

    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.pool(fail)
    error = failed.args[0]
    said = complaint_of(error)
    assert isinstance(error, Fault)
    assert said.reference in said.hint
    noted = " ".join(f"{record.getMessage()} {vars(record)['fields']}" for record in caplog.records)
    assert "jane" not in said.title + said.hint + noted
    assert said.reference in noted
    caplog.clear()


def test_the_store_asked_before_it_is_open_is_our_fault(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.store(lambda office: office.actor)
    assert isinstance(failed.args[0], Fault)


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    label = QLabel()
    go = threading.Event()

    def wait() -> str:
        go.wait(60)
        return "late"

    tasks.pool(wait, label.setText)
    label.deleteLater()
    with qtbot.waitSignal(label.destroyed):
        pass
    with qtbot.waitSignal(tasks.idle):
        go.set()


def test_a_cancelled_job_ends_without_an_answer(qtbot: QtBot, tasks: Tasks) -> None:
    begun, told = threading.Event(), list[object]()

    def work(job: Job) -> None:
        while True:
            begun.set()
            job(1, 2)

    job = tasks.beside("Long work", work, told.append, told.append)
    assert begun.wait(20)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert not told


def test_an_import_under_way_ends_calmly_when_the_window_is_closed(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    begun, failures = threading.Event(), list[object]()
    tasks.failed.connect(failures.append)
    tasks.open(builders.an_office)

    def work(_job: Job) -> None:
        while True:  # there is always one more message to keep
            tasks.inside(lambda office: office.actor)
            begun.set()

    job = tasks.beside("Adding messages", work)
    assert begun.wait(20)
    with qtbot.waitSignal(tasks.idle):
        tasks.close()
    assert job.outcome == "stopped"
    assert not failures
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_after_closing_no_work_is_taken(tasks: Tasks) -> None:
    tasks.close()
    tasks.pool(lambda: None)
    assert tasks.running == 0
