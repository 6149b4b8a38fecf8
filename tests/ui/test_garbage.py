"""Cyclic garbage with something of Qt's in it goes on the window's thread, whoever made it."""

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot


class Held(QObject):
    """One half of a cycle."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self.other = [self]
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))


def test_a_worker_that_makes_much_garbage_destroys_nothing_of_qts(qtbot: QtBot) -> None:
    ended: list[int] = []
    for _ in range(5):
        Held(ended)
    with ThreadPoolExecutor(1) as pool:
        kept = pool.submit(lambda: [[one] for one in range(20_000)]).result()
    assert (ended, len(kept)) == ([], 20_000)
    qtbot.waitUntil(lambda: len(ended) == 5, timeout=10_000)
    assert set(ended) == {threading.get_ident()}
