"""`nianbao verify PACK`: is an evidence pack whole, and does it say what its reports say?

Needs no library and no network. Exit codes: 0 all holds, 1 something does not, 2 no such file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.options import Arguments, Commands, add_json
from ui.faults import Misused
from ui.terminal import complain, say, say_json

if TYPE_CHECKING:
    from ui.pack import Verdict

_MARK = {"ok": "✓", "failed": "✗", "not_checked": "－"}
_COUNTED = {
    "清单与校验值": "{} 个文件的校验值与大小",
    "报告原件与文本": "{} 份报告的原件与文本",
    "引文位置": "{} 处引文仍在所记的位置",
    "表格数字": "{} 个数字与原文格子一致",
    "算式与结果": "{} 个回答的算式与结果",
    "可读文本": "answer.md、answer.html 与 answer.json 一致",
    "重读原件": "{} 份原件重新读取，文本与数字相同",
}


def add_to(commands: Commands) -> None:
    """Declare the command."""
    purpose = "离线复核证据包：文件、引文、数字、算式"
    parser = commands.add_parser("verify", help=purpose, description=f"{purpose}。不需要报告库。")
    parser.set_defaults(run=run)
    parser.add_argument("pack", metavar="PACK", help="证据包（zip 文件）")
    parser.add_argument("--reread", action="store_true", help="再用本程序重读包里的报告原件")
    add_json(parser, "复核结果")


def run(arguments: Arguments) -> int:
    """Check the pack and say what was checked."""
    from ui.pack import PackBroken, verify_pack

    data = _bytes_of(Path(arguments.pack))
    try:
        verdict = verify_pack(data, reread=arguments.reread)
    except PackBroken as broken:
        if arguments.json:
            say_json({"pack": arguments.pack, "holds": False, "error": str(broken)})
        else:
            complain(f"✗ {arguments.pack}：{broken}")
        return 1
    if arguments.json:
        say_json({"pack": arguments.pack, "holds": verdict.holds, "error": None, **asdict(verdict)})
    else:
        say("\n".join(_in_words(verdict)))
    return 0 if verdict.holds else 1


def _bytes_of(path: Path) -> bytes:
    from ui.pack.layout import LARGEST_PACK

    try:
        with path.open("rb") as file:
            return file.read(LARGEST_PACK + 1)  # one more, so that the reader can refuse it
    except OSError as error:
        raise Misused(f"读不了 {path}（{error.strerror}）。请给出证据包的 zip 文件。") from error


def _in_words(verdict: Verdict) -> Iterator[str]:
    yield f"证据包 {verdict.sha256}"
    yield f"由 {verdict.version} 写于 {verdict.made_at}"
    yield from (f"问题：{' '.join(question.split())}" for question in verdict.questions)
    for finding in verdict.findings:
        counted = _COUNTED[finding.check].format(finding.checked)
        yield f"  {_MARK[finding.outcome]} {finding.check}：{counted}"
        yield from (f"      {fault}" for fault in finding.faults)
        yield from (f"      注意：{remark}" for remark in finding.remarks)
    if verdict.holds:
        yield "结论：所核各项都成立。"
    else:
        faults = sum(len(finding.faults) for finding in verdict.findings)
        yield f"结论：有 {faults} 处不成立，这个证据包不可采信。"
