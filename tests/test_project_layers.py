"""Imports go downwards only, and each heavy dependency has one door, opened late."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("ingest", "index", "qa", "ui")

# What costs hundreds of milliseconds or pulls in a large tree: how many modules may import it.
DOORS = {
    "torch": 1,
    "sentence_transformers": 1,
    "chromadb": 1,
    "gradio": 1,
    "pdfplumber": 1,
    "pypdfium2": 2,  # the second witness, and the pictures of scanned pages
    "lxml": 2,  # web pages, and the XML inside Word files
    "docx": 1,
    "openpyxl": 1,
    "rapidocr": 1,
    "mcp": 1,
}


# Where the distribution is named otherwise than the module.
DISTRIBUTION = {
    "opencc": "opencc-python-reimplemented",
    "sentence_transformers": "sentence-transformers",
    "PIL": "pillow",
    "cv2": "opencv-python",
    "docx": "python-docx",
}
# Comes with another one declared: with pdfplumber, with rapidocr, with fastapi.
COMES_WITH = {"pillow", "opencv-python", "starlette", "pydantic"}
# Loaded by name: by rapidocr, by fastapi.
BACKENDS = {"onnxruntime", "python-multipart"}


def modules() -> list[Path]:
    return [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield (dotted name, whether it is imported as the module loads)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) not in late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) not in late


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_itself_and_the_rooms_below(path: Path) -> None:
    own = LAYERS.index(path.relative_to(ROOT).parts[0])
    above = {name for name, _ in imports(path) if name.split(".")[0] in LAYERS[own + 1 :]}
    assert not above


def test_each_heavy_dependency_is_imported_in_one_place_only() -> None:
    doors: dict[str, set[str]] = {name: set() for name in DOORS}
    for path in modules():
        for name, _ in imports(path):
            if name.split(".")[0] in doors:
                doors[name.split(".")[0]].add(str(path.relative_to(ROOT)))
    crowded = {name: found for name, found in doors.items() if len(found) > DOORS[name]}
    assert not crowded


def test_heavy_dependencies_are_never_imported_as_a_module_of_ours_loads() -> None:
    early = [
        (str(path.relative_to(ROOT)), name)
        for path in modules()
        for name, at_load in imports(path)
        if at_load
        and name.split(".")[0] in {"torch", "sentence_transformers", "chromadb", "gradio"}
    ]
    assert not early


def test_every_package_imported_is_declared_and_every_one_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        re.split(r"[<>=]", wanted)[0]
        for wanted in (
            *project["dependencies"],
            *project["optional-dependencies"]["ocr"],
            *project["optional-dependencies"]["mcp"],
        )
    }
    imported = {name.split(".")[0] for path in modules() for name, _ in imports(path)}
    foreign = imported - set(LAYERS) - set(sys.stdlib_module_names)
    assert {DISTRIBUTION.get(name, name) for name in foreign} - COMES_WITH == declared - BACKENDS


def test_asking_for_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from ui.cli import main; main(['--help']); "
        f"print(sorted(set(sys.modules) & {set(DOORS)!r}), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stderr.strip() == "[]"
