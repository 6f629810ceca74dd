"""JSON of unknown origin to our dataclasses, with every type checked on the way."""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from qa.answer import Answer
from ui.pack.layout import PackBroken

_T = TypeVar("_T")
_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 40


def parse_json(data: bytes, name: str) -> Any:
    """Return what a JSON member holds; numbers exact, and none of absurd size.

    Raises:
        PackBroken: it is not JSON in UTF-8, or holds a number that no report has.
    """
    try:
        return json.loads(
            data.decode("utf-8"),
            parse_int=lambda digits: int(_short(digits)),
            parse_float=_decimal,
            parse_constant=_refuse,
            object_pairs_hook=_object,
        )
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise PackBroken(f"{name} 不是合格的 JSON。") from error


def _short(digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError("number too long")
    return digits


def _decimal(digits: str) -> Decimal:
    value = Decimal(_short(digits))
    if value and abs(value.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError("number too large")
    return value


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name twice")
    return dict(pairs)


def read_answer(content: Any, where: str) -> Answer:
    """Return the answer that the contract's object stands for."""
    if isinstance(content, dict) and isinstance(content.get("understood"), list):
        slots = [_slot(one, where) for one in content["understood"]]
        content = {**content, "understood": slots}
    return typed(Answer, content, where)


def _slot(content: Any, where: str) -> list[Any]:
    if not isinstance(content, dict) or set(content) != {"slot", "reading", "words"}:
        raise PackBroken(f"{where}.understood 的格式不对。")
    return [content["slot"], content["reading"], content["words"]]


def typed(kind: type[_T], content: Any, where: str) -> _T:
    """Return `content` as a dataclass of this kind.

    Raises:
        PackBroken: a field is missing, unknown or of another type; the message names it.
    """
    made: _T = _value(kind, content, where)
    return made


def _value(kind: Any, content: Any, where: str) -> Any:
    origin = get_origin(kind)
    if is_dataclass(kind):
        return _instance(kind, content, where)
    if origin in (Union, types.UnionType):
        if content is None and type(None) in get_args(kind):
            return None
        (other,) = (one for one in get_args(kind) if one is not type(None))
        return _value(other, content, where)
    if origin is Literal and content in get_args(kind) and isinstance(content, str):
        return content
    if origin is tuple and isinstance(content, list):
        return _tuple(get_args(kind), content, where)
    if kind is Decimal and isinstance(content, int | Decimal) and not isinstance(content, bool):
        return Decimal(content)
    if kind is float and isinstance(content, int | Decimal) and not isinstance(content, bool):
        return float(content)
    if kind in (str, int) and type(content) is kind:
        return content
    raise PackBroken(f"{where} 的格式不对。")


def _instance(kind: Any, content: Any, where: str) -> Any:
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}
    if not isinstance(content, dict) or not set(content) <= set(known):
        raise PackBroken(f"{where} 的格式不对。")
    needed = {name for name, field in known.items() if field.default is MISSING}
    if needed - set(content):
        raise PackBroken(f"{where} 缺少 {'、'.join(sorted(needed - set(content)))}。")
    made = {name: _value(hints[name], one, f"{where}.{name}") for name, one in content.items()}
    return kind(**made)


def _tuple(kinds: tuple[Any, ...], content: list[Any], where: str) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_value(kinds[0], one, f"{where}[{at}]") for at, one in enumerate(content))
    if len(kinds) != len(content):
        raise PackBroken(f"{where} 的格式不对。")
    return tuple(_value(kind, one, where) for kind, one in zip(kinds, content, strict=True))
