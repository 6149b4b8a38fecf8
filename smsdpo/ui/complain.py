"""From a failure to the calm words the user reads; also the last resort for what nobody caught."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from smsdpo.core.errors import Fault, Refusal
from smsdpo.ui import texts
from smsdpo.ui.tasks import reported


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is said: `title` (what failed), `say` (why, what is safe), `hint` (what to do next). Always plain text."""

    title: str
    hint: str
    reference: str = ""


def complaint_of(error: BaseException) -> Complaint:
    """The words for a refusal; for anything else a reference under which the log has the place of the fault."""
    if isinstance(error, Refusal):
        return Complaint(error.message, error.hint)
    fault = error if isinstance(error, Fault) and error.__cause__ is not None else reported(error)
    reference = str(fault)
    return Complaint(texts.FAULT, texts.FAULT_HINT.format(reference=reference), reference)


def install(show: Callable[[BaseException], None]) -> None:
    """Send what no slot caught to `show`, and never a traceback to the terminal (contracts.md, 2)."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        show(error)

    sys.excepthook = hook
