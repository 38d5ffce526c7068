"""Starting processes that do not outlive us, and recognising those that did."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def dies_with_parent(number: signal.Signals) -> Callable[[], None]:
    """For Popen's preexec_fn: Linux sends the child this signal when we end, even by SIGKILL; elsewhere
    nothing.

    It must be set after the change of account, which clears it; Popen calls preexec_fn after that change.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return ask


def command_line(pid: int) -> str:
    """The command line of a running process, or an empty text."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        if Path("/proc/self").exists():
            return ""
    shown = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return shown.stdout


def end(pid: int, words: str, number: signal.Signals) -> None:
    """Ends a left-over process and waits until it is gone, if its command line still holds `words`: a number
    may have
    been given to another program since."""
    if not words or words not in command_line(pid):
        return
    for attempt in (number, signal.SIGKILL):
        os.kill(pid, attempt)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if words not in command_line(pid):
                return
            time.sleep(0.05)


def stop(process: subprocess.Popen[bytes], *signals: signal.Signals) -> None:
    """Asks a child to end, each signal more urgent than the one before, then kills it."""
    for number in (*signals, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
