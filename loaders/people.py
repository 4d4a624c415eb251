"""People with their public role: a role, a name that begins with a surname, and what they do."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.finding import Found, Setting, table
from loaders.lexicon import Cut, one_of, words


@cache
def _person() -> re.Pattern[str]:
    lists = table("person")
    surname = one_of(words(lists["surnames"]))
    said = one_of(words(lists["said"]))
    roles = one_of(words(lists["roles"]))
    return re.compile(
        rf"(?P<role>[\u4e00-\u9fffA-Z]{{0,6}}?{roles})[、 ]?(?P<name>{surname}(?:[\u4e00-\u9fff]·?){{1,2}}?)(?={said}|$|\s)"
        rf"|(?<![\u4e00-\u9fff])(?P<before>{surname}[\u4e00-\u9fff]{{1,2}}?)(?P<title>研究员|院士|教授|博士)(?=领衔|团队|带领|创办|说|介绍|表示|，|等)"
        rf"|(?:由|，|和|、)(?:[\u4e00-\u9fff]{{2,20}}(?:大学|研究院|研究所|科学院|学院))(?P<of>{surname}[\u4e00-\u9fff]{{1,2}}?)(?P<titled>研究员|院士|教授|博士)"
    )


_NOT_NAME = re.compile(
    r"(?:后|等|的|和|与|在|为|任|长|等人|负责|介绍|表示|告诉|认为|会议|同志|单位|单元|企业|高兴|高度|方面|强调|相关|安排|办公|成员|经理|干部|关于|部署|和谐|应当|应急|东部|包括|陆续|全面|全市|全国|全年|国家|国际|常年|常态|白天|温暖|时间|时代|石油|水平|金融|金额|安全|安置|都市|都是|广泛|广大|相当|满意|曾经|易于|向全|容易|康养|连续|经营|经济|经过|项目|路径|计划|强化|方案|方式|于是|明确|明显|施工|严格|荣获|荣誉|严重|成为|成功|通过|通报|钟情|项)"
)


def people(cut: Cut, _: Setting) -> Iterator[Found]:
    """All people of a passage; the role is kept as the method's second part (person-role:总经理)."""
    for found in _person().finditer(cut.text):
        key = "name" if found["name"] else "before" if found["before"] else "of"
        name = found[key]
        if _NOT_NAME.match(name[1:] if len(name) > 2 else name) or _NOT_NAME.match(name) or len(name) < 2:
            continue
        begin, end = found.span(key)
        yield Found(begin, end, "Person", name, "person-role", 0.85 if key == "name" else 0.8)
    for found in _following().finditer(cut.text):
        yield Found(found.start(1), found.end(1), "Person", found[1], "person-led", 0.75)


@cache
def _following() -> re.Pattern[str]:
    surname = one_of(words(table("person")["surnames"]))
    return re.compile(rf"在({surname}[\u4e00-\u9fff]{{1,2}})(?=带领下|团队的)")
