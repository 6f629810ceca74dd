"""How figures read in a sentence: the number as printed, its state in words, its row's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from index import ReportCard
from ingest.report import Figure
from qa.evidence import Operand
from qa.labels import find_row, sentence_label
from qa.plan import name_of

_MOST_DOUBTS = 3
_SHOWN_NUMBERS = re.compile(r"：[^：]*\d[^：]*$")
# What asks for a number says nothing of the row: 收到多少件申请 is 收到申请.
_ASKING = re.compile(r"多少|几|[件个份次宗起条]|[了的]|有$")


def number(value: Decimal) -> str:
    """Write a number without exponent or trailing zeros.

    >>> number(Decimal("96171.60")), number(Decimal("70"))
    ('96171.6', '70')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal) -> str:
    """Write a share (0..1) in percent, to two digits.

    >>> percent(Decimal(37) / Decimal(70))
    '52.86%'
    """
    rounded = (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{number(rounded)}%"


def amount(operand: Operand) -> str:
    """Write an operand's number with its unit, or why there is none."""
    if operand.value is None:
        return nothing(operand)
    return f"{number(operand.value)}{operand.unit}"


def nothing(operand: Operand) -> str:
    """Say which kind of none it is."""
    if operand.state == "not_applicable":
        return f"“{operand.figures[0].printed}”（不适用）" if operand.figures else "不适用"
    if operand.state == "blank":
        return "空白（未填写）"
    if operand.state == "missing":
        return "表中没有这一格"
    return "没有读出确定的数"


def each_in_words(operands: Sequence[Operand]) -> str:
    """Name every operand with its number, one after another."""
    return "；".join(in_words(operand) for operand in operands)


def in_words(operand: Operand) -> str:
    """Name an operand with its number, or with why there is none."""
    is_ = "为" if operand.value is not None else ""
    return f"{subject(operand)}{is_}{amount(operand)}"


def cell_name(operand: Operand) -> str:
    """Name the operand's cell inside a sentence."""
    return sentence_label(operand.cell.row, operand.cell.column, operand.card.form)


def subject(operand: Operand) -> str:
    """Name report and cell: 卧龙区人民政府办公室2024年“不予公开·属于国家秘密”."""
    return f"{name_of(operand.card)}“{cell_name(operand)}”"


def row_in_words(row: Sequence[Operand]) -> str:
    """Name the report once, and once what all its cells share: 无法提供, 本年处理决定数量."""
    names = [cell_name(operand) for operand in row]
    pairs = [name.rpartition("·") for name in names]
    groups, items = {pair[0] for pair in pairs}, {pair[2] for pair in pairs}
    of = ""
    if len(row) > 1 and len(groups) == 1 and "" not in groups:
        of, names = f"“{pairs[0][0]}”", [pair[2] for pair in pairs]
    elif len(row) > 1 and len(items) == 1 and "" not in groups:
        of = "" if items == {"总计"} else f"“{pairs[0][2]}”"
        names = [pair[0] for pair in pairs]
    values = "、".join(f"{name}{amount(one)}" for name, one in zip(names, row, strict=True))
    return f"{name_of(row[0].card)}{of}：{values}。"


def trust_notes(operands: Sequence[Operand]) -> tuple[str, ...]:
    """Say which of the figures are not verified, and how each kind of doubt is meant."""
    conflicting: dict[tuple[str, str], Operand] = {}
    unverified: dict[tuple[str, str], Operand] = {}
    inferred: dict[str, Operand] = {}
    for operand in operands:
        for figure in operand.figures:
            if figure.state == "inferred":
                inferred.setdefault(operand.card.id, operand)
            elif figure.trust == "conflicting":
                reason = _reason(figure, "原表勾稽不平")
                conflicting.setdefault((operand.card.id, reason), operand)
            elif figure.trust == "unverified" and figure.value is not None:
                reason = _reason(figure, "没有第二处可以印证")
                unverified.setdefault((operand.card.id, reason), operand)
    return (
        *_doubts(conflicting, "的报告{reason}，数字按原表照录。", "勾稽不符"),
        *_doubts(unverified, "的数未能核验：{reason}。", "没有第二处可以印证"),
        *_inferred_note(list(inferred.values())),
    )


def _reason(figure: Figure, otherwise: str) -> str:
    """Return the first reason without the numbers it may show: they are not cited here."""
    reason = figure.reasons[0] if figure.reasons else otherwise
    return _SHOWN_NUMBERS.sub("", reason)


def _doubts(found: dict[tuple[str, str], Operand], wording: str, of_many: str) -> tuple[str, ...]:
    """Say each doubt for itself; many of a kind are counted and a few of them named."""
    if len(found) <= _MOST_DOUBTS:
        notes = (
            name_of(one.card) + wording.format(reason=reason) for (_, reason), one in found.items()
        )
        return tuple(dict.fromkeys(notes))
    return (_reports([one.card for one in found.values()]) + wording.format(reason=of_many),)


def _inferred_note(operands: Sequence[Operand]) -> tuple[str, ...]:
    if not operands:
        return ()
    who = _reports([operand.card for operand in operands])
    return (f"{who}的原文没有把数字逐格印清楚（连写或缺格），这里的数是按表内勾稽关系唯一确定的。",)


def _reports(cards: Sequence[ReportCard]) -> str:
    """Name an organ's reports by their years; of many organs a few, and count the rest."""
    years: dict[str, list[int]] = {}
    for card in cards:
        of_organ = years.setdefault(card.organ, [])
        if card.year not in of_organ:
            of_organ.append(card.year)
    names = [f"{organ}{'、'.join(map(str, sorted(of)))}年" for organ, of in years.items()]
    rest = f"等{len(cards)}份" if len(names) > _MOST_DOUBTS else ""
    return "、".join(names[:_MOST_DOUBTS]) + rest


def mapping_note(operand: Operand) -> tuple[str, ...]:
    """Say which row of the form an everyday word was taken for, where they differ.

    A word with a digit is a number the question supposes; it is not said again.
    """
    row = find_row(operand.cell.row, operand.card.form)
    words = _ASKING.sub("", operand.cell.words)
    if row is None or not words or row.core in words or re.search(r"\d", words):
        return ()
    if row.table == "requests" and operand.cell.column != "total":
        return ()  # the words may be those of the column
    label = sentence_label(operand.cell.row, operand.cell.column, operand.card.form)
    if sum(character in label for character in words) >= 0.6 * len(words):
        return ()
    return (f"按报告口径：“{words}”即“{label}”。",)


def mapping_notes(operands: Sequence[Operand]) -> tuple[str, ...]:
    """Say it for several cells; a word that stands for all of a group needs no note."""
    meant: dict[str, set[str]] = {}
    for operand in operands:
        meant.setdefault(operand.cell.words, set()).add(operand.cell.address)
    clear = [operand for operand in operands if len(meant[operand.cell.words]) == 1]
    return tuple(dict.fromkeys(note for operand in clear for note in mapping_note(operand)))
