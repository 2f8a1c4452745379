"""Finds database writes in Python source: what the object-relational layer and SQL give away."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

# No other kind of object in the product has methods of these names.
ALWAYS = frozenset(
    {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "asave", "acreate"}
)
# These are also methods of dictionaries, sets and others: they count on a query set only.
ON_QUERY_SETS = frozenset({"create", "update", "delete", "add", "set", "remove", "clear"})
QUERY_SET_MARKS = frozenset({"objects", "select_for_update", "select_related", "prefetch_related"})
SQL_METHODS = frozenset({"execute", "executemany", "copy", "copy_expert"})
SQL_WRITE = re.compile(
    r"^\s*(insert|update|delete|truncate|merge|alter|drop"
    r"|create\b(?!\s+(or\s+replace\s+)?temp)"  # a temporary table is the reader's own
    r"|copy\b(?!.*\bto\b)"
    r"|with\b.*\b(insert|update|delete)\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Write:
    """One call that writes: its line, the method or SQL word that does it, and whether it is SQL."""

    line: int
    what: str
    sql: bool = False


def writes_in(source: str) -> list[Write]:
    """The database writes of one module, in the order of their lines."""
    tree = ast.parse(source)
    query_sets = _names_of_query_sets(tree)
    found = (
        write
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        for write in _writes_of_call(node, node.func, query_sets)
    )
    return sorted(found, key=lambda write: write.line)


def _writes_of_call(
    call: ast.Call, method: ast.Attribute, query_sets: frozenset[str]
) -> Iterator[Write]:
    on_query_set = method.attr in ON_QUERY_SETS and _is_query_set(method.value, query_sets)
    deletes_row = method.attr == "delete" and not call.args and not call.keywords
    if method.attr in ALWAYS or on_query_set or deletes_row:
        yield Write(call.lineno, method.attr)
    elif method.attr in SQL_METHODS and call.args:
        for text in _literals(call.args[0]):
            if match := SQL_WRITE.match(text):
                yield Write(call.lineno, match[1].lower(), sql=True)


def _names_of_query_sets(tree: ast.Module) -> frozenset[str]:
    """Names that are given a query set somewhere in the module."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_query_set(node.value, frozenset(found)):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(found)


def _is_query_set(node: ast.expr, query_sets: frozenset[str]) -> bool:
    """Whether an expression is a chain that begins at a manager, or at a query set's name."""
    while True:
        match node:
            case ast.Attribute(attr=name) if name in QUERY_SET_MARKS:
                return True
            case ast.Attribute(value=inner) | ast.Subscript(value=inner):
                node = inner
            case ast.Call(func=ast.Name(id=name)):
                return name.endswith("visible_to")
            case ast.Call(func=inner):
                node = inner
            case ast.Name(id=name):
                return name in query_sets
            case _:
                return False


def _literals(node: ast.expr) -> Iterator[str]:
    """The text of each literal in an SQL argument; of f-strings with a word for every gap."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "gap" for part in parts
            )
        case ast.BinOp(left=left):
            yield from _literals(left)
        case ast.Call(func=ast.Attribute(value=inner, attr="format")):
            yield from _literals(inner)
        case ast.Call(args=[first, *_]):
            yield from _literals(first)
