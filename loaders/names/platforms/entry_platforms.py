"""Platforms that a line or sentence tells of as of an entry: 智能装备产业园：规划用地3200亩，…."""

import re
from collections.abc import Iterator

from loaders.finding import Found, is_generic
from loaders.lexicon import Cut
from ontology import vocab

_ENTRY = re.compile(
    r"(?:^|(?<=[。；\n]))(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）).、]\s*)?"
    r"(?P<name>(?P<stem>[\u4e00-\u9fff]{2,10}?)(?P<head>产业园|工业园|园区|科技园|创业园|物流园|软件园|小镇|产业基地|片区|孵化器|科创中心|加速器|众创空间))"
    r"[：:](?=位于|坐落|地处|规划|核?定?总?面积|占地|建筑面积|总投资|依托|由|以|重点|主[攻要导]|聚焦|省级|国家级|市级|现[有已]|已|是|引进|入驻|建成|一期|首期)"
)
_PLAIN = re.compile(r"(?:专业|特色|配套|核心|主要|重点|[一二三四五六七八九十两多各]个?)(?:产业|工业)?")
_INNOVATES = ("孵化器", "科创中心", "加速器", "众创空间")


def entries(cut: Cut) -> Iterator[Found]:
    """The name before the colon, where its place, size, level or purpose follows."""
    for found in _ENTRY.finditer(cut.text) if "：" in cut.text or ":" in cut.text else ():
        stem = found["stem"]
        if is_generic(stem, "platform") or _PLAIN.fullmatch(stem) or vocab.place(stem):
            continue
        kind = "InnovationPlatform" if found["head"] in _INNOVATES else "IndustrialPlatform"
        yield Found(*found.span("name"), kind, found["name"], "platform-entry", 0.8)
