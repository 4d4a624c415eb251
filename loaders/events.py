"""Times that only date an event: what was founded, begun or signed then; they hold for nothing but their clause."""

import re

_BESIDE = ("上年", "去年", "次年", "上年同期", "去年同期")
_CLAUSE = re.compile(r"[，。；：]")
_LONGEST = 60  # characters of a clause that are looked at
_BEGUN_IN = re.compile(
    r"(?:成立|始[建创]|创[建立办始]|组建|诞生|兴建|[建创始]|注册|投产|开办|开业|筹建|起步|起源|落户|落成)于$"
)
_BEGAN = re.compile(  # an event is all that a time tells of: 去年11月新厂投用，占地82亩
    r"(?:[^，。；\d]{0,6}撤[县地区市]设[市区]|(?:正式)?(?:成立|创[立办建]|建厂|组建|设立)|[^，。；\d]{0,10}(?:投产|投用|投运|上线|挂牌|开业|启用|开园|揭牌|签约|开工|动工|奠基)了?"
    # the state founds and raises zones: 1996年经省里批准设立, 2009年升为省级开发区
    r"|[^，。；\d]{0,24}(?:(?:批准|批复|获批|核准|挂牌|注册|登记)(?:设立|成立|建立)?|(?:升级|升格|更名|改制|批准|调整)[为成][^，。；\d]{2,18}))[，。；]"
)
# An honour that somebody got then is all that its clause tells: 2022年被评为国家级单项冠军。
_HONOURED = re.compile(
    r"[^，。；\d]{0,6}(?:被?(?:评为|认定为|授予)|获评为?|入选|荣获|荣膺|跻身|获批为?)[^，。；\d]{2,40}(?P<end>[，。；])"
)
# What was completed then has its size and cost since, and only its own sentence tells them: 于2019年底建成，占地9亩.
_BUILT = re.compile(
    r"[^，。；\d]{0,10}(?:建成|落成|竣工|完工)(?:并)?(?:正式|全面)?(?:投产|投用|使用|投入(?:使用|运营|生产)|运营)?了?[，。；]"
)
# What is to be completed then: 预计2024年9月竣工，….
_EXPECTED = re.compile(r"(?:预计|计划|将|有望|拟|力争|确保|争取)[于在到]?$")
_COMPLETES = re.compile(
    r"[^，。；\d]{0,10}(?:建成|竣工|完工|交付|封顶|投[产用运]|达产|试产|通车|开业|开园)(?:并)?(?:投产|投用|使用|投入(?:使用|运营|生产)|运营)?[，。；]"
)
_OF_WHICH = re.compile(
    r"(?:正式|刚刚|新)?(?:开工|投产|签约|落户|动工|奠基|成立|创[立办建]|引进|竣工|揭牌|启用)(?:建设|投产)?的(?![\d一二三四五六七八九十几数两])"
)


def event_end(text: str, begin: int, end: int) -> int:
    """Where the clause ends that alone a time holds for, as it only tells when something there began; 0 if none does.

    上年为5.2%，…; 成立于1998年，…; 去年9月开工建设的项目，….
    """
    clause = _CLAUSE.search(text, end, end + _LONGEST)
    stop = clause.start() if clause else min(len(text), end + _LONGEST)
    front = text[max(0, begin - 4) : begin]
    if text.startswith("次年", begin):
        return stop
    beside = text[begin:end] in _BESIDE and front[-1:] in ("，", "；", "（") and text.startswith(("为", "是"), end)
    if text[end - 1] == "年" and text[end - 2].isdigit() and (honoured := _HONOURED.match(text, end)):
        return honoured.start("end")
    if beside or _BEGUN_IN.search(front) or _BEGAN.match(text, end, stop + 1) or _OF_WHICH.match(text, end, stop):
        return stop
    if _EXPECTED.search(text, max(0, begin - 4), begin) and _COMPLETES.match(text, end, stop + 1):
        return min((at for mark in "。；" if (at := text.find(mark, end)) >= 0), default=0)
    if text.startswith("于", begin - 1) and begin and _BUILT.match(text, end, stop + 1):
        return max(0, text.find("。", end))
    return 0


def told_aside(text: str, begin: int, end: int) -> int:
    """Where the sentence ends that alone is told of long ago (三年前…), or since a year told in it (该厂自2013年以来…).

    0 where it has no end. What opens a sentence (2015年以来，…) frames those behind it too: 0.
    """
    opens = text[max(0, begin - 2) : begin].rstrip("自从")[-1:] in ("", "。", "\n", "；", "：")
    return 0 if opens and text.startswith("以来", end - 2) else max(0, text.find("。", end))


def clause_end(text: str, at: int) -> int:
    """Where the clause around a position ends."""
    return min((stop for mark in "，。；" if (stop := text.find(mark, at)) >= 0), default=len(text))
