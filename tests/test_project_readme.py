"""What both READMEs show is what the program does: their commands are run and compared.

`python tests/test_project_readme.py` writes the present output into both.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tempfile
from pathlib import Path

import pytest

from ui.cli import build_parser, main

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^\$ (nianbao .*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
LISTED = re.compile(r"^nianbao (\w+)", re.MULTILINE)


def shown(readme: str) -> list[tuple[str, str]]:
    """Every command of the console blocks with the output printed under it."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [pair for block in CONSOLE.findall(text) for pair in SHOWN.findall(block)]


def printed(command: str, library: Path) -> str:
    """What the command prints over the library, without spaces at line ends."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main([*shlex.split(command)[1:], "--library", str(library)]) == 0
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines()) + "\n"


def make_library(folder: Path) -> Path:
    printed(f"nianbao ingest {shlex.quote(str(ROOT / 'corpus'))}", folder)
    return folder


@pytest.fixture(scope="module")
def corpus_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("readme") / "library")


@pytest.mark.parametrize(
    ("readme", "command", "output"), [(name, *pair) for name in READMES for pair in shown(name)]
)
def test_a_command_prints_what_the_readme_shows(
    readme: str, command: str, output: str, corpus_library: Path
) -> None:
    assert output == printed(command, corpus_library)


def test_both_readmes_show_the_same_commands() -> None:
    assert [command for command, _ in shown("README.md")] == [
        command for command, _ in shown("README.zh-CN.md")
    ]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_the_readme_lists_exists(readme: str) -> None:
    listed = set(LISTED.findall((ROOT / readme).read_text(encoding="utf-8")))
    known = build_parser().format_help()
    assert listed
    assert all(re.search(rf"\b{command}\b", known) for command in listed)


@pytest.mark.parametrize("readme", READMES)
def test_every_file_the_readme_links_to_is_there(readme: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / readme).read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_the_number_of_sample_reports_is_true() -> None:
    reports = len(list((ROOT / "corpus").iterdir()))
    for readme in READMES:
        assert f" {reports} " in (ROOT / readme).read_text(encoding="utf-8")


def test_make_targets_named_in_the_docs_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in (*READMES, "CONTRIBUTING.md", "ARCHITECTURE.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (name, target)


def write_examples() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = make_library(Path(folder) / "library")
        for readme in READMES:
            text = (ROOT / readme).read_text(encoding="utf-8")
            for command, output in shown(readme):
                now = f"$ {command}\n{printed(command, library)}"
                text = text.replace(f"$ {command}\n{output}", now)
            (ROOT / readme).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_examples()
