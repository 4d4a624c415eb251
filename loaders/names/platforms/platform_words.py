"""The words that end the names of platforms, and what tells such a name from a kind of platform."""

import re
from functools import cache

from loaders.finding import table
from loaders.lexicon import one_of, words

KINDS = {"industrial": "IndustrialPlatform", "innovation": "InnovationPlatform", "digital": "DigitalPlatform"}


BY_SIDE = re.compile(
    "城[东西南北关郊厢](?:街道|[镇乡])|(?:[东西南北]城|[东西南北][门关]|新城)街道"
)  # towns by their side
LEADS_ON = ("简称", "希望", "载体")  # 重点投资|载体|江口水产加工基地
SINCE = re.compile(
    r"自(?![贸由动主然治])[^，。；]{4,30}?(?:挂牌|成立|设立|获批|建成|启动|开园|运行)"
)  # 自|某开发区挂牌后


@cache
def kind_of() -> dict[str, str]:
    """The class of a platform by the word that its name ends in."""
    return {word: kind for key, kind in KINDS.items() for word in words(table("platform")[key])}


@cache
def zoned() -> frozenset[str]:
    """Words for zones and parks that have quarters by the compass: 工业园区|西区."""
    return frozenset(words(table("platform")["zones"])) | {"园区", "产业园区", "工业园"}


@cache
def strict() -> frozenset[str]:
    """Heads that make a name only where the thing is said to be built."""
    return frozenset(words(table("platform")["strict"]))


@cache
def building() -> tuple[str, ...]:
    """Verbs of building before a platform."""
    return words(table("platform")["building"])


@cache
def zone_heads() -> re.Pattern[str]:
    """The word for a zone, as it stands in a name."""
    return re.compile(one_of(words(table("platform")["zones"])))


@cache
def parks() -> frozenset[str]:
    """Heads of parks: with anything before them that is not just an industry, they name one park."""
    return frozenset(words(table("platform")["parks"]))


@cache
def plain() -> re.Pattern[str]:
    """Words that with a place's name alone name no platform: 某某市特色小镇."""
    return re.compile(rf"(?:{one_of(words(table('platform')['generic']))})+")
