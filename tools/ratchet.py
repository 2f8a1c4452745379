"""Measures the size of functions and files; the limits of tools/ratchet.json only go down.

python tools/ratchet.py            fails when a limit is passed, and names what passes it
python tools/ratchet.py --lower    writes today's sizes where they are below the limits
"""

from __future__ import annotations

import argparse
import ast
import json
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMITS = Path(__file__).with_suffix(".json")
MEASURED = (
    "src/cotmoc/**/*.py",
    "tests/**/*.py",
    "tools/*.py",
    "benchmarks/**/*.py",
    "frontend/src/**/*.ts",
)


@dataclass(frozen=True)
class Function:
    """One function: where it is, how many lines from `def` to its end, how many parameters."""

    place: str
    lines: int
    parameters: int


def main() -> int:
    """Compare the sizes with the limits; 1 when one is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--lower", action="store_true", help="lower the limits to today's sizes")
    lower = parser.parse_args().lower
    limits: dict[str, int] = json.loads(LIMITS.read_text(encoding="utf-8"))
    files = measured_files()
    functions = [function for path in files for function in functions_of(path)]
    sizes = sizes_of(files, functions)
    print(", ".join(f"{name} {size} (limit {limits[name]})" for name, size in sizes.items()))
    for line in offenders(files, functions, limits):
        print(line)
    if lower:
        lowered = {name: min(limits[name], size) for name, size in sizes.items()}
        LIMITS.write_text(json.dumps(lowered, indent=2) + "\n", encoding="utf-8")
    return int(any(size > limits[name] for name, size in sizes.items()))


def measured_files() -> list[Path]:
    """The files whose size counts: the project's own, without generated migrations."""
    found = (path for pattern in MEASURED for path in ROOT.glob(pattern))
    return sorted(path for path in found if "migrations" not in path.parts)


def functions_of(path: Path) -> Iterator[Function]:
    """Every function and method of a Python file, inner ones too."""
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield Function(place, lines, _parameters(node.args))


def sizes_of(files: list[Path], functions: list[Function]) -> dict[str, int]:
    """Today's value of each limit."""
    lengths = sorted(function.lines for function in functions)
    return {
        "function_lines_median": round(statistics.median(lengths)),
        "function_lines_p95": lengths[int(0.95 * (len(lengths) - 1))],
        "function_lines": lengths[-1],
        "parameters": max(function.parameters for function in functions),
        "file_lines": max(_length(path) for path in files),
    }


def offenders(
    files: list[Path], functions: list[Function], limits: dict[str, int]
) -> Iterator[str]:
    """One line for each function or file that passes a limit of its own."""
    for function in functions:
        if function.lines > limits["function_lines"]:
            yield f"{function.place}: {function.lines} lines"
        if function.parameters > limits["parameters"]:
            yield f"{function.place}: {function.parameters} parameters"
    for path in files:
        if _length(path) > limits["file_lines"]:
            yield f"{path.relative_to(ROOT)}: {_length(path)} lines"


def _parameters(arguments: ast.arguments) -> int:
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in ("self", "cls") for argument in named)


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    sys.exit(main())
