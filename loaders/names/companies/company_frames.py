"""Companies that their sentence tells, whatever their names look like: A与B、C达成合作, A携手B合资成立C, 链主企业C,
晨曜（江口）, whose place stands in brackets."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import is_word, kind
from loaders.finding import Found, any_of, is_generic
from loaders.lexicon import Cut, has, one_of
from loaders.names.companies.coined import COINED, acts, closes, coined, describes, stem_before, weight
from loaders.names.companies.company_words import company_like, in_vocabulary, plain_stem
from ontology import names, vocab
from ontology.goods import goods

_OTHER = re.compile(  # what signs and sets up as well, and is no firm
    r"(?:[省市县区镇乡村州旗]|政府|[局厅委办部院校所会站队]|中心|大学|学院|银行|园区|新区|法院|海关|政协|联盟|基地|平台|实验室|基金|团队|机构"
    r"|项目|双方|三方|各方|企业|公司|集团|高校|专家|教授|院士|联合体|协会|小组|专班|体系|机制|关系|意向|共识|协议|市场|国家|地区|产业园|工业园"
    r"|工厂|车间|园|城|港|谷|镇|合作社|农场|农户|村民|商户|客商|代表|俱乐部|工作室|品牌|模式|业|行业|领域|学校|医院|[商支分]行)$"
)
_PLAIN = re.compile("[的了着过在是有为以由从向被把将已均都各多共只仅并且则就也还或等这那其之者所该本我他她它们个家]")


def _firm(cut: Cut, begin: int, end: int) -> bool:
    """Whether characters that a sentence puts where firms stand may be the name of one."""
    name = cut.text[begin:end]
    if not 2 <= len(name) <= 6 or _OTHER.search(name) or name in vocab.names("place") or _only_goods(name):
        return False
    if weight(name) >= COINED or name in vocab.names("corporation"):
        return True
    word = is_word(name) and kind(name) != "nz"
    plain = word or is_generic(name, "company") or in_vocabulary(name) or describes(name) or _PLAIN.search(name)
    foreign = any_of("place", "countries").match(name)
    return not plain and not foreign and company_like(name) and plain_stem(cut, begin, end)


def _only_goods(name: str) -> bool:
    """Whether a name is that of goods, with no coined word before them: 高端胶带, but not 海虹胶带."""
    made = goods(name)
    return bool(made) and not coined(name[: -len(made)])


_NAME = r"[\u4e00-\u9fffA-Za-z]{2,8}?"
_PACT = re.compile(
    rf"(?:^|(?<=[，。；！？\n]))(?P<list>{_NAME}(?:、{_NAME})*(?:与|和|携手|牵手|联手|联合|同){_NAME}(?:、{_NAME})*)"
    r"(?:正式|成功|顺利|共同|合资|联合|再次|已|将|宣布|就[^，。；]{2,16}?|在[^，。；]{2,8}?)*"
    r"(?:达成[^，。；]{0,8}合作|签署[^，。；]{0,10}(?:协议|合同|备忘录)|签订[^，。；]{0,10}(?:协议|合同|备忘录)|(?:合资|共同|联合|合作)(?:成立|组建|设立|创办|注册))"
)
_JOIN = re.compile("、|与|和|携手|牵手|联手|联合|同")
_CHILD = re.compile(
    r"(?:合资|共同|联合|合作)(?:出资)?(?:成立|组建|设立|创办|注册)了?(?:合资公司|合资企业|新公司|项目公司)?[“]?(?P<name>[\u4e00-\u9fff]{3,8}?)(?=[”，。；（]|$)"
)


def pacts(cut: Cut) -> Iterator[Found]:
    """Those who agree on something at the beginning of a clause, and the firm that they set up."""
    if not has(cut.text, "达成", "签署", "签订", "合资", "共同", "联合", "合作"):
        return
    for found in _PACT.finditer(cut.text):
        at = found.start("list")
        spans = []
        for join in (*_JOIN.finditer(cut.text, at, found.end("list")), None):
            end = join.start() if join else found.end("list")
            spans.append((at, end))
            at = join.end() if join else end
        for begin, end in spans:
            if _firm(cut, begin, end):
                yield Found(begin, end, "Company", cut.text[begin:end], "company-pact", 0.72)
    for found in _CHILD.finditer(cut.text):
        if _firm(cut, *found.span("name")):
            yield Found(*found.span("name"), "Company", found["name"], "company-set-up", 0.75)


_LED = re.compile(
    r"(?:(?:链主|龙头|领军|骨干|头部|标杆|独角兽|瞪羚|代表性?|小巨人|知名|上市)[”]?(?:企业|公司)"
    r"|(?:隐形|单项)冠军[”]?(?:企业)?|(?:制造|供应|生产|经营|服务|运营)商|巨头)(?=[\u4e00-\u9fff]{2})"
)


def _of_place(name: str) -> bool:
    """Whether goods stand behind the name of a county: 沅江滚子."""
    return name[:2] in vocab.names("place") and len(name) > 3 and goods(name[2:]) == name[2:]


def apposed(cut: Cut) -> Iterator[Found]:
    """A name right behind what its firm is: 半导体领军企业|烁澄晶体落户…, 伞业龙头企业|天禾、…."""
    text = cut.text
    for found in _LED.finditer(text) if has(text, "企业", "公司", "冠军", "商", "巨头") else ():
        begin = found.end()
        for length in (6, 5, 4, 3, 2):
            end = begin + length
            name = text[begin:end]
            own = coined(name) or (weight(name) > 0 and length > 3) or _of_place(name)
            own = own or (bool(goods(name)) and coined(name[:2]))
            parted = text[end : end + 1] in ("、", "，", "。") or acts(text, end)
            free = length > 2 or (parted and not _PLAIN.search(name))
            sound = _of_place(name) or _firm(cut, begin, end)
            if text.startswith(("公司", "集团", "股份", "有限"), end):
                break  # the longer name is found by its form
            if len(name) == length and own and free and sound and (parted or closes(text, end)):
                yield Found(begin, end, "Company", name, "company-apposed", 0.75)
                break


@cache
def _bracketed() -> re.Pattern[str]:
    line = one_of(word for word in names.trade_words() if len(word) > 1)
    return re.compile(
        rf"（(?P<place>[\u4e00-\u9fff]{{2,4}})）(?:{line}|[\u4e00-\u9fff]{{2,4}}(?=创始人|董事长|总经理|副总|负责人))?"
        r"(?=[，。；、”]|$|与|和|由|的|在|以|将|已|正|创始人|总经理|董事长|负责人|投资|落户|项目|年产|生产|入选|获|成立|是)"
    )


def bracketed(cut: Cut) -> Iterator[Found]:
    """A coined name with its place in brackets: 申澜（江口）, 诺岚（天津）微系统."""
    for found in _bracketed().finditer(cut.text) if "（" in cut.text else ():
        begin = stem_before(cut, found.start())
        stem = cut.text[begin : found.start()]
        clause = cut.text[begin - 1 : begin] in ("", *"，。；、“与和由向对在\n")
        placed = found["place"] in vocab.names("place") or found["place"] == "中国"
        if placed and clause and coined(stem) and not _OTHER.search(stem) and not _PLAIN.search(stem):
            name = cut.text[begin : found.end()]
            yield Found(begin, found.end(), "Company", name, "company-bracketed", 0.75)


def framed(cut: Cut) -> Iterator[Found]:
    """All companies that only their sentence tells."""
    yield from pacts(cut)
    yield from apposed(cut)
    yield from bracketed(cut)
