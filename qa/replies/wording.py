"""How figures read in a sentence: the number as printed, its state in words, its row's name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from index import ReportCard
from qa.evidence import Operand
from qa.labels import find_row, plain_label, sentence_label
from qa.plan import name_of


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
    return "；".join(f"{subject(operand)}为{amount(operand)}" for operand in operands)


def cell_name(operand: Operand) -> str:
    """Name the operand's cell inside a sentence."""
    return sentence_label(operand.cell.row, operand.cell.column, operand.card.form)


def subject(operand: Operand) -> str:
    """Name report and cell: 卧龙区人民政府办公室2024年“不予公开·属于国家秘密”."""
    return f"{name_of(operand.card)}“{cell_name(operand)}”"


def trust_notes(operands: Sequence[Operand]) -> tuple[str, ...]:
    """Say which of the figures are not verified, and how each kind of doubt is meant."""
    notes: list[str] = []
    inferred: list[Operand] = []
    for operand in operands:
        for figure in operand.figures:
            if figure.state == "inferred":
                inferred.append(operand)
            elif figure.trust == "conflicting":
                reason = figure.reasons[0] if figure.reasons else "原表勾稽不平"
                notes.append(f"{subject(operand)}按原表照录，但{reason}。")
            elif figure.trust == "unverified" and figure.value is not None:
                reason = figure.reasons[0] if figure.reasons else "没有第二处可以印证"
                notes.append(f"{subject(operand)}的数未能核验：{reason}。")
    if inferred:
        who = "、".join(dict.fromkeys(name_of(operand.card) for operand in inferred))
        notes.append(
            f"{who}的原文没有把数字逐格印清楚（连写或缺格），这里的数是按表内勾稽关系唯一确定的。"
        )
    return tuple(dict.fromkeys(notes))[:6]


def mapping_note(operand: Operand) -> tuple[str, ...]:
    """Say which row of the form an everyday word was taken for, where they differ."""
    row = find_row(operand.cell.row, operand.card.form)
    words = operand.cell.words
    if row is None or not words or row.core in words:
        return ()
    if row.table == "requests" and operand.cell.column != "total":
        return ()  # the words may be those of the column
    if sum(character in row.label for character in words) >= 0.6 * len(words):
        return ()
    return (f"按报告口径：“{words}”即“{plain_label(row.label)}”。",)


def scope_words(card: ReportCard) -> str:
    """Say whose figures a report gives."""
    return {
        "own": "本机关口径",
        "consolidated": "全域汇总口径",
        "gov+office": "政府及其办公室合并口径",
    }.get(card.scope, "口径未注明")
