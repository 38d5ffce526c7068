"""Running the command: it gets our signals, ends with us, and its exit status is ours."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

from config.embedded import children

LOOK_EVERY = 0.1
# Longer than a Celery worker's warm shutdown usually takes.
GRACE = 30.0
CANNOT_RUN = 127


class Signals:
    """Remembers the last signal that asks us to end, so that the loop below may pass it on."""

    def __init__(self) -> None:
        self.heard: signal.Signals | None = None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.heard = signal.Signals(number)


def run(command: list[str], environment: dict[str, str], signals: Signals, parent: int) -> int:
    """Runs the command until it ends, we are asked to end or our parent has ended; returns the exit status.

    128 + N stands for an end by signal N, as in a shell; 127 for a command that cannot be started.
    """
    try:
        process = subprocess.Popen(
            command, env=environment, preexec_fn=children.dies_with_parent(signal.SIGTERM)
        )
    except OSError as error:
        return _refused(command, error)
    deadline = None
    while (status := _wait(process)) is None:
        if deadline is None and parent_has_ended(parent):
            signals.heard = signal.SIGTERM
        if signals.heard is not None:
            _pass_on(process, signals.heard)
            signals.heard = None
            deadline = deadline or time.monotonic() + GRACE
        if deadline is not None and time.monotonic() > deadline:
            process.kill()
    return status if status >= 0 else 128 - status


def become(command: list[str]) -> int:
    """Turns this process into the command, for which nothing had to be started; 127 if it cannot be."""
    try:
        os.execvp(command[0], command)
    except OSError as error:
        return _refused(command, error)


def parent_has_ended(parent: int) -> bool:
    """Whether we were handed to another parent since we started; who had none from the start never loses
    it."""
    return parent != 1 and os.getppid() != parent


def _refused(command: list[str], error: OSError) -> int:
    print(f"{command[0]}: {error.strerror}", file=sys.stderr)
    return CANNOT_RUN


def _wait(process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(timeout=LOOK_EVERY)
    except subprocess.TimeoutExpired:
        return None


def _pass_on(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """A key pressed at our own terminal has reached the command already, and twice means something else to
    many."""
    if number == signal.SIGINT and _terminal_is_ours():
        return
    process.send_signal(number)


def _terminal_is_ours() -> bool:
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
