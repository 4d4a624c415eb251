"""Honours that a place is called by in quotes: “…之乡”, “…第一强县”."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import Found, is_generic
from loaders.lexicon import Cut, has


@cache
def _title() -> re.Pattern[str]:
    return re.compile(
        r"[“《]((?:\d{4})?[^“”《》，。、]{2,20}?(?:第[一1]?(?:经济)?强[县市区]（?市?）?|第一强县\(市\)|之乡|之都|百强县?|标杆县|示范县|示范市|强县|鼎|名[县城镇市乡村]|先行县)|(?:中华|天下|中国|世界)第一[\u4e00-\u9fff]{1,3}"
        r"|(?:中国|中华|华夏|世界|全球|全国|东方|亚洲)[\u4e00-\u9fff]{2,8}(?:[都城镇乡村港谷]|(?:生产|制造|加工|产业|出口)基地))[”》]"
    )


_MEMBERS = re.compile(r"“([^“”、，。]{2,16}(?:、[^“”、，。]{2,16}){1,4})”")
_OF_PLACE = re.compile(r"(?:示范|先行|试点|模范|样板|文明|卫生|园林|百强)(?:[县市区镇乡村]|城市)$")


_PRAISED = re.compile(  # 素有“药乡”的美誉, 享有“百年茶路”赞誉: what a thing is called in praise, in whatever words
    r"(?:享有|素有|享|赢得|获得?|拥有|有着?)“(?P<name>[^“”，。；、]{2,14})”(?:的|之)?(?:美誉|赞誉|盛誉|美称|之称|称誉)(?!的)"
)


_CALLED = re.compile(  # 被誉为“泵谷”“水泵之乡”: what places and people are, and no figure of speech for goods
    r"(?:被?誉为|美称为?|誉称为?)(?:全国|中国|我国|世界|江南|东方|西部|北方|南方)?的?(?P<list>(?:“[^“”，。；]{2,14}”[、和]?)+)"
)
_TITLED = re.compile(
    "“(?P<name>[^“”]{1,13}(?:之?乡|之?都|之?城|谷|之州|港|[镇村县市]|第一人|之冠|之王|明珠|粮仓|米仓|后花园|第一[县镇村街]))”"
)
ONLY = re.compile(r"[\u4e00-\u9fff]{2,4}唯一(?:的|一个|一座)?")
_ONLY_ONE = re.compile(
    rf"(?<=[是为]){ONLY.pattern}"
    r"(?P<name>“[^“”，。；、]{2,12}”[\u4e00-\u9fff]{0,4}?(?:城市|[县市区镇]|企业|基地|园区|工厂))"
)
_GOES_ON = re.compile(
    r"(?:建设|改革|发展|培育|创建)(?:综合)?(?:先行|示范|试点|引领|标杆|样板|创新)(?:[县市区镇乡村]|城市|基地|企业)"
)


def goes_on(text: str, end: int) -> bool:
    """Whether a name is only the beginning of an honour: 未来乡村|建设先行县."""
    return _GOES_ON.match(text, end) is not None


def quoted_titles(cut: Cut) -> Iterator[Found]:
    """A quoted title of a place: “…之乡”, “…第一强县”, 《…标杆县》榜单; and each of “A示范县、B示范县”."""
    if not has(cut.text, "“", "《"):
        return
    for found in _MEMBERS.finditer(cut.text):
        at = found.start(1)
        for item in found[1].split("、"):
            if _OF_PLACE.search(item) and not is_generic(item, "honour"):
                yield Found(at, at + len(item), "Honour", item, "honour-quoted-title", 0.7)
            at += len(item) + 1
    for found in _PRAISED.finditer(cut.text) if "誉" in cut.text or "称" in cut.text else ():
        yield Found(*found.span("name"), "Honour", found["name"], "honour-praised", 0.7)
    for found in _CALLED.finditer(cut.text) if "誉为" in cut.text or "称" in cut.text else ():
        for each in _TITLED.finditer(cut.text, *found.span("list")):
            yield Found(*each.span("name"), "Honour", each["name"], "honour-praised", 0.7)
    for found in _ONLY_ONE.finditer(cut.text) if "唯一" in cut.text else ():
        yield Found(*found.span("name"), "Honour", found["name"], "honour-only", 0.8)
    for found in _title().finditer(cut.text):
        name = re.sub(r"^\d{4}", "", found[1])
        aliases = (found[1],) if name != found[1] else ()
        if re.search(r"(?:产业|工业|科技|物流|软件)(?:新?城|小镇)$", name):
            continue
        if not re.match(r"(?:[两三四五六]大)?(?:战略|行动|工程|计划|建设|目标|创建)", cut.text[found.end() :]):
            yield Found(found.start(1), found.end(1), "Honour", name, "honour-quoted-title", 0.8, aliases)
