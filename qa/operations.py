"""What is to be done with the figures: look up, share, difference, trend, rank and so on.

The cue words stand here as patterns, not in the phrase book, since their order matters: the first
pattern that fits decides.
"""

from __future__ import annotations

import re
from decimal import Decimal

from qa.numerals import han_number
from qa.question import Condition, Operation, OperationName

_NUMBER = r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)"
_UNIT = r"(?:件|个|次|起|宗|条|份|例|部|项|万元|元|%)?"
_CONDITIONS: tuple[tuple[str, str], ...] = (
    (
        rf"(?:在|为|是)?{_NUMBER}{_UNIT}?(?:到|至|—|-|~|～)(?P<upper>\d+){_UNIT}(?:之间|的)",
        "between",
    ),
    (rf"(?:大于等于|不少于|不低于|至少|起码){_NUMBER}{_UNIT}", ">="),
    (rf"{_NUMBER}{_UNIT}(?:及)?以上", ">="),
    (rf"(?:超过|大于|多于|高于|突破|超)(?:了)?{_NUMBER}{_UNIT}", ">"),
    (rf"(?:小于等于|不超过|不多于|不大于|至多|最多){_NUMBER}{_UNIT}", "<="),
    (rf"{_NUMBER}{_UNIT}(?:及)?以下", "<="),
    (rf"(?:少于|小于|低于|不足|不到|不满){_NUMBER}{_UNIT}", "<"),
    (rf"(?:正好|恰好|刚好|等于){_NUMBER}{_UNIT}", "="),
    (r"不[是为]\s*(?:零|0)(?!\d)|非零|大于零|不等于0", "nonzero"),
    (
        r"(?:为|是|等于|都是|均为|填|报)\s*(?:零|〇|0)(?!\d)|零(?:申请|复议|诉讼|收费|件)|"
        r"(?:一[件个起次例宗份条]|半件)[^,，。?？]{0,12}(?:都|也)?(?:没|未|无|不)|"
        r"没有?用过|(?<!有)(?:从没|没有|没|未)(?:收到|发生|出现)过?",
        "zero",
    ),
)
_CUES: tuple[tuple[OperationName, str], ...] = (
    (
        "definition",
        r"解释一?下|凭什么(?:可以)?不|什么是|(?:是|指的?是?)什么(?:意思|含义|概念)|啥意思|"
        r"什么意思|指的?是?(?:啥|什么|哪)|含义|定义|怎么理解|如何理解|什么叫|叫什么叫|"
        r"是指|依据(?:是)?(?:哪|什么)|法律依据|依据\s*[?？]?$|的依据|对应.{0,8}哪一?条|"
        r"依据哪|哪一?条规定|条例第?几条|(?:说的|指的)是啥|有什么区别|有啥区别|区别是|"
        r"包括(?:啥|什么|哪)|指哪(?:[些三四两]|几[种类条项个])|是哪[三四几两][种类条项]|"
        r"算(?:不算)?.{0,6}(?:输|赢|败|胜)了?吗",
    ),
    (
        "consistency",
        r"(?:正文|文字).{0,18}(?:表|表格).{0,8}(?:一样|相同|符)|勾稽|"
        r"加起来.{0,6}等(?:不等)?于|等不等于|等于总计|合计数?对不对|核(?:一下|对|验)|"
        r"对得上|对不上|平不平|平吗|平衡关系|加得起来|自洽|打架|前后一致|是否一致|一致吗|"
        r"相符|矛盾|吻合|能找到对应|对应得上|账平|合不合得?上|有没有错|数据有误",
    ),
    (
        "inventory",
        r"(?:几个|哪几|哪些|分几|多少个)部分|哪几年的|收录|哪年到哪年|你有.{0,24}(?:年报|"
        r"报告)吗|(?:有没有|有无).{0,24}(?:年报|报告)\s*[?？]?$|(?:年报|报告)你?有哪|"
        r"报告结构|目录结构|有哪几块|(?:库里|库内|库中|这里|你这|系统里?|现在|"
        r"目前)?(?:都)?(?:有|收录|收了|存了|包含|覆盖)(?:了)?(?:哪些|多少份?|几份|几个|"
        r"什么)(?:单位|机关|年份|年报|报告|年度|年的)|哪些年份|库里有(?:什么|哪些|多少|"
        r"几)|收录(?:了)?(?:哪|多少|几)|这份报告是哪|是哪个单位哪一?年",
    ),
    (
        "similar",
        r"(?:跟|和|与|同).{1,24}差不多|相近|相似|类似|差不多的(?:单位|机关|报告)|情况接近|"
        r"同类(?:案例|情况)|可比的|像.{1,12}这样的",
    ),
    (
        "trend",
        r"最(?:多|少|高|低)(?:的)?(?:是|在)?(?:哪|那)一?年|走势|趋势|变化|怎么变|变了|"
        r"逐年|历年|各年|每年|这些年|这几年|近几年|年度曲线|折线|曲线|连年|递增|递减|"
        r"增减情况|一年年|一年比一年|按年列|分年|(?:哪|那)一?年.{0,12}最|最(?:多|少|高|"
        r"低)的(?:一年|年份|是哪一?年)|(?:最近|近|过去)[二两三四五六七八九十\d]+年",
    ),
    (
        "difference",
        r"(?:增长|增加|上升|下降|减少|增多|涨|降)(?:了|幅)?.{0,4}百分|增长率|增幅|降幅|同比",
    ),
    (
        "share",
        r"每(?:一)?百件|[一-鿿]{2}率(?=是|多少|为|几|呢|\s|$|[?？,，])|占比|比例|比率|"
        r"百分(?:之|比|点|率)|几成|多大(?:比重|份额)|比重|份额|公开率|办结率|维持率|"
        r"纠错率|纠正率|败诉率|胜诉率|拒绝率|驳回率|不公开率|占(?:了)?(?:全部|总|所有|"
        r"办理|整个|当年|其中|.{0,14}的)?.{0,10}(?:多少|几)|%|占多少(?!件)",
    ),
    (
        "difference",
        r"差(?:了)?(?:多少|几|额|值|距)|相差|之差|的差(?!不多)|(?:多|少|高|低|增加?|减少?|"
        r"下降|上升|增长|涨|降)(?:了|出|出来)?(?:多少|几(?!乎))|多出|少了多少|变化量|增幅|"
        r"降幅|增减(?:了)?多少|同比|环比|增长率|涨了没|比.{1,20}(?:多|少)(?:多少|几)|减去|"
        r"差几|差多少|比.{0,24}(?:多|少).{0,8}(?:多少|几)件?",
    ),
    ("average", r"平均|年均|(?:^|\s)均(?=[一-鿿])|均值|人均|每家大概|平均数|平均每"),
    ("median", r"中位数|中间值|中位"),
    (
        "compare",
        r"谁(?:的|收到?的?|家)?.{0,16}(?:更?多|更?少|更?高|更?低|大|小)|"
        r"哪[个家边一].{0,20}(?:更多|更少|更高|更低|多|少|高|低)(?!少)|比较|对比|对照|"
        r"比一比|相比|孰多|多还是少|(?:和|与|跟).{1,20}(?:比|哪个)|高还是低|"
        r"还是.{0,12}(?:多|少|高|低)",
    ),
    (
        "yes_no",
        r"有没有|是否|是不是|有无|(?:吗|么|嘛|没有|没|不)\s*[?？]?$|有没|(?:过|了)(?:没有|"
        r"没)|能不能|存不存在",
    ),
)
_RANK = re.compile(
    r"排名|排行|排序|排第|名次|前[一二两三四五六七八九十\d]+(?:名|位|家|个|大|的)|倒数|"
    r"垫底|第[一二三四五六七八九十\d]+(?:名|位|多|少|高|低)"
    r"|最(?:多|少|高|低|大|小)|第一(?=\s|是|名|的|$)|居首|榜首|冠军|数一数二"
)
_TOP = re.compile(
    r"前(?P<top>[一二两三四五六七八九十\d]+)(?:名|位|家|个|大|的)?"
    r"|哪(?P<which>[二两三四五六七八九十\d]+)[个家]"
    r"|(?:倒数|后|最(?:多|少|高|低|大|小)的)(?P<last>[一二两三四五六七八九十\d]+)(?:名|位|家|个)"
    r"|第(?P<first>一)(?=\s|是|名|的|$)"
)
# 比 as a word of its own: not in 占比, 比例, 百分比, 一年比一年.
_THAN = "(?<!一年)(?<![占分同环对相])比(?!一年|例|重|率)"
_MORE_OR_LESS = "(?:多|少|高|低|大|小|增|减|降|升)"
# 比2023年多吗, 是不是比澜桕镇多, 超过云汀民政了吗, 为什么比2023年少了
_WHETHER_MORE = re.compile(
    rf"{_THAN}.{{0,26}}{_MORE_OR_LESS}了?(?:吗|(?<![怎什])么|没有|对吧|对吗|是吧)"
    r"|(?:超过|高于|低于|不如).{0,26}了?(?:吗|(?<![怎什])么|没有|对吧|对吗|是吧)"
    rf"|(?:是不是|是否|有没有|为什么|为何|为啥).{{0,24}}{_THAN}.{{0,24}}{_MORE_OR_LESS}"
    r"|(?:是不是|是否|有没有).{0,24}(?:超过|高于|低于)"
)
_FEWER = re.compile("少|低|减|降|不如|小")
_POSITION = re.compile(
    r"(?:排名?|居|列|位居)第?(?P<place>[一二三四五六七八九十\d]+)(?!类|项|条|名|位|个|家)|"
    r"第(?P<nth>[一二三四五六七八九十\d]+)(?:名|位|多|少|高|低)"
)
_WITH_NONE = re.compile(
    r"(?<!有)(?:没有|没(?=制发|废止|收到|发生|收|结转)|未(?=收到|发生|制发|被))"
)
_CHANGED_BY = re.compile(r"变化了?(?:多少|几)|变了多少|增减了?(?:多少|几)|变动了?多少")
_ASCENDING = re.compile(
    r"最少|最低|最小|倒数|垫底|从少到多|从低到高|升序|第[一二三四五六七八九十\d]+(?:少|"
    r"低)|后[一二三四五六七八九十\d]+[名位家]"
)
_LIST = re.compile(
    r"哪些|哪几|列出|列一下|有谁|有哪|名单|都有谁|哪个(?:单位|机关|街道|镇|乡镇|局)|哪家|"
    r"筛选|找出|按条件找"
)
_COUNT = re.compile(
    r"(?:单位|机关|部门|街道|乡镇|报告)(?:一?共|总共)?有?(?:几|多少)(?:[个家份]|$|\\s|"
    r"[?？])|(?:单位|机关|部门|报告)(?:总)?数|家数|(?:多少|几)(?:个|家)?(?:单位|机关|街道|"
    r"镇|乡镇|局|部门|地方|报告|.{0,6}(?:办|局|街道|镇))|个数|家数|(?:几|多少)家(?!庭)|"
    r"数一下.*(?:单位|机关)|多少份报告|占.{0,4}几家"
)
_TOTAL = re.compile(r"一共|总共|合计|加起来|总数|总量|累计|总和|汇总|共计|总计|全部加")
_ALL_OF_GROUP = re.compile(
    r"哪几?种|哪些(?:情形|理由|项|种|类|情况|原因|栏|行|结果)|各(?:种|类|项)|"
    r"哪[几一]?[项种类]|分别|明细|构成|分布|组成"
)
_DESCRIBE = re.compile(
    r"怎么(?!变|样变)|如何|为什么|为何|为啥|哪些(?:问题|措施|改进|工作|做法|内容)|"
    r"做了(?:什么|哪些|啥)|干了(?:啥|什么)|写了(?:什么|啥)|说了(?:什么|啥)|什么问题|怎样|"
    r"咋"
)


def read_operation(
    text: str, *, over_group: bool, several: bool, has_cells: bool = False
) -> Operation:
    """Return the operation a normalised question asks for.

    Args:
        text: the question without the words that name organs and years.
        over_group: whether it asks about a group of organs or the whole library.
        several: whether it names several organs or several years.
        has_cells: whether it names a row of the form: 有几个单位打过官司 asks for no inventory.
    """
    text = re.sub(r"占了?(?=(?:多少|几)[件起宗])", "有", text)
    condition = read_condition(text)
    whether = _WHETHER_MORE.search(text)
    if whether and not over_group:
        return Operation(
            "compare_yes_no", whether.group(), ascending=bool(_FEWER.search(whether.group()))
        )
    cue = _first_cue(text, skip=("inventory",) if has_cells else ())
    ranking = _RANK.search(text)
    name, words = cue if cue else ("look_up", "")
    if name in ("consistency", "definition", "inventory", "similar"):
        return Operation(name, words, condition)
    if over_group:
        return _over_group(text, name, words, condition, ranking)
    if ranking and name in ("look_up", "compare", "yes_no") and not several:
        return _ranked("rank_within", ranking, text)
    if ranking and several and name in ("look_up", "compare"):
        return _ranked("rank", ranking, text)
    if name in ("trend", "compare", "look_up") and several and _CHANGED_BY.search(text):
        return Operation("difference", _CHANGED_BY.search(text).group())  # type: ignore[union-attr]
    if (
        _ALL_OF_GROUP.search(text)
        and name in ("look_up", "yes_no")
        and not (several or _TOTAL.search(text))
    ):
        return Operation("list_within", _ALL_OF_GROUP.search(text).group(), condition)  # type: ignore[union-attr]
    if name == "look_up" and _TOTAL.search(text) and several:
        return Operation("total", _TOTAL.search(text).group())  # type: ignore[union-attr]
    divided = "率|百分|%|几成|幅|同比呢" + ("|占|比例|比重" if name == "trend" else "")
    relative = bool(re.search(divided, text))
    return Operation(name, words, condition, relative=relative)


def _over_group(
    text: str,
    name: OperationName,
    words: str,
    condition: Condition | None,
    ranking: re.Match[str] | None,
) -> Operation:
    relative = name == "share"
    if _COUNT.search(text):
        return Operation("count", _COUNT.search(text).group(), condition or _positive(text))  # type: ignore[union-attr]
    if ranking:
        return _ranked("rank", ranking, text, relative=relative)
    if name in ("average", "median", "trend", "difference"):
        return Operation(name, words, condition, relative=relative)
    if condition or (_LIST.search(text) and not _TOTAL.search(text)):
        listing = _LIST.search(text)
        return Operation(
            "list", listing.group() if listing else words, condition or _positive(text)
        )
    if name == "share":
        return Operation("rank", words, relative=True)
    if _TOTAL.search(text) or name == "look_up":
        total = _TOTAL.search(text)
        return Operation("total", total.group() if total else "")
    if name == "compare":
        return Operation("rank", words)
    return Operation("list" if name == "yes_no" else name, words, condition or _positive(text))


def _positive(text: str) -> Condition:
    """哪些单位有涉密不公开的 asks for those with at least one, 没有制发的 for those with none."""
    if _WITH_NONE.search(text):
        return Condition("=", Decimal(0), words="没有")
    return Condition(">", Decimal(0), words="有")


def _ranked(
    name: OperationName, ranking: re.Match[str], text: str, relative: bool = False
) -> Operation:
    counted = _TOP.search(text)
    top = next((group for group in counted.groups() if group), None) if counted else None
    limit = han_number(top) if top else None
    place = _POSITION.search(text)
    nth = (place["place"] or place["nth"]) if place and not counted else None
    position = han_number(nth) if nth else None
    if limit is None and re.search("最|居首|榜首|冠军", ranking.group()):
        limit = 1
    if "第二" in text and limit == 1:
        limit = 2
    return Operation(
        name,
        ranking.group(),
        limit=limit,
        ascending=bool(_ASCENDING.search(text)),
        relative=relative,
        position=position,
    )


def _first_cue(text: str, skip: tuple[OperationName, ...] = ()) -> tuple[OperationName, str] | None:
    for name, pattern in _CUES:
        if name in skip:
            continue
        match = re.search(pattern, text)
        if match:
            return name, match.group()
    describe = _DESCRIBE.search(text)
    return ("describe", describe.group()) if describe else None


def read_condition(text: str) -> Condition | None:
    """Return the condition a question puts on a figure, None if it puts none.

    >>> read_condition("新收申请超过50件").bound
    Decimal('50')
    """
    for pattern, comparison in _CONDITIONS:
        match = re.search(pattern, text)
        if not match:
            continue
        if comparison == "nonzero":
            return Condition(">", Decimal(0), words=match.group())
        if comparison == "zero":
            return Condition("=", Decimal(0), words=match.group())
        bound = (
            han_number(match["number"]) if not match["number"].replace(".", "").isdigit() else None
        )
        value = Decimal(match["number"]) if bound is None else Decimal(bound)
        if comparison == "between":
            return Condition(">=", value, Decimal(match["upper"]), match.group())
        return Condition(comparison, value, words=match.group())  # type: ignore[arg-type]
    return None
