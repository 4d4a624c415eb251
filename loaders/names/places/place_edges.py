"""Whether the name of a place stands for itself or belongs to another word: 机场|永康|航站楼, 江口县|人造板, 回乡."""

import re

from loaders.dictionary import kind, tagged
from ontology import vocab

KINDS_OF_AREA = ("市", "县", "区", "旗", "州", "盟")


def written_whole(name: str, found: vocab.Concept) -> bool:
    """Whether a name stands with its rank, and so is no part of another word: 江口县|人造板, and no 徽|商."""
    return name == found.label and len(name) > 2 and name.endswith(("省", *KINDS_OF_AREA))


def told_apart(text: str, begin: int, end: int) -> bool:
    """Whether the dictionary's words part right before and behind a place and the word before is a noun: 机场|永康."""
    before, at = "", max(0, begin - 4)
    for word, tag in tagged(text[at : end + 2]):
        if at == begin:
            return word == text[begin:end] and before.startswith(("n", "j")) and tag in ("ns", "nr")
        at, before = at + len(word), tag if len(word) > 1 else ""
    return False


def in_other(text: str, head: re.Match[str]) -> bool:
    """Whether a town's head belongs to an everyday word: 回乡创业, 乡音乡情."""
    if len(head[0]) > 1:
        return False
    at = head.start()
    field = text.startswith(("农业", "农村", "农民"), at + 1)  # 城东乡|农业
    return kind(text[at - 1 : at + 1]) == "v" or (kind(text[at : at + 2]) == "n" and not field)
