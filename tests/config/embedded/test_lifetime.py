"""Servers live exactly as long as somebody uses them, however their users end."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.embedded.conftest import Checkout, eventually, exists


def test_both_servers_are_gone_when_the_command_has_ended(checkout: Checkout) -> None:
    assert checkout.run("--", "true").returncode == 0
    assert checkout.processes() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_starter_ends_the_command_and_both_servers(
    checkout: Checkout, number: signal.Signals
) -> None:
    run = checkout.start()
    run.process.send_signal(number)
    # Python turns the interrupt into an exception and ends by the signal itself, as sh and others do.
    assert run.process.wait(timeout=60) == 128 + number
    assert run.is_gone()
    assert checkout.processes() == []


def test_killing_the_starter_ends_the_command_and_both_servers(checkout: Checkout) -> None:
    run = checkout.start()
    run.process.kill()
    assert eventually(run.is_gone)
    assert eventually(lambda: checkout.processes() == [])


def test_killing_the_parent_of_the_starter_ends_the_command_and_both_servers(checkout: Checkout) -> None:
    run = checkout.start(before=("sh", "-c", '"$@"; true', "sh"))
    run.process.kill()
    assert eventually(run.is_gone)
    assert eventually(lambda: checkout.processes() == [])


def test_two_at_once_share_the_servers_and_the_first_to_end_leaves_them_to_the_other(
    checkout: Checkout,
) -> None:
    first, second = checkout.start(), checkout.start()
    assert first.ports() == second.ports()
    first.process.terminate()
    first.process.wait(timeout=60)
    assert second.serves()
    second.process.kill()
    assert eventually(second.is_gone)


def test_two_that_start_in_the_same_instant_both_work(checkout: Checkout) -> None:
    words = checkout.command("--", "true")
    both = [subprocess.Popen(words, cwd=checkout.folder, env=checkout.surroundings()) for _ in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert eventually(lambda: checkout.processes() == [])


def test_two_checkouts_side_by_side_do_not_meet(make_checkout: Callable[[str], Checkout]) -> None:
    one, other = make_checkout("one").start(), make_checkout("other").start()
    assert set(one.ports()).isdisjoint(other.ports())
    one.process.terminate()
    one.process.wait(timeout=60)
    assert (one.is_gone(), other.serves()) == (True, True)


def test_a_killed_keeper_takes_its_server_along_and_the_next_start_works(checkout: Checkout) -> None:
    run = checkout.start()
    for service in ("postgres", "valkey"):
        os.kill(keeper_of(checkout, service), signal.SIGKILL)
    assert eventually(lambda: not run.serves())
    assert checkout.start().serves()


def test_a_lock_file_that_names_a_stranger_is_healed_and_the_stranger_lives(checkout: Checkout) -> None:
    checkout.run("--", "true")
    stranger = subprocess.Popen(["sleep", "600"])
    cluster = checkout.folder / "var" / "embedded" / "dev" / "postgres" / "cluster" / "data"
    (cluster / "postmaster.pid").write_text(f"{stranger.pid}\n{cluster}\n")
    (checkout.folder / "var" / "embedded" / "dev" / "valkey" / "pid").write_text(f"{stranger.pid} 1")
    (checkout.folder / "var" / "embedded" / "dev" / "postgres" / "keeper").write_text(str(stranger.pid))
    assert checkout.run("--", "true").returncode == 0
    assert exists(stranger.pid)
    stranger.kill()
    stranger.wait()


def test_what_a_killed_fresh_run_left_is_removed_by_a_later_one(checkout: Checkout) -> None:
    run = checkout.start("--fresh")
    (home,) = (checkout.folder / "var" / "embedded").iterdir()
    run.process.kill()
    for service in ("postgres", "valkey"):
        os.kill(keeper_of(checkout, f"{home.name}/{service}"), signal.SIGKILL)
    assert home.exists()
    os.utime(home, (0, 0))
    assert checkout.run("--fresh", "--", "true").returncode == 0
    assert not home.exists()


def keeper_of(checkout: Checkout, service: str) -> int:
    """The process that keeps the server."""
    name = service if "/" in service else f"dev/{service}"
    return int(Path(checkout.folder / "var" / "embedded" / name / "keeper").read_text())
