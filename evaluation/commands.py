"""Commands that a measurement starts, each with a bound: what takes longer is ended, with all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

from evaluation.serving import ROOT


class CutOff(RuntimeError):
    """A step that took longer than it may."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit status, and all that it printed."""

    status: int
    told: str


def run(command: Sequence[str], seconds: float) -> Ended:
    """Runs a command from the project's folder. Raises CutOff where it has not ended after so many seconds."""
    # A file, as a pipe would be waited for as long as any process that the command started holds it.
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, start_new_session=True)
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise CutOff(f"cut off after {seconds:.0f} s") from None
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        output.seek(0)
        return Ended(status, output.read().decode(errors="replace"))


def index(archive: object, arguments: Sequence[str], seconds: float) -> Ended:
    """Runs the indexer over an archive, as `run` does."""
    return run([sys.executable, "-m", "indexer", "--archive", str(archive), *arguments], seconds)


def end_in_order() -> None:
    """A request to terminate this process unwinds it, so that whatever it started is ended too."""
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
