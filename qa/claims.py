"""Numbers that a question states of a figure, to be held against the report: 写的是640件，对吗.

Read from the form of the statement, wherever it stands: a number with its unit, in the clause of
the row it is said of, or after 听说, 底稿写, before 对吗, 核一下. What only counts something else
(十件里有几件, 前三名, 我交了两份材料) is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.cells import match_cells
from qa.claimed_numbers import amount_of, number_in, numbers
from qa.question import CellRef, ClaimedAmount

_IN_WHICH = re.compile(r"\s*(?:里头?|里面|里边|当中|之中|中|以内|内)(?!国)")
_ONE_OF = re.compile("[哪某每同任前头第上下]$")
# 一件申请也没有, 一件没收: none at all.
_NOT_ONE = re.compile(
    "[^,，。;；]{0,8}?[也都](?:没|未|无|不)|"
    "(?:申请|复议|诉讼|处罚|许可|强制|文件|案子|官司)?(?:没|未|无)(?![审办结答完法正])"
)
_TOGETHER = re.compile("(?:有|只|仅|就|是|为|共|达|[:=])\\s*$")
_FEW_ITEMS = 9  # 三项合计, 两项: so many rows of the form, not so many things
_FILLER = frozenset("个项条份次部回单块")
_ASKS = re.compile(
    "多少|(?<!好)(?<!十)几(?=[件个起宗例次份条项成分万元号笔期篇场]|$|[,，?？])|好多|"
    "哪(?!些(?:内容|信息|原因|理由|案|事|方面|材料)|[件里])|谁(?![提申])"
)
_ASKS_ANY = re.compile("有没有|有无|是否有|能否|可有")
_HEARD = re.compile(
    "听说|据说|据称|据我|据了解|所知|有人|网上|网传|传言|传闻|都说|都讲|记得|印象|好像|既然|告诉我|说(?!明)|讲|(?<![名职])称|写|填|(?<![年简通汇申情公])报(?![告表刊])|抄|登(?=[的了])|"
    "台账|底稿|初稿|稿子|文稿|草稿|材料|简报|通报|汇报|新闻|报道|媒体|公众号|群友|网友|朋友|同事|领导|"
    "邻居|对方|来电人|当事人|申请人称|援引|引用|口径是|高达|多达|竟|居然|明明|怎么会|怎么有|为什么|为何|为啥|缘何|何以|"
    "凭什么|凭啥|咋"
)
_TO_CONFIRM = re.compile(
    "对吗|对么|对吧|对不|对没|对否|是吗|是吧|是不|是么|没错|错没|错了|[写填抄报记算弄搞]错|属实|真的|真假|核[实对查验一下准]|"
    "[复审]核|求证|查证|证实|验证|核验|校对|准不准|准确|正确|无误|有误|有错|有出入|一致|相符|吻合|对得上|对不上|"
    "是这样|是这个数|有这回事|有这事|吗\\s*[?？]?$|吧\\s*[?？]?$|吧[,，。]|么\\s*[?？]?$|是不是|难道|不是.{0,12}[吗么]"
)
_OPEN = re.compile(r"是不是|是否|有没有|吗\s*[?？]?$|么\s*[?？]?$|没有?\s*[?？]?$|[?？]\s*$")
_STATED = re.compile(
    "对[吗么吧不没否]|是[吗吧么]|没.{0,2}错|[写填抄报记算弄搞]错|属实|真|核|证实|验|准|无误|有误|相符|吻合|"
    "是这样|这回事|这事|吧|难道|不是.{1,12}[吗么]|就是|只有|仅|才"
)
_CLAUSE = re.compile(r"[,，。;；!！?？、]")
_CARRIED = frozenset(("carried_in", "carried_out"))  # which is meant the years decide
_LITTLE = 8
# 分别为275、207: the second belongs to the clause of the first.
_IN_TURN = re.compile(r"(?:分别|依次)(?:为|是|有|达|报)?[\d.、,和与及/\s件起宗]*$")


def claimed_amounts(
    bare: str, cells: tuple[CellRef, ...], *, carried: bool = False, granted: bool = False
) -> tuple[ClaimedAmount, ...]:
    """Return the numbers a question states of its cells, in the order in which they stand.

    Args:
        bare: the question without the words that name organs and years, of the same length.
        cells: the cells it names, with the words that name them.
        carried: whether the cells are those of the turn before: 去年也是50？
        granted: whether the question, which names no cell, takes its number for granted.
    """
    asks = bool(_ASKS.search(bare))
    found = [
        one
        for one in numbers(bare)
        if _is_stated(one, bare, cells, asks=asks)
        or (carried and not asks and _alone(one, bare))
        or (granted and not asks and one["number"] not in ("一", "1") and one["unit"])
    ]
    kept: list[ClaimedAmount] = []
    for match in found:
        amount = amount_of(match)
        if amount is not None and not (_as_before(amount, kept) and not _has_row(match, bare)):
            kept.append(amount)
    return tuple(kept)


def _as_before(amount: ClaimedAmount, kept: list[ClaimedAmount]) -> bool:
    return any(amount.condition.bound == one.condition.bound for one in kept)


def _has_row(match: re.Match[str], bare: str) -> bool:
    """Whether the clause of a number names a row or a year; 是4件吗 only says a number again."""
    start, end = _clause(bare, match.start())
    clause = bare[start:end]
    dated = "    " in clause  # where a year or an organ stood
    return "(" not in bare and (dated or bool(match_cells(clause).readings))


def clauses_with_amounts(bare: str) -> Iterator[str]:
    """Yield the clauses in which so many things of the tables are stated, without the numbers."""
    for match in numbers(bare):
        scaled = not match["unit"] and bool(match.groupdict().get("scale"))
        if scaled or match["unit"] in ("件", "起", "宗", "例", "桩", "笔", "个", "元", "万元"):
            start, end = _clause(bare, match.start())
            yield f"{bare[start : match.start()]} {bare[match.end() : end]}"


def wants_confirming(bare: str) -> bool:
    """Whether a question asks for what it says to be confirmed: 对吗, 核一下, 抄错没有."""
    return _TO_CONFIRM.search(bare) is not None


def heard(bare: str) -> bool:
    """Whether a question passes on what was said or written: 听说, 底稿里写的."""
    return _HEARD.search(bare) is not None


def is_open(bare: str) -> bool:
    """Whether what is said is only asked, not stated: 是不是超过200件, 有100多件吗."""
    if _HEARD.search(bare) or _STATED.search(bare):
        return False
    return _OPEN.search(bare) is not None


def only_asks(bare: str) -> bool:
    """Whether a question asks for a number or a name and states none."""
    return _ASKS.search(bare) is not None


def _is_stated(match: re.Match[str], bare: str, cells: tuple[CellRef, ...], *, asks: bool) -> bool:
    start, end = match.start("number"), match.end()
    if _IN_WHICH.match(bare, end) or _ONE_OF.search(bare[:start].rstrip()):
        return False
    one = match["number"] in ("一", "1")
    filler = match["unit"] in _FILLER
    if one and re.search("(?:没有?|未|无|不曾)(?:过|收到|发生)?\\s*$", bare[:start]):
        return False
    if one and (filler or _NOT_ONE.match(bare, end)):
        return False
    if one and match["unit"] == "起" and not _TOGETHER.search(bare[:start]):
        return False  # 三个数一起报给我
    if match["unit"] == "项" and (number_in(match["number"]) or 0) <= _FEW_ITEMS:
        return False
    listed = _IN_TURN.search(bare[:start])
    clause = _clause(bare, listed.start() if listed else match.start())
    if not listed and _names_another(bare[clause[0] : start] + " " + bare[end : clause[1]], cells):
        return False
    heard = [m.end() for m in _HEARD.finditer(bare)]
    after_hearsay = bool(heard) and min(heard) <= start
    in_row = any(cell.words and cell.words in bare[clause[0] : clause[1]] for cell in cells)
    confirm = _TO_CONFIRM.search(bare, match.start())
    if _ASKS_ANY.search(bare) and not (after_hearsay or confirm):
        return False
    if asks:
        return after_hearsay and (in_row or not filler)
    confirmed = confirm is not None or wants_confirming(bare)
    return in_row or after_hearsay or (confirmed and not (filler and not cells))


def _alone(match: re.Match[str], bare: str) -> bool:
    """Whether little else is said than the number, as in 也是50."""
    if match["unit"] in (*_FILLER, "起") or _ONE_OF.search(bare[: match.start("number")]):
        return False  # 这两个相加, 两项合计
    rest = bare[: match.start("number")] + bare[match.end() :]
    return len("".join(rest.split())) <= _LITTLE and not _IN_WHICH.match(bare, match.end())


def _names_another(clause: str, cells: tuple[CellRef, ...]) -> bool:
    """Whether the clause of a number names a row that is none of those asked about."""
    if not cells:
        return False
    rows = {one.row for one in match_cells(clause).readings} - _CARRIED
    asked = {cell.row for cell in cells}
    return bool(rows) and rows.isdisjoint(asked) and asked.isdisjoint(_CARRIED)


def _clause(bare: str, at: int) -> tuple[int, int]:
    """Return where the clause begins and ends that a place stands in."""
    start = max((m.end() for m in _CLAUSE.finditer(bare, 0, at)), default=0)
    after = _CLAUSE.search(bare, at)
    return start, after.start() if after else len(bare)
