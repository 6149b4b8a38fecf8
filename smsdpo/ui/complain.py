"""From a failure to the calm words the user reads; also the last resort for what nobody caught."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from smsdpo.core.errors import Fault, Refusal, kind_of
from smsdpo.ui.tasks import reported
from smsdpo.ui.texts import errors as says

_OURS = "smsdpo."


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is said: `title` (what failed), `safe` (what is as it was), `hint` (what to do next). Always plain text.

    `reference`, `module` and `kind` are for the support: they never hold personal data.
    """

    title: str
    hint: str
    reference: str = ""
    safe: str = ""
    module: str = ""
    kind: str = ""

    @property
    def details(self) -> str:
        """The line for the support; empty where there is nothing to look up."""
        if not self.kind:
            return ""
        under = says.REFERENCE.format(reference=self.reference) if self.reference else ""
        place = says.DETAIL_LINE.format(module=self.module or says.NO_MODULE, kind=self.kind)
        return "  ·  ".join(part for part in (under, place) if part)

    @property
    def to_do(self) -> str:
        """The hint below `safe`, which has just said what many a hint begins with for the command line."""
        return self.hint.removeprefix(says.UNCHANGED).lstrip() if self.safe else self.hint

    @property
    def sentence(self) -> str:
        """What failed and what to do, beside a field or a list."""
        return f"{self.title} {self.hint}".strip()

    def in_words(self) -> str:
        """All of it, for the clipboard."""
        return "\n".join(part for part in (self.title, self.safe, self.to_do, self.details) if part)


def complaint_of(error: BaseException) -> Complaint:
    """The words for a refusal; for anything else a reference under which the log has the place of the fault."""
    kind = kind_of(error)
    if isinstance(error, Refusal):
        return Complaint(
            error.message, error.hint, safe=says.SAFE[kind], module=_module(error), kind=type(error).__name__
        )
    fault = error if isinstance(error, Fault) and error.__cause__ is not None else reported(error)
    cause = fault.__cause__ or error
    reference = str(fault)
    return Complaint(
        says.FAILED[kind],
        says.TO_DO[kind].format(reference=reference),
        reference,
        says.SAFE[kind],
        _module(cause),
        type(cause).__name__,
    )


def _module(error: BaseException) -> str:
    """The deepest module of ours that the failure passed: a name in the program, nothing of what it was about."""
    found, trace = "", error.__traceback__
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        found = name if name.startswith(_OURS) else found
        trace = trace.tb_next
    return found.removeprefix(_OURS)


def install(show: Callable[[BaseException], None]) -> None:
    """Send what no slot caught to `show`, and never a traceback to the terminal (contracts.md, 2)."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        show(error)

    sys.excepthook = hook
