"""Faces show and ask: what they change, they change through one operation."""

import ast

from tests.house.sources import modules

FACES = ("admin", "api", "forms", "management", "templatetags", "views")
WRITES = {"bulk_create", "bulk_update", "create", "delete", "get_or_create", "save", "update_or_create"}


def test_no_face_writes_a_model_by_itself() -> None:
    writing = [
        (path, node.lineno, ast.unparse(node.func))
        for path, tree in faces(*FACES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and writes(node)
    ]
    assert writing == []


def test_pages_are_functions() -> None:
    classes = [
        (path, node.name)
        for path, tree in faces("views")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("View" in ast.unparse(base) for base in node.bases)
    ]
    assert classes == []


def test_every_page_is_typed() -> None:
    untyped = [
        (path, node.name)
        for path, tree in faces("views")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.returns is None
    ]
    assert untyped == []


def faces(*rooms: str) -> list[tuple[str, ast.Module]]:
    """Modules of these rooms in both apps."""
    return [
        (path, tree)
        for path, tree in modules("hiring", "rubrics")
        if path.split("/")[1].split(".")[0] in rooms
    ]


def writes(call: ast.Call) -> bool:
    """Whether the call writes rows; `update` of a queryset does, `update` of a dictionary does not."""
    if not isinstance(call.func, ast.Attribute):
        return False
    through_queryset = any(word in ast.unparse(call.func) for word in (".objects", ".filter(", ".exclude("))
    return call.func.attr in WRITES or (call.func.attr == "update" and through_queryset)
