"""Nothing stands between the user and the work: no message boxes, no dialog that waits to be answered."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

import smsdpo
from smsdpo.core.errors import Refusal
from smsdpo.ui import request_work
from smsdpo.ui.main_window import MainWindow
from smsdpo.ui.screens.request import RequestPage
from tests.ui import cases, places
from tests.ui.conftest import Settle

BOXES = {"QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog", "QWizard"}
SOURCES = sorted(Path(smsdpo.__file__).parent.rglob("*.py"))
RUNS_THE_PROGRAM = {"app.py"}
"""The one place that may say exec(): the event loop itself."""


def names_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.alias):
            yield node.name, node.lineno


def test_no_source_names_a_message_box_or_waits_for_a_dialog() -> None:
    found: list[str] = []
    for file in SOURCES:
        for name, line in names_in(ast.parse(file.read_text(encoding="utf-8"))):
            waits = name in {"exec", "exec_"} and file.name not in RUNS_THE_PROGRAM and "ui" in file.parts
            if name in BOXES or name in {"setModal", "setWindowModality"} or waits:
                found.append(f"{file.name}:{line}: {name}")
    assert not found, "\n".join(found)


class ModalWatch(QObject):
    """Notes every window that is shown and would keep the user from the others."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and isinstance(watched, QWidget) and watched.windowModality() != Qt.WindowModality.NonModal:
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[ModalWatch]:
    made = ModalWatch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def test_a_dialog_that_waits_would_be_noticed(watch: ModalWatch, qapp: QApplication) -> None:
    waiting = QWidget()
    waiting.setWindowModality(Qt.WindowModality.ApplicationModal)
    waiting.setObjectName("waiting")
    waiting.show()
    waiting.close()
    assert watch.seen == ["QWidget waiting"]


def test_no_place_or_failure_of_the_whole_journey_is_modal(
    stocked_window: MainWindow, settle: Settle, tmp_path: Path, watch: ModalWatch
) -> None:
    window = stocked_window
    window.settings.setValue("output_folder", str(tmp_path / "out"))
    window.print_to = tmp_path / "printed.pdf"
    for _place in places.visit(window, settle, cases.REQUEST):
        assert QApplication.activeModalWidget() is None
    page = window.page("request")
    assert isinstance(page, RequestPage)
    page.data.include_all()
    settle()
    window.tasks.inside(lambda office: request_work.settle(office, cases.REQUEST, "provided_in_full", ""))
    page.answer.create_outputs()
    settle()
    page.answer.print_letter()
    page.show_step("send")
    settle()
    window.complain(Refusal("No.", hint="Do it otherwise."))
    window.complain(Refusal("No again."))
    settle()
    assert (tmp_path / "printed.pdf").exists()
    assert window.complaint.isVisible()
    assert QApplication.activeModalWidget() is None
    assert watch.seen == []
