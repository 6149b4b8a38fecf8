"""The only thread code: the store has its one thread, heavy work a small pool, and answers come on the window's."""

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from smsdpo.core.errors import Fault, Refusal

if TYPE_CHECKING:
    from smsdpo.services.office import Office

Result = TypeVar("Result")
_GIVE_WAY = 0.001
"""Seconds for which a working thread may keep the interpreter while the window wants it: with Python's usual five the
window waited for an import longer than it took itself to build a place."""
_SAY_EVERY = 0.1  # seconds between two reports of progress: more would only flicker


class Cancelled(Exception):
    """The user has asked a longer job to stop."""


class ProgressHandler(Protocol):
    """Who is told how far a job has come."""

    def __call__(self, done: int, total: int = 0, note: str = "") -> None: ...


class Job(QObject):
    """A longer piece of work, as the activity strip shows it. Work calls it to say how far it has come."""

    moved = Signal(int, int, str)
    """Done, of how many (0: not known), what with."""
    ended = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.outcome = ""
        """How it ended: `done`, `stopped` or `failed`; empty while it runs."""
        self._stop = threading.Event()
        self._said = 0.0

    def __call__(self, done: int, total: int = 0, note: str = "") -> None:
        """Report progress from the working thread. Raises `Cancelled` once the user has asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total > 0 or now - self._said >= _SAY_EVERY:
            self._said = now
            self.moved.emit(done, total, note)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stop.set()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What comes back to the window's thread: a value or the reason why there is none."""

    value: Any
    error: BaseException | None
    then: Callable[[Any], object] | None
    otherwise: Callable[[Exception], object] | None
    job: Job | None
    turn: tuple[str, int] | None
    sitting: int


class Tasks(QObject):
    """Runs work away from the window's thread and brings answers, failures and changes back to it."""

    changed = Signal(object)
    """`Changes` of an operation that has been committed."""
    failed = Signal(object)
    """A Refusal or a Fault that nobody else took."""
    started = Signal(object)
    """A `Job` that the activity strip should show."""
    idle = Signal()
    """Nothing is running or waiting any more."""
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_GIVE_WAY)
        self._store = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="pool")
        self._office: Office | None = None
        self._running = 0
        self._turns: dict[str, int] = {}
        self._closed = False
        self._locked = False
        self._sitting = 0
        self._jobs: list[Job] = []
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> int:
        """How many pieces of work have not been answered yet."""
        return self._running

    def open(
        self,
        make: "Callable[[], Office]",
        then: Callable[[None], object] | None = None,
        otherwise: Callable[[Exception], object] | None = None,
    ) -> None:
        """Make the office on the store's own thread, which keeps it from then on. What is asked meanwhile waits; if no
        office comes of it, that is not even begun."""

        def work() -> None:
            self._locked = True
            self._office = make()
            self._locked = False
            self._office.listeners.append(self.changed.emit)

        self._submit(self._store, work, then, otherwise)

    def store(
        self,
        work: "Callable[[Office], Result]",
        then: Callable[[Result], object] | None = None,
        otherwise: Callable[[Exception], object] | None = None,
        *,
        turn: str = "",
    ) -> None:
        """Run `work(office)` on the store's thread, then `then(result)` here. Of the works that share a `turn` only
        the latest is answered, and those it overtook are not even begun: for search as you type and for previews."""
        ticket = self._next(turn) if turn else None

        def run() -> Result:
            if ticket is not None and self._turns.get(ticket[0]) != ticket[1]:
                raise Cancelled
            return work(self._opened())

        self._submit(self._store, run, then, otherwise, turn=ticket)

    def pool(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], object] | None = None,
        otherwise: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run work that does not need the store beside it."""
        self._submit(self._pool, work, then, otherwise)

    def job(
        self,
        title: str,
        work: "Callable[[Office, Job], Result]",
        then: Callable[[Result], object] | None = None,
        otherwise: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Run longer work on the store's thread, shown in the activity strip with progress and *Cancel*."""
        job = self._begin(title)
        self._submit(self._store, lambda: work(self._opened(), job), then, otherwise, job=job)
        return job

    def beside(
        self,
        title: str,
        work: "Callable[[Job], Result]",
        then: Callable[[Result], object] | None = None,
        otherwise: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Run longer work in the pool, so that lists go on answering; it reaches the store through `inside`."""
        job = self._begin(title)
        self._submit(self._pool, lambda: work(job), then, otherwise, job=job)
        return job

    def inside(self, work: "Callable[[Office], Result]") -> Result:
        """One piece of work on the store's thread, waited for: only for work that runs in the pool."""
        return self._store.submit(lambda: work(self._opened())).result()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The longer jobs that are still running."""
        return tuple(self._jobs)

    def lock(self, then: Callable[[None], object] | None = None) -> None:
        """Ask running jobs to stop, let what was asked before come to its end, then close the office on its thread.

        The threads stay, for `open`. What was asked before is not answered any more, so that nothing of it reaches the
        window; what is asked until then is not even begun.
        """
        self._sitting += 1
        self._turns.clear()
        for job in self._jobs:
            job.cancel()

        self._submit(self._store, lambda: self._close_office(for_good=False), then)

    def close(self) -> None:
        """Let what was asked before come to its end, close the office on its own thread, take no more work: what the
        pool still asks of the store is not begun, so that an import ends after the messages it has kept."""
        if self._closed:
            return
        self._closed = True
        self._store.submit(self._close_office).result()
        self._pool.shutdown()
        self._store.shutdown()

    def _close_office(self, *, for_good: bool = True) -> None:
        """Locked, the office keeps what can be undone: locking loses nothing."""
        self._locked = True
        if self._office is not None:
            office, self._office = self._office, None
            office.close(keep_steps=not for_good)

    def _opened(self) -> "Office":
        if self._office is None and self._locked:
            raise Cancelled
        if self._office is None:
            raise Fault("the store was asked before it was opened")
        return self._office

    def _begin(self, title: str) -> Job:
        job = Job(title)
        if not self._closed:
            self._jobs.append(job)
        self.started.emit(job)
        return job

    def _next(self, turn: str) -> tuple[str, int]:
        self._turns[turn] = self._turns.get(turn, 0) + 1
        return turn, self._turns[turn]

    def _submit(
        self,
        where: ThreadPoolExecutor,
        work: Callable[[], Any],
        then: Callable[[Any], object] | None = None,
        otherwise: Callable[[Exception], object] | None = None,
        job: Job | None = None,
        turn: tuple[str, int] | None = None,
    ) -> None:
        if self._closed:
            return
        self._running += 1
        sitting = self._sitting

        def run() -> None:
            value, error = None, None
            try:
                value = work()
            except Exception as raised:  # noqa: BLE001 - the one place where a worker's failure crosses threads
                error = raised
            self._answered.emit(_Answer(value, error, then, otherwise, job, turn, sitting))

        where.submit(run)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        self._running -= 1
        if answer.job is not None:
            self._end(answer.job, answer.error)
        if answer.sitting != self._sitting:
            self._say_lost(answer)
        elif not self._overtaken(answer) and not isinstance(answer.error, Cancelled):
            self._hand_over(answer)
        if not self._running:
            self.idle.emit()

    def _end(self, job: Job, error: BaseException | None) -> None:
        stopped = isinstance(error, Cancelled)
        job.outcome = "stopped" if stopped else "failed" if error is not None else "done"
        self._jobs.remove(job)
        job.ended.emit()

    def _overtaken(self, answer: _Answer) -> bool:
        return answer.turn is not None and self._turns[answer.turn[0]] != answer.turn[1]

    def _say_lost(self, answer: _Answer) -> None:
        """Nobody waits any more for what was asked before a lock; that an act of then has failed must still be told."""
        if answer.error is not None and not isinstance(answer.error, Cancelled):
            self.failed.emit(_calm(answer.error))

    def _hand_over(self, answer: _Answer) -> None:
        if answer.error is None:
            if answer.then is not None and _alive(answer.then):
                answer.then(answer.value)
            return
        error = _calm(answer.error)
        if answer.otherwise is not None and _alive(answer.otherwise):
            answer.otherwise(error)
        else:
            self.failed.emit(error)


def _calm(error: BaseException) -> Exception:
    return error if isinstance(error, Refusal | Fault) else reported(error)


def reported(error: BaseException) -> Fault:
    """A fault known by the reference under which the log has its place, and nothing it was about (security 4.14)."""
    from smsdpo.core import log

    fault = Fault(log.report(error, where="window"))
    fault.__cause__ = error
    return fault


def _alive(call: Callable[..., object]) -> bool:
    """Whether the widgets that an answer would reach still exist: a bound method's own, or those a lambda holds."""
    held = [cell.cell_contents for cell in getattr(call, "__closure__", None) or ()]
    owners = [one for one in (getattr(call, "__self__", None), *held) if isinstance(one, QObject)]
    return all(shiboken6.isValid(owner) for owner in owners)
