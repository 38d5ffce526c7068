"""`python -m config.embedded.together -- COMMAND -- COMMAND`: several commands at once, which end
together."""

import os
import signal
import subprocess
import sys
import time

from config.embedded import children
from config.embedded.command import Signals

LOOK_EVERY = 0.2


def split(words: list[str]) -> list[list[str]]:
    """The commands between the `--`."""
    commands: list[list[str]] = []
    for word in words:
        if word == "--":
            commands.append([])
        elif commands:
            commands[-1].append(word)
    return [command for command in commands if command]


def run(commands: list[list[str]], signals: Signals) -> int:
    """Runs the commands until the first one ends or we are asked to end; returns the status of the first
    that ended.

    128 + N stands for an end by signal N, be it the command's or ours.
    """
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            processes.append(_start(command))  # noqa: PERF401 - what was started is ended if the next one fails
        while signals.heard is None:
            for process in processes:
                if (status := process.poll()) is not None:
                    return status if status >= 0 else 128 - status
            time.sleep(LOOK_EVERY)
        return 128 + signals.heard
    finally:
        for process in processes:
            children.stop(process, signal.SIGTERM)
            _end_session(process.pid)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A session of its own each: a key at the terminal reaches us alone, and we end each of them once.
    return subprocess.Popen(
        command, start_new_session=True, preexec_fn=children.dies_with_parent(signal.SIGTERM)
    )


def _end_session(leader: int) -> None:
    """Ends what the command started and left behind."""
    try:
        os.killpg(leader, signal.SIGTERM)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    sys.exit(run(split(sys.argv[1:]), Signals()))
