"""The demo's help is read on a machine that has no servers yet."""

import os
import subprocess
import sys

import pytest

from tests.house.sources import CHECKOUT


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_help_needs_no_server(asked: str) -> None:
    bare = {key: value for key, value in os.environ.items() if not key.endswith("_URL")}

    run = subprocess.run(
        [sys.executable, "manage.py", "demo", asked],
        cwd=CHECKOUT, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (run.returncode, run.stdout.startswith("usage: manage.py demo")) == (0, True)
