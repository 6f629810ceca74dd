"""A reader's conversation on the server: what it keeps, what it may be sent, how many may ask."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

from index import Library
from qa import Answer, Conversation, ask
from ui.changes import Rewording
from ui.cli import main
from ui.door import Door, DoorFull
from ui.page import Drawn
from ui.rewording import Slots
from ui.scope import EVERYTHING, Scope
from ui.session import Chat, Session, Turn
from ui.wish import Change, Mark, Wish, read_mark, read_wish

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SECRET = "卧龙区政府办2024年因为涉密没给公开的有几件？"
Result = TypeVar("Result")
PINGTAN = "平潭综合实验区管理委员会"


def asking(library: Library, text: str, talk: Conversation) -> Answer:
    return ask(library, text, today=date(2025, 6, 1), history=talk)


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    folder = tmp_path_factory.mktemp("session") / "library"
    assert main(["ingest", str(CORPUS), "--library", str(folder)]) == 0
    with Library.open(folder) as library:
        yield Chat(library, asking)


def grown(chat: Chat, session: Session, question: str, scope: Scope = EVERYTHING) -> list[Drawn]:
    return list(chat.answer(session, Turn(f"t-{len(session.turns)}", question, scope)))


def test_the_figure_comes_first_then_its_evidence_then_what_to_ask(chat: Chat) -> None:
    figure, evidence, whole = grown(chat, Session(), SECRET)
    assert 'class="nb-number">1<' in figure.html
    assert "<table>" not in figure.html
    assert "<table>" in evidence.html
    assert "接着问" not in evidence.html
    assert "接着问" in whole.html
    assert [one.done for one in (figure, evidence, whole)] == [False, False, True]


def test_a_screen_reader_is_told_the_answer_in_one_sentence(chat: Chat) -> None:
    assert grown(chat, Session(), SECRET)[-1].said.startswith("1件。卧龙区人民政府办公室2024年")
    assert grown(chat, Session(), "收到多少件申请？")[-1].said.startswith("请您选定。")


def test_a_link_holds_the_questions_the_answer_leans_on(chat: Chat) -> None:
    session = Session()
    questions = [SECRET, f"{PINGTAN}2024年收到多少件申请？", "那前一年呢？", "比上年变化多少？"]
    for question in questions:
        grown(chat, session, question)
    last = list(session.turns.values())[-1]
    assert last.chain == tuple(questions[1:])
    again = Session()
    for question in last.chain:
        grown(chat, again, question)
    repeated = list(again.turns.values())[-1].answer
    assert repeated is not None
    assert last.answer is not None
    assert repeated.text == last.answer.text


def test_a_changed_chip_becomes_a_question_in_words(chat: Chat) -> None:
    session = Session()
    grown(chat, session, SECRET)
    turn = chat.change(session, "t-9", Change("t-0", "row", "received_new"), EVERYTHING)
    assert turn is not None
    assert turn.question == "卧龙区人民政府办公室2024年“本年新收政府信息公开申请数量”有多少件？"
    assert 'class="nb-number">82<' in list(chat.answer(session, turn))[-1].html
    assert chat.change(session, "t-9", Change("t-77", "row", "granted"), EVERYTHING) is None


def test_a_changed_chip_stands_by_itself_whatever_was_asked_before(chat: Chat) -> None:
    session = Session()
    grown(chat, session, f"{PINGTAN}2024年自然人收到多少件申请？")
    turn = chat.change(session, "t-9", Change("t-0", "row", "other_result"), EVERYTHING)
    assert turn is not None
    drawn = list(chat.answer(session, turn))[-1]
    assert turn.answer is not None
    assert {figure.row.partition(".")[0] for figure in turn.answer.figures} == {"other_result"}
    assert turn.chain == (drawn.question,)
    assert "那前一年呢？" in drawn.html


def test_a_change_that_is_misread_is_not_answered(chat: Chat) -> None:
    session = Session()
    grown(chat, session, SECRET)
    meant = Rewording(
        SECRET, "row", "granted", Slots("卧龙区人民政府办公室", 2024, "granted", "total")
    )
    (drawn,) = chat.answer(session, Turn("t-9", SECRET, meant=meant))
    assert "没有照原意理解" in drawn.html
    assert len(session.conversation.turns) == 1


def test_a_turn_that_is_forgotten_is_said_to_be(chat: Chat) -> None:
    session = Session()
    grown(chat, session, SECRET)
    for turn, words in (("t-0", "请换一个选项"), ("t-5", "不记得这一问")):
        drawn = chat.not_a_question(session, "t-9", Change(turn, "row", "nothing"))
        assert words in drawn.html
        assert drawn.done


def test_what_is_suggested_within_a_scope_is_answered_within_it(chat: Chat) -> None:
    question = f"{PINGTAN}2024年收到多少件申请？"
    assert "那前一年呢？" in grown(chat, Session(), question)[-1].html
    narrowed = grown(chat, Session(), question, Scope(first_year=2024, last_year=2024))[-1]
    assert "那前一年呢？" not in narrowed.html
    assert "只在：2024年 范围内" in narrowed.html


def test_an_organ_beside_the_scope_has_a_button_that_lifts_it(chat: Chat) -> None:
    drawn = grown(chat, Session(), f"{PINGTAN}2024年收到多少件申请？", Scope(organ="沭阳县"))[-1]
    assert 'data-lift="1"' in drawn.html


def test_a_fault_is_told_and_the_question_can_be_asked_again(chat: Chat) -> None:
    def failing(library: Library, text: str, talk: Conversation) -> Answer:
        raise OSError("disk <gone>")

    (drawn,) = Chat(chat.library, failing).answer(Session(), Turn("t-1", SECRET))
    assert drawn.done
    assert "再问一次" in drawn.html
    assert "<gone>" not in drawn.html


def test_the_server_remembers_fifty_turns_and_forgets_the_oldest(chat: Chat) -> None:
    session = Session()
    for _ in range(55):
        turn = Turn(f"t-{len(session.turns)}-{_}", "收到多少件申请？")
        next(iter(chat.answer(session, turn)))
    assert len(session.turns) == 50
    assert len(session.conversation.turns) == 50
    assert "t-0-0" not in session.turns


def test_a_mark_is_kept_with_its_remark_once_there_is_an_answer(chat: Chat) -> None:
    session = Session()
    grown(chat, session, SECRET)
    assert chat.keep_mark(session, Mark("t-0", "有误", "有误：数字不对"))
    assert not chat.keep_mark(session, Mark("t-5", "有用", "有用"))
    kept = chat.library.marks()[-1]
    assert (kept.question, kept.mark) == (SECRET, "有误：数字不对")


@pytest.mark.parametrize(
    "given",
    [None, [], "x", {"asks": "x"}, {"asks": [None, 5, {}]},
     {"asks": [{"id": "../a", "question": "几"}]},
     {"asks": [{"id": "a", "question": "   "}]}, {"asks": [{"id": 5, "question": "几件"}]}],
)  # fmt: skip
def test_what_is_no_question_is_left_out(given: Any) -> None:
    assert read_wish(given) == Wish()


def test_a_question_is_cut_and_so_is_a_conversation() -> None:
    wish = read_wish({"asks": [{"id": f"a{n}", "question": "问" * 900} for n in range(40)]})
    assert len(wish.asks) == 20
    assert {len(question) for _, question in wish.asks} == {500}


def test_a_change_asks_one_question_whose_words_follow() -> None:
    change = {"turn": "a-1", "slot": "year", "value": "2023"}
    asks = [{"id": "a-2", "question": ""}, {"id": "a-3", "question": "几件"}]
    wish = read_wish({"asks": asks, "change": change})
    assert (wish.asks, wish.change) == ((("a-2", ""),), Change("a-1", "year", "2023"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"turn": "a", "mark": "有误", "words": " 数 \n 不对 "}, "有误：数 不对"),
        ({"turn": "a", "mark": "有误", "words": "长" * 999}, "有误：" + "长" * 200),
        ({"turn": "a", "mark": "有用", "words": "好"}, "有用"),
        ({"turn": "a", "mark": "有误"}, "有误"),
    ],
)
def test_a_mark_may_carry_one_line(given: dict[str, str], words: str) -> None:
    assert read_mark(given) == Mark("a", given["mark"], words)


@pytest.mark.parametrize(
    "given", [None, {"turn": "a", "mark": "删除"}, {"turn": "<", "mark": "有用"}]
)
def test_another_mark_is_none(given: Any) -> None:
    assert read_mark(given) is None


def in_a_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it in a thread of its own: the browser tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


def test_at_most_so_many_are_let_in_and_so_many_wait() -> None:
    async def crowd() -> tuple[int, int]:
        door = Door(at_once=2, waiting=3)
        inside, most, refused = 0, 0, 0

        async def one() -> None:
            nonlocal inside, most, refused
            try:
                async with door.entered():
                    inside += 1
                    most = max(most, inside)
                    await asyncio.sleep(0)
                    inside -= 1
            except DoorFull as full:
                refused += 1
                assert "排队已满" in str(full)

        await asyncio.gather(*(one() for _ in range(9)))
        assert (door.queued, door.busy) == (0, False)
        return most, refused

    assert in_a_loop(crowd()) == (2, 4)


def test_one_who_gives_up_waiting_leaves_the_place_to_others() -> None:
    async def given_up() -> int:
        door = Door(at_once=1, waiting=1)
        async with door.entered():
            waiting = asyncio.create_task(_pass(door))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            return door.queued

    assert in_a_loop(given_up()) == 0


async def _pass(door: Door) -> None:
    async with door.entered():
        pass
