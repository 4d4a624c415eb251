"""What a company's name tells that it makes: 某某轴承有限公司, 某某米业, 某某雨具.

A registered name tells the line of business (State Council order 734, article 10), so a maker's name ends on its
goods, or on the trade that makes them.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.dictionary import is_word, kind
from loaders.finding import all_of, table
from loaders.lexicon import words
from loaders.names.company_lists import OWNER
from loaders.ties.reading import Reading
from ontology import names, vocab
from ontology.facts import Ref, Relation

_TAIL = re.compile(r"(?:（[^）]*）|科技|技术|实业|工业|制造|股份|集团|有限|加工|产业|公司|厂)+$")


def goods(reading: Reading) -> Iterator[Relation]:
    """makes: the goods that the names of companies end on."""
    for firm in reading.named:
        if firm.ref.kind == "Company" and not firm.implicit and firm.method != OWNER:
            made = "" if firm.ref.name.endswith("集团") else goods_told(firm.ref.name)  # a group holds makers
            if made:
                where = (firm.begin, firm.end)
                yield from reading.say(firm.ref, "makes", Ref("Product", made), where, "makes-firm-name", 0.5)


@cache
def _trades() -> dict[str, str]:
    """A trade that closes a company's name, and what it makes: 米业 大米."""
    return dict(pair.split(":") for pair in words(table("makes")["trades"]))


@cache
def _products() -> frozenset[str]:
    """Goods by name: of the rules, and the key words of the industries that are no industry's own name."""
    known = vocab.names("industry")
    keywords = {word for each in vocab.concepts("industry") for word in each.keywords if word not in known}
    return (all_of("makes", "goods") | {w for w in keywords if len(w) > 1}) - all_of("makes", "no_goods")


@cache
def goods_told(name: str) -> str:
    """What a company makes by its name, "" where it does not tell."""
    parts = names.split_company(name)
    stem = _TAIL.sub("", parts.trade_name + parts.trade_word)
    if len(stem) < 4:  # the trade name may itself look like a place's: 仁和药业
        stem = _TAIL.sub("", names.plain(name))
    ends = [stem[at:] for at in range(2, len(stem) - 1)]
    trade = next((_trades()[end] for end in ends if end in _trades()), "")
    return trade or next((end for end in ends if end in _products() or _is_thing(stem, end)), "")


def _is_thing(stem: str, end: str) -> bool:
    """Whether a name of two characters is followed by a noun for things: 恒顺|雨具."""
    front = stem[: -len(end)]
    concrete = len(end) in (2, 3) and end[-1] in _LAST and kind(end) == "n" and end not in all_of("makes", "no_goods")
    return len(front) in (2, 3) and not is_word(stem) and concrete


# The head of a noun stands last: tools, machines, vessels, clothes, stuffs.
_LAST = frozenset(
    "具器机车桥箱包灯泵阀管板纸布鞋帽衣袜伞笔表钟锁门窗床椅柜瓶杯锅刀剪针线缆丝绳带膜胶漆砖瓦玻璃钢铁铝铜锌镁酒茶醋油糖盐米面肉鱼虾蟹奶皮窝素粉棉麻毛"
)
