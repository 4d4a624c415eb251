"""Well-known corporations before other words: where their names end, and when another word begins with them."""

import re

from loaders.dictionary import is_word, kind, tagged
from loaders.names.companies.coined import closes, parts_at
from ontology import vocab

_ELSE = re.compile(r"级|星|饭店|宾馆|酒店|维新|时期|世纪|[路街]|牌|[款代]")  # 三星级, 明治维新: other words
_OF_ITSELF = re.compile(r"公司|集团|有限|股份")


def other_word(text: str, end: int) -> bool:
    """Whether what follows makes another word of a well-known name: 三星|级.

    >>> other_word("三星级酒店", 2), other_word("三星电子产业园", 2)
    (True, False)
    """
    return _ELSE.match(text, end) is not None


def known_head(name: str) -> int:
    """How many characters of a project's name are those of a well-known corporation, or of two; 0 if none.

    The corporation is whose project it is, whatever the rest makes with it (玉柴|船舶修造); not where a legal form
    shows that the rest belongs to the firm, nor where the words would as well go on: 先导智能|制造.

    >>> known_head("广汽丰田研发总部"), known_head("中国移动互联网产业园"), known_head("三星级酒店")
    (4, 0, 0)
    """
    known, end = vocab.names("corporation"), 0
    while size := next((n for n in range(min(9, len(name) - end), 1, -1) if name[end : end + n] in known), 0):
        end += size
    if not end or other_word(name, end) or _OF_ITSELF.search(name, end) or runs_on(name, 0, end):
        return 0
    return end if end == len(name) or closes(name, end) or _apart(name, end) else 0


def joint_begin(text: str, begin: int) -> int:
    """Where the name of a firm of two begins whose second half begins here: 一汽—|大众新车型项目; `begin` if none.

    >>> joint_begin("推动一汽—大众新车型项目", 5), joint_begin("江口—大众新车型项目", 3)
    (2, 3)
    """
    if text[begin - 1 : begin] not in ("—", "-"):
        return begin
    ends = range(begin + 2, begin + 5)
    starts = range(max(0, begin - 5), begin - 2)
    return next((b for b in starts for e in ends if text[b:e] in vocab.names("corporation")), begin)


def _apart(name: str, end: int) -> bool:
    """Whether a known name before a noun stands as one: a word ends there, and it is no verb nor a nation's trade."""
    verb = kind(name[:end]).startswith("v")
    return not (name.startswith("中国") or verb) and parts_at(tagged(name), end)


def runs_on(text: str, begin: int, end: int) -> bool:
    """Whether the last word of a known name and what follows are one line of business: 先导|智能|制造.

    >>> runs_on("先导智能制造产业园", 0, 4), runs_on("特变电工产业园", 0, 4)
    (True, False)
    """
    pieces = [word for word, _ in tagged(text[begin:end])]
    lines = (pieces[-1] + text[end : end + size] for size in (2, 3, 4) if end + size <= len(text))
    worded = len(pieces) > 1 and len(pieces[-1]) > 1
    return worded and any(is_word(line) or vocab.concept("industry", line) for line in lines)
