"""`init`, `demo`, `doctor`: a store from nothing, the main job on the sample, and whether this machine is fit."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from smsdpo.cli.desk import Desk
from smsdpo.cli.shapes import plain

if TYPE_CHECKING:
    from smsdpo.cli.program import Registrar


def register(registrar: "Registrar") -> None:
    init = registrar.command("init", init_run)
    init.add_argument("--sample", action="store_true", help="fill it with the sample: invented people, for rehearsals")
    demo = registrar.command("demo", demo_run)
    demo.add_argument("folder", type=Path, metavar="DIR")
    registrar.command("doctor", doctor_run)


def init_run(desk: Desk, words: argparse.Namespace) -> None:
    office, recovery_key = desk.create()
    with office:
        if words.sample:
            from smsdpo.services import sample

            sample.fill(office)
    made = {"store": str(desk.paths.store), "created": True, "sample": words.sample, "recovery_key": recovery_key}
    desk.answer(
        made,
        [
            f"The store {desk.paths.store} is made{' and filled with the SAMPLE' if words.sample else ''}.",
            f"Its recovery key, shown this once: {recovery_key}",
            "Write it down and keep it away from this computer: it opens the store when nothing else does.",
        ],
    )


def demo_run(desk: Desk, words: argparse.Namespace) -> None:
    from smsdpo.services import demo

    made = demo.run(words.folder, today=desk.today, pictures=desk.pictures, say=_say)
    lines = [f"{item.kind:10} {item.path}" for item in made.files]
    desk.answer(plain(made), [*lines, f"SAMPLE request {made.request}, done in {made.seconds:.1f} s."])


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def doctor_run(desk: Desk, _words: argparse.Namespace) -> None:
    from smsdpo.services import doctor

    checks = doctor.checks(desk.paths, open_office=desk.office, clock=desk.clock)
    desk.answer(plain(checks), [f"{'ok ' if item.ok else 'NO '} {item.check:18} {item.say}" for item in checks])
