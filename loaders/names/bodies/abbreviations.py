"""Institutes by the abbreviations that reports call them by: 岭化院, 中科院水泵所, 中国瓷科院."""

import re
from collections.abc import Iterator

from loaders.dictionary import is_word
from loaders.finding import NOUN, Found
from loaders.lexicon import Cut, has

# What an institute works on, by the character before 院 or 所: science, chemistry, research, surveys, crops, woods.
_SHORT = re.compile(
    r"(?P<tail>(?:[科化研工勘探农林水煤电]|前沿|规划|设计)院|(?:[科化研勘探农林煤]|工生|生物|化物|材料|药物|光机|技术|金属|自动化|微电子|计算|热物理|半导体|能源|过程)所)"
    r"(?=[、，。；）]|$|等|和|与|及|入选|获|牵头|合作|联合|团队|共建|参与|支持|整体|迁|落户|签约|研发|建设|在|的)"
)
_BEGIN = re.compile(
    r".*(?:[、，。；：（“”的\n]|依托|引进|联合|携手|牵手|对接|引入|由|在|与|和|及|同|向)(?P<name>[\u4e00-\u9fff]+)$"
)
_OTHER = re.compile(
    r"(?:[医法学剧影寺庭病画书戏]|检察|敬老|养老|福利|卫生|电影|国务|参议|科学|研究|工程|高[等教]|职业|中医)院$"
    r"|(?:场|住|厕|派出|研究|交易|事务|司法|财政|税务|供电|国土|规划|卫生|诊|拘留|看守|招待|加工|会计|律师)所$"
    r"|^(?:[省市县区镇乡各两该本我全]|自治区)|[一二三四五六七八九十多几]$"
)
_HOUSE = re.compile(r"([\u4e00-\u9fff]+院)[^院]+所$")  # 中国水科院甲所和|乙所


def abbreviated(cut: Cut) -> Iterator[Found]:
    """An institute of which each word has left a character, behind a mark or a word that leads to it."""
    text, house, past = cut.text, "", 0
    for found in _SHORT.finditer(text) if has(text, "院", "所") else ():
        first = max(0, found.end() - 16)
        opening = _BEGIN.match(("。" if first == 0 else "") + text[first : found.end()])
        if not opening:
            continue
        name = opening["name"]
        begin = found.end() - len(name)
        led = max((e for b, e in cut.places.items() if b == begin and text[b:e] != "中国"), default=begin)
        own = text[led : found.end()]
        led_to = cut.left(found.start(), NOUN)
        if led_to > begin and found.end() - led_to > 2:
            begin, led, name, own = (
                led_to,
                max(led, led_to),
                text[led_to : found.end()],
                text[max(led, led_to) : found.end()],
            )
        local = led > begin and found["tail"].endswith("院")  # a place's own institute: names/platforms/platforms.py
        local = local or (own.endswith("科院") and len(own) > 3)
        if not local and 3 <= len(own) <= 9 and not is_word(own) and not is_word(own[-3:]) and not _OTHER.search(own):
            shared = house if text[past:begin] in ("和", "与", "及") and "院" not in name else ""
            aliases = (name,) if shared else ()
            yield Found(begin, found.end(), "Agency", shared + name, "agency-abbreviated", 0.9, aliases)
            whose = _HOUSE.match(name)
            house, past = whose[1] if whose else shared, found.end()
