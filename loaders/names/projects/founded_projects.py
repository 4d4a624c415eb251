"""Projects by what a sentence says of their coming: C选址P，计划建设X生产线; and what they are called besides.

Whose country it is that a project's name begins with (德国C…项目), and another name in brackets (C（LC）…项目), may be
left out where the text speaks of it again.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.finding import Found, any_of, is_generic
from loaders.lexicon import Cut, has
from loaders.names.projects.project_lists import of_trade, plain

_WORKS = r"(?:生产线|产线|生产基地|智能工厂|工厂|加工基地|制造基地|研发中心|总部)"
_SETTLES = re.compile(
    r"(?:(?:落子|落户|选址|入驻|进驻|扎根)(?:于|在)?[\u4e00-\u9fff（）]{2,24}|(?:签署|签订)[^，。；]{0,12}(?:协议|合同))，"
    r"(?:并|也|将|计划|拟|同步|先期|一期|投资|新|在此|在当地)*(?:建设|新建|投建|兴建|打造|设立|布局)(?:了|的)?(?:一[条座个])?"
    rf"(?P<name>(?!全资|子公司)[\u4e00-\u9fffA-Za-z0-9]{{2,14}}?{_WORKS})(?=[，。；、]|及|和|项目|$)"
)
_LESS = re.compile(r"^(?:其|中国|全球|亚太|首[个家座]|区域|大型|现代化|高标准|国内|亚洲|新|智能化?|全新)+")


def founded(cut: Cut) -> Iterator[Found]:
    """What a firm builds that has just come: C选址P，计划建设|果蔬深加工生产线."""
    for found in _SETTLES.finditer(cut.text) if has(cut.text, "建", "打造", "设立", "布局") else ():
        name = found["name"]
        stem = re.sub(_WORKS + "$", "", _LESS.sub("", name))
        if len(stem) > 2 and not is_generic(stem) and not plain().fullmatch(stem) and "的" not in name:
            lead = _LESS.match(name)
            begin = found.start("name") + (lead.end() if lead else 0)
            yield Found(
                begin, found.end("name"), "Project", cut.text[begin : found.end("name")], "project-founded", 0.75
            )


_COMES = re.compile(
    rf"(?:^|(?<=[，。；\n]))(?P<name>(?!其|将|该|这|一[家个座]|首[个家座]|全[省市县]|[\d两三多])[\u4e00-\u9fffA-Za-z0-9（）]{{4,22}}?"
    rf"(?:{_WORKS}|智造基地|产业化基地|研发基地|机器人基地|运营中心))"
    r"(?=(?:正式|成功|顺利|高效|快速|签约)*(?:落户|落地|落子|选址|花落|开工|奠基|投产))"
)
_OF_SENTENCE = re.compile(r"的|[在将为了与和及、把对由从]|\d[家个座]|推动|推进|建设|促进|吸引|引进|支持|集聚")


def coming(cut: Cut) -> Iterator[Found]:
    """What a headline says to come: 德国晨曜集团果蔬加工线选址P, 海虹轴承智造基地落户P."""
    for found in _COMES.finditer(cut.text) if has(cut.text, "落户", "落地", "落子", "选址", "开工", "投产") else ():
        stem = re.sub(rf"(?:{_WORKS}|基地|运营中心)$", "", found["name"])
        if _OF_SENTENCE.search(found["name"]) or is_generic(stem) or plain().fullmatch(stem) or of_trade(stem):
            continue
        yield Found(*found.span("name"), "Project", found["name"], "project-coming", 0.72)


_NOTE = re.compile(r"（[A-Za-z][A-Za-z &.\-]{1,30}）")
_OWNED = re.compile(r"[\u4e00-\u9fffA-Za-z ]{2,14}?(?:独资|合资)(?=.{5})")  # 日本晨曜株式会社独资|碳纤维项目
_SHORTEST = 6  # characters that still tell which project is meant


def also_called(found: Found) -> Found:
    """The project with its names less the country it begins with and a Latin name in brackets."""
    if found.kind != "Project":
        return found
    names = {found.name, _NOTE.sub("", found.name)}
    names |= {name[land.end() :] for name in names if (land := any_of("place", "countries").match(name))}
    names |= {name[own.end() :] for name in names if (own := _OWNED.match(name))}
    more = {name for name in names if name != found.name and len(name) >= _SHORTEST}
    return replace(found, aliases=tuple(sorted({*found.aliases, *more}))) if more else found
