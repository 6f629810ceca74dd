"""What a page of ours never holds, whatever words it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree, html

_WORDS = """
a article aside b blockquote body br button caption circle cite code col colgroup dd defs desc
details dialog div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 head header hr html
i input kbd label legend li line link main mark meta nav noscript ol optgroup option output p path
pattern polygon polyline pre progress q rect samp script search section select small span strong
sub summary sup svg symbol table tbody td text textarea tfoot th thead time title tr tspan ul use
"""
_TAGS = frozenset(_WORDS.split())
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset")


def harm_in(page: str) -> list[str]:
    """Return what in a page runs, loads or leads elsewhere, or is no element of ours."""
    return [line for element in html.document_fromstring(page).iter() for line in _harm(element)]


def text_of(page: str) -> str:
    """Return the words of a page as they are read, with the values of its fields and its titles."""
    tree = html.document_fromstring(page)
    said = [tree.text_content()]
    for element in tree.iter("input", "option", "a", "td", "button", "span", "abbr"):
        said += [element.get(name, "") for name in ("value", "title", "aria-label")]
    return " ".join(" ".join(said).split())


def _harm(element: html.HtmlElement) -> Iterator[str]:
    if element.tag is html.HtmlComment or element.tag is etree.Comment:
        return
    if element.tag not in _TAGS:
        yield f"<{element.tag}>"
        return
    if element.tag == "script" and _brought_along(element):
        yield "a script of its own"
    if element.tag == "meta" and element.get("http-equiv"):
        yield "meta http-equiv"
    for name, value in element.items():
        if name.startswith("on") or (name in _ADDRESSES and not _own(value)):
            yield f"{element.tag} {name}={value}"
        if name == "style" and re.search(r"url|[@\\<]", value):
            yield f"{element.tag} style={value}"


def _brought_along(script: html.HtmlElement) -> bool:
    return bool((script.text or "").strip()) or not script.get("src", "").startswith("/static/")


def _own(address: str) -> bool:
    """Say whether a browser stays on this site with the address."""
    stripped = "".join(letter for letter in address if letter > " ").replace("\\", "/")
    return (
        not stripped.startswith("//")
        and not urlsplit(stripped).scheme
        and (not stripped or stripped[0] in "/#?")
    )
