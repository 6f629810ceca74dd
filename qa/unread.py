"""Words of a question that nothing has read, and that may narrow what it asks."""

from __future__ import annotations

import re

from qa.cell_catalogue import load_catalogue
from qa.cell_spelling import hides_keyword
from qa.keywords import keywords
from qa.question import Question
from qa.word_classes import is_light

_WHOLE_ROWS = frozenset(("received_new", "processed_total", "granted"))
_ABOUT_NO_CELL = ("definition", "inventory", "consistency", "similar", "describe")
_TWO_CONDITIONS = re.compile(r"但(?:是)?(?=.{0,16}[\d不没未])|却(?=.{0,16}[\d不没未])")
_ALWAYS = re.compile("从来|从未|一直|连续|每年都|年年|始终")
# 新收比2022年多的单位, 超过政府办的单位: each against another, which no list is made of.
_AGAINST = re.compile(
    r"(?:比|较|超过|高于|低于|多于|少于)[^,。;]{1,14}(?:[多少增减高低涨降]了?)?的?"
    r"(?=单位|机关|部门|有哪|是哪|有几|的?有?几家)|比[^,。;]{1,10}[多少增减高低涨降]"
)
_OTHER_COLUMN = re.compile(r"[(\"]其[他它][)\"]|其[他它][这那]?一?[栏列格](?!目)")
_BUT = re.compile("(?:却|但是?)(?:又|也)?[有没]")
_CLAUSE = re.compile("[^,。;!?:-]+")
# Behind the clause that asks: these go on about which are meant, everything else tells a story.
_SAYS_WHICH = re.compile(
    "只|仅|限|单(?:指|说|算|看|独)|特指|专指|是指|主要|其中|当中|里[面头边]?|之内|范围|涉及|有关|关于|针对|属于|属|"
    "类|方面|领域|行业|几|多少|占|比例|多大|的\\s*$|(?:就|也|即|都)是|不[含算计包]|除|排除|扣|刨|不管|不限|不论|包括|包含|含"
)
# 黄了几件申请: what became of them is no row the book knows, and not all of them are meant.
_ANOTHER_VERB = re.compile(
    '(?<![收接提递交])[^收接来有办提交递是共计总新理处复结受到积攒占完好过成齐妥毕齐\\s\\d,。;!?:"()的在](?:了|掉)(?:多少|几|好几|好多)'
    "[个件份宗起次]?(?:的)?(?:信息)?(?:公开)?(?:的)?申请"
)
# 针对教育局的复议, 由省政府受理的: the second organ says which are meant.
_ABOUT_ORGAN = re.compile("(?:针对|涉及|有关|关于|围绕|由|状告|不服|起诉|因)$")
_ALL_REQUESTS = frozenset(("received_new:total", "processed_total:total"))
_THAT_YEAR = re.compile("[^,。;!?:\\d年]{1,8}(?:那年|那一年|那会儿?|那阵子?|那时候?)")
_EACH = re.compile("各[是有为]?[几多]|分别")
_ENDS_ITEM = "(?:的|了|件|数)?(?:、|和|与|及|各|分别|都|几|多少|共|合|[,。?]|[二两三四五六]|$)"
_SUBJECT_TO = ("申请", "复议", "诉讼", "案件", "案子", "官司", "行政许可", "行政处罚", "行政强制")


def unread_words(question: Question, understood: frozenset[int]) -> tuple[str, ...]:
    """Return the words that narrow what is asked in a way the form has no row or column for.

    收到的申请里有关征地的有几件 is not answered with all applications received, nor 食品类行政处罚
    with all penalties. `understood` are the places of the text whose words the phrase book knows.
    """
    if not question.cells or question.operation.name in _ABOUT_NO_CELL:
        return ()
    of_list = _set_against_others(question) or _unread_of_a_list(question)
    if of_list:
        return (of_list,)
    if _OTHER_COLUMN.search(question.text) and not any(
        "other" in c.address for c in question.cells
    ):
        return ("其他",)
    if _has_no_whole(question):
        return (question.operation.words,)
    if len(question.organs) > 1:
        for organ in question.organs:
            if _ABOUT_ORGAN.search(question.text[: organ.span[0]]):
                return (organ.words,)
    undone = _ANOTHER_VERB.search(question.text)
    if undone and {cell.address for cell in question.cells} <= _ALL_REQUESTS:
        return (undone.group(),)
    condition = question.operation.condition
    said = question.operation.words + "".join(one.words for one in question.organs)
    said += condition.words if condition else ""
    named = {at for one in question.organs for at in range(*one.span)}
    known = understood | (frozenset(named) if "机关" not in question.carried else frozenset())
    then = _THAT_YEAR.search(question.text)
    said += then.group() if then else ""
    left = [
        word
        for word in keywords(question, None)
        if word not in said
        and not is_light(word)
        and not (word[0] in "没未" and word + "到" in question.text)  # 没收到
        and not hides_keyword(word)
        and not _is_understood(word, question.text, known)
    ]
    if _must_be_read_whole(question):
        return tuple(word for word in left if _beside(word, question) or _narrows(word, question))
    return tuple(word for word in left if _narrows(word, question))


def _unread_of_a_list(question: Question) -> str:
    """Return what a list's conditions are joined by, where it is not read: 一直, 却, 但."""
    if question.operation.name not in ("list", "count"):
        return ""
    always = _ALWAYS.search(question.text)
    several = len(question.cells) > 1
    if always and several and len(question.years.years) != 1:
        return always.group()
    if not several:
        return "却" if _BUT.search(question.text) else ""
    both = _TWO_CONDITIONS.search(question.text)
    return both.group() if both and question.operation.condition is not None else ""


def _set_against_others(question: Question) -> str:
    """Return 比…多 where each organ is to be held against something no list is made by."""
    against = _AGAINST.search(question.text)
    years = len(question.years.years) + question.years.compare_previous
    # Of one row and two years, a list is made of those that rose or fell.
    listing = question.operation.name in ("list", "count")
    over_years = listing and years > 1 and not (len(question.cells) == 1 and years == 2)
    one = len(question.organs) == 1 and question.group is not None
    return against.group() if against and (over_years or one) else ""


def _has_no_whole(question: Question) -> bool:
    """Whether a share of all that came in is asked for, and not said of what."""
    share = question.operation.name == "share" and not question.denominator
    return share and {cell.address for cell in question.cells} == {"received_new:total"}


def _must_be_read_whole(question: Question) -> bool:
    """Whether any word left over may narrow the row: all applications, all penalties."""
    rows = {cell.row for cell in question.cells}
    plain = question.operation.name in ("look_up", "yes_no") and question.group is None
    total = {cell.column for cell in question.cells} == {"total"}
    known = load_catalogue()
    decided = all(row in known and known[row].table == "active" for row in rows)
    return plain and (decided or (total and rows <= _WHOLE_ROWS))


def _beside(word: str, question: Question) -> bool:
    """Whether a word stands in a clause that names the cell or says more of it, not in a story.

    In 许可办了多少件?盖房子的都要去镇上批 the second clause tells why one asks; in
    收到多少申请,只算征地的 it says which are meant.
    """
    clauses = [match.span() for match in _CLAUSE.finditer(question.text)]
    named = [question.text.find(cell.words) for cell in question.cells if cell.words]
    places = [at for at in named if at >= 0] or [0]
    own = [span for span in clauses if any(span[0] <= at < span[1] for at in places)]
    first = min((span[0] for span in own), default=0)
    said = (
        span for span in clauses if span in own or _SAYS_WHICH.search(question.text[slice(*span)])
    )
    return any(start >= first and word in question.text[start:end] for start, end in said)


def _narrows(word: str, question: Question) -> bool:
    """Whether a word stands where a subject stands: 有关征地的, 征地类, 征地方面的申请."""
    word = re.escape(word)
    rows = [re.escape(cell.words) for cell in question.cells if cell.words]
    subjects = "|".join((*_SUBJECT_TO, *rows))
    about = rf"(?:有关|关于|涉及|针对|围绕|属于){word}"
    kind = rf"{word}(?:类|方面|领域|事项|问题|相关|有关)"
    patterns = [about, kind, rf"{word}类?的?(?:{subjects})"]
    if len(question.cells) > 1 or _EACH.search(question.text):
        patterns += [rf"(?:、|和|与|及|跟){word}{_ENDS_ITEM}", rf"{word}(?:的|了|件|数)?、"]
    return bool(re.search("|".join(patterns), question.text))


def _is_understood(word: str, text: str, understood: frozenset[int]) -> bool:
    stem = word[:-1] if len(word) > 2 and word[-1] in "类型" else word
    places = [match.span() for match in re.finditer(re.escape(stem), text)]
    return all(understood.issuperset(range(*place)) for place in places) and bool(places)
