"""A long file is a missing noun; a long function is a missing verb."""

import ast

from tests.house import sources

MODULE, FUNCTION, TASK = 400, 50, 15


def test_no_module_is_longer_than_it_may_be() -> None:
    longer = [
        (sources.name(path), count)
        for path in sources.files(*sources.APPS, "tests", suffix=".py")
        # A migration that makes an app's tables is as long as the tables are many; Django wrote it.
        if path.parent.name != "migrations" and (count := len(path.read_text().splitlines())) > MODULE
    ]
    assert longer == []


def test_no_function_is_longer_than_it_may_be() -> None:
    longer = [
        (path, function.name, sources.lines(function))
        for path, tree in sources.modules()
        for function in sources.functions(tree)
        if sources.lines(function) > FUNCTION
    ]
    assert longer == []


def test_a_celery_task_is_a_door() -> None:
    longer = [
        (path, function.name, sources.lines(function))
        for path, tree in sources.modules(*sources.APPS)
        for function in sources.functions(tree)
        if is_task(function) and sources.lines(function) > TASK
    ]
    assert longer == []


def test_celery_tasks_have_a_name_that_survives_moving_them() -> None:
    nameless = [
        (path, function.name)
        for path, tree in sources.modules(*sources.APPS)
        for function in sources.functions(tree)
        if is_task(function) and not any(names_itself(decorator) for decorator in function.decorator_list)
    ]
    assert nameless == []


def is_task(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator makes the function a Celery task."""
    return any(
        "shared_task" in ast.unparse(one) or ".task" in ast.unparse(one) for one in function.decorator_list
    )


def names_itself(decorator: ast.expr) -> bool:
    """Whether the decorator gives an explicit name."""
    return isinstance(decorator, ast.Call) and any(keyword.arg == "name" for keyword in decorator.keywords)
