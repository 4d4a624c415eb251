"""Industries by what is said of them: the lines of business of firms, what a place lives by or is to develop."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import is_word, kind, tagged
from loaders.finding import DOING, Found, is_generic, items_before, strip_place, table
from loaders.lexicon import Cut, has, one_of, words
from loaders.names.fronts import front
from loaders.names.industries.industry_bulletins import of_goods_that_grow
from loaders.names.industries.industry_names import names_within, never
from loaders.names.industries.industry_words import BREAKS, industry, sound
from ontology import vocab

_BULLET = re.compile(
    r"^(?:—{1,2}|[·•■●◆▪]|[（(]?\d{1,2}[)）.、])\s*(?:(?:首位|主导|支柱|特色|优势|传统|新兴|重点)产业)?"
    r"(?:(?:加快|着力|大力|积极|全力|持续|聚力)?(?:改造|提升|培育|壮大|巩固|转型升级|提质|做[强大优精]|发展|打造|振兴)+)?"
    r"([\u4e00-\u9fff]{2,10})[。：]"
)

_PARKS = re.compile(
    r"[两三四五六七八九十\d]{1,4}[大个](?:特色|专业|主题|重点|功能|产业|主攻|细分)*(?:园区|产业园|园|片区|功能区|板块|组团|专区|方向|赛道)"
)
_PARK_WORDS = ("园", "片区", "功能区", "板块", "组团", "专区", "方向", "赛道")

_LEADERS = re.compile(r"(?:龙头|领军|骨干|头部|链主)企业(?<=[\u4e00-\u9fff]{6})")
_TOO_WIDE = frozenset({"制造业", "服务业", "制造", "智能制造", "服务"})  # 服务|企业860家: what is done for them
_PLAIN_FIRMS = re.compile(
    r"(?:\d|[，。、]|加快|转型|现有|达|实现|完成|占|产值|到|向|从|集聚|入驻|纷纷|普遍|正|也|已|将|增资|上|不断|持续|迅速|快速|逐步|陆续|相继|蓬勃)"
)
_LEADING = re.compile(r"(?:主导|支柱|重点|优势|特色|新兴|先导|首位|传统)产业")  # not 当家产业: praise, no group


_OF_FIRMS = re.compile(
    r"(?=[企是为成])(?:企业(?<=[\u4e00-\u9fff]{3})(?!家(?![\u4e00-\u9fff]{0,3}\d))|(?:是|为|成为)(?=[^，。；]{0,14}?(?:主导|支柱|重点|优势|特色|传统|当家|首位|富民|辅助|新兴|先导)产业))"
)
_MAKING = re.compile(r"(?:制造|加工)(?=企业)")


def firms(cut: Cut) -> Iterator[Found]:
    """The lines of business in a list before 企业: 水暖厨卫、石材陶瓷企业; and A、B是…的主导产业."""
    for found in _OF_FIRMS.finditer(cut.text):
        items = list(items_before(cut, found.start(), BREAKS, DOING))
        if not items and found[0] != "企业" and cut.text[found.start() - 1] == "，":  # A、B、C，是P的三大支柱产业
            items = list(items_before(cut, found.start() - 1, BREAKS, DOING))
            items = items if len(items) > 2 else []
        known = [item for item in items if vocab.concept("industry", cut.text[item[0] : item[1]])]
        alone = found[0] == "企业" and len(items) == 1 and _PLAIN_FIRMS.match(cut.text, found.end()) is not None
        alone = alone and cut.text[slice(*items[0])] not in never() | _TOO_WIDE
        if known and (len(items) > 1 or found[0] != "企业" or alone):
            for begin, end in items:
                end -= 2 * cut.text.endswith(("龙头", "骨干", "领军", "优势", "重点"), begin, end)
                name = cut.text[begin:end]
                if 1 < len(name) <= 6 and sound(name, "", listed=True):
                    yield industry(begin, end, name, "", "industry-of-firms", 0.75)
            group = _LEADING.search(cut.text, found.end()) if found[0] != "企业" else None
            if group:
                yield industry(group.start(), group.end(), group[0], "产业", "industry-group-predicate", 0.75)
    for found in _LEADERS.finditer(cut.text) if "企业" in cut.text else ():
        for size in range(8, 1, -1):
            name = cut.text[max(0, found.start() - size) : found.start()]
            if len(name) == size and vocab.concept("industry", name) and name not in never():
                yield industry(found.start() - size, found.start(), name, "", "industry-of-leader", 0.75)
                break
    for found in _MAKING.finditer(cut.text) if "企业" in cut.text else ():
        begin = cut.left(found.start(), BREAKS, DOING, limit=8)
        stem = cut.text[begin : found.start()]
        counted = re.match(r"企业[\d一二三四五六七八九十]+[余多]?[家户]", cut.text[found.end() :])
        if (
            (counted or cut.text.endswith("为代表的", 0, begin))
            and 2 <= len(stem) <= 6
            and sound(stem, "", listed=True)
        ):
            yield industry(begin, found.end(), stem + found[0], "", "industry-of-makers", 0.7)


_TRADES = re.compile(
    r"业(?<=[\u4e00-\u9fff]{3})(?=实现|完成|保持|增长|下降|增加值|投资|产值|营业收入|利润|同比|和|、|，|等|的)"
)
_INDUSTRY_OF = re.compile(r"工业(?<=[\u4e00-\u9fff]{4})(?=增长|下降|增加值|实现|完成|产值)")
_AS_LEADING = re.compile(r"(?:等)?为(?:主导|主特|支柱|特色|首位|重点|主(?![题体线要]))")
_LED_BY = re.compile(r"以(?=[^，。；]{3,40}?为(?:主导|主特|支柱|特色|首位|重点|主(?![题体线要])))")


def trades(cut: Cut) -> Iterator[Found]:
    """What a bulletin calls …业: 制鞋业增长6.1%; and 以A、B为主导产业."""
    text = cut.text
    for found in _TRADES.finditer(text):
        begin = cut.left(found.start(), BREAKS, DOING, limit=10)
        if text[begin - 1 : found.end()] == "及制品业":  # 丝绸|及制品业
            begin = cut.left(begin - 1, BREAKS, DOING, limit=8)
        name = text[begin : found.end()]
        known = vocab.concept("industry", name) or of_goods_that_grow(text, found.end(), name[:-1])
        if (
            len(name) > 2
            and name not in never()
            and known
            and not re.search(r"[企产行农工作就创失毕专事商职]业$", name)
        ):
            yield industry(begin, found.end(), name, "", "industry-trade", 0.8)
    for found in _INDUSTRY_OF.finditer(text):
        begin = cut.left(found.start(), BREAKS, DOING, limit=8)
        stem = text[begin : found.start()]
        if 2 <= len(stem) <= 6 and not is_generic(stem, "industry") and not _OWNED.search(stem):
            yield industry(begin, found.end(), stem + "工业", "", "industry-trade", 0.75)
    for found in _LED_BY.finditer(text):
        stop = _AS_LEADING.search(text, found.end())
        made = text.endswith("产品", 0, found.start())
        items = list(items_before(cut, stop.start(), BREAKS, DOING)) if stop and not made else []
        plain = stop and stop[0].endswith(("为主", "为重点")) and not any(_is_known(text[b:e]) for b, e in items)
        for begin, end in items if not plain else ():  # 以出口创汇为主: no line of business
            if begin >= found.end() and sound(text[begin:end], "", listed=True):
                yield industry(begin, end, text[begin:end], "", "industry-leading", 0.75)


def _is_known(name: str) -> bool:
    return vocab.concept("industry", name) is not None


_OWNED = re.compile(
    r"^[万亿]元|(?:规上|规模|以上|地方|中直|中央|市属|省属|县属|国有|民营|股份|外资|港澳台|轻|重|全部|全市|全县|全区|限下|城镇|乡镇|村级)$"
)
_DEVELOPED = re.compile(
    r"(?=[主重布适优支首])(?:(?<!公司)(?<!企业)(?<!集团)(?<!公司，)(?<!企业，)主攻(?!方向)|重点承接|(?<=[镇乡道区园])布局|重点发展|重点布局|适度发展|重点培育|主要发展|优先发展"
    r"|(?:主导|支柱|首位)产业(?:主要)?(?:是|为|包括|有)：?)"
)

_OF_TOWNS = re.compile(
    r"(?=[鼓支则分重主着积大加全突发布承壮做打，以])(?:(?:鼓励|支持)发展|(?<=[里米亩]，)发展|(?<=[镇乡道区园])(?:则|分别|重点|主要|着力|积极|大力|加快|全力|突出)*(?:发展|布局|主攻|承接|壮大|做[强大优精]|打造|(?P<lives>，?以(?=[^，。；]{2,24}为主))))"
)
_SEAT = re.compile(r"(?:为主导?|为特色|集聚区|集中区|强镇|名镇|特色镇|重镇)$")

_MOVED = re.compile(
    r"(?:产业|行业)?(?:转移|集聚|项目|企业|[两三四五六七八九十\d]+[个大条类](?:细分|特色|重点|优势|主导|主攻|产业)?"
    r"(?:方向|领域|板块|赛道|产业链|链条?|门类|产业|行业))$"
)  # 承接|X|产业转移; A、B、C|三大板块
_GOODS = re.compile(r"等[\u4e00-\u9fff]{0,4}产品")  # 重点发展A、B等产品: goods


def developed(cut: Cut) -> Iterator[Found]:
    """What a place or park is to develop or lives by: 重点发展A、B; 主导产业是A、B."""
    for verb in _DEVELOPED.finditer(cut.text):
        stop = re.compile(r"[，。；]|等|为(?:主|特色|支撑|龙头|核心)").search(cut.text, verb.end())
        end = stop.start() if stop else len(cut.text)
        at = verb.end()
        made = _GOODS.match(cut.text, end) is not None
        for item in _items(cut.text[at:end]) if end - at <= 60 else ():
            begin = cut.text.index(item, at)
            item = _MOVED.sub("", item)
            own = strip_place(cut, begin, begin + len(item))
            item, begin = cut.text[own : begin + len(item)], own
            plain = "的" in item or re.search(r"[“”（）\d]", item) or (made and not _is_known(item))
            if 2 <= len(item) <= 12 and not plain and sound(item, "", listed=True):
                yield industry(begin, begin + len(item), item, "", "industry-developed", 0.75)
            at = begin + len(item)


def _items(listed: str) -> Iterator[str]:
    """The members of a list; both of 新材料及装备制造, which the vocabulary knows only each by itself."""
    for item in re.split(r"、|和|以及", listed):
        one, _, other = item.partition("及")
        both = other and _is_known(one) and _is_known(other) and not _is_known(item)
        yield from (one, other) if both else (item,)


def of_towns(cut: Cut) -> Iterator[Found]:
    """What a town or park is each to do: 江口镇做强五金压铸; 石桥镇以化工填料为主; 鼓励发展节能电机.

    A word of a known trade is in it.
    """
    for verb in _OF_TOWNS.finditer(cut.text):
        stop = re.compile(r"[，。；]|等").search(cut.text, verb.end())
        end = stop.start() if stop else len(cut.text)
        seat = _SEAT.search(cut.text, verb.end(), end)
        at, end = verb.end(), seat.start() if seat else end
        for item in _items(cut.text[at:end]) if end - at <= 40 else ():
            begin = cut.text.index(item, at)
            item = _MOVED.sub("", item)
            at = begin + len(item)
            plain = "的" in item or re.search(r"[“”（）\d]", item) or item in never()
            if 2 <= len(item) <= 8 and not plain and names_within(item) and sound(item, "", listed=True):
                yield industry(begin, at, item, "", "industry-of-town", 0.75)


def _is_line(name: str) -> bool:
    """Whether a name is that of a known industry, or holds one: 泵阀配套."""
    return name not in never() and (vocab.concept("industry", name) is not None or bool(names_within(name)))


_SPREAD = re.compile(
    r"(?:产业|行业|企业|项目|领域|业务|投资|主要|重点|布局)[^，。；、]{0,4}?(?:集中[在于]|分布[在于]|涵盖|覆盖|涉及|遍及|形成)了?|(?<=[，。；])(?:涵盖|覆盖|涉及|形成)了?"
)

_SPREADS = ("集中", "分布", "涵盖", "覆盖", "涉及", "遍及", "形成")


_CLOSING = re.compile(
    r"(?:[两三四五六七八九十\d]+[大个条](?:主导|支柱|特色|优势|重点|新兴|首位)+产业|(?:产业|行业)?(?:领域|企业))$"
)


def spread(cut: Cut) -> Iterator[Found]:
    """What firms or projects are spread over: 主要集中于A、B、C，涵盖A、B、C; at least two are known."""
    for verb in _SPREAD.finditer(cut.text) if "、" in cut.text and has(cut.text, *_SPREADS) else ():
        stop = re.compile(r"[，。；：]|等").search(cut.text, verb.end())
        end = stop.start() if stop else len(cut.text)
        if end - verb.end() > 80 or "、" not in cut.text[verb.end() : end]:
            continue
        found: list[Found] = []
        at = verb.end()
        for part in re.split(r"(、|以及|及|和)", cut.text[at:end]):
            item = _CLOSING.sub("", part)
            if (
                2 <= len(item) <= 10
                and re.fullmatch(r"[\u4e00-\u9fffA-Za-z（）]+", item)
                and sound(item, "", listed=True)
            ):
                found.append(industry(at, at + len(item), item, "", "industry-spread", 0.75))
            at += len(part)
        plain = [f for f in found if cut.text[f.begin : f.end] in never()]
        enough = 1 if "中" in verb[0] and len(found) > 2 else 2  # firms gather in lines of business
        if sum(_is_known(cut.text[f.begin : f.end]) for f in found) - len(plain) >= enough:
            yield from found


_TALLY = re.compile(r"(?:[，、：:（]|以及|和|^)(?P<name>[\u4e00-\u9fff]{2,10}?)(?:类?(?:企业|项目))?\d{1,5}[家户个]")
_FEWEST = 3  # counts that make a tally
_TALLIED = re.compile(r"(?:产业|行业|领域|门类|企业|工业)")


def tallied(cut: Cut) -> Iterator[Found]:
    """The lines of business that firms are counted by: 涉及四大行业：食品加工4家、纺织业6家、…; one is known."""
    run: list[re.Match[str]] = []
    if sum(map(cut.text.count, "家户个")) < _FEWEST:
        return
    for found in [*_TALLY.finditer(cut.text), None]:
        if found and (not run or found.start() == run[-1].end()):
            run.append(found)
            continue
        yield from _tally(cut, run)
        run = [found] if found else []


def _tally(cut: Cut, run: list[re.Match[str]]) -> Iterator[Found]:
    known = [m for m in run if _is_known(m["name"]) and m["name"] not in never()]
    said = run and _TALLIED.search(cut.text, max(0, run[0].start() - 24), run[0].end())
    if len(run) < _FEWEST or len(known) < 2 or not said:
        return
    for each in run:
        begin = each.start("name") + front(each["name"])
        name = cut.text[begin : each.end("name")]
        if len(name) > 1 and sound(name, "", listed=True):
            yield industry(begin, each.end("name"), name, "", "industry-tallied", 0.8)


_LINE = re.compile(
    r"(?<![^；。：\n])(?:[—\-·]{1,2}|[\d一二三四五六七八九十]{1,2}[.、．])?(?P<name>[\u4e00-\u9fff]{1,8}业)"
    r"(?:（[^（）]{1,30}）)?(?:：|，)?(?=(?:规上|规模以上)?(?:企业)?\d{1,5}[余多]?[家户])"
)


_NO_LINE = re.compile(
    r"(?:企|就|创|产|行|工|从|农|专|开|停|结|毕)业$"
    r"|^(?:年末|全年|规模|规上|全[市县区省]|当年|年内|其中|新增|累计)"
)


def lines(cut: Cut) -> Iterator[Found]:
    """The industry of a line or part of a sentence that counts its firms: 陶瓷业：34家，产值27亿元；…."""
    for found in _LINE.finditer(cut.text) if "业" in cut.text and has(cut.text, "家", "户") else ():
        name = found["name"]
        if name not in never() and not _NO_LINE.search(name) and not front(name):
            yield industry(found.start("name"), found.end("name"), name, "", "industry-line", 0.8)


_BRANCH = re.compile(r"^[（(]?[一二三四五六七八九十]{1,2}[)）、.．]([\u4e00-\u9fff]{2,10})。")


@cache
def _fields() -> re.Pattern[str]:
    return re.compile(one_of(words(table("plan")["parts"])))


def _in_field(cut: Cut) -> bool:
    """Whether a passage stands under 发展重点, where （一）X。 is a branch of industry."""
    return any(_fields().search(h.title) for h in cut.passage.section)


# A bullet that is a sentence or a task of its own: 产业结构|明显改善, 支持|茶企发展.
_PREDICATE = re.compile(
    r"更加|明显|显著|持续|进一步|不断|稳步|全面|基本|成效|进展|水平"
    r"|^(?:扶持|支持|鼓励|引导|加强|加快|提升|推进|推动|深化|完善|强化|优化|健全|规范|落实|扩大|增强|保障|促进|统筹|坚持|提高|严格)"
)


def bullets(cut: Cut) -> Iterator[Found]:
    """The industry that a bullet is about: ——新能源材料。…"""
    found = _BULLET.match(cut.text) or (_BRANCH.match(cut.text) if _in_field(cut) else None)
    if (
        found
        and not _PREDICATE.search(found[1])
        and (_is_known(found[1]) or names_within(found[1]) or _is_good(cut, found[1]))
        and sound(found[1], "", listed=True)
    ):
        yield industry(found.start(1), found.end(1), found[1], "", "industry-bullet", 0.8)


def _is_good(cut: Cut, name: str) -> bool:
    """Whether a bullet under 发展重点 is a thing, not something to be done (优化环境, 守牢底线): ——钒钛粉末。"""
    if not _in_field(cut) or front(name) or is_generic(name):
        return False
    parts = tagged(name)
    return parts[0][1][0] in "nbj" and parts[-1][1][0] == "n"


def of_parks(cut: Cut) -> Iterator[Found]:
    """What a list of parks is for: 汽车零部件、中央厨房两个特色产业园; one of them is known."""
    for found in _PARKS.finditer(cut.text) if has(cut.text, *_PARK_WORDS) else ():
        listed = items_before(cut, found.start(), BREAKS, DOING)
        items = [(b + cut.text.startswith("，分", b - 1), e) for b, e in listed]
        ways = found[0].endswith(("方向", "赛道")) and any(cut.text[b:e] in never() for b, e in items)
        if len(items) > 1 and not ways and any(_is_line(cut.text[b:e]) for b, e in items):
            for begin, end in items:
                if sound(cut.text[begin:end], "", listed=True):
                    yield industry(begin, end, cut.text[begin:end], "", "industry-of-parks", 0.75)


_WORKED = re.compile(r"(?:精深|深|精)加工(?!能力|水平|率|度|比|转化|技术|程度|产品|增值|环节|走|方向|车间|设备|企业)")


def worked(cut: Cut) -> Iterator[Found]:
    """What a place works up, by the crop or the material: 茭白精深加工项目, 依托玉米深加工."""
    for found in _WORKED.finditer(cut.text) if "加工" in cut.text else ():
        begin = cut.left(found.start(), BREAKS, limit=6)
        begin += front(cut.text[begin : found.start()])
        stem = cut.text[begin : found.start()]
        if 2 <= len(stem) <= 4 and is_word(stem) and kind(stem)[:1] == "n" and not is_generic(stem, "industry"):
            yield industry(begin, found.end(), stem + found[0], "", "industry-worked", 0.72)


_BASED = re.compile(
    r"(?:高端|先进)?(?:石墨|石膏|生物|植物|矿物|[碳硅镁铝钛磷铜铁镍锌锰钒锂氟硼钨锆镓铟植竹木])基"
    r"(?:新能源|高性能|先进|新型|新|复合|功能|电池|合金)?材料"
)


def based(cut: Cut) -> Iterator[Found]:
    """Materials by what they are made of: 石膏基新材料, 碳基材料, 生物基材料."""
    for found in _BASED.finditer(cut.text) if "基" in cut.text else ():
        yield industry(found.start(), found.end(), found[0], "", "industry-based", 0.75)


_BUYERS = re.compile(r"(?:[厂商户]|企业)$")  # 为整机厂配套
_SUPPLIED = re.compile(r"[给为](?=[^，。；]{2,20}?(?:产业|行业)?配套(?:[，。；]|的|生产))")


def supplied(cut: Cut) -> Iterator[Found]:
    """The industries that firms make parts for: 给船舶、泵阀配套; one of them is known."""
    for found in _SUPPLIED.finditer(cut.text) if "配套" in cut.text else ():
        end = cut.text.index("配套", found.end())
        every = items_before(cut, end, BREAKS, DOING)
        items = [(max(b, found.end()), e) for b, e in every if e > found.end()]
        items = [(b, e) for b, e in items if not _BUYERS.search(cut.text, b, e) and not is_generic(cut.text[b:e])]
        if any(_is_line(cut.text[b:e]) for b, e in items):
            for begin, stop in items:
                if sound(cut.text[begin:stop], "", listed=True):
                    yield industry(begin, stop, cut.text[begin:stop], "", "industry-supplied", 0.72)


_BASES = re.compile(r"(?:生产|加工|制造|产业|出口|供应)?基地(?!建设|项目|[一二三]期)")


_IS = re.compile(r"[是为](?:[^，。；、]{0,8}(?:重要|主要|著名|最大)的?)?")


def of_bases(cut: Cut) -> Iterator[Found]:
    """What a place is a base of: 是全省轴承、纺织、眼镜生产基地; one of the list is known."""
    for found in _BASES.finditer(cut.text) if "基地" in cut.text else ():
        clause = max(cut.text.rfind(mark, 0, found.start()) for mark in "，。；") + 1
        verb = _IS.search(cut.text, clause, found.start())
        items = list(items_before(cut, found.start(), BREAKS, DOING)) if verb else []
        if len(items) > 1 and any(_is_line(cut.text[b:e]) for b, e in items):
            for first, end in items:
                begin = first + 2 * cut.text.startswith(("全省", "全国", "全市", "我国", "我省", "国内"), first)
                if sound(cut.text[begin:end], "", listed=True) and verb and begin >= verb.end() - 1:
                    yield industry(begin, end, cut.text[begin:end], "", "industry-of-base", 0.75)
