"""Where data may lie: long paths, private folders, root and ordinary users."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.embedded import places
from tests.config.embedded.conftest import Checkout, eventually

ORDINARY = 65534


def test_a_long_path_works(checkout: Checkout) -> None:
    long = checkout.folder / ("a-rather-long-name-for-a-folder/" * 8)
    long.parent.mkdir(parents=True)
    shutil.copytree(checkout.folder / "config", long / "config")
    checkout.folder = long
    run = checkout.start()
    assert len(str(long)) > 250
    assert run.serves()


def test_an_ordinary_user_starts_both_servers(checkout: Checkout) -> None:
    python, account = ordinary_python()
    checkout.python, checkout.account = python, account
    for path in [checkout.folder, *checkout.folder.rglob("*"), Path(checkout.environment["TMPDIR"])]:
        if account:
            os.chown(path, ORDINARY, ORDINARY)
    run = checkout.start()
    assert run.serves()
    run.process.kill()
    assert eventually(run.is_gone)


def test_a_private_parent_keeps_its_permissions_and_the_servers_start_all_the_same(
    make_checkout: Callable[[str], Checkout],
) -> None:
    checkout = make_checkout("private/checkout")
    private = checkout.folder.parent
    private.chmod(0o700)
    before = modes(checkout.folder)
    assert checkout.start().serves()
    assert modes(checkout.folder) == before


def test_the_data_of_another_user_is_left_alone(open_folder: Path) -> None:
    account = places.account_for(open_folder)
    (open_folder / "var" / "embedded").mkdir(parents=True)
    (open_folder / "var" / "embedded" / "dev").symlink_to(open_folder)
    home = places.choose_home("dev", account, open_folder)
    assert home.parent.name.startswith(f"structured-hiring-{os.geteuid()}-")
    home.rmdir()
    home.parent.rmdir()


def test_a_program_in_a_private_folder_is_copied_for_the_account_alone(open_folder: Path) -> None:
    private, home = open_folder / "private", open_folder / "home"
    home.mkdir(mode=0o711)
    (private / "bin").mkdir(parents=True)
    program = private / "bin" / "program"
    program.write_text("#!/bin/sh\necho works\n")
    program.chmod(0o700)
    private.chmod(0o700)
    account = places.account_for(open_folder)
    found = places.runnable(private, [private / "bin"], program, home, account)
    assert subprocess.run([found], capture_output=True, cwd="/", **account.popen()).stdout == b"works\n"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert stat.S_IMODE(found.stat().st_mode) == 0o700


def modes(folder: Path) -> dict[Path, int]:
    """The permissions of the folders above."""
    return {path: stat.S_IMODE(path.stat().st_mode) for path in folder.parents}


def ordinary_python() -> tuple[str, dict[str, object]]:
    """A Python that an ordinary user may run, and how to become that user; ourselves where root is not us."""
    if os.geteuid() != 0:
        return sys.executable, {}
    account = places.Account(ORDINARY, ORDINARY)
    for python in (sys.executable, "/usr/local/bin/python3", "/usr/bin/python3"):
        if account.reaches(Path(python)) and account.reaches(Path(python).resolve()):
            return python, account.popen()
    pytest.fail(
        "No Python on this machine can be run by an ordinary user, for it lies in a folder private to root."
    )
