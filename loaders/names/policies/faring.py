"""Programs that are told by how they fare: X改革稳步推进, …综合试点绩效居前, “三张清单一张表”基本建成; and the fairs
that a place holds."""

import re
from collections.abc import Iterator

from loaders.finding import DOINGS, PHRASE, Found, is_generic, preceded_by
from loaders.lexicon import Cut, has, quoted

_HOW = "全面|基本|扎实|深入|稳步|持续|加快|加速|有序|顺利|统筹|纵深|有力|全域|如期|圆满|系统|率先|强力|协同|整体|走深"
_FARES = (
    r"(?:初见成效|成效(?:明显|显著|良好|初显)|取得(?!了?[\d约近])|进展(?:顺利|良好)|落地见效|走深走实|走在全|绩效[居列位]"
    rf"|(?:{_HOW})+(?:推进|推开|铺开|实施|完成|建成|落地|见效|开展|启动|深化|构建|实现|推广|展开|推行|崛起)"
    r"|在全[国省市区县][\u4e00-\u9fff]{0,2}推广|实现[\u4e00-\u9fff]{0,8}全覆盖)"
)


def faring(cut: Cut) -> Iterator[Found]:
    """All programs of a passage that are told by how they fare, and fairs."""
    yield from national(cut)
    yield from pilots(cut)
    yield from fairs(cut)
    yield from numbered_subjects(cut)
    yield from walks(cut)
    yield from reforms(cut)


_NATIONAL = re.compile(
    r"供给侧结构性改革|脱贫攻坚(?:战役?)?(?=取得|任务|如期|全面|圆满|胜利|[，。；])|东西部(?:扶贫)?协作(?=[和、，。；]|工作|机制|资金|任务|帮扶)"
    r"|(?:中央|省直|省级|国家)(?:单位|机关)定点(?:帮扶|扶贫)"
)


def national(cut: Cut) -> Iterator[Found]:
    """What the whole country carries out under one name: 供给侧结构性改革, 东西部协作."""
    for found in _NATIONAL.finditer(cut.text) if has(cut.text, "供给侧", "脱贫", "东西部", "定点") else ():
        yield Found(*found.span(), "Program", found[0], "program-national", 0.85)


_REFORM = re.compile(
    rf"改革(?=(?:[、和与及][\u4e00-\u9fff]{{2,14}}改革)*{_FARES})|工程(?=实现[\u4e00-\u9fff]{{0,8}}全覆盖)"
)
_PLAIN = re.compile(r"[级区]$|[各诸]|领域$|重点|关键|[的了]")


def reforms(cut: Cut) -> Iterator[Found]:
    """A reform as the subject: 商事登记|改革稳步推进; what reaches everyone: 饮水安全|工程实现全覆盖."""
    for found in _REFORM.finditer(cut.text) if has(cut.text, "改革", "工程") else ():
        begin = cut.left(found.start(), PHRASE, DOINGS, limit=20)
        stem = cut.text[begin : found.start()]
        if 2 <= len(stem) <= 16 and not _PLAIN.search(stem) and not is_generic(stem, "program") and "“" not in stem:
            yield Found(begin, found.end(), "Program", stem + found[0], "program-fares", 0.75)


_PILOT = re.compile(rf"试点(?:(?P<fares>工作)?(?={_FARES})|(?=工作|[，。；、和]|$))")
_GIVEN = ("争取", "深化", "开展", "承担", "抓好", "做好", "实施", "启动", "推进", "落实", "承接", "探索")


def pilots(cut: Cut) -> Iterator[Found]:
    """A pilot with what it tries in its name, where it fares or is worked at: 国家文旅消费综合试点绩效居前.

    One that a place was made, as 获批…试点 and 入选…试点, is an honour.
    """
    for found in _PILOT.finditer(cut.text) if "试点" in cut.text else ():
        begin = cut.left(found.start(), PHRASE, DOINGS, limit=30)
        stem = cut.text[begin : found.start()]
        fares = re.match(_FARES, cut.text[found.end() : found.end() + 20])
        if not (fares or preceded_by(cut, begin, _GIVEN)) or _NO_PILOT.search(stem) or len(stem) < 6:
            continue
        if not is_generic(stem, "program"):
            yield Found(begin, found.end(), "Program", f"{stem}试点", "program-pilot", 0.9)


_NO_PILOT = re.compile(r"级(?:改革)?$|[的\d]|^”|(?:获批|入选|列入|纳入|成为|确定为|省份|城市|企业)")

_FAIR = re.compile(
    r"洽谈会|博览会|交易会|(?<=[投台浙厦西渝哈])洽会|(?<=[进广服高消链数工])(?:博|交|贸)会"
    r"|(?<=[\u4e00-\u9fff]{4})大会(?=永久落户|在[\u4e00-\u9fff]{2,12}(?:举[办行]|召开|开幕))"
)
_HELD = re.compile(
    r"(?:举办|承办|主办|协办|筹办|办好|利用|依托|借助|借力|用好|搭乘|召开|组织)了?(?P<rest>[^，。；]{0,40})$"
)
_HELD_ON = re.compile(r"(?:永久|成功)?(?:落户|举[办行]|开幕|召开|在[\u4e00-\u9fff]{2,12}(?:举[办行]|召开|开幕))")
_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十\d]+届|\d{4}年?)[·]?")
_WIDE = re.compile("全球|国际|世界|中国|全国")
_OF_WORK = re.compile(r"代表|动员|表彰|总结|工作|人民|誓师|推进|职工")


def fairs(cut: Cut) -> Iterator[Found]:
    """A fair that a place holds or uses to call in firms: 利用台洽会、…采购洽谈会; no fair that a firm goes to."""
    text = cut.text
    for found in _FAIR.finditer(text) if has(text, "洽", "会") else ():
        known = len(found[0]) == 2 and found[0] != "大会"
        begin = found.start() - 1 if known else _fair_begin(cut, found.start())
        ordinal = re.search(rf"{_ORDINAL.pattern}$", text[max(0, begin - 8) : begin])
        begin -= len(ordinal[0]) if ordinal else 0
        held = _HELD.search(text[max(0, begin - 50) : begin])
        if not (held or _HELD_ON.match(text, found.end())) or re.search(
            r"参[加展]|亮相", text[max(0, begin - 30) : begin]
        ):
            continue
        name = text[begin : found.end()]
        plain = _ORDINAL.sub("", name)
        if known or (len(plain) > 4 and not _OF_WORK.search(plain) and (found[0] != "大会" or _WIDE.search(plain))):
            aliases = (plain,) if plain != name else ()
            yield Found(begin, found.end(), "Program", name, "program-fair", 0.75, aliases)


_FRONT = re.compile(r"(?:中国|全国|全球|世界|国际)[\u4e00-\u9fff（）·]{2,14}$")


def _fair_begin(cut: Cut, head: int) -> int:
    """Where a fair's name begins: at 中国 or 国际, whatever verbs stand in it: 中国国际|投资|贸易洽谈会."""
    wide = _FRONT.search(cut.text, max(0, head - 18), head)
    return min(wide.start() if wide else head, cut.left(head, PHRASE, DOINGS, limit=26))


_SUBJECT = re.compile(
    rf"(?P<head>(?:[\u4e00-\u9fff]{{0,6}}(?:布局|体系|建设|机制)|做法|经验|任务|目标|工作)?)(?:全面)?{_FARES}"
)
_PARTS = re.compile(
    r"(?:[一二三四五六七八九十两双百千万][\u4e00-\u9fff]{1,3}){2,4}|\d{3,6}"  # 一链一策, 三张清单一张表
    r"|[\u4e00-\u9fff]{2,6}(?:上|进|促|管|换|赋|联)[\u4e00-\u9fff]{2,5}|(?:互联网|人工智能|AI|数字)\+[\u4e00-\u9fff]{2,8}"
)
_ROOM = re.compile(r"(?:[一两二三四五六七八九多][核心区园轴带翼廊圈组片极点城港环][\u4e00-\u9fff]{0,2}?)+")
_TRIES = ("探索", "开展", "推进", "深化", "推行", "实施", "加快", "推广")
_EACH = re.compile(
    r"(?!一企一策|一事一议|一案一策|一人一)(?:一[\u4e00-\u9fff]{1,4}){2,}(?:[二两三四五六七八九十][\u4e00-\u9fff]{1,2})?"
)  # 一链一专班
_HELD_TO = ("坚持", "实行", "落实", "严格落实", "推行", "创新", "深化", "以")
_FIRMS = re.compile(r"企业\d+")  # “江口制造上云台”企业300家
_BUILT = re.compile("建设(?=[，。；、])|行动(?=[，。；、])")


def _held_to(cut: Cut, quote: re.Match[str]) -> bool:
    """Whether a way of working is held to: 坚持“一链一策”, 以“一链一专班”做强; 以“…”为抓手 is found as a lever."""
    return bool(preceded_by(cut, quote.start(), _HELD_TO)) and not cut.text.startswith("为", quote.end())


def numbered_subjects(cut: Cut) -> Iterator[Found]:
    """A quotation of a program's form as the subject: “三张清单一张表”基本建成, “互联网+养老”做法在全省推广."""
    text = cut.text
    for found in quoted(text) if "“" in text else ():
        inner = found[1]
        if not _PARTS.fullmatch(inner) or _ROOM.fullmatch(inner):
            continue
        fares = _SUBJECT.match(text, found.end())
        built = _BUILT.match(text, found.end()) if "+" in inner and preceded_by(cut, found.start(), _TRIES) else None
        bare = (_EACH.fullmatch(inner) and _held_to(cut, found)) or _FIRMS.match(text, found.end())
        head = fares["head"] if fares else built[0] if built else "" if bare else None
        if head is None or (inner.isdigit() and not head):
            continue
        tail = "" if head in ("任务", "目标", "工作", "经验") else head
        core = f"“{inner}”"
        aliases = tuple(a for a in (inner, core) if a != core + tail)
        yield Found(found.start(), found.end() + len(tail), "Program", core + tail, "program-fares", 0.75, aliases)


_WALK = re.compile(r"(?:^|(?<=[，。；、]))[\u4e00-\u9fff]{2,12}(?:走进|走近)[\u4e00-\u9fff]{2,12}活动(?![中期室])")


def walks(cut: Cut) -> Iterator[Found]:
    """An event that is called by who goes where: 名校学子走进江口古街活动."""
    for found in _WALK.finditer(cut.text) if has(cut.text, "走进", "走近") else ():
        yield Found(*found.span(), "Program", found[0], "program-walk", 0.7)
