"""Reads the small part of YAML in which the published facts are written: indented names, lists and mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator

Facts = dict[str, "Facts"] | list["Facts"] | str
_TOKEN = re.compile(r'"([^"]*)"|([{}\[\],]|:(?=\s|$))|((?:[^{}\[\],:"]|:(?!\s))+)')


def read_facts(text: str) -> Facts:
    """The facts as mappings, lists and texts."""
    return _block(list(_lines(text)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Indentation and content of each line; a flow that goes over several lines is one."""
    waiting = ""
    for line in text.splitlines():
        content = line.split("#")[0].rstrip()
        if not content:
            continue
        waiting = f"{waiting} {content.strip()}" if waiting else content
        if sum(map(waiting.count, "{[")) == sum(map(waiting.count, "}]")):
            yield len(waiting) - len(waiting.lstrip()), waiting.strip()
            waiting = ""


def _block(lines: list[tuple[int, str]]) -> Facts:
    if lines[0][1].startswith("- "):
        return [_flow(content.removeprefix("- ")) for _, content in lines]
    found: dict[str, Facts] = {}
    depth = lines[0][0]
    heads = [at for at, (indent, _) in enumerate(lines) if indent == depth]
    for at, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        name, _, rest = lines[at][1].partition(":")
        below = lines[at + 1 : after]
        found[name] = _flow(rest.strip()) if rest.strip() else _block(below)
    return found


def _flow(text: str) -> Facts:
    tokens = [quoted or mark or word.strip() for quoted, mark, word in _TOKEN.findall(text)]
    return _value([token for token in tokens if token])


def _value(tokens: list[str]) -> Facts:
    """The value at the beginning of the tokens, which are used up."""
    first = tokens.pop(0)
    if first == "[":
        items: list[Facts] = []
        while tokens[0] != "]":
            items.append(_value(tokens))
            _skip(tokens, ",")
        tokens.pop(0)
        return items
    if first != "{":
        return first
    found: dict[str, Facts] = {}
    while tokens[0] != "}":
        name = tokens.pop(0)
        _skip(tokens, ":")
        found[name] = _value(tokens)
        _skip(tokens, ",")
    tokens.pop(0)
    return found


def _skip(tokens: list[str], mark: str) -> None:
    if tokens[0] == mark:
        tokens.pop(0)
