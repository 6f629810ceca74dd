"""Adding reports through the site: who may, what is shown before, and taking it back."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from index import Library
from ui.cli import main
from ui.password import matches, read_hash, write_hash
from ui.web.app import pages
from ui.web.site import Settings, Site
from ui.web.uploads import safe_name

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "公开是常态 2024"
WOLONG = sorted((ROOT / "corpus").glob("卧龙区*2024*"))[0]
PINGTAN = sorted((ROOT / "corpus").glob("平潭*2023*"))[0]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "library"
    assert main(["ingest", str(PINGTAN), "--library", str(folder)]) == 0
    with Library.open(folder) as library:
        yield library


@pytest.fixture
def visitor(own: Library, tmp_path: Path) -> Iterator[TestClient]:
    """Somebody who has not logged in, at a site with a password."""
    write_hash(tmp_path / "password", PASSWORD)
    app = pages(Site(own, Settings(tmp_path / "password")))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def staff(visitor: TestClient) -> TestClient:
    answer = visitor.post("/staff", data={"password": PASSWORD}, follow_redirects=False)
    assert answer.headers["location"] == "/staff/add"
    return visitor


def upload(client: TestClient, *files: tuple[str, bytes]) -> Response:
    """Send files and wait until they are read; returns the page to confirm."""
    answer = client.post("/staff/add", files=[("files", file) for file in files])
    for _ in range(300):
        if answer.status_code != 200 or "<h1>正在读取</h1>" not in answer.text:
            return answer
        time.sleep(0.1)
        answer = client.get(answer.url.path)
    raise AssertionError("still reading")


def confirmed(client: TestClient, page: Response, **changed: str) -> Response:
    """Confirm the page as it stands, with some fields changed."""
    fields = dict(re.findall(r'name="((?:organ|region|year)-\d+)" value="([^"]*)"', page.text))
    ticked = dict.fromkeys(re.findall(r'name="(add-\d+)" checked', page.text), "on")
    return client.post(page.url.path, data={**fields, **ticked, **changed})


def upload_and_add(client: TestClient, *files: tuple[str, bytes]) -> Response:
    return confirmed(client, upload(client, *files))


def test_without_a_password_file_there_is_no_way_to_add(client: TestClient) -> None:
    assert client.get("/staff").status_code == 404
    assert client.get("/staff/add").status_code == 404
    assert client.post("/staff/add", files=[("files", ("a.txt", b"a"))]).status_code in (404, 405)
    assert "/staff" not in client.get("/check").text


@pytest.mark.parametrize("address", ["/staff/add", "/staff/add/x", "/staff/add/x/state"])
def test_whoever_has_not_logged_in_is_sent_to_the_login(visitor: TestClient, address: str) -> None:
    answer = visitor.get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff")


def test_nobody_adds_without_logging_in(visitor: TestClient, own: Library) -> None:
    answer = visitor.post(
        "/staff/add",
        files=[("files", (WOLONG.name, WOLONG.read_bytes()))],
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert len(own.cards()) == 1


def test_a_wrong_password_opens_nothing_and_five_make_everybody_wait(visitor: TestClient) -> None:
    for _ in range(5):
        answer = visitor.post("/staff", data={"password": "12345678"})
        assert (answer.status_code, "口令不对" in answer.text) == (403, True)
    assert "set-cookie" not in answer.headers
    answer = visitor.post("/staff", data={"password": PASSWORD})
    assert (answer.status_code, "请过一分钟再试" in answer.text) == (429, True)


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(visitor: TestClient) -> None:
    answer = visitor.post("/staff", data={"password": PASSWORD}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/staff" in cookie


def test_another_sites_page_cannot_send_files(staff: TestClient, own: Library) -> None:
    answer = staff.post(
        "/staff/add",
        files=[("files", (WOLONG.name, WOLONG.read_bytes()))],
        headers={"Origin": "https://example.com"},
    )
    assert answer.status_code == 403
    assert len(own.cards()) == 1


def test_who_has_left_must_log_in_again(staff: TestClient) -> None:
    cookie = staff.cookies["nianbao_staff"]
    staff.post("/staff/leave")
    staff.cookies.set("nianbao_staff", cookie, path="/staff")
    assert staff.get("/staff/add", follow_redirects=False).status_code == 303


def test_files_are_shown_as_read_before_anything_is_added(staff: TestClient, own: Library) -> None:
    page = upload(staff, (WOLONG.name, WOLONG.read_bytes()), ("坏.pdf", b"%PDF-1.7 broken"))
    assert "<h1>请确认</h1>" in page.text
    assert 'value="卧龙区人民政府办公室"' in page.text
    assert 'value="2024"' in page.text
    assert "坏.pdf" in page.text
    assert "得到 1 份报告" in page.text
    assert len(own.cards()) == 1


def test_what_is_confirmed_is_added_and_can_be_taken_back(staff: TestClient, own: Library) -> None:
    page = upload(staff, (WOLONG.name, WOLONG.read_bytes()))
    done = confirmed(staff, page)
    assert "已添加" in done.text
    assert "卧龙区人民政府办公室_2024" in {card.id for card in own.cards()}
    undone = staff.post(f"{done.url.path}/undo")
    assert "已经从库里撤下" in undone.text
    assert "卧龙区人民政府办公室_2024" not in {card.id for card in own.cards()}
    assert staff.post(f"{done.url.path}/undo").status_code == 409


def test_a_corrected_year_is_taken_and_the_replaced_report_comes_back(
    staff: TestClient, own: Library
) -> None:
    before = own.cards()[0]
    data = WOLONG.read_bytes()
    page = upload(staff, (WOLONG.name, data))
    same = {"organ-0": before.organ, "region-0": before.region or "", "year-0": "2023"}
    done = confirmed(staff, page, **same)
    assert "已更新" in done.text
    assert own.cards()[0].sha256 != before.sha256
    staff.post(f"{done.url.path}/undo")
    assert own.cards() == (before,)


def test_a_file_that_was_taken_for_a_wrong_year_is_moved_and_comes_back(
    staff: TestClient, own: Library
) -> None:
    before = own.cards()
    page = upload(staff, (PINGTAN.name, PINGTAN.read_bytes()))
    done = confirmed(staff, page, **{"add-0": "on", "year-0": "2016"})
    assert [card.year for card in own.cards()] == [2016]
    undone = staff.post(f"{done.url.path}/undo")
    assert "已经从库里撤下" in undone.text
    assert own.cards() == before


def test_a_file_that_puts_two_reports_away_brings_both_back(
    staff: TestClient, own: Library
) -> None:
    upload_and_add(staff, (WOLONG.name, WOLONG.read_bytes()))
    before = own.cards()
    other = next(card for card in before if card.year == 2023)
    same = {"organ-0": other.organ, "region-0": other.region or "", "year-0": "2023"}
    page = upload(staff, (WOLONG.name, WOLONG.read_bytes()))
    done = confirmed(staff, page, **same, **{"add-0": "on"})
    assert len(own.cards()) == 1
    staff.post(f"{done.url.path}/undo")
    assert own.cards() == before


def test_what_was_not_ticked_is_not_added(staff: TestClient, own: Library) -> None:
    page = upload(staff, (WOLONG.name, WOLONG.read_bytes()))
    staff.post(page.url.path, data={"organ-0": "卧龙区人民政府办公室", "year-0": "2024"})
    assert len(own.cards()) == 1


def test_the_same_file_again_is_not_ticked(staff: TestClient) -> None:
    page = upload(staff, (PINGTAN.name, PINGTAN.read_bytes()))
    assert "完全相同" in page.text
    assert 'name="add-0" checked' not in page.text


def test_undoing_is_refused_where_the_report_was_changed_since(
    staff: TestClient, own: Library
) -> None:
    done = confirmed(staff, upload(staff, (WOLONG.name, WOLONG.read_bytes())))
    own.remove("卧龙区人民政府办公室_2024")
    answer = staff.post(f"{done.url.path}/undo")
    assert answer.status_code == 409
    assert "后来又有改动" in answer.text


def test_a_zip_becomes_its_reports(staff: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../卧龙.txt" if WOLONG.suffix == ".txt" else WOLONG.name, b"x")
        archive.writestr(f"年报/{WOLONG.name}", WOLONG.read_bytes())
    page = upload(staff, ("报告.zip", packed.getvalue()))
    assert "得到 1 份报告" in page.text


def test_a_batch_belongs_to_the_visitor_who_sent_it(staff: TestClient) -> None:
    page = upload(staff, (WOLONG.name, WOLONG.read_bytes()))
    staff.cookies.clear()
    staff.post("/staff", data={"password": PASSWORD})
    assert staff.get(page.url.path).status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\年报.pdf", "年报.pdf"),
        ("<img src=x onerror=alert(1)>.txt", "_img src=x onerror=alert(1)_.txt"),
        ("...", "未命名"),
        ("a\x00b.txt", "a_b.txt"),
        ("长" * 300 + ".docx", "长" * 75 + ".docx"),
    ],
)
def test_a_files_name_is_only_a_name(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_an_upload_over_the_limit_is_refused_with_a_message(staff: TestClient) -> None:
    answer = staff.post("/staff/add", content=b"", headers={"Content-Length": str(2**30)})
    assert answer.status_code == 413
    assert "最多 64 MB" in answer.text


def test_a_file_over_the_limit_is_refused_with_its_name(staff: TestClient) -> None:
    answer = staff.post("/staff/add", files=[("files", ("大.txt", bytes(33 * 2**20)))])
    assert answer.status_code == 413
    assert "大.txt 太大了：一个文件最多 32 MB" in answer.text


def test_a_password_file_holds_only_a_hash(tmp_path: Path) -> None:
    file = tmp_path / "password"
    write_hash(file, PASSWORD)
    assert PASSWORD not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert matches(PASSWORD, read_hash(file))
    assert not matches(PASSWORD + " ", read_hash(file))


def test_a_password_file_without_a_hash_stops_the_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library, file = tmp_path / "library", tmp_path / "password"
    main(["ingest", str(PINGTAN), "--library", str(library)])
    file.write_text("secret\n")
    assert main(["serve", "--library", str(library), "--staff-password-file", str(file)]) == 1
    assert "nianbao password" in capsys.readouterr().err
