"""Checking a pack without a library: nothing in it is believed that can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ui.citation import citations_of
from ui.pack.checking import (
    Pack,
    computed_faults,
    figures_faults,
    lost_originals,
    quotes_faults,
    reports_faults,
    unfounded_words,
)
from ui.pack.layout import (
    ANSWER,
    FORMAT,
    MANIFEST,
    MARKDOWN,
    PAGE,
    SPANS,
    Manifest,
    PackBroken,
    Spans,
    sha256,
    unzip_members,
)
from ui.pack.rendering import readable, rendering
from ui.pack.typed import parse_json, read_answer, typed

Outcome = Literal["ok", "failed", "not_checked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of check: how often it was made, and everything that did not hold.

    `remarks` say what could not be checked, and why.
    """

    check: str
    outcome: Outcome
    checked: int
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked of a pack; `sha256` is that of the pack itself."""

    sha256: str
    made_at: str
    version: str
    questions: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return all(finding.outcome != "failed" for finding in self.findings)


def verify_pack(data: bytes, *, reread: bool = False) -> Verdict:
    """Check a pack; `reread` also reads the original files anew with this program.

    Raises:
        PackBroken: it cannot be taken apart, so that there is nothing to check.
    """
    members = unzip_members(data)
    manifest = _manifest(members)
    files = _finding("清单与校验值", len(members), _files(members, manifest))
    if files.faults:
        return Verdict(sha256(data), manifest.made_at, manifest.version, (), (files,))
    pack = _opened(members, manifest)
    figures = sum(len(answer.figures) for answer in pack.answers)
    passages = sum(len(answer.passages) for answer in pack.answers)
    findings = [
        files,
        _finding(
            "报告原件与文本", len(pack.spans.reports), reports_faults(pack), lost_originals(pack)
        ),
        _finding("引文位置", figures + passages, quotes_faults(pack)),
        _finding("表格数字", figures, figures_faults(pack)),
        _finding("算式与结果", len(pack.answers), computed_faults(pack), unfounded_words(pack)),
        _readable(pack),
    ]
    if reread:
        from ui.pack.rereading import reread_pack

        faults, remarks = reread_pack(pack)
        findings.append(_finding("重读原件", len(pack.spans.reports), iter(faults), remarks))
    questions = tuple(answer.question for answer in pack.answers)
    return Verdict(sha256(data), manifest.made_at, manifest.version, questions, tuple(findings))


def _finding(
    name: str, checked: int, faults: Iterator[str], remarks: tuple[str, ...] = ()
) -> Finding:
    found = tuple(faults)
    return Finding(name, "failed" if found else "ok", checked, found, remarks)


def _manifest(members: dict[str, bytes]) -> Manifest:
    if MANIFEST not in members:
        raise PackBroken(f"压缩包里没有 {MANIFEST}，不是证据包。")
    manifest = typed(Manifest, parse_json(members[MANIFEST], MANIFEST), MANIFEST)
    if manifest.format != FORMAT:
        raise PackBroken(f"证据包的格式是 {manifest.format}，本程序只认得 {FORMAT}。")
    if manifest.to_bytes() != members[MANIFEST]:
        raise PackBroken(f"{MANIFEST} 与它自己的校验值不符。")
    return manifest


def _files(members: dict[str, bytes], manifest: Manifest) -> Iterator[str]:
    listed = {one.name: one for one in manifest.files}
    if len(listed) < len(manifest.files):
        yield "清单里有重复的文件名"
    for name in sorted(set(listed) | (set(members) - {MANIFEST})):
        if name not in members:
            yield f"缺少文件 {name}"
        elif name not in listed:
            yield f"多出文件 {name}"
        elif (
            sha256(members[name]) != listed[name].sha256 or len(members[name]) != listed[name].size
        ):
            yield f"{name} 与清单中的校验值或大小不符"
    yield from (f"缺少文件 {one}" for one in (ANSWER, SPANS, MARKDOWN, PAGE) if one not in listed)


def _opened(members: dict[str, bytes], manifest: Manifest) -> Pack:
    contents: Any = parse_json(members[ANSWER], ANSWER)
    expected = {"format", "version", "made_at", "answers"}
    if not isinstance(contents, dict) or set(contents) != expected:
        raise PackBroken(f"{ANSWER} 的格式不对。")
    if not isinstance(contents["answers"], list):
        raise PackBroken(f"{ANSWER} 的格式不对。")
    stamp = (contents["format"], contents["version"], contents["made_at"])
    if stamp != (manifest.format, manifest.version, manifest.made_at):
        raise PackBroken(f"{ANSWER} 与 {MANIFEST} 的时间或版本不一致。")
    answers = tuple(read_answer(one, ANSWER) for one in contents["answers"])
    spans = typed(Spans, parse_json(members[SPANS], SPANS), SPANS)
    return Pack(members, manifest, answers, spans, _texts(members, spans))


def _texts(members: dict[str, bytes], spans: Spans) -> dict[str, str]:
    texts = {}
    for report in spans.reports:
        if report.id in texts or report.text not in members:
            raise PackBroken(f"{SPANS} 里的报告 {report.id} 重复，或没有文本。")
        try:
            texts[report.id] = members[report.text].decode("utf-8")
        except UnicodeDecodeError as error:
            raise PackBroken(f"{report.text} 不是 UTF-8 文本。") from error
    return texts


def _readable(pack: Pack) -> Finding:
    """answer.md and answer.html follow from answer.json; only the code that wrote them can tell."""
    name = "可读文本"
    if pack.manifest.rendering != rendering():
        why = f"由 {pack.manifest.version} 写成，与本程序的版式不同，未核对两者的文字"
        return Finding(name, "not_checked", 0, (), (why,))
    known = {report.id for report in pack.spans.reports}
    cited = {one.report for answer in pack.answers for one in citations_of(answer)}
    if cited - known:
        return Finding(name, "not_checked", 0, (), ("引用的报告不在包里，未核对",))
    try:
        at = datetime.fromisoformat(pack.manifest.made_at)
    except ValueError:
        return Finding(name, "failed", 2, (f"时间 {pack.manifest.made_at[:40]} 不成立",))
    written = readable(pack.members[ANSWER], pack.spans, at, pack.manifest.version)
    differing = [one for one in written if written[one] != pack.members[one]]
    return _finding(name, 2, (f"{one} 与 {ANSWER} 不一致" for one in differing))
