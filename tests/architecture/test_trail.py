"""Every step of the workflow leaves a line in the audit trail: what writes to a repository also appends to it."""

import ast
from functools import cache

from tests.architecture.reading import ROOT, sources, tree

WORKFLOW = "interview.workflow"
WRITES = {"add", "update", "remove", "save", "put", "set_probe", "add_own_probe", "set_variant", "set_seconds"}
NO_LINE = {
    f"{WORKFLOW}.conduct.save": "autosave: every revision says who, when and what by itself",
    f"{WORKFLOW}.conduct.go_to": "where somebody is in the guide, as autosave keeps it too",
    f"{WORKFLOW}.decide.take_snapshot": "a part of `decide`, which leaves the line",
}


@cache
def workflow() -> dict[str, ast.FunctionDef]:
    """Every function of the workflow by its dotted name."""
    return {
        f"{module}.{node.name}": node
        for module, body in modules().items()
        for node in body.body
        if isinstance(node, ast.FunctionDef)
    }


@cache
def modules() -> dict[str, ast.Module]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): tree(path)
        for path in sources("interview/workflow")
    }


@cache
def names(module: str) -> dict[str, str]:
    """What the names in a module stand for, as far as the workflow goes."""
    found = {name.rpartition(".")[2]: name for name in workflow() if name.rpartition(".")[0] == module}
    for node in modules()[module].body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(WORKFLOW):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def repository_call(call: ast.Call) -> tuple[str, str] | None:
    """`uow.<repository>.<method>(…)` as a pair."""
    method = call.func
    if isinstance(method, ast.Attribute) and isinstance(method.value, ast.Attribute):
        owner = method.value.value
        if isinstance(owner, ast.Name) and owner.id in {"uow", "work"}:
            return method.value.attr, method.attr
    return None


def called(call: ast.Call, module: str) -> str | None:
    """The dotted name of a function of the workflow that is called by its name, or by its module and name."""
    known, target = names(module), call.func
    if isinstance(target, ast.Name):
        return known.get(target.id)
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in known:
        return f"{known[target.value.id]}.{target.attr}"
    return None


def does(function: str, seen: frozenset[str] = frozenset()) -> set[tuple[str, str]]:
    """Every call to a repository that this function makes, by itself or through others."""
    if function in seen or function not in workflow():
        return set()
    found: set[tuple[str, str]] = set()
    for node in ast.walk(workflow()[function]):
        if isinstance(node, ast.Call):
            pair, other = repository_call(node), called(node, function.rpartition(".")[0])
            found |= ({pair} if pair else set()) | (does(other, seen | {function}) if other else set())
    return found


def test_every_step_that_writes_leaves_a_line_in_the_trail() -> None:
    public = [name for name in workflow() if not name.rpartition(".")[2].startswith("_")]
    writing = {name for name in public if any(method in WRITES for _, method in does(name))}
    silent = {name for name in writing if ("audit", "append") not in does(name)}
    assert len(writing) > 20
    assert silent == set(NO_LINE)
