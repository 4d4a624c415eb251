"""Industries as bulletins and features count them: 弹簧业下降3%, 高耗能行业增长, 纽扣配套工厂20间."""

import re
from collections.abc import Iterator

from loaders.finding import Found
from loaders.lexicon import Cut, has
from loaders.names.companies.legal_names import line_words
from loaders.names.industries.industry_words import industry
from ontology import vocab


def chapters(cut: Cut) -> Iterator[Found]:
    """The trade that a chapter is headed by: 三、工业和|建筑业."""
    if cut.text.endswith("工业和建筑业"):
        yield industry(len(cut.text) - 3, len(cut.text), "建筑业", "", "industry-trade", 0.8)


_GROWS = re.compile(r"(?:增加值|产值|总产值|营业收入|利润)?(?:同比|比上年)?(?:增长|下降)\d")  # 弹簧|业下降3%
_CLASSES = re.compile(
    r"(?:高成长性制造业|传统支柱产业|高[耗载]能(?:行业|产业)|战略性新兴工业|消费品(?:工业|制造业)|能源原材料工业)"
    r"(?=增加值|投资|产值|利润|用电量|能耗|综合能源|营业收入|同比|增长|下降|实现|完成|占)"
)


def of_goods_that_grow(text: str, end: int, stem: str) -> bool:
    """Whether a figure says how what stands before 业 grows, and that is made: 弹簧, 丝绸及制品."""
    return bool(_GROWS.match(text, end)) and re.sub("及其?制品$", "", stem) in line_words()


def classes(cut: Cut) -> Iterator[Found]:
    """The classes that a bulletin counts industries by, which are none elsewhere: 高耗能行业增长."""
    for found in _CLASSES.finditer(cut.text) if has(cut.text, "行业", "产业", "工业", "制造业") else ():
        counted = _COUNTED.search(cut.text, max(0, found.start() - 2), found.start())
        aliases = (counted[0] + found[0],) if counted else ()  # 六大|高耗能行业
        yield Found(*found.span(), "Industry", found[0], "industry-class", 0.85, aliases)


_COUNTED = re.compile("[四五六七八九十]大$")
_WORKSHOPS = re.compile(r"配套(?:工厂|企业|厂家|厂商|商)(?=[\d一二三四五六七八九十]+[余多]?[家间户])")


def outfitters(cut: Cut) -> Iterator[Found]:
    """The trade that counted workshops work for: 纽扣|配套工厂20间."""
    for found in _WORKSHOPS.finditer(cut.text) if "配套" in cut.text else ():
        words = {n: cut.text[found.start() - n : found.start()] for n in (6, 5, 4, 3, 2) if n <= found.start()}
        size = next((n for n, word in words.items() if vocab.concept("industry", word) or word in line_words()), 0)
        if size:
            begin = found.start() - size
            yield industry(begin, found.start(), cut.text[begin : found.start()], "", "industry-outfitted", 0.75)
