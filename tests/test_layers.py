"""The house: imports point down, and modules of one row never import each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "recoupe"

# From the ground up; a module may import rows below its own, and its own package's inside.
ROWS = [
    {"model"},
    {"errors"},
    {"text"},
    {"languages", "encoders"},
    {"parse", "clean"},
    {"annotate", "link", "judge"},
    {"readers", "store", "engines", "exporters", "assist"},
    {"pipeline"},
    {"cli", "web"},
]
HEIGHT = {name: height for height, row in enumerate(ROWS) for name in row}
# Packages whose modules are strangers to each other: one idea a file, found by its name. A module may
# be split into a package of its own name, or share private helpers that start with an underscore.
STRANGERS = {"annotate", "link", "judge", "engines", "exporters", "readers"}


def _imports(file: Path) -> set[tuple[str, ...]]:
    out: set[tuple[str, ...]] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "recoupe":
            base = tuple(node.module.split(".")[1:])
            out |= {(*base, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            out |= {tuple(a.name.split(".")[1:]) for a in node.names if a.name.split(".")[0] == "recoupe"}
    return {i for i in out if i}


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda f: str(f.relative_to(SOURCE)))
def test_imports_point_down(file: Path) -> None:
    here = file.relative_to(SOURCE).with_suffix("").parts
    if here[0] not in HEIGHT:
        assert here[0] in {"__init__", "__main__"}
        return
    for there in _imports(file):
        if there[0] not in HEIGHT:
            continue
        if there[0] != here[0]:
            assert HEIGHT[there[0]] < HEIGHT[here[0]], f"{here} imports {there}, which is not below it"
        elif here[0] in STRANGERS and len(here) > 1 and len(there) > 1 and here[1] != "__init__":
            module = SOURCE / here[0] / f"{there[1]}.py"
            package = SOURCE / here[0] / there[1]
            if module.exists() or package.is_dir():
                assert there[1] == here[1] or there[1].startswith("_"), f"{here} imports its neighbour {there}"
