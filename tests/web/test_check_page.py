"""A draft is checked in the browser: its findings are shown and nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index import Library

ROOT = Path(__file__).resolve().parent.parent.parent
WOLONG = sorted((ROOT / "corpus").glob("卧龙区*2024*"))[0]


def test_a_draft_in_order_is_said_to_be_so_and_is_not_kept(
    client: TestClient, library: Library
) -> None:
    before = library.cards()
    page = client.post("/check", files={"draft": (WOLONG.name, WOLONG.read_bytes())})
    assert page.status_code == 200
    assert "卧龙区人民政府办公室 2024年报告的核对结果" in page.text
    assert "能核对的都成立" in page.text
    assert library.cards() == before


def test_a_changed_figure_is_found(client: TestClient, shared_dir: Path) -> None:
    text = (shared_dir / "reports" / "卧龙区人民政府办公室_2024.txt").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "属于国家秘密" in line)
    changed = text.replace(row, row[: row.index("1 0")] + "3" + row[row.index("1 0") + 1 :])
    page = client.post("/check", files={"draft": ("草稿.txt", changed.encode())})
    assert "处不平" in page.text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", b"", "空"),
        ("乱.bin", bytes(range(256)) * 8, ""),
        ("包.zip", b"PK\x05\x06" + bytes(18), "不收压缩包"),
    ],
)
def test_what_is_no_report_is_told_and_not_kept(
    client: TestClient, library: Library, name: str, data: bytes, said: str
) -> None:
    page = client.post("/check", files={"draft": (name, data)})
    assert page.status_code in (400, 422)
    assert 'role="alert"' in page.text
    assert said in page.text


def test_no_file_chosen_is_told(client: TestClient) -> None:
    page = client.post("/check", files={"draft": ("", b"")})
    assert page.status_code in (400, 422)


def test_a_name_with_markup_is_shown_as_text(client: TestClient) -> None:
    page = client.post(
        "/check", files={"draft": ("<script>alert(1)</script>.txt", WOLONG.read_bytes())}
    )
    assert "<script>alert" not in page.text
