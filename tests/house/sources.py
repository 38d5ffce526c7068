"""The files of the project, for the tests that read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
APPS = ("config", "hiring", "rubrics")
NOT_OURS = {"__pycache__", "node_modules", "vendor"}


@cache
def files(*tops: str, suffix: str = "") -> tuple[Path, ...]:
    """Files below the given top-level folders, by suffix, in alphabetical order."""
    found = (path for top in tops for path in (CHECKOUT / top).rglob(f"*{suffix}"))
    return tuple(sorted(path for path in found if path.is_file() and not NOT_OURS & set(path.parts)))


def modules(*tops: str) -> Iterator[tuple[str, ast.Module]]:
    """Python modules by their path in the checkout, parsed."""
    for path in files(*(tops or (*APPS, "tests")), suffix=".py"):
        yield name(path), ast.parse(path.read_text())


def name(path: Path) -> str:
    """The path as seen from the checkout's root."""
    return path.relative_to(CHECKOUT).as_posix()


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, methods and inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The number of lines of a function, without its decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
