"""What both READMEs show is what the program does: their commands are run and compared."""

from __future__ import annotations

import re
import shlex
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


@pytest.fixture(scope="module")
def corpus_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("readme") / "library"
    assert main(["ingest", str(ROOT / "corpus"), "--library", str(library)]) == 0
    return library


@pytest.mark.parametrize(
    ("readme", "command", "output"), [(name, *pair) for name in READMES for pair in shown(name)]
)
def test_a_command_prints_what_the_readme_shows(
    readme: str,
    command: str,
    output: str,
    corpus_library: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    capsys.readouterr()
    arguments = shlex.split(command)[1:]
    assert main([*arguments, "--library", str(corpus_library)]) == 0
    printed = capsys.readouterr().out
    assert [line.rstrip() for line in printed.strip().splitlines()] == output.strip().splitlines()


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
