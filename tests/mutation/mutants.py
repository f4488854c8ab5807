"""The faults: one operator, constant or condition of a module changed at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import CodeType

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault in one function. `name` stays the same when lines move: function, change, which of its kind."""

    module: str
    function: str
    name: str
    line: int
    path: Path
    place: int
    """Which node of the module's syntax tree, as `ast.walk` meets them."""
    number: int
    """Which of the changes that the node allows."""

    def code(self) -> CodeType:
        """The module's code with the fault in it."""
        tree = ast.parse(self.path.read_text("utf-8"), str(self.path))
        old = next(node for at, node in enumerate(ast.walk(tree)) if at == self.place)
        _, new = _changes(old)[self.number]
        tree = _Exchange(old, ast.copy_location(new, old)).visit(tree)
        return compile(ast.fix_missing_locations(tree), str(self.path), "exec", dont_inherit=True)


def mutants(module: str, path: Path) -> Iterator[Mutant]:
    """Every fault in the functions of the module at `path`."""
    whole = ast.parse(path.read_text("utf-8"), str(path))
    places = [(place, node) for place, node in enumerate(ast.walk(whole)) if _mutable(node)]
    inside = dict(_owners(whole))
    told = _never_mutated(whole)
    for place, node in places:
        owner = inside.get(id(node))
        if owner is None or id(node) in told:
            continue
        for number, (name, _) in enumerate(_changes(node)):
            yield Mutant(module, owner, name, getattr(node, "lineno", 0), path, place, number)


def numbered(found: Iterator[Mutant]) -> list[Mutant]:
    """The mutants, those of one name in one function counted: `… #2`."""
    seen: dict[tuple[str, str], int] = {}
    out: list[Mutant] = []
    for one in found:
        key = (one.function, one.name)
        seen[key] = seen.get(key, 0) + 1
        out.append(one if seen[key] == 1 else replace(one, name=f"{one.name} #{seen[key]}"))
    return out


@cache
def marked(path: str, note: str) -> CodeType:
    """The module's code, each function calling `note` with the outermost function's name when it runs."""
    tree = ast.parse(Path(path).read_text("utf-8"), path)
    for node, name in _functions(tree):
        node.body.insert(0, ast.parse(f"{note}({name!r})").body[0])
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


def _functions(
    tree: ast.AST, path: tuple[str, ...] = (), inside: str = ""
) -> Iterator[tuple[ast.FunctionDef, str]]:
    """The functions, each with the qualified name of the outermost one around it."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef):
            name = inside or ".".join((*path, child.name))
            yield child, name
            yield from _functions(child, (), name)
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, (*path, child.name), inside)
        else:
            yield from _functions(child, path, inside)


def _mutable(node: ast.AST) -> bool:
    return isinstance(
        node,
        ast.Compare | ast.BinOp | ast.BoolOp | ast.UnaryOp | ast.Constant | ast.IfExp | ast.If | ast.Return,
    )


def _owners(tree: ast.AST, path: tuple[str, ...] = (), inside: str = "") -> Iterator[tuple[int, str]]:
    """The qualified name of the outermost function around each node of a body."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef) and not inside:
            name = ".".join((*path, child.name))
            for statement in child.body:
                yield id(statement), name
                yield from _owners(statement, (), name)
        elif isinstance(child, ast.ClassDef) and not inside:
            yield from _owners(child, (*path, child.name))
        else:
            if inside:
                yield id(child), inside
            yield from _owners(child, path, inside)


def _never_mutated(tree: ast.AST) -> set[int]:
    """Docstrings, annotations, and the names of a message's places, which the catalogue's check holds."""
    told: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            told.add(id(node.value))
        if isinstance(node, ast.AnnAssign):
            told.update(id(one) for one in ast.walk(node.annotation))
        if isinstance(node, ast.FunctionDef):
            hints = [arg.annotation for arg in (*node.args.args, *node.args.kwonlyargs)] + [node.returns]
            told.update(id(one) for hint in hints if hint is not None for one in ast.walk(hint))
    return told


def _changes(node: ast.AST) -> list[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            other = _COMPARED[type(op)]
            return [(f"{_sign(op)} → {other.__name__}", _with(node, ops=[other()]))]
        case ast.Compare(ops=ops):
            return [
                (
                    f"{_sign(op)} → {_COMPARED[type(op)].__name__}",
                    _with(node, ops=[*ops[:at], _COMPARED[type(op)](), *ops[at + 1 :]]),
                )
                for at, op in enumerate(ops)
                if type(op) in _COMPARED
            ]
        case ast.BinOp(op=op) if type(op) in _RECKONED:
            other = _RECKONED[type(op)]
            return [(f"{_sign(op)} → {other.__name__}", _with(node, op=other()))]
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [(f"{_sign(op)} → {_sign(other)}", _with(node, op=other))]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [("not removed", operand)]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [("minus removed", operand)]
        case ast.IfExp(body=body, orelse=orelse):
            return [("always", body), ("never", orelse)]
        case ast.If():
            return [
                ("if True", _with(node, test=ast.Constant(True))),
                ("if False", _with(node, test=ast.Constant(False))),
            ]
        case ast.Return(value=value) if value is not None and not _is_none(value):
            return [("return None", _with(node, value=ast.Constant(None)))]
        case ast.Constant(value=value):
            return [(f"{value!r} changed", ast.Constant(other)) for other in _otherwise(value)]
    return []


def _otherwise(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, str):
        return [f"X{value}"] if value else ["X"]
    return []


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _sign(op: ast.AST) -> str:
    return type(op).__name__


def _with(node: ast.AST, **changed: object) -> ast.AST:
    fields = {name: getattr(node, name) for name in node._fields}
    return ast.copy_location(type(node)(**{**fields, **changed}), node)


class _Exchange(ast.NodeTransformer):
    """Puts one node in the place of another, met as the `place`-th by `ast.walk`."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)
