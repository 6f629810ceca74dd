"""Names and attributes in the XML of Office files, whichever namespace they are spelled with."""

from __future__ import annotations

from typing import Any


def name_of(element: Any) -> str:
    """Return an element's name without its namespace, which strict and usual files spell apart."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute whatever its namespace, or None."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Any, *path: str) -> Any:
    """Return the first descendant along a path of names, or None."""
    for name in path:
        element = next((inner for inner in element if name_of(inner) == name), None)
        if element is None:
            return None
    return element
