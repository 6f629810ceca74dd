"""Where, beside the title, a report names its organ: header, signature, preamble, file name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from ingest.fold import Folded, fold
from ingest.identity_organ import ends_like_an_organ, is_government_office
from ingest.identity_title import find_title
from ingest.regions import split_region, split_town

_HEADER = re.compile(
    r"(?:发布机构|发布单位|信息来源|公开主体|公开机构|制作机构|发文机关|发文单位|信息提供单位|责任部门|单位|来源)"
    r"[ \t\u3000]*[:：|]?[\s|]*([一-鿿（）()]{3,40})"
)
_PUBLISHERS = ("ContentSource", "发布机构", "信息来源", "author", "Author")
_PREAMBLE = (
    re.compile(r"由([一-鿿()]{4,30}?)(?:根据|依据|按照|负责|编制)"),
    re.compile(r"(?:请与|请联系|请和|请向)([一-鿿()]{4,30}?)(?:联系|咨询|反映|[(,;。:])"),
    re.compile(r"(?:公布|公开|发布)([一-鿿()]{4,30}?)(?:19|20)\d\d年"),
)
_SIGNED = re.compile(r"(?:20\d\d|二[〇○零]\S\S)年.{1,3}月.{1,3}日[。]?$")
_OF_AN_ORGAN = re.compile(r"(?<=[局厅委处会])办公室$")
_SPEAKS_AS_OFFICE = re.compile(r"(?:我办|本办|我室)(?!公)")
_SPEAKS_AS_GOVERNMENT = re.compile(r"(?:我|全)(?:省|市|县|区|州|旗)|[市县区]人民?政府")


@dataclass(frozen=True, slots=True)
class NamedOrgan:
    """An organ that a source names, with the words it stands in."""

    organ: str
    words: str


def header_organs(
    preamble: str, metadata: tuple[tuple[str, str], ...], body: Folded
) -> Iterator[NamedOrgan]:
    """Yield the organs that the block above the text, or the page's metadata, name as publisher.

    The office of a government publishes its government's report too: where the text speaks of the
    area (我县, 全县) and never as an office, it is not taken.
    """
    named = [_named(fold(match[1]).text, match[0]) for match in _HEADER.finditer(preamble)]
    named += [_named(fold(value).text, value) for name, value in metadata if name in _PUBLISHERS]
    for_government = _SPEAKS_AS_GOVERNMENT.search(body.text) and not _SPEAKS_AS_OFFICE.search(
        body.text
    )
    for organ in named:
        if organ and not (for_government and is_government_office(organ.organ)):
            yield organ


def signature_organ(ending: Folded) -> NamedOrgan | None:
    """Return the organ above the date that closes the report, or None."""
    signed = _SIGNED.search(ending.text)
    if signed is None:
        return None
    sentence = max(ending.text.rfind(mark, 0, signed.start()) for mark in "。;!") + 1
    for start in range(sentence, signed.start() - 2):
        if start > sentence and not (ending.starts_line(start) or ending.follows_gap(start)):
            continue
        organ = ending.text[start : signed.start()]
        if re.fullmatch(r"[一-鿿()]{3,40}", organ) and ends_like_an_organ(organ):
            return NamedOrgan(organ, organ + signed[0])
    return None


def preamble_organs(preamble: Folded, body: Folded) -> Iterator[NamedOrgan]:
    """Yield the organs that the preamble says compiled the report or can be asked about it.

    The office of a government compiles its government's report as well as its own: it is taken
    only where the report speaks of itself as 我办 and never of the area.
    """
    for pattern in _PREAMBLE:
        for match in pattern.finditer(preamble.text):
            organ = _OF_AN_ORGAN.sub("", match[1])
            named = _named(organ, match[0])
            if named and (not is_government_office(organ) or speaks_as_office(body)):
                yield named


def speaks_as_office(body: Folded) -> bool:
    """Tell whether the text speaks as an office about itself and not as a government."""
    return bool(_SPEAKS_AS_OFFICE.search(body.text)) and not _SPEAKS_AS_GOVERNMENT.search(body.text)


def file_name_organ(file_name: str) -> NamedOrgan | None:
    """Return the organ that the file's name gives, or None.

    >>> file_name_organ("乙县财政局_2024.txt").organ
    '乙县财政局'
    """
    stem = PurePath(file_name).stem
    title = find_title(stem)
    if title and title.organ:
        return NamedOrgan(title.organ, stem)
    plain = re.sub(r"[_\-.]*(?:19|20)\d\d年?度?.*$", "", fold(stem).text)
    return _named(plain, stem)


def _named(organ: str, words: str) -> NamedOrgan | None:
    """Return the organ if it is one and says of which place it is."""
    if not ends_like_an_organ(organ):
        return None
    region, rest = split_region(organ)
    town, body = split_town(rest)
    if not (region.path or town) or not (body or town):
        return None
    return NamedOrgan(organ, "".join(words.split()))
