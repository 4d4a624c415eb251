"""Industries that a cluster's honour is given to, with no 产业 behind them: 电子信息入选国家先进制造业集群."""

import re
from collections.abc import Iterator

from loaders.finding import Found, is_generic
from loaders.lexicon import Cut, has
from loaders.names.fronts import front
from loaders.names.industries.industry_names import names_within, never
from loaders.names.industries.industry_words import industry, sound
from ontology import vocab
from ontology.goods import goods

_ITEM = r"[\u4e00-\u9fffA-Za-z]{2,14}?"
_WON = re.compile(
    rf"(?:^|(?<=[，。；：\n]))(?P<list>{_ITEM}(?:[、和与及]{_ITEM}){{0,4}})(?:等)?(?:[\d两三四五六七八九十]+[个大]?(?:集群|产业)?)?"
    r"(?:[去今当]年|\d{4}年|近日|日前|成功|双双|分别|先后|均|也|再次|连续|顺利|新|相继)*(?:入选|获评|获批|入围|跻身|列入|晋级|纳入|上榜|被认定为|被评为|升级为)"
    r"(?=[^，。；]{0,16}(?:集群|产业先导区)(?:名单|培育名单|行列|创建名单|试点)?(?:[，。；、]|$))"
)
_NONE = re.compile(
    r"(?:公司|集团|企业|园区?|区|县|市|镇|中心|基地|平台|集群|项目|联盟|协会|产业|行业|产业链)$|集群|[去今当\d]年"
)


def clusters(cut: Cut) -> Iterator[Found]:
    """What opens a clause before the verb, where half of the list are industries or hold one."""
    for found in _WON.finditer(cut.text) if "集群" in cut.text or "先导区" in cut.text else ():
        spans = [m.span() for m in re.finditer("[^、和与及]+", found["list"])]
        spans = [(found.start("list") + b, found.start("list") + e) for b, e in spans]
        items = [cut.text[b:e] for b, e in spans]
        if sum(map(_tells, items)) * 2 >= len(items) and not any(map(_plain, items)):
            for begin, end in spans:
                if sound(cut.text[begin:end], "", listed=True):
                    yield industry(begin, end, cut.text[begin:end], "", "industry-cluster", 0.75)


_HEAD = re.compile(
    r"(?:^|(?<=[。；\n]))(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）).、]\s*)?(?P<name>[\u4e00-\u9fff]{2,8})[：:]"
    r"(?=(?:以|拥有|依托|现有|目前|重点|形成|集聚|聚集|已|主要|引进|围绕|规上|全[市县区]|汇聚)[^。]{0,60}?(?:企业|龙头|代表|公司|产值|项目))"
)


def line_heads(cut: Cut) -> Iterator[Found]:
    """What a line tells of as of an entry, where it goes on with the firms of it: 纺织鞋服：拥有A、B等企业268家."""
    for found in _HEAD.finditer(cut.text) if has(cut.text, "：", ":") else ():
        name = found["name"]
        if name not in never() and not _plain(name) and vocab.concept("industry", name):
            yield industry(*found.span("name"), name, "", "industry-entry", 0.75)


_ON_BASE = re.compile(
    r"(?:依托|立足|利用|借助|以(?=[^，。；]{2,12}为(?:核心|依托|主阵地|载体|龙头|中心)))[^，。；]{2,20}?，?"
    rf"(?:大力|积极|重点|加快|协同|联动|着力|统筹)*(?:发展|布局|培育|做[优强大])(?P<list>{_ITEM}(?:[、和]{_ITEM}){{1,5}})"
    r"(?=[，。；]|等|产业|业态|[两三四五六七八九\d]+[个大条](?:方向|领域|板块|赛道|产业|业态|行业))"
)


_TRADE = re.compile(r"..(?:物流|仓储|旅游|加工|制造|电商|农业)$")


def on_base(cut: Cut) -> Iterator[Found]:
    """What is grown on the base of a site: 依托石湖港，发展保税仓储、冷链物流、跨境电商; half of it is known."""
    for found in _ON_BASE.finditer(cut.text) if has(cut.text, "依托", "立足", "利用", "借助", "以") else ():
        spans = [m.span() for m in re.finditer("[^、和]+", found["list"])]
        spans = [(found.start("list") + b, found.start("list") + e) for b, e in spans]
        items = [cut.text[b:e] for b, e in spans]
        known = [bool(vocab.concept("industry", item) or names_within(item) or _TRADE.search(item)) for item in items]
        if sum(known) * 2 >= len(items) and not any(map(_plain, items)):
            for begin, end in spans:
                if sound(cut.text[begin:end], "", listed=True):
                    yield industry(begin, end, cut.text[begin:end], "", "industry-on-base", 0.72)


def wins_cluster(text: str, clause: int) -> bool:
    """Whether a clause says of the list that it opens with that a cluster's honour is theirs."""
    return "集群" in text and _WON.match(text, clause) is not None


def _plain(name: str) -> bool:
    return bool(_NONE.search(name) or front(name)) or (is_generic(name, "industry") and not _tells(name))


def _tells(name: str) -> bool:
    return bool(vocab.concept("industry", name) or names_within(name) or goods(name))
