"""The page that tells programmers how to ask: endpoints, fields and an example that runs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ui.web.site import Site

# The fields of `qa.answer.Answer`, in its order.
FIELDS = (
    (
        "status",
        "answered 已回答；clarify 需要选定；not_found 库里没有；out_of_scope 不在年报范围内",
    ),
    ("text", "给人看的回答，第一句就是结论"),
    ("value、unit", "问的那一个数和单位；比例为 0 到 1；没有单一的数则为 null"),
    ("premise", "问题里带的说法：holds 相符，contradicted 不符"),
    ("figures", "引用的表格数字：report、row、column、value、printed、state、trust、quote、source"),
    ("computed", "算出来的数：formula 算式，coverage 用到几份报告"),
    ("passages", "引用的正文：text 原文，highlights 相关字词的位置"),
    ("source", "出处：file、sha256、page、line，以及在所存文本里的 start、end"),
    ("options", "需要选定时的候选问法"),
    ("notes", "口径、勾稽等说明"),
    ("understood", "问题是怎样理解的：slot、reading、words"),
)

EXAMPLE = '''\
import json
from urllib.request import Request, urlopen

def ask(*turns, site="{site}"):
    """Ask; the turns before the last one are the context."""
    body = json.dumps({{"turns": turns}}).encode()
    request = Request(site + "/api/ask", body, {{"Content-Type": "application/json"}})
    with urlopen(request) as answer:
        return json.load(answer)

answer = ask("{question}")
print(answer["status"], answer["value"], answer["unit"])
for figure in answer["figures"]:
    print(figure["report"], figure["source"]["line"], figure["quote"])
'''


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address a program may call."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]


def router(site: Site) -> APIRouter:
    """Return the page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/api")
    def describe(request: Request) -> Response:
        cards = site.library.cards()
        asked = f"{cards[-1].organ}{cards[-1].year}年收到多少件申请？" if cards else "……"
        here = str(request.base_url).rstrip("/")
        return site.page(
            request,
            "api.html",
            endpoints=endpoints(request.app.openapi()),
            fields=FIELDS,
            example=EXAMPLE.format(site=here, question=asked.replace('"', "")),
        )

    return routes


def endpoints(description: dict[str, object]) -> list[Endpoint]:
    """Return the endpoints of an OpenAPI description."""
    paths = description["paths"]
    assert isinstance(paths, dict)
    return [
        Endpoint(method.upper(), path, one.get("summary", ""), tuple(_parameters(one, description)))
        for path, methods in paths.items()
        for method, one in methods.items()
    ]


def _parameters(endpoint: dict[str, object], description: dict[str, object]) -> list[str]:
    queried = endpoint.get("parameters", [])
    assert isinstance(queried, list)
    names = [one["name"] for one in queried]
    body = endpoint.get("requestBody")
    if isinstance(body, dict):
        schema = next(iter(body["content"].values()))["schema"]
        if "$ref" in schema:
            components = description["components"]
            assert isinstance(components, dict)
            schema = components["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        names += schema.get("properties", {})
    return names
