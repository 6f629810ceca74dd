"""What is in the repository can be cloned, installed and read anywhere."""

from __future__ import annotations

import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MACHINE_PATH = re.compile(r"(?<![\w.~/])/(?:home|root|Users|work|opt|mnt)/[\w.-]")
HOST = re.compile(r"\b(?:https?|file)://(?!127\.0\.0\.1|localhost)([\w.-]+)")
# Hosts that may be named: standards and licences, and placeholders that lead nowhere.
KNOWN_HOSTS = {
    "www.apache.org",
    "www.w3.org",
    "keepachangelog.com",
    "semver.org",
    "www.gov.cn",
    "example.com",
    "example.org",
    "schemas.openxmlformats.org",
    "openoffice.org",  # a namespace
    "purl.oclc.org",  # a namespace
    "169.254.169.254",  # an address that a hostile file names, never asked
}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        if not path.is_file():
            continue
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_no_tracked_file_names_a_path_of_somebodys_machine() -> None:
    named = {
        name: match.group()
        for name, text in texts()
        if name != "tests/test_project_files.py"
        for match in [MACHINE_PATH.search(text)]
        if match
    }
    assert not named


def test_no_tracked_file_of_ours_names_an_unknown_host() -> None:
    named = {
        (name, host)
        for name, text in texts()
        if not name.startswith(("tests/data/", "tests/world/", "tests/generate/", "index/model/"))
        for host in HOST.findall(text)
        if host not in KNOWN_HOSTS and not host.endswith((".example", ".test"))
    }
    assert not named


def test_every_tracked_file_is_small_enough_to_clone_quickly() -> None:
    heavy = {
        str(path.relative_to(ROOT)): path.stat().st_size
        for path in tracked()
        if path.is_file() and path.stat().st_size > 7_000_000
    }
    assert not heavy


def test_the_wheel_holds_the_data_that_the_code_reads(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    built = next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path))))
    names = set(zipfile.ZipFile(built).namelist())
    data = {
        str(path.relative_to(ROOT))
        for room in ("ingest", "index", "qa", "ui")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert data <= names
    assert "ingest/forms/2021.toml" in names
    assert any(name.startswith("qa/phrases/") for name in names)
    assert any(name.startswith("index/model/") for name in names)


def test_every_dependency_is_pinned_to_the_version_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {name(line) for line in lines if "==" in line}
    assert {name(line) for line in wanted} <= pinned
    assert all("+" not in line for line in lines if "==" in line)


def name(requirement: str) -> str:
    """The distribution's name, as names are compared: `PyYAML>=6` is `pyyaml`."""
    return re.split(r"[\s<>=!~\[;]", requirement)[0].lower().replace("_", "-")


def test_the_data_files_of_the_forms_and_phrases_are_valid_toml() -> None:
    for room in ("ingest", "qa"):
        for path in (ROOT / room).rglob("*.toml"):
            tomllib.loads(path.read_text(encoding="utf-8"))
